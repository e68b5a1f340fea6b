#include "client/text/json_insight.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace earshot::text_client {

using namespace protocol;

namespace {

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

void put_scope(Json& out, const BoardScope& scope) {
  out["window"] = word(scope.window);
  put_text(out, "card", scope.card);
  put_text(out, "skill", scope.skill);
  if (scope.season != 0) out["season"] = scope.season;
}

/// How often each level was given, and what the criterion is called.
template <class Spread>
Json spread(const Spread& one, const model::Model& model) {
  const Criterion* known = model::find_criterion(model, one.criterion);
  return {{"criterion", one.criterion}, {"name", known ? known->name : one.criterion}, {"counts", one.counts}, {"none", one.none}};
}

/// Ids that can be chosen, each with what it is called.
void put_choices(Json& out, const std::vector<std::string>& ids, const std::vector<std::string>& names) {
  if (ids.empty()) return;
  Json choices = Json::array();
  for (std::size_t i = 0; i < ids.size(); ++i) choices.push_back({{"id", ids[i]}, {"name", i < names.size() ? names[i] : ids[i]}});
  out["choices"] = std::move(choices);
}

Json need(const BoardNeed& one) { return {{"what", word(one.what)}, {"missing", one.missing}}; }

Json board_row(const BoardRow& row) {
  // Who was never rated has no score, nor has a team before enough of its members count. Without an error nothing was
  // estimated.
  const bool rated = row.n > 0 && (row.fair != 0 || row.se > 0);
  const bool estimated = rated && row.se > 0;
  const bool has_interval = rated && (row.low != 0 || row.high != 0);
  Json out;
  out["rank"] = row.tier == 0 ? Json() : Json(row.tier);
  if (row.person) out["person"] = row.person.value;
  out["name"] = row.name;
  put_text(out, "team", row.team);
  out["ability"] = estimated ? Json(row.ability) : Json();
  out["se"] = estimated ? Json(row.se) : Json();
  out["n"] = row.n;
  out["delta"] = or_null(row.moved);
  out["mean"] = rated ? Json(row.fair) : Json();
  out["tier"] = out["rank"];
  out["fair"] = out["mean"];
  out["low"] = has_interval ? Json(row.low) : Json();
  out["high"] = has_interval ? Json(row.high) : Json();
  out["own"] = row.own;
  if (row.members != 0) out["members"] = row.members;
  out["needs"] = map_to(row.needs, need);
  return out;
}

Json audit_rater(const AuditRater& one) {
  Json out{{"name", one.name}, {"role", word(one.role)}};
  if (one.trainer) out["trainer"] = true;
  out.update({{"mean", one.mean}, {"strict", one.strict}, {"weight", one.weight}});
  return out;
}

Json audit_session(const AuditSession& one) {
  return {{"session", one.session.value}, {"at", one.at.ms}, {"card", one.card}, {"harder", one.harder}, {"mean", one.mean},
          {"raters", map_to(one.raters, audit_rater)}};
}

Json rater_pair(const RaterPair& one) {
  return {{"person", one.person.value}, {"name", one.name},       {"z", one.z}, {"given", one.given},
          {"expected", one.expected},   {"n", one.n}, {"mutual", one.mutual}};
}

Json rater_row(const RaterRow& one) {
  return {{"person", one.person.value}, {"name", one.name},   {"ratings", one.ratings}, {"strict", one.strict},
          {"infit", one.infit},         {"outfit", one.outfit}, {"same", one.same},     {"weight", one.weight},
          {"flags", words_of(one.flags)}, {"pairs", map_to(one.pairs, rater_pair)}};
}

Json season(const Season& one) {
  Json out{{"season", one.id}, {"name", one.name}, {"began", one.began.ms}};
  if (one.ended) out["ended"] = one.ended->ms;
  if (one.ends_at) out["ends_at"] = one.ends_at->ms;
  return out;
}

Json xp_part(const XpPart& one) { return {{"what", one.what}, {"name", one.name}, {"xp", one.xp}}; }

Json badge(const BadgeShown& one) {
  return {{"id", one.id},     {"name", one.name},   {"what", one.what},            {"family", one.family},
          {"tier", one.tier}, {"count", one.count}, {"thresholds", one.thresholds}};
}

Json letter(const Letter& one) {
  Json out{{"week", one.week.ms}};
  out.update({{"sessions", one.sessions}, {"told", one.told}, {"captured", one.captured}, {"earned", one.earned},
              {"earnable", one.earnable}});
  out["before"] = {{"sessions", one.sessions_before}, {"told", one.told_before}, {"captured", one.captured_before},
                   {"earned", one.earned_before}, {"earnable", one.earnable_before}};
  if (!one.well.empty()) out["well"] = {{"id", one.well}, {"name", one.well_name}};
  if (!one.try_id.empty()) out["try"] = {{"id", one.try_id}, {"name", one.try_name}};
  return out;
}

Json old_recap(const OldRecap& one) {
  Json out{{"session", one.session.value}, {"at", one.at.ms}, {"card", one.card}, {"text", one.text}};
  if (one.level) out["level"] = *one.level;
  if (one.then) out["then"] = *one.then;
  return out;
}

Json past_session(const PastSession& one) {
  return {{"session", one.session.value}, {"at", one.at.ms},         {"card", one.card},
          {"role", word(one.role)},       {"partners", one.partners}, {"listen", or_null(one.listen)},
          {"extract", or_null(one.extract)}, {"return", or_null(one.give_back)}, {"told", one.told}, {"captured", one.captured}};
}

Json shown_quote(const Quote& quote) {
  return {{"session", quote.session.value}, {"message", quote.message.value}, {"role", word(quote.role)}, {"card", quote.card},
          {"text", quote.text}};
}

Json fact_report(const FactReport& one) { return {{"label", one.label}, {"told", one.told}, {"captured", one.captured}}; }

Json card_report(const CardReport& one) {
  return {{"card", one.card}, {"title", one.title}, {"sessions", one.sessions}, {"facts", map_to(one.facts, fact_report)}};
}

Json outcome_point(const OutcomePoint& one) { return {{"solved", one.solved}, {"satisfied", one.satisfied}}; }

Json transcript_line(const TranscriptLine& one) { return {{"role", word(one.role)}, {"text", one.text}}; }

}  // namespace

Json board_parts(BoardKind kind, const BoardScope& scope, const model::Board& board) {
  Json out{{"kind", word(kind)}};
  put_scope(out, scope);
  out["provisional"] = std::ranges::all_of(board.rows, [](const BoardRow& row) { return row.tier == 0; });
  out.update({{"fresh", board.fresh}, {"ratings", board.ratings}, {"reliability", or_null(board.reliability)},
              {"rows", map_to(board.rows, board_row)}});
  return out;
}

Json to_json(const AuditShown& shown) {
  Json out{{"person", shown.person.value}};
  put_scope(out, shown.scope);
  out.update({{"row", board_row(shown.row)}, {"raw", shown.raw}, {"ratings", shown.ratings}, {"raters", shown.raters},
              {"cards", shown.cards}, {"sessions", map_to(shown.sessions, audit_session)}, {"earlier", shown.earlier}});
  return out;
}

Json to_json(const model::Raters& raters) {
  Json out = Json::object();
  put_scope(out, raters.scope);
  out.update({{"rows", map_to(raters.rows, rater_row)}, {"separation", or_null(raters.separation)}, {"icc_one", or_null(raters.icc_one)},
              {"icc_all", or_null(raters.icc_all)}, {"alpha", or_null(raters.alpha)}});
  return out;
}

Json to_json(const SeasonsShown& shown) {
  Json out{{"seasons", map_to(shown.seasons, season)}, {"shown", word(shown.shown)}};
  put_text(out, "alias", shown.alias);
  return out;
}

Json to_json(const RosterShown& shown) {
  Json people = Json::array();
  for (const PersonId person : shown.new_since) people.push_back(person.value);
  return {{"confirmed_at", shown.confirmed_at ? Json(shown.confirmed_at->ms) : Json()}, {"new", std::move(people)},
          {"teams_locked", shown.teams_locked}};
}

Json to_json(const ProfileShown& shown) {
  Json out{{"xp", shown.xp},   {"level", shown.level},           {"level_from", shown.level_from}, {"level_to", shown.level_to},
           {"parts", map_to(shown.parts, xp_part)}, {"streak", shown.streak}, {"best_streak", shown.best_streak},
           {"forgiven", shown.forgiven},   {"badges", map_to(shown.badges, badge)}};
  if (shown.quest) out["quest"] = to_json(*shown.quest);
  if (shown.letter) out["letter"] = letter(*shown.letter);
  if (shown.old_recap) out["old_recap"] = old_recap(*shown.old_recap);
  put_text(out, "promise", shown.promise);
  return out;
}

Json to_json(const GoalShown& goal) {
  Json out = Json::object();
  put_text(out, "id", goal.id);
  out.update({{"name", goal.name}, {"what", goal.what}, {"count", goal.count}, {"target", goal.target}});
  put_choices(out, goal.choices, goal.choice_names);
  return out;
}

Json to_json(const model::History& history) { return {{"sessions", map_to(history.sessions, past_session)}}; }

Json report_parts(const ReportShown& report, const model::Model& model) {
  Json criteria = Json::array();
  for (const CriterionSpread& one : report.criteria) criteria.push_back(spread(one, model));
  return {{"round", report.round.value}, {"sessions", report.sessions}, {"criteria", std::move(criteria)},
          {"outcomes", map_to(report.outcomes, outcome_point)}, {"cards", map_to(report.cards, card_report)}};
}

Json to_json(const QuotesShown& shown) { return {{"quotes", map_to(shown.quotes, shown_quote)}}; }

Json to_json(const CalibrationShown& shown) {
  Json out{{"on", shown.on}};
  put_text(out, "transcript", shown.transcript);
  Json own = Json::object();
  for (const CriterionLevel& entry : shown.own) own[entry.criterion] = or_null(entry.level);
  out.update({{"title", shown.title}, {"situation", shown.situation}, {"focus", shown.focus}, {"lines", map_to(shown.lines, transcript_line)},
              {"own", std::move(own)}, {"rated", shown.rated}, {"of", shown.of}});
  put_choices(out, shown.choices, shown.choice_names);
  return out;
}

Json calibration_parts(const CalibrationResult& result, const model::Model& model) {
  Json criteria = Json::array();
  for (const CalibrationCriterion& one : result.criteria) {
    Json entry = spread(one, model);
    entry.update({{"anchor", or_null(one.anchor)}, {"own", or_null(one.own)}});
    put_text(entry, "why", one.why);
    criteria.push_back(std::move(entry));
  }
  return {{"transcript", result.transcript}, {"title", result.title}, {"criteria", std::move(criteria)}};
}

}  // namespace earshot::text_client
