// What becomes of somebody's practice, and what a trainer looks back at: over connections, on a real store.
#include <algorithm>
#include <chrono>

#include "tests/server/net/practice.h"

namespace earshot::net::testing {
namespace {

using namespace protocol;
using transport::PeerId;

constexpr std::chrono::days kDay{1};

/// A class with a trainer and two people.
struct Desk : Practice {
  explicit Desk(std::vector<std::string> teams = {}) {
    trainer = trainer_of(std::move(teams));
    sam = trainee_in(code, "Sam");
    priya = trainee_in(code, "Priya");
  }
  std::string token(PeerId peer) { return last<Welcome>(peer).resume; }
  std::string name(PeerId peer) { return last<Welcome>(peer).name; }
  ProfileShown profile(PeerId peer) { return ask<ProfileShown>(peer, AskProfile{}); }
  HistoryPage history(PeerId peer) { return ask<HistoryPage>(peer, AskHistory{}); }
  ReportShown report(PeerId peer, RoundId round = {}) { return ask<ReportShown>(peer, AskReport{round}); }

  PeerId trainer, sam, priya;
};

std::uint32_t xp_for(const ProfileShown& profile, const std::string& what) {
  const auto part = std::ranges::find(profile.parts, what, &XpPart::what);
  return part == profile.parts.end() ? 0 : part->xp;
}

}  // namespace

// --- The game -------------------------------------------------------------------------------------------------------

TEST_CASE("before the first session a profile has no experience, and says what each badge is for") {
  Desk f;
  const auto shown = f.profile(f.sam);
  CHECK(shown.xp == 0);
  CHECK(shown.level == 1);
  CHECK(shown.parts.empty());
  CHECK(shown.badges.size() >= 16);
  for (const BadgeShown& badge : shown.badges) {
    CAPTURE(badge.id);
    CHECK_FALSE(badge.name.empty());
    CHECK_FALSE(badge.what.empty());
    CHECK(badge.tier == 0);
    CHECK(badge.count == 0);
    CHECK(badge.thresholds[0] >= 1);
    CHECK(badge.thresholds[0] < badge.thresholds[1]);
    CHECK(badge.thresholds[1] < badge.thresholds[2]);
  }
}

TEST_CASE("a scored session earns each of its people experience for their part, and nothing for high levels") {
  Desk f;
  const Played played = f.play(f.trainer, f.sam, f.priya, {.level = 1, .own_level = 1});
  const auto agent = f.profile(played.agent);
  const auto customer = f.profile(played.customer);
  CHECK(xp_for(agent, "agent") > 0);
  CHECK(xp_for(agent, "customer") == 0);
  CHECK(xp_for(customer, "customer") > 0);
  for (const ProfileShown& one : {agent, customer}) {
    std::uint32_t sum = 0;
    for (const XpPart& part : one.parts) {
      CHECK_FALSE(part.name.empty());
      sum += part.xp;
    }
    CHECK(sum == one.xp);
    CHECK(one.level_from <= one.xp);
    CHECK(one.xp < one.level_to);
    CHECK(one.streak == 1);
  }

  Desk kind;
  const Played high = kind.play(kind.trainer, kind.sam, kind.priya, {.level = 5, .own_level = 5});
  CHECK(kind.profile(high.agent).xp == agent.xp);
  CHECK(kind.profile(high.customer).xp == customer.xp);
}

TEST_CASE("a session that broke off before the scoring earns nothing and is not in the history") {
  Desk f;
  const Played played = f.begin(f.trainer, f.sam, f.priya, Phase::recap);
  f.must(f.trainer, EndRound{});
  for (const PeerId peer : {played.agent, played.customer}) {
    CHECK(f.profile(peer).xp == 0);
    CHECK(f.history(peer).sessions.empty());
  }
}

TEST_CASE("a profile is the same after a restart") {
  Desk f;
  f.play(f.trainer, f.sam, f.priya);
  const auto before = f.profile(f.sam);
  const std::string token = f.token(f.sam);
  f.restart(f.now + Seconds{30});
  CHECK(f.profile(f.come_back(token)) == before);
}

TEST_CASE("stepping out excuses the day in the streak of both, after a restart too, and earns nothing") {
  Desk f;
  f.advance(3 * kDay);  // a Monday
  f.play(f.trainer, f.sam, f.priya);
  f.advance(2 * kDay);  // Tuesday is missed, and forgiven
  f.begin(f.trainer, f.sam, f.priya, Phase::talk);
  const auto before = f.profile(f.sam);
  f.must(f.sam, StepOut{});
  auto after = f.profile(f.sam);
  CHECK(after == before);
  const std::string sam = f.token(f.sam);
  const std::string priya = f.token(f.priya);
  const std::string trainer = f.token(f.trainer);
  for (int restarts = 0; restarts < 2; ++restarts) f.restart(f.now + Seconds{30});
  f.trainer = f.come_back(trainer);
  f.sam = f.come_back(sam);
  f.priya = f.come_back(priya);
  f.advance(kDay);
  f.play(f.trainer, f.sam, f.priya);
  for (const PeerId peer : {f.sam, f.priya}) {
    CHECK(f.profile(peer).streak == 2);
    CHECK(f.history(peer).sessions.size() == 2);
  }
}

TEST_CASE("whose partner is lost keeps the streak, and the partner was not there") {
  Desk f;
  f.advance(3 * kDay);
  f.play(f.trainer, f.sam, f.priya);
  f.advance(2 * kDay);
  f.begin(f.trainer, f.sam, f.priya, Phase::talk);
  const std::string priya = f.token(f.priya);
  f.hub->closed(f.priya, "the cable");
  f.advance(Seconds{90});
  REQUIRE(f.phase_of(f.sam) == Phase::debrief);
  f.must(f.trainer, EndRound{});
  f.priya = f.come_back(priya);
  f.advance(kDay);
  f.play(f.trainer, f.sam, f.priya);
  CHECK(f.profile(f.sam).streak == 2);
  CHECK(f.profile(f.priya).streak == 1);
}

TEST_CASE("a team has a quest, who is in none has none") {
  Desk teamed({"Red", "Blue"});
  const auto shown = teamed.profile(teamed.sam);
  REQUIRE(shown.quest.has_value());
  CHECK_FALSE(shown.quest->name.empty());
  CHECK(shown.quest->target > 0);
  CHECK(shown.quest->count == 0);

  Desk alone;
  CHECK_FALSE(alone.profile(alone.sam).quest.has_value());
}

TEST_CASE("the weekly letter comes to those who practise without a trainer, not to a class") {
  Desk f;
  CHECK_FALSE(f.profile(f.sam).letter.has_value());
  const auto alone = f.trainee_in("PRACTICE", "Otto");
  const auto shown = f.profile(alone);
  REQUIRE(shown.letter.has_value());
  CHECK(shown.letter->sessions == 0);
  CHECK_FALSE(shown.letter->try_name.empty());
}

// --- A class's goal -------------------------------------------------------------------------------------------------

TEST_CASE("a goal that the trainer sets is shown to everybody, counted up by what is played, and taken back") {
  Desk f;
  f.must(f.trainer, SetGoal{"facts-kept"});
  for (const PeerId peer : {f.trainer, f.sam, f.priya}) {
    const auto goal = f.last<GoalShown>(peer);
    CHECK(goal.id == "facts-kept");
    CHECK(goal.count == 0);
    CHECK(goal.target == 8);  // each for every pair: there is one
  }
  CHECK_FALSE(f.last<GoalShown>(f.trainer).choices.empty());
  CHECK(f.last<GoalShown>(f.sam).choices.empty());

  f.play(f.trainer, f.sam, f.priya, {.captured = 2});
  for (const PeerId peer : {f.trainer, f.sam, f.priya}) CHECK(f.last<GoalShown>(peer).count == 2);
  const auto late = f.trainee_in(f.code, "Omar");
  CHECK(f.last<GoalShown>(late).count == 2);

  f.must(f.trainer, SetGoal{});
  for (const PeerId peer : {f.sam, f.priya, late}) CHECK(f.last<GoalShown>(peer).id.empty());
  CHECK(f.last<GoalShown>(f.trainer).id.empty());
  CHECK_FALSE(f.last<GoalShown>(f.trainer).choices.empty());
}

TEST_CASE("a goal counts today, and what was played in this class") {
  Desk f;
  f.must(f.trainer, SetGoal{"facts-kept"});
  f.play(f.trainer, f.sam, f.priya, {.captured = 2});
  f.advance(kDay);
  f.play(f.trainer, f.sam, f.priya, {.captured = 1});
  CHECK(f.last<GoalShown>(f.sam).count == 1);
}

TEST_CASE("a goal that there is not is refused at its field, and trainees set none") {
  Desk f;
  auto refused = f.refusal_of(f.trainer, SetGoal{"world-peace"});
  REQUIRE(refused);
  CHECK(refused->why == Why::unknown);
  CHECK(refused->field == "goal");
  REQUIRE((refused = f.refusal_of(f.sam, SetGoal{"facts-kept"})));
  CHECK(refused->why == Why::not_allowed);
  CHECK(f.count<GoalShown>(f.sam) == 0);
}

// --- Promises -------------------------------------------------------------------------------------------------------

TEST_CASE("a promise comes to the trainer and to oneself, after a restart too, and to no other trainee") {
  Desk f;
  f.must(f.sam, Promise{"To ask one question more"});
  f.must(f.sam, Promise{"To wait for the answer"});  // a later one takes its place
  const PersonText wanted{f.person(f.sam), "To wait for the answer"};
  CHECK(f.last<PromisesShown>(f.trainer).promises == std::vector{wanted});
  CHECK(f.last<PromisesShown>(f.sam).promises == std::vector{wanted});
  CHECK(f.count<PromisesShown>(f.priya) == 0);
  CHECK(f.profile(f.sam).promise == wanted.text);
  CHECK(f.profile(f.priya).promise.empty());

  const std::string of_trainer = f.token(f.trainer);
  const std::string of_sam = f.token(f.sam);
  const std::string of_priya = f.token(f.priya);
  f.restart(f.now + kDay);
  CHECK(f.last<PromisesShown>(f.come_back(of_trainer)).promises == std::vector{wanted});
  CHECK(f.last<PromisesShown>(f.come_back(of_sam)).promises == std::vector{wanted});
  CHECK(f.count<PromisesShown>(f.come_back(of_priya)) == 0);
}

TEST_CASE("a promise says something, and trainers give none") {
  Desk f;
  auto refused = f.refusal_of(f.sam, Promise{" "});
  REQUIRE(refused);
  CHECK(refused->why == Why::empty);
  CHECK(refused->field == "text");
  REQUIRE((refused = f.refusal_of(f.sam, Promise{std::string(201, 'x')})));
  CHECK(refused->field == "text");
  REQUIRE((refused = f.refusal_of(f.trainer, Promise{"To listen"})));
  CHECK(refused->why == Why::not_allowed);
}

// --- Past sessions --------------------------------------------------------------------------------------------------

TEST_CASE("the history has the newest session first, with one's part in it and what came of it") {
  Desk f;
  const Played first = f.play(f.trainer, f.sam, f.priya, {.level = 2, .own_level = 5, .captured = 1});
  f.advance(kDay);
  const Played second = f.play(f.trainer, f.sam, f.priya, {.level = 3});
  REQUIRE(first.agent == second.customer);
  const auto page = f.history(first.agent);
  CHECK(page.complete);
  REQUIRE(page.sessions.size() == 2);
  CHECK(page.sessions[0].session == second.session);
  CHECK(page.sessions[0].role == Role::customer);
  CHECK_FALSE(page.sessions[0].listen.has_value());
  const PastSession& as_agent = page.sessions[1];
  CHECK(as_agent.session == first.session);
  CHECK(as_agent.role == Role::agent);
  CHECK(as_agent.partners == std::vector{f.name(first.customer)});
  for (const auto& mean : {as_agent.listen, as_agent.extract, as_agent.give_back}) {
    if (mean) CHECK(*mean == doctest::Approx(2));  // what others gave; the own 5 is not in it
  }
  CHECK((as_agent.listen || as_agent.extract || as_agent.give_back));
  CHECK(as_agent.captured == 2);  // a fact and a feeling
  CHECK(as_agent.told > as_agent.captured);

  const std::string token = f.token(first.agent);
  f.restart(f.now + kDay);
  CHECK(f.history(f.come_back(token)).sessions == page.sessions);
}

TEST_CASE("a long history comes in pages that join without a gap") {
  Desk f;
  for (int i = 0; i < 23; ++i) f.play(f.trainer, f.sam, f.priya);
  f.must(f.sam, AskHistory{});
  std::vector<SessionId> ids;
  const auto pages = f.all<HistoryPage>(f.sam);
  for (const HistoryPage& page : pages) {
    CHECK(page.from == ids.size());
    for (const PastSession& one : page.sessions) ids.push_back(one.session);
  }
  CHECK(pages.back().complete);
  CHECK(pages.size() == 2);
  CHECK(ids.size() == 23);
  CHECK(std::ranges::is_sorted(ids, std::greater{}));
}

TEST_CASE("a past debrief opens after a restart with both briefs, every line and every rating") {
  Desk f;
  const Played played = f.begin(f.trainer, f.sam, f.priya, Phase::score);
  f.score(played);
  f.must(played.agent, Say{"I heard you only when you said Saturday."});
  f.must(f.trainer, EndRound{});
  f.play(f.trainer, f.sam, f.priya, {.card = "third-outage"});
  const auto said = f.last<Lines>(played.customer);
  const std::string token = f.token(played.agent);
  f.restart(f.now + kDay);
  const auto agent = f.come_back(token);

  const auto messages = f.past(agent, played.session);
  const auto paired = of_kind<Paired>(messages);
  REQUIRE(paired.size() == 1);
  CHECK(paired.front().session == played.session);
  CHECK(paired.front().card == "wedding-order");
  CHECK(paired.front().role == Role::agent);
  const auto briefs = of_kind<CustomerBrief>(messages);
  REQUIRE(briefs.size() == 1);
  CHECK_FALSE(briefs.front().facts.empty());
  CHECK(of_kind<AgentBrief>(messages).size() == 1);
  std::vector<std::string> texts;
  for (const Lines& lines : of_kind<Lines>(messages)) {
    for (const Line& line : lines.lines) texts.push_back(line.text);
  }
  REQUIRE(texts.size() >= 5);  // a question, three facts, a word in the debrief
  CHECK(texts.front() == "What happened?");
  CHECK(texts.back() == "I heard you only when you said Saturday.");
  CHECK(of_kind<RatingShown>(messages).size() == 4);
  CHECK(of_kind<OutcomeShown>(messages).size() == 1);
  // It is looked at, not sat in.
  CHECK(f.all<Paired>(agent).empty());
}

TEST_CASE("a debrief can be opened as soon as its session is over, before everything is on disk") {
  Desk f;
  const Played played = f.begin(f.trainer, f.sam, f.priya, Phase::score);
  f.score(played);
  f.disk.hold(true);
  f.give(f.trainer, 5'001, EndRound{});
  f.give(f.sam, 5'002, OpenDebrief{played.session});
  f.disk.hold(false);
  f.settle();
  for (int reads = 0; f.count<PastPart>(f.sam) == 0 && reads < 100; ++reads) {
    f.hub->tick(f.now);
    f.hub->release();
    if (f.count<PastPart>(f.sam) == 0) f.wait_for_writer();
  }
  const auto parts = f.all<PastPart>(f.sam);
  REQUIRE(parts.size() > 1);
  CHECK(parts.back().last);
}

TEST_CASE("no debrief is opened while its session runs, by who had no part in it, or of one that is not") {
  Desk f;
  const Played played = f.begin(f.trainer, f.sam, f.priya, Phase::score);
  const auto refused = [&](PeerId peer, SessionId session) {
    const auto one = f.refusal_of(peer, OpenDebrief{session});
    REQUIRE(one);
    CHECK(one->field == "session");
    return one->why;
  };
  CHECK(refused(f.sam, played.session) == Why::unknown);  // not scored yet
  f.score(played);
  CHECK(refused(f.sam, played.session) == Why::busy);
  f.must(f.trainer, EndRound{});
  const auto late = f.trainee_in(f.code, "Omar");
  for (const PeerId peer : {late, f.trainer, f.other_trainer(f.trainer)}) {
    CHECK(refused(peer, played.session) == Why::unknown);
    CHECK(f.count<PastPart>(peer) == 0);
  }
  CHECK(refused(f.sam, SessionId{4'711}) == Why::unknown);
  CHECK(refused(f.sam, SessionId{}) == Why::unknown);
}

TEST_CASE("who signs in as somebody else before a debrief has been read is not shown it") {
  Desk f;
  const Played played = f.play(f.trainer, f.sam, f.priya);
  const auto late = f.trainee_in(f.code, "Omar");
  const std::string token = f.token(late);
  f.give(f.sam, 5'001, OpenDebrief{played.session});
  f.give(f.sam, 0, Resume{token});
  f.settle();
  f.hub->tick(f.now);
  f.settle();
  // Omar's own wish comes after it, and is what tells that the read is through.
  CHECK(f.refusal_of(f.sam, OpenDebrief{played.session})->why == Why::unknown);
  f.hub->tick(f.now);
  f.settle();
  CHECK(f.count<PastPart>(f.sam) == 0);
}

TEST_CASE("a line that the class may see is taken back days later, as the session's past debrief and the list name it") {
  Desk f;
  const Played played = f.begin(f.trainer, f.sam, f.priya, Phase::score);
  f.score(played);
  f.must(played.agent, AllowQuote{MessageId{1}, true});
  f.must(f.trainer, EndRound{});
  const std::string trainer = f.token(f.trainer);
  const std::string agent = f.token(played.agent);
  f.restart(f.now + kDay);
  f.trainer = f.come_back(trainer);
  const auto author = f.come_back(agent);
  const auto shown = f.last<QuotesShown>(author).quotes;
  REQUIRE(shown.size() == 1);
  CHECK(f.last<QuotesShown>(f.trainer).quotes == shown);
  f.must(author, WithdrawQuote{shown.front().session, shown.front().message});
  CHECK(f.last<QuotesShown>(f.trainer).quotes.empty());
  CHECK(f.last<QuotesShown>(author).quotes.empty());
  f.restart(f.now + kDay);
  CHECK(f.count<QuotesShown>(f.come_back(trainer)) == 0);
}

// --- A round, looked back at ----------------------------------------------------------------------------------------

TEST_CASE("a report counts a round's facts, levels and outcomes, without self-ratings and without a name") {
  Desk f;
  const Played played = f.play(f.trainer, f.sam, f.priya, {.level = 2, .own_level = 5, .told = 3, .captured = 2});
  const auto shown = f.report(f.trainer);
  CHECK(shown.round == played.round);
  CHECK(shown.sessions == 1);
  CHECK(shown.complete);
  REQUIRE(shown.cards.size() == 1);
  CHECK(shown.cards.front().card == "wedding-order");
  const auto& facts = shown.cards.front().facts;
  REQUIRE(facts.size() > 4);
  CHECK(facts[0] == FactReport{facts[0].label, 1, 1});
  CHECK(facts[1] == FactReport{facts[1].label, 1, 1});
  CHECK(facts[2] == FactReport{facts[2].label, 1, 0});
  CHECK(facts[3] == FactReport{facts[3].label, 0, 0});
  CHECK(shown.outcomes == std::vector{OutcomePoint{4, 3}});
  CHECK_FALSE(shown.criteria.empty());
  for (const CriterionSpread& spread : shown.criteria) {
    CHECK(spread.counts == std::array<std::uint32_t, 5>{0, 1, 0, 0, 0});
    CHECK(spread.none == 0);
  }
  Bytes bytes;
  encode(ServerMessage{shown}, bytes);
  const std::string text(bytes.begin(), bytes.end());
  for (const char* name : {"Sam", "Priya", "Ngozi"}) CHECK(text.find(name) == std::string::npos);
}

TEST_CASE("a report is of the latest round, of an earlier one by its number, and of no other class") {
  Desk f;
  auto refused = f.refusal_of(f.trainer, AskReport{});
  REQUIRE(refused);
  CHECK(refused->why == Why::empty);
  CHECK(refused->field == "round");
  const Played first = f.play(f.trainer, f.sam, f.priya, {.level = 2});
  const Played second = f.play(f.trainer, f.sam, f.priya, {.card = "third-outage"});
  CHECK(f.report(f.trainer).cards.front().card == "third-outage");
  CHECK(f.report(f.trainer).round == second.round);
  CHECK(f.report(f.trainer, first.round).cards.front().card == "wedding-order");

  REQUIRE((refused = f.refusal_of(f.trainer, AskReport{RoundId{3}})));
  CHECK(refused->why == Why::unknown);
  CHECK(refused->field == "round");
  CHECK(refused->text == "there is no round 3 in this class; ask for its latest, 2, or an earlier one");

  // Rounds count from 1 in each class.
  const auto omar = f.other_trainer(f.trainer);
  REQUIRE((refused = f.refusal_of(omar, AskReport{first.round})));
  CHECK(refused->why == Why::empty);
  const std::string night = f.last<ClassEntered>(omar).code;
  f.begin(omar, f.trainee_in(night, "Ida"), f.trainee_in(night, "Jo"), Phase::talk);
  CHECK(f.report(omar, first.round).sessions == 0);  // it was played, and nothing of it is scored
  REQUIRE((refused = f.refusal_of(f.sam, AskReport{})));
  CHECK(refused->why == Why::not_allowed);
}

// --- A month later --------------------------------------------------------------------------------------------------

TEST_CASE("after a month one rates one's own first recap again, blind, once") {
  Desk f;
  Play play;
  play.own_level = 5;
  const Played first = f.begin(f.trainer, f.sam, f.priya, Phase::score, play);
  // The own rating names the recap, whatever the round's focus is.
  auto own = f.rating_of(first.agent, Role::agent, 5, first.agent);
  if (std::ranges::find(own.levels, std::string("recap"), &CriterionLevel::criterion) == own.levels.end()) own.levels.push_back({"recap", 5});
  f.must(first.agent, own);
  f.must(first.agent, f.rating_of(first.customer, Role::customer, 4, first.agent));
  f.must(first.customer, f.rating_of(first.agent, Role::agent, 3, first.customer));
  f.must(first.customer, f.rating_of(first.customer, Role::customer, 4, first.customer));
  f.must(first.customer, Outcome{4, 3, 5, 2, {}, {}, {}});
  REQUIRE(f.phase_of(first.agent) == Phase::debrief);
  f.must(f.trainer, EndRound{});

  const auto refused = [&](PeerId peer, SessionId session, std::uint8_t level = 3) {
    const auto one = f.refusal_of(peer, Rerate{session, level});
    REQUIRE(one);
    return std::pair(one->why, one->field);
  };
  const auto agent = first.agent;
  f.advance(29 * kDay);
  CHECK_FALSE(f.profile(agent).old_recap.has_value());
  CHECK(refused(agent, first.session) == std::pair(Why::unknown, std::string("session")));

  f.advance(kDay);
  auto old = f.profile(agent).old_recap;
  REQUIRE(old.has_value());
  CHECK(old->session == first.session);
  CHECK(old->text == play.recap);
  CHECK_FALSE(old->level.has_value());
  CHECK_FALSE(old->then.has_value());
  CHECK(refused(first.customer, first.session) == std::pair(Why::unknown, std::string("session")));
  CHECK(refused(agent, SessionId{first.session.value + 1}).second == "session");
  CHECK(refused(agent, first.session, 0) == std::pair(Why::out_of_range, std::string("level")));
  CHECK(refused(agent, first.session, 6) == std::pair(Why::out_of_range, std::string("level")));
  CHECK_FALSE(f.profile(agent).old_recap->then.has_value());

  old = f.ask<ProfileShown>(agent, Rerate{first.session, 3}).old_recap;
  const std::uint64_t number = f.last_number();
  REQUIRE(old.has_value());
  CHECK(old->level == 3);
  CHECK(old->then == 5);
  CHECK(refused(agent, first.session, 4) == std::pair(Why::already_done, std::string("session")));

  SUBCASE("the answer that was lost is given again") {
    f.tell(agent, number, Rerate{first.session, 3});
    CHECK(f.last<Accepted>(agent).intent == number);
  }
  SUBCASE("it is kept over a restart") {
    const std::string token = f.token(agent);
    f.restart(f.now + kDay);
    const auto again = f.come_back(token);
    CHECK(f.profile(again).old_recap == old);
    CHECK(refused(again, first.session, 4).first == Why::already_done);
    f.tell(again, number, Rerate{first.session, 3});
    CHECK(f.last<Accepted>(again).intent == number);
  }
}

// --- Ratings by a client of one's own making ------------------------------------------------------------------------

TEST_CASE("a rating after its phase, by somebody who was not there, or given twice does not come into any board") {
  Desk f;
  const auto idle = f.trainee_in(f.code, "Omar");
  f.must(f.trainer, SetClass{{.late = LateJoin::next_round}});
  f.must(idle, Leave{});
  const Played played = f.begin(f.trainer, f.sam, f.priya, Phase::score);
  const Rate rating = f.rating_of(played.agent, Role::agent, 4, played.customer);
  CHECK(f.refusal_of(idle, rating).has_value());
  CHECK(f.refusal_of(f.trainer, rating).has_value());
  CHECK(f.refusal_of(f.connect(), rating).has_value());
  f.score(played);
  const auto before = f.board(f.sam, BoardWindow::all);
  auto refused = f.refusal_of(played.customer, rating);
  REQUIRE(refused);
  CHECK(refused->why == Why::wrong_phase);
  f.must(f.trainer, EndRound{});
  REQUIRE((refused = f.refusal_of(played.customer, rating)));
  CHECK(refused->why == Why::not_in_session);
  CHECK(f.board(f.sam, BoardWindow::all).ratings == before.ratings);

  const Played next = f.begin(f.trainer, f.sam, f.priya, Phase::score);
  const Rate again = f.rating_of(next.agent, Role::agent, 4, next.customer);
  f.must(next.customer, again);
  REQUIRE((refused = f.refusal_of(next.customer, again)));
  CHECK(refused->why == Why::already_done);
  CHECK(refused->field == "of");
}

}  // namespace earshot::net::testing
