// What a class remembers of its sessions for the pairing to come.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using domain::SeatTaken;

std::ptrdiff_t turns(const Scene& scene, PersonId person, Role role) {
  return std::ranges::count(scene.klass().past.back().seats, SeatTaken{person, role});
}

}  // namespace

TEST_CASE("a session is remembered with its round, its card and its seats") {
  const Scene scene;
  REQUIRE(scene.klass().past.size() == 1);
  const domain::PastSession& past = scene.klass().past.front();
  CHECK(past.session == scene.session().id);
  CHECK(past.round == RoundId{1});
  CHECK(past.card == "lamp");
  CHECK(past.seats.size() == 3);
}

TEST_CASE("who takes the call over has had an agent's turn, and so has who began it") {
  Scene scene;
  scene.go_to(Phase::talk);
  scene.happen({domain::HandedOver{scene.session().id, scene.agent(), scene.observer()}});
  CHECK(turns(scene, scene.agent(), Role::agent) == 1);
  CHECK(turns(scene, scene.observer(), Role::agent) == 1);
  CHECK(turns(scene, scene.observer(), Role::observer) == 1);
}

TEST_CASE("who steps in for somebody has had their turn") {
  Scene scene;
  scene.happen({domain::SeatGone{scene.session().id, scene.customer()},
                domain::SeatPassed{scene.session().id, Role::customer, scene.observer(), scene.customer()}});
  CHECK(turns(scene, scene.observer(), Role::customer) == 1);
}

TEST_CASE("a card that was swapped was nobody's turn") {
  Scene scene;
  scene.happen({domain::SessionEnded{scene.session().id, domain::Ending::swapped, {}}});
  CHECK(scene.klass().past.empty());
}

}  // namespace earshot::testing
