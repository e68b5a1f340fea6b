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
    const Node* values = at(item(*list, i), {"values"});
    const Node& place = values ? *values : *list;
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
      report.error(*at(root, {"variants"}), fmt::format("the variant '{}' adds a fact too many", played.variant),
                   fmt::format("keep to {} facts", kMaxFacts));
    }
  }
}

// --- Facts, feelings, beats ----------------------------------------------------------------------------------------

void advise_on_rules(const std::vector<Fact>& facts, const Node& list, Report& report) {
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

/// Facts that stand there and would never come out, however well the agent listens.
void advise_on_hidden_facts(const Card& card, const Node& list, Report& report) {
  const auto& facts = card.customer.facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool same_text = !facts[i].text.empty() && facts[i].text == facts[j].text;
      const bool same_topic = facts[i].rule == Rule::if_asked && facts[j].rule == Rule::if_asked && !facts[i].topic.empty() &&
                              facts[i].topic == facts[j].topic;
      if (same_text) {
        report.advise(value(item(list, i), "text"), fmt::format("'{}' says the same as '{}'", facts[i].id, facts[j].id),
                      "make one fact of the two");
      } else if (same_topic) {
        report.advise(value(item(list, i), "topic"),
                      fmt::format("'{}' waits for the same question as '{}', and nobody asks it twice", facts[i].id, facts[j].id),
                      "give it a topic of its own");
      }
    }
  }
  const Seconds needed = kFactTakes * static_cast<int>(facts.size());
  if (needed > card.minutes.talk) {
    report.advise(list, fmt::format("{} facts need about {}, the talk has {}: some could never be told", facts.size(),
                                    yaml::clock_text(needed), yaml::clock_text(card.minutes.talk)),
                  "take some out, or give 'talk' more minutes");
  }
}

const Fact* fact_of(const Card& card, std::string_view id) {
  const auto found = std::ranges::find(card.customer.facts, id, &Fact::id);
  return found == card.customer.facts.end() ? nullptr : &*found;
}

const Beat* beat_of(const Card& card, std::string_view id) {
  const auto found = std::ranges::find(card.customer.beats, id, &Beat::id);
  return found == card.customer.beats.end() ? nullptr : &*found;
}

/// Whether the agent can meet it before the meter has risen.
bool comes_unearned(const Card& card, std::string_view shown_in) {
  if (shown_in == kOpening) return true;
  if (const Fact* fact = fact_of(card, shown_in)) return fact->rule != Rule::if_heard;
  const Beat* beat = beat_of(card, shown_in);
  return beat && beat->when.kind != Trigger::Kind::felt_heard;
}

void check_feelings(const Card& card, const Node& list, Report& report) {
  std::vector<std::string_view> names = {kOpening};
  for (const Fact& fact : card.customer.facts) names.push_back(fact.id);
  for (const Beat& beat : card.customer.beats) names.push_back(beat.id);
  for (const Variant& variant : card.variants) {
    if (variant.fact) names.push_back(variant.fact->id);
  }
  bool shown_early = false;
  bool all_named = true;
  for (std::size_t i = 0; i < card.customer.feelings.size(); ++i) {
    const Feeling& feeling = card.customer.feelings[i];
    const Node& place = item(list, i);
    if (feeling.shown_in.empty()) {
      report.advise(place, fmt::format("no line shows '{}', so no agent could notice it", text::first(feeling.name, kMaxLabel)),
                    "name the facts or beats that do in 'shown_in', or write one that does");
      all_named = false;
    }
    const Node& shown = value(place, "shown_in");
    for (std::size_t j = 0; j < feeling.shown_in.size(); ++j) {
      const std::string& id = feeling.shown_in[j];
      shown_early = shown_early || comes_unearned(card, id);
      if (id.empty() || std::ranges::find(names, id) != names.end()) continue;
      const auto near = yaml::nearest(id, names);
      report.error(item(shown, j), fmt::format("there is no fact or beat '{}'", text::first(id, kMaxId)),
                   near ? fmt::format("did you mean '{}'?", *near) : "name a fact, a beat, or 'opening'");
      all_named = false;
    }
  }
  const bool locked = std::ranges::any_of(card.customer.facts, [](const Fact& fact) { return fact.rule == Rule::if_heard; });
  if (locked && all_named && !shown_early && !card.customer.feelings.empty()) {
    report.advise(list, "every line that shows a feeling waits until a feeling was named, so nobody could learn what is told if_heard",
                  "let the opening, an open fact or a timed beat show one");
  }
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
    for (std::size_t j = 0; j < i; ++j) {
      if (when.kind != Trigger::Kind::pressed && beats[j].when == when) {
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

void check_time(const Card& card, const Node& root, Report& report) {
  const Durations& minutes = card.minutes;
  const Node* given = at(root, {"minutes"});
  const Node& place = given ? *given : root;
  if (minutes.debrief < minutes.talk) {
    report.error(place, "the debrief is shorter than the talk",
                 "give 'debrief' at least the minutes of 'talk'");
  }
  const auto agent_words = words_of([](const auto& side, auto&& f) { for_each_agent_text(side, f); }, card.agent);
  for (const auto& [side, words] : {std::pair{"customer", customer_words(card.customer)}, std::pair{"agent", agent_words}}) {
    const auto seconds = words * 60 / kReadPerMinute;
    if (std::cmp_less_equal(seconds, minutes.brief.count())) continue;
    report.advise(place, fmt::format("the {}'s brief takes about {} s to read, {} are planned", side, seconds, minutes.brief.count()),
                  "shorten it, or give 'brief' more minutes");
  }
}

void check_warm_up(const Card& card, const Node& root, Report& report) {
  const Modifiers& m = card.modifiers;
  const Node& warm_up = *at(root, {"warm_up"});
  if (!m.distraction.empty() || m.bias || m.pressure || m.handover) {
    report.error(warm_up, "a card to warm up has challenges", "take 'modifiers' out, or 'warm_up'");
  }
  if (card.minutes.talk > kWarmUpTalk) {
    const Node* minutes = at(root, {"minutes"});
    report.advise(minutes ? *minutes : warm_up, "this is a long talk to warm up",
                  "two minutes are enough: 'minutes: {brief: 0:30, talk: 2}'");
  }
}

}  // namespace

void check(const Reading& reading, const yaml::Node& root, yaml::Report& report) {
  const Card& card = reading.card;
  check_braces(reading, report);
  check_placeholders(reading, root, report);
  check_filled_lengths(reading, report);
  check_messages(reading, root, report);
  check_time(card, root, report);
  if (card.warm_up) return check_warm_up(card, root, report);
  if (const Node* facts = at(root, {"customer", "facts"})) {
    advise_on_rules(card.customer.facts, *facts, report);
    advise_on_hidden_facts(card, *facts, report);
  }
  if (const Node* feelings = at(root, {"customer", "feelings"})) check_feelings(card, *feelings, report);
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
