// What holds for every card that keeps to the bounds.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "shared/card/limits.h"
#include "shared/card/print.h"
#include "shared/card/shelf.h"
#include "shared/card/show.h"
#include "shared/card/texts.h"
#include "tests/shared/card/samples.h"
#include "tests/shared/card/writer.h"

namespace earshot::card {

namespace {

/// Makes cards out of random choices, each within its bounds and fit to be played.
class Maker {
 public:
  static rc::Gen<Card> card() {
    return rc::gen::exec([] { return Maker().make(); });
  }

 private:
  static int number(int from, int to) { return *rc::gen::inRange(from, to + 1); }
  static bool maybe() { return *rc::gen::arbitrary<bool>(); }
  template <class T>
  static T one_of(const std::vector<T>& values) {
    return *rc::gen::elementOf(values);
  }

  /// A text that YAML, HTML or people could stumble over, of at most 34 characters whatever is filled in.
  std::string text(bool placeholders = true) const {
    static const std::vector<std::string> kWords = {"lamp", "Grüße", "it's",  "\"so\"", "a:b", "a: b", "#5",   "x #y", "-",    "- no", "C:\\x", "🌱",  "[x]",
                                                    "50%",  "@home", "&",     "*",      "yes", "null", "~",    "12",   "1:30", "né",   "<b>",   "|",   ">",
                                                    "?",    "!",     "%%%",   "---",    "no",  "''",   "日本", "a,b",  "0x1F", "\\n",  "...",   "`",   "="};
    std::string out;
    for (int left = number(1, 3); left > 0; --left) {
      if (!out.empty()) out += ' ';
      out += placeholders && !names_.empty() && number(0, 3) == 0 ? "{" + one_of(names_) + "}" : one_of(kWords);
    }
    return out;
  }
  std::string maybe_text() const { return maybe() ? text() : ""; }
  std::vector<std::string> some_texts(int from, int to, bool placeholders = true) const {
    std::vector<std::string> texts;
    for (int left = number(from, to); left > 0; --left) texts.push_back(text(placeholders));
    return texts;
  }

  /// An id that was not given before.
  std::string id() { return one_of(std::vector<std::string>{"a", "b-", "c_", "yes", "no", "null", "x1"}) + std::to_string(++ids_); }

  Fact fact(int felt_start) {
    Fact made;
    made.id = id(), made.text = text(), made.label = text();
    made.rule = static_cast<Rule>(number(0, felt_start < kMaxScale ? 2 : 1));
    if (made.rule == Rule::if_asked) made.topic = text();
    if (made.rule == Rule::if_heard) made.level = number(felt_start + 1, kMaxScale);
    return made;
  }

  Trigger trigger(const Card& card) {
    Trigger made;
    made.kind = static_cast<Trigger::Kind>(number(0, 4));
    made.phase = card.warm_up ? BeatPhase::talk : static_cast<BeatPhase>(number(0, 2));
    if (made.kind == Trigger::Kind::felt_heard && card.customer.felt_start == kMaxScale) made.kind = Trigger::Kind::phase;
    if (made.kind == Trigger::Kind::agent_messages && made.phase == BeatPhase::recap) made.phase = BeatPhase::talk;
    const Durations& m = card.minutes;
    const Seconds length = made.phase == BeatPhase::talk ? m.talk : made.phase == BeatPhase::recap ? m.recap : m.solve;
    if (made.kind == Trigger::Kind::time) made.after = Seconds{number(1, static_cast<int>(length.count()) - 1)};
    if (made.kind == Trigger::Kind::agent_messages) made.count = number(1, kMaxAgentMessages);
    if (made.kind == Trigger::Kind::felt_heard) made.count = number(card.customer.felt_start + 1, kMaxScale);
    return made;
  }

  void customer(Card& card) {
    CustomerSide& side = card.customer;
    side.name = text(), side.subtitle = text(), side.situation = text(), side.want = text(), side.manner = text(), side.opening = text();
    side.stake = maybe_text();
    side.goal = text();
    side.felt_start = number(kMinScale, kMaxScale);
    const int least = card.warm_up ? 0 : 1;
    for (int left = number(least, 20); left > 0; --left) side.facts.push_back(fact(side.felt_start));
    for (int left = number(0, 16); left > 0; --left) {
      side.beats.push_back({id(), text(), trigger(card), maybe_text(), ""});
      if (side.beats.back().when.phase == BeatPhase::solve) side.beats.back().time_jump = maybe_text();
    }
    for (int left = number(least, 5); left > 0; --left) side.feelings.push_back({id(), text(), text(), number(kMinScale, kMaxScale), shown_in(side)});
    for (auto* options : {&side.resolution, &side.prevention}) {
      for (int left = number(least, 8); left > 0; --left) options->push_back({id(), text()});
    }
  }

  static std::vector<std::string> shown_in(const CustomerSide& side) {
    std::vector<std::string> all = {std::string(kOpening)};
    for (const Fact& fact : side.facts) all.push_back(fact.id);
    for (const Beat& beat : side.beats) all.push_back(beat.id);
    std::vector<std::string> some;
    for (int left = number(0, static_cast<int>(kMaxShownIn)); left > 0; --left) some.push_back(one_of(all));
    return some;
  }

  void agent(Card& card) const {
    AgentSide& side = card.agent;
    side.name = text(), side.company = text(), side.subtitle = text(), side.about = text(), side.success = text(), side.remember = text();
    side.policy = maybe_text();
    for (auto* offers : {&side.you_decide, &side.ask_first, &side.not_yours}) {
      for (int left = number(offers == &side.you_decide && !card.warm_up ? 1 : 0, 6); left > 0; --left) offers->push_back({text(), text()});
    }
    if (!side.ask_first.empty()) side.ask_whom = text();
    for (int left = number(0, 8); left > 0; --left) side.history.push_back({text(), text(), text()});
  }

  Modifiers modifiers(const Card& card) const {
    Modifiers made;
    if (card.warm_up) return made;
    const int talk = static_cast<int>(card.minutes.talk.count());
    for (int left = number(0, 4); left > 0; --left) made.distraction.push_back({text(), text(), text(), Seconds{number(1, talk - 1)}});
    if (maybe()) made.bias = Bias{{text(), text(), text()}, text()};
    if (maybe()) made.pressure = Pressure{number(kMinScale, kMaxScale), some_texts(1, 5)};
    if (maybe()) made.handover = Handover{text(), text(), text()};
    return made;
  }

  Variant variant(const Card& card) {
    Variant made;
    made.id = id();
    if (maybe()) made.title = text(false);
    for (const std::string& name : names_) made.values[name] = one_of(std::vector<std::string>{"Eva", "60 W", "é", "x: y", "\"q\"", "- z", "no"});
    made.stake = maybe_text();
    if (card.customer.facts.size() < kMaxFacts && maybe()) made.fact = fact(card.customer.felt_start);
    if (made.fact && !card.customer.facts.empty() && maybe()) made.fact->id = one_of(card.customer.facts).id;
    return made;
  }

  Card make() {
    for (int left = number(0, 4); left > 0; --left) names_.push_back("v" + std::to_string(left));
    Card card;
    card.id = id();
    card.title = text(false), card.sector = text(false);
    card.language = one_of(std::vector<std::string>{"en", "de", "pt-BR", "gsw-CH", "no", "nl"});
    card.difficulty = number(kMinScale, kMaxScale);
    for (Seconds* phase : {&card.minutes.brief, &card.minutes.talk, &card.minutes.recap, &card.minutes.solve, &card.minutes.score}) {
      *phase = Seconds{number(kMinPhaseSeconds, kMaxPhaseSeconds)};
    }
    card.minutes.debrief = Seconds{number(static_cast<int>(card.minutes.talk.count()), kMaxPhaseSeconds)};
    card.tags = some_texts(0, 12, false);
    for (const std::string_view skill : kSkills) {
      if (maybe()) card.skills.emplace_back(skill);
    }
    if (maybe()) card.content_note = text(false);
    card.warm_up = number(0, 4) == 0;
    if (!card.warm_up && maybe()) card.follows = Follows{id(), text(false)};
    customer(card);
    agent(card);
    card.modifiers = modifiers(card);
    card.debrief = some_texts(0, 8);
    card.sources = some_texts(0, 8, false);
    for (int left = number(1, 12); left > 0; --left) card.variants.push_back(variant(card));
    return card;
  }

  std::vector<std::string> names_;  // of placeholders
  int ids_ = 0;
};

/// Written as YAML and loaded again.
Card reloaded(const Card& card) {
  const auto outcome = load(samples::Writer::write(card), "made.yaml");
  if (!outcome.card) RC_FAIL(samples::all(outcome.problems) + samples::Writer::write(card));
  return *outcome.card;
}

/// The card alone, without the file it came from.
Card without_file(Card card) {
  card.hash.clear();
  card.source.clear();
  return card;
}

}  // namespace

TEST_CASE("a card that is written and loaded again is the same") {
  CHECK(rc::check([] {
    const Card card = *Maker::card();
    RC_ASSERT(without_file(reloaded(card)) == card);
  }));
}

TEST_CASE("a card that is played has no placeholder left, in whatever people read") {
  CHECK(rc::check([] {
    const Card card = reloaded(*Maker::card());
    for (std::size_t i = 0; i < card.variants.size(); ++i) {
      const Card played = resolve(card, i);
      RC_ASSERT(played.variant == card.variants[i].id);
      for_each_text(played, [](const std::string& text) { RC_ASSERT(text.find_first_of("{}") == std::string::npos); });
      RC_ASSERT(show(played).find_first_of("{}") == std::string::npos);
      const std::string page = print({&played, 1});
      RC_ASSERT(page.find_first_of("{}", page.find("</style>")) == std::string::npos);
    }
  }));
}

TEST_CASE("a card plays as itself, and so does one with the same bones and other words") {
  CHECK(rc::check([] {
    const Card original = reloaded(*Maker::card());
    RC_ASSERT(!yaml::has_errors(compare(original, original, "made.yaml")));
    Card translation = without_file(original);
    translation.language = "fr";
    const auto change = [](std::string& text) {
      if (!text.empty()) text += " ici";
    };
    for_each_text(translation, change);
    for (Variant& variant : translation.variants) {
      change(variant.stake);
      if (variant.fact) change(variant.fact->text), change(variant.fact->label), change(variant.fact->topic);
    }
    const auto problems = compare(original, reloaded(translation), "made.yaml");
    if (!problems.empty()) RC_FAIL(samples::all(problems));
  }));
}

TEST_CASE("a translation that plays otherwise in one thing is found out") {
  CHECK(rc::check([] {
    const Card original = reloaded(*Maker::card());
    Card other = without_file(original);
    CustomerSide& side = other.customer;
    const std::vector<std::function<bool()>> changes = {
        [&] { return other.difficulty = other.difficulty % kMaxScale + 1, true; },
        [&] { return other.minutes.score = other.minutes.score == Seconds{60} ? Seconds{61} : Seconds{60}, true; },
        [&] { return !side.facts.empty() && (side.facts.pop_back(), true); },
        [&] { return !side.beats.empty() && (side.beats.pop_back(), true); },
        [&] { return !side.feelings.empty() && (side.feelings[0].intensity = side.feelings[0].intensity % kMaxScale + 1, true); },
        [&] { return other.variants.size() > 1 && (std::swap(other.variants.front(), other.variants.back()), true); },
        [&] { return other.variants.pop_back(), true; },
        [&] { return other.agent.not_yours.push_back({"a", "b"}), true; },
        [&] { return !other.debrief.empty() && (other.debrief.pop_back(), true); },
        [&] { return other.modifiers.bias && (other.modifiers.bias.reset(), true); },
        [&] { return other.agent.policy = other.agent.policy.empty() ? "a" : "", true; },
        [&] { return !side.prevention.empty() && (side.prevention[0].id += "x", true); },
    };
    const auto& change = *rc::gen::elementOf(changes);
    if (!change()) return;
    other.source = samples::Writer::write(other);  // where problems are placed; it need not be a card on its own
    RC_ASSERT(yaml::has_errors(compare(original, other, "made.yaml")));
  }));
}

}  // namespace earshot::card
