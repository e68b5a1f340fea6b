// What a client made of live messages is what it makes of a fresh snapshot.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <fmt/format.h>

#include <algorithm>

#include "tests/server/domain/random_play.h"

namespace earshot::testing {
namespace {

/// Names the parts in which two models differ.
std::string difference(const model::Model& live, const model::Model& fresh) {
  std::string parts;
  const auto note = [&](const char* part, bool same) {
    if (!same) parts += fmt::format("{} ", part);
  };
#define PART(field) note(#field, live.field == fresh.field)
  PART(self);
  PART(in_class);
  PART(cards);
  PART(cards_complete);
  PART(rubric);
  PART(round);
  PART(waiting);
  PART(sessions);
  PART(settings);
  PART(eyes_up);
  PART(help);
  PART(wishes);
  PART(insight);
  note("session", live.session.has_value() == fresh.session.has_value());
  if (live.session && fresh.session) {
#define SESSION_PART(field) note("session." #field, live.session->field == fresh.session->field)
    SESSION_PART(id);
    SESSION_PART(role);
    SESSION_PART(people);
    SESSION_PART(focus);
    SESSION_PART(intention);
    SESSION_PART(phase);
    SESSION_PART(clock);
    SESSION_PART(customer);
    SESSION_PART(agent);
    SESSION_PART(lines);
    SESSION_PART(felt);
    SESSION_PART(told);
    SESSION_PART(beats);
    SESSION_PART(jumps);
    SESSION_PART(notes);
    SESSION_PART(tallies);
    SESSION_PART(recaps);
    SESSION_PART(ratings);
    SESSION_PART(outcome);
    SESSION_PART(debrief);
    SESSION_PART(outside);
    SESSION_PART(modifiers);
    SESSION_PART(pings);
    SESSION_PART(retakes);
    SESSION_PART(scene);
    SESSION_PART(reactions);
    SESSION_PART(intentions);
    SESSION_PART(kept);
    SESSION_PART(replay);
#undef SESSION_PART
  }
#undef PART
  return live == fresh ? "" : parts.empty() ? "something else" : parts;
}

/// As `projected`, and while a session is paused its end in the trainer's grid counts from when it was told.
model::Model comparable(const World& world, const model::Model& model) {
  model::Model kept = model::projected(model);
  for (auto& [id, shown] : kept.sessions) {
    const auto session = world.klass().sessions.find(id);
    if (session != world.klass().sessions.end() && session->second.paused_at) shown.ends_at = {};
  }
  return kept;
}

/// What trainers said that a resume says again.
std::vector<model::Post> kept_posts(const World& world, const model::Model& model) {
  std::vector<model::Post> kept = model.posts;
  std::erase_if(kept, [&](const model::Post& post) {
    return std::ranges::find(world.klass().spoken, post.id, &domain::Spoken::id) == world.klass().spoken.end();
  });
  return kept;
}

/// What differs for anybody who is connected; empty if nothing does.
std::string differences(World& world) {
  std::string all;
  for (const auto& [person, live] : world.models()) {
    if (!world.klass().member(person)) continue;  // has just left
    model::Model fresh;
    for (const auto& message : world.snapshot_of(person)) model::reduce(fresh, message, world.now());
    std::string found = difference(comparable(world, live), comparable(world, fresh));
    if (kept_posts(world, live) != fresh.posts) found += "posts ";
    if (!found.empty()) all += fmt::format("person {}: {}; ", person.value, found);
  }
  return all;
}

void check_every_event(World& world) {
  world.after_event = [&](const domain::Event& event) {
    if (std::holds_alternative<domain::MemberJoined>(event)) return;  // the others see newcomers as they come in
    if (!domain::consequences(world.klass(), world.context()).empty()) return;  // the class is not done: a round ends
    const std::string found = differences(world);
    const auto name = std::visit([](const auto& e) { return std::string(e.kType); }, event);
    if (!found.empty()) RC_FAIL(fmt::format("after {}: {}", name, found));
  };
}

}  // namespace

TEST_CASE("live messages compose to the same model as a snapshot, for everybody, after every event") {
  CHECK(rc::check("in a class with a trainer", [] {
    World world({*rc::gen::arbitrary<std::uint64_t>(), {}, false, challenge_cards()});
    check_every_event(world);
    play_class(world);
  }));
  CHECK(rc::check("in Practice", [] {
    World world({*rc::gen::arbitrary<std::uint64_t>(), {}, true});
    check_every_event(world);
    play_practice(world);
  }));
}

}  // namespace earshot::testing
