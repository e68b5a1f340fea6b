#include "client/text/insight_narrator.h"

#include <algorithm>
#include <utility>

#include "client/model/in_words.h"
#include "client/text/read_boards.h"
#include "client/text/read_progress.h"
#include "shared/words/words.h"

namespace earshot::text_client {

using namespace protocol;
using model::in_words;
using words::tr;
using words::trf;
using words::trf_count;

// --- Asked for: read whole -------------------------------------------------------------------------------------------

Spoken InsightNarrator::say(const BoardPage& page, const model::Model& model, TimePoint) {
  const auto board = model.insight.boards.find(model::BoardKey{page.kind, page.scope});
  if (!page.complete || board == model.insight.boards.end()) return {};
  return read_board(page.kind, page.scope, board->second);
}

Spoken InsightNarrator::say(const AuditShown& shown, const model::Model& model, TimePoint now) { return read_audit(shown, model, now); }

Spoken InsightNarrator::say(const RatersShown& page, const model::Model& model, TimePoint) {
  return page.complete && model.insight.raters ? read_raters(*model.insight.raters) : Spoken{};
}

Spoken InsightNarrator::say(const ProfileShown& shown, const model::Model&, TimePoint) { return read_profile(shown); }

Spoken InsightNarrator::say(const HistoryPage& page, const model::Model& model, TimePoint now) {
  return page.complete && model.insight.history ? read_history(*model.insight.history, now) : Spoken{};
}

Spoken InsightNarrator::say(const PastPart& part, const model::Model& model, TimePoint) {
  const auto& past = model.insight.past;
  if (!part.last || !model.insight.past_complete || !past || past->id != part.session) return {};
  Spoken out{trf("A past role-play: {}.", past->title)};
  std::ranges::move(read_debrief(*past, model), std::back_inserter(out));
  return out;
}

Spoken InsightNarrator::say(const ReportShown& page, const model::Model& model, TimePoint) {
  return page.complete && model.insight.report ? read_report(*model.insight.report, model) : Spoken{};
}

// --- Comes by itself: said when it changes ---------------------------------------------------------------------------

Spoken InsightNarrator::say(const SeasonsShown& shown, const model::Model&, TimePoint) {
  const auto before = std::exchange(seasons_, shown);
  if (!before) return {};
  Spoken out;
  for (const Season& season : shown.seasons) {
    const auto known = std::ranges::find(before->seasons, season.id, &Season::id);
    const bool ran = known != before->seasons.end() && !known->ended;
    if (ran && season.ended) out.push_back(trf("The season {0} is over. /board season {1} reads how it ended.", season.name, season.id));
    if (known == before->seasons.end() && !season.ended) out.push_back(trf("The season {} begins.", season.name));
  }
  if (before->shown != shown.shown || before->alias != shown.alias) out.push_back(board_name_aloud(shown.shown, shown.alias));
  return out;
}

Spoken InsightNarrator::say(const RosterShown& shown, const model::Model&, TimePoint) {
  const auto before = std::exchange(roster_, shown);
  if (!before || !shown.confirmed_at) return {};
  if (before->confirmed_at != shown.confirmed_at) return {std::string(tr("The members are confirmed; their ratings count."))};
  if (before->new_since.empty() && !shown.new_since.empty()) {
    return {std::string(tr("Somebody new is not confirmed yet. /roster reads who, /confirmroster confirms them."))};
  }
  return {};
}

Spoken InsightNarrator::say(const QuotesShown& shown, const model::Model&, TimePoint) {
  const std::size_t before = std::exchange(quotes_, shown.quotes.size());
  if (shown.quotes.size() <= before) return {};
  return {std::string(tr("You may show one more message to the class. /quotes reads them."))};
}

Spoken InsightNarrator::say(const GoalShown& shown, const model::Model& model, TimePoint) {
  const auto before = std::exchange(goal_, shown);
  const bool had = before && !before->id.empty();
  if (shown.id.empty()) return had ? Spoken{std::string(tr("The class's goal was taken back."))} : Spoken{};
  if (!had || before->id != shown.id) {
    Spoken out = read_goal(model);
    // What else can be chosen is read on asking.
    out.resize(shown.count >= shown.target ? 2 : 1);
    return out;
  }
  const bool reached = shown.count >= shown.target && before->count < before->target;
  return reached ? Spoken{trf("The class's goal is reached: {}.", shown.name)} : Spoken{};
}

Spoken InsightNarrator::say(const PromisesShown& shown, const model::Model& model, TimePoint) {
  Spoken out;
  for (const PersonText& one : shown.promises) {
    std::string& said = promises_[one.person];
    if (std::exchange(said, one.text) == one.text) continue;
    out.push_back(one.person == model.self.person ? trf("Your promise for tomorrow: {}", one.text)
                                                  : trf("{0} promises for tomorrow: {1}", model::name_of(model, one.person), one.text));
  }
  return out;
}

Spoken InsightNarrator::say(const ReplayShown& shown, const model::Model& model, TimePoint) {
  const auto before = std::exchange(replay_, shown);
  if (before == shown || !model.session || model.session->id != shown.session) return {};
  if (!shown.from) {
    const bool ran = before && before->session == shown.session && before->on;
    const bool wished = before && before->session == shown.session && before->from;
    if (!wished) return {};
    return {std::string(ran ? tr("The replay is over.") : tr("The wish to play again was taken back."))};
  }
  const std::uint64_t from = shown.from.value;
  if (!shown.on) {
    if (shown.asked_by == model.self.person) return {trf("You wish to play again from message {}. It begins once the other asks for the same.", from)};
    return {trf("{0} wishes to play again from message {1}, with roles swapped. /replay {1} begins it.", model::name_of(model, shown.asked_by), from)};
  }
  const Role role = model.session->role;
  if (role == Role::observer || model.session->watching) return {trf("They play again from message {}, with roles swapped.", from)};
  return {trf("You play again from message {0}, as the {1}. Nothing of it is scored. /replay off ends it.", from,
              in_words(role == Role::agent ? Role::customer : Role::agent))};
}

Spoken InsightNarrator::say(const IntentionKept& kept, const model::Model& model, TimePoint) {
  // The debrief reads everybody's.
  const bool in_debrief = model.session && model.session->phase == Phase::debrief;
  if (kept.person != model.self.person || in_debrief) return {};
  return {trf("Stored: you kept what you meant to try at {} of 5.", kept.level)};
}

Spoken InsightNarrator::say(const CalibrationShown& shown, const model::Model& model, TimePoint) {
  const auto before = std::exchange(calibration_, shown);
  const bool ran = before && before->on;
  if (!shown.on) return ran ? Spoken{std::string(tr("The rating of the recorded talk is over."))} : Spoken{};
  if (!ran || before->transcript != shown.transcript) return read_calibration(model);
  if (before->own != shown.own) return {std::string(tr("Your rating of the recorded talk is stored."))};
  return {};
}

Spoken InsightNarrator::say(const CalibrationResult& result, const model::Model& model, TimePoint) {
  return std::exchange(result_, result) == result ? Spoken{} : read_calibration_result(result, model);
}

}  // namespace earshot::text_client
