#include "shared/secure/query.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <stdexcept>

#include "shared/base/text.h"

namespace earshot::secure {
namespace {

constexpr std::string_view kQueryMagic = "EARSHOT?";
constexpr std::string_view kAnswerMagic = "EARSHOT!";
constexpr std::string_view kGoneMagic = "GONE";
constexpr std::size_t kAnswerFixed = 8 + 4 + 16 + 32 + 1 + 2 + 4 + 1;
constexpr Milliseconds kCookieSlot{30'000};

bool starts_with(View datagram, std::string_view magic) {
  return datagram.size() >= magic.size() && as_text(datagram.first(magic.size())) == magic;
}

std::uint32_t cookie_for(const CookieJar::Key& key, const Address& address, std::int64_t slot) {
  static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == 8);
  Bytes input;
  input.reserve(14);
  Writer writer(input);
  writer.bytes(address.ip);
  writer.number(address.port);
  writer.number(slot);
  std::array<std::uint8_t, crypto_shorthash_BYTES> mac{};
  crypto_shorthash(mac.data(), input.data(), input.size(), key.data());
  return *Reader(mac).number<std::uint32_t>();
}

std::int64_t slot_of(TimePoint now) { return now.time_since_epoch() / kCookieSlot; }

}  // namespace

std::string Address::to_string() const {
  return fmt::format("{}.{}.{}.{}:{}", ip[0], ip[1], ip[2], ip[3], port);
}

bool looks_like_query(View datagram) { return starts_with(datagram, kQueryMagic); }
bool looks_like_answer(View datagram) { return starts_with(datagram, kAnswerMagic); }
bool looks_like_gone(View datagram) { return starts_with(datagram, kGoneMagic); }

Query make_query(std::uint32_t version) {
  prepare();
  Query query{.version = version};
  randombytes_buf(query.nonce.data(), query.nonce.size());
  return query;
}

Bytes encode(const Query& query) {
  Bytes out;
  out.reserve(kQuerySize);
  Writer writer(out);
  writer.bytes(as_view(kQueryMagic));
  writer.number(query.version);
  writer.bytes(query.nonce);
  out.resize(kQuerySize);
  return out;
}

Result<Query> decode_query(View datagram) {
  if (!looks_like_query(datagram)) return fail("this is no query of Earshot");
  if (datagram.size() != kQuerySize) return fail("a query has the wrong length");
  Reader reader(datagram.subspan(kQueryMagic.size()));
  Query query;
  query.version = *reader.number<std::uint32_t>();
  reader.copy(query.nonce);
  if (std::ranges::any_of(reader.rest(), [](std::uint8_t byte) { return byte != 0; }))
    return fail("a query is padded with something else than zeros");
  return query;
}

Bytes encode(const Answer& answer) {
  if (text::length(answer.name) > kMaxServerName)
    throw std::length_error("a server's name is longer than 40 characters");
  Bytes out;
  out.reserve(kAnswerFixed + answer.name.size());
  Writer writer(out);
  writer.bytes(as_view(kAnswerMagic));
  writer.number(answer.version);
  writer.bytes(answer.nonce);
  writer.bytes(answer.fingerprint.bytes);
  writer.number(static_cast<std::uint8_t>(answer.room));
  writer.number(answer.port);
  writer.number(answer.cookie);
  writer.number(static_cast<std::uint8_t>(answer.name.size()));
  writer.bytes(as_view(answer.name));
  return out;
}

Result<Answer> decode_answer(View datagram) {
  if (!looks_like_answer(datagram)) return fail("this is no answer of an Earshot server");
  if (datagram.size() < kAnswerFixed || datagram.size() > kQuerySize)
    return fail("an answer has the wrong length");
  Reader reader(datagram.subspan(kAnswerMagic.size()));
  Answer answer;
  answer.version = *reader.number<std::uint32_t>();
  reader.copy(answer.nonce);
  reader.copy(answer.fingerprint.bytes);
  const auto room = *reader.number<std::uint8_t>();
  if (room > static_cast<std::uint8_t>(Room::elsewhere)) return fail("an answer is of an unknown kind");
  answer.room = static_cast<Room>(room);
  answer.port = *reader.number<std::uint16_t>();
  answer.cookie = *reader.number<std::uint32_t>();
  const std::size_t length = *reader.number<std::uint8_t>();
  if (reader.rest().size() != length) return fail("an answer has the wrong length");
  answer.name = as_text(reader.rest());
  if (!text::is_utf8(answer.name) || text::length(answer.name) > kMaxServerName)
    return fail("the server's name is not text of at most 40 characters");
  return answer;
}

Bytes encode_gone(View datagram) {
  if (datagram.size() < kMinGoneEcho) throw std::length_error("too short a datagram to be answered");
  Bytes out;
  Writer writer(out);
  writer.bytes(as_view(kGoneMagic));
  writer.bytes(datagram.first(std::min(datagram.size(), kMaxGoneEcho)));
  return out;
}

Result<Gone> decode_gone(View datagram) {
  if (!looks_like_gone(datagram)) return fail("this is no 'gone' of an Earshot server");
  const View echo = datagram.subspan(kGoneMagic.size());
  if (echo.size() < kMinGoneEcho || echo.size() > kMaxGoneEcho) return fail("a 'gone' has the wrong length");
  return Gone{Bytes(echo.begin(), echo.end())};
}

CookieJar::CookieJar() {
  prepare();
  randombytes_buf(key_.data(), key_.size());
}

std::uint32_t CookieJar::make(const Address& address, TimePoint now) const {
  return cookie_for(key_, address, slot_of(now));
}

bool CookieJar::check(const Address& address, std::uint32_t cookie, TimePoint now) const {
  const std::int64_t slot = slot_of(now);
  return cookie == cookie_for(key_, address, slot) || cookie == cookie_for(key_, address, slot - 1);
}

}  // namespace earshot::secure
