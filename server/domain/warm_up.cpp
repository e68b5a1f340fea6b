#include "server/domain/warm_up.h"

#include <algorithm>

#include "server/domain/pairing.h"
#include "server/domain/rounds.h"

namespace earshot::domain {
namespace {

/// The cards of the warm-up that goes on; none: the class does not warm up now.
std::optional<std::vector<std::string>> warming_up_with(const Class& klass) {
  if (klass.eyes_up || klass.practice || (klass.round && klass.round->running)) return {};
  const PlanRun& run = klass.lesson;
  if (run.step && !run.step_over && *run.step < run.plan.steps.size()) {
    const protocol::PlanStep& step = run.plan.steps[*run.step];
    if (step.kind == protocol::StepKind::warm_up) return step.cards;
    return {};
  }
  if (klass.settings.warm_ups && klass.rounds == 0) return std::vector<std::string>{};
  return {};
}

SessionStarted warm_up(const Class& klass, std::uint64_t nth, std::vector<SeatTaken> seats,
                       const std::vector<std::shared_ptr<const card::Card>>& pool, const Context& context) {
  const card::Card& card = *pool[context.random.below(pool.size())];
  const auto variant = static_cast<std::uint32_t>(context.random.below(card.variants.size()));
  return seat(klass, nth, RoundId{}, card, variant, *context.content.rubric(), std::move(seats), context);
}

PairingRequest request_for(const Class& klass, std::vector<PersonId> people) {
  PairingRequest request;
  request.people = std::move(people);
  request.past = klass.past;
  request.wishes = klass.wishes;
  return request;
}

}  // namespace

Events warm_up_together(const Class& klass, std::span<const std::string> cards, const Context& context) {
  const auto pool = pool_of(cards, SessionKind::warm_up, context.content);
  std::vector<PersonId> people = free_trainees(klass, context);
  if (pool.empty() || people.size() < 2) return {};
  Events events;
  for (Group& group : pair_up(request_for(klass, std::move(people)), context.random)) {
    events.push_back(warm_up(klass, events.size() + 1, std::move(group.seats), pool, context));
  }
  return events;
}

Events warm_up_follows(const Class& klass, const Context& context) {
  const auto cards = warming_up_with(klass);
  if (!cards) return {};
  const auto pool = pool_of(*cards, SessionKind::warm_up, context.content);
  if (pool.empty()) return {};
  std::vector<PersonId> people;
  for (const PersonId person : free_trainees(klass, context)) {
    const bool queued = std::ranges::find(klass.queue, person, &Waiter::person) != klass.queue.end();
    if (!klass.seated.contains(person) && !queued) people.push_back(person);
  }
  const auto fresh = [&](PersonId person) { return !klass.warmed_up.contains(person); };
  std::ranges::stable_partition(people, fresh);
  if (people.size() < 2 || !fresh(people.front())) return {};
  people.resize(2);
  return {warm_up(klass, 1, pair_up(request_for(klass, std::move(people)), context.random).front().seats, pool, context)};
}

}  // namespace earshot::domain
