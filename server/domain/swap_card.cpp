#include "server/domain/swap_card.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "server/domain/challenge.h"
#include "server/domain/rounds.h"

namespace earshot::domain {
namespace {

bool has_met(const Class& klass, PersonId person, const std::string& card) {
  const auto met = klass.met_cards.find(person);
  return met != klass.met_cards.end() && std::ranges::find(met->second, card) != met->second.end();
}

/// Another card without a content note, or null.
std::shared_ptr<const card::Card> another_card(const Class& klass, const Session& session,
                                               const Context& context) {
  std::vector<std::shared_ptr<const card::Card>> all;
  std::vector<std::shared_ptr<const card::Card>> fresh;
  for (const auto& card : pool_of({}, session.kind, context.content)) {
    if (card->id == session.card->id || !card->content_note.empty()) continue;
    all.push_back(card);
    const bool known = std::ranges::any_of(
        session.seats, [&](const Seat& seat) { return has_met(klass, seat.person, card->id); });
    if (!known) fresh.push_back(card);
  }
  const auto& among = fresh.empty() ? all : fresh;
  return among.empty() ? nullptr : among[context.random.below(among.size())];
}

}  // namespace

Decision swap_card(const Class& klass, PersonId who, const Context& context) {
  const Session* session = klass.session_of(who);
  if (!session) return refuse(Why::not_in_session, "you are in no role-play right now");
  if (session->phase != Phase::brief)
    return refuse(Why::wrong_phase, "a card is put back while you read it; you can step out at any time");
  if (session->card->content_note.empty())
    return refuse(Why::not_allowed, "only a card with a content note can be put back");
  const auto card = another_card(klass, *session, context);
  if (!card) return refuse(Why::unknown, "there is no other card to deal; ask your trainer, or step out");

  std::vector<SeatTaken> seats;
  for (const Seat& seat : session->seats) {
    if (seat.state != PresenceState::gone) seats.push_back({seat.person, seat.role});
  }
  const std::uint32_t variant = choose_variant(klass, *card, seats, context);
  SessionStarted next = seat(klass, 1, session->round, *card, variant, *session->rubric, std::move(seats), context);
  next.mode = session->mode;
  next.focus = session->focus;
  next.seconds = session->seconds;
  next.kind = session->kind;
  next.tasks = session->tasks;
  for (const Modifier modifier : session->modifiers) {
    if (offers(*card, modifier)) next.modifiers.push_back(modifier);
  }
  const SessionId id = next.session;
  Events events{CardSwapped{session->id, who}, SessionEnded{session->id, Ending::swapped, who},
                std::move(next)};
  // Whoever is away stays away, their place is held as long as it was; a pause goes on too.
  for (const Seat& seat : session->seats) {
    if (seat.state == PresenceState::away)
      events.push_back(SeatAway{id, seat.person, Moment{seat.held_until}});
  }
  if (session->paused_at) events.push_back(Paused{id});
  return events;
}

}  // namespace earshot::domain
