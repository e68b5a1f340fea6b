// Files that were made to hurt: read in bounded time and memory, refused with a problem.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "shared/card/limits.h"
#include "tests/shared/card/samples.h"

namespace earshot::card {

namespace {

std::string repeat(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

bool refused(const std::string& bytes) {
  const auto outcome = load(bytes, "hostile.yaml");
  return !outcome.card && !outcome.problems.empty();
}

}  // namespace

TEST_CASE("nesting, references and size are bounded") {
  CHECK(refused(repeat("[", 60'000)));
  CHECK(refused(repeat("{a: ", 15'000)));
  CHECK(refused(repeat("- ", 30'000)));
  CHECK(refused(repeat("? ", 30'000)));
  CHECK(refused("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"));
  CHECK(refused(repeat("k: v\n", 100'000)));
  CHECK(refused(std::string(1, '\0')));
}

TEST_CASE("a file may have 64 KiB, and not a byte more") {
  std::string good = samples::good_yaml() + "# ";
  good.resize(kMaxFileBytes, 'x');
  CHECK(load(good, "large.yaml").card.has_value());
  const auto outcome = load(good + "x", "large.yaml");
  REQUIRE(outcome.problems.size() == 1);
  CHECK(outcome.problems[0].to_string() == "large.yaml: the file is larger than 64 KiB; shorten its texts or make two files of it");
}

TEST_CASE("a map of thousands of keys is refused at its first too many") {
  std::string keys;
  for (int i = 0; i < 5'000; ++i) keys += "key" + std::to_string(i) + ": v\n";
  const auto outcome = load(keys, "hostile.yaml");
  REQUIRE(outcome.problems.size() == 1);
  CHECK(outcome.problems[0].line == 65);
}

TEST_CASE("a comma that cut a text in two is named") {
  const std::string card =
      samples::with(samples::good_yaml(), "text: It is dark., rule", "text: It is dark, at night., rule");
  const auto outcome = load(card, "card.yaml");
  REQUIRE(outcome.problems.size() == 1);
  CHECK(outcome.problems[0].to_string() ==
        "card.yaml:19:36: a fact has no 'at night.'; put the text before it in quotes if it goes on here");
}

TEST_CASE("the problems of one file are bounded") {
  std::string card = samples::good_yaml();
  card =
      samples::with(card, "  resolution:\n", "  resolution:\n" + repeat("    - {x: 1, y: 2, z: 3}\n", 1'000));
  CHECK(load(card, "hostile.yaml").problems.size() <= 100);
}

TEST_CASE("a placeholder's value is never looked at for placeholders again") {
  const std::string card = samples::with(samples::good_yaml(), "name: Eva", "name: \"{shop}{shop}\"");
  CHECK(resolve(samples::good_card(card), 0).customer.name == "{shop}{shop}");
}

TEST_CASE("a good card with some bytes changed is a card or a list of problems, never anything else") {
  const std::string good = samples::good_yaml();
  const auto holds = rc::check([&] {
    std::string bent = good;
    const auto changes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < changes; ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, bent.size());
      const auto length = *rc::gen::inRange<std::size_t>(0, 4);
      const auto put = *rc::gen::container<std::string>(
          rc::gen::elementOf(std::string("{}[]:,-?&*!|>'\"%@`# \n\t\\aZ0\xC3\xA9\x04\xFF")));
      bent.replace(at, std::min(length, bent.size() - at), put);
    }
    const auto outcome = load(bent, "bent.yaml");
    RC_ASSERT(outcome.card.has_value() == !yaml::has_errors(outcome.problems));
    for (const Problem& problem : outcome.problems) {
      RC_ASSERT(!problem.what.empty());
      RC_ASSERT(!problem.mend.empty());
    }
    if (outcome.card) {
      for (std::size_t i = 0; i < outcome.card->variants.size(); ++i) {
        RC_ASSERT(!resolve(*outcome.card, i).customer.name.empty());
      }
    }
  });
  CHECK(holds);
}

}  // namespace earshot::card
