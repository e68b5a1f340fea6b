// Input: which message (1 byte mod 4), then bytes. They stand for a message, or are laid over the right one by XOR; a
// handshake must then fail, unless nothing was changed.
#include <algorithm>
#include <cstdlib>

#include "shared/secure/handshake.h"

namespace {

using namespace earshot::secure;

void require(bool holds) {
  if (!holds) std::abort();
}

Answer own_answer(const ServerKey& key) {
  return {.version = 1,
          .nonce = {},
          .fingerprint = key.fingerprint(),
          .room = Room::here,
          .port = 1,
          .cookie = 2,
          .name = "R"};
}

/// Lays the input over the message; false if that changes nothing.
bool damage(Bytes& message, View input) {
  const std::size_t common = std::min(message.size(), input.size());
  for (std::size_t i = 0; i < common; ++i) message[i] ^= input[i];
  return std::ranges::any_of(input.first(common), [](std::uint8_t byte) { return byte != 0; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static const ServerKey key = ServerKey::generate();
  const View input = View(data, size).subspan(1);
  const int message = data[0] % 4;

  const Answer own = own_answer(key);
  const Query query = make_query(1);
  Answer answer = own;
  answer.nonce = query.nonce;
  ClientHandshake client(query, answer);
  ServerHandshake server(key, own);

  Bytes hello = client.hello();
  if (message == 0) {
    static_cast<void>(server.answer(input));
    return 0;
  }
  bool changed = message == 1 && damage(hello, input);
  auto answered = server.answer(hello);
  if (!answered) return require(changed), 0;
  changed = changed || (message == 2 && damage(*answered, input));
  const auto identity = client.verify(*answered);
  require(identity.has_value() != changed);
  if (!identity) return 0;
  auto finish = client.finish();
  require(finish.has_value());
  changed = message == 3 && damage(finish->message, input);
  require(server.complete(finish->message).has_value() != changed);
  return 0;
}
