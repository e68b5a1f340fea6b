// Trainers of the server write cards: over the wire, on a real store, while a class plays.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "shared/base/text.h"
#include "shared/protocol/limits.h"
#include "tests/server/net/content_folder.h"
#include "tests/server/net/hub_fixture.h"

namespace earshot::net::testing {
namespace {

using namespace protocol;
using transport::PeerId;

/// A server on a folder of content of its own.
struct Server : ContentFolder, Fixture {
  Server() : Fixture({}, ContentFolder::path()) {}
};

/// A trainer of the server, at a desk: counts what they ask for, and knows the answers.
class Desk {
 public:
  Desk(Fixture& f, PeerId peer, std::uint64_t number) : f_(&f), peer_(peer), number_(number) {}

  /// What the intent made. Fails the test on a refusal.
  std::uint64_t must(Intent intent) {
    f_->tell(peer_, ++number_, std::move(intent));
    const auto accepted = f_->all<Accepted>(peer_);
    REQUIRE_MESSAGE((!accepted.empty() && accepted.back().intent == number_),
                    (f_->count<Refused>(peer_) ? f_->last<Refused>(peer_).text : "no answer"));
    return accepted.back().id;
  }
  /// Fails the test unless it is refused.
  Refused refused(Intent intent) {
    f_->tell(peer_, ++number_, std::move(intent));
    const auto refusal = f_->last<Refused>(peer_);
    REQUIRE(refusal.intent == number_);
    return refusal;
  }
  /// The text of a card, put together, and what its last page says of it.
  std::pair<std::string, CardSource> open(const std::string& card, const std::string& language = "en") {
    const auto before = f_->count<CardSource>(peer_);
    must(OpenCard{card, language});
    const auto pages = f_->all<CardSource>(peer_);
    REQUIRE(pages.size() > before);
    std::string text;
    for (std::size_t i = before; i < pages.size(); ++i) {
      CHECK(pages[i].part == i - before);
      CHECK(pages[i].parts == pages.size() - before);
      CHECK(earshot::text::is_utf8(pages[i].text));
      text += pages[i].text;
    }
    return {text, pages.back()};
  }
  std::uint64_t save(const std::string& card, const std::string& text, std::uint32_t base, bool publish = false) {
    return must(SaveCard{card, "en", base, publish, 0, 1, text});
  }
  std::uint64_t publish(const std::string& card, const std::string& text, std::uint32_t base) { return save(card, text, base, true); }
  /// What the shelf last said of this card.
  ShelfEntry entry(const std::string& card, const std::string& language = "en") {
    std::optional<ShelfEntry> found;
    for (const ShelfPage& page : f_->all<ShelfPage>(peer_)) {
      for (const ShelfEntry& entry : page.entries) {
        if (entry.card == card && entry.language == language) found = entry;
      }
    }
    REQUIRE(found);
    return *found;
  }
  PeerId peer() const { return peer_; }
  std::uint64_t number() const { return number_; }

 private:
  Fixture* f_;
  PeerId peer_;
  std::uint64_t number_;
};

/// Ngozi, who has a class.
Desk first_trainer(Fixture& f) { return {f, f.trainer(), 1}; }

/// Tarek, whom Ngozi invites.
Desk second_trainer(Fixture& f, Desk& first) {
  first.must(InviteTrainer{});
  const PeerId peer = f.connect();
  f.tell(peer, 0, SignIn{f.last<TrainerInvite>(first.peer()).token, "Tarek"});
  REQUIRE(f.last<Welcome>(peer).trainer);
  return {f, peer, 0};
}

Desk back(Fixture& f, const std::string& token, std::uint64_t number) {
  const PeerId peer = f.connect();
  f.tell(peer, 0, Resume{token});
  REQUIRE(f.count<Welcome>(peer) == 1);
  return {f, peer, number};
}

std::vector<std::string> titles(Fixture& f, PeerId peer) {
  std::vector<std::string> all;
  for (const CardSummary& card : f.last<CardPage>(peer).cards) all.push_back(card.title);
  return all;
}

/// A card with so many lines of notes of its author that it takes `bytes`, in characters of four bytes.
std::string long_card(const std::string& id, std::size_t bytes) {
  std::string text = small_card(id);
  while (text.size() + 80 < bytes) {
    text += "# ";
    for (int i = 0; i < 18; ++i) text += "\xF0\x9F\x91\x82";
    text += "\n";
  }
  return text + std::string(bytes - text.size() - 1, '#') + "\n";
}

/// Cut between two characters, at most `most` bytes each.
std::vector<std::string> cut(std::string_view text, std::size_t most) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    std::size_t size = std::min(most, text.size());
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
    parts.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return parts;
}

SaveCard part_of(const std::vector<std::string>& parts, std::size_t part, bool publish = false, std::uint32_t base = 0) {
  return {"lamp", "en", base, publish, static_cast<std::uint32_t>(part), static_cast<std::uint32_t>(parts.size()), parts[part]};
}

}  // namespace

// --- Opening --------------------------------------------------------------------------------------------------------

TEST_CASE("a trainer opens the server's file, then the draft, then what was published") {
  Server f;
  Desk trainer = first_trainer(f);
  auto [text, page] = trainer.open("lamp");
  CHECK(text == small_card("lamp"));
  CHECK(page.version == 0);
  CHECK_FALSE(page.draft);

  trainer.save("lamp", "a draft", 0);
  std::tie(text, page) = trainer.open("lamp");
  CHECK(text == "a draft");
  CHECK(page.version == 1);
  CHECK(page.draft);

  trainer.publish("lamp", small_card("lamp", "It is bright."), 1);
  std::tie(text, page) = trainer.open("lamp");
  CHECK(text == small_card("lamp", "It is bright."));
  CHECK(page.version == 2);
  CHECK_FALSE(page.draft);

  CHECK(trainer.open("lamp", "de").first == small_card("lamp", "Sie ist dunkel.", "de"));
}

TEST_CASE("a card that is not there cannot be opened") {
  Server f;
  Desk trainer = first_trainer(f);
  CHECK(trainer.refused(OpenCard{"stove", "en"}).why == Why::unknown);
  CHECK(trainer.refused(OpenCard{"lamp", "fr"}).why == Why::unknown);
  CHECK(trainer.refused(OpenCard{"", "en"}).field == "card");
  CHECK(trainer.refused(OpenCard{"lamp", ""}).field == "language");
  CHECK(trainer.refused(OpenCard{"lamp", "../en"}).field == "language");
}

TEST_CASE("a broken file is opened as it last was good") {
  Server f;
  Desk trainer = first_trainer(f);
  f.write("cards/en/lamp.yaml", "id: lamp\n");
  f.content->refresh();
  CHECK(trainer.open("lamp").first == small_card("lamp"));
}

TEST_CASE("a long card comes and goes in parts that are cut between characters") {
  Server f;
  Desk trainer = first_trainer(f);
  for (const std::size_t odd : {0U, 1U, 2U, 3U}) {
    const std::string text = long_card("lamp", 50'000 + odd);
    const auto parts = cut(text, limits::kCardPartBytes - odd);
    REQUIRE(parts.size() > 4);
    const auto base = f.content->version("lamp", "en");
    std::uint64_t version = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) version = trainer.must(part_of(parts, i, true, base));
    CHECK(version == base + 1);
    CHECK(trainer.open("lamp").first == text);
  }
}

TEST_CASE("a part that ends inside a character is refused: nothing that is not text is stored") {
  Server f;
  Desk trainer = first_trainer(f);
  CHECK(trainer.refused(SaveCard{"lamp", "en", 0, false, 0, 1, "\xF0\x9F\x91"}).why == Why::not_text);
  CHECK(trainer.refused(SaveCard{"lamp", "en", 0, false, 0, 1, std::string("a\0b", 3)}).why == Why::not_text);
  CHECK(f.content->version("lamp", "en") == 0);
}

// --- Saving ---------------------------------------------------------------------------------------------------------

TEST_CASE("parts come in order, each of one save; else nothing is stored and it is to be saved once more") {
  Server f;
  Desk trainer = first_trainer(f);
  const auto parts = cut(long_card("lamp", 30'000), limits::kCardPartBytes);
  REQUIRE(parts.size() == 3);
  CHECK(trainer.refused(part_of(parts, 1)).field == "part");
  trainer.must(part_of(parts, 0));
  CHECK(trainer.refused(part_of(parts, 2)).field == "part");
  CHECK(trainer.refused(part_of(parts, 1, true)).field == "part");  // of another save
  SaveCard other = part_of(parts, 1);
  other.card = "kettle";
  CHECK(trainer.refused(other).field == "part");
  CHECK(f.content->authored().empty());
  // The first part begins anew, whatever came before.
  trainer.must(part_of(parts, 0));
  trainer.must(part_of(parts, 0));
  trainer.must(part_of(parts, 1));
  CHECK(trainer.must(part_of(parts, 2)) == 1);
  CHECK(trainer.open("lamp").first == long_card("lamp", 30'000));
}

TEST_CASE("a save that a lost connection cut in two is refused on the new one, and works as a whole") {
  Server f;
  Desk trainer = first_trainer(f);
  const std::string token = f.last<Welcome>(trainer.peer()).resume;
  const auto parts = cut(long_card("lamp", 30'000), limits::kCardPartBytes);
  trainer.must(part_of(parts, 0));
  trainer.must(part_of(parts, 1));
  f.hub->closed(trainer.peer(), "lost");
  Desk again = back(f, token, trainer.number());
  const Refused refusal = again.refused(part_of(parts, 2));
  CHECK(refusal.text.find("save it once more") != std::string::npos);
  CHECK(f.content->authored().empty());
  for (std::size_t i = 0; i < parts.size(); ++i) again.must(part_of(parts, i));
  CHECK(again.open("lamp").first == long_card("lamp", 30'000));
}

TEST_CASE("a draft may be as broken as it likes, and nobody is dealt it") {
  Server f;
  Desk trainer = first_trainer(f);
  const PeerId sam = f.trainee("Sam");
  const auto pages = f.count<CardPage>(sam);
  CHECK(trainer.save("lamp", "id: [lamp\n\ttitle", 0) == 1);
  CHECK(trainer.save("stove", "title: A stove to be\nid: [", 0) == 1);
  CHECK(f.content->find("lamp")->customer.facts.front().text == "It is dark.");
  CHECK_FALSE(f.content->find("stove"));
  CHECK(f.count<CardPage>(sam) == pages);
  CHECK(trainer.entry("lamp").draft);
  CHECK_FALSE(trainer.entry("lamp").published);
  CHECK(trainer.entry("lamp").by == "Ngozi");
}

TEST_CASE("what cannot be played is not published: the refusal names the lines, and the old stays in force") {
  Server f;
  Desk trainer = first_trainer(f);
  const auto refusal = trainer.refused(SaveCard{"lamp", "en", 0, true, 0, 1, with(small_card("lamp"), "rule: at_once", "rule: at_twice")});
  CHECK(refusal.why == Why::not_allowed);
  CHECK(refusal.field == "text");
  CHECK_MESSAGE(refusal.text.starts_with("line 19: "), refusal.text);
  CHECK_MESSAGE(refusal.text.find("at_once") != std::string::npos, refusal.text);
  CHECK(f.content->authored().empty());
  CHECK(f.content->find("lamp")->customer.facts.front().text == "It is dark.");

  CHECK(trainer.refused(SaveCard{"lamp", "en", 0, true, 0, 1, small_card("kettle")}).text.find("the text is of en/kettle") != std::string::npos);
  const auto many = trainer.refused(SaveCard{"lamp", "en", 0, true, 0, 1, "id: lamp\n"});
  CHECK_MESSAGE(many.text.find(" more") != std::string::npos, many.text);
  CHECK(trainer.refused(SaveCard{"lamp", "en", 0, true, 0, 1, ""}).why == Why::empty);
  CHECK(trainer.refused(SaveCard{"lamp", "en", 0, false, 0, 1, ""}).why == Why::empty);
}

TEST_CASE("a draft that is published is a draft no more") {
  Server f;
  Desk trainer = first_trainer(f);
  CHECK(trainer.save("lamp", "a draft", 0) == 1);
  CHECK(trainer.publish("lamp", small_card("lamp", "It is bright."), 1) == 2);
  const ShelfEntry entry = trainer.entry("lamp");
  CHECK(entry.version == 2);
  CHECK_FALSE(entry.draft);
  CHECK(entry.published);
  CHECK(entry.title == "The lamp");
  CHECK(entry.at.point() == f.now);
}

// --- In force -------------------------------------------------------------------------------------------------------

namespace {

/// The next step of the round, until this phase.
void go_to(Fixture& f, Desk& trainer, PeerId trainee, Phase phase) {
  while (f.phase_of(trainee) != phase) trainer.must(NextPhase{});
}

/// What the card's first fact says, as the customer's brief has it that this peer was sent last.
std::string fact_seen(Fixture& f, PeerId peer) { return f.last<CustomerBrief>(peer).facts.front().text; }

}  // namespace

TEST_CASE("a published card is dealt in the next round, while a running session and its debrief keep theirs, also after a restart") {
  Server f;
  Desk trainer = first_trainer(f);
  PeerId a = f.trainee("Sam");
  PeerId b = f.trainee("Priya");
  const std::string trainers_token = f.last<Welcome>(trainer.peer()).resume;
  const std::string token_a = f.last<Welcome>(a).resume;
  const std::string token_b = f.last<Welcome>(b).resume;
  trainer.must(StartRound{"lamp", 1, 0, {}, Mode::chat});
  REQUIRE(fact_seen(f, f.with_role(Role::customer, a, b)) == "It is dark.");
  trainer.publish("lamp", small_card("lamp", "It is bright."), 0);

  f.restart(f.now + Seconds{10});
  trainer = back(f, trainers_token, trainer.number());
  a = back(f, token_a, 0).peer();
  b = back(f, token_b, 0).peer();
  CHECK(f.content->find("lamp")->customer.facts.front().text == "It is bright.");
  CHECK(trainer.entry("lamp").published);
  CHECK(fact_seen(f, f.with_role(Role::customer, a, b)) == "It is dark.");
  go_to(f, trainer, a, Phase::debrief);
  for (const PeerId peer : {a, b}) CHECK(fact_seen(f, peer) == "It is dark.");

  // A card of the server's trainers, in a store that knows no file of it.
  f.restart(f.now + Seconds{10});
  trainer = back(f, trainers_token, trainer.number());
  a = back(f, token_a, 0).peer();
  b = back(f, token_b, 0).peer();
  for (const PeerId peer : {a, b}) CHECK(fact_seen(f, peer) == "It is dark.");
  trainer.must(EndRound{});
  trainer.must(StartRound{"lamp", 1, 0, {}, Mode::chat});
  CHECK(fact_seen(f, f.with_role(Role::customer, a, b)) == "It is bright.");
}

TEST_CASE("a session on a published card is played to its end after the card was dropped and the server restarted") {
  Server f;
  Desk trainer = first_trainer(f);
  PeerId a = f.trainee("Sam");
  f.trainee("Priya");
  const std::string trainers_token = f.last<Welcome>(trainer.peer()).resume;
  const std::string token_a = f.last<Welcome>(a).resume;
  trainer.publish("stove", small_card("stove", "It is cold."), 0);
  trainer.must(StartRound{"stove", 2, 0, {}, Mode::chat});
  trainer.must(DropCard{"stove", "en", 1});
  CHECK_FALSE(f.content->find("stove"));
  f.restart(f.now + Seconds{10});
  trainer = back(f, trainers_token, trainer.number());
  a = back(f, token_a, 0).peer();
  CHECK(f.last<Paired>(a).card == "stove");
  go_to(f, trainer, a, Phase::debrief);
  CHECK(fact_seen(f, a) == "It is cold.");
  trainer.must(EndRound{});
  CHECK(trainer.refused(StartRound{"stove", 0, 0, {}, Mode::chat}).why == Why::unknown);
}

TEST_CASE("everybody in a class is shown the cards as they are from now on, each in their language") {
  Server f;
  Desk trainer = first_trainer(f);
  const PeerId sam = f.trainee("Sam");
  const PeerId elke = f.connect();
  f.tell(elke, 0, Join{f.code, "Elke", {}, "attempt of Elke", "de"});
  CHECK(titles(f, sam) == std::vector<std::string>{"The kettle", "The lamp"});
  CHECK(titles(f, elke) == std::vector<std::string>{"The kettle", "The lamp in de"});
  trainer.publish("lamp", with(small_card("lamp"), "title: The lamp", "title: The new lamp"), 0);
  CHECK(titles(f, sam)[1] == "The new lamp");
  CHECK(titles(f, elke)[1] == "The lamp in de");
  CHECK(titles(f, trainer.peer())[1] == "The new lamp");

  f.tell(sam, 1, UseLanguage{"de"});
  CHECK(f.last<Accepted>(sam).intent == 1);
  CHECK(titles(f, sam)[1] == "The lamp in de");
  const auto pages = f.count<CardPage>(sam);
  f.tell(sam, 2, UseLanguage{"de"});
  CHECK(f.count<CardPage>(sam) == pages);
}

TEST_CASE("a pair that read German is dealt the German card, and the next round's pair whatever they read then") {
  Server f;
  Desk trainer = first_trainer(f);
  const PeerId a = f.connect();
  const PeerId b = f.connect();
  f.tell(a, 0, Join{f.code, "Elke", {}, "a", "de"});
  f.tell(b, 0, Join{f.code, "Jürgen", {}, "b", "de-AT"});
  trainer.must(StartRound{"lamp", 1, 0, {}, Mode::chat});
  CHECK(fact_seen(f, f.with_role(Role::customer, a, b)) == "Sie ist dunkel.");
  f.tell(b, 1, UseLanguage{"en"});
  CHECK(fact_seen(f, f.with_role(Role::customer, a, b)) == "Sie ist dunkel.");
  trainer.must(EndRound{});
  trainer.must(StartRound{"lamp", 1, 0, {}, Mode::chat});
  CHECK(fact_seen(f, f.with_role(Role::customer, a, b)) == "It is dark.");
}

TEST_CASE("a session in German is resumed after a restart in German, though nobody has said yet what they read") {
  Server f;
  Desk trainer = first_trainer(f);
  PeerId a = f.connect();
  PeerId b = f.connect();
  f.tell(a, 0, Join{f.code, "Elke", {}, "a", "de"});
  f.tell(b, 0, Join{f.code, "Jürgen", {}, "b", "de"});
  const std::string token_a = f.last<Welcome>(a).resume;
  const std::string token_b = f.last<Welcome>(b).resume;
  trainer.must(StartRound{"lamp", 1, 0, {}, Mode::chat});
  f.restart(f.now + Seconds{10});
  a = back(f, token_a, 0).peer();
  b = back(f, token_b, 0).peer();
  CHECK(fact_seen(f, f.with_role(Role::customer, a, b)) == "Sie ist dunkel.");
  CHECK(titles(f, a)[1] == "The lamp");
  const PeerId c = f.connect();
  f.tell(c, 0, Resume{token_a, "de"});
  CHECK(titles(f, c)[1] == "The lamp in de");
}

TEST_CASE("what an author saves on the server counts from the next round on, and everybody is shown it") {
  Server f;
  Desk trainer = first_trainer(f);
  const PeerId a = f.trainee("Sam");
  const PeerId b = f.trainee("Priya");
  trainer.must(StartRound{"lamp", 1, 0, {}, Mode::chat});
  f.write("cards/en/lamp.yaml", with(small_card("lamp", "It is bright."), "title: The lamp", "title: The new lamp"));
  REQUIRE(f.content->refresh().changed);
  f.hub->content_changed();
  f.settle();
  CHECK(titles(f, a)[1] == "The new lamp");
  go_to(f, trainer, a, Phase::debrief);
  for (const PeerId peer : {a, b}) CHECK(fact_seen(f, peer) == "It is dark.");
  trainer.must(EndRound{});
  trainer.must(StartRound{"lamp", 1, 0, {}, Mode::chat});
  CHECK(fact_seen(f, f.with_role(Role::customer, a, b)) == "It is bright.");
}

// --- Two who work on one card ---------------------------------------------------------------------------------------

TEST_CASE("whoever saves over a version they have not seen is told who saved it, and can save over it") {
  Server f;
  Desk ngozi = first_trainer(f);
  Desk tarek = second_trainer(f, ngozi);
  ngozi.save("lamp", "Ngozi's", 0);
  const Refused refusal = tarek.refused(SaveCard{"lamp", "en", 0, false, 0, 1, "Tarek's"});
  CHECK(refusal.why == Why::changed);
  CHECK(refusal.field == "base");
  CHECK(refusal.text == "Ngozi has saved version 1 of this card since; look at it, or save yours over it");
  CHECK(ngozi.open("lamp").first == "Ngozi's");
  CHECK(tarek.save("lamp", "Tarek's", 1) == 2);
  CHECK(ngozi.refused(SaveCard{"lamp", "en", 1, true, 0, 1, small_card("lamp")}).text.starts_with("Tarek has saved version 2"));
  CHECK(ngozi.refused(SaveCard{"lamp", "en", 7, false, 0, 1, "from nowhere"}).why == Why::changed);
  CHECK(ngozi.refused(SaveCard{"kettle", "en", 7, false, 0, 1, "from nowhere"}).why == Why::changed);
}

TEST_CASE("whoever works on what was dropped is told who dropped it") {
  Server f;
  Desk ngozi = first_trainer(f);
  Desk tarek = second_trainer(f, ngozi);
  ngozi.publish("lamp", small_card("lamp", "It is bright."), 0);
  ngozi.save("lamp", "a draft", 1);
  tarek.must(DropCard{"lamp", "en", 2});
  CHECK(ngozi.refused(SaveCard{"lamp", "en", 2, false, 0, 1, "more"}).text.starts_with("Tarek has dropped version 2"));
  CHECK(ngozi.refused(DropCard{"lamp", "en", 2}).why == Why::changed);
  tarek.must(DropCard{"lamp", "en", 3});
  CHECK(ngozi.refused(SaveCard{"lamp", "en", 3, false, 0, 1, "more"}).text.starts_with("Tarek has dropped version 3"));
}

TEST_CASE("the same card in two languages is two pieces of work") {
  Server f;
  Desk ngozi = first_trainer(f);
  ngozi.save("lamp", "English", 0);
  CHECK(ngozi.must(SaveCard{"lamp", "de", 0, false, 0, 1, "Deutsch"}) == 1);
  CHECK(ngozi.open("lamp").first == "English");
  CHECK(ngozi.open("lamp", "de").first == "Deutsch");
  CHECK(ngozi.must(SaveCard{"lamp", "de", 1, true, 0, 1, small_card("lamp", "Sie ist hell.", "de")}) == 2);
  CHECK(f.content->find("lamp", "de")->customer.facts.front().text == "Sie ist hell.");
  CHECK(f.content->find("lamp", "en")->customer.facts.front().text == "It is dark.");
}

TEST_CASE("a save, a publish and a drop that are sent again after a crash are accepted once") {
  Server f;
  Desk trainer = first_trainer(f);
  const std::string token = f.last<Welcome>(trainer.peer()).resume;
  const auto again = [&](const Intent& intent) {
    const auto made = trainer.must(intent);
    f.restart(f.now + Seconds{1});
    trainer = back(f, token, trainer.number() - 1);
    CHECK(trainer.must(intent) == made);
    CHECK(f.content->version("lamp", "en") == made);
  };
  again(SaveCard{"lamp", "en", 0, false, 0, 1, "a draft"});
  again(SaveCard{"lamp", "en", 1, true, 0, 1, small_card("lamp", "It is bright.")});
  again(SaveCard{"lamp", "en", 2, false, 0, 1, "another"});
  again(DropCard{"lamp", "en", 3});
  CHECK(f.content->find("lamp")->customer.facts.front().text == "It is bright.");
  again(DropCard{"lamp", "en", 4});
  CHECK(f.content->find("lamp")->customer.facts.front().text == "It is dark.");
}

// --- Dropping -------------------------------------------------------------------------------------------------------

TEST_CASE("a draft is dropped first, then what was published: the server's file counts again") {
  Server f;
  Desk trainer = first_trainer(f);
  const PeerId sam = f.trainee("Sam");
  trainer.publish("lamp", with(small_card("lamp"), "title: The lamp", "title: The new lamp"), 0);
  trainer.save("lamp", "a draft", 1);
  CHECK(trainer.must(DropCard{"lamp", "en", 2}) == 3);
  CHECK(trainer.entry("lamp").published);
  CHECK_FALSE(trainer.entry("lamp").draft);
  CHECK(titles(f, sam)[1] == "The new lamp");
  CHECK(trainer.must(DropCard{"lamp", "en", 3}) == 4);
  CHECK_FALSE(trainer.entry("lamp").published);
  CHECK(trainer.entry("lamp").version == 4);
  CHECK(titles(f, sam)[1] == "The lamp");
  CHECK(trainer.open("lamp").first == small_card("lamp"));
  CHECK(trainer.open("lamp").second.version == 4);
  CHECK(trainer.refused(DropCard{"lamp", "en", 4}).why == Why::unknown);
  CHECK(trainer.refused(DropCard{"kettle", "en", 0}).why == Why::unknown);
}

TEST_CASE("a card of one's own that was dropped is gone, and its name is free again") {
  Server f;
  Desk trainer = first_trainer(f);
  trainer.save("stove", "a draft", 0);
  trainer.must(DropCard{"stove", "en", 1});
  CHECK(trainer.refused(OpenCard{"stove", "en"}).why == Why::unknown);
  CHECK(trainer.save("stove", "anew", 0) == 3);  // nobody can know of version 2 who did not see it go
  CHECK(trainer.open("stove").first == "anew");
}

// --- Who may, and how much ------------------------------------------------------------------------------------------

TEST_CASE("only trainers of the server write its cards") {
  Server f;
  Desk trainer = first_trainer(f);
  const PeerId sam = f.trainee("Sam");
  trainer.must(Promote{f.last<Welcome>(sam).person, true});  // of this class, not of the server
  std::uint64_t number = 0;
  const std::vector<Intent> all{OpenCard{"lamp", "en"}, SaveCard{"lamp", "en", 0, true, 0, 1, small_card("lamp")}, DropCard{"lamp", "en", 0}};
  for (const Intent& intent : all) {
    f.tell(sam, ++number, intent);
    CHECK(f.last<Refused>(sam).intent == number);
    CHECK(f.last<Refused>(sam).why == Why::not_allowed);
    const PeerId stranger = f.connect();
    f.tell(stranger, 1, intent);
    CHECK(f.last<Refused>(stranger).why == Why::not_allowed);
  }
  CHECK(f.count<ShelfPage>(sam) == 0);
  CHECK(f.content->authored().empty());
}

TEST_CASE("a card has its limits, and so has a part of it") {
  Server f;
  Desk trainer = first_trainer(f);
  CHECK(trainer.refused(SaveCard{"lamp", "en", 0, false, 0, 1, std::string(limits::kCardPartBytes + 1, '#')}).why == Why::too_long);
  CHECK(trainer.refused(SaveCard{"lamp", "en", 0, false, 0, limits::kCardParts + 1, "#"}).field == "parts");
  CHECK(trainer.refused(SaveCard{"lamp", "en", 0, false, 0, 0, "#"}).field == "parts");
  CHECK(trainer.refused(SaveCard{"lamp", "en", 0, false, 3, 3, "#"}).field == "part");

  const auto most = cut(long_card("lamp", limits::kCardBytes), limits::kCardPartBytes);
  for (std::size_t i = 0; i < most.size(); ++i) trainer.must(part_of(most, i));
  CHECK(trainer.open("lamp").first.size() == limits::kCardBytes);
  const auto more = cut(long_card("lamp", limits::kCardBytes + 1), limits::kCardPartBytes);
  for (std::size_t i = 0; i + 1 < more.size(); ++i) trainer.must(part_of(more, i, true, 1));
  CHECK(trainer.refused(part_of(more, more.size() - 1, true, 1)).why == Why::too_long);
}

TEST_CASE("a full shelf takes no new card, but those on it are worked on") {
  Server f;
  Desk trainer = first_trainer(f);
  trainer.save("lamp", "a draft", 0);
  for (std::size_t i = 1; i < limits::kShelfCards; ++i) f.content->put({fmt::format("card-{}", i), "en", true, 1, PersonId{1}, f.now, "a draft"});
  const Refused refusal = trainer.refused(SaveCard{"kettle", "en", 0, false, 0, 1, "one more"});
  CHECK(refusal.why == Why::too_many);
  CHECK(trainer.save("lamp", "another", 1) == 2);
  CHECK(trainer.publish("lamp", small_card("lamp", "It is bright."), 2) == 3);
  trainer.must(DropCard{"card-1", "en", 1});
  CHECK(trainer.save("kettle", "one more", 0) == 1);

  // It is shown in pages to whoever signs in.
  Desk tarek = second_trainer(f, trainer);
  std::size_t entries = 0;
  const auto pages = f.all<ShelfPage>(tarek.peer());
  for (const ShelfPage& page : pages) {
    Bytes bytes;
    encode(ServerMessage{page}, bytes);
    CHECK(bytes.size() <= limits::kPageBytes);
    CHECK(page.complete == (&page == &pages.back()));
    entries += page.entries.size();
  }
  CHECK(entries == limits::kShelfCards);
}

// --- Who is told ----------------------------------------------------------------------------------------------------

TEST_CASE("every trainer of the server is told of each save and each drop, wherever they are") {
  Server f;
  Desk ngozi = first_trainer(f);
  Desk tarek = second_trainer(f, ngozi);  // in no class
  const PeerId sam = f.trainee("Sam");
  ngozi.save("lamp", "title: A lamp to be", 0);
  const ShelfEntry draft = tarek.entry("lamp");
  CHECK(draft == ngozi.entry("lamp"));
  CHECK(draft.title == "A lamp to be");
  CHECK(draft.by == "Ngozi");
  CHECK(draft.version == 1);
  CHECK(draft.draft);
  tarek.publish("lamp", small_card("lamp", "It is bright."), 1);
  CHECK(ngozi.entry("lamp").by == "Tarek");
  CHECK(ngozi.entry("lamp").published);
  tarek.must(DropCard{"lamp", "en", 2});
  CHECK_FALSE(ngozi.entry("lamp").published);
  CHECK_FALSE(ngozi.entry("lamp").draft);
  CHECK(f.count<ShelfPage>(sam) == 0);
}

TEST_CASE("a trainer who signs in is shown one entry for a card with a draft over what is published") {
  Server f;
  Desk ngozi = first_trainer(f);
  ngozi.publish("lamp", small_card("lamp", "It is bright."), 0);
  ngozi.save("lamp", "title: Brighter still", 1);
  ngozi.save("kettle", "a draft", 0);
  ngozi.must(DropCard{"kettle", "en", 1});
  Desk tarek = second_trainer(f, ngozi);
  const ShelfPage page = f.last<ShelfPage>(tarek.peer());
  CHECK(page.complete);
  REQUIRE(page.entries.size() == 1);
  CHECK(page.entries[0].title == "Brighter still");
  CHECK(page.entries[0].version == 2);
  CHECK(page.entries[0].draft);
  CHECK(page.entries[0].published);
}

TEST_CASE("nothing of a save is shown before it is on disk, and none is taken in while the disk fails") {
  Server f;
  Desk ngozi = first_trainer(f);
  Desk tarek = second_trainer(f, ngozi);
  const auto told = f.count<ShelfPage>(tarek.peer());
  f.disk.hold(true);
  f.give(ngozi.peer(), ngozi.number() + 1, SaveCard{"lamp", "en", 0, false, 0, 1, "a draft"});
  f.hub->release();
  CHECK(f.count<ShelfPage>(tarek.peer()) == told);
  f.disk.hold(false);
  f.settle();
  CHECK(f.count<ShelfPage>(tarek.peer()) == told + 1);
}

}  // namespace earshot::net::testing
