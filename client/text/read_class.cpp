#include "client/text/read_class.h"

#include <fmt/format.h>

#include "client/model/in_words.h"
#include "client/text/phase_clock.h"
#include "shared/words/words.h"

namespace earshot::text_client {

using namespace protocol;
using model::in_words;
using words::tr;
using words::trf;
using words::trf_count;

namespace {

std::string_view on_off(bool on) { return on ? tr("on") : tr("off"); }

std::string step_aloud(const PlanStep& step) {
  std::string out(in_words(step.kind));
  const auto add = [&out](std::string_view part) { out.append(", ").append(part); };
  if (!step.title.empty()) add(step.title);
  if (step.minutes > 0) add(trf_count("{} minute", "{} minutes", step.minutes, step.minutes));
  if (step.mode == Mode::spoken) add(tr("spoken"));
  if (step.triads) add(tr("in threes"));
  if (step.swap) add(tr("roles passed on"));
  for (const std::string& card : step.cards) add(trf("card {}", card));
  for (const Modifier modifier : step.modifiers) add(trf("challenge {}", in_words(modifier)));
  return out;
}

}  // namespace

Spoken read_lessons(const model::Model& model) {
  Spoken out;
  for (const LessonSummary& one : model.lessons) {
    out.push_back(trf("{0}: {1}. {2} steps, about {3} minutes. {4}", one.id, one.title, one.steps, one.minutes, one.about));
  }
  if (out.empty()) out.emplace_back(tr("No lessons are known."));
  return out;
}

Spoken read_plan(const model::Model& model, TimePoint now) {
  if (!model.plan) return {std::string(tr("The class has no plan."))};
  const PlanShown& shown = *model.plan;
  Spoken out{shown.auto_run ? trf("{0}: {1} steps. Auto-run is on.", shown.plan.title, shown.plan.steps.size())
                            : trf("{0}: {1} steps. Auto-run is off.", shown.plan.title, shown.plan.steps.size())};
  for (std::size_t i = 0; i < shown.plan.steps.size(); ++i) {
    const bool current = shown.step == i;
    const bool over = shown.step && (i < *shown.step || (current && shown.step_over));
    const std::string step = step_aloud(shown.plan.steps[i]);
    out.push_back(over ? trf("Step {0}, done: {1}.", i + 1, step) : current ? trf("Step {0}, now: {1}.", i + 1, step) : trf("Step {0}: {1}.", i + 1, step));
  }
  if (shown.step_ends_at && !shown.step_over) out.push_back(trf("{} left in this step.", spoken(shown.step_ends_at->point() - now)));
  if (shown.finish_at) out.push_back(trf("The plan ends in {}.", spoken(shown.finish_at->point() - now)));
  return out;
}

Spoken read_settings(const model::Model& model) {
  if (!model.settings) return {std::string(tr("Nothing is set for the class."))};
  const ClassSettings& settings = *model.settings;
  return {trf("Threes: {}.", on_off(settings.triads)),
          std::string(settings.late == LateJoin::at_once ? tr("Who comes late joins at once.") : tr("Who comes late joins in the next round.")),
          trf("When a place is given up, first: {}.", in_words(settings.drop_out)),
          trf("Warm-ups on arriving: {}.", on_off(settings.warm_ups)),
          trf("Listed on the local network: {}.", on_off(settings.listed)),
          trf("A lost place is held for {}.", spoken(Seconds{settings.seat_held_seconds})),
          settings.language.empty() ? std::string(tr("Cards come in what both of a pair read.")) : trf("Cards come in the language {}.", settings.language)};
}

Spoken read_wishes(const model::Model& model) {
  Spoken out;
  for (const WishPair& pair : model.wishes) {
    const std::string one = model::name_of(model, pair.one);
    const std::string other = model::name_of(model, pair.other);
    out.push_back(pair.wish == Wish::apart ? trf("{0} and {1}: apart.", one, other) : trf("{0} and {1}: together.", one, other));
  }
  if (out.empty()) out.emplace_back(tr("You keep nobody apart or together."));
  return out;
}

Spoken read_help(const model::Model& model, TimePoint now) {
  Spoken out;
  for (const HelpRequest& one : model.help) {
    const std::string who = model::name_of(model, one.person);
    const std::string time = spoken(now - one.at.point());
    const std::string line = one.session ? trf("{0} waits for {1}, session {2}", who, time, one.session.value) : trf("{0} waits for {1}", who, time);
    out.push_back(line + (one.text.empty() ? "." : ": " + one.text));
  }
  if (out.empty()) out.emplace_back(tr("Nobody waits for help."));
  return out;
}

Spoken read_pings(const model::Session& session) {
  Spoken out;
  for (const PingShown& ping : session.pings) {
    out.push_back(trf("Message {0} from {1}: {2}", ping.ping, ping.from, ping.text) + (ping.open ? " " + ping.inside : ""));
  }
  if (out.empty()) out.emplace_back(tr("Nothing came in beside the talk."));
  return out;
}

Spoken read_modifiers(const ModifiersShown& shown) {
  Spoken out;
  for (const ModifierTold& one : shown.told) {
    std::string line = trf("A challenge ran, {0}: {1}", in_words(one.modifier), as_sentence(one.what));
    if (!one.truth.empty()) line += " " + trf("The truth: {}", as_sentence(one.truth));
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace earshot::text_client
