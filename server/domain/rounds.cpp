#include "server/domain/rounds.h"

#include <algorithm>

namespace earshot::domain {

PhaseSeconds seconds_of(const card::Card& card, std::uint32_t talk_minutes) {
  const auto& d = card.minutes;
  PhaseSeconds seconds{};
  const Seconds all[] = {d.brief, d.talk, d.recap, d.solve, d.score, d.debrief};
  std::ranges::transform(all, seconds.begin(), [](Seconds s) { return static_cast<std::uint32_t>(s.count()); });
  auto& talk = seconds[static_cast<std::size_t>(Phase::talk)];
  auto& debrief = seconds[static_cast<std::size_t>(Phase::debrief)];
  if (talk_minutes > 0) talk = talk_minutes * 60;
  debrief = std::max(debrief, talk);  // the debrief has at least the time of the talk
  return seconds;
}

SessionStarted seat(const Class& klass, std::uint64_t nth, RoundId round, const card::Card& card, std::uint32_t variant,
                    const rubric::Rubric& rubric, std::vector<SeatTaken> seats) {
  SessionStarted started;
  // Unique on the server: the class in the upper bits, counted in the lower.
  started.session = SessionId{(klass.id.value << 24U) | (klass.sessions_made + nth)};
  started.round = round;
  started.card = card.id;
  started.card_hash = card.hash;
  started.rubric_hash = rubric.hash;
  started.variant = variant;
  started.focus = rubric.focus_sets.front().criteria;
  started.seconds = seconds_of(card, 0);
  started.seats = std::move(seats);
  return started;
}

}  // namespace earshot::domain
