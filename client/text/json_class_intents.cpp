#include "client/text/json_class_intents.h"

#include <fmt/format.h>

namespace earshot::text_client {

using namespace protocol;

Intent read_start_round(Fields& fields, const Where& where) {
  StartRound round;
  round.card = fields.text_or("card", "");
  round.variant = fields.number_or<std::uint32_t>("variant", 0);
  round.minutes = fields.number_or<std::uint32_t>("minutes", 0);
  round.focus = read_focus(fields, where);
  round.mode = fields.word_or("mode", kModeWords, Mode::chat);
  round.modifiers = fields.words_or_none<Modifier>("modifiers", kModifierWords);
  round.triads = fields.flag_or("triads", false);
  round.swap = fields.flag_or("swap", false);
  return round;
}

Intent read_next_phase(Fields& fields, const Where&) {
  NextPhase next;
  if (fields.has("from")) next.from = fields.word<Phase>("from", kPhaseWords);
  return next;
}

namespace {

PlanStep read_step(const Json& value, const Where& where) {
  if (!value.is_object()) Fields::wrong_type("steps", "a list of objects");
  Fields fields(value, "step");
  PlanStep step;
  step.kind = fields.word_or("kind", kStepWords, StepKind::round);
  step.title = fields.text_or("title", "");
  step.cards = fields.texts_or_none("cards");
  step.modifiers = fields.words_or_none<Modifier>("modifiers", kModifierWords);
  step.minutes = fields.number_or<std::uint32_t>("minutes", 0);
  step.focus = read_focus(fields, where);
  step.mode = fields.word_or("mode", kModeWords, Mode::chat);
  step.triads = fields.flag_or("triads", false);
  step.swap = fields.flag_or("swap", false);
  fields.expect_no_more();
  return step;
}

}  // namespace

Intent read_set_plan(Fields& fields, const Where& where) {
  Plan plan;
  plan.id = fields.text_or("id", "");
  plan.title = fields.text("title");
  for (const Json& value : fields.list("steps")) {
    try {
      plan.steps.push_back(read_step(value, where));
    } catch (Complaint& complaint) {
      Refusal& refusal = complaint.refusal;
      refusal.text = fmt::format("step {}: {}", plan.steps.size() + 1, refusal.text);
      if (refusal.field != "steps") refusal.field = fmt::format("steps.{}.{}", plan.steps.size(), refusal.field);
      throw;
    }
  }
  return SetPlan{std::move(plan)};
}

Intent read_finish_at(Fields& fields, const Where&) {
  FinishAt finish;
  if (fields.has("at")) {
    finish.at.emplace();
    finish.at->ms = fields.number<std::int64_t>("at");
  }
  return finish;
}

Intent read_set_class(Fields& fields, const Where& where) {
  const ClassSettings now = where.model.settings.value_or(ClassSettings{});
  ClassSettings settings;
  settings.triads = fields.flag_or("triads", now.triads);
  settings.late = fields.word_or("late", kLateJoinWords, now.late);
  settings.drop_out = fields.word_or("drop_out", kDropOutWords, now.drop_out);
  settings.warm_ups = fields.flag_or("warm_ups", now.warm_ups);
  settings.listed = fields.flag_or("listed", now.listed);
  settings.seat_held_seconds = fields.number_or("seat_held_seconds", now.seat_held_seconds);
  settings.language = fields.text_or("language", now.language);
  return SetClass{settings};
}

Intent read_wish(Fields& fields, const Where& where) {
  WishPair pair;
  pair.one = person_of(fields.need("one"), "one", where.model);
  pair.other = person_of(fields.need("other"), "other", where.model);
  pair.wish = fields.word<Wish>("wish", kWishWords);
  return SetWish{pair};
}

Intent read_control(Fields& fields, const Where&) {
  ControlSession control;
  control.session = SessionId{fields.number<std::uint64_t>("session")};
  control.act = fields.word<SessionAct>("act", kSessionActWords);
  control.seconds = fields.number_or<std::uint32_t>("seconds", 0);
  return control;
}

}  // namespace earshot::text_client
