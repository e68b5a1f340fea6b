#include <fmt/format.h>

#include <algorithm>

#include "hub_fixture.h"
#include "shared/protocol/goodbye.h"

namespace earshot::net::testing {

using namespace protocol;

TEST_CASE("nothing leaves before what it rests on is on disk") {
  Fixture f;
  f.disk.hold(true);
  const auto peer = f.connect();
  f.give(peer, 0, Join{"PRACTICE", "Sam", {}, "a"});
  f.hub->release();
  CHECK(f.transport->sent[peer].empty());

  f.disk.hold(false);
  f.settle();
  CHECK(f.count<Welcome>(peer) == 1);
  CHECK(f.count<ClassEntered>(peer) == 1);
}

TEST_CASE("while the disk fails new intents are refused, and what was decided before is not lost") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);

  f.disk.break_down(true);
  f.give(a, 2, Say{"Before the trouble"});
  while (f.writer->healthy()) f.wait_for_writer();
  f.give(b, 2, Say{"During the trouble"});
  CHECK(f.last<Refused>(b).why == Why::storage);  // at once: it rests on nothing that is stored
  f.hub->release();
  CHECK(f.count<Lines>(b) == 0);

  f.disk.break_down(false);
  f.settle();
  REQUIRE(f.count<Lines>(b) == 1);
  CHECK(f.last<Lines>(b).lines.front().text == "Before the trouble");
  f.tell(b, 2, Say{"During the trouble"});
  CHECK(f.count<Lines>(b) == 1);  // refused once, refused for good: it is not said behind its author's back
  f.tell(b, 3, Say{"After the trouble"});
  CHECK(f.last<Lines>(a).lines.front().text == "After the trouble");
}

TEST_CASE("an intent that is sent again is answered again and happens once") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);

  f.tell(a, 2, Say{"Hello"});
  f.tell(a, 2, Say{"Hello"});
  const auto answers = f.all<Accepted>(a);
  REQUIRE(answers.size() >= 2);
  CHECK(answers.back().intent == 2);
  CHECK(answers.back().id == answers[answers.size() - 2].id);
  CHECK(f.count<Lines>(b) == 1);
}

TEST_CASE("after a crash everybody goes on in the middle of the phase") {
  Fixture f;
  const auto trainer = f.trainer();
  auto a = f.trainee("Sam");
  auto b = f.trainee("Priya");
  const std::string token_a = f.last<Welcome>(a).resume;
  const std::string token_b = f.last<Welcome>(b).resume;
  f.talk(trainer, a, b);
  f.tell(a, 2, Say{"Said before"});
  const auto first_answer = f.last<Accepted>(a);
  const PhaseShown before = f.last<PhaseShown>(a);

  const Milliseconds down{600'000};
  f.restart(f.now + down);
  a = f.connect();
  f.tell(a, 0, Resume{token_a});
  b = f.connect();
  f.tell(b, 0, Resume{token_b});

  SUBCASE("the transcript is there") {
    REQUIRE(f.count<Lines>(b) == 1);
    CHECK(f.last<Lines>(b).lines.front().text == "Said before");
  }
  SUBCASE("the clock stood still") {
    const PhaseShown after = f.last<PhaseShown>(a);
    CHECK(after.phase == Phase::talk);
    CHECK(after.ends_at.point() == before.ends_at.point() + down);
  }
  SUBCASE("an intent from before is answered as it was, and stored once") {
    f.tell(a, 2, Say{"Said before"});
    CHECK(f.last<Accepted>(a).id == first_answer.id);
    CHECK(f.count<Lines>(b) == 1);
  }
  SUBCASE("the device is told where its numbers stand") { CHECK(f.last<Welcome>(a).last_intent == 2); }
  SUBCASE("the next line continues the numbers") {
    f.tell(b, 2, Say{"Said after"});
    CHECK(f.last<Lines>(a).lines.front().id == MessageId{2});
  }
}

TEST_CASE("a join whose answer was lost does not make a second person") {
  Fixture f;
  const auto first = f.connect();
  f.tell(first, 0, Join{"practice", "Sam", {}, "one attempt"});
  f.hub->closed(first, "lost");
  const auto second = f.connect();
  f.tell(second, 0, Join{"practice", "Sam", {}, "one attempt"});
  CHECK(f.last<Welcome>(second).person == f.last<Welcome>(first).person);
  CHECK(f.last<Welcome>(second).resume != f.last<Welcome>(first).resume);
}

TEST_CASE("a newer connection of the same device takes the seat over, and nobody sees it leave") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);
  const auto again = f.connect();
  f.tell(again, 0, Resume{f.last<Welcome>(a).resume});
  CHECK(f.transport->closed[a] == kTakenOver);
  f.hub->closed(a, "closed");
  f.settle();
  CHECK(f.count<PartnerShown>(b) == 0);
  f.tell(again, 2, Say{"Still here"});
  CHECK(f.last<Lines>(b).lines.front().text == "Still here");
}

TEST_CASE("a lost connection is shown to the partner, and so is the return") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);
  f.hub->closed(a, "timed out");
  f.settle();
  CHECK(f.last<PartnerShown>(b).state == PresenceState::away);
  CHECK(f.last<PartnerShown>(b).until.point() == f.now + Seconds{90});

  SUBCASE("back in time") {
    const auto again = f.connect();
    f.tell(again, 0, Resume{f.last<Welcome>(a).resume});
    CHECK(f.last<PartnerShown>(b).state == PresenceState::here);
    CHECK(f.last<Paired>(again).session == f.last<Paired>(a).session);
  }
  SUBCASE("not back in time: a short debrief for the other") {
    f.advance(Seconds{91});
    CHECK(f.last<PartnerShown>(b).state == PresenceState::gone);
    CHECK(f.phase_of(b) == Phase::debrief);
  }
}

TEST_CASE("who comes back after the place was passed on is told so, and the one who stepped in keeps it, over a restart too") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  const auto c = f.trainee("Omar");
  f.tell(trainer, 2, StartRound{"third-outage", 1, 0, {}, Mode::chat});
  const std::map<Role, transport::PeerId> peers{{f.last<Paired>(a).role, a}, {f.last<Paired>(b).role, b}, {f.last<Paired>(c).role, c}};
  REQUIRE(peers.size() == 3);
  const auto agent = peers.at(Role::agent);
  const auto observer = peers.at(Role::observer);
  const std::string token = f.last<Welcome>(agent).resume;
  const std::string token_of_observer = f.last<Welcome>(observer).resume;
  f.hub->closed(agent, "timed out");
  f.advance(Seconds{91});
  CHECK(f.last<Paired>(observer).role == Role::agent);
  CHECK(f.count<AgentBrief>(observer) == 1);

  const auto back = f.connect();
  f.tell(back, 0, Resume{token});
  // The pair has no observer any more: whoever comes back while it reads or talks listens in.
  CHECK(f.last<Waiting>(back).reason.find("Good to have you back") == 0);
  CHECK_FALSE(f.last<Waiting>(back).meanwhile.empty());
  CHECK(f.last<Paired>(back).role == Role::observer);

  f.restart(f.now + Seconds{5});
  const auto again = f.connect();
  f.tell(again, 0, Resume{token_of_observer});
  CHECK(f.last<Paired>(again).role == Role::agent);
}

TEST_CASE("a connection that becomes somebody else leaves nothing of the first person behind") {
  Fixture f;
  f.trainer();
  const auto first = f.trainee("Sam");
  const auto second = f.trainee("Priya");
  const std::string token_sam = f.last<Welcome>(first).resume;
  f.tell(first, 0, Resume{f.last<Welcome>(second).resume});
  CHECK(f.transport->closed[second] == kTakenOver);
  f.hub->closed(second, "closed");
  f.hub->closed(first, "lost");
  f.settle();
  const auto third = f.connect();
  f.tell(third, 0, Resume{token_sam});
  CHECK(f.last<Welcome>(third).name == "Sam");
}

TEST_CASE("a trainer who signs in on a new machine is back in the own class") {
  Fixture f;
  f.trainer();
  const auto laptop = f.connect();
  f.tell(laptop, 0, SignIn{f.trainer_token, {}});
  CHECK(f.last<ClassEntered>(laptop).code == f.code);
  CHECK(f.last<ClassEntered>(laptop).standing == Standing::trainer);
}

TEST_CASE("who is known and finds the name taken can join under another one") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto sam = f.connect();
  f.tell(sam, 0, Join{"PRACTICE", "Sam", {}, "first"});
  f.trainee("Sam");
  f.tell(sam, 1, Join{f.code, {}, {}, "second"});
  CHECK(f.last<Refused>(sam).why == Why::name_taken);
  f.tell(sam, 2, Join{f.code, "Sam R", {}, "third"});
  CHECK(f.last<ClassEntered>(sam).code == f.code);
  CHECK(f.last<MemberPage>(trainer).members.front().name == "Sam R");
}

TEST_CASE("seats that were away before a restart are held anew, since nobody could come back") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  const std::string token_b = f.last<Welcome>(b).resume;
  f.talk(trainer, a, b);
  f.hub->closed(a, "timed out");
  f.advance(Seconds{80});
  f.restart(f.now + Seconds{5});
  f.advance(Seconds{30});
  const auto again = f.connect();
  f.tell(again, 0, Resume{token_b});
  const auto shown = f.all<PartnerShown>(again);
  CHECK(std::ranges::none_of(shown, [](const PartnerShown& s) { return s.state == PresenceState::gone; }));
  CHECK(f.phase_of(again) == Phase::talk);
}

TEST_CASE("a refused sign of typing is not answered") {
  HubSettings settings;
  settings.intents_burst = 2;
  Fixture f(settings);
  const auto peer = f.connect();
  for (int i = 0; i < 5; ++i) f.give(peer, 0, Typing{});
  CHECK(f.count<Refused>(peer) == 0);
}

TEST_CASE("bytes that are no message close their own connection and nobody else's") {
  Fixture f;
  const auto bad = f.connect();
  const auto good = f.connect();
  const Bytes garbage{0xFF, 0xFF, 0x00};
  f.hub->received(bad, garbage);
  CHECK(f.transport->closed[bad].find("could not be read") != std::string::npos);
  f.tell(good, 0, Join{"PRACTICE", "Sam", {}, "a"});
  CHECK(f.count<Welcome>(good) == 1);
}

TEST_CASE("a flood from one connection is refused as too fast") {
  HubSettings settings;
  settings.intents_burst = 5;
  Fixture f(settings);
  const auto peer = f.connect();
  for (int i = 0; i < 6; ++i) f.give(peer, 0, AskHistory{});
  f.settle();
  const auto refusals = f.all<Refused>(peer);
  CHECK(std::ranges::count(refusals, Why::too_fast, &Refused::why) == 1);
}

TEST_CASE("wrong trainer tokens are refused, and the tenth closes the connection") {
  Fixture f;
  const auto peer = f.connect();
  for (int i = 0; i < 9; ++i) f.tell(peer, 0, SignIn{"0000", "Mallory"});
  CHECK(f.last<Refused>(peer).why == Why::wrong_token);
  CHECK(f.last<Refused>(peer).field == "token");
  CHECK_FALSE(f.transport->closed.contains(peer));
  f.tell(peer, 0, SignIn{"0000", "Mallory"});
  CHECK(f.transport->closed.contains(peer));
}

TEST_CASE("a trainer invites another trainer, whose token works") {
  Fixture f;
  const auto trainer = f.trainer();
  f.tell(trainer, 2, InviteTrainer{});
  const auto other = f.connect();
  f.tell(other, 0, SignIn{f.last<TrainerInvite>(trainer).token, "Omar"});
  CHECK(f.last<Welcome>(other).trainer);
  CHECK(f.last<Welcome>(other).person != f.last<Welcome>(trainer).person);
}

TEST_CASE("trainees may neither invite trainers nor create classes") {
  Fixture f;
  f.trainer();
  const auto peer = f.trainee("Sam");
  f.tell(peer, 1, InviteTrainer{});
  CHECK(f.last<Refused>(peer).why == Why::not_allowed);
  f.tell(peer, 2, CreateClass{"Mine", {}});
  CHECK(f.last<Refused>(peer).why == Why::not_allowed);
}

TEST_CASE("a link code moves a person to another device, once and for ten minutes") {
  Fixture f;
  f.trainer();
  const auto peer = f.trainee("Sam");
  f.tell(peer, 1, Link{});
  const std::string code = f.last<LinkCode>(peer).code;
  CHECK(code.size() == 10);
  const auto phone = f.connect();

  SUBCASE("at once") {
    f.tell(phone, 0, Redeem{code});
    CHECK(f.last<Welcome>(phone).person == f.last<Welcome>(peer).person);
    CHECK(f.last<ClassEntered>(phone).code == f.code);
    const auto third = f.connect();
    f.tell(third, 0, Redeem{code});
    CHECK(f.last<Refused>(third).why == Why::wrong_code);
  }
  SUBCASE("too late") {
    f.advance(Seconds{601});
    f.tell(phone, 0, Redeem{code});
    CHECK(f.last<Refused>(phone).why == Why::wrong_code);
  }
}

TEST_CASE("class codes may be typed with spaces and in small letters") {
  Fixture f;
  f.trainer();
  const auto peer = f.connect();
  f.tell(peer, 0, Join{fmt::format(" {} {}", f.code.substr(0, 3), f.code.substr(3)), "Sam", {}, "a"});
  CHECK(f.count<ClassEntered>(peer) == 1);
}

TEST_CASE("a trainer watches a session live; a trainee may not") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);
  f.tell(a, 2, Say{"Said before"});
  const SessionId session = f.last<Paired>(a).session;
  f.tell(b, 2, Watch{session});
  CHECK(f.last<Refused>(b).why == Why::not_allowed);

  f.tell(trainer, 3, Watch{session});
  CHECK(f.last<Paired>(trainer).watching);
  CHECK(f.last<Lines>(trainer).lines.front().text == "Said before");
  f.tell(a, 3, Say{"Said after"});
  CHECK(f.last<Lines>(trainer).lines.front().text == "Said after");
  CHECK(f.count<CustomerBrief>(trainer) == 0);

  f.tell(trainer, 4, Unwatch{});
  const auto seen = f.count<Lines>(trainer);
  f.tell(a, 4, Say{"Among ourselves"});
  CHECK(f.count<Lines>(trainer) == seen);
}

TEST_CASE("typing reaches the partner, no more than once a second, and is never stored") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);
  f.tell(a, 0, Typing{});
  f.tell(a, 0, Typing{});
  CHECK(f.count<TypingShown>(b) == 1);
  CHECK(f.count<TypingShown>(a) == 0);
  f.advance(Seconds{2});
  f.tell(a, 0, Typing{});
  CHECK(f.count<TypingShown>(b) == 2);
}

TEST_CASE("two who wait in the practice queue are paired at once") {
  Fixture f;
  const auto a = f.connect();
  const auto b = f.connect();
  f.tell(a, 0, Join{"PRACTICE", "Sam", {}, "a"});
  f.tell(b, 0, Join{"PRACTICE", "Priya", {}, "b"});
  f.tell(a, 1, Queue{{}, Role::agent});
  CHECK(f.last<Waiting>(a).position == 1);
  f.tell(b, 1, Queue{});
  CHECK(f.last<Paired>(a).role == Role::agent);
  CHECK(f.last<Paired>(b).role == Role::customer);
}

}  // namespace earshot::net::testing
