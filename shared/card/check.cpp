#include "shared/card/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <utility>

#include "shared/base/text.h"
#include "shared/card/limits.h"
#include "shared/card/texts.h"
#include "shared/yaml/reader.h"

namespace earshot::card {

namespace {

using yaml::Node;
using yaml::Report;

constexpr std::size_t kReadPerMinute = 200;  // words; a slow reader of a second language takes 120
constexpr Seconds kReadWithin{10};           // nobody reads by the second
constexpr std::size_t kFewFacts = 6;
constexpr Seconds kWarmUpTalk{180};
constexpr Seconds kFactTakes{20};     // to be asked for, told and taken in
constexpr Seconds kMessageTakes{10};  // of the agent, who reads what comes back

/// The node at a path of keys, or null.
const Node* at(const Node& root, std::initializer_list<std::string_view> path) {
  const Node* node = &root;
  for (const std::string_view key : path) {
    node = node && node->kind == Node::Kind::map ? node->find(key) : nullptr;
  }
  return node;
}

/// The item of a list, or the list where there are fewer.
const Node& item(const Node& list, std::size_t index) {
  return list.kind == Node::Kind::list && index < list.items.size() ? list.items[index] : list;
}

/// The value of a key of an item, or the item.
const Node& value(const Node& item, std::string_view key) {
  const Node* found = item.kind == Node::Kind::map ? item.find(key) : nullptr;
  return found ? *found : item;
}

void check_braces(const Reading& reading, Report& report) {
  for (const WrittenText& written : reading.texts) {
    if (stray_brace(written.text) != std::string::npos) {
      report.error(*written.node, fmt::format("a brace in '{}' belongs to no placeholder", written.what),
                   "write placeholders as {order}, and use ( ) for anything else");
    }
  }
}

void check_placeholders(const Reading& reading, const Node& root, Report& report) {
  const Node* list = at(root, {"variants"});
  const auto& variants = reading.card.variants;
  if (variants.empty() || !list) return;

  std::set<std::string, std::less<>> defined;
  for (const Variant& variant : variants) {
    for (const auto& [name, value] : variant.values) defined.insert(name);
  }
  const std::vector<std::string_view> names(defined.begin(), defined.end());

  std::set<std::string> used;
  for (const WrittenText& written : reading.texts) {
    for (const Placeholder& placeholder : placeholders(written.text)) {
      used.insert(placeholder.name);
      if (defined.contains(placeholder.name)) continue;
      const auto near = yaml::nearest(placeholder.name, names);
      report.error(
          *written.node, fmt::format("no variant fills in {{{}}}", text::first(placeholder.name, kMaxLabel)),
          near ? fmt::format("did you mean {{{}}}?", *near) : "add it to the values of every variant");
    }
  }
  for (std::size_t i = 0; i < variants.size(); ++i) {
    const Node& variant = item(*list, i);
    const Node* values = at(variant, {"values"});
    if (variant.kind != Node::Kind::map || (values && values->kind != Node::Kind::map)) continue;  // said already
    const Node& place = values ? *values : variant;
    for (const std::string& name : defined) {
      if (!variants[i].values.contains(name)) {
        report.error(place,
                     fmt::format("the variant '{}' gives no '{}', another one does", variants[i].id, name),
                     fmt::format("add a line '{}: …' to its values", name));
      }
    }
    for (const Node& key : values ? values->keys : std::vector<Node>{}) {
      // A follow-up has the values of the card it follows, whether it needs all of them or not.
      if (variants[i].values.contains(key.text) && !used.contains(key.text) && !reading.card.follows) {
        report.advise(key, fmt::format("no text uses {{{}}}", text::first(key.text, kMaxLabel)),
                      "use it, or remove it");
      }
    }
  }
}

void check_filled_lengths(const Reading& reading, Report& report) {
  for (const WrittenText& written : reading.texts) {
    if (placeholders(written.text).empty()) continue;  // looked at as it was read
    for (const Variant& variant : reading.card.variants) {
      const auto length = text::length(fill_in(written.text, variant.values));
      if (length <= written.max) continue;
      report.error(
          *written.node,
          fmt::format("'{}' has {} characters with the variant '{}'", written.what, length, variant.id),
          fmt::format("shorten it to at most {}", written.max));
      break;
    }
  }
}

/// A fact without a label is called by its text, which then must be as short in each variant.
void check_labels(const Reading& reading, Report& report) {
  for (const WrittenText& label : reading.labels) {
    const auto is_long = [&](const Variant& variant) { return text::length(fill_in(label.text, variant.values)) > label.max; };
    if (std::ranges::none_of(reading.card.variants, is_long)) continue;
    report.error(*label.node, fmt::format("the fact '{}' has a long text and no label", label.what),
                 fmt::format("add a line 'label: …' of at most {} characters", label.max));
  }
}

void check_messages(const Reading& reading, const Node& root, Report& report) {
  const Node* customer_at = at(root, {"customer"});
  const Node* agent_at = at(root, {"agent"});
  const auto refuse = [&](const Node* place, std::string_view what, std::size_t bytes, std::size_t most,
                          const std::string& variant) {
    if (!place || bytes <= most) return false;
    report.error(*place, fmt::format("{} {} bytes with the variant '{}'", what, bytes, variant),
                 fmt::format("shorten the texts to at most {} bytes together", most));
    return true;
  };
  bool customer = false;
  bool agent = false;
  bool debrief = false;
  for (std::size_t i = 0; i < reading.card.variants.size(); ++i) {
    const Card played = resolve(reading.card, i);
    customer = customer || refuse(customer_at, "the customer's side takes", customer_bytes(played), kMaxSideBytes, played.variant);
    agent = agent || refuse(agent_at, "the agent's side takes", agent_bytes(played), kMaxSideBytes, played.variant);
    debrief = debrief || refuse(customer_at, "the beats and the debrief's questions take", debrief_bytes(played), kMaxDebriefBytes, played.variant);
    if (played.customer.facts.size() > kMaxFacts) {
      report.error(value(item(*at(root, {"variants"}), i), "fact"), fmt::format("the variant '{}' adds a fact too many", played.variant),
                   fmt::format("keep to {} facts", kMaxFacts));
    }
  }
}

// --- Facts, feelings, beats ----------------------------------------------------------------------------------------

void advise_on_rules(const std::vector<Fact>& facts, const Node& list, Report& report) {
  if (facts.empty()) return;  // said already
  constexpr std::array<std::pair<Rule, std::string_view>, 3> kWhy = {
      {{Rule::at_once, "at_once: the customer has nothing to begin with"},
       {Rule::if_asked, "if_asked: no question is needed"},
       {Rule::if_heard, "if_heard: empathy opens nothing"}}};
  for (const auto& [rule, why] : kWhy) {
    const bool there = std::ranges::any_of(facts, [r = rule](const Fact& fact) { return fact.rule == r; });
    if (!there) report.advise(list, fmt::format("no fact is {}", why), "give one fact this rule");
  }
  if (facts.size() < kFewFacts) {
    report.advise(list, fmt::format("{} facts make a short talk", facts.size()), "nine or ten carry one well");
  }
}

/// A fact and where it stands.
struct Placed {
  const Fact* fact;
  const Node* node;
};

/// `one` stands after `other` in the file.
void advise_on_alike(const Placed& one, const Placed& other, Report& report) {
  const Fact& a = *one.fact;
  const Fact& b = *other.fact;
  if (a.id == b.id) return;  // the variant's takes the place of the card's
  if (!a.text.empty() && a.text == b.text) {
    report.advise(value(*one.node, "text"), fmt::format("'{}' says the same as '{}'", a.id, b.id), "make one fact of the two");
  } else if (a.rule == Rule::if_asked && b.rule == Rule::if_asked && !a.topic.empty() && text::fold(a.topic) == text::fold(b.topic)) {
    report.advise(value(*one.node, "topic"), fmt::format("'{}' waits for the same question as '{}', and nobody asks it twice", a.id, b.id),
                  "give it a topic of its own");
  }
}

/// Facts that stand there and would never come out, however well the agent listens.
void advise_on_hidden_facts(const Card& card, const Node& root, const Node& list, Report& report) {
  std::vector<Placed> facts;
  for (std::size_t i = 0; i < card.customer.facts.size(); ++i) {
    facts.push_back({&card.customer.facts[i], &item(list, i)});
    for (std::size_t j = 0; j < i; ++j) advise_on_alike(facts[i], facts[j], report);
  }
  std::size_t most = facts.size();
  const Node* variants = at(root, {"variants"});
  for (std::size_t i = 0; variants && i < card.variants.size(); ++i) {
    if (!card.variants[i].fact) continue;
    const Placed own{&*card.variants[i].fact, &value(item(*variants, i), "fact")};
    for (const Placed& other : facts) advise_on_alike(own, other, report);
    most = std::max(most, resolve(card, i).customer.facts.size());
  }
  const Seconds needed = kFactTakes * static_cast<int>(most);
  if (needed > card.minutes.talk) {
    report.advise(list, fmt::format("{} facts need about {}, the talk has {}: some could never be told", most,
                                    yaml::clock_text(needed), yaml::clock_text(card.minutes.talk)),
                  "take some out, or give 'talk' more minutes");
  }
}

const Beat* beat_of(const Card& card, std::string_view id) {
  const auto found = std::ranges::find(card.customer.beats, id, &Beat::id);
  return found == card.customer.beats.end() ? nullptr : &*found;
}

/// Whether a line that `shown_in` names is there in a variant, and whether the agent can meet it in the talk before the
/// meter has risen.
struct Shown {
  bool there = false;
  bool unearned = false;
};

Shown shown(const Card& played, const std::string& id) {
  if (id == kOpening) return {true, true};
  if (const Fact* fact = find_fact(played, id)) return {true, fact->rule != Rule::if_heard};
  if (const Beat* beat = beat_of(played, id)) {
    return {true, beat->when.kind != Trigger::Kind::felt_heard && beat->when.phase == BeatPhase::talk};
  }
  return {};
}

/// Refuses what `shown_in` names and nothing has; whether all was found.
bool check_shown_in(const Card& card, const Node& list, Report& report) {
  std::vector<std::string_view> names = {kOpening};
  for (const Fact& fact : card.customer.facts) names.push_back(fact.id);
  for (const Beat& beat : card.customer.beats) names.push_back(beat.id);
  for (const Variant& variant : card.variants) {
    if (variant.fact) names.push_back(variant.fact->id);
  }
  bool found = true;
  for (std::size_t i = 0; i < card.customer.feelings.size(); ++i) {
    const Node& places = value(item(list, i), "shown_in");
    const auto& shown_in = card.customer.feelings[i].shown_in;
    for (std::size_t j = 0; j < shown_in.size(); ++j) {
      const std::string& id = shown_in[j];
      if (id.empty() || std::ranges::find(names, id) != names.end()) continue;
      const auto near = yaml::nearest(id, names);
      report.error(item(places, j), fmt::format("there is no fact or beat '{}'", text::first(id, kMaxId)),
                   near ? fmt::format("did you mean '{}'?", *near) : "name a fact, a beat, or 'opening'");
      found = false;
    }
  }
  return found;
}

/// Feelings that no line shows, and facts that wait for a feeling that nobody could have noticed.
void advise_on_feelings(const Card& card, const Node& list, Report& report) {
  const auto& feelings = card.customer.feelings;
  bool all_shown = !feelings.empty();
  for (std::size_t i = 0; i < feelings.size(); ++i) {
    const Node& place = item(list, i);
    const Node* names = at(place, {"shown_in"});
    const bool said_already = place.kind != Node::Kind::map || (names && names->kind != Node::Kind::list);
    if (!feelings[i].shown_in.empty()) continue;
    all_shown = false;
    if (said_already) continue;
    report.advise(place, fmt::format("no line shows '{}', so no agent could notice it", text::first(feelings[i].name, kMaxLabel)),
                  "name the facts or beats that do in 'shown_in', or write one that does");
  }
  for (std::size_t v = 0; all_shown && v < card.variants.size(); ++v) {
    const Card played = resolve(card, v);
    bool unearned = false;
    for (std::size_t i = 0; i < feelings.size(); ++i) {
      bool there = false;
      for (const std::string& id : feelings[i].shown_in) {
        const Shown line = shown(played, id);
        there = there || line.there;
        unearned = unearned || line.unearned;
      }
      if (there) continue;
      all_shown = false;
      report.advise(item(list, i), fmt::format("in the variant '{}' no line shows '{}'", played.variant, text::first(feelings[i].name, kMaxLabel)),
                    "name a line in 'shown_in' that every variant has");
    }
    const bool locked = std::ranges::any_of(played.customer.facts, [](const Fact& fact) { return fact.rule == Rule::if_heard; });
    if (!locked || unearned || !all_shown) continue;
    report.advise(list, "every line that shows a feeling waits until one was named, or for the talk to end, so nobody could learn what is told if_heard",
                  "let the opening, an open fact or a timed beat of the talk show one");
    return;
  }
}

/// Whether the moment that was read is one that the author wrote.
bool says_when(const Node& when) {
  if (const Node* phase = at(when, {"in"})) return phase->text == "talk" || phase->text == "recap" || phase->text == "solve";
  return at(when, {"after"}) || at(when, {"agent_messages"}) || at(when, {"felt_heard"});
}

void advise_on_beats(const Card& card, const Node& list, Report& report) {
  const auto& beats = card.customer.beats;
  for (std::size_t i = 0; i < beats.size(); ++i) {
    const Trigger& when = beats[i].when;
    const Node& place = value(item(list, i), "when");
    const Seconds phase = when.phase == BeatPhase::solve ? card.minutes.solve : card.minutes.talk;
    if (when.kind == Trigger::Kind::agent_messages && kMessageTakes * when.count > phase) {
      report.advise(place, fmt::format("{} messages of the agent hardly fit into {}, so this beat may never play", when.count, yaml::clock_text(phase)),
                    "wait for fewer, or for a time");
    }
    for (std::size_t j = 0; j < i && when.kind != Trigger::Kind::pressed && says_when(place); ++j) {
      if (beats[j].when == when && says_when(value(item(list, j), "when"))) {
        report.advise(place, fmt::format("'{}' comes at the same moment as '{}'", beats[i].id, beats[j].id), "let one of them wait");
      }
    }
  }
}

// --- Time ----------------------------------------------------------------------------------------------------------

template <class ForEachText, class Side>
std::size_t words_of(ForEachText for_each, const Side& side) {
  std::size_t words = 0;
  for_each(side, [&](const std::string& text) { words += text::count_words(text); });
  return words;
}

/// What a player reads before the talk: beats come later, labels and topics repeat the facts.
std::size_t customer_words(const CustomerSide& side) {
  std::size_t words = 0;
  for (const auto* passage : {&side.situation, &side.want, &side.stake, &side.manner, &side.opening, &side.goal}) {
    words += text::count_words(*passage);
  }
  for (const Fact& fact : side.facts) words += text::count_words(fact.text);
  for (const Feeling& feeling : side.feelings) words += text::count_words(feeling.name) + text::count_words(feeling.reason);
  return words;
}

/// What takes longest to read of its variants.
template <class Words>
std::size_t most_words(const Card& card, Words words) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < std::max<std::size_t>(card.variants.size(), 1); ++i) most = std::max(most, words(resolve(card, i)));
  return most;
}

void check_time(const Card& card, const Node& root, Report& report) {
  const Durations& minutes = card.minutes;
  const Node* given = at(root, {"minutes"});
  const auto place = [&](std::string_view phase) -> const Node& { return given ? value(*given, phase) : root; };
  if (minutes.debrief < minutes.talk) {
    report.error(place("debrief"), "the debrief is shorter than the talk", "give 'debrief' at least the minutes of 'talk'");
  }
  const auto advise = [&](std::string_view side, std::size_t words) {
    Seconds needed{static_cast<std::int64_t>(words * 60 / kReadPerMinute)};
    needed -= needed % kReadWithin;
    if (needed <= minutes.brief) return;
    report.advise(place("brief"), fmt::format("the {}'s brief takes about {} to read, {} are planned", side, yaml::clock_text(needed), yaml::clock_text(minutes.brief)),
                  "shorten it, or give 'brief' more minutes");
  };
  advise("customer", most_words(card, [](const Card& played) { return customer_words(played.customer); }));
  advise("agent", most_words(card, [](const Card& played) { return words_of([](const auto& side, auto&& f) { for_each_agent_text(side, f); }, played.agent); }));
}

void check_warm_up(const Card& card, const Node& root, Report& report) {
  const Modifiers& m = card.modifiers;
  const Node& warm_up = *at(root, {"warm_up"});
  if (!m.distraction.empty() || m.bias || m.pressure || m.handover) {
    report.error(warm_up, "a card to warm up has challenges", "take 'modifiers' out, or 'warm_up'");
  }
  if (card.follows) report.error(warm_up, "a card to warm up follows no other", "take 'follows' out, or 'warm_up'");
  const Node* beats = at(root, {"customer", "beats"});
  for (std::size_t i = 0; beats && i < card.customer.beats.size(); ++i) {
    if (card.customer.beats[i].when.phase == BeatPhase::talk) continue;
    report.error(value(item(*beats, i), "when"), "a card to warm up ends with its talk, so this beat never plays", "use 'in: talk', or take it out");
  }
  if (card.minutes.talk > kWarmUpTalk) {
    const Node* minutes = at(root, {"minutes"});
    report.advise(minutes ? value(*minutes, "talk") : warm_up, "this is a long talk to warm up",
                  "two minutes are enough: 'minutes: {brief: 0:30, talk: 2}'");
  }
}

}  // namespace

void check(const Reading& reading, const yaml::Node& root, yaml::Report& report) {
  const Card& card = reading.card;
  check_braces(reading, report);
  check_placeholders(reading, root, report);
  check_filled_lengths(reading, report);
  check_labels(reading, report);
  check_messages(reading, root, report);
  check_time(card, root, report);
  const Node* feelings = at(root, {"customer", "feelings"});
  const bool all_found = !feelings || check_shown_in(card, *feelings, report);
  if (card.warm_up) return check_warm_up(card, root, report);
  if (const Node* facts = at(root, {"customer", "facts"})) {
    advise_on_rules(card.customer.facts, *facts, report);
    advise_on_hidden_facts(card, root, *facts, report);
  }
  if (feelings && all_found) advise_on_feelings(card, *feelings, report);
  if (const Node* beats = at(root, {"customer", "beats"})) advise_on_beats(card, *beats, report);
  if (const Node* variants = at(root, {"variants"}); variants && card.variants.size() == 1) {
    report.advise(*variants, "with one variant the card can be met only once", "add a second one");
  }
  if (const Node* customer = at(root, {"customer"}); customer && card.customer.beats.empty()) {
    report.advise(*customer, "without beats nothing happens while they talk",
                  "add two or three to the customer");
  }
}

}  // namespace earshot::card
