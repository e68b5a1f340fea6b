#include <doctest/doctest.h>

#include <filesystem>
#include <memory>

#include "client/link/client.h"
#include "shared/protocol/goodbye.h"
#include "shared/protocol/limits.h"
#include "tests/client/link/fake_transport.h"
#include "tests/support/temporary_folder.h"

namespace earshot::link {
namespace {

using namespace protocol;
using model::ConnectionState;
using model::Trust;
using transport::CloseKind;

const secure::PublicKey kKey = secure::ServerKey::from_seed({1}).public_key();
const secure::PublicKey kOtherKey = secure::ServerKey::from_seed({2}).public_key();
const secure::Invite kInvite{"Server.example", 7717, "CODE", secure::Fingerprint::of(kKey)};
const secure::Invite kBare{"Server.example", 7717, "CODE", std::nullopt};

/// A client whose server is the test.
struct Device {
  explicit Device(const testing::TemporaryFolder* folder = nullptr) {
    auto owned = std::make_unique<testing::FakeTransport>();
    server = owned.get();
    std::optional<StateFolder> state;
    if (folder) state = *StateFolder::open(folder->path());
    client = std::make_unique<Client>(std::move(owned), std::move(state), random);
  }

  void poll() {
    client->poll(now, [&](const LinkEvent& event) {
      if (const auto* message = std::get_if<ServerMessage>(&event)) messages.push_back(*message);
    });
  }
  void wait(Milliseconds time) {
    now += time;
    poll();
  }
  /// Up to the point where the connection stands and nobody is signed in.
  void connect(const secure::Invite& invite = kInvite) {
    client->open(invite, now);
    server->identify(kKey);
    poll();
  }
  /// Up to `ready`: Ana has joined.
  void join() {
    connect();
    client->send(Join{"CODE", "Ana", "", ""}, now);
    server->take_sent();
    server->say(Welcome{PersonId{1}, "Ana", "token-of-ana", false, 0});
    poll();
  }
  void come_back(std::uint64_t last_intent) {
    server->identify(kKey);
    poll();
    server->say(Welcome{PersonId{1}, "Ana", "", false, last_intent});
    poll();
  }
  std::uint64_t say(const std::string& text) { return client->send(Say{text}, now); }
  ConnectionState state() const { return client->model().connection.state; }

  template <class Message>
  std::vector<Message> heard() const {
    std::vector<Message> found;
    for (const ServerMessage& message : messages) {
      if (const auto* one = std::get_if<Message>(&message)) found.push_back(*one);
    }
    return found;
  }

  SeededRandom random{7};
  TimePoint now = from_unix_ms(1'800'000'000'000);
  testing::FakeTransport* server = nullptr;
  std::unique_ptr<Client> client;
  std::vector<ServerMessage> messages;
};

template <class Kind>
const Kind& as(const NumberedIntent& numbered) {
  return std::get<Kind>(numbered.intent);
}

}  // namespace

// --- Trust ----------------------------------------------------------------------------------------------------------

TEST_CASE("an invite with a fingerprint needs no question, and nobody else is let in") {
  Device device;
  device.connect();
  REQUIRE(device.server->targets[0].expected.has_value());
  CHECK(*device.server->targets[0].expected == *kInvite.fingerprint);
  CHECK(device.server->accepted);
  CHECK(device.state() == ConnectionState::signed_out);
  CHECK(device.client->model().connection.trust == Trust::invited);
  CHECK(device.client->model().connection.words.empty());
}

TEST_CASE("what a person reads is told with every sign-in, and at once where somebody is signed in") {
  Device device;
  device.client->set_language("de", device.now);
  device.connect();
  device.client->send(Join{"CODE", "Ana", "", ""}, device.now);
  auto sent = device.server->take_sent();
  REQUIRE(sent.size() == 1);
  CHECK(as<Join>(sent[0]).language == "de");
  device.server->say(Welcome{PersonId{1}, "Ana", "token-of-ana", false, 0});
  device.poll();
  CHECK(device.server->take_sent().empty());

  device.client->set_language("fr", device.now);
  device.client->set_language("fr", device.now);
  sent = device.server->take_sent();
  REQUIRE(sent.size() == 1);
  CHECK(as<UseLanguage>(sent[0]).language == "fr");
  device.server->say(Accepted{sent[0].number, 0, {}});
  device.poll();

  device.client->send(UseLanguage{"es"}, device.now);  // as a script says it
  device.server->say(Accepted{device.server->take_sent().at(0).number, 0, {}});
  device.poll();
  device.server->end(CloseKind::lost, "timed out");
  device.poll();
  device.wait(Seconds{1});
  device.server->identify(kKey);
  device.poll();
  sent = device.server->take_sent();
  REQUIRE(sent.size() == 1);
  CHECK(as<Resume>(sent[0]).language == "es");
}

TEST_CASE("an unknown server is shown by its words and waits for a person") {
  const testing::TemporaryFolder folder;
  Device device(&folder);
  device.connect(kBare);
  CHECK(device.state() == ConnectionState::identify);
  CHECK_FALSE(device.server->accepted);
  CHECK(device.client->model().connection.words == secure::security_words(kKey));
  CHECK(device.client->model().connection.server_name == "Room 4");

  device.client->accept_identity(device.now);
  device.poll();
  CHECK(device.server->accepted);
  CHECK(device.state() == ConnectionState::signed_out);

  SUBCASE("and is remembered by the next run") {
    Device next(&folder);
    next.client->open(kBare, next.now);
    REQUIRE(next.server->targets[0].expected.has_value());
    CHECK(*next.server->targets[0].expected == secure::Fingerprint::of(kKey));
    next.poll();
    CHECK(next.client->model().connection.trust == Trust::remembered);
  }
}

TEST_CASE("who compares words slowly connects anew with the same trust") {
  Device device;
  device.connect(kBare);
  device.server->end(CloseKind::lost, "timed out");
  device.poll();
  CHECK(device.state() == ConnectionState::identify);
  device.client->accept_identity(device.now);
  REQUIRE(device.server->targets.size() == 2);
  CHECK(*device.server->targets[1].expected == secure::Fingerprint::of(kKey));
}

TEST_CASE("a changed key is a stop") {
  Device device;
  device.client->open(kInvite, device.now);
  device.server->end(CloseKind::untrusted, "the server is not the one expected");
  device.poll();
  CHECK(device.state() == ConnectionState::stopped);
  CHECK(device.client->model().connection.trust == Trust::changed);
  CHECK(device.client->model().connection.reason == "the server is not the one expected");
  device.wait(Seconds{60});
  CHECK(device.server->targets.size() == 1);
}

// --- Becoming somebody ----------------------------------------------------------------------------------------------

TEST_CASE("joining gives a person and a token that the next run resumes with by itself") {
  const testing::TemporaryFolder folder;
  {
    Device device(&folder);
    device.connect();
    const auto ticket = device.client->send(Join{"CODE", "Ana", "", ""}, device.now);
    const auto sent = device.server->take_sent();
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].number == 0);
    CHECK(as<Join>(sent[0]).attempt.size() == 32);
    device.server->say(Welcome{PersonId{1}, "Ana", "token-of-ana", false, 0});
    device.poll();
    CHECK(device.state() == ConnectionState::ready);
    REQUIRE(device.heard<Accepted>().size() == 1);
    CHECK(device.heard<Accepted>()[0].intent == ticket);
    CHECK(device.client->model().self.name == "Ana");
  }
  Device next(&folder);
  next.connect();
  const auto sent = next.server->take_sent();
  REQUIRE(sent.size() == 1);
  CHECK(as<Resume>(sent[0]).token == "token-of-ana");
  CHECK(next.state() == ConnectionState::signing_in);
}

TEST_CASE("a token that the server has forgotten is refused, and the person may join again") {
  Device device;
  device.join();
  device.server->end(CloseKind::gone);
  device.poll();
  device.poll();
  device.server->identify(kKey);
  device.poll();
  device.server->say(Refused{0, Why::wrong_token, "join again with the class code", "token"});
  device.poll();
  CHECK(device.state() == ConnectionState::signed_out);
  CHECK(device.client->model().last_refusal->why == Why::wrong_token);
  device.server->take_sent();
  device.client->send(Join{"CODE", "Ana", "", ""}, device.now);
  CHECK(device.server->take_sent().at(0).number == 0);
}

TEST_CASE("a wrong code is refused under the number that send gave") {
  Device device;
  device.connect();
  const auto ticket = device.client->send(Join{"NOPE", "Ana", "", ""}, device.now);
  CHECK(device.state() == ConnectionState::signing_in);
  device.server->say(Refused{0, Why::wrong_code, "no class has the code 'NOPE'", "code"});
  device.poll();
  REQUIRE(device.heard<Refused>().size() == 1);
  CHECK(device.heard<Refused>()[0].intent == ticket);
  CHECK(model::refusal_of<Join>(device.client->model())->field == "code");
  CHECK(device.state() == ConnectionState::signed_out);
}

TEST_CASE("what only somebody may do is refused without asking the server") {
  Device device;
  device.connect();
  device.say("hello?");
  device.poll();
  CHECK(device.server->take_sent().empty());
  REQUIRE(device.heard<Refused>().size() == 1);
  CHECK(device.heard<Refused>()[0].why == Why::not_signed_in);
}

TEST_CASE("without a connection that can come back nothing is kept waiting") {
  Device device;
  device.say("hello?");
  device.poll();
  REQUIRE(device.heard<Refused>().size() == 1);
  CHECK(device.client->unanswered() == 0);
}

TEST_CASE("intents given before the connection stands go out in their order") {
  Device device;
  device.client->open(kInvite, device.now);
  device.client->send(Join{"CODE", "Ana", "", ""}, device.now);
  device.client->send(Queue{}, device.now);
  device.server->identify(kKey);
  device.poll();
  CHECK(device.server->take_sent().size() == 1);  // the queue waits for the person
  device.server->say(Welcome{PersonId{1}, "Ana", "token-of-ana", false, 0});
  device.poll();
  const auto sent = device.server->take_sent();
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].number == 1);
  CHECK(std::holds_alternative<Queue>(sent[0].intent));
}

TEST_CASE("signing in as somebody holds back what comes after it") {
  Device device;
  device.join();
  device.client->send(SignIn{"trainer-token", "Tara"}, device.now);
  device.client->send(CreateClass{"Class", {}}, device.now);
  auto sent = device.server->take_sent();
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].number == 0);
  device.server->say(Welcome{PersonId{2}, "Tara", "token-of-tara", true, 40});
  device.poll();
  sent = device.server->take_sent();
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].number == 41);  // the new device's count
}

// --- Exactly once ---------------------------------------------------------------------------------------------------

TEST_CASE("numbers go on from what the server has stored for this device") {
  Device device;
  device.connect();
  device.client->send(Resume{"token-of-ana"}, device.now);
  device.server->say(Welcome{PersonId{1}, "Ana", "", false, 17});
  device.poll();
  device.server->take_sent();
  device.say("hello");
  CHECK(device.server->take_sent().at(0).number == 18);
}

TEST_CASE("unanswered intents go out again after a reconnect, in order, under their numbers, and are answered once") {
  Device device;
  device.join();
  const auto first = device.say("one");
  const auto second = device.say("two");
  device.server->take_sent();
  device.server->end(CloseKind::lost, "the network broke");
  device.poll();
  CHECK(device.state() == ConnectionState::reconnecting);
  const auto third = device.say("three");

  device.wait(kFirstRetry);
  CHECK(device.server->targets.size() == 2);
  device.come_back(1);  // the first one is on disk already
  const auto sent = device.server->take_sent();
  REQUIRE(sent.size() == 4);
  CHECK(as<Resume>(sent[0]).token == "token-of-ana");
  for (std::size_t i = 1; i < 4; ++i) CHECK(sent[i].number == i);
  CHECK(as<Say>(sent[3]).text == "three");

  for (std::uint64_t number = 1; number <= 3; ++number) device.server->say(Accepted{number, number, {}});
  device.server->say(Accepted{1, 1, {}});  // said twice
  device.poll();
  std::vector<std::uint64_t> answered;
  for (const Accepted& answer : device.heard<Accepted>()) answered.push_back(answer.intent);
  CHECK(answered == std::vector<std::uint64_t>{1, first, second, third});  // 1: the join
  CHECK(device.client->unanswered() == 0);
}

TEST_CASE("an answer that is missed for a second is asked for again") {
  Device device;
  device.join();
  device.say("one");
  device.server->take_sent();
  device.wait(Milliseconds{900});
  CHECK(device.server->take_sent().empty());
  CHECK(*device.client->next_wakeup(device.now) == Milliseconds{100});
  device.wait(Milliseconds{100});
  const auto sent = device.server->take_sent();
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].number == 1);
  device.server->say(Accepted{1, 1, {}});
  device.poll();
  device.wait(Seconds{5});
  CHECK(device.server->take_sent().empty());
}

TEST_CASE("typing is never numbered, never repeated, and sent at most every two seconds") {
  Device device;
  device.join();
  for (int i = 0; i < 10; ++i) CHECK(device.client->send(Typing{}, device.now) == 0);
  auto sent = device.server->take_sent();
  REQUIRE(sent.size() == 1);
  CHECK(sent[0].number == 0);
  device.now += Seconds{2};
  device.client->send(Typing{}, device.now);
  CHECK(device.server->take_sent().size() == 1);
  CHECK(device.client->unanswered() == 0);
}

TEST_CASE("values that cannot be allowed are refused at once, with the field") {
  Device device;
  device.join();
  const auto ticket = device.client->send(Feel{9}, device.now);
  CHECK(model::is_pending<Feel>(device.client->model()));
  device.poll();
  CHECK(device.server->take_sent().empty());
  REQUIRE(device.heard<Refused>().size() == 1);
  CHECK(device.heard<Refused>()[0].intent == ticket);
  CHECK(model::refusal_of<Feel>(device.client->model())->field == "level");
}

TEST_CASE("an intent too large for one message is refused, not sent") {
  Device device;
  device.join();
  std::string wide;  // allowed in characters, four bytes each
  for (std::size_t i = 0; i < limits::kRecapFactCharacters; ++i) wide += "\xF0\x9F\x99\x82";
  std::string text;
  for (std::size_t i = 0; i < limits::kRecapCharacters; ++i) text += "\xF0\x9F\x99\x82";
  device.client->send(Recap{text, std::vector<std::string>(limits::kRecapFacts, wide), std::vector<std::string>(8, wide.substr(0, 240))},
                      device.now);
  device.poll();
  CHECK(device.server->take_sent().empty());
  REQUIRE(device.heard<Refused>().size() == 1);
  CHECK(device.heard<Refused>()[0].why == Why::too_long);
}

// --- Reconnecting ---------------------------------------------------------------------------------------------------

TEST_CASE("the wait between attempts grows from 0.2 to 5 seconds") {
  Device device;
  device.join();
  device.server->end(CloseKind::lost, "the network broke");
  device.poll();
  Milliseconds longest = kFirstRetry;
  for (int attempt = 0; attempt < 8; ++attempt) {
    const Milliseconds wait = device.client->model().connection.retry_at - device.now;
    CHECK(wait <= longest);
    CHECK(wait >= longest * 4 / 5);
    device.wait(wait - Milliseconds{1});
    CHECK(device.server->targets.size() == static_cast<std::size_t>(attempt) + 1);
    device.wait(Milliseconds{1});
    CHECK(device.server->targets.size() == static_cast<std::size_t>(attempt) + 2);
    device.server->end(CloseKind::unreachable, "no answer");
    device.poll();
    CHECK(device.client->model().connection.reason == "no answer");
    longest = std::min(longest * 2, kLastRetry);
  }
}

TEST_CASE("a restarted server is connected to at once") {
  Device device;
  device.join();
  device.server->end(CloseKind::gone, "the server restarted");
  device.poll();
  CHECK(*device.client->next_wakeup(device.now) == Milliseconds{0});
  device.poll();
  CHECK(device.server->targets.size() == 2);
}

TEST_CASE("'try now' does not wait") {
  Device device;
  device.join();
  device.server->end(CloseKind::full, "the server is full");
  device.poll();
  device.client->try_now(device.now);
  CHECK(device.server->targets.size() == 2);
}

TEST_CASE("an old version is told to the person and not tried again") {
  Device device;
  device.client->open(kInvite, device.now);
  device.server->end(CloseKind::version, "this server speaks protocol version 2, this program version 1: update Earshot");
  device.poll();
  CHECK(device.state() == ConnectionState::stopped);
  device.wait(Seconds{30});
  CHECK(device.server->targets.size() == 1);
}

TEST_CASE("what is in the way is told apart, and forgotten once it is overcome") {
  using model::Trouble;
  const std::pair<CloseKind, Trouble> kinds[] = {{CloseKind::silent, Trouble::silent},
                                                 {CloseKind::unresolved, Trouble::unresolved},
                                                 {CloseKind::untrusted, Trouble::wrong_key},
                                                 {CloseKind::version, Trouble::old_program},
                                                 {CloseKind::full, Trouble::other}};
  for (const auto& [kind, trouble] : kinds) {
    Device device;
    device.client->open(kInvite, device.now);
    device.server->end(kind, "why");
    device.poll();
    CHECK(device.client->model().connection.trouble == trouble);
  }
  Device device;
  device.client->open(kInvite, device.now);
  device.server->end(CloseKind::silent, "no answer");
  device.poll();
  device.wait(kLastRetry);
  CHECK(device.client->model().connection.trouble == Trouble::silent);  // while it tries again
  device.server->identify(kKey);
  device.poll();
  CHECK(device.client->model().connection.trouble == Trouble::none);
}

TEST_CASE("a place taken over elsewhere is not fought for") {
  Device device;
  device.join();
  device.server->end(CloseKind::by_server, std::string(kTakenOver));
  device.poll();
  CHECK(device.state() == ConnectionState::stopped);
}

TEST_CASE("a server that stops kindly is waited for") {
  Device device;
  device.join();
  device.server->end(CloseKind::by_server, "the server is stopping");
  device.poll();
  CHECK(device.state() == ConnectionState::reconnecting);
  CHECK(device.client->model().connection.reason == "the server is stopping");
}

TEST_CASE("bytes that are no message end the connection, which is made anew") {
  Device device;
  device.join();
  device.server->say_bytes({0xFF, 0xFF, 0x00});
  device.poll();
  REQUIRE(device.server->closed_with.size() == 1);
  CHECK(device.state() == ConnectionState::reconnecting);
}

TEST_CASE("leaving says good-bye and does not come back") {
  Device device;
  device.join();
  device.client->close(device.now);
  device.server->end(CloseKind::by_us, "");
  device.poll();
  CHECK(device.state() == ConnectionState::idle);
  device.wait(Seconds{30});
  CHECK(device.server->targets.size() == 1);
}

}  // namespace earshot::link
