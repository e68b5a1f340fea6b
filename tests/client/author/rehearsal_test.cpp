#include "client/author/rehearsal.h"

#include <algorithm>

#include "shared/card/load.h"
#include "tests/client/author/cards.h"

using namespace earshot;
using author::Rehearsal;
using Kind = Rehearsal::Event::Kind;
using Phase = Rehearsal::Phase;
using Seat = Rehearsal::Seat;

namespace {

constexpr TimePoint kStart{Seconds{1'000'000}};

Rehearsal begin(const char* id = "wedding-order") {
  return Rehearsal(card::resolve(*card::load(author::library_card(id), id).card, 0), kStart);
}

std::vector<std::string> beats(const Rehearsal& rehearsal) {
  std::vector<std::string> out;
  for (const auto& event : rehearsal.events()) {
    if (event.kind == Kind::beat) out.push_back(event.beat);
  }
  return out;
}

}  // namespace

TEST_CASE("beats come at their time, in order, also when nobody looked for a while") {
  auto rehearsal = begin();
  CHECK(beats(rehearsal).empty());
  CHECK(rehearsal.due() == kStart + Seconds{90});
  rehearsal.advance(kStart + Seconds{89});
  CHECK(beats(rehearsal).empty());
  rehearsal.advance(kStart + Seconds{400});
  CHECK(beats(rehearsal) == std::vector<std::string>{"florist", "mother_asks"});
  CHECK(rehearsal.events().back().at == Seconds{330});
}

TEST_CASE("a beat that waits for the agent's messages counts those of its phase") {
  auto rehearsal = begin();
  for (int i = 0; i < 3; ++i) rehearsal.say(Seat::customer, "Hello", kStart);
  CHECK(beats(rehearsal).empty());
  for (int i = 0; i < 3; ++i) rehearsal.say(Seat::agent, "I see", kStart);
  CHECK(beats(rehearsal) == std::vector<std::string>{"three_replies"});
}

TEST_CASE("a beat that waits for the meter comes when it has risen, and once") {
  auto rehearsal = begin();
  rehearsal.feel(3, kStart);
  CHECK(beats(rehearsal).empty());
  rehearsal.feel(4, kStart);
  rehearsal.feel(2, kStart);
  rehearsal.feel(5, kStart);
  CHECK(beats(rehearsal) == std::vector<std::string>{"breathe_out"});
  CHECK(rehearsal.felt() == 5);
}

TEST_CASE("a beat to press waits for the customer and belongs to its phase") {
  auto rehearsal = begin();
  rehearsal.press("not_money", kStart);
  rehearsal.press("not_money", kStart);
  rehearsal.press("florist", kStart);
  CHECK(beats(rehearsal) == std::vector<std::string>{"not_money"});
  auto later = begin();
  later.next_phase(kStart);
  later.press("not_money", kStart);
  CHECK(beats(later) == std::vector<std::string>{"who_and_when"});
}

TEST_CASE("a fact is earned at once, after a question, or at its level of the meter, as on a server") {
  auto rehearsal = begin();
  rehearsal.reveal("wrong_metal", kStart);
  rehearsal.reveal("order_number", kStart);
  rehearsal.say(Seat::agent, "What happened before today?", kStart);
  rehearsal.say(Seat::agent, "Take your time.", kStart);
  rehearsal.reveal("wrote", kStart);
  rehearsal.reveal("promise", kStart);
  rehearsal.feel(4, kStart);
  rehearsal.reveal("empty_chair", kStart);
  CHECK(rehearsal.told("wrong_metal")->earned);
  CHECK_FALSE(rehearsal.told("order_number")->earned);
  CHECK(rehearsal.told("wrote")->earned);
  CHECK_FALSE(rehearsal.told("promise")->earned);
  CHECK(rehearsal.told("empty_chair")->earned);
  CHECK(rehearsal.told("page") == nullptr);
}

TEST_CASE("a fact is told in the card's words, and how it was earned the first time counts") {
  auto rehearsal = begin();
  rehearsal.reveal("order_number", kStart);
  rehearsal.say(Seat::agent, "Which number?", kStart);
  rehearsal.reveal("order_number", kStart);
  CHECK_FALSE(rehearsal.told("order_number")->earned);
  CHECK(rehearsal.told().size() == 1);
  CHECK(rehearsal.events().back().text == "The order number is FL-20418.");
}

TEST_CASE("talk ends by itself, solve follows, and then it is over") {
  auto rehearsal = begin();
  rehearsal.advance(kStart + Seconds{480});
  CHECK(rehearsal.phase() == Phase::solve);
  CHECK(rehearsal.left(kStart + Seconds{490}) == Seconds{230});
  rehearsal.advance(kStart + Seconds{2000});
  CHECK(rehearsal.phase() == Phase::over);
  CHECK_FALSE(rehearsal.due());
  CHECK(rehearsal.left(kStart + Seconds{2000}) == Seconds{0});
  const auto before = rehearsal.events().size();
  rehearsal.say(Seat::agent, "Hello?", kStart + Seconds{2001});
  rehearsal.feel(5, kStart + Seconds{2001});
  CHECK(rehearsal.events().size() == before);
}

TEST_CASE("a jump in time shows in what happened") {
  auto rehearsal = begin();
  rehearsal.next_phase(kStart);
  rehearsal.advance(kStart + Seconds{90});
  CHECK(rehearsal.events().back().time_jump == "the next morning");
}

TEST_CASE("a card to warm up has no solve phase") {
  auto rehearsal = begin("mirror-a-sentence");
  rehearsal.next_phase(kStart + Seconds{5});
  CHECK(rehearsal.phase() == Phase::over);
}
