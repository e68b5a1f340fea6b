#include "server/domain/calibration.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "server/domain/class.h"

namespace earshot::domain {
namespace {

/// The talk in this person's language; the one that was begun with where the translation is another talk by now.
std::shared_ptr<const transcript::Transcript> in_language(const Calibration& calibration, PersonId viewer, const Context& context) {
  auto translated = context.content.find_transcript(calibration.transcript->id, context.people.language(viewer));
  const bool fits = translated && translated->language != calibration.transcript->language && same_talk(*calibration.transcript, *translated);
  return fits ? translated : calibration.transcript;
}

std::optional<std::uint8_t> level_of(const TranscriptRating& rating, std::string_view criterion) {
  const auto found = std::ranges::find(rating.levels, criterion, &protocol::CriterionLevel::criterion);
  return found == rating.levels.end() ? std::nullopt : found->level;
}

protocol::CalibrationCriterion spread_of(const Calibration& calibration, const std::string& criterion) {
  protocol::CalibrationCriterion shown;
  shown.criterion = criterion;
  double anchors = 0;
  int trainers = 0;
  for (const auto& [person, rating] : calibration.ratings) {
    const auto level = level_of(rating, criterion);
    if (rating.trainer) {
      if (level) {
        anchors += *level;
        ++trainers;
      }
    } else if (level) {
      ++shown.counts[*level - 1U];
    } else {
      ++shown.none;
    }
  }
  if (trainers > 0) shown.anchor = static_cast<std::uint8_t>(std::lround(anchors / trainers));
  return shown;
}

}  // namespace

std::optional<CalibrationOutcome> outcome_of(const Class& klass) {
  const auto& ended = klass.calibrated;
  if (!ended || ended->ratings.empty()) return {};
  CalibrationOutcome outcome{ended->transcript->id, ended->rubric_hash, Moment{*ended->ended_at}, {}};
  for (const auto& [person, rating] : ended->ratings) outcome.raters.push_back({person, rating.trainer, rating.levels});
  return outcome;
}

std::optional<Refusal> calibrating(const Class& klass) {
  if (!klass.calibration) return {};
  return Refusal{Why::busy, "the class is rating a transcript; show how it was rated first", {}};
}

Decision calibrate(const Class& klass, const protocol::Calibrate& intent, const Context& context) {
  if (klass.practice) return refuse(Why::not_allowed, "Practice has no trainer to compare with; rate a transcript together in a class of your own");
  if (klass.round && klass.round->running) return refuse(Why::busy, "a round is running; end it first");
  if (auto busy = calibrating(klass)) return tl::unexpected<Refusal>(std::move(*busy));
  const auto found = context.content.find_transcript(intent.transcript);
  if (!found) return refuse(Why::unknown, fmt::format("this server has no transcript '{}'", intent.transcript), "transcript");
  const auto rubric = context.content.rubric();
  for (const std::string& id : found->focus) {
    if (std::ranges::find(rubric->criteria, id, &rubric::Criterion::id) == rubric->criteria.end()) {
      return refuse(Why::unknown, fmt::format("the rubric has no criterion '{}' any more; choose another transcript", id), "transcript");
    }
  }
  return Events{CalibrationBegan{found->id, found->hash, rubric->hash, found->focus}};
}

Decision end_calibration(const Class& klass) {
  if (!klass.calibration) return refuse(Why::wrong_phase, "no transcript is being rated; choose one to begin");
  return Events{CalibrationEnded{klass.calibration->transcript->id}};
}

Decision rate_transcript(const Class& klass, PersonId who, const protocol::RateTranscript& intent) {
  if (!klass.calibration) return refuse(Why::wrong_phase, "no transcript is being rated just now; wait until your trainer begins");
  const auto& focus = klass.calibration->focus;
  std::map<std::string_view, std::optional<std::uint8_t>> given;
  for (const auto& level : intent.levels) {
    if (std::ranges::find(focus, level.criterion) == focus.end()) {
      return refuse(Why::unknown, fmt::format("'{}' is not rated here; rate {}", level.criterion, fmt::join(focus, ", ")), "levels");
    }
    if (!given.emplace(level.criterion, level.level).second) {
      return refuse(Why::too_many, fmt::format("'{}' is rated twice; keep one of the two", level.criterion), "levels");
    }
  }
  TranscriptRated rated{who, {}};
  for (const std::string& criterion : focus) {
    const auto found = given.find(criterion);
    if (found == given.end()) return refuse(Why::empty, fmt::format("'{}' is not rated yet; give it a level, or 'no opportunity'", criterion), "levels");
    rated.levels.push_back({criterion, found->second});
  }
  const auto before = klass.calibration->ratings.find(who);
  if (before != klass.calibration->ratings.end() && before->second == TranscriptRating{klass.is_trainer(who), rated.levels}) return Events{};
  return Events{std::move(rated)};
}

protocol::CalibrationShown calibration_shown(const Class& klass, PersonId viewer, bool whole, const Context& context) {
  protocol::CalibrationShown shown;
  if (!klass.calibration) {
    if (!klass.is_trainer(viewer)) return shown;
    std::string_view last;
    for (const auto& transcript : context.content.transcripts()) {
      if (transcript->id == last) continue;  // a translation
      last = transcript->id;
      shown.choices.push_back(transcript->id);
      shown.choice_names.push_back(context.content.find_transcript(transcript->id, context.people.language(viewer))->title);
    }
    return shown;
  }
  const Calibration& calibration = *klass.calibration;
  shown.on = true;
  shown.transcript = calibration.transcript->id;
  shown.focus = calibration.focus;
  if (whole) {
    const auto talk = in_language(calibration, viewer, context);
    shown.title = talk->title;
    shown.situation = talk->situation;
    shown.lines = talk->lines;
  }
  if (const auto own = calibration.ratings.find(viewer); own != calibration.ratings.end()) shown.own = own->second.levels;
  for (const ClassMember& member : klass.members) {
    if (member.standing == Standing::trainer) continue;
    ++shown.of;
    if (calibration.ratings.contains(member.person)) ++shown.rated;
  }
  return shown;
}

std::optional<protocol::CalibrationResult> calibration_result(const Class& klass, PersonId viewer, const Context& context) {
  if (klass.calibration || !klass.calibrated) return {};
  const Calibration& ended = *klass.calibrated;
  const auto talk = in_language(ended, viewer, context);
  protocol::CalibrationResult result{talk->id, talk->title, {}};
  const auto own = ended.ratings.find(viewer);
  for (const std::string& criterion : ended.focus) {
    auto shown = spread_of(ended, criterion);
    if (own != ended.ratings.end()) shown.own = level_of(own->second, criterion);
    shown.why = why(*talk, criterion);
    result.criteria.push_back(std::move(shown));
  }
  return result;
}

}  // namespace earshot::domain
