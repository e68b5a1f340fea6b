#include "server/domain/waiting.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/domain/dropout.h"

namespace earshot::domain {
namespace {

bool round_runs(const Class& klass) { return klass.round && klass.round->running; }

/// Somebody else has the place that this person gave up in the running round.
bool was_passed_on(const Class& klass, PersonId person) {
  return std::ranges::any_of(klass.sessions, [&](const auto& entry) {
    return entry.second.round == klass.round->id && std::ranges::any_of(entry.second.passed, [&](const Passed& passed) {
      return passed.person && passed.from == person;
    });
  });
}

std::string reason(const Class& klass, PersonId person) {
  if (klass.practice) return "Find a partner whenever you like.";
  if (!round_runs(klass)) return "Your trainer starts the round.";
  if (klass.through.contains(person)) return "This round is over for you. The next one includes you.";
  if (was_passed_on(klass, person)) return "Good to have you back. Your place was passed on; you are in the next round.";
  if (takes_late(klass)) return "A round is running. You begin with whoever comes next.";
  return "A round is running. You are in the next one, or find a partner now.";
}

/// Their place among those who wait to begin in the running round, from 1; 0: they are in the next one.
std::uint32_t turn_of(const Class& klass, PersonId person, const Context& context) {
  if (!takes_late(klass) || klass.through.contains(person)) return 0;
  std::uint32_t turn = 0;
  for (const ClassMember& member : klass.members) {
    const bool queued = std::ranges::find(klass.queue, member.person, &Waiter::person) != klass.queue.end();
    if (is_late(klass, member, context) && !queued) ++turn;
    if (member.person == person) break;
  }
  return turn;
}

/// Another one in every round, and not the same for everybody.
std::string meanwhile(const Class& klass, PersonId person, const Content& content) {
  const auto& exercises = content.meanwhile();
  return exercises.empty() ? std::string{} : exercises[(person.value + klass.rounds) % exercises.size()];
}

}  // namespace

protocol::Waiting waiting_for(const Class& klass, PersonId person, const Context& context) {
  const auto waiter = std::ranges::find(klass.queue, person, &Waiter::person);
  if (waiter != klass.queue.end()) {
    const auto position = static_cast<std::uint32_t>(waiter - klass.queue.begin() + 1);
    return {"Looking for a partner.", position, true, meanwhile(klass, person, context.content)};
  }
  if (klass.is_trainer(person)) return {};
  return {reason(klass, person), turn_of(klass, person, context), false, meanwhile(klass, person, context.content)};
}

}  // namespace earshot::domain
