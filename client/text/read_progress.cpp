#include "client/text/read_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "client/model/in_words.h"
#include "shared/words/words.h"

namespace earshot::text_client {

using namespace protocol;
using model::in_words;
using words::tr;
using words::tr_in;
using words::trf;
using words::trf_count;

namespace {

/// From this answer on a customer counts as solved, or satisfied.
constexpr int kWell = 4;

std::string_view badge_tier(std::uint8_t tier) {
  switch (tier) {
    case 1: return tr_in("badge", "bronze");
    case 2: return tr_in("badge", "silver");
    case 3: return tr_in("badge", "gold");
    default: return tr_in("badge", "not yet");
  }
}

std::string badge_aloud(const BadgeShown& badge) {
  std::string line = trf("{0}, {1}: {2} So far {3}.", badge.name, badge_tier(badge.tier), as_sentence(badge.what), badge.count);
  if (badge.tier < badge.thresholds.size()) line += " " + trf("The next one comes at {}.", badge.thresholds[badge.tier]);
  return line;
}

std::string quest_aloud(const GoalShown& goal) {
  return trf("{0}: {1} {2} of {3}.", goal.name, as_sentence(goal.what), goal.count, goal.target);
}

void read_letter(Spoken& out, const Letter& one) {
  out.emplace_back(tr("Your letter of the week, and the week before."));
  out.push_back(trf("Role-plays: {0}, before {1}.", one.sessions, one.sessions_before));
  out.push_back(trf("Facts and feelings given back: {0} of {1}, before {2} of {3}.", one.captured, one.told, one.captured_before, one.told_before));
  out.push_back(trf("Facts told after their condition: {0} of {1}, before {2} of {3}.", one.earned, one.earnable, one.earned_before, one.earnable_before));
  if (!one.well_name.empty()) out.push_back(trf("What went well: {}", as_sentence(one.well_name)));
  if (!one.try_name.empty()) out.push_back(trf("What to try: {}", as_sentence(one.try_name)));
}

void read_old_recap(Spoken& out, const OldRecap& old) {
  out.push_back(trf("An old recap of yours, card {0}: {1}", old.card, old.text));
  if (!old.level) {
    out.emplace_back(tr("How good is it, 1 to 5? /rerate 3 says so; what you gave it then is told afterwards."));
  } else if (old.then) {
    out.push_back(trf("You gave it {0} now, and {1} then.", *old.level, *old.then));
  } else {
    out.push_back(trf("You gave it {} now.", *old.level));
  }
}

/// One's way in a skill: the first and the last time it was rated.
void read_way(Spoken& out, std::string_view skill, const model::History& history, std::optional<double> PastSession::* mean) {
  std::vector<double> rated;
  for (const PastSession& one : history.sessions) {
    if (one.*mean) rated.push_back(*(one.*mean));
  }
  if (rated.size() < 2) return;
  out.push_back(trf("{0}: {1:.1f} the first time, {2:.1f} the last time, over {3} role-plays.", skill, rated.back(), rated.front(), rated.size()));
}

std::string skill_aloud(std::string_view skill, const std::optional<double>& mean) {
  return mean ? fmt::format("{} {:.1f}", skill, *mean) : trf("{} not rated", skill);
}

std::string past_aloud(std::size_t number, const PastSession& one, TimePoint now) {
  const std::string partners = fmt::format("{}", fmt::join(one.partners, ", "));
  std::string line = trf("{0}. {1}, {2}, as {3}, with {4}.", number, capitalised(days_ago(one.at.point(), now)), one.card, in_words(one.role), partners);
  if (one.role != Role::agent) return line;
  if (one.listen || one.extract || one.give_back) {
    line += fmt::format(" {}, {}, {}.", skill_aloud(tr("Listen"), one.listen), skill_aloud(tr("Extract"), one.extract),
                        skill_aloud(tr("Return"), one.give_back));
  }
  if (one.told > 0) line += " " + trf("Given back: {0} of {1}.", one.captured, one.told);
  return line;
}

std::string spread_aloud(const std::array<std::uint32_t, 5>& counts, std::uint32_t none) {
  std::string out = trf("1 given {0} times, 2 {1} times, 3 {2} times, 4 {3} times, 5 {4} times", counts[0], counts[1], counts[2], counts[3], counts[4]);
  if (none > 0) out += ", " + trf("no opportunity {} times", none);
  return out;
}

void read_choices(Spoken& out, const std::vector<std::string>& ids, const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < ids.size(); ++i) out.push_back(i < names.size() ? fmt::format("{}: {}", ids[i], as_sentence(names[i])) : ids[i]);
}

std::string signal_aloud(const SignalCount& signal, const std::string& who) {
  const std::uint32_t n = signal.count;
  const std::uint64_t first = signal.first.value;
  switch (signal.kind) {
    case ChatSignal::over_typing:
      return trf_count("{0} sent {1} message while the other was typing: message {2}. What was in a hurry?",
                       "{0} sent {1} messages while the other was typing, the first is message {2}. What was in a hurry?", n, who, n, first);
    case ChatSignal::too_quick:
      return trf_count("{0} answered {1} time sooner than one can read: message {2}. What was it an answer to?",
                       "{0} answered {1} times sooner than one can read, first with message {2}. What was it an answer to?", n, who, n, first);
    case ChatSignal::burst:
      return trf_count("{0} sent several messages in a row {1} time, from message {2} on. Was there room to answer?",
                       "{0} sent several messages in a row {1} times, first from message {2} on. Was there room to answer?", n, who, n, first);
    case ChatSignal::took_up:
      return trf_count("{0} took up the other's own words {1} time: message {2}. What came of it?",
                       "{0} took up the other's own words {1} times, first in message {2}. What came of it?", n, who, n, first);
  }
  return {};
}

}  // namespace

Spoken read_profile(const ProfileShown& shown) {
  Spoken out;
  out.push_back(shown.level_to > shown.xp ? trf("Level {0}: {1} points, {2} to the next level.", shown.level, shown.xp, shown.level_to - shown.xp)
                                          : trf("Level {0}: {1} points.", shown.level, shown.xp));
  for (const XpPart& part : shown.parts) out.push_back(trf("{0}: {1} points.", part.name, part.xp));
  if (shown.streak > 0 || shown.best_streak > 0) {
    out.push_back(trf_count("Your streak: {0} day. The longest was {1}.", "Your streak: {0} days. The longest was {1}.", shown.streak, shown.streak, shown.best_streak));
  }
  if (shown.forgiven) out.emplace_back(tr("A missed day was forgiven."));
  const auto won = std::ranges::count_if(shown.badges, [](const BadgeShown& badge) { return badge.tier > 0; });
  if (!shown.badges.empty()) out.push_back(trf("Badges: {0} of {1}. /badges reads them.", won, shown.badges.size()));
  if (shown.quest) out.push_back(trf("Your team's quest of the week, {}", quest_aloud(*shown.quest)));
  if (shown.letter) read_letter(out, *shown.letter);
  if (shown.old_recap) read_old_recap(out, *shown.old_recap);
  if (!shown.promise.empty()) out.push_back(trf("Your promise for tomorrow: {}", shown.promise));
  return out;
}

Spoken read_badges(const ProfileShown& shown) {
  Spoken out;
  for (const BadgeShown& badge : shown.badges) out.push_back(badge_aloud(badge));
  if (out.empty()) out.emplace_back(tr("There are no badges here."));
  return out;
}

Spoken read_history(const model::History& history, TimePoint now) {
  if (history.sessions.empty()) return {std::string(tr("You have no past role-plays yet."))};
  Spoken out;
  read_way(out, tr("Listen"), history, &PastSession::listen);
  read_way(out, tr("Extract"), history, &PastSession::extract);
  read_way(out, tr("Return"), history, &PastSession::give_back);
  for (std::size_t i = 0; i < history.sessions.size(); ++i) out.push_back(past_aloud(i + 1, history.sessions[i], now));
  out.emplace_back(tr("/debrief NUMBER opens one of them."));
  return out;
}

Spoken read_report(const ReportShown& report, const model::Model& model) {
  Spoken out{trf_count("The round in one look: {} role-play.", "The round in one look: {} role-plays.", report.sessions, report.sessions)};
  if (!report.outcomes.empty()) {
    const auto count = [&](bool solved, bool satisfied) {
      return std::ranges::count_if(report.outcomes, [&](const OutcomePoint& one) {
        return (one.solved >= kWell) == solved && (one.satisfied >= kWell) == satisfied;
      });
    };
    out.push_back(trf("Customers: {0} solved and satisfied, {1} solved but not satisfied, {2} satisfied but not solved, {3} neither.",
                      count(true, true), count(true, false), count(false, true), count(false, false)));
  }
  for (const CriterionSpread& one : report.criteria) {
    out.push_back(fmt::format("{}: {}.", capitalised(criterion_name(one.criterion, model)), spread_aloud(one.counts, one.none)));
  }
  for (const CardReport& card : report.cards) {
    out.push_back(trf_count("Card {0}, {1} role-play. What was missed most comes first.", "Card {0}, {1} role-plays. What was missed most comes first.",
                            card.sessions, card.title, card.sessions));
    auto facts = card.facts;
    std::ranges::stable_sort(facts, std::greater{}, [](const FactReport& fact) { return fact.told - std::min(fact.captured, fact.told); });
    for (const FactReport& fact : facts) out.push_back(trf("{0}: told {1} times, given back {2} times.", fact.label, fact.told, fact.captured));
  }
  return out;
}

Spoken read_quotes(const model::Model& model) {
  Spoken out;
  for (const Quote& quote : model.insight.quotes) {
    out.push_back(trf("{0}. {1}, {2}: {3}", out.size() + 1, quote.card, in_words(quote.role), quote.text));
  }
  if (out.empty()) out.emplace_back(tr("Nobody has let you show a message yet."));
  return out;
}

Spoken read_goal(const model::Model& model) {
  const auto& goal = model.insight.goal;
  Spoken out;
  if (!goal || goal->id.empty()) {
    out.emplace_back(tr("The class has no goal."));
  } else {
    out.push_back(trf("The class's goal, {}", quest_aloud(*goal)));
    if (goal->count >= goal->target) out.emplace_back(tr("It is reached."));
  }
  if (goal && !goal->choices.empty()) {
    out.emplace_back(tr("/goal ID sets one of these, /goal none takes it back:"));
    read_choices(out, goal->choices, goal->choice_names);
  }
  return out;
}

Spoken read_promises(const model::Model& model) {
  Spoken out;
  for (const auto& [person, text] : model.insight.promises) {
    out.push_back(person == model.self.person ? trf("Your promise for tomorrow: {}", text)
                                              : trf("{0} promises for tomorrow: {1}", model::name_of(model, person), text));
  }
  if (out.empty()) out.emplace_back(tr("Nothing is promised yet. /promise TEXT makes one promise for tomorrow."));
  return out;
}

Spoken read_signals(const DebriefShown& debrief, const model::Model& model) {
  Spoken out;
  for (const SignalCount& signal : debrief.signals) out.push_back(signal_aloud(signal, model::name_of(model, signal.person)));
  return out;
}

Spoken read_calibration(const model::Model& model) {
  const auto& shown = model.insight.calibration;
  if (!shown || !shown->on) {
    Spoken out{std::string(tr("No recorded talk is being rated."))};
    if (shown && !shown->choices.empty()) {
      out.emplace_back(tr("/calibrate ID gives the class one of these:"));
      read_choices(out, shown->choices, shown->choice_names);
    }
    return out;
  }
  Spoken out{trf("A recorded talk that everybody rates: {}.", shown->title)};
  if (!shown->situation.empty()) out.push_back(trf("Situation: {}", shown->situation));
  for (std::size_t i = 0; i < shown->lines.size(); ++i) {
    out.push_back(fmt::format("{}. {}: {}", i + 1, capitalised(in_words(shown->lines[i].role)), shown->lines[i].text));
  }
  out.push_back(trf("{0} of {1} have rated it.", shown->rated, shown->of));
  out.emplace_back(shown->own.empty() ? tr("Type /ratetranscript to rate the agent.") : tr("You have rated it; /ratetranscript rates it anew."));
  return out;
}

Spoken read_calibration_result(const CalibrationResult& result, const model::Model& model) {
  Spoken out{trf("How the class rated {}.", result.title)};
  for (const CalibrationCriterion& one : result.criteria) {
    std::string line = fmt::format("{}: {}.", capitalised(criterion_name(one.criterion, model)), spread_aloud(one.counts, one.none));
    if (one.anchor) line += " " + trf("The trainer gave {}.", *one.anchor);
    if (one.own) line += " " + trf("You gave {}.", *one.own);
    out.push_back(std::move(line));
    if (!one.why.empty()) out.push_back(one.why);
  }
  return out;
}

}  // namespace earshot::text_client
