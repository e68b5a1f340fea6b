// Who may do what on a server, and who comes back to which class: asked over connections.
#include <doctest/doctest.h>

#include <map>
#include <vector>

#include "hub_fixture.h"
#include "server/domain/rights.h"
#include "shared/protocol/validate.h"
#include "tests/support/every_intent.h"

namespace earshot::net::testing {

using namespace protocol;
using domain::Who;
using earshot::testing::every_intent;
using earshot::testing::is_about_rights;

namespace {

PersonId person_of(Fixture& f, transport::PeerId peer) { return f.last<Welcome>(peer).person; }

/// A class that is under way, with somebody of every standing connected.
struct Everybody : Fixture {
  Everybody() {
    const auto owner = trainer();
    tell(owner, 2, SetClass{{.late = LateJoin::next_round}});
    std::vector<transport::PeerId> players;
    for (const char* name : {"Ann", "Ben", "Cleo"}) players.push_back(trainee(name));
    const auto co_trainer = trainee("Cosima");
    const auto watcher = trainee("Wanda");
    tell(owner, 3, Promote{person_of(*this, co_trainer), true});
    tell(owner, 4, Promote{person_of(*this, watcher), true});
    tell(owner, 5, StartRound{"wedding-order", 1, 0, {}, Mode::chat});
    session = last<Paired>(players.front()).session;
    tell(watcher, 1, Watch{session});
    const auto waiting = trainee("Wu");
    const auto queued = trainee("Quinn");
    tell(queued, 1, Queue{});
    const auto outsider = connect();
    tell(outsider, 0, Join{"PRACTICE", "Otto", {}, "o"});
    tell(outsider, 1, Leave{});
    tell(owner, 6, InviteTrainer{});
    const auto other = connect();
    tell(other, 0, SignIn{last<TrainerInvite>(owner).token, "Omar"});
    somebody = person_of(*this, waiting);

    const auto bits = [](auto... who) { return static_cast<domain::Whos>((domain::bit(who) | ...)); };
    people = {{connect(), bits(Who::stranger)},
              {outsider, bits(Who::outsider)},
              {other, bits(Who::outsider, Who::server_trainer)},
              {owner, bits(Who::owner, Who::server_trainer)},
              {co_trainer, bits(Who::co_trainer)},
              {watcher, bits(Who::co_trainer, Who::watcher)},
              {waiting, bits(Who::waiting)},
              {queued, bits(Who::queued)},
              {with_role_among(players, Role::customer), bits(Who::customer)},
              {with_role_among(players, Role::agent), bits(Who::agent)},
              {with_role_among(players, Role::observer), bits(Who::observer)}};
  }
  transport::PeerId with_role_among(const std::vector<transport::PeerId>& players, Role role) {
    for (const auto peer : players) {
      if (last<Paired>(peer).role == role) return peer;
    }
    FAIL("nobody has the role");
    return {};
  }
  SessionId session;
  PersonId somebody;
  std::map<transport::PeerId, domain::Whos> people;
};

/// Why this intent was refused, if it was.
std::optional<Why> refusal_of(Fixture& f, transport::PeerId peer, std::uint64_t number) {
  for (const auto& refused : f.all<Refused>(peer)) {
    if (refused.intent == number) return refused.why;
  }
  return {};
}

}  // namespace

TEST_CASE("the server refuses every intent that the table of rights does not give to somebody") {
  Everybody f;
  std::size_t refused = 0;
  for (const auto& [peer, who] : f.people) {
    std::uint64_t number = 100;
    for (Intent intent : every_intent(f.somebody, f.session)) {
      REQUIRE_FALSE(validate(intent).has_value());
      ++number;
      if (domain::may(who, intent.index())) continue;
      f.give(peer, number, intent);
      f.settle();
      const auto why = refusal_of(f, peer, number);
      if (std::holds_alternative<Typing>(intent)) {
        CHECK_FALSE(why.has_value());
        continue;
      }
      CHECK_MESSAGE((why && is_about_rights(*why)), domain::intent_name(intent.index()), " by ", who);
      ++refused;
    }
  }
  CHECK(refused > 300);
  CHECK(f.transport->closed.empty());
  for (const auto& [peer, who] : f.people) CHECK(f.count<TypingShown>(peer) == 0);
}

TEST_CASE("the server takes from everybody what the table gives them, where it answers itself") {
  Everybody f;
  for (const auto& [peer, who] : f.people) {
    std::uint64_t number = 100;
    for (const Intent& intent : every_intent(f.somebody, f.session)) {
      ++number;
      if (!earshot::testing::is_answered_by_hub(intent) || !domain::may(who, intent.index())) continue;
      if (std::holds_alternative<CreateClass>(intent)) continue;  // leads out of the class: below
      f.tell(peer, number, intent);
      const auto why = refusal_of(f, peer, number);
      CHECK_MESSAGE(!(why && is_about_rights(*why)), domain::intent_name(intent.index()), " by ", who);
    }
  }
  for (const auto& [peer, who] : f.people) {
    if (!domain::may(who, Intent{CreateClass{}}.index())) continue;
    f.tell(peer, 300, CreateClass{"Another", {}});
    CHECK(f.last<ClassEntered>(peer).name == "Another");
  }
}

TEST_CASE("somebody taken out for good is told so with the old token, and can use other classes") {
  Fixture f;
  const auto trainer = f.trainer();
  auto peer = f.trainee("Sam");
  const std::string token = f.last<Welcome>(peer).resume;
  f.tell(peer, 1, Link{});
  const std::string link = f.last<LinkCode>(peer).code;
  f.tell(trainer, 2, Remove{person_of(f, peer), true});
  CHECK(f.count<ClassLeft>(peer) == 1);

  SUBCASE("by code, under any name") {
    f.tell(peer, 0, Join{f.code, "Sam", {}, "again"});
    CHECK(f.last<Refused>(peer).why == Why::removed);
    f.tell(peer, 0, Join{f.code, "Pat", {}, "again"});
    CHECK(f.last<Refused>(peer).why == Why::removed);
    const auto stranger = f.connect();
    f.tell(stranger, 0, Join{f.code, "Sam", {}, "new"});
    CHECK(f.last<Refused>(stranger).why == Why::name_taken);
  }
  SUBCASE("with the token, each time and after a restart") {
    for (int i = 0; i < 2; ++i) {
      peer = f.connect();
      f.tell(peer, 0, Resume{token});
      CHECK(f.count<Welcome>(peer) == 1);
      CHECK(f.count<ClassEntered>(peer) == 0);
      CHECK(f.last<Refused>(peer).why == Why::removed);
      CHECK(f.last<ClassLeft>(peer).why.find("Care Desk") != std::string::npos);
      f.restart(f.now + Seconds{5});
    }
  }
  SUBCASE("on another device") {
    const auto phone = f.connect();
    f.tell(phone, 0, Redeem{link});
    CHECK(f.last<Refused>(phone).why == Why::removed);
    CHECK(f.count<ClassEntered>(phone) == 0);
  }
  SUBCASE("and is welcome elsewhere, also when coming back") {
    f.tell(peer, 0, Join{"PRACTICE", "Sam", {}, "again"});
    CHECK(f.last<ClassEntered>(peer).practice);
    const auto again = f.connect();
    f.tell(again, 0, Resume{token});
    CHECK(f.last<ClassEntered>(again).practice);
    CHECK(f.count<Refused>(again) == 0);
  }
}

TEST_CASE("a class over its limit says so, and takes the next one when somebody has left") {
  HubSettings settings;
  settings.domain.class_members = 2;
  Fixture f(settings);
  f.trainer();
  const auto sam = f.trainee("Sam");
  f.trainee("Priya");
  const auto late = f.trainee("Lee");
  CHECK(f.last<Refused>(late).why == Why::class_full);
  CHECK(f.last<Refused>(late).text.find("full") != std::string::npos);
  f.tell(sam, 1, Leave{});
  f.tell(late, 0, Join{f.code, "Lee", {}, "once more"});
  CHECK(f.count<ClassEntered>(late) == 1);
}

TEST_CASE("two trainers press Next at once, and the round moves one phase") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto cosima = f.trainee("Cosima");
  f.tell(trainer, 10, Promote{person_of(f, cosima), true});
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);
  f.give(trainer, 20, NextPhase{Phase::talk});
  f.give(cosima, 20, NextPhase{Phase::talk});
  f.settle();
  CHECK(f.phase_of(a) == Phase::recap);
  CHECK_FALSE(refusal_of(f, cosima, 20).has_value());
}

TEST_CASE("a trainer who vanishes goes on from another machine, while the round runs by its clock") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);
  const SessionId session = f.last<Paired>(a).session;

  SUBCASE("with the trainer token, the old machine being gone") { f.hub->closed(trainer, "lost"); }
  SUBCASE("with the trainer token, the old machine being there still") {}
  f.advance(std::chrono::ceil<Milliseconds>(f.last<PhaseShown>(a).ends_at.point() - f.now));
  CHECK(f.phase_of(a) == Phase::recap);
  const auto laptop = f.connect();
  f.tell(laptop, 0, SignIn{f.trainer_token, "Ngozi"});
  CHECK(f.last<ClassEntered>(laptop).code == f.code);
  CHECK(f.last<ClassEntered>(laptop).owner);
  CHECK(f.last<SessionShown>(laptop).session == session);
  f.tell(laptop, 1, NextPhase{Phase::recap});
  CHECK(f.phase_of(a) == Phase::solve);
}

TEST_CASE("a trainer goes on with a link code, and another trainer of the class takes over at once, also after a crash") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto cosima = f.trainee("Cosima");
  const std::string token = f.last<Welcome>(cosima).resume;
  f.tell(trainer, 10, Promote{person_of(f, cosima), true});
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);

  SUBCASE("a link code") {
    f.tell(trainer, 11, Link{});
    const auto phone = f.connect();
    f.tell(phone, 0, Redeem{f.last<LinkCode>(trainer).code});
    f.hub->closed(trainer, "lost");
    f.tell(phone, 1, NextPhase{});
    CHECK(f.phase_of(a) == Phase::recap);
  }
  SUBCASE("the co-trainer") {
    f.hub->closed(trainer, "lost");
    f.tell(cosima, 1, NextPhase{});
    CHECK(f.phase_of(a) == Phase::recap);
  }
  SUBCASE("the co-trainer, after a crash of the server") {
    f.restart(f.now + Seconds{20});
    const auto back = f.connect();
    f.tell(back, 0, Resume{token});
    CHECK(f.last<ClassEntered>(back).standing == Standing::trainer);
    f.tell(back, 1, NextPhase{});
    CHECK(f.last<SessionShown>(back).phase == Phase::recap);
  }
}

TEST_CASE("whoever is a trainer no longer stops watching") {
  Everybody f;
  transport::PeerId owner{};
  transport::PeerId watcher{};
  transport::PeerId customer{};
  for (const auto& [peer, who] : f.people) {
    if ((who & domain::bit(Who::owner)) != 0) owner = peer;
    if ((who & domain::bit(Who::watcher)) != 0) watcher = peer;
    if ((who & domain::bit(Who::customer)) != 0) customer = peer;
  }
  f.tell(owner, 200, NextPhase{});
  const auto seen = f.count<PhaseShown>(watcher);
  f.tell(owner, 201, Promote{person_of(f, watcher), false});
  CHECK(f.last<ClassEntered>(watcher).standing == Standing::trainee);
  f.tell(customer, 200, Say{"Hello?"});
  f.tell(owner, 202, NextPhase{});
  CHECK(f.count<Lines>(watcher) == 0);
  CHECK(f.count<PhaseShown>(watcher) == seen);
}

TEST_CASE("typing is shown to the others, and a muted person's is not") {
  Fixture f;
  const auto trainer = f.trainer();
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);
  f.tell(a, 0, Typing{});
  CHECK(f.count<TypingShown>(b) == 1);
  f.tell(trainer, 10, Mute{person_of(f, a), true});
  f.advance(Seconds{5});
  f.tell(a, 0, Typing{});
  CHECK(f.count<TypingShown>(b) == 1);
  f.tell(a, 10, Say{"But"});
  CHECK(f.last<Refused>(a).why == Why::muted);
}

TEST_CASE("places are held as the server was told, until a trainer of the class says otherwise") {
  HubSettings settings;
  settings.domain.seat_held = Seconds{40};
  Fixture f(settings);
  const auto trainer = f.trainer();
  CHECK(f.last<SettingsShown>(trainer).settings.seat_held_seconds == 40);
  const auto a = f.trainee("Sam");
  const auto b = f.trainee("Priya");
  f.talk(trainer, a, b);
  f.tell(trainer, 10, SetClass{{.seat_held_seconds = 300}});
  f.hub->closed(b, "lost");
  f.settle();
  CHECK(f.last<PartnerShown>(a).until.point() == f.now + Seconds{300});
  CHECK(f.last<SettingsShown>(a).settings.seat_held_seconds == 300);
}

}  // namespace earshot::net::testing
