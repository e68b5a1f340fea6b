#include "shared/card/show.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>

#include "shared/card/describe.h"

namespace earshot::card {

namespace {

using Out = fmt::memory_buffer;

template <class... Args>
void print(Out& out, fmt::format_string<Args...> format, Args&&... args) {
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

void passage(Out& out, std::string_view name, const std::string& text) {
  if (!text.empty()) print(out, "  {}: {}\n", name, text);
}

void customer(Out& out, const CustomerSide& side) {
  print(out, "\nCustomer: {}, {}\n", side.name, side.subtitle);
  passage(out, "What happened", side.situation);
  passage(out, "What you want", side.want);
  passage(out, "What is at stake", side.stake);
  passage(out, "How you play it", side.manner);
  passage(out, "Your goal", side.goal);
  passage(out, "You could open with", side.opening);
  print(out, "  Felt heard starts at {}\n", side.felt_start);
  for (const Feeling& feeling : side.feelings) {
    print(out, "  Feeling, {} of 5: {}. {} (shown in: {})\n", feeling.intensity, feeling.name, feeling.reason,
          fmt::join(feeling.shown_in, ", "));
  }
  for (const Fact& fact : side.facts) print(out, "  Fact {}, {}: {}\n", fact.id, describe(fact), fact.text);
  for (const Beat& beat : side.beats) {
    print(out, "  Beat {}, {}: {}{}{}\n", beat.id, describe(beat.when),
          beat.time_jump.empty() ? "" : "[" + beat.time_jump + "] ", beat.text,
          beat.mood.empty() ? "" : " (" + beat.mood + ")");
  }
  for (const Option& option : side.resolution) print(out, "  Would solve it: {}\n", option.text);
  for (const Option& option : side.prevention) print(out, "  Would prevent it: {}\n", option.text);
}

void offers(Out& out, std::string_view name, const std::vector<Offer>& group) {
  for (const Offer& offer : group) print(out, "  {}: {}. {}\n", name, offer.title, offer.detail);
}

void agent(Out& out, const AgentSide& side) {
  print(out, "\nAgent: {} at {}, {}\n", side.name, side.company, side.subtitle);
  passage(out, "The company", side.about);
  passage(out, "What success is", side.success);
  passage(out, "Remember", side.remember);
  passage(out, "Policy", side.policy);
  offers(out, "You decide", side.you_decide);
  offers(out, "Ask " + side.ask_whom, side.ask_first);
  offers(out, "Not yours to promise", side.not_yours);
  for (const HistoryNote& note : side.history)
    print(out, "  History, {}, {}: {}\n", note.when, note.by, note.text);
}

void modifiers(Out& out, const Modifiers& offered) {
  if (offered == Modifiers{}) return;
  print(out, "\nChallenges\n");
  for (const Bait& bait : offered.distraction) {
    print(out, "  Distraction at {}, from {}: {} Opened: {}\n", clock(bait.after), bait.from, bait.text,
          bait.inside);
  }
  if (offered.bias) {
    const HistoryNote& note = offered.bias->note;
    print(out, "  Bias, {}, {}: {} In truth: {}\n", note.when, note.by, note.text, offered.bias->truth);
  }
  if (offered.pressure) {
    print(out, "  Pressure, unless acknowledged within {} messages: {}\n", offered.pressure->within,
          fmt::join(offered.pressure->lines, " / "));
  }
  if (offered.handover) {
    print(out, "  Handover to {}: {} The customer: {}\n", offered.handover->to, offered.handover->to_agent,
          offered.handover->to_customer);
  }
}

}  // namespace

std::string show(const Card& played) {
  Out out;
  const Durations& minutes = played.minutes;
  print(out, "{} ({}, variant {})\n", played.title, played.id, played.variant);
  print(out, "  {}, difficulty {} of 5, {}\n", played.sector, played.difficulty,
        played.language);
  print(out, "  brief {}, talk {}, recap {}, solve {}, score {}, debrief {}\n", clock(minutes.brief),
        clock(minutes.talk), clock(minutes.recap), clock(minutes.solve), clock(minutes.score),
        clock(minutes.debrief));
  if (played.follows) print(out, "  Follows {}, {}\n", played.follows->card, played.follows->later);
  passage(out, "Content note", played.content_note);
  customer(out, played.customer);
  agent(out, played.agent);
  modifiers(out, played.modifiers);
  if (!played.debrief.empty()) print(out, "\nDebrief\n");
  for (const std::string& question : played.debrief) print(out, "  {}\n", question);
  return fmt::to_string(out);
}

}  // namespace earshot::card
