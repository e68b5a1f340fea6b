#include "shared/secure/find.h"

#include <sodium.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "shared/base/text.h"

namespace earshot::secure {
namespace {

constexpr std::string_view kQuestionMagic = "EARFIND?";
constexpr std::string_view kAnswerMagic = "EARFIND!";
constexpr std::size_t kMaxMore = std::numeric_limits<std::uint16_t>::max();

bool starts_with(View datagram, std::string_view magic) {
  return datagram.size() >= magic.size() && as_text(datagram.first(magic.size())) == magic;
}

/// What a screen can show on one line, whoever sent it.
bool is_one_line(std::string_view text, std::size_t most_characters) {
  const auto clean = text::clean(text);
  return clean && *clean == text && text.find('\n') == std::string_view::npos &&
         text::length(text) <= most_characters;
}

bool is_code(std::string_view code) {
  return !code.empty() && code.size() <= kMaxListedCode && std::ranges::all_of(code, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
}

/// Cut to `most_characters`; empty if it cannot be shown.
std::string shortened(std::string_view name, std::size_t most_characters) {
  if (!text::is_utf8(name)) return {};
  // A cut may leave a blank at the end.
  auto clean = text::clean(text::first(name, most_characters));
  return clean && is_one_line(*clean, most_characters) ? std::move(*clean) : std::string{};
}

void write_short(Writer& writer, std::string_view text) {
  writer.number(static_cast<std::uint8_t>(text.size()));
  writer.bytes(as_view(text));
}

std::optional<std::string_view> read_short(Reader& reader) {
  const auto length = reader.number<std::uint8_t>();
  if (!length) return std::nullopt;
  const auto bytes = reader.bytes(*length);
  if (!bytes) return std::nullopt;
  return as_text(*bytes);
}

}  // namespace

bool looks_like_find_question(View datagram) { return starts_with(datagram, kQuestionMagic); }

FindQuestion make_find_question(std::uint32_t version) {
  prepare();
  FindQuestion question{.version = version};
  randombytes_buf(question.nonce.data(), question.nonce.size());
  return question;
}

Bytes encode(const FindQuestion& question) {
  if (question.size < kMinFindQuestion || question.size > kMaxFindQuestion)
    throw std::length_error("a question for classes has 512 to 1,200 bytes");
  Bytes out;
  out.reserve(question.size);
  Writer writer(out);
  writer.bytes(as_view(kQuestionMagic));
  writer.number(question.version);
  writer.bytes(question.nonce);
  out.resize(question.size);
  return out;
}

Result<FindQuestion> decode_find_question(View datagram) {
  if (!looks_like_find_question(datagram)) return fail("this is no question for classes");
  if (datagram.size() < kMinFindQuestion || datagram.size() > kMaxFindQuestion)
    return fail("a question for classes has the wrong length");
  Reader reader(datagram.subspan(kQuestionMagic.size()));
  FindQuestion question;
  question.version = *reader.number<std::uint32_t>();
  reader.copy(question.nonce);
  question.size = datagram.size();
  return question;
}

Bytes encode(const FindAnswer& answer, std::size_t room) {
  if (room < kMinFindQuestion) throw std::length_error("there is no room for an answer");
  Bytes out;
  out.reserve(room);
  Writer writer(out);
  writer.bytes(as_view(kAnswerMagic));
  writer.number(answer.version);
  writer.bytes(answer.nonce);
  writer.bytes(answer.fingerprint.bytes);
  write_short(writer, shortened(answer.server, kMaxServerName));

  Bytes classes;
  Writer class_writer(classes);
  const std::size_t left = room - out.size() - sizeof(std::uint16_t) - sizeof(std::uint8_t);
  std::size_t named = 0;
  for (const ListedClass& listed : answer.classes) {
    if (named == kMaxListedClasses || !is_code(listed.code)) continue;
    const std::string name = shortened(listed.name, kMaxListedName);
    if (classes.size() + 2 + listed.code.size() + name.size() > left) continue;
    write_short(class_writer, listed.code);
    write_short(class_writer, name);
    ++named;
  }
  const std::size_t more = answer.more + answer.classes.size() - named;
  writer.number(static_cast<std::uint16_t>(std::min(more, kMaxMore)));
  writer.number(static_cast<std::uint8_t>(named));
  writer.bytes(classes);
  return out;
}

Result<FindAnswer> decode_find_answer(View datagram) {
  if (!starts_with(datagram, kAnswerMagic)) return fail("this is no answer about classes");
  if (datagram.size() > kMaxFindQuestion) return fail("an answer about classes is too long");
  const auto cut_off = [] { return fail("an answer about classes is cut off"); };
  Reader reader(datagram.subspan(kAnswerMagic.size()));
  FindAnswer answer;
  const auto version = reader.number<std::uint32_t>();
  if (!version || !reader.copy(answer.nonce) || !reader.copy(answer.fingerprint.bytes)) return cut_off();
  answer.version = *version;
  const auto server = read_short(reader);
  if (!server) return cut_off();
  if (!is_one_line(*server, kMaxServerName)) return fail("the server's name is not one line of at most 40 characters");
  answer.server = *server;
  const auto more = reader.number<std::uint16_t>();
  const auto count = reader.number<std::uint8_t>();
  if (!more || !count) return cut_off();
  if (*count > kMaxListedClasses) return fail("an answer names too many classes");
  answer.more = *more;
  for (std::size_t i = 0; i < *count; ++i) {
    const auto code = read_short(reader);
    const auto name = code ? read_short(reader) : std::nullopt;
    if (!name) return cut_off();
    if (!is_code(*code)) return fail("the code of a found class is not one");
    if (!is_one_line(*name, kMaxListedName)) return fail("the name of a found class is not one line of at most 60 characters");
    answer.classes.push_back({std::string(*code), std::string(*name)});
  }
  return answer;
}

}  // namespace earshot::secure
