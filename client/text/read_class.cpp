#include "client/text/read_class.h"

#include <fmt/format.h>

#include "client/text/phase_clock.h"

namespace earshot::text_client {

using namespace protocol;

namespace {

std::string on_off(bool on) { return on ? "on" : "off"; }

std::string step_aloud(const PlanStep& step) {
  std::string out = spaced(word(step.kind));
  if (!step.title.empty()) out += ", " + step.title;
  if (step.minutes > 0) out += fmt::format(", {} minute{}", step.minutes, step.minutes == 1 ? "" : "s");
  if (step.mode == Mode::spoken) out += ", spoken";
  if (step.triads) out += ", in threes";
  if (step.swap) out += ", roles passed on";
  for (const std::string& card : step.cards) out += ", card " + card;
  for (const Modifier modifier : step.modifiers) out += ", challenge " + spaced(word(modifier));
  return out;
}

}  // namespace

Spoken read_lessons(const model::Model& model) {
  Spoken out;
  for (const LessonSummary& one : model.lessons) {
    out.push_back(fmt::format("{}: {}. {} steps, about {} minutes. {}", one.id, one.title, one.steps, one.minutes, one.about));
  }
  if (out.empty()) out.push_back("No lessons are known.");
  return out;
}

Spoken read_plan(const model::Model& model, TimePoint now) {
  if (!model.plan) return {"The class has no plan."};
  const PlanShown& shown = *model.plan;
  Spoken out{fmt::format("{}: {} steps. Auto-run is {}.", shown.plan.title, shown.plan.steps.size(), on_off(shown.auto_run))};
  for (std::size_t i = 0; i < shown.plan.steps.size(); ++i) {
    const bool current = shown.step == i;
    const bool over = shown.step && (i < *shown.step || (current && shown.step_over));
    out.push_back(fmt::format("Step {}{}: {}.", i + 1, over ? ", done" : current ? ", now" : "", step_aloud(shown.plan.steps[i])));
  }
  if (shown.step_ends_at && !shown.step_over) out.push_back(fmt::format("{} left in this step.", spoken(shown.step_ends_at->point() - now)));
  if (shown.finish_at) out.push_back(fmt::format("The plan ends in {}.", spoken(shown.finish_at->point() - now)));
  return out;
}

Spoken read_settings(const model::Model& model) {
  if (!model.settings) return {"Nothing is set for the class."};
  const ClassSettings& settings = *model.settings;
  return {fmt::format("Threes: {}.", on_off(settings.triads)),
          fmt::format("Who comes late joins {}.", settings.late == LateJoin::at_once ? "at once" : "in the next round"),
          fmt::format("When a place is given up, first: {}.", spaced(word(settings.drop_out))),
          fmt::format("Warm-ups on arriving: {}.", on_off(settings.warm_ups)),
          fmt::format("Listed on the local network: {}.", on_off(settings.listed)),
          fmt::format("A lost place is held for {}.", spoken(Seconds{settings.seat_held_seconds}))};
}

Spoken read_wishes(const model::Model& model) {
  Spoken out;
  for (const WishPair& pair : model.wishes) {
    out.push_back(fmt::format("{} and {}: {}.", model::name_of(model, pair.one), model::name_of(model, pair.other), word(pair.wish)));
  }
  if (out.empty()) out.push_back("You keep nobody apart or together.");
  return out;
}

Spoken read_help(const model::Model& model, TimePoint now) {
  Spoken out;
  for (const HelpRequest& one : model.help) {
    out.push_back(fmt::format("{} waits for {}{}{}", model::name_of(model, one.person), spoken(now - one.at.point()),
                              one.session ? fmt::format(", session {}", one.session.value) : "",
                              one.text.empty() ? "." : ": " + one.text));
  }
  if (out.empty()) out.push_back("Nobody waits for help.");
  return out;
}

Spoken read_pings(const model::Session& session) {
  Spoken out;
  for (const PingShown& ping : session.pings) {
    out.push_back(fmt::format("Message {} from {}: {}{}", ping.ping, ping.from, ping.text, ping.open ? " " + ping.inside : ""));
  }
  if (out.empty()) out.push_back("Nothing came in beside the talk.");
  return out;
}

Spoken read_modifiers(const ModifiersShown& shown) {
  Spoken out;
  for (const ModifierTold& one : shown.told) {
    out.push_back(fmt::format("A challenge ran, {}: {}{}{}", spaced(word(one.modifier)), as_sentence(one.what),
                              one.truth.empty() ? "" : " The truth: ", one.truth.empty() ? "" : as_sentence(one.truth)));
  }
  return out;
}

}  // namespace earshot::text_client
