// The challenges a trainer puts on a round, what the debrief tells of them, and putting a card back.
#include "server/domain/challenge.h"

#include <doctest/doctest.h>

#include "server/domain/scoring.h"
#include "tests/server/domain/secrets.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

using protocol::Modifier;
using protocol::Say;

protocol::StartRound challenge_round(std::vector<Modifier> modifiers, const std::string& card = "lamp") {
  auto round = lamp_round();
  round.card = card;
  round.modifiers = std::move(modifiers);
  return round;
}

struct Talk : Scene {
  explicit Talk(std::vector<Modifier> modifiers, std::size_t people = 3)
      : Scene(people, challenge_round(std::move(modifiers)), {1, {}, false, challenge_cards()}) {
    go_to(Phase::talk);
  }
  void say(PersonId who, int lines = 1) {
    for (int i = 0; i < lines; ++i) must(who, Say{"Well."});
  }
};

std::string told(const World& world, PersonId person, Modifier modifier, bool truth = false) {
  const auto& session = *world.model(person).session;
  REQUIRE(session.modifiers);
  for (const auto& one : session.modifiers->told) {
    if (one.modifier == modifier) return truth ? one.truth : one.what;
  }
  return "nothing";
}

/// The ids of the prompts that the customer sees.
std::vector<std::string> prompts(const Scene& scene) {
  std::vector<std::string> ids;
  for (const auto& beat : scene.model(scene.customer()).session->beats) {
    if (!beat.id.starts_with('~')) ids.push_back(beat.id);
  }
  return ids;
}

std::vector<std::uint64_t> line_ids(const World& world, PersonId person) {
  std::vector<std::uint64_t> ids;
  for (const auto& line : world.model(person).session->lines) ids.push_back(line.id.value);
  return ids;
}

Why why(const domain::Decision& decision) {
  REQUIRE_FALSE(decision.has_value());
  return decision.error().why;
}

}  // namespace

// --- Distraction ----------------------------------------------------------------------------------------------------

TEST_CASE("bait comes to the agent at its time in the talk, with what is inside only once it is opened") {
  Talk scene({Modifier::distraction});
  const auto& pings = scene.model(scene.agent()).session->pings;
  scene.wait(Seconds{40} - Milliseconds{1});
  CHECK(pings.empty());
  scene.wait(Milliseconds{1});
  REQUIRE(pings.size() == 1);
  CHECK(pings[0].text == "~bait:text one~");
  CHECK(pings[0].inside.empty());
  scene.must(scene.agent(), protocol::OpenPing{0, true});
  CHECK(pings[0].inside == "~bait:inside one~");
  CHECK(pings[0].open);
  scene.must(scene.agent(), protocol::OpenPing{0, false});
  CHECK_FALSE(pings[0].open);
  scene.wait(Seconds{60});
  CHECK(pings.size() == 2);
}

TEST_CASE("bait waits while the clock stands, and none comes without the challenge") {
  Talk scene({Modifier::distraction});
  scene.wait(Seconds{30});
  scene.must(scene.agent(), protocol::Breathe{});
  scene.wait(Seconds{20});
  CHECK(scene.session().pings.empty());
  scene.must(scene.trainer(), protocol::Pause{});
  scene.wait(Seconds{300});
  CHECK(scene.session().pings.empty());
  scene.must(scene.trainer(), protocol::Continue{});
  scene.wait(Seconds{10});
  CHECK(scene.session().pings.size() == 1);

  Talk plain({});
  plain.wait(Seconds{140});
  CHECK(plain.session().pings.empty());
}

TEST_CASE("the time a bait was looked at is kept without pauses, and the end of the talk puts it away") {
  Talk scene({Modifier::distraction});
  scene.wait(Seconds{40});
  scene.must(scene.agent(), protocol::OpenPing{0, true});
  scene.wait(Seconds{5});
  scene.must(scene.trainer(), protocol::Pause{});
  scene.wait(Seconds{100});
  scene.must(scene.trainer(), protocol::Continue{});
  scene.wait(Seconds{2});
  scene.must(scene.agent(), protocol::OpenPing{0, false});
  CHECK(scene.session().pings[0].looked == Seconds{7});
  scene.must(scene.agent(), protocol::OpenPing{0, true});
  scene.wait(Seconds{3});
  scene.go_to(Phase::recap);
  CHECK(scene.session().pings[0].looked == Seconds{10});
  CHECK_FALSE(scene.model(scene.agent()).session->pings[0].open);
  scene.go_to(Phase::debrief);
  for (const PersonId person : scene.people()) {
    CHECK(told(scene, person, Modifier::distraction) ==
          "1 message came in beside the talk. The agent opened 1 of them and looked for 10 seconds in all.");
    CHECK(told(scene, person, Modifier::distraction, true) == "~bait:from one~: ~bait:inside one~");
  }
}

TEST_CASE("a talk that breaks off with bait open tells the debrief how long it was looked at") {
  Talk scene({Modifier::distraction}, 2);
  scene.wait(Seconds{40});
  scene.must(scene.agent(), protocol::OpenPing{0, true});
  scene.wait(Seconds{9});
  scene.must(scene.customer(), protocol::Leave{});
  REQUIRE(scene.phase() == Phase::debrief);
  CHECK(told(scene, scene.agent(), Modifier::distraction).find("9 seconds") != std::string::npos);
}

TEST_CASE("only the agent opens bait, only what has come, and only in the talk") {
  Talk scene({Modifier::distraction});
  CHECK(why(scene.attempt(scene.agent(), protocol::OpenPing{0, true})) == Why::unknown);
  scene.wait(Seconds{40});
  CHECK(why(scene.attempt(scene.customer(), protocol::OpenPing{0, true})) == Why::not_your_role);
  CHECK(why(scene.attempt(scene.observer(), protocol::OpenPing{0, true})) == Why::not_your_role);
  CHECK(why(scene.attempt(scene.agent(), protocol::OpenPing{1, true})) == Why::unknown);
  CHECK(scene.must(scene.agent(), protocol::OpenPing{0, false}).empty());
  scene.go_to(Phase::recap);
  CHECK(why(scene.attempt(scene.agent(), protocol::OpenPing{0, true})) == Why::wrong_phase);
}

// --- Bias -----------------------------------------------------------------------------------------------------------

TEST_CASE("the misleading note stands among the true ones, and the debrief puts the truth beside it") {
  Scene scene(3, challenge_round({Modifier::bias}), {1, {}, false, challenge_cards()});
  const auto& history = scene.model(scene.agent()).session->agent->history;
  REQUIRE(history.size() == 2);
  CHECK(std::ranges::count(history, "~bias:text~", &protocol::HistoryShown::text) == 1);
  CHECK_FALSE(scene.model(scene.customer()).session->agent.has_value());
  scene.go_to(Phase::debrief);
  for (const PersonId person : scene.people()) {
    CHECK(scene.model(person).session->agent->history == history);
    CHECK(told(scene, person, Modifier::bias).find("~bias:text~") != std::string::npos);
    CHECK(told(scene, person, Modifier::bias, true) == "~bias:truth~");
  }
}

TEST_CASE("the misleading note's place differs from session to session") {
  std::set<std::ptrdiff_t> places;
  World world({1, {}, false, challenge_cards()});
  for (const char* name :
       {"Ann", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gil", "Hana", "Ida", "Jon", "Kim", "Lou"})
    world.join(name);
  world.start_round(challenge_round({Modifier::bias}));
  for (const auto& [id, session] : world.klass().sessions) {
    const auto& history = world.model(session.person_with(Role::agent)).session->agent->history;
    places.insert(std::ranges::find(history, "~bias:text~", &protocol::HistoryShown::text) - history.begin());
  }
  CHECK(places == std::set<std::ptrdiff_t>{0, 1});
}

// --- Pressure -------------------------------------------------------------------------------------------------------

TEST_CASE("after two lines without being heard, each further one prompts the customer to press harder") {
  Talk scene({Modifier::pressure});
  scene.say(scene.agent(), 2);
  scene.say(scene.customer(), 3);
  CHECK(prompts(scene).empty());
  scene.say(scene.agent());
  CHECK(prompts(scene) == std::vector<std::string>{"pressure-1"});
  CHECK(scene.model(scene.customer()).session->beats.back().text == "~pressure:one~");
  scene.say(scene.agent(), 5);
  CHECK(prompts(scene) == std::vector<std::string>{"pressure-1", "pressure-2", "pressure-3"});
  scene.go_to(Phase::debrief);
  CHECK(told(scene, scene.agent(), Modifier::pressure) ==
        "The customer was prompted to press harder, 3 of 3 steps: felt-heard had not risen above 2 after 2 "
        "lines of the agent.");
  CHECK(told(scene, scene.agent(), Modifier::pressure, true) ==
        "In the talk felt-heard stayed at 2 or under it.");
}

TEST_CASE("the pressure ends for good once the customer feels more heard than at the start") {
  Talk scene({Modifier::pressure});
  scene.say(scene.agent(), 3);
  scene.must(scene.customer(), protocol::Feel{1});
  scene.say(scene.agent());
  CHECK(prompts(scene).size() == 2);
  scene.must(scene.customer(), protocol::Feel{3});
  scene.must(scene.customer(), protocol::Feel{2});
  scene.say(scene.agent(), 4);
  CHECK(prompts(scene).size() == 2);
  scene.go_to(Phase::debrief);
  CHECK(told(scene, scene.customer(), Modifier::pressure, true) ==
        "In the talk felt-heard rose from 2 to 3.");
}

TEST_CASE("whoever acknowledges in time is never pressed") {
  Talk scene({Modifier::pressure});
  scene.say(scene.agent(), 2);
  scene.must(scene.customer(), protocol::Feel{3});
  scene.say(scene.agent(), 6);
  CHECK(prompts(scene).empty());
  scene.go_to(Phase::debrief);
  CHECK(told(scene, scene.agent(), Modifier::pressure) == "The customer never had to press harder.");
}

// --- Handover -------------------------------------------------------------------------------------------------------

TEST_CASE("until the hand-over the one who takes over is shown nothing of the talk") {
  Talk scene({Modifier::handover});
  const auto& outside = *scene.model(scene.observer()).session;
  CHECK(outside.outside);
  CHECK(outside.tasks.empty());
  scene.say(scene.agent(), 2);
  scene.say(scene.customer());
  CHECK(outside.lines.empty());
  CHECK(outside.phase == Phase::talk);
  CHECK(why(scene.attempt(scene.observer(), protocol::TapTally{protocol::Tally::pause})) ==
        Why::not_your_role);
}

TEST_CASE("a line keeps the role it was said in when agent and observer have changed places") {
  Talk scene({Modifier::handover});
  const PersonId first = scene.agent();
  const PersonId second = scene.observer();
  scene.must(first, protocol::Say{"What happened?"});
  scene.wait(kTalkTime / 2);
  REQUIRE(scene.of(Role::agent) == second);
  scene.must(second, protocol::Say{"I go on from here."});
  scene.go_to(Phase::debrief);
  scene.must(first, protocol::Say{"That was hard."});  // as the observer that they are by now
  const std::vector<std::pair<PersonId, Role>> expected{{first, Role::agent}, {second, Role::agent}, {first, Role::observer}};
  for (const PersonId person : scene.people()) {
    std::vector<std::pair<PersonId, Role>> said;
    for (const protocol::Line& line : scene.model(person).session->lines) said.emplace_back(line.from, line.role);
    CHECK(said == expected);
  }
  CHECK(domain::agent_lines(scene.session(), Phase::talk) == 2);
}

TEST_CASE("at half the talk's clock the agent and the observer change places, with the case notes alone") {
  Talk scene({Modifier::handover});
  const PersonId first = scene.agent();
  const PersonId second = scene.observer();
  scene.say(first, 2);
  scene.must(first, protocol::TakeNote{protocol::NoteKind::fact, "It is dark", MessageId{1}});
  scene.must(second, protocol::TakeNote{protocol::NoteKind::fact, "Mine", {}});
  scene.wait(kTalkTime / 2 - Milliseconds{1});
  CHECK(scene.of(Role::agent) == first);
  scene.wait(Milliseconds{1});
  REQUIRE(scene.of(Role::agent) == second);
  REQUIRE(scene.of(Role::observer) == first);

  const auto& incoming = *scene.model(second).session;
  CHECK(incoming.role == Role::agent);
  CHECK_FALSE(incoming.outside);
  CHECK(incoming.lines.empty());
  REQUIRE(incoming.agent);
  CHECK(incoming.agent->name == "~handover:to~");
  REQUIRE(incoming.notes.size() == 2);
  const auto note = std::ranges::find(incoming.notes, first, &protocol::NoteShown::by);
  REQUIRE(note != incoming.notes.end());
  CHECK(note->text == "It is dark");
  REQUIRE(incoming.scene.size() == 1);
  CHECK(incoming.scene[0].text == "~handover:to agent~");

  const auto& outgoing = *scene.model(first).session;
  CHECK(outgoing.role == Role::observer);
  CHECK(outgoing.lines.size() == 2);
  CHECK(outgoing.notes.size() == 1);
  CHECK_FALSE(outgoing.agent.has_value());

  CHECK(prompts(scene) == std::vector<std::string>{"handover"});
  CHECK(scene.model(scene.customer()).session->seat(second)->role == Role::agent);
  CHECK(scene.model(scene.customer()).session->seat(first)->role == Role::observer);

  scene.say(second);
  scene.must(first, protocol::TakeNote{protocol::NoteKind::fact, "As an observer", {}});
  scene.must(first, protocol::TapTally{protocol::Tally::feeling_named});
  CHECK(line_ids(scene, second) == std::vector<std::uint64_t>{3});
  CHECK(incoming.notes.size() == 2);
  scene.lose(second);
  scene.regain(second);
  CHECK(line_ids(scene, second) == std::vector<std::uint64_t>{3});
  CHECK(scene.model(second).session->notes.size() == 2);
  CHECK(why(scene.attempt(first, Say{"One more thing."})) == Why::wrong_phase);

  scene.go_to(Phase::debrief);
  CHECK(line_ids(scene, second) == std::vector<std::uint64_t>{1, 2, 3});
}

TEST_CASE("whoever is the agent at Score is rated as the agent, and the first one rates as observer") {
  Talk scene({Modifier::handover});
  scene.wait(kTalkTime / 2);
  scene.go_to(Phase::score);
  auto outcome = good_outcome();
  outcome.again = {kDark, kBulb};
  scene.must(scene.customer(), outcome);
  CHECK(why(scene.attempt(scene.customer(), rate(scene.agent(), Role::agent))) == Why::not_allowed);
  for (const PersonId by : scene.people()) {
    scene.must(by, rate(scene.observer(), Role::agent));
    scene.must(by, rate(scene.customer(), Role::customer));
  }
  REQUIRE(scene.phase() == Phase::debrief);
  CHECK(domain::evidence_of(scene.session()).told_again == 2);
  const auto result = domain::result_of(scene.session(), [](PersonId) { return std::string(); }, scene.now());
  REQUIRE(result);
  CHECK(result->agent == scene.observer());
  CHECK(result->observer == scene.agent());
  const std::string names[] = {"Ann", "Ben", "Cleo"};
  const std::string expected = names[scene.observer().value - 2] + " took over from " +
                               names[scene.agent().value - 2] +
                               " after 1:15 of the talk, with the case notes alone.";
  CHECK(told(scene, scene.customer(), Modifier::handover) == expected);
  CHECK(told(scene, scene.customer(), Modifier::handover, true) == "The customer had to say 2 things again.");
}

TEST_CASE("there is no hand-over without an observer, and one who is away is waited for") {
  Talk gone({Modifier::handover});
  gone.must(gone.observer(), protocol::Leave{});
  gone.wait(kTalkTime - Milliseconds{1});
  CHECK(gone.of(Role::agent) == gone.agent());

  Talk away({Modifier::handover});
  away.lose(away.observer());
  away.wait(Seconds{80});
  CHECK(away.of(Role::agent) == away.agent());
  away.regain(away.observer());
  CHECK(away.of(Role::agent) == away.observer());
}

TEST_CASE("more time moves the hand-over, and a server that was down does not hasten it") {
  Talk scene({Modifier::handover});
  scene.must(scene.trainer(), protocol::Extend{60});
  scene.wait(kTalkTime / 2);
  CHECK(scene.of(Role::agent) == scene.agent());
  scene.restart(Seconds{600});
  for (const PersonId person : scene.people()) scene.regain(person);
  CHECK(scene.of(Role::agent) == scene.agent());
  scene.wait(Seconds{30});
  CHECK(scene.of(Role::agent) == scene.observer());
}

TEST_CASE("a talk that is over early calls the one outside in as an observer") {
  Talk scene({Modifier::handover});
  scene.say(scene.agent(), 2);
  scene.must(scene.agent(), protocol::Ready{Phase::talk});
  scene.must(scene.customer(), protocol::Ready{Phase::talk});
  REQUIRE(scene.phase() == Phase::recap);
  CHECK_FALSE(scene.model(scene.observer()).session->outside);
  CHECK(line_ids(scene, scene.observer()) == std::vector<std::uint64_t>{1, 2});
  scene.go_to(Phase::debrief);
  CHECK(told(scene, scene.agent(), Modifier::handover) ==
        "The talk was over before it could be handed over.");
}

TEST_CASE("what was open on the first agent's screen is put away, and what comes later comes to the second") {
  Talk scene({Modifier::handover, Modifier::distraction});
  scene.wait(Seconds{40});
  scene.must(scene.agent(), protocol::OpenPing{0, true});
  scene.wait(Seconds{35});
  CHECK(scene.session().pings[0].looked == Seconds{35});
  CHECK_FALSE(scene.session().pings[0].opened_at.has_value());
  CHECK(scene.model(scene.observer()).session->pings.empty());
  CHECK(why(scene.attempt(scene.observer(), protocol::OpenPing{0, true})) == Why::unknown);
  scene.wait(Seconds{25});
  REQUIRE(scene.model(scene.observer()).session->pings.size() == 1);
  CHECK(scene.model(scene.observer()).session->pings[0].ping == 1);
}

// --- All of them ----------------------------------------------------------------------------------------------------

TEST_CASE(
    "nobody is sent a challenge's text that is not theirs, over a whole role-play with resumes at every "
    "step") {
  const std::vector<Modifier> all{Modifier::distraction, Modifier::bias, Modifier::pressure,
                                  Modifier::handover};
  Talk scene(all);
  scene.watch(scene.trainer(), scene.session().id);
  std::vector<Secret> secrets = challenge_secrets(*scene.session().card);
  const auto resume_all = [&] {
    for (const auto& [person, model] : scene.models()) scene.resume_in_passing(person);
  };
  const auto step = [&](PersonId who, protocol::Intent intent) {
    scene.must(who, std::move(intent));
    resume_all();
  };
  const PersonId first = scene.agent();
  const PersonId second = scene.observer();
  std::vector<std::string> early;
  for (int i = 0; i < 6; ++i) {
    early.push_back("~early " + std::to_string(i) + "~");
    step(i % 3 == 0 ? scene.customer() : first, Say{early.back()});
  }
  scene.wait(Seconds{40});
  step(first, protocol::OpenPing{0, true});
  scene.wait(Seconds{35});
  resume_all();
  REQUIRE(scene.of(Role::agent) == second);
  step(second, Say{"I take over."});
  scene.wait(Seconds{25});
  step(second, protocol::OpenPing{1, true});
  for (const Phase phase : {Phase::recap, Phase::solve, Phase::score}) {
    scene.go_to(phase);
    resume_all();
  }
  CHECK(never_sent(scene.sent(), [&] {
          std::vector<Secret> before_the_debrief = secrets;
          std::erase_if(before_the_debrief, [](const Secret& secret) { return secret.seats.empty(); });
          return before_the_debrief;
        }()) == std::vector<std::string>{});
  const auto seen_by_second = [&] {
    return std::ranges::count_if(scene.sent(), [&](const Sent& sent) {
      return sent.to == second &&
             std::ranges::any_of(early, [&](const std::string& line) { return holds(sent, line); });
    });
  };
  CHECK(seen_by_second() == 0);
  scene.go_to(Phase::debrief);
  resume_all();
  CHECK(seen_by_second() > 0);
  CHECK(leaks(scene.sent(), secrets) == std::vector<std::string>{});
  CHECK(strays(scene.sent()) == std::vector<std::string>{});
  REQUIRE(scene.model(first).session->modifiers);
  CHECK(scene.model(first).session->modifiers->told.size() == all.size());
}

TEST_CASE("the debrief tells of the challenges that ran and of no others") {
  Talk none({});
  none.go_to(Phase::debrief);
  CHECK_FALSE(none.model(none.agent()).session->modifiers.has_value());

  Talk scene({Modifier::short_time});
  scene.go_to(Phase::debrief);
  CHECK(scene.model(scene.agent()).session->modifiers->told.size() == 1);
  CHECK(told(scene, scene.agent(), Modifier::short_time) ==
        "The talk had 1:30 minutes; the card gives it 2:30.");
}

// --- Putting a card back --------------------------------------------------------------------------------------------

TEST_CASE(
    "anybody can put a card with a content note back while it is read, and the same people get another") {
  for (std::size_t i = 0; i < 3; ++i) {
    Scene scene(3, challenge_round({Modifier::bias, Modifier::short_time}), {1, {}, false, challenge_cards()});
    const SessionId before = scene.session().id;
    const auto seats = scene.session().seats;
    scene.wait(Seconds{20});
    scene.must(scene.people()[i], protocol::SwapCard{});
    CHECK(scene.session().id != before);
    CHECK(scene.session().card->id == "kettle");
    CHECK(scene.session().seats == seats);
    CHECK(scene.session().round == scene.klass().round->id);
    CHECK(scene.session().modifiers == std::vector{Modifier::bias, Modifier::short_time});
    CHECK(scene.session().ends_at == scene.now() + kBriefTime);
    CHECK(scene.klass().round->running);
    CHECK(scene.klass().just_ended->ended == protocol::Ending::swapped);
    CHECK(scene.klass().past.size() == 1);
    for (const PersonId person : scene.people()) CHECK(scene.model(person).session->card == "kettle");
    const auto notices = scene.sent_to<protocol::TrainerNotice>(scene.trainer());
    REQUIRE(notices.size() == 1);
    CHECK_FALSE(notices[0].stepped_out);
    CHECK(notices[0].person == PersonId{});
  }
}

TEST_CASE("a card is put back for one that nobody has met, if there is one") {
  for (std::uint64_t seed = 1; seed < 6; ++seed) {
    Scene scene(2, challenge_round({}, "kettle"),
                {seed, {}, false, {challenge_card(), challenge_card("kettle"), challenge_card("mug")}});
    scene.must(scene.trainer(), protocol::EndRound{});
    scene.start_round(lamp_round());
    scene.must(scene.customer(), protocol::SwapCard{});
    CHECK(scene.session().card->id == "mug");
  }
}

TEST_CASE("a card stays where it has no content note, where its brief is over, and where there is no other") {
  const Start start{1, {}, false, challenge_cards()};
  Scene plain(2, challenge_round({}, "kettle"), start);
  CHECK(why(plain.attempt(plain.customer(), protocol::SwapCard{})) == Why::not_allowed);
  Scene talk(2, lamp_round(), start);
  talk.go_to(Phase::talk);
  CHECK(why(talk.attempt(talk.customer(), protocol::SwapCard{})) == Why::wrong_phase);
  Scene only(2, lamp_round(), {1, {}, false, {challenge_card()}});
  CHECK(why(only.attempt(only.customer(), protocol::SwapCard{})) == Why::unknown);
  CHECK(why(only.attempt(only.trainer(), protocol::SwapCard{})) == Why::not_in_session);
}

TEST_CASE("whoever is away while the card is put back keeps their place for as long as before") {
  Scene scene(2, lamp_round(), {1, {}, false, challenge_cards()});
  scene.lose(scene.agent());
  const TimePoint held = scene.session().seat_of(scene.agent())->held_until;
  scene.must(scene.customer(), protocol::SwapCard{});
  CHECK(scene.session().seat_of(scene.agent())->state == domain::PresenceState::away);
  CHECK(scene.session().seat_of(scene.agent())->held_until == held);
}

// --- What is always there -------------------------------------------------------------------------------------------

TEST_CASE("a breath is still known in the debrief, to those who come back there too") {
  Talk scene({});
  scene.must(scene.agent(), protocol::Breathe{});
  scene.wait(Seconds{30});
  scene.go_to(Phase::debrief);
  scene.lose(scene.customer());
  scene.regain(scene.customer());
  for (const PersonId person : scene.people()) CHECK(scene.model(person).session->breath_used);
}

TEST_CASE("stepping out ends the scene for everybody, is told to the trainer, and says in the journal whose it was") {
  Talk scene({});
  scene.must(scene.customer(), protocol::StepOut{});
  for (const PersonId person : scene.people()) CHECK(scene.model(person).ended->ending == protocol::Ending::stepped_out);
  REQUIRE(scene.sent_to<protocol::TrainerNotice>(scene.trainer()).size() == 1);
  CHECK(scene.sent_to<protocol::TrainerNotice>(scene.trainer())[0].stepped_out);
  const auto ended = std::ranges::find_if(
      scene.journal(), [](const Recorded& past) { return std::holds_alternative<domain::SessionEnded>(past.event); });
  REQUIRE(ended != scene.journal().end());
  CHECK(std::get<domain::SessionEnded>(ended->event).by == scene.customer());
}

// --- Retakes --------------------------------------------------------------------------------------------------------

TEST_CASE("in the debrief everybody can say an own line of the talk anew, seen by all") {
  Talk scene({});
  scene.say(scene.customer());
  scene.say(scene.agent());
  scene.go_to(Phase::debrief);
  scene.must(scene.agent(), Say{"Now we talk about it."});
  scene.must(scene.agent(), protocol::Retake{MessageId{2}, "That must have been a shock."});
  for (const PersonId person : scene.people()) {
    const auto& retakes = scene.model(person).session->retakes;
    REQUIRE(retakes.size() == 1);
    CHECK(retakes[0].text == "That must have been a shock.");
  }
  scene.lose(scene.customer());
  scene.regain(scene.customer());
  CHECK(scene.model(scene.customer()).session->retakes.size() == 1);
  CHECK(why(scene.attempt(scene.agent(), protocol::Retake{MessageId{1}, "Not mine."})) == Why::not_allowed);
  CHECK(why(scene.attempt(scene.agent(), protocol::Retake{MessageId{3}, "Of the debrief."})) ==
        Why::not_allowed);
  CHECK(why(scene.attempt(scene.agent(), protocol::Retake{MessageId{9}, "Nothing."})) == Why::unknown);
  for (std::size_t i = 1; i < protocol::limits::kSessionRetakes; ++i)
    scene.must(scene.agent(), protocol::Retake{MessageId{2}, "Again."});
  CHECK(why(scene.attempt(scene.agent(), protocol::Retake{MessageId{2}, "Once more."})) == Why::too_many);
}

TEST_CASE("a line is said anew in the debrief and not before") {
  Talk scene({});
  scene.say(scene.agent());
  CHECK(why(scene.attempt(scene.agent(), protocol::Retake{MessageId{1}, "Better."})) == Why::wrong_phase);
}

}  // namespace earshot::testing
