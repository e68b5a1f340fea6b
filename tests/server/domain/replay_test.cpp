// What the server holds is what its journal says.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "server/journal/codec.h"
#include "tests/server/domain/random_play.h"

namespace earshot::testing {
namespace {

/// The event as it comes back from the disk.
domain::Event stored(const domain::Event& event) {
  std::string type;
  std::string body;
  journal::encode(event, type, body);
  auto read = journal::decode(type, body, ClassId{1}, 1);
  RC_ASSERT(read.has_value());
  return *read;
}

domain::Class empty_class() {
  domain::Class klass;
  klass.id = ClassId{1};
  return klass;
}

/// Folds what is stored beside what happens; both are the same after every event.
void check_replay(World& world, const std::function<void(World&)>& play_it) {
  domain::Class folded = empty_class();
  for (const Recorded& past : world.journal()) domain::apply(folded, stored(past.event), past.at, world.content());
  world.after_event = [&](const domain::Event& event) {
    const domain::Event read = stored(event);
    RC_ASSERT(read == event);
    domain::apply(folded, read, world.now(), world.content());
    RC_ASSERT(folded == world.klass());
  };
  play_it(world);
}

/// What a restart reads: the class's own events, and those of sessions that are open.
domain::Class restarted(const World& world) {
  domain::Class folded = empty_class();
  for (const Recorded& past : world.journal()) {
    if (!domain::is_class_level(past.event) && !world.klass().sessions.contains(domain::session_of(past.event))) continue;
    domain::apply(folded, past.event, past.at, world.content());
  }
  return folded;
}

void check_restart(World& world) {
  domain::Class held = world.klass();
  domain::Class read = restarted(world);
  held.just_ended.reset();  // only for telling its people
  read.just_ended.reset();
  RC_ASSERT(read.seated == held.seated);
  RC_ASSERT(read.round == held.round);
  RC_ASSERT(read == held);
}

}  // namespace

TEST_CASE("folding the journal gives the state that the server holds, after every event") {
  CHECK(rc::check("in a class with a trainer", [] {
    World world({*rc::gen::arbitrary<std::uint64_t>(), {}, false, challenge_cards()});
    check_replay(world, play_class);
  }));
  CHECK(rc::check("in Practice", [] {
    World world({*rc::gen::arbitrary<std::uint64_t>(), {}, true});
    check_replay(world, play_practice);
  }));
}

TEST_CASE("a restart needs the class's own events and those of its open sessions, no others") {
  CHECK(rc::check("in a class with a trainer", [] {
    World world({*rc::gen::arbitrary<std::uint64_t>(), {}, false, challenge_cards()});
    play_class(world);
    check_restart(world);
  }));
  CHECK(rc::check("in Practice", [] {
    World world({*rc::gen::arbitrary<std::uint64_t>(), {}, true});
    play_practice(world);
    check_restart(world);
  }));
}

}  // namespace earshot::testing
