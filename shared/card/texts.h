// The texts of a card, all in one place: whatever a person at the screen may read, with its placeholders.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/card/card.h"

namespace earshot::card {

/// "{order}" in a text: a name of small letters, digits and underscores in braces.
struct Placeholder {
  std::string name;
  std::size_t at = 0;      ///< of the opening brace, in bytes
  std::size_t length = 0;  ///< braces included, in bytes
};

/// In the order of the text. Braces that are no placeholder are left out; see `stray_brace`.
std::vector<Placeholder> placeholders(std::string_view text);

/// The first brace that opens or closes no placeholder, or npos.
std::size_t stray_brace(std::string_view text);

/// The text with each placeholder that has a value replaced by it. Values are not looked at for placeholders.
std::string fill_in(const std::string& text, const std::map<std::string, std::string>& values);

/// Calls `f(std::string&)`, or `f(const std::string&)` for a const side, on each text of the customer's side.
template <class Side, class F>
void for_each_customer_text(Side& side, F&& f) {
  for (auto* text : {&side.name, &side.subtitle, &side.situation, &side.want, &side.stake, &side.manner,
                     &side.opening, &side.goal}) {
    f(*text);
  }
  for (auto& feeling : side.feelings) f(feeling.name), f(feeling.reason);
  for (auto& fact : side.facts) f(fact.text), f(fact.label), f(fact.topic);
  for (auto& beat : side.beats) f(beat.text), f(beat.mood), f(beat.time_jump);
  for (auto* options : {&side.resolution, &side.prevention}) {
    for (auto& option : *options) f(option.text);
  }
}

template <class Side, class F>
void for_each_agent_text(Side& side, F&& f) {
  for (auto* text : {&side.name, &side.company, &side.subtitle, &side.about, &side.success, &side.remember,
                     &side.policy, &side.ask_whom}) {
    f(*text);
  }
  for (auto* offers : {&side.you_decide, &side.ask_first, &side.not_yours}) {
    for (auto& offer : *offers) f(offer.title), f(offer.detail);
  }
  for (auto& note : side.history) f(note.when), f(note.by), f(note.text);
}

template <class Texts, class F>
void for_each_modifier_text(Texts& modifiers, F&& f) {
  for (auto& bait : modifiers.distraction) f(bait.from), f(bait.text), f(bait.inside);
  if (modifiers.bias) {
    f(modifiers.bias->note.when), f(modifiers.bias->note.by), f(modifiers.bias->note.text);
    f(modifiers.bias->truth);
  }
  if (modifiers.pressure) {
    for (auto& line : modifiers.pressure->lines) f(line);
  }
  if (modifiers.handover) {
    f(modifiers.handover->to), f(modifiers.handover->to_agent), f(modifiers.handover->to_customer);
  }
}

template <class AnyCard, class F>
void for_each_text(AnyCard& card, F&& f) {
  f(card.title), f(card.content_note);
  for_each_customer_text(card.customer, f);
  for_each_agent_text(card.agent, f);
  for_each_modifier_text(card.modifiers, f);
  for (auto& question : card.debrief) f(question);
}

/// Bytes of the texts and ids of one side, as an upper bound for what its brief takes beside the framing.
std::size_t customer_bytes(const Card& card);
std::size_t agent_bytes(const Card& card);
/// Of the beats and the questions that the debrief shows.
std::size_t debrief_bytes(const Card& card);

}  // namespace earshot::card
