#include "shared/protocol/codec.h"

#include <string>
#include <utility>

#include "shared/protocol/limits.h"

namespace earshot::protocol {
namespace {

template <class Variant>
struct Kinds;

template <class... Ts>
struct Kinds<std::variant<Ts...>> {
  static constexpr bool distinct() {
    const std::uint16_t numbers[] = {Ts::kNumber...};
    for (std::size_t i = 0; i < sizeof...(Ts); ++i) {
      for (std::size_t k = i + 1; k < sizeof...(Ts); ++k) {
        if (numbers[i] == numbers[k]) return false;
      }
    }
    return true;
  }

  /// Makes `out` a default value of the kind with this number; false if there is none.
  static bool choose(std::uint16_t number, std::variant<Ts...>& out) {
    return ((number == Ts::kNumber ? (out.template emplace<Ts>(), true) : false) || ...);
  }
};

static_assert(Kinds<Intent>::distinct(), "two intents share a number");
static_assert(Kinds<ServerMessage>::distinct(), "two messages share a number");

template <class Variant>
void encode_kind(const Variant& value, Bytes& out) {
  WireOutput archive(out);
  std::visit([&](const auto& body) { archive(std::decay_t<decltype(body)>::kNumber); }, value);
}

template <class Variant>
void encode_body(const Variant& value, Bytes& out) {
  WireOutput archive(out);
  std::visit([&](const auto& body) { archive(body); }, value);
}

/// Reads what follows the kind into `out`, whose kind is chosen already.
template <class Variant>
void decode_body(WireInput& in, Variant& out) {
  std::visit([&](auto& body) { in(body); }, out);
  if (in.left() > 0) throw DecodeError(std::to_string(in.left()) + " bytes are left over");
}

std::string kind_name(std::uint16_t kind) { return "message " + std::to_string(kind); }

/// Runs `read(archive, kind)`; the only place where decoding errors are caught.
template <class T, class Read>
Result<T> guarded(std::span<const std::uint8_t> bytes, std::size_t limit, Read read) {
  if (bytes.size() > limit) return fail("the message is larger than " + std::to_string(limit) + " bytes");
  std::uint16_t kind = 0;
  try {
    WireInput in(bytes);
    in(kind);
    return read(in, kind);
  } catch (const std::exception& error) {
    return fail(error.what(), kind_name(kind));
  }
}

}  // namespace

void encode(const NumberedIntent& numbered, Bytes& out) {
  encode_kind(numbered.intent, out);
  WireOutput archive(out);
  archive(numbered.number);
  encode_body(numbered.intent, out);
}

void encode(const ServerMessage& message, Bytes& out) {
  encode_kind(message, out);
  encode_body(message, out);
}

Result<NumberedIntent> decode_intent(std::span<const std::uint8_t> bytes) {
  return guarded<NumberedIntent>(bytes, limits::kIntentBytes, [](WireInput& in, std::uint16_t kind) {
    NumberedIntent numbered;
    in(numbered.number);
    if (!Kinds<Intent>::choose(kind, numbered.intent)) throw DecodeError("no intent has this number");
    decode_body(in, numbered.intent);
    return numbered;
  });
}

Result<ServerMessage> decode_message(std::span<const std::uint8_t> bytes) {
  return guarded<ServerMessage>(bytes, limits::kMessageBytes, [](WireInput& in, std::uint16_t kind) {
    ServerMessage message;
    if (!Kinds<ServerMessage>::choose(kind, message)) throw DecodeError("no server message has this number");
    decode_body(in, message);
    return message;
  });
}

std::uint16_t number_of(const Intent& intent) {
  return std::visit([](const auto& body) { return std::decay_t<decltype(body)>::kNumber; }, intent);
}

std::uint16_t number_of(const ServerMessage& message) {
  return std::visit([](const auto& body) { return std::decay_t<decltype(body)>::kNumber; }, message);
}

}  // namespace earshot::protocol
