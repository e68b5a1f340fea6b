#include "shared/words/notices.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace earshot::words {
namespace {

/// A catalogue as msgfmt lays it out.
std::string catalogue(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string out;
  const auto add = [&](std::string& to, std::size_t number) {
    const auto value = static_cast<std::uint32_t>(number);
    to.append(reinterpret_cast<const char*>(&value), sizeof value);
  };
  const std::size_t count = entries.size();
  for (const std::size_t number : {std::size_t{0x950412de}, std::size_t{0}, count, std::size_t{28}, 28 + 8 * count, std::size_t{0}, std::size_t{0}}) add(out, number);
  std::string texts;
  const std::size_t begin = 28 + 16 * count;
  const auto row = [&](const std::string& text) {
    add(out, text.size());
    add(out, begin + texts.size());
    texts += text + '\0';
  };
  for (const auto& [key, translation] : entries) row(key);
  for (const auto& [key, translation] : entries) row(translation);
  return out + texts;
}

std::vector<std::string> parts_of(const Notices::Found& found) {
  std::vector<std::string> out;
  for (const auto& part : found.parts) out.emplace_back(part.text);
  return out;
}

const std::string kCatalogue = catalogue({{"notice\4no class has the code '{}'; ask", "kein Kurs '{}'"},
                                          {"notice\4{} has left", "{} ist weg"},
                                          {"notice\4{} has left the class", "{} hat den Kurs verlassen"},
                                          {"notice\4{}; it is {} now", "{}; jetzt ist {}"},
                                          {"notice\4{}{} glued", "nie"},
                                          {"notice\4nothing is put in", "nichts"},
                                          {"{} of no context", "nie"}});

}  // namespace

TEST_CASE("a notice is found with what was put into it, and what is quoted is told apart") {
  const Notices notices(kCatalogue);
  const auto code = notices.find("no class has the code 'K7'; ask");
  REQUIRE(code);
  CHECK(code->translation == "kein Kurs '{}'");
  CHECK(parts_of(*code) == std::vector<std::string>{"K7"});
  CHECK(code->parts[0].quoted);
  const auto phase = notices.find("the recap is over; it is solve now");
  REQUIRE(phase);
  CHECK(parts_of(*phase) == std::vector<std::string>{"the recap is over", "solve"});
  CHECK_FALSE(phase->parts[1].quoted);
}

TEST_CASE("of several notices that fit, the one with the most letters is meant") {
  const Notices notices(kCatalogue);
  CHECK(notices.find("Ana has left the class")->translation == "{} hat den Kurs verlassen");
  CHECK(notices.find("Ana has left")->translation == "{} ist weg");
}

TEST_CASE("what is no notice, or has nothing put in, is not found") {
  const Notices notices(kCatalogue);
  for (const char* text : {"", "no class has the code 'K7'", "nothing is put in", "1 of no context", "a glued", "; it is"}) {
    CAPTURE(text);
    CHECK_FALSE(notices.find(text));
  }
  CHECK_FALSE(Notices().find("Ana has left"));
}

TEST_CASE("a catalogue that is cut off gives no notice, and harms nobody") {
  for (std::size_t size = 0; size < kCatalogue.size(); ++size) {
    const std::string part = kCatalogue.substr(0, size);
    const Notices notices(part);
    const auto found = notices.find("Ana has left");
    if (found) CHECK(found->parts.size() == 1);
  }
}

}  // namespace earshot::words
