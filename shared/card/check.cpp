#include "shared/card/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "shared/base/text.h"
#include "shared/card/limits.h"
#include "shared/card/texts.h"

namespace earshot::card {

namespace {

using yaml::Node;
using yaml::Report;

constexpr std::size_t kReadPerMinute = 200;  // words; a slow reader of a second language takes 120
constexpr std::size_t kFewFacts = 6;
constexpr Seconds kWarmUpTalk{180};

void check_braces(const Reading& reading, Report& report) {
  for (const WrittenText& written : reading.texts) {
    if (stray_brace(written.text) != std::string::npos) {
      report.error(*written.node, fmt::format("a brace in '{}' belongs to no placeholder", written.what),
                   "write placeholders as {order}, and use ( ) for anything else");
    }
  }
}

void check_placeholders(const Reading& reading, Report& report) {
  const auto& variants = reading.card.variants;
  if (variants.empty()) return;

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
  for (std::size_t i = 0; i < variants.size() && i < reading.variant_values.size(); ++i) {
    const Node* values = reading.variant_values[i];
    const Node& place = values ? *values : *reading.variants;
    for (const std::string& name : defined) {
      if (!variants[i].values.contains(name)) {
        report.error(place,
                     fmt::format("the variant '{}' gives no '{}', another one does", variants[i].id, name),
                     fmt::format("add a line '{}: …' to its values", name));
      }
    }
    for (const Node& key : values ? values->keys : std::vector<Node>{}) {
      if (variants[i].values.contains(key.text) && !used.contains(key.text)) {
        report.advise(key, fmt::format("no text uses {{{}}}", text::first(key.text, kMaxLabel)),
                      "use it, or remove it");
      }
    }
  }
}

void check_filled_lengths(const Reading& reading, Report& report) {
  for (const WrittenText& written : reading.texts) {
    if (text::length(written.text) > written.max) continue;  // said already
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

void check_messages(const Reading& reading, Report& report) {
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
    customer = customer || refuse(reading.customer, "the customer's side takes", customer_bytes(played),
                                  kMaxSideBytes, played.variant);
    agent = agent ||
            refuse(reading.agent, "the agent's side takes", agent_bytes(played), kMaxSideBytes, played.variant);
    debrief = debrief || refuse(reading.customer, "the beats and the debrief's questions take",
                                debrief_bytes(played), kMaxDebriefBytes, played.variant);
    if (reading.facts && played.customer.facts.size() > kMaxFacts) {
      report.error(*reading.variants, fmt::format("the variant '{}' adds a fact too many", played.variant),
                   fmt::format("keep to {} facts", kMaxFacts));
    }
  }
}

void advise_on_facts(const Reading& reading, Report& report) {
  if (!reading.facts) return;
  const auto& facts = reading.card.customer.facts;
  constexpr std::array<std::pair<Rule, std::string_view>, 3> kWhy = {
      {{Rule::at_once, "at_once: the customer has nothing to begin with"},
       {Rule::if_asked, "if_asked: no question is needed"},
       {Rule::if_heard, "if_heard: empathy opens nothing"}}};
  for (const auto& [rule, why] : kWhy) {
    const bool there =
        std::any_of(facts.begin(), facts.end(), [r = rule](const Fact& fact) { return fact.rule == r; });
    if (!there) report.advise(*reading.facts, fmt::format("no fact is {}", why), "give one fact this rule");
  }
  if (facts.size() < kFewFacts) {
    report.advise(*reading.facts, fmt::format("{} facts make a short talk", facts.size()),
                  "nine or ten carry one well");
  }
}

void check_time(const Reading& reading, const Node& root, Report& report) {
  const Durations& minutes = reading.card.minutes;
  const Node& place = reading.minutes ? *reading.minutes : root;
  if (minutes.debrief < minutes.talk) {
    report.error(place, "the debrief is shorter than the talk",
                 "give 'debrief' at least the minutes of 'talk'");
  }
  const CustomerSide& side = reading.card.customer;
  std::size_t words = 0;
  for (const auto* passage :
       {&side.situation, &side.want, &side.stake, &side.manner, &side.opening, &side.goal}) {
    words += text::count_words(*passage);
  }
  for (const Fact& fact : side.facts) words += text::count_words(fact.text);
  for (const Feeling& feeling : side.feelings)
    words += text::count_words(feeling.name + " " + feeling.reason);
  const auto seconds = words * 60 / kReadPerMinute;
  if (std::cmp_greater(seconds, minutes.brief.count())) {
    report.advise(place,
                  fmt::format("the customer's brief takes about {} s to read, {} are planned", seconds,
                              minutes.brief.count()),
                  "shorten it, or give 'brief' more minutes");
  }
}

void check_warm_up(const Reading& reading, Report& report) {
  const Modifiers& m = reading.card.modifiers;
  if (!m.distraction.empty() || m.bias || m.pressure || m.handover) {
    report.error(*reading.warm_up, "a card to warm up has challenges", "take 'modifiers' out, or 'warm_up'");
  }
  if (reading.card.minutes.talk > kWarmUpTalk) {
    report.advise(reading.minutes ? *reading.minutes : *reading.warm_up, "this is a long talk to warm up",
                  "two minutes are enough: 'minutes: {brief: 0:30, talk: 2}'");
  }
}

}  // namespace

void check(const Reading& reading, const yaml::Node& root, yaml::Report& report) {
  check_braces(reading, report);
  check_placeholders(reading, report);
  check_filled_lengths(reading, report);
  check_messages(reading, report);
  check_time(reading, root, report);
  if (reading.card.warm_up) return check_warm_up(reading, report);
  advise_on_facts(reading, report);
  if (reading.variants && reading.card.variants.size() == 1) {
    report.advise(*reading.variants, "with one variant the card can be met only once", "add a second one");
  }
  if (reading.customer && reading.card.customer.beats.empty()) {
    report.advise(*reading.customer, "without beats nothing happens while they talk",
                  "add two or three to the customer");
  }
}

}  // namespace earshot::card
