// Who may do what, when: every intent of a session by every role in every phase, against a table written by hand.
#include <doctest/doctest.h>

#include <array>
#include <functional>

#include "shared/protocol/limits.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

constexpr std::array kPhases{Phase::brief, Phase::talk, Phase::recap, Phase::solve, Phase::score, Phase::debrief};
constexpr std::array kRoles{Role::customer, Role::agent, Role::observer};

// What comes of an intent: one sign a phase, in the order of the phases.
//   +  events            .  accepted, and nothing changes
//   p  wrong_phase       r  not_your_role     n  not_allowed
//   e  empty             u  unknown           d  already_done      b  busy
char sign_of(const domain::Decision& decision) {
  if (decision) return decision->empty() ? '.' : '+';
  switch (decision.error().why) {
    case Why::wrong_phase: return 'p';
    case Why::not_your_role: return 'r';
    case Why::not_allowed: return 'n';
    case Why::empty: return 'e';
    case Why::unknown: return 'u';
    case Why::already_done: return 'd';
    case Why::busy: return 'b';
    default: return '?';
  }
}

/// A scene of three in this phase in which what belongs to it has begun: line 1 is the customer's, line 2 the agent's;
/// in Recap a recap waits for its marks.
struct Prepared : Scene {
  explicit Prepared(Phase wanted, protocol::Mode mode = protocol::Mode::chat) : Scene(3, lamp_round(0, mode)) {
    for (const Phase phase : kPhases) {
      go_to(phase);
      if (phase == Phase::talk && mode == protocol::Mode::chat) {
        must(customer(), protocol::Say{"My lamp is dark."});
        must(agent(), protocol::Say{"What did you try?"});
      }
      if (phase == Phase::recap) must(agent(), good_recap());
      if (phase == wanted) return;
    }
  }
};

struct Row {
  const char* what;
  std::function<protocol::Intent(const Scene&)> intent;
  std::array<std::string, 3> expected;  ///< of the customer, the agent, the observer
};

std::array<std::string, 3> all_of(std::string signs) { return {signs, signs, signs}; }

void check_rows(const std::vector<Row>& rows, protocol::Mode mode = protocol::Mode::chat) {
  for (const Row& row : rows) {
    for (std::size_t r = 0; r < kRoles.size(); ++r) {
      std::string found;
      for (const Phase phase : kPhases) {
        Prepared scene(phase, mode);
        const domain::Class before = scene.klass();
        const std::size_t sent = scene.sent().size();
        const auto decision = scene.attempt(scene.of(kRoles[r]), row.intent(scene));
        found += sign_of(decision);
        if (!decision) {
          CHECK(scene.klass() == before);
          CHECK(scene.sent().size() == sent);
          CHECK_FALSE(decision.error().text.empty());
        }
      }
      CHECK_MESSAGE(found == row.expected[r], row.what, " by the ", protocol::word(kRoles[r]), " gave ", found,
                    ", the rules say ", row.expected[r]);
    }
  }
}

template <class T>
std::function<protocol::Intent(const Scene&)> always(T intent) {
  return [intent](const Scene&) { return protocol::Intent{intent}; };
}

}  // namespace

TEST_CASE("every intent of a session is allowed to its roles in its phases and refused to all others") {
  // Phases:                                                      btrssd
  const std::string everywhere = "++++++";
  check_rows({
      {"ready now", [](const Scene& s) { return protocol::Ready{s.phase()}; }, all_of(everywhere)},
      {"ready for the talk", always(protocol::Ready{Phase::talk}), all_of("p+....")},
      {"ready for the debrief", always(protocol::Ready{Phase::debrief}), all_of("ppppp+")},
      {"say", always(protocol::Say{"Hello."}), {"p+p+p+", "p+p+p+", "ppppp+"}},
      {"feel", always(protocol::Feel{4}), {"p+++pp", "rrrrrr", "rrrrrr"}},
      {"feel the same", always(protocol::Feel{kFeltStart}), {"p...pp", "rrrrrr", "rrrrrr"}},
      {"reveal", always(protocol::Reveal{kDark, true}), {"p+p+pp", "rrrrrr", "rrrrrr"}},
      {"reveal what is not on the card", always(protocol::Reveal{"nothing", true}), {"pupupp", "rrrrrr", "rrrrrr"}},
      {"play a beat of the talk", always(protocol::PlayBeat{kOwn}), {"p+pppp", "rrrrrr", "rrrrrr"}},
      {"play a beat of solve", always(protocol::PlayBeat{kLeft}), {"ppp+pp", "rrrrrr", "rrrrrr"}},
      {"take a note", always(protocol::TakeNote{protocol::NoteKind::fact, "dark", {}}), all_of("++++pp")},
      {"take a note of a line", always(protocol::TakeNote{protocol::NoteKind::fact, "dark", MessageId{1}}), all_of("u+++pp")},
      {"take a breath", always(protocol::Breathe{}), {"rrrrrr", "p+pppp", "rrrrrr"}},
      {"step out", always(protocol::StepOut{}), all_of(everywhere)},
      {"ask for help", always(protocol::Help{"Please come."}), all_of(everywhere)},
      {"mark the customer's line as heated", always(protocol::Heated{MessageId{1}}), {"u+++++", "unnnnn", "unnnnn"}},
      {"mark the agent's line as heated", always(protocol::Heated{MessageId{2}}), {"unnnnn", "u+++++", "unnnnn"}},
      {"tap", always(protocol::TapTally{protocol::Tally::open_question}), {"rrrrrr", "rrrrrr", "p+p+pp"}},
      {"recap", always(good_recap()), {"rrrrrr", "ppdppp", "rrrrrr"}},
      {"mark", always(marks_for_good_recap()), {"pp+ppp", "rrrrrr", "rrrrrr"}},
      {"rate the agent", [](const Scene& s) { return rate(s.agent(), Role::agent); }, all_of("pppp+p")},
      {"rate the customer", [](const Scene& s) { return rate(s.customer(), Role::customer); }, all_of("pppp+p")},
      {"rate the observer", [](const Scene& s) { return rate(s.observer(), Role::customer); }, all_of("ppppnp")},
      {"rate the trainer", [](const Scene& s) { return rate(s.trainer(), Role::customer); }, all_of("ppppup")},
      {"outcome", always(good_outcome()), {"pppp+p", "rrrrrr", "rrrrrr"}},
      {"react", always(protocol::React{"tired"}), all_of("ppppp+")},
      {"intend", always(protocol::Intend{"ask more"}), all_of("ppppp+")},
      {"keep an intention that nobody brought", always(protocol::KeepIntention{3}), all_of("ppppnp")},
      {"play again from a line", always(protocol::ReplayFrom{MessageId{1}}), {"ppppp+", "ppppp+", "rrrrrr"}},
      {"play again no longer", always(protocol::ReplayFrom{}), {"ppppp.", "ppppp.", "rrrrrr"}},
      {"let the class see the customer's line", always(protocol::AllowQuote{MessageId{1}, true}), {"ppppp+", "pppppn", "pppppn"}},
      {"leave", always(protocol::Leave{}), all_of(everywhere)},
  });
}

TEST_CASE("a spoken round takes the talking out of the chat and leaves everything else") {
  check_rows({{"say", always(protocol::Say{"Hello."}), all_of("ppppp+")},
              {"reveal", always(protocol::Reveal{kDark, true}), {"p+p+pp", "rrrrrr", "rrrrrr"}},
              {"feel", always(protocol::Feel{4}), {"p+++pp", "rrrrrr", "rrrrrr"}},
              {"tap a pause", always(protocol::TapTally{protocol::Tally::pause}), {"rrrrrr", "rrrrrr", "p+p+pp"}},
              {"take a breath", always(protocol::Breathe{}), {"rrrrrr", "p+pppp", "rrrrrr"}},
              {"take a note", always(protocol::TakeNote{protocol::NoteKind::fact, "dark", {}}), all_of("++++pp")}},
             protocol::Mode::spoken);
}

TEST_CASE("nobody in a session can do what is a trainer's, or wait for another partner") {
  check_rows({{"start a round", always(lamp_round()), all_of("nnnnnn")},
              {"extend", always(protocol::Extend{60}), all_of("nnnnnn")},
              {"pause", always(protocol::Pause{}), all_of("nnnnnn")},
              {"continue", always(protocol::Continue{}), all_of("nnnnnn")},
              {"next", always(protocol::NextPhase{}), all_of("nnnnnn")},
              {"end the round", always(protocol::EndRound{}), all_of("nnnnnn")},
              {"broadcast", always(protocol::Broadcast{"Hello all."}), all_of("nnnnnn")},
              {"whisper", [](const Scene& s) { return protocol::Whisper{s.agent(), "psst"}; }, all_of("nnnnnn")},
              {"remove", [](const Scene& s) { return protocol::Remove{s.agent()}; }, all_of("nnnnnn")},
              {"queue", always(protocol::Queue{}), all_of("bbbbbb")},
              {"unqueue", always(protocol::Unqueue{}), all_of("......")}});
}

TEST_CASE("what cannot be done by somebody who sits nowhere is refused as that") {
  Scene scene(2);
  protocol::SetClass waits;
  waits.settings.late = protocol::LateJoin::next_round;
  scene.must(scene.trainer(), waits);
  const PersonId idle = scene.join("Dan");
  for (const protocol::Intent& intent : std::vector<protocol::Intent>{
           protocol::Ready{Phase::brief}, protocol::Say{"Hello."}, protocol::Feel{3}, protocol::Reveal{kDark, true},
           protocol::PlayBeat{kOwn}, protocol::TakeNote{protocol::NoteKind::fact, "x", {}}, protocol::Breathe{},
           protocol::StepOut{}, protocol::Heated{MessageId{1}}, protocol::TapTally{}, good_recap(), marks_for_good_recap(),
           rate(scene.agent(), Role::agent), good_outcome(), protocol::React{"ok"}, protocol::Intend{"ok"}}) {
    for (const PersonId person : {idle, scene.trainer()}) {
      const auto refused = scene.attempt(person, intent);
      REQUIRE_FALSE(refused.has_value());
      CHECK(refused.error().why == Why::not_in_session);
    }
  }
}

TEST_CASE("a trainer's words need a round where they are about one") {
  World world;
  world.join("Ann");
  world.join("Ben");
  for (const protocol::Intent& intent :
       std::vector<protocol::Intent>{protocol::Extend{60}, protocol::Pause{}, protocol::Continue{}, protocol::NextPhase{}, protocol::EndRound{}}) {
    CHECK(world.attempt(world.trainer(), intent).error().why == Why::wrong_phase);
  }
  world.start_round();
  CHECK(world.attempt(world.trainer(), lamp_round()).error().why == Why::busy);
}

TEST_CASE("a round that cannot begin says why, at its field") {
  World world;
  const auto refused = [&](protocol::StartRound round) {
    const auto decision = world.attempt(world.trainer(), std::move(round));
    REQUIRE_FALSE(decision.has_value());
    return decision.error();
  };
  CHECK(refused(lamp_round()).why == Why::too_few);
  const PersonId ann = world.join("Ann");
  CHECK(refused(lamp_round()).why == Why::too_few);
  const PersonId ben = world.join("Ben");
  world.lose(ben);
  CHECK(refused(lamp_round()).why == Why::too_few);  // only who is here counts
  world.regain(ben);

  const auto with = [](auto change) {
    auto round = lamp_round();
    change(round);
    return round;
  };
  const auto card = refused(with([](auto& r) { r.card = "nothing"; }));
  CHECK(card.why == Why::unknown);
  CHECK(card.field == "card");
  const auto variant = refused(with([](auto& r) { r.variant = 3; }));
  CHECK(variant.why == Why::out_of_range);
  CHECK(variant.field == "variant");
  const auto focus = refused(with([](auto& r) { r.focus = {"attention", "in_role"}; }));  // the customer's criterion
  CHECK(focus.why == Why::unknown);
  CHECK(focus.field == "focus");
  CHECK(refused(with([](auto& r) { r.minutes = 61; })).field == "minutes");
  CHECK(world.klass().sessions.empty());
  CHECK(world.klass().member(ann));
}

TEST_CASE("a rating names the rubric's criteria for the role, each once, and all of the round's focus") {
  Prepared scene(Phase::score);
  const auto refused = [&](protocol::Rate rating) {
    const auto decision = scene.attempt(scene.observer(), std::move(rating));
    REQUIRE_FALSE(decision.has_value());
    CHECK(scene.session().ratings.empty());
    return decision.error();
  };
  auto missing = rate(scene.agent(), Role::agent);
  missing.levels.pop_back();
  CHECK(refused(missing).why == Why::empty);
  auto foreign = rate(scene.agent(), Role::agent);
  foreign.levels.push_back({"in_role", 3});
  CHECK(refused(foreign).why == Why::unknown);
  auto twice = rate(scene.agent(), Role::agent);
  twice.levels.push_back({"attention", 3});
  CHECK(refused(twice).why == Why::out_of_range);
  auto customer = rate(scene.customer(), Role::agent);
  CHECK(refused(customer).why == Why::unknown);
  auto evidence = rate(scene.agent(), Role::agent);
  evidence.moments = {{"attention", MessageId{3}}};
  CHECK(refused(evidence).field == "evidence");
  auto level = rate(scene.agent(), Role::agent, 6);
  CHECK(refused(level).why == Why::out_of_range);

  // More than the focus is welcome, and 'no opportunity' is an answer.
  auto more = rate(scene.agent(), Role::agent);
  more.levels.push_back({"facts", 2});
  more.levels.front().level.reset();
  more.moments = {{"attention", MessageId{2}}};
  scene.must(scene.observer(), more);
  CHECK(scene.attempt(scene.observer(), rate(scene.agent(), Role::agent)).error().why == Why::already_done);
}

TEST_CASE("an outcome names what is on the card, once") {
  Prepared scene(Phase::score);
  const auto refused = [&](auto change) {
    auto outcome = good_outcome();
    change(outcome);
    const auto decision = scene.attempt(scene.customer(), outcome);
    REQUIRE_FALSE(decision.has_value());
    CHECK_FALSE(scene.session().outcome.has_value());
    return decision.error().field;
  };
  CHECK(refused([](auto& o) { o.resolution = {kCheck}; }) == "resolution");
  CHECK(refused([](auto& o) { o.prevention = {kNewLamp}; }) == "prevention");
  CHECK(refused([](auto& o) { o.again = {kSad}; }) == "again");
  CHECK(refused([](auto& o) { o.solved = 0; }) == "solved");
  CHECK(refused([](auto& o) { o.recommend = 6; }) == "recommend");
  scene.must(scene.customer(), good_outcome());
  CHECK(scene.attempt(scene.customer(), good_outcome()).error().why == Why::already_done);
}

TEST_CASE("a session holds so many lines, notes, felt levels and taps, and says when it is full") {
  namespace limits = protocol::limits;
  Prepared scene(Phase::talk);
  while (scene.session().lines.size() < limits::kSessionLines) scene.must(scene.customer(), protocol::Say{"More."});
  CHECK(scene.attempt(scene.agent(), protocol::Say{"One too many."}).error().why == Why::too_many);
  for (std::size_t i = 0; i < limits::kSessionNotes; ++i) scene.must(scene.agent(), protocol::TakeNote{protocol::NoteKind::fact, "x", {}});
  CHECK(scene.attempt(scene.agent(), protocol::TakeNote{protocol::NoteKind::fact, "x", {}}).error().why == Why::too_many);
  for (std::size_t i = 0; i < limits::kSessionFelt; ++i) scene.must(scene.customer(), protocol::Feel{static_cast<std::uint8_t>(i % 2 + 3)});
  CHECK(scene.attempt(scene.customer(), protocol::Feel{5}).error().why == Why::too_many);
  for (std::size_t i = 0; i < limits::kSessionTaps; ++i) scene.must(scene.observer(), protocol::TapTally{static_cast<protocol::Tally>(i % 5)});
  CHECK(scene.attempt(scene.observer(), protocol::TapTally{}).error().why == Why::too_many);
  // A fact can still be ticked; only its line does not go out any more.
  const std::size_t lines = scene.session().lines.size();
  scene.must(scene.customer(), protocol::Reveal{kDark, true});
  CHECK(scene.session().lines.size() == lines);
}

TEST_CASE("somebody who is not in the class gets nothing done in it") {
  World world;
  world.join("Ann");
  CHECK(world.attempt(PersonId{99}, protocol::Help{"hello"}).error().why == Why::not_in_class);
}

}  // namespace earshot::testing
