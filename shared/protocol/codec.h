// Messages to bytes and back.
//
//   intent          = number of the message kind (u16), number of the intent (u64), body
//   server message  = number of the message kind (u16), body
//   body            = the struct's fields in order: integers little-endian, text and lists with a u32 length,
//                     an optional with a byte before it (1: nothing follows, 0: the value follows)
//
// Decoding rejects bad bytes: unknown kinds, lengths beyond the message, numbers
// that an enum does not have, bytes left over. Whether the values are
// allowed is `validate`'s question.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/archive.h"
#include "shared/protocol/intents.h"
#include "shared/protocol/messages.h"

namespace earshot::protocol {

/// Appends to `out`.
void encode(const NumberedIntent& intent, Bytes& out);
void encode(const ServerMessage& message, Bytes& out);

/// Error.where names the kind of message as far as it was known.
Result<NumberedIntent> decode_intent(std::span<const std::uint8_t> bytes);
Result<ServerMessage> decode_message(std::span<const std::uint8_t> bytes);

/// The kind of a message, for logs and golden files: "Say", "Lines".
std::uint16_t number_of(const Intent& intent);
std::uint16_t number_of(const ServerMessage& message);

}  // namespace earshot::protocol
