// Who may ask for what: the table against what the class answers, and against its page in the docs.
#include "server/domain/rights.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "tests/support/every_intent.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using domain::Who;

/// A card that may be put back.
card::Card noted_card() {
  card::Card card = scene_card();
  card.content_note = "a loss";
  return card;
}

/// A class with somebody of every standing.
struct Mixed : Scene {
  Mixed() : Scene(3, lamp_round(), {1, {}, false, {noted_card(), scene_card("kettle")}}) {
    must(trainer(), protocol::SetClass{{.late = protocol::LateJoin::next_round}});
    waiting = join("Wu");
    queued = join("Quinn");
    must(queued, protocol::Queue{});
    co_trainer = join("Cosima");
    must(trainer(), protocol::Promote{co_trainer, true});
    REQUIRE(klass().seated.size() == 3);
  }
  PersonId of(Who who) const {
    switch (who) {
      case Who::owner: return trainer();
      case Who::co_trainer:
      case Who::watcher: return co_trainer;
      case Who::waiting: return waiting;
      case Who::queued: return queued;
      case Who::customer: return customer();
      case Who::agent: return agent();
      case Who::observer: return observer();
      case Who::stranger:
      case Who::outsider:
      case Who::server_trainer: break;
    }
    return PersonId{99};
  }
  PersonId waiting;
  PersonId queued;
  PersonId co_trainer;
};

std::string table() {
  std::string text = "| |";
  for (const auto word : domain::kWhoWords) text += fmt::format(" {} |", word);
  text += "\n| --- |";
  for (std::size_t i = 0; i < domain::kWhoWords.size(); ++i) text += " :-: |";
  for (std::size_t intent = 0; intent < domain::kIntents; ++intent) {
    text += fmt::format("\n| {} |", domain::intent_name(intent));
    for (std::size_t who = 0; who < domain::kWhoWords.size(); ++who) {
      text += domain::may(domain::bit(static_cast<Who>(who)), intent) ? " x |" : " |";
    }
  }
  return text + "\n";
}

}  // namespace

TEST_CASE("the table of rights in the docs is the one in the code") {
  std::ifstream in(EARSHOT_SOURCE_DIR "/docs/rights.md");
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  CHECK_MESSAGE(page.find(table()) != std::string::npos, "docs/rights.md should hold this table:\n", table());
}

TEST_CASE("a class answers every intent of everybody as the table of rights says") {
  Mixed world;
  const auto intents = every_intent(world.waiting, world.session().id);
  std::set<std::size_t> asked;
  for (const protocol::Intent& intent : intents) {
    if (is_answered_by_hub(intent)) continue;
    for (const Who who : {Who::outsider, Who::owner, Who::co_trainer, Who::waiting, Who::queued, Who::customer, Who::agent,
                          Who::observer, Who::watcher}) {
      const auto decision = domain::decide(world.klass(), world.of(who), intent, world.context());
      const bool allowed = decision.has_value() || !is_about_rights(decision.error().why);
      CHECK_MESSAGE(allowed == domain::may(domain::bit(who), intent.index()), domain::intent_name(intent.index()), " by ",
                    domain::kWhoWords[static_cast<std::size_t>(who)], ": ", (decision ? "done" : decision.error().text));
      asked.insert(intent.index());
    }
  }
  CHECK(asked.size() == domain::kIntents - kAnsweredByHub);
}

TEST_CASE("a trainer who takes a place is both a trainer and whom they play") {
  Mixed world;
  CHECK(domain::who_in(world.klass(), world.trainer()) == domain::bit(Who::owner));
  world.happen({domain::SeatPassed{world.session().id, Role::observer, world.trainer(), world.observer()}});
  CHECK(domain::who_in(world.klass(), world.trainer()) == (domain::bit(Who::owner) | domain::bit(Who::observer)));
}

TEST_CASE("nobody can steer Practice: it has no owner, and nobody can become a trainer of it") {
  World practice({1, {}, true});
  const PersonId ann = practice.join("Ann");
  const PersonId ben = practice.join("Ben");
  practice.must(ann, protocol::Queue{});
  practice.must(ben, protocol::Queue{});
  for (const protocol::Intent& intent : every_intent(ben, practice.session().id)) {
    if (!domain::may(domain::bit(Who::co_trainer), intent.index()) || domain::may(domain::bit(Who::customer), intent.index())) continue;
    if (is_answered_by_hub(intent)) continue;
    const auto decision = practice.attempt(ann, intent);
    REQUIRE_MESSAGE(!decision.has_value(), domain::intent_name(intent.index()));
    CHECK(decision.error().why == Why::not_allowed);
  }
}

}  // namespace earshot::testing
