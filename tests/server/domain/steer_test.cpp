// How trainers steer a class that is under way.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "shared/protocol/limits.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using protocol::SessionAct;

/// Four people in two sessions of a round, and a third pair from the queue.
struct TwoPairs : World {
  TwoPairs() {
    for (const char* name : {"Ann", "Ben", "Cleo", "Dan"}) join(name);
    start_round();
    must(trainer(), protocol::SetClass{{.late = protocol::LateJoin::next_round}});
    for (const char* name : {"Eve", "Finn"}) must(join(name), protocol::Queue{});
    REQUIRE(klass().sessions.size() == 3);
    auto at = klass().sessions.begin();
    first = at++->first;
    second = at++->first;
    practice = at->first;
    REQUIRE(!of(practice).round);
  }
  const domain::Session& of(SessionId id) const { return klass().sessions.at(id); }
  PersonId somebody_in(SessionId id) const { return of(id).seats.front().person; }
  SessionId first;
  SessionId second;
  SessionId practice;
};

Why why_not(World& world, PersonId who, protocol::Intent intent) {
  const auto decision = world.attempt(who, std::move(intent));
  REQUIRE_FALSE(decision.has_value());
  CHECK_FALSE(decision.error().text.empty());
  return decision.error().why;
}

std::vector<std::string> heard(const World& world, PersonId person) {
  std::vector<std::string> texts;
  for (const auto& post : world.model(person).posts) texts.push_back(post.text);
  return texts;
}

}  // namespace

TEST_CASE("'eyes up' stops every clock, also of pairs from the queue, and lets only those go on that it stopped") {
  TwoPairs world;
  const PersonId tess = world.trainer();
  world.must(tess, protocol::ControlSession{world.second, SessionAct::pause});
  const TimePoint ends = world.of(world.first).ends_at;
  world.must(tess, protocol::EyesUp{true, "Look at the board."});
  for (const auto& [id, session] : world.klass().sessions) CHECK(session.paused_at.has_value());
  for (const auto& member : world.klass().members) CHECK(world.model(member.person).eyes_up->text == "Look at the board.");
  CHECK(world.must(tess, protocol::EyesUp{true, "Look at the board."}).empty());
  world.wait(Seconds{600});
  CHECK(world.of(world.first).phase == Phase::brief);

  world.must(tess, protocol::EyesUp{true, "Look at me."});  // another text stops nothing twice
  world.must(tess, protocol::EyesUp{false, {}});
  CHECK_FALSE(world.of(world.first).paused_at.has_value());
  CHECK_FALSE(world.of(world.practice).paused_at.has_value());
  CHECK(world.of(world.second).paused_at.has_value());
  CHECK(world.of(world.first).ends_at == ends + Seconds{600});
  for (const auto& member : world.klass().members) CHECK_FALSE(world.model(member.person).eyes_up.has_value());
  CHECK(world.must(tess, protocol::EyesUp{false, {}}).empty());
}

TEST_CASE("while eyes are up no clock can be let go or stopped by itself, and what begins then stands as well") {
  TwoPairs world;
  const PersonId tess = world.trainer();
  world.must(tess, protocol::EyesUp{true, {}});
  CHECK(why_not(world, tess, protocol::Continue{}) == Why::busy);
  CHECK(why_not(world, tess, protocol::Pause{}) == Why::busy);
  CHECK(why_not(world, tess, protocol::ControlSession{world.first, SessionAct::continue_}) == Why::busy);
  const PersonId gus = world.join("Gus");
  world.must(gus, protocol::Queue{});
  world.must(world.join("Hal"), protocol::Queue{});
  REQUIRE(world.klass().session_of(gus) != nullptr);
  const SessionId begun = world.klass().session_of(gus)->id;
  world.wait(Seconds{3'600});
  CHECK(world.of(begun).phase == Phase::brief);
  world.must(tess, protocol::EyesUp{false, {}});
  CHECK_FALSE(world.of(begun).paused_at.has_value());
}

TEST_CASE("a place is held as long as the class has set, and as long as the server says until then") {
  Scene scene(2);
  const auto held = [&] {
    scene.lose(scene.agent());
    const auto until = scene.session().seat_of(scene.agent())->held_until - scene.now();
    scene.regain(scene.agent());
    return until;
  };
  CHECK(held() == Seconds{90});
  CHECK(scene.model(scene.agent()).settings->seat_held_seconds == 90);
  protocol::ClassSettings settings = *scene.model(scene.trainer()).settings;
  settings.seat_held_seconds = 200;
  scene.must(scene.trainer(), protocol::SetClass{settings});
  CHECK(held() == Seconds{200});
  CHECK(scene.model(scene.agent()).settings == settings);
  CHECK(scene.must(scene.trainer(), protocol::SetClass{settings}).empty());
  scene.restart(Seconds{10});
  CHECK(scene.session().seat_of(scene.agent())->held_until == scene.now() + Seconds{200});
  scene.regain(scene.trainer());
  settings.seat_held_seconds = protocol::limits::kMinSeatHeldSeconds - 1;
  CHECK(why_not(scene, scene.trainer(), protocol::SetClass{settings}) == Why::out_of_range);
}

TEST_CASE("wishes for pairs are the trainers' own, one for each pair, and can be taken back") {
  using protocol::Wish;
  World world;
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  const PersonId tess = world.trainer();
  world.must(tess, protocol::SetWish{{ann, ben, Wish::apart}});
  CHECK(world.must(tess, protocol::SetWish{{ben, ann, Wish::apart}}).empty());
  world.must(tess, protocol::SetWish{{ben, ann, Wish::together}});
  CHECK(world.model(tess).wishes == std::vector<protocol::WishPair>{{ben, ann, Wish::together}});
  CHECK(world.sent_to<protocol::WishesShown>(ann).empty());
  CHECK(why_not(world, tess, protocol::SetWish{{ann, PersonId{99}, Wish::apart}}) == Why::unknown);
  CHECK(why_not(world, tess, protocol::SetWish{{ann, ann, Wish::apart}}) == Why::out_of_range);
  world.must(tess, protocol::SetWish{{ann, ben, Wish::none}});
  CHECK(world.model(tess).wishes.empty());
  CHECK(world.must(tess, protocol::SetWish{{ann, ben, Wish::none}}).empty());
}

TEST_CASE("one session is moved on, given time, stopped, let go and ended, and the others are left alone") {
  TwoPairs world;
  const PersonId tess = world.trainer();
  const domain::Session other = world.of(world.second);
  world.must(tess, protocol::ControlSession{world.first, SessionAct::move_on});
  CHECK(world.of(world.first).phase == Phase::talk);
  const TimePoint ends = world.of(world.first).ends_at;
  world.must(tess, protocol::ControlSession{world.first, SessionAct::extend, 120});
  CHECK(world.of(world.first).ends_at == ends + Seconds{120});
  world.must(tess, protocol::ControlSession{world.first, SessionAct::pause});
  CHECK(world.must(tess, protocol::ControlSession{world.first, SessionAct::pause}).empty());
  CHECK(world.of(world.first).paused_at.has_value());
  CHECK_FALSE(world.model(tess).round->paused);  // the round as a whole goes on
  world.must(tess, protocol::ControlSession{world.second, SessionAct::pause});
  CHECK(world.model(tess).round->paused);
  world.must(tess, protocol::ControlSession{world.second, SessionAct::continue_});
  CHECK_FALSE(world.model(tess).round->paused);
  world.must(tess, protocol::ControlSession{world.first, SessionAct::continue_});
  CHECK(world.of(world.second) == other);
  const PersonId ann = world.somebody_in(world.first);
  world.must(tess, protocol::ControlSession{world.first, SessionAct::end});
  CHECK_FALSE(world.klass().sessions.contains(world.first));
  CHECK_FALSE(world.model(ann).session.has_value());
  CHECK(world.klass().round->running);
  CHECK(why_not(world, tess, protocol::ControlSession{world.first, SessionAct::end}) == Why::unknown);
  CHECK(why_not(world, tess, protocol::ControlSession{world.second, SessionAct::extend, 0}) == Why::out_of_range);
}

TEST_CASE("of two trainers who press Next at once, the second changes nothing") {
  TwoPairs world;
  const PersonId cosima = world.join("Cosima");
  world.must(world.trainer(), protocol::Promote{cosima, true});
  world.must(world.trainer(), protocol::NextPhase{Phase::brief});
  CHECK(world.must(cosima, protocol::NextPhase{Phase::brief}).empty());
  CHECK(world.of(world.first).phase == Phase::talk);
  CHECK(world.of(world.second).phase == Phase::talk);
  CHECK(world.of(world.practice).phase == Phase::brief);
  world.must(cosima, protocol::ControlSession{world.first, SessionAct::move_on});
  world.must(world.trainer(), protocol::NextPhase{});  // those furthest behind
  CHECK(world.of(world.second).phase == Phase::recap);
  CHECK(world.of(world.first).phase == Phase::recap);
}

TEST_CASE("what is said to one session is heard there and by trainers, and nowhere else") {
  TwoPairs world;
  const PersonId tess = world.trainer();
  const PersonId there = world.somebody_in(world.first);
  const PersonId elsewhere = world.somebody_in(world.second);
  world.must(tess, protocol::SpeakTo{world.first, "You two, slower."});
  CHECK(heard(world, there) == std::vector<std::string>{"You two, slower."});
  CHECK(world.model(there).posts.front().session == world.first);
  CHECK(heard(world, tess).size() == 1);
  CHECK(heard(world, elsewhere).empty());
  CHECK(why_not(world, tess, protocol::SpeakTo{SessionId{1}, "Nobody."}) == Why::unknown);
}

TEST_CASE("whoever comes back hears again what trainers said to them, once, and nobody what they could not hear") {
  TwoPairs world;
  const PersonId tess = world.trainer();
  const PersonId there = world.somebody_in(world.first);
  const PersonId elsewhere = world.somebody_in(world.second);
  world.lose(there);
  world.must(tess, protocol::Broadcast{"Everybody."});
  world.must(tess, protocol::SpeakTo{world.first, "You two."});
  world.must(tess, protocol::Whisper{there, "Ann."});
  world.must(tess, protocol::Whisper{elsewhere, "Somebody else."});
  world.regain(there);
  world.resume_in_passing(there);
  CHECK(heard(world, there) == std::vector<std::string>{"Everybody.", "You two.", "Ann."});
  world.lose(elsewhere);
  world.regain(elsewhere);
  CHECK(heard(world, elsewhere) == std::vector<std::string>{"Everybody.", "Somebody else."});
  CHECK(heard(world, world.join("Late")).empty());
  for (int i = 0; i < 30; ++i) world.must(tess, protocol::Broadcast{fmt::format("Number {}", i)});
  world.lose(there);
  world.regain(there);
  CHECK(heard(world, there).size() == 20);
  CHECK(heard(world, there).back() == "Number 29");
}

TEST_CASE("a muted person reads and plays on, says nothing in chat, and only trainers know") {
  Scene scene(3);
  scene.go_to(Phase::talk);
  const PersonId tess = scene.trainer();
  scene.must(tess, protocol::Mute{scene.customer(), true});
  CHECK(why_not(scene, scene.customer(), protocol::Say{"But."}) == Why::muted);
  CHECK(why_not(scene, scene.customer(), protocol::Reveal{kDark, true}) == Why::muted);
  scene.must(scene.customer(), protocol::Reveal{kDark, false});
  scene.must(scene.customer(), protocol::Feel{4});
  CHECK(scene.model(tess).in_class->member(scene.customer())->muted);
  CHECK(scene.model(scene.customer()).in_class->member(scene.customer())->muted);
  scene.lose(scene.customer());
  scene.regain(scene.customer());
  CHECK(scene.model(scene.customer()).in_class->member(scene.customer())->muted);
  CHECK_FALSE(scene.model(scene.agent()).in_class->member(scene.customer())->muted);
  CHECK(scene.must(tess, protocol::Mute{scene.customer(), true}).empty());
  scene.must(tess, protocol::Mute{scene.customer(), false});
  scene.must(scene.customer(), protocol::Say{"Now."});
  CHECK_FALSE(scene.model(tess).in_class->member(scene.customer())->muted);
  CHECK(why_not(scene, tess, protocol::Mute{tess, true}) == Why::not_allowed);
  CHECK(why_not(scene, tess, protocol::Mute{PersonId{99}, true}) == Why::unknown);
}

TEST_CASE("calls for help wait in the order they came, until a trainer has answered") {
  Scene scene(3);
  const PersonId tess = scene.trainer();
  const auto waiting = [&](PersonId trainer) {
    std::vector<PersonId> people;
    for (const auto& request : scene.model(trainer).help) people.push_back(request.person);
    return people;
  };
  scene.must(scene.agent(), protocol::Help{"What now?"});
  scene.must(scene.customer(), protocol::Help{"Please come."});
  scene.must(scene.agent(), protocol::Help{"Still there?"});  // asking again loses no place
  CHECK(waiting(tess) == std::vector<PersonId>{scene.agent(), scene.customer()});
  CHECK(scene.model(tess).help.front().text == "Still there?");
  CHECK(scene.model(tess).help.front().session == scene.session().id);
  CHECK(scene.sent_to<protocol::HelpShown>(scene.observer()).empty());
  scene.lose(tess);
  scene.regain(tess);
  CHECK(waiting(tess) == std::vector<PersonId>{scene.agent(), scene.customer()});
  scene.must(tess, protocol::HelpDone{scene.agent()});
  CHECK(scene.must(tess, protocol::HelpDone{scene.agent()}).empty());
  CHECK(waiting(tess) == std::vector<PersonId>{scene.customer()});
  scene.must(scene.customer(), protocol::Leave{});
  CHECK(waiting(tess).empty());
}

TEST_CASE("so many wait for help at once, and the longest texts of all still fit a message") {
  World world;
  std::string longest;
  for (std::size_t i = 0; i < protocol::limits::kHelpCharacters; ++i) longest += "👂";
  for (std::size_t i = 0; i < protocol::limits::kHelpWaiting; ++i) {
    world.must(world.join(fmt::format("Person {}", i)), protocol::Help{longest});  // World checks the size of what is sent
  }
  CHECK(why_not(world, world.join("One more"), protocol::Help{"I too."}) == Why::too_many);
  const auto shown = world.model(world.trainer()).help;
  CHECK(shown.size() > 5);
  world.must(world.trainer(), protocol::HelpDone{shown.front().person});
  CHECK(world.model(world.trainer()).help.front().person == shown[1].person);
}

TEST_CASE("a member made a trainer has the trainer's view at once, and the trainee's again afterwards") {
  Scene scene(2);
  const PersonId tess = scene.trainer();
  const PersonId cosima = scene.join("Cosima");
  if (scene.klass().seated.contains(cosima)) scene.happen({domain::SeatGone{scene.session().id, cosima}});
  scene.must(scene.agent(), protocol::Help{"Please come."});
  scene.must(cosima, protocol::Queue{});
  scene.must(tess, protocol::Promote{cosima, true});
  const auto& model = scene.model(cosima);
  CHECK(model.in_class->standing == protocol::Standing::trainer);
  CHECK_FALSE(model.in_class->owner);
  CHECK(model.sessions.contains(scene.session().id));
  CHECK(model.help.size() == 1);
  CHECK(scene.klass().queue.empty());
  CHECK(scene.model(scene.agent()).in_class->member(cosima)->standing == protocol::Standing::trainer);
  CHECK(scene.model(tess).in_class->owner);
  CHECK(scene.must(tess, protocol::Promote{cosima, true}).empty());
  scene.must(cosima, protocol::Broadcast{"I help."});
  scene.must(tess, protocol::Promote{cosima, false});
  CHECK(model.in_class->standing == protocol::Standing::trainee);
  CHECK(model.sessions.empty());
  CHECK(model.help.empty());
  CHECK(why_not(scene, cosima, protocol::Broadcast{"I help."}) == Why::not_allowed);
}

TEST_CASE("nobody is made a trainer out of a role-play, and a class keeps its owner and a trainer") {
  Scene scene(2);
  const PersonId tess = scene.trainer();
  CHECK(why_not(scene, tess, protocol::Promote{scene.agent(), true}) == Why::busy);
  scene.must(tess, protocol::EndRound{});
  const PersonId agent = scene.agent();
  scene.must(tess, protocol::Promote{agent, true});
  CHECK(why_not(scene, agent, protocol::Promote{tess, false}) == Why::not_allowed);
  CHECK(why_not(scene, agent, protocol::Remove{tess}) == Why::not_allowed);
  CHECK(why_not(scene, tess, protocol::Promote{tess, false}) == Why::not_allowed);
  CHECK(why_not(scene, tess, protocol::Promote{PersonId{99}, true}) == Why::unknown);
  scene.must(tess, protocol::Leave{});
  CHECK(why_not(scene, agent, protocol::Promote{agent, false}) == Why::too_few);  // the last one
}

TEST_CASE("a co-trainer takes over at once, and without any trainer the round goes on by the clock") {
  Scene scene(2);
  const PersonId tess = scene.trainer();
  scene.must(tess, protocol::EndRound{});
  const PersonId cosima = scene.join("Cosima");
  scene.must(tess, protocol::Promote{cosima, true});
  scene.start_round();
  scene.lose(tess);
  scene.must(cosima, protocol::NextPhase{});
  CHECK(scene.phase() == Phase::talk);
  scene.must(cosima, protocol::ControlSession{scene.session().id, SessionAct::pause});
  scene.must(cosima, protocol::Continue{});
  scene.lose(cosima);
  scene.wait(Milliseconds{scene.session().ends_at - scene.now()});
  CHECK(scene.phase() == Phase::recap);
  scene.regain(tess);
  CHECK(scene.model(tess).sessions.at(scene.session().id).phase == Phase::recap);
  scene.must(tess, protocol::NextPhase{});
  CHECK(scene.phase() == Phase::solve);
}

TEST_CASE("somebody taken out for good cannot come back, not under the old name either; others can") {
  World world;
  const PersonId ann = world.join("Ann");
  const PersonId ben = world.join("Ben");
  world.must(world.trainer(), protocol::SetWish{{ann, ben, protocol::Wish::together}});
  world.must(world.trainer(), protocol::Remove{ann, true});
  world.must(world.trainer(), protocol::Remove{ben, false});
  const auto join_again = [&](PersonId who, const std::string& name) {
    return domain::join(world.klass(), who, name, {}, protocol::Standing::trainee, world.context());
  };
  CHECK(join_again(ann, "Ann").error().why == Why::removed);
  CHECK(join_again(ann, "Another").error().why == Why::removed);
  CHECK(join_again(PersonId{50}, "ANN").error().why == Why::name_taken);
  CHECK(join_again(ben, "Ben").has_value());
  CHECK(world.model(world.trainer()).wishes.empty());
}

TEST_CASE("a muted person is muted still after leaving and coming back") {
  World world;
  const PersonId ann = world.join("Ann");
  world.must(world.trainer(), protocol::Mute{ann, true});
  world.must(ann, protocol::Leave{});
  world.happen(*domain::join(world.klass(), ann, "Ann", {}, protocol::Standing::trainee, world.context()));
  CHECK(world.klass().muted.contains(ann));
}

}  // namespace earshot::testing
