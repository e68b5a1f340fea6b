#include "client/text/json_insight_intents.h"

#include <optional>
#include <utility>

namespace earshot::text_client {

using namespace protocol;

namespace {

BoardScope read_scope(Fields& fields) {
  BoardScope scope;
  scope.window = fields.word_or("window", kWindowWords, BoardWindow::class_);
  scope.card = fields.text_or("card", "");
  scope.skill = fields.text_or("skill", "");
  scope.season = fields.number_or<std::uint32_t>("season", 0);
  return scope;
}

std::vector<CriterionLevel> read_levels(Fields& fields) {
  std::vector<CriterionLevel> levels;
  for (const auto& [criterion, level] : fields.object("levels").items()) {
    CriterionLevel entry{criterion, std::nullopt};
    if (!level.is_null()) entry.level = Fields::number_of<std::uint8_t>(level, "levels");
    levels.push_back(std::move(entry));
  }
  return levels;
}

std::vector<CriterionMoment> read_evidence(Fields& fields) {
  if (!fields.has("evidence")) return {};
  const Json& given = fields.need("evidence");
  const auto message = [](const Json& value) {
    if (!value.is_number_integer()) Fields::wrong_type("evidence", "a message's number, or an object from criteria to messages");
    return MessageId{Fields::number_of<std::uint64_t>(value, "evidence")};
  };
  if (!given.is_object()) return {{"", message(given)}};
  std::vector<CriterionMoment> moments;
  for (const auto& [criterion, value] : given.items()) moments.push_back({criterion, message(value)});
  return moments;
}

Rate read_rating(Fields& fields, const Where& where) {
  Rate rate;
  rate.of = person_of(fields.need("of"), "of", where.model);
  rate.levels = read_levels(fields);
  rate.keep = fields.text_or("keep", "");
  rate.next = fields.text_or("next", "");
  rate.moments = read_evidence(fields);
  return rate;
}

}  // namespace

Intent read_board(Fields& fields, const Where&) {
  return AskBoard{fields.word_or("kind", kBoardWords, BoardKind::people), read_scope(fields)};
}

Intent read_audit(Fields& fields, const Where& where) {
  AskAudit audit;
  if (fields.has("person")) audit.person = person_of(fields.need("person"), "person", where.model);
  audit.scope = read_scope(fields);
  return audit;
}

Intent read_raters(Fields& fields, const Where&) { return AskRaters{read_scope(fields)}; }

Intent read_board_name(Fields& fields, const Where&) {
  return SetBoardName{fields.word<NameShown>("shown", kNameShownWords), fields.text_or("alias", "")};
}

Intent read_start_season(Fields& fields, const Where&) {
  StartSeason season{fields.text("name"), {}};
  if (fields.has("ends_at")) season.ends_at.emplace().ms = fields.number<std::int64_t>("ends_at");
  return season;
}

Intent read_rate(Fields& fields, const Where& where) { return read_rating(fields, where); }

Intent read_rate_session(Fields& fields, const Where& where) {
  RateSession rate;
  rate.session = SessionId{fields.number<std::uint64_t>("session")};
  rate.rating = read_rating(fields, where);
  return rate;
}

Intent read_rate_transcript(Fields& fields, const Where&) { return RateTranscript{read_levels(fields)}; }

}  // namespace earshot::text_client
