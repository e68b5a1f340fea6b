// The practice queue: whoever waits is paired with somebody who fits.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <set>

#include "tests/support/world.h"

namespace earshot::testing {
namespace {

Start practice(std::uint64_t seed = 1) { return {seed, {}, true}; }

const std::optional<Role> kAny;
const std::optional<Role> kCustomer = Role::customer;
const std::optional<Role> kAgent = Role::agent;

}  // namespace

TEST_CASE("two who wait are paired at once, without a trainer, in a session of no round") {
  World world(practice());
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  world.must(ann, protocol::Queue{});
  CHECK(world.klass().sessions.empty());
  CHECK(world.model(ann).waiting->queued);
  CHECK(world.model(ann).waiting->position == 1);
  world.must(ben, protocol::Queue{});
  CHECK(world.session().round == RoundId{});
  CHECK(world.session().seats.size() == 2);
  CHECK(world.klass().queue.empty());
  CHECK(world.model(ann).session.has_value());
  CHECK_FALSE(world.model(ann).waiting.has_value());
  world.wait(kBriefTime);
  CHECK(world.phase() == Phase::talk);
}

TEST_CASE("wishes for a card and for a role are both respected, or the two go on waiting") {
  struct Wish {
    std::string card;
    std::optional<Role> role;
  };
  struct Case {
    Wish one;
    Wish other;
    bool pairs;
  };
  for (const Case& c : {Case{{"", kAny}, {"", kAny}, true}, Case{{"kettle", kAny}, {"", kAny}, true},
                        Case{{"", kAny}, {"kettle", kAny}, true}, Case{{"kettle", kAny}, {"kettle", kAny}, true},
                        Case{{"lamp", kAny}, {"kettle", kAny}, false}, Case{{"", kAgent}, {"", kAny}, true},
                        Case{{"", kAny}, {"", kCustomer}, true}, Case{{"", kAgent}, {"", kCustomer}, true},
                        Case{{"", kCustomer}, {"", kAgent}, true}, Case{{"", kAgent}, {"", kAgent}, false},
                        Case{{"", kCustomer}, {"", kCustomer}, false}, Case{{"lamp", kAgent}, {"lamp", kCustomer}, true},
                        Case{{"lamp", kAgent}, {"kettle", kCustomer}, false}}) {
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {  // whatever chance would have decided
      World world(practice(seed));
      const PersonId ann = world.join("Ann");
      const PersonId ben = world.join("Ben");
      world.must(ann, protocol::Queue{c.one.card, c.one.role});
      world.must(ben, protocol::Queue{c.other.card, c.other.role});
      CAPTURE(c.one.card);
      CAPTURE(c.other.card);
      REQUIRE(world.klass().sessions.size() == (c.pairs ? 1 : 0));
      if (!c.pairs) continue;
      const auto& session = world.session();
      for (const auto& [person, wish] : {std::pair{ann, c.one}, std::pair{ben, c.other}}) {
        if (!wish.card.empty()) CHECK(session.card->id == wish.card);
        if (wish.role) CHECK(session.seat_of(person)->role == *wish.role);
      }
    }
  }
}

TEST_CASE("who came first is served first, past those who do not fit") {
  World world(practice());
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  const PersonId cleo = world.join("Cleo");
  world.must(ann, protocol::Queue{"", kCustomer});
  world.must(ben, protocol::Queue{"", kCustomer});
  CHECK(world.model(ben).waiting->position == 2);
  world.must(cleo, protocol::Queue{});
  CHECK(world.session().seat_of(ann));
  CHECK(world.session().seat_of(cleo));
  CHECK(world.model(ben).waiting->position == 1);
}

TEST_CASE("a new wish takes the place of the old one, at the end of the queue") {
  World world(practice());
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  world.must(ann, protocol::Queue{"lamp", kAny});
  world.must(ben, protocol::Queue{"kettle", kAny});
  world.must(ann, protocol::Queue{"kettle", kAny});
  CHECK(world.session().card->id == "kettle");
  CHECK(world.session().seats.size() == 2);
  CHECK(world.klass().queue.empty());
}

TEST_CASE("nobody is paired while they are away; they are once they are back") {
  World world(practice());
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  world.must(ann, protocol::Queue{});
  world.lose(ann);
  world.must(ben, protocol::Queue{});
  CHECK(world.klass().sessions.empty());
  world.regain(ann);
  CHECK(world.klass().sessions.size() == 1);
}

TEST_CASE("who leaves the queue or the class is not paired any more, and the others move up") {
  World world(practice());
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  const PersonId cleo = world.join("Cleo");
  for (const PersonId person : {ann, ben, cleo}) world.must(person, protocol::Queue{"", kAgent});
  world.must(ann, protocol::Unqueue{});
  CHECK_FALSE(world.model(ann).waiting->queued);
  CHECK(world.model(cleo).waiting->position == 2);
  world.must(ben, protocol::Leave{});
  CHECK(world.model(cleo).waiting->position == 1);
}

TEST_CASE("people get a card that neither has met, as long as there is one") {
  CHECK(rc::check([](std::uint64_t seed) {
    World world(practice(seed));
    const PersonId ann = world.join("Ann");
    const PersonId ben = world.join("Ben");
    std::set<std::string> met;
    for (int i = 0; i < 2; ++i) {
      for (const PersonId person : {ann, ben}) world.must(person, protocol::Queue{});
      RC_ASSERT(met.insert(world.session().card->id).second);
      world.must(ann, protocol::StepOut{});
    }
    for (const PersonId person : {ann, ben}) world.must(person, protocol::Queue{});
    RC_ASSERT(world.klass().sessions.size() == 1U);
  }));
}

TEST_CASE("two who practise go on to the rubric's next criteria, at the pace of who has played less") {
  World world(practice());
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  const auto play = [&](PersonId one, PersonId other) {
    for (const PersonId person : {one, other}) world.must(person, protocol::Queue{});
    auto focus = world.session().focus;
    world.must(one, protocol::StepOut{});
    return focus;
  };
  const auto first = play(ann, ben);
  CHECK(play(ann, ben) != first);
  const PersonId cleo = world.join("Cleo");
  CHECK(play(ann, cleo) == first);
}

TEST_CASE("what cannot be waited for is refused, at its field") {
  World world;
  const PersonId ann = world.join("Ann");
  const auto card = world.attempt(ann, protocol::Queue{"nothing", kAny});
  CHECK(card.error().why == Why::unknown);
  CHECK(card.error().field == "card");
  const auto role = world.attempt(ann, protocol::Queue{"", Role::observer});
  CHECK(role.error().why == Why::not_allowed);
  CHECK(role.error().field == "role");
  CHECK(world.attempt(world.trainer(), protocol::Queue{}).error().why == Why::not_allowed);
  CHECK(world.must(ann, protocol::Unqueue{}).empty());
}

TEST_CASE("a round takes people out of the queue, and the queue works while a round runs") {
  World world;
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  world.must(ann, protocol::Queue{});
  world.set({.late = protocol::LateJoin::next_round});
  world.start_round();
  CHECK(world.klass().queue.empty());
  CHECK(world.session().seat_of(ann));
  const PersonId cleo = world.join("Cleo");
  const PersonId dan = world.join("Dan");
  world.must(cleo, protocol::Queue{});
  world.must(dan, protocol::Queue{});
  CHECK(world.klass().sessions.size() == 2);

  // The round's words do not reach the pair that practises on its own, and the round ends without it.
  const SessionId own = world.klass().session_of(cleo)->id;
  world.must(world.trainer(), protocol::NextPhase{});
  CHECK(world.klass().sessions.at(own).phase == Phase::brief);
  world.must(world.trainer(), protocol::Pause{});
  CHECK_FALSE(world.klass().sessions.at(own).paused_at.has_value());
  world.must(world.trainer(), protocol::EndRound{});
  CHECK(world.klass().sessions.size() == 1);
  CHECK_FALSE(world.klass().round->running);
  CHECK(world.klass().session_of(ben) == nullptr);
}

TEST_CASE("whatever people wish, lose and regain: no two who fit are left waiting, and no wish is broken") {
  CHECK(rc::check([](std::uint64_t seed) {
    World world(practice(seed));
    std::vector<PersonId> people;
    for (int i = 0; i < 6; ++i) people.push_back(world.join(fmt::format("Person {}", i)));
    std::map<PersonId, domain::Queued> wishes;
    world.after_event = [&](const domain::Event& event) {
      if (const auto* queued = std::get_if<domain::Queued>(&event)) wishes[queued->person] = *queued;
      const auto* started = std::get_if<domain::SessionStarted>(&event);
      if (!started) return;
      RC_ASSERT(started->seats.size() == 2U);
      RC_ASSERT(started->round == RoundId{});
      for (const auto& seat : started->seats) {
        const auto& wish = wishes.at(seat.person);
        RC_ASSERT(world.is_present(seat.person));
        RC_ASSERT(wish.card.empty() || wish.card == started->card);
        RC_ASSERT(!wish.role || *wish.role == seat.role);
      }
    };
    for (const auto& [who, what, card] : *rc::gen::arbitrary<std::vector<std::tuple<std::uint8_t, std::uint8_t, std::uint8_t>>>()) {
      const PersonId person = people[who % people.size()];
      if (!world.is_present(person)) {
        world.regain(person);
      } else if (what % 8 == 0) {
        world.lose(person);
      } else if (what % 8 == 1) {
        (void)world.attempt(person, protocol::Unqueue{});
      } else if (what % 8 == 2) {
        (void)world.attempt(person, protocol::StepOut{});
      } else {
        const std::optional<Role> role = what % 3 == 0 ? kAny : what % 3 == 1 ? kCustomer : kAgent;
        (void)world.attempt(person, protocol::Queue{card % 3 == 0 ? "" : card % 3 == 1 ? "lamp" : "kettle", role});
      }
      const auto& queue = world.klass().queue;
      for (std::size_t i = 0; i < queue.size(); ++i) {
        RC_ASSERT(!world.klass().seated.contains(queue[i].person));
        for (std::size_t k = i + 1; k < queue.size(); ++k) {
          RC_ASSERT(queue[i].person != queue[k].person);
          const bool here = world.is_present(queue[i].person) && world.is_present(queue[k].person);
          const bool roles = !queue[i].role || !queue[k].role || queue[i].role != queue[k].role;
          const bool cards = queue[i].card.empty() || queue[k].card.empty() || queue[i].card == queue[k].card;
          RC_ASSERT(!(here && roles && cards));
        }
      }
    }
  }));
}

}  // namespace earshot::testing
