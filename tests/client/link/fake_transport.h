// A transport without a network: the test plays the server.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "shared/protocol/codec.h"
#include "shared/transport/client_transport.h"

namespace earshot::testing {

class FakeTransport final : public transport::ClientTransport {
 public:
  transport::LinkId connect(const transport::Target& target) override {
    targets.push_back(target);
    return current = transport::LinkId{targets.size()};
  }
  void accept(transport::LinkId link) override {
    accepted = true;
    news_.push_back([link](transport::ClientEvents& to) { to.opened(link); });
  }
  void send(transport::LinkId link, std::span<const std::uint8_t> message) override {
    if (link == current) sent.push_back(*protocol::decode_intent(message));
  }
  void close(transport::LinkId, std::string_view reason) override { closed_with.emplace_back(reason); }
  void poll(TimePoint, transport::ClientEvents& events) override {
    while (!news_.empty()) {
      auto next = std::move(news_.front());
      news_.pop_front();
      next(events);
    }
  }
  void flush() override {}
  int wait_fd() const override { return -1; }
  std::optional<Milliseconds> next_wakeup() const override { return std::nullopt; }

  // What the server does, seen at the next poll.
  void identify(const secure::PublicKey& key, std::string name = "Room 4") {
    accepted = false;
    const secure::ServerIdentity identity{key, secure::Fingerprint::of(key)};
    news_.push_back([=, link = current](transport::ClientEvents& to) { to.identified(link, identity, name); });
  }
  void say(const protocol::ServerMessage& message) {
    protocol::Bytes bytes;
    protocol::encode(message, bytes);
    news_.push_back([bytes, link = current](transport::ClientEvents& to) { to.received(link, bytes); });
  }
  void say_bytes(std::vector<std::uint8_t> bytes) {
    news_.push_back([bytes = std::move(bytes), link = current](transport::ClientEvents& to) { to.received(link, bytes); });
  }
  void end(transport::CloseKind kind, std::string text = "") {
    news_.push_back([=, link = current](transport::ClientEvents& to) { to.closed(link, {kind, text}); });
  }
  /// The intents sent since the last call.
  std::vector<protocol::NumberedIntent> take_sent() { return std::exchange(sent, {}); }

  std::vector<transport::Target> targets;
  std::vector<protocol::NumberedIntent> sent;
  std::vector<std::string> closed_with;
  transport::LinkId current;
  bool accepted = false;

 private:
  std::deque<std::function<void(transport::ClientEvents&)>> news_;
};

}  // namespace earshot::testing
