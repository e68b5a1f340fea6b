#include "client/model/session.h"

#include <algorithm>

namespace earshot::model {

Milliseconds Clock::left(TimePoint now) const {
  const TimePoint at = paused ? stopped_at : server(now);
  return std::max(Milliseconds{0}, ends_at - at);
}

double Clock::share(TimePoint now) const {
  const Milliseconds whole = ends_at - started_at;
  if (whole <= Milliseconds{0}) return 1;
  const double rest = static_cast<double>(left(now).count()) / static_cast<double>(whole.count());
  return std::clamp(1 - rest, 0.0, 1.0);
}

const Seat* Session::seat(PersonId person) const {
  const auto found = std::ranges::find(people, person, &Seat::person);
  return found == people.end() ? nullptr : &*found;
}

const Seat* Session::seat(protocol::Role wanted) const {
  const auto found = std::ranges::find(people, wanted, &Seat::role);
  return found == people.end() ? nullptr : &*found;
}

std::vector<const Seat*> Session::partners(PersonId self) const {
  std::vector<const Seat*> others;
  for (const Seat& one : people) {
    if (one.person != self) others.push_back(&one);
  }
  return others;
}

std::uint8_t Session::felt_level() const {
  if (!felt.empty()) return felt.back().level;
  return customer ? customer->felt_start : std::uint8_t{0};
}

bool Session::is_told(std::string_view fact) const {
  return std::ranges::find(told, fact, &protocol::ToldShown::fact) != told.end();
}

const Rating* Session::rating(PersonId by, PersonId of) const {
  const auto found =
      std::ranges::find_if(ratings, [&](const Rating& one) { return one.by == by && one.rate.of == of; });
  return found == ratings.end() ? nullptr : &*found;
}

bool Session::is_typing(PersonId person, TimePoint now) const {
  const auto found = typing.find(person);
  return found != typing.end() && now - found->second < kTypingShown;
}

Milliseconds Session::breath_left(TimePoint now) const {
  return std::max(Milliseconds{0}, breath_until - clock.server(now));
}

Milliseconds Session::left(TimePoint now) const {
  if (breath_left(now) == Milliseconds{0} || clock.paused) return clock.left(now);
  return std::max(Milliseconds{0}, clock.ends_at - breath_until);
}

}  // namespace earshot::model
