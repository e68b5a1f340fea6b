// What belongs to scoring and debrief beyond the ratings: intentions kept, playing again, lines for the class, and a
// trainer who rates.
#include <doctest/doctest.h>

#include <algorithm>

#include "server/domain/scoring.h"
#include "shared/protocol/limits.h"
#include "tests/support/world.h"

namespace earshot::testing {
namespace {

Why why(const domain::Decision& decision) {
  REQUIRE_FALSE(decision.has_value());
  return decision.error().why;
}

/// A second round of three, in Score. In the first everybody but the observer meant to try something.
struct SecondScore : World {
  PersonId with, without;  ///< an intention

  SecondScore() {
    for (const char* name : {"Ann", "Ben", "Cleo"}) join(name);
    start_round();
    to(Phase::debrief);
    without = of(Role::observer);
    with = of(Role::agent);
    must(with, protocol::Intend{"to ask one thing at a time"});
    must(of(Role::customer), protocol::Intend{"to wait"});
    must(trainer(), protocol::EndRound{});
    start_round({"kettle", 1, 0, {}, protocol::Mode::chat});
    to(Phase::score);
  }
  void to(Phase wanted) {
    while (phase() != wanted) must(trainer(), protocol::NextPhase{});
  }
  std::size_t kept_shown_to(PersonId person) const { return sent_to<protocol::IntentionKept>(person).size(); }
};

/// Three people in the debrief of a talk with lines 1 (customer) and 2 (agent).
struct Debrief : Scene {
  Debrief() : Scene(3) {
    go_to(Phase::talk);
    must(customer(), protocol::Say{"It is dark."});
    must(agent(), protocol::Say{"What did you try?"});
    go_to(Phase::debrief);
    must(customer(), protocol::Say{"Shall we go on from there?"});  // line 3
  }
  void play_again() {
    must(customer(), protocol::ReplayFrom{MessageId{2}});
    must(agent(), protocol::ReplayFrom{MessageId{2}});
  }
  Role role_of_last_line() const { return session().lines.back().role; }
  protocol::ReplayShown shown_to(PersonId person) const {
    const auto all = sent_to<protocol::ReplayShown>(person);
    REQUIRE_FALSE(all.empty());
    return all.back();
  }
};

}  // namespace

// --- Intentions -----------------------------------------------------------------------------------------------------

TEST_CASE("who brought an intention says once, while scoring, how far it was kept") {
  SecondScore round;
  round.must(round.with, protocol::KeepIntention{4});
  const auto shown = round.sent_to<protocol::IntentionKept>(round.with);
  REQUIRE(shown.size() == 1);
  CHECK(shown[0] == protocol::IntentionKept{round.session().id, round.with, "to ask one thing at a time", 4});
  CHECK(why(round.attempt(round.with, protocol::KeepIntention{5})) == Why::already_done);
  CHECK(why(round.attempt(round.without, protocol::KeepIntention{5})) == Why::not_allowed);
  round.to(Phase::debrief);
  CHECK(why(round.attempt(round.with, protocol::KeepIntention{5})) == Why::wrong_phase);
}

TEST_CASE("how far an intention was kept is one's own until the debrief shows it to all") {
  SecondScore round;
  round.must(round.with, protocol::KeepIntention{2});
  round.resume_in_passing(round.with);
  for (const auto& seat : round.session().seats) {
    if (seat.person != round.with) CHECK(round.kept_shown_to(seat.person) == 0);
  }
  CHECK(round.kept_shown_to(round.with) == 2);  // when it was said, and as they resumed
  round.to(Phase::debrief);
  for (const auto& seat : round.session().seats) {
    const auto shown = round.sent_to<protocol::IntentionKept>(seat.person);
    REQUIRE_FALSE(shown.empty());
    CHECK(shown.back().meant == "to ask one thing at a time");
    CHECK(shown.back().level == 2);
  }
}

TEST_CASE("the scoring does not wait for an intention that nobody speaks of") {
  SecondScore round;
  round.must(round.of(Role::customer), good_outcome());
  for (const auto& seat : std::vector(round.session().seats)) {
    for (const Role role : {Role::agent, Role::customer}) round.must(seat.person, rate(round.of(role), role));
  }
  CHECK(round.phase() == Phase::debrief);
  CHECK(round.session().kept.empty());
}

// --- Playing again --------------------------------------------------------------------------------------------------

TEST_CASE("it begins when customer and agent want the same line, and everybody is told") {
  Debrief debrief;
  debrief.must(debrief.customer(), protocol::ReplayFrom{MessageId{2}});
  CHECK(debrief.shown_to(debrief.agent()) == protocol::ReplayShown{debrief.session().id, MessageId{2}, debrief.customer(), false, {}});
  debrief.must(debrief.agent(), protocol::ReplayFrom{MessageId{2}});
  for (const PersonId person : debrief.people()) {
    CHECK(debrief.shown_to(person) == protocol::ReplayShown{debrief.session().id, MessageId{2}, {}, true, MessageId{4}});
  }
}

TEST_CASE("a wish for another line takes the place of the first; asking twice oneself begins nothing") {
  Debrief debrief;
  debrief.must(debrief.customer(), protocol::ReplayFrom{MessageId{2}});
  CHECK(debrief.must(debrief.customer(), protocol::ReplayFrom{MessageId{2}}).empty());
  debrief.must(debrief.agent(), protocol::ReplayFrom{MessageId{1}});
  CHECK(debrief.shown_to(debrief.customer()) == protocol::ReplayShown{debrief.session().id, MessageId{1}, debrief.agent(), false, {}});
  debrief.must(debrief.customer(), protocol::ReplayFrom{MessageId{1}});
  CHECK(debrief.shown_to(debrief.customer()).on);
}

TEST_CASE("while it runs customer and agent speak in each other's role, and an observer as ever") {
  Debrief debrief;
  debrief.must(debrief.customer(), protocol::Say{"Now?"});
  CHECK(debrief.role_of_last_line() == Role::customer);
  debrief.play_again();
  debrief.must(debrief.customer(), protocol::Say{"What did you try yourself?"});
  CHECK(debrief.role_of_last_line() == Role::agent);
  debrief.must(debrief.agent(), protocol::Say{"Another bulb."});
  CHECK(debrief.role_of_last_line() == Role::customer);
  debrief.must(debrief.observer(), protocol::Say{"I listen."});
  CHECK(debrief.role_of_last_line() == Role::observer);
  debrief.must(debrief.agent(), protocol::ReplayFrom{});
  CHECK_FALSE(debrief.shown_to(debrief.customer()).from);
  debrief.must(debrief.agent(), protocol::Say{"That was odd."});
  CHECK(debrief.role_of_last_line() == Role::agent);
}

TEST_CASE("a wish is taken back by either, and a second replay waits for the end of the first") {
  Debrief debrief;
  debrief.must(debrief.customer(), protocol::ReplayFrom{MessageId{2}});
  debrief.must(debrief.agent(), protocol::ReplayFrom{});
  CHECK_FALSE(debrief.session().replay.has_value());
  CHECK(debrief.must(debrief.agent(), protocol::ReplayFrom{}).empty());
  debrief.play_again();
  CHECK(why(debrief.attempt(debrief.customer(), protocol::ReplayFrom{MessageId{1}})) == Why::already_done);
}

TEST_CASE("only a line of the scene can be played from, only in the debrief, and not by the observer") {
  Debrief debrief;
  CHECK(why(debrief.attempt(debrief.customer(), protocol::ReplayFrom{MessageId{3}})) == Why::not_allowed);
  CHECK(why(debrief.attempt(debrief.customer(), protocol::ReplayFrom{MessageId{9}})) == Why::unknown);
  CHECK(why(debrief.attempt(debrief.observer(), protocol::ReplayFrom{MessageId{1}})) == Why::not_your_role);
  Scene talk(2);
  talk.go_to(Phase::talk);
  talk.must(talk.customer(), protocol::Say{"It is dark."});
  CHECK(why(talk.attempt(talk.customer(), protocol::ReplayFrom{MessageId{1}})) == Why::wrong_phase);
}

TEST_CASE("it ends with the partner who leaves, and nobody plays again alone") {
  Debrief debrief;
  debrief.play_again();
  debrief.must(debrief.agent(), protocol::StepOut{});
  CHECK_FALSE(debrief.shown_to(debrief.customer()).from);
  debrief.must(debrief.customer(), protocol::Say{"Gone."});
  CHECK(debrief.role_of_last_line() == Role::customer);
  CHECK(why(debrief.attempt(debrief.customer(), protocol::ReplayFrom{MessageId{1}})) == Why::not_allowed);
}

TEST_CASE("what is played again changes no score") {
  Debrief debrief;
  const auto evidence = domain::evidence_of(debrief.session());
  const auto signals = debrief.sent_to<protocol::DebriefShown>(debrief.customer()).back().signals;
  debrief.play_again();
  for (int i = 0; i < 4; ++i) debrief.must(debrief.customer(), protocol::Say{"What did you try?"});
  CHECK(domain::evidence_of(debrief.session()) == evidence);
  debrief.must(debrief.agent(), protocol::Heated{MessageId{2}});  // shows the debrief anew
  CHECK(debrief.sent_to<protocol::DebriefShown>(debrief.customer()).back().signals == signals);
}

// --- Lines for the class --------------------------------------------------------------------------------------------

TEST_CASE("a line its author allows is the trainer's to show, with role and card and nobody's name") {
  Debrief debrief;
  debrief.must(debrief.agent(), protocol::AllowQuote{MessageId{2}, true});
  const auto shown = debrief.sent_to<protocol::QuotesShown>(debrief.trainer());
  REQUIRE(shown.size() == 1);
  const protocol::Quote quote{debrief.session().id, MessageId{2}, Role::agent, "The dark lamp", "What did you try?"};
  CHECK(shown[0].quotes == std::vector<protocol::Quote>{quote});
  CHECK(debrief.sent_to<protocol::QuotesShown>(debrief.agent()).back().quotes == std::vector<protocol::Quote>{quote});
  CHECK(debrief.sent_to<protocol::QuotesShown>(debrief.customer()).empty());
}

TEST_CASE("saying it again changes nothing, and it is taken back as it was given") {
  Debrief debrief;
  CHECK(debrief.must(debrief.agent(), protocol::AllowQuote{MessageId{2}, false}).empty());
  debrief.must(debrief.agent(), protocol::AllowQuote{MessageId{2}, true});
  CHECK(debrief.must(debrief.agent(), protocol::AllowQuote{MessageId{2}, true}).empty());
  debrief.must(debrief.agent(), protocol::AllowQuote{MessageId{2}, false});
  CHECK(debrief.sent_to<protocol::QuotesShown>(debrief.trainer()).back().quotes.empty());
  CHECK(debrief.klass().quotes.empty());
}

TEST_CASE("a line is taken back by its author alone, after its session too") {
  Debrief debrief;
  const PersonId author = debrief.agent();
  const protocol::WithdrawQuote back{debrief.session().id, MessageId{2}};
  CHECK(debrief.must(author, back).empty());  // the class does not see it anyway
  debrief.must(author, protocol::AllowQuote{MessageId{2}, true});
  debrief.must(debrief.trainer(), protocol::EndRound{});
  for (const PersonId other : {debrief.customer(), debrief.trainer()}) CHECK(why(debrief.attempt(other, back)) == Why::not_allowed);
  CHECK(debrief.klass().quotes.size() == 1);
  debrief.must(author, back);
  CHECK(debrief.klass().quotes.empty());
  CHECK(debrief.sent_to<protocol::QuotesShown>(debrief.trainer()).back().quotes.empty());
  CHECK(debrief.sent_to<protocol::QuotesShown>(author).back().quotes.empty());
  CHECK(debrief.must(author, back).empty());
}

TEST_CASE("only one's own line of the scene can be shown, from the debrief on") {
  Debrief debrief;
  CHECK(why(debrief.attempt(debrief.agent(), protocol::AllowQuote{MessageId{1}, true})) == Why::not_allowed);
  CHECK(why(debrief.attempt(debrief.customer(), protocol::AllowQuote{MessageId{3}, true})) == Why::not_allowed);
  CHECK(why(debrief.attempt(debrief.customer(), protocol::AllowQuote{MessageId{9}, true})) == Why::unknown);
  Scene talk(2);
  talk.go_to(Phase::talk);
  talk.must(talk.customer(), protocol::Say{"It is dark."});
  CHECK(why(talk.attempt(talk.customer(), protocol::AllowQuote{MessageId{1}, true})) == Why::wrong_phase);
}

TEST_CASE("they outlive their session, the latest come first, and the class keeps only so many") {
  Debrief debrief;
  const SessionId session = debrief.session().id;
  for (std::uint64_t i = 1; i <= protocol::limits::kQuotes + 1; ++i) {
    debrief.happen({domain::QuoteAllowed{session, debrief.agent(), {session, MessageId{i}, Role::agent, "Lamp", "Line"}, true}});
  }
  debrief.go_to(Phase::debrief);
  debrief.must(debrief.trainer(), protocol::EndRound{});
  debrief.resume_in_passing(debrief.trainer());
  const auto quotes = debrief.sent_to<protocol::QuotesShown>(debrief.trainer()).back().quotes;
  REQUIRE(quotes.size() == protocol::limits::kQuotes);
  CHECK(quotes.front().message == MessageId{protocol::limits::kQuotes + 1});
  CHECK(quotes.back().message == MessageId{2});
}

TEST_CASE("as many of the longest lines are shown as one message holds") {
  Debrief debrief;
  const SessionId session = debrief.session().id;
  const std::string line(protocol::limits::kChatCharacters, 'x');
  for (std::uint64_t i = 1; i <= protocol::limits::kQuotes; ++i) {
    debrief.happen({domain::QuoteAllowed{session, debrief.agent(), {session, MessageId{i}, Role::agent, "Lamp", line}, true}});
  }
  const auto quotes = debrief.sent_to<protocol::QuotesShown>(debrief.trainer()).back().quotes;
  CHECK(quotes.front().message == MessageId{protocol::limits::kQuotes});
  CHECK_FALSE(quotes.empty());
}

// --- A trainer rates ------------------------------------------------------------------------------------------------

TEST_CASE("a trainer rates a session while it is being scored, and all see it with the debrief") {
  Scene scene(3);
  const protocol::RateSession rating{scene.session().id, rate(scene.agent(), Role::agent, 2)};
  CHECK(why(scene.attempt(scene.trainer(), rating)) == Why::wrong_phase);
  scene.go_to(Phase::score);
  scene.watch(scene.trainer(), scene.session().id);
  scene.must(scene.trainer(), rating);
  CHECK(why(scene.attempt(scene.trainer(), rating)) == Why::already_done);
  CHECK(scene.sent_to<protocol::RatingShown>(scene.trainer()).size() == 1);
  for (const PersonId person : scene.people()) CHECK(scene.sent_to<protocol::RatingShown>(person).empty());
  scene.go_to(Phase::debrief);
  for (const PersonId person : scene.people()) {
    const auto shown = scene.sent_to<protocol::RatingShown>(person);
    REQUIRE(shown.size() == 1);
    CHECK(shown[0].by == scene.trainer());
    CHECK(shown[0].rating == rating.rating);
  }
  CHECK(why(scene.attempt(scene.trainer(), rating)) == Why::wrong_phase);
}

TEST_CASE("a trainer who comes to watch again finds the rating they gave") {
  Scene scene(3);
  scene.go_to(Phase::score);
  scene.must(scene.trainer(), protocol::RateSession{scene.session().id, rate(scene.customer(), Role::customer)});
  scene.watch(scene.trainer(), scene.session().id);
  CHECK(scene.sent_to<protocol::RatingShown>(scene.trainer()).size() == 2);
}

TEST_CASE("a trainer's rating is checked as everybody's") {
  Scene scene(3);
  scene.go_to(Phase::score);
  const SessionId session = scene.session().id;
  const auto attempt = [&](protocol::Rate rating) { return scene.attempt(scene.trainer(), protocol::RateSession{session, std::move(rating)}); };
  auto unknown = rate(scene.agent(), Role::agent);
  unknown.levels.push_back({"charm", 5});
  CHECK(why(attempt(unknown)) == Why::unknown);
  auto missing = rate(scene.agent(), Role::agent);
  missing.levels.pop_back();
  CHECK(why(attempt(missing)) == Why::empty);
  CHECK(why(attempt(rate(scene.observer(), Role::agent))) == Why::not_allowed);
  CHECK(why(attempt(rate(PersonId{99}, Role::agent))) == Why::unknown);
  auto line = rate(scene.agent(), Role::agent);
  line.moments = {{"attention", MessageId{7}}};
  CHECK(why(attempt(line)) == Why::unknown);
  CHECK(why(scene.attempt(scene.trainer(), protocol::RateSession{SessionId{99}, rate(scene.agent(), Role::agent)})) == Why::unknown);
  CHECK(why(scene.attempt(scene.customer(), protocol::RateSession{session, rate(scene.agent(), Role::agent)})) == Why::not_allowed);
}

TEST_CASE("the scoring does not wait for a trainer") {
  Scene scene(2);
  scene.go_to(Phase::score);
  scene.must(scene.trainer(), protocol::RateSession{scene.session().id, rate(scene.agent(), Role::agent)});
  scene.must(scene.customer(), good_outcome());
  for (const PersonId by : scene.people()) {
    CHECK(scene.phase() == Phase::score);
    for (const Role role : {Role::agent, Role::customer}) scene.must(by, rate(scene.of(role), role));
  }
  CHECK(scene.phase() == Phase::debrief);
}

TEST_CASE("'no opportunity' is said at most three times in one rating, whoever gives it and of whatever") {
  Scene scene(3, {"lamp", 1, 0, {"attention", "self", "clarify", "facts"}, protocol::Mode::chat});
  scene.go_to(Phase::score);
  protocol::Rate four;
  four.of = scene.agent();
  for (const char* id : {"attention", "self", "clarify", "facts"}) four.levels.push_back({id, std::nullopt});
  auto three = four;
  three.levels.back().level = 3;
  CHECK(why(scene.attempt(scene.customer(), four)) == Why::too_many);
  CHECK(why(scene.attempt(scene.trainer(), protocol::RateSession{scene.session().id, four})) == Why::too_many);
  CHECK(why(scene.attempt(scene.customer(), protocol::RateTranscript{four.levels})) == Why::too_many);
  scene.must(scene.customer(), three);
  scene.must(scene.trainer(), protocol::RateSession{scene.session().id, three});
}

}  // namespace earshot::testing
