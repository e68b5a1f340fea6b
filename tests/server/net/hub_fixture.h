// A hub on a real store in a temporary folder, with connections over memory.
#pragma once

#include <doctest/doctest.h>
#include <poll.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/net/hub.h"
#include "shared/protocol/codec.h"
#include "tests/support/temporary_folder.h"

namespace earshot::net::testing {

/// Keeps what the hub sends, decoded, by peer.
class MemoryTransport final : public transport::ServerTransport {
 public:
  void send(transport::PeerId peer, std::span<const std::uint8_t> message) override {
    auto decoded = protocol::decode_message(message);
    REQUIRE_MESSAGE(decoded, decoded.error().to_string());
    sent[peer].push_back(std::move(*decoded));
  }
  void close(transport::PeerId peer, std::string_view reason) override { closed[peer] = reason; }
  void poll(TimePoint, transport::ServerEvents&) override {}
  void flush() override {}
  void list_classes(std::vector<secure::ListedClass> classes) override { listed = std::move(classes); }
  int wait_fd() const override { return -1; }
  std::optional<Milliseconds> next_wakeup() const override { return {}; }
  std::uint16_t port() const override { return 0; }
  transport::ServerStats stats() const override { return {}; }

  std::map<transport::PeerId, std::vector<protocol::ServerMessage>> sent;
  std::map<transport::PeerId, std::string> closed;
  std::vector<secure::ListedClass> listed;  ///< the classes that can be found on the network
};

/// Lets a test decide when, and whether, the store commits.
class Disk {
 public:
  Result<void> at(store::Stage stage) {
    if (stage != store::Stage::written) return {};
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !held_; });
    if (failing_) return fail("the disk is full");
    return {};
  }
  void hold(bool on) { set(held_, on); }
  void break_down(bool on) { set(failing_, on); }

 private:
  void set(bool& what, bool on) {
    const std::lock_guard lock(mutex_);
    what = on;
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  bool held_ = false;
  bool failing_ = false;
};

inline constexpr TimePoint kStart{Milliseconds{1'800'000'000'000}};

/// Boards are worked out within the call that asks for them, so that they answer at once.
inline HubSettings at_once() {
  HubSettings settings;
  settings.background_fits = false;
  return settings;
}

class Fixture {
 public:
  explicit Fixture(HubSettings settings = at_once(), std::filesystem::path content_folder = EARSHOT_SOURCE_DIR "/content")
      : settings_(settings), content_folder_(std::move(content_folder)) {
    start(kStart);
  }
  ~Fixture() { disk.hold(false); }

  /// Ends the server as a crash would, and starts it again on the same folder.
  void restart(TimePoint at) {
    hub.reset();
    writer.reset();
    transport = std::make_unique<MemoryTransport>();
    start(at);
  }

  transport::PeerId connect() {
    const transport::PeerId peer{++peers_};
    hub->connected(peer, "127.0.0.1:" + std::to_string(peers_));
    return peer;
  }

  /// Gives the intent to the hub as bytes; answers leave with settle().
  void give(transport::PeerId peer, std::uint64_t number, protocol::Intent intent) {
    protocol::Bytes bytes;
    protocol::encode(protocol::NumberedIntent{number, std::move(intent)}, bytes);
    hub->received(peer, bytes);
  }
  /// As give, then waits until everything is on disk and has left.
  void tell(transport::PeerId peer, std::uint64_t number, protocol::Intent intent) {
    give(peer, number, std::move(intent));
    settle();
  }

  void advance(Milliseconds by) {
    now += by;
    hub->set_now(now);
    hub->tick(now);
    settle();
  }

  void settle() {
    const store::Position all = writer->submit({});
    while (writer->durable() < all) wait_for_writer();
    hub->release();
  }
  void wait_for_writer() {
    pollfd waiting{writer->wake_fd(), POLLIN, 0};
    REQUIRE(::poll(&waiting, 1, 30'000) == 1);
    std::uint64_t ignored = 0;
    REQUIRE(::read(writer->wake_fd(), &ignored, sizeof ignored) == sizeof ignored);
  }

  /// Everything of one kind that this peer was sent.
  template <class Message>
  std::vector<Message> all(transport::PeerId peer) {
    std::vector<Message> found;
    for (const auto& message : transport->sent[peer]) {
      if (const auto* wanted = std::get_if<Message>(&message)) found.push_back(*wanted);
    }
    return found;
  }
  template <class Message>
  Message last(transport::PeerId peer) {
    const auto found = all<Message>(peer);
    REQUIRE_FALSE(found.empty());
    return found.back();
  }
  template <class Message>
  std::size_t count(transport::PeerId peer) {
    return all<Message>(peer).size();
  }

  /// Gives the intent a number that nobody has used, and fails the test if it is refused.
  void must(transport::PeerId peer, protocol::Intent intent) {
    const auto refused = refusal_of(peer, std::move(intent));
    REQUIRE_MESSAGE(!refused, (refused ? refused->text : ""));
  }
  /// The refusal of an intent with a number of its own, if it is refused.
  std::optional<protocol::Refused> refusal_of(transport::PeerId peer, protocol::Intent intent) {
    tell(peer, ++number_, std::move(intent));
    for (const auto& refused : all<protocol::Refused>(peer)) {
      if (refused.intent == number_) return refused;
    }
    return {};
  }
  /// As must, then the last message of this kind to the peer, which must be a new one.
  template <class Message>
  Message ask(transport::PeerId peer, protocol::Intent intent) {
    const std::size_t before = count<Message>(peer);
    must(peer, std::move(intent));
    REQUIRE(count<Message>(peer) > before);
    return last<Message>(peer);
  }
  std::uint64_t last_number() const { return number_; }
  PersonId person(transport::PeerId peer) { return last<protocol::Welcome>(peer).person; }
  /// The same person and device on a new connection.
  transport::PeerId come_back(const std::string& token) {
    const auto peer = connect();
    tell(peer, 0, protocol::Resume{token});
    return peer;
  }

  /// A trainer with a class.
  transport::PeerId trainer() {
    const auto peer = connect();
    tell(peer, 0, protocol::SignIn{trainer_token, "Ngozi"});
    tell(peer, 1, protocol::CreateClass{"Care Desk", {}});
    code = last<protocol::ClassEntered>(peer).code;
    return peer;
  }
  transport::PeerId trainee(const std::string& name) {
    const auto peer = connect();
    tell(peer, 0, protocol::Join{code, name, {}, "attempt of " + name});
    return peer;
  }
  /// The peer of this pair who plays `role`.
  transport::PeerId with_role(protocol::Role role, transport::PeerId a, transport::PeerId b) {
    return last<protocol::Paired>(a).role == role ? a : b;
  }
  protocol::Phase phase_of(transport::PeerId peer) { return last<protocol::PhaseShown>(peer).phase; }
  /// A pair in the talk; numbers 1 of both are spent.
  void talk(transport::PeerId trainer_peer, transport::PeerId a, transport::PeerId b) {
    tell(trainer_peer, 2, protocol::StartRound{"wedding-order", 1, 0, {}, protocol::Mode::chat});
    tell(a, 1, protocol::Ready{protocol::Phase::brief});
    tell(b, 1, protocol::Ready{protocol::Phase::brief});
    REQUIRE(phase_of(a) == protocol::Phase::talk);
  }

  earshot::testing::TemporaryFolder folder;
  Disk disk;
  TimePoint now{};
  std::string trainer_token;
  std::string code;
  SeededRandom random{7};
  std::shared_ptr<ContentLibrary> content;
  std::unique_ptr<store::Writer> writer;
  std::unique_ptr<MemoryTransport> transport = std::make_unique<MemoryTransport>();
  std::unique_ptr<Hub> hub;

 private:
  void start(TimePoint at) {
    now = at;
    auto loaded_content = ContentLibrary::load(content_folder_);
    REQUIRE_MESSAGE(loaded_content, loaded_content.error().to_string());
    content = loaded_content->library;
    store::Options options;
    options.hook = [this](store::Stage stage) { return disk.at(stage); };
    auto store = store::Store::open(folder.path().string(), options);
    REQUIRE_MESSAGE(store, store.error().to_string());
    const auto loaded = (*store)->load();
    REQUIRE(loaded);
    content->remember(loaded->contents);
    content->remember(loaded->authored);
    std::vector<store::Row> rows;
    TimePoint alive = loaded->clock.alive;
    for (const auto& entry : loaded->classes) {
      REQUIRE((*store)->replay(entry.record.id, [&](const store::Row& row) {
        rows.push_back(row);
        alive = std::max(alive, row.at);
      }));
    }
    const auto done = (*store)->recent_intents();
    REQUIRE(done);
    store::WriterOptions quick;
    quick.first_backoff = Milliseconds{1};
    quick.longest_backoff = Milliseconds{2};
    writer = std::make_unique<store::Writer>(std::move(*store), quick);
    hub = std::make_unique<Hub>(settings_, *loaded, *content, *writer, *transport, random);
    for (const auto& row : rows) hub->replay(row);
    hub->remember(*done);
    if (auto token = hub->begin(alive, now)) trainer_token = *token;
    settle();
  }

  HubSettings settings_;
  std::filesystem::path content_folder_;
  std::uint64_t peers_ = 0;
  std::uint64_t number_ = 1'000;  // above those that tests count themselves
};

}  // namespace earshot::net::testing
