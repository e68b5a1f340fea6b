// A row of the trainer's grid: what to look at first, and what else it shows.
#include <doctest/doctest.h>

#include "server/domain/flags.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using protocol::Flag;
using protocol::Say;
using Flags = std::vector<Flag>;

card::Card advice_card() {
  card::Card card = scene_card();
  card.agent.you_decide = {{"Overnight delivery", "Send the replacement overnight, free of charge."}};
  card.agent.not_yours = {{"Cash back", "Only accounting refunds money in Straßburg."}};
  return card;
}

struct Talk : Scene {
  explicit Talk(std::size_t people = 2) : Scene(people, lamp_round(), {1, {}, false, {advice_card()}}) {
    go_to(Phase::talk);
  }

  const protocol::SessionShown& row() const { return model(trainer()).sessions.rbegin()->second; }
  Flags flags() const { return row().flags; }
  std::size_t rows() const { return sent_to<protocol::SessionShown>(trainer()).size(); }
};

}  // namespace

TEST_CASE("a quiet pair runs without flags, and its row has the clock and the curve") {
  Talk scene;
  scene.must(scene.customer(), protocol::Feel{3});
  scene.must(scene.customer(), protocol::Feel{1});
  CHECK(scene.flags().empty());
  CHECK(scene.row().curve == std::vector<std::uint8_t>{2, 3, 1});
  CHECK_FALSE(scene.row().paused);
  CHECK(scene.row().now.point() == scene.now());
  for (std::uint8_t i = 0; i < 30; ++i)
    scene.must(scene.customer(), protocol::Feel{static_cast<std::uint8_t>(2 + i % 2)});
  CHECK(scene.row().curve.size() == 24);
  scene.must(scene.trainer(), protocol::Pause{});
  CHECK(scene.row().paused);
}

TEST_CASE(
    "a pair that says nothing for a minute is silent until the next line, and never while the clock stands") {
  Talk scene;
  scene.wait(Seconds{50});
  scene.must(scene.customer(), Say{"Hello?"});
  scene.wait(Seconds{59});
  CHECK(scene.flags().empty());
  scene.must(scene.trainer(), protocol::Pause{});
  scene.wait(Seconds{500});
  scene.must(scene.trainer(), protocol::Continue{});
  CHECK(scene.flags().empty());
  scene.wait(Seconds{1});
  CHECK(scene.flags() == Flags{Flag::silent});
  const std::size_t rows = scene.rows();
  scene.must(scene.agent(), Say{"Hello."});
  CHECK(scene.flags().empty());
  CHECK(scene.rows() == rows + 1);
}

TEST_CASE("a new phase begins without silence, and a spoken round has none") {
  Talk scene;
  scene.wait(Seconds{60});
  REQUIRE(scene.flags() == Flags{Flag::silent});
  scene.go_to(Phase::recap);
  scene.wait(Seconds{80});
  CHECK(scene.flags().empty());

  Scene spoken(2, lamp_round(0, protocol::Mode::spoken));
  spoken.go_to(Phase::talk);
  spoken.wait(Seconds{100});
  CHECK(spoken.model(spoken.trainer()).sessions.begin()->second.flags.empty());
}

TEST_CASE("an offer in the agent's line while listening is due is advice too early") {
  Talk scene;
  scene.must(scene.customer(), Say{"The replacement never came."});
  scene.must(scene.agent(), Say{"The replacement never came, and nobody called you."});
  CHECK(scene.flags().empty());
  scene.must(scene.customer(), Say{"I can send it overnight myself, free delivery"});
  CHECK(scene.flags().empty());
  scene.must(scene.agent(), Say{"You would send it overnight: the delivery took too long?"});
  CHECK(scene.flags().empty());  // the customer's own words
  scene.must(scene.agent(), Say{"Our ACCOUNTING in STRASSBURG can help."});
  CHECK(scene.flags() == Flags{Flag::advice_early});
  scene.go_to(Phase::recap);
  CHECK(scene.flags().empty());
}

TEST_CASE("in the solving an offer is what it should be") {
  Talk scene;
  scene.go_to(Phase::solve);
  scene.must(scene.agent(), Say{"I send a replacement with overnight delivery."});
  CHECK(scene.flags().empty());
}

TEST_CASE("an observer's tap tells of early advice too, where nothing is written") {
  Talk scene(3);
  scene.must(scene.observer(), protocol::TapTally{protocol::Tally::open_question});
  CHECK(scene.flags().empty());
  scene.must(scene.observer(), protocol::TapTally{protocol::Tally::advice_early});
  CHECK(scene.flags() == Flags{Flag::advice_early});
}

TEST_CASE("one who writes nearly everything makes a talk one-sided, from eight lines on") {
  Talk scene;
  for (int i = 0; i < 6; ++i) scene.must(scene.agent(), Say{"And then there is this to say, and that."});
  scene.must(scene.customer(), Say{"Yes."});
  CHECK(scene.flags().empty());
  scene.must(scene.customer(), Say{"No."});
  CHECK(scene.flags() == Flags{Flag::one_sided});
  scene.must(scene.customer(), Say{std::string(200, 'x')});
  CHECK(scene.flags().empty());
}

TEST_CASE("a lost connection, a call for help and stepping out are told at once, the gravest first") {
  Talk scene(3);
  scene.wait(Seconds{60});
  scene.must(scene.observer(), protocol::TapTally{protocol::Tally::advice_early});
  scene.must(scene.customer(), protocol::Help{"I am lost"});
  CHECK(scene.flags() == Flags{Flag::asked_help, Flag::silent, Flag::advice_early});
  scene.lose(scene.agent());
  CHECK(scene.flags() == Flags{Flag::partner_lost, Flag::asked_help, Flag::silent});
  scene.regain(scene.agent());
  CHECK(scene.flags() == Flags{Flag::asked_help, Flag::silent, Flag::advice_early});
  scene.happen({domain::HelpAnswered{scene.customer()}});
  CHECK(scene.flags() == Flags{Flag::silent, Flag::advice_early});
  scene.must(scene.customer(), protocol::StepOut{});
  CHECK(scene.flags() == Flags{Flag::stepped_out});
  CHECK_FALSE(scene.row().open);
}

TEST_CASE("flags cost the pair nothing: no message of theirs comes of them") {
  Talk scene(3);
  const auto to_people = [&] {
    return std::ranges::count_if(scene.sent(), [&](const Sent& sent) { return sent.to != scene.trainer(); });
  };
  scene.wait(Seconds{59});
  const auto before = to_people();
  scene.wait(Seconds{1});
  REQUIRE(scene.flags() == Flags{Flag::silent});
  CHECK(to_people() == before);
}

TEST_CASE("a line costs a trainer one row") {
  Talk scene;
  scene.must(scene.customer(), Say{"One."});
  const std::size_t rows = scene.rows();
  scene.must(scene.customer(), Say{"Two."});
  scene.must(scene.agent(), Say{"Three."});
  CHECK(scene.rows() == rows + 2);
}

}  // namespace earshot::testing
