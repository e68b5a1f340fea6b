#include "shared/secure/find.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <stdexcept>

#include "shared/base/text.h"

namespace {

using namespace earshot;
using namespace earshot::secure;

FindAnswer some_answer() {
  FindAnswer answer{.version = 3,
                    .nonce = {9, 8, 7},
                    .fingerprint = {},
                    .server = "Übungsraum",
                    .classes = {{"K7M4QX", "Care Desk, autumn intake"}, {"P2T9WA", "Rückgaben"}},
                    .more = 0};
  answer.fingerprint.bytes.fill(0x42);
  return answer;
}

/// An answer that a careless server might have made, byte by byte.
Bytes raw_answer(std::string_view server, std::uint8_t count, std::string_view code, std::string_view name) {
  Bytes out;
  Writer writer(out);
  writer.bytes(as_view("EARFIND!"));
  writer.number(std::uint32_t{1});
  writer.bytes(Bytes(16 + 32));
  writer.number(static_cast<std::uint8_t>(server.size()));
  writer.bytes(as_view(server));
  writer.number(std::uint16_t{0});
  writer.number(count);
  for (const std::string_view part : {code, name}) {
    writer.number(static_cast<std::uint8_t>(part.size()));
    writer.bytes(as_view(part));
  }
  return out;
}

}  // namespace

TEST_CASE("a question for classes says how large its answer may be by its own size") {
  FindQuestion question = make_find_question(3);
  CHECK(encode(question).size() == kMaxFindQuestion);
  CHECK(decode_find_question(encode(question)) == question);
  question.size = kMinFindQuestion;
  CHECK(decode_find_question(encode(question)) == question);
  CHECK(make_find_question(3).nonce != question.nonce);
  question.size = kMaxFindQuestion + 1;
  CHECK_THROWS_AS(encode(question), std::length_error);
}

TEST_CASE("a question that is too short or too long for an answer is refused") {
  Bytes question = encode(make_find_question(3));
  CHECK_FALSE(decode_find_question(View(question).first(kMinFindQuestion - 1)));
  question.push_back(0);
  CHECK_FALSE(decode_find_question(question));
  CHECK_FALSE(decode_find_question(encode(make_query(3))));
}

TEST_CASE("a later version's question is understood as far as this version goes") {
  Bytes question = encode(make_find_question(9));
  question.back() = 1;
  REQUIRE(decode_find_question(question));
  CHECK(decode_find_question(question)->version == 9);
}

TEST_CASE("what a server tells about its classes comes back as it was sent") {
  const FindAnswer answer = some_answer();
  CHECK(decode_find_answer(encode(answer, kMaxFindQuestion)) == answer);
  FindAnswer bare = answer;
  bare.classes.clear();
  bare.server.clear();
  CHECK(decode_find_answer(encode(bare, kMinFindQuestion)) == bare);
}

TEST_CASE("an answer is never longer than its question, and counts what it leaves out") {
  CHECK(rc::check("answers fit", [] {
    FindAnswer answer;
    answer.server = std::string(*rc::gen::inRange<std::size_t>(0, 200), 'x');
    const auto classes = *rc::gen::inRange<std::size_t>(0, 300);
    for (std::size_t i = 0; i < classes; ++i) {
      std::string name;
      const auto length = *rc::gen::inRange<std::size_t>(0, 90);
      for (std::size_t c = 0; c < length; ++c) name += "\U0001F99C";
      answer.classes.push_back({"CODE" + std::to_string(i), name});
    }
    const std::size_t room = *rc::gen::inRange(kMinFindQuestion, kMaxFindQuestion + 1);
    const Bytes bytes = encode(answer, room);
    RC_ASSERT(bytes.size() <= room);
    const auto decoded = decode_find_answer(bytes);
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(decoded->classes.size() <= kMaxListedClasses);
    RC_ASSERT(decoded->classes.size() + decoded->more == classes);
  }));
}

TEST_CASE("a long name is cut, text that no screen can show is left out") {
  FindAnswer answer = some_answer();
  answer.server = "Room 3\nGo to evil.example";
  answer.classes = {{"K7M4QX", std::string(80, 'n')}, {"bad code", "never named"}, {"P2T9WA", "\xFF\xFE"}};
  const auto decoded = decode_find_answer(encode(answer, kMaxFindQuestion));
  REQUIRE(decoded);
  CHECK(decoded->server.empty());
  REQUIRE(decoded->classes.size() == 2);
  CHECK(decoded->classes[0].name == std::string(kMaxListedName, 'n'));
  CHECK(decoded->classes[1] == ListedClass{"P2T9WA", ""});
  CHECK(decoded->more == 1);
}

TEST_CASE("an answer that is cut off anywhere is refused") {
  const Bytes answer = encode(some_answer(), kMaxFindQuestion);
  for (std::size_t keep = 0; keep < answer.size(); ++keep) CHECK_FALSE(decode_find_answer(View(answer).first(keep)));
  Bytes later = answer;
  later.push_back('x');  // a later version may say more
  CHECK(decode_find_answer(later) == some_answer());
  later.resize(kMaxFindQuestion + 1);
  CHECK_FALSE(decode_find_answer(later));
}

TEST_CASE("an answer with text that would mislead a person, or with wrong codes, is refused") {
  CHECK(decode_find_answer(raw_answer("Room", 1, "K7M4QX", "Care Desk")));
  CHECK_FALSE(decode_find_answer(raw_answer("Two\nlines", 1, "K7M4QX", "Care Desk")));
  CHECK_FALSE(decode_find_answer(raw_answer("Bell\a", 1, "K7M4QX", "Care Desk")));
  CHECK_FALSE(decode_find_answer(raw_answer("Room", 1, "K7M4QX", "\xC0\x80")));
  CHECK_FALSE(decode_find_answer(raw_answer("Room", 1, "K7M4QX", std::string(kMaxListedName + 1, 'n'))));
  CHECK_FALSE(decode_find_answer(raw_answer("Room", 1, "k7m4qx", "Care Desk")));
  CHECK_FALSE(decode_find_answer(raw_answer("Room", 1, "", "Care Desk")));
  CHECK_FALSE(decode_find_answer(raw_answer("Room", 1, "K7M 4QX/../", "Care Desk")));
  CHECK_FALSE(decode_find_answer(raw_answer("Room", 2, "K7M4QX", "Care Desk")));
  CHECK_FALSE(decode_find_answer(raw_answer("Room", 255, "K7M4QX", "Care Desk")));
}

TEST_CASE("any bytes at all are a question or answer for classes or refused, never more") {
  CHECK(rc::check("decoding is total", [](Bytes bytes, bool magic) {
    if (magic) {
      const auto head = as_view("EARFIND!");
      bytes.insert(bytes.begin(), head.begin(), head.end());
    }
    static_cast<void>(decode_find_question(bytes));
    static_cast<void>(decode_find_answer(bytes));
  }));
}

TEST_CASE("questions for classes are told from ENet's datagrams and from the query of a connection") {
  for (const Bytes& datagram : {encode(make_find_question(1)), encode(some_answer(), kMaxFindQuestion)}) {
    CHECK((datagram[0] & 0x40) != 0);
    CHECK_FALSE(looks_like_query(datagram));
    CHECK_FALSE(looks_like_answer(datagram));
  }
}
