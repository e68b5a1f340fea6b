// What every screen is given, and the words and colours they share.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/model/in_words.h"
#include "client/model/model.h"
#include "client/views/actions.h"
#include "client/views/state.h"
#include "client/widgets/draw.h"
#include "shared/words/words.h"
#include "shared/base/clock.h"

namespace earshot::views {

using widgets::Box;
using widgets::Tone;
namespace icon = theme::icon;
/// "customer", "talk": the protocol's words within a sentence, in the person's language.
using model::in_words;

/// One frame of a screen.
struct View {
  const model::Model& model;
  TimePoint now;
  Box content;   ///< below the bar, inside the margins
  bool folded;   ///< the window is small: side panels become tabs
  float gap;     ///< between panels
  Actions& out;

  PersonId self() const { return model.self.person; }
};

/// A screen of a role-play: the session is there.
struct PlayView : View {
  const model::Session& session;

  bool live() const { return model.connection.state == model::ConnectionState::ready; }
  const model::Seat* seat(protocol::Role role) const { return session.seat(role); }
  /// How the person in a seat is called, by the card where that is known, else by name.
  std::string name_in_play(protocol::Role role) const;
  /// The person's own name, "nobody" for an empty seat.
  std::string person_name(protocol::Role role) const;
  bool is(protocol::Role role) const { return session.role == role && !session.watching; }
};

/// Customer and agent change sides; an observer has none.
protocol::Role other_side(protocol::Role role);
/// The role in which this person speaks now: the other side's while a scene is played again.
protocol::Role role_now(const PlayView& view);

Tone tone_of(protocol::Role role);
/// "Customer", "Talk": the same, standing alone.
std::string role_word(protocol::Role role);
std::string phase_word(protocol::Phase phase);
/// "Sam, customer".
std::string with_role(std::string_view name, protocol::Role role);
/// The first word of a name.
std::string first_name(std::string_view name);
/// Time of day on this machine's clock.
std::string time_of_day(TimePoint at);
/// "2026-11-24" on it.
std::string day_of(TimePoint at);
/// What a focus set is called: those of Earshot's own rubric in the person's language, others as they are.
std::string focus_word(std::string_view name);
/// With a capital first letter.
std::string sentence(std::string_view text);

/// What the server last refused of this kind and this field, in the person's language; empty: nothing.
template <class IntentKind>
std::string_view refused(const model::Model& model, std::string_view field) {
  const auto* note = model::refusal_of<IntentKind>(model);
  return note && note->field == field ? words::tr_dynamic(note->text) : std::string_view{};
}
/// What was refused of this kind that belongs to none of the named fields.
template <class IntentKind>
std::string_view refused_elsewhere(const model::Model& model, std::initializer_list<std::string_view> fields) {
  const auto* note = model::refusal_of<IntentKind>(model);
  if (!note) return {};
  for (const auto& field : fields) {
    if (note->field == field) return {};
  }
  return words::tr_dynamic(note->text);
}

}  // namespace earshot::views
