// Secrets are kept by the server: what must not be seen never leaves. The tests look at encoded bytes.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "server/domain/project_session.h"
#include "tests/server/domain/random_play.h"
#include "tests/server/domain/secrets.h"

namespace earshot::testing {
namespace {

/// A whole role-play of three, watched by the trainer beside a newcomer in the lobby, with everybody resuming after
/// every step.
struct Play {
  Scene scene{3};
  PersonId newcomer = scene.join("Dan");
  std::vector<Secret> secrets{};

  Play() {
    const card::Card& card = *scene.session().card;
    for (const auto& side : {customer_secrets(card), agent_secrets(card)}) secrets.insert(secrets.end(), side.begin(), side.end());
    scene.watch(scene.trainer(), scene.session().id);
  }

  void step(PersonId who, protocol::Intent intent) {
    scene.must(who, std::move(intent));
    resume_all();
  }
  void wait(Seconds time) {
    scene.wait(time);
    resume_all();
  }
  void next() { step(scene.trainer(), protocol::NextPhase{}); }
  void resume_all() {
    for (const auto& [person, model] : scene.models()) scene.resume_in_passing(person);
  }

  void to_talk() {
    for (const PersonId person : scene.people()) {
      note(person, protocol::word(scene.phase()));
    }
    next();
  }
  /// Every beat plays, every fact is told by tick: its wording stays a secret.
  void to_recap() {
    wait(Seconds{31});
    step(scene.agent(), protocol::Say{"What did you try?"});
    step(scene.agent(), protocol::Say{"I see."});
    step(scene.customer(), protocol::Feel{5});
    step(scene.customer(), protocol::PlayBeat{kOwn});
    for (const auto& fact : scene.session().card->customer.facts) step(scene.customer(), protocol::Reveal{fact.id, false});
    step(scene.agent(), protocol::Breathe{});
    step(scene.observer(), protocol::TapTally{protocol::Tally::open_question});
    for (const PersonId person : scene.people()) note(person, "talk");
    step(scene.agent(), protocol::Heated{MessageId{2}});
    next();
  }
  void to_solve() {
    secrets.push_back({"~recap~", {Role::agent, Role::customer}, {}, Phase::score, Phase::debrief});
    secrets.push_back({"~mended~", {Role::agent, Role::customer}, {}, Phase::score, Phase::debrief});
    auto recap = good_recap();
    recap.text = "~recap~";
    step(scene.agent(), recap);
    step(scene.customer(), marks_for_good_recap());
    recap.facts.push_back("~mended~");
    step(scene.agent(), recap);
    auto marks = marks_for_good_recap();
    marks.facts.push_back({true, kBulb});
    step(scene.customer(), marks);
    next();
  }
  void to_score() {
    wait(Seconds{61});
    step(scene.customer(), protocol::PlayBeat{kLeft});
    next();
  }
  void to_debrief() {
    step(scene.customer(), good_outcome());
    for (const PersonId by : scene.people()) {
      for (const Role role : {Role::agent, Role::customer}) {
        auto rating = rate(scene.of(role), role);
        rating.keep = "~keep " + std::to_string(by.value) + std::string(protocol::word(role)) + "~";
        rating.next = "~next " + std::to_string(by.value) + std::string(protocol::word(role)) + "~";
        secrets.push_back({rating.keep, {}, by, {}, Phase::debrief});
        secrets.push_back({rating.next, {}, by, {}, Phase::debrief});
        step(by, rating);
      }
    }
    REQUIRE(scene.phase() == Phase::debrief);
  }
  void to_end() {
    for (const PersonId person : scene.people()) {
      step(person, protocol::React{"tired"});
      step(person, protocol::Intend{"to ask more"});
    }
    next();
  }
  void all() {
    to_talk();
    to_recap();
    to_solve();
    to_score();
    to_debrief();
    to_end();
  }

  void note(PersonId person, std::string_view where) {
    const std::string text = "~note " + std::to_string(person.value) + std::string(where) + "~";
    secrets.push_back({text, {}, person, {}, {}});
    step(person, protocol::TakeNote{protocol::NoteKind::fact, text, {}});
  }
};

Sent as_sent(PersonId to, Phase phase, Role role, protocol::ServerMessage message) {
  Sent sent{to, phase, role, std::move(message), {}};
  protocol::encode(sent.message, sent.bytes);
  return sent;
}

/// What a projection that goes wrong would add to what was sent.
std::vector<Sent> wrongly(Play& play, PersonId to, Role role, const std::function<void(const domain::SessionView&)>& project) {
  std::vector<Sent> sent = play.scene.sent();
  const domain::Session& session = play.scene.session();
  const domain::Context context = play.scene.context();
  const domain::Deliver deliver = [&](std::span<const PersonId>, protocol::ServerMessage message) {
    sent.push_back(as_sent(to, session.phase, role, std::move(message)));
  };
  project({session, context, deliver});
  return sent;
}

}  // namespace

TEST_CASE("the card of this test has a text of its own in every field that is a secret") {
  const Scene scene(2);
  const card::Card& card = *scene.session().card;
  std::vector<Secret> secrets = customer_secrets(card);
  CHECK(secrets.size() == 60);
  const auto agents = agent_secrets(card);
  CHECK(agents.size() == 17);
  secrets.insert(secrets.end(), agents.begin(), agents.end());
  for (std::size_t i = 0; i < secrets.size(); ++i) {
    CHECK_MESSAGE(secrets[i].text.starts_with('~'), secrets[i].text);
    for (std::size_t k = 0; k < secrets.size(); ++k) {
      CHECK_MESSAGE((i == k || secrets[k].text.find(secrets[i].text) == std::string::npos), secrets[i].text);
    }
  }
}

TEST_CASE("over a whole role-play with resumes at every step, nobody is sent a secret that is not theirs") {
  Play play;
  play.all();
  CHECK(never_sent(play.scene.sent(), play.secrets) == std::vector<std::string>{});
  CHECK(leaks(play.scene.sent(), play.secrets) == std::vector<std::string>{});
  CHECK(strays(play.scene.sent()) == std::vector<std::string>{});
}

TEST_CASE("the debrief shows both sides of the card to everybody who is in it, and Score to the observer") {
  Play play;
  play.all();
  std::vector<Secret> card = customer_secrets(*play.scene.content().resolved("lamp-hash", 0));
  const auto agents = agent_secrets(*play.scene.content().resolved("lamp-hash", 0));
  card.insert(card.end(), agents.begin(), agents.end());
  // A beat that is not pressed by hand shows its text in the debrief, and its id; moods are the customer's prompt alone.
  std::erase_if(card, [](const Secret& secret) { return secret.text.starts_with("~mood"); });
  const auto seen = [&](PersonId person, Phase from, const std::string& text) {
    return std::ranges::any_of(play.scene.sent(), [&](const Sent& one) {
      return one.to == person && one.phase && *one.phase >= from && holds(one, text);
    });
  };
  for (const Secret& secret : card) {
    CAPTURE(secret.text);
    for (const PersonId person : play.scene.people()) CHECK(seen(person, Phase::debrief, secret.text));
    if (secret.text.find("beat:") == std::string::npos) CHECK(seen(play.scene.observer(), Phase::score, secret.text));
  }
}

TEST_CASE("whoever steps in is sent what their new seat may see, and nothing of the other side") {
  for (const bool observer_first : {true, false}) {
    for (const Role role : {Role::customer, Role::agent}) {
      CAPTURE(observer_first);
      CAPTURE(protocol::word(role));
      Play play;
      Scene& scene = play.scene;
      scene.set({.drop_out = observer_first ? protocol::DropOut::observer : protocol::DropOut::waiting});
      play.to_talk();
      play.step(scene.agent(), protocol::Say{"What did you try?"});
      play.step(scene.customer(), protocol::Feel{4});
      play.step(scene.customer(), protocol::Reveal{kDark, false});
      play.step(scene.of(role), protocol::Leave{});
      const PersonId newcomer = observer_first ? scene.observer() : play.newcomer;
      REQUIRE(scene.of(role) == newcomer);
      play.note(newcomer, "stepped in");
      play.wait(Seconds{31});
      play.next();
      play.step(scene.of(Role::agent), good_recap());
      play.step(scene.of(Role::customer), marks_for_good_recap());
      play.next();
      play.next();
      play.step(scene.of(Role::customer), good_outcome());

      std::vector<Secret> own = customer_secrets(*scene.session().card);
      if (role == Role::agent) own = agent_secrets(*scene.session().card);
      const bool got_brief = std::ranges::any_of(scene.sent(), [&](const Sent& one) {
        return one.to == newcomer && one.phase == Phase::talk && holds(one, own.front().text);
      });
      CHECK(got_brief);
      CHECK(leaks(scene.sent(), play.secrets) == std::vector<std::string>{});
      CHECK(strays(scene.sent()) == std::vector<std::string>{});
    }
  }
}

TEST_CASE("in the wild too: random plays of a class show nobody a secret that was not said aloud") {
  CHECK(rc::check([] {
    World world({*rc::gen::arbitrary<std::uint64_t>(), {}, false, challenge_cards()});
    play_class(world);
    std::vector<Secret> secrets = customer_secrets(*world.content().resolved("lamp-hash", 0));
    const auto agents = agent_secrets(*world.content().resolved("lamp-hash", 0));
    secrets.insert(secrets.end(), agents.begin(), agents.end());
    const auto challenges = challenge_secrets(*world.content().resolved("lamp-hash", 0));
    secrets.insert(secrets.end(), challenges.begin(), challenges.end());
    for (const Recorded& past : world.journal()) {
      if (const auto* said = std::get_if<domain::Said>(&past.event)) {
        std::erase_if(secrets, [&](const Secret& secret) { return secret.text == said->text; });
      }
    }
    for (const auto& found : {leaks(world.sent(), secrets), strays(world.sent())}) {
      if (!found.empty()) RC_FAIL(found.front());
    }
  }));
}

// --- Would these tests see a leak? ----------------------------------------------------------------------------------

TEST_CASE("the search sees each secret in the partner's bytes before the debrief, and in an observer's before Score") {
  Play play;
  play.all();
  for (const Secret& secret : play.secrets) {
    CAPTURE(secret.text);
    struct Other {
      PersonId person;
      Role role;
      Phase phase;
    };
    const Other partner = secret.seats.contains(Role::customer)
                              ? Other{play.scene.agent(), Role::agent, Phase::score}
                              : Other{play.scene.customer(), Role::customer, Phase::score};
    for (const Other& other : {partner, Other{play.scene.observer(), Role::observer, Phase::solve}}) {
      const bool own = other.person == secret.owner || secret.seats.contains(other.role);
      const auto leak = as_sent(other.person, other.phase, other.role, protocol::Lines{SessionId{1}, {{MessageId{1}, {}, "x" + secret.text + "x", {}, {}}}});
      CHECK(leaks({leak}, play.secrets).size() == (own ? 0 : 1));
    }
  }
}

TEST_CASE("a projection that goes wrong is seen") {
  Play play;
  const auto& scene = play.scene;
  const PersonId customer = scene.customer();
  const PersonId agent = scene.agent();
  const PersonId observer = scene.observer();
  const auto is_seen = [&](PersonId to, Role role, const std::function<void(const domain::SessionView&)>& project) {
    const auto sent = wrongly(play, to, role, project);
    return !leaks(sent, play.secrets).empty() || !strays(sent).empty();
  };
  const auto one = [](const PersonId& person) { return std::span<const PersonId>(&person, 1); };

  CHECK(is_seen(agent, Role::agent, [&](const auto& view) { view.briefs(agent, Role::customer); }));
  CHECK(is_seen(customer, Role::customer, [&](const auto& view) { view.briefs(customer, Role::agent); }));
  CHECK(is_seen(observer, Role::observer, [&](const auto& view) { view.briefs(observer, Role::agent); }));
  CHECK_FALSE(is_seen(agent, Role::agent, [&](const auto& view) { view.briefs(agent, Role::agent); }));
  play.to_talk();
  play.to_recap();
  CHECK(is_seen(agent, Role::agent, [&](const auto& view) { view.all_for(agent, Role::customer, false); }));
  CHECK(is_seen(observer, Role::observer, [&](const auto& view) { view.all_for(observer, Role::customer, false); }));
  CHECK_FALSE(is_seen(agent, Role::agent, [&](const auto& view) { view.all_for(agent, Role::agent, false); }));
  play.to_solve();
  CHECK(is_seen(agent, Role::agent, [&](const auto& view) { view.marks(agent, Role::customer, 0); }));
  CHECK_FALSE(is_seen(agent, Role::agent, [&](const auto& view) { view.marks(agent, Role::agent, 0); }));
  CHECK(is_seen(observer, Role::observer, [&](const auto& view) { view.recaps(observer, Role::agent); }));
  CHECK(is_seen(observer, Role::observer, [&](const auto& view) { view.recap(one(observer), 0); }));
  play.to_score();
  CHECK(is_seen(agent, Role::agent, [&](const auto& view) { view.briefs(agent, Role::observer); }));
  CHECK_FALSE(is_seen(observer, Role::observer, [&](const auto& view) { view.briefs(observer, Role::observer); }));
  play.step(customer, rate(agent, Role::agent));
  CHECK(is_seen(agent, Role::agent, [&](const auto& view) { view.debrief(one(agent)); }));
  CHECK(is_seen(observer, Role::observer, [&](const auto& view) { view.debrief(one(observer)); }));
}

}  // namespace earshot::testing
