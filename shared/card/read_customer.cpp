#include <fmt/format.h>

#include <utility>

#include "shared/base/text.h"
#include "shared/card/fields.h"

namespace earshot::card {

namespace {

using yaml::Keys;
using yaml::Map;
using yaml::Node;

constexpr std::array<std::string_view, 3> kRules = {"at_once", "if_asked", "if_heard"};
constexpr std::string_view kGoal =
    "Help your agent to hear you. Be fair, not easy: confirm only what was really said back.";

class CustomerReader : FieldReader {
 public:
  CustomerReader(Reading& reading, yaml::Report& report) : FieldReader(reading, report) {}

  void read(const Node* node) {
    CustomerSide& side = reading_.card.customer;
    Keys keys{.required = {"name", "subtitle", "situation", "want", "manner", "opening"},
              .optional = {"stake", "goal", "felt_start", "beats"}};
    for (const std::string_view key : {"feelings", "facts", "resolution", "prevention"}) {
      (side_may_be_short() ? keys.optional : keys.required).push_back(key);
    }
    const Map map(node, "the customer", keys, report_);
    reading_.customer = node;
    reading_.facts = map["facts"];
    side.name = text(map["name"], "name", kMaxName);
    side.subtitle = text(map["subtitle"], "subtitle", kMaxTitle);
    side.situation = text(map["situation"], "situation", kMaxPassage);
    side.want = text(map["want"], "want", kMaxPassage);
    side.stake = text(map["stake"], "stake", kMaxLine);
    side.manner = text(map["manner"], "manner", kMaxLine);
    side.opening = text(map["opening"], "opening", kMaxLine);
    side.goal = map["goal"] ? text(map["goal"], "goal", kMaxLine) : std::string(kGoal);
    side.felt_start = scale(map["felt_start"], "felt_start", side.felt_start);
    side.feelings = read_feelings(map["feelings"]);
    side.facts =
        named_list<Fact>(map["facts"], "facts", 1, kMaxFacts, [&](const Node& item) { return fact(item); });
    side.beats =
        named_list<Beat>(map["beats"], "beats", 0, kMaxBeats, [&](const Node& item) { return beat(item); });
    side.resolution = options(map["resolution"], "resolution");
    side.prevention = options(map["prevention"], "prevention");
  }

  Fact fact(const Node& item) {
    const Map map(&item, "a fact",
                  Keys{.required = {"id", "text", "rule"}, .optional = {"label", "topic", "level"}}, report_);
    Fact read;
    read.id = id(map["id"], "id");
    read.text = text(map["text"], "text", kMaxLine);
    read.label = map["label"] ? text(map["label"], "label", kMaxLabel) : read.text;
    if (!map["label"] && text::length(read.text) > kMaxLabel) {
      report_.error(item, fmt::format("the fact '{}' has a long text and no label", read.id),
                    fmt::format("add a line 'label: …' of at most {} characters", kMaxLabel));
    }
    const auto rule = yaml::one_of(map["rule"], "rule", kRules, report_);
    if (!rule) return read;
    read.rule = static_cast<Rule>(*rule);

    read.topic = text(map["topic"], "topic", kMaxLabel);
    if (read.rule == Rule::if_asked && !map["topic"]) {
      report_.error(item, fmt::format("the fact '{}' is told if asked, yet has no topic", read.id),
                    "add a line 'topic: …' with what the question must be about");
    }
    read.level = scale(map["level"], "level", read.level);
    refuse_unused(map["topic"], "topic", read.rule, Rule::if_asked);
    refuse_unused(map["level"], "level", read.rule, Rule::if_heard);
    if (read.rule == Rule::if_heard && read.level <= reading_.card.customer.felt_start) {
      report_.error(map["level"] ? *map["level"] : item,
                    fmt::format("the meter starts at {}, so level {} locks nothing",
                                reading_.card.customer.felt_start, read.level),
                    "raise 'level', or lower 'felt_start'");
    }
    return read;
  }

 private:
  std::vector<Feeling> read_feelings(const Node* node) {
    return named_list<Feeling>(node, "feelings", 1, kMaxFeelings, [&](const Node& item) {
      const Map map(&item, "a feeling", Keys{.required = {"id", "name", "reason"}, .optional = {"intensity"}},
                    report_);
      Feeling read;
      read.id = id(map["id"], "id");
      read.name = text(map["name"], "name", kMaxLabel);
      read.reason = text(map["reason"], "reason", kMaxLine);
      read.intensity = scale(map["intensity"], "intensity", read.intensity);
      return read;
    });
  }

  void refuse_unused(const Node* node, std::string_view key, Rule rule, Rule needed) {
    if (!node || rule == needed) return;
    report_.error(
        *node,
        fmt::format("'{}' means nothing with the rule {}", key, kRules[static_cast<std::size_t>(rule)]),
        fmt::format("remove it, or use 'rule: {}'", kRules[static_cast<std::size_t>(needed)]));
  }

  Beat beat(const Node& item) {
    const Map map(&item, "a beat",
                  Keys{.required = {"id", "text", "when"}, .optional = {"mood", "time_jump"}}, report_);
    Beat read;
    read.id = id(map["id"], "id");
    read.text = text(map["text"], "text", kMaxLine);
    read.mood = text(map["mood"], "mood", kMaxLabel);
    read.time_jump = text(map["time_jump"], "time_jump", kMaxLabel);
    if (map["when"]) read.when = trigger(*map["when"]);
    if (map["time_jump"] && map["when"] && read.when.phase != BeatPhase::solve) {
      report_.error(*map["time_jump"], "a jump in time before the solve phase would skip the listening",
                    "play it in solve: 'when: {in: solve, after: 1:00}'");
    }
    return read;
  }

  Trigger trigger(const Node& node) {
    const Map map(
        &node, "when",
        Keys{.required = {}, .optional = {"in", "after", "agent_messages", "felt_heard", "pressed"}},
        report_);
    Trigger read;
    if (const auto phase = yaml::one_of(map["in"], "in", kBeatPhases, report_)) {
      read.phase = static_cast<BeatPhase>(*phase);
    }
    int given = 0;
    if (const Node* after = map["after"]) {
      ++given;
      read.kind = Trigger::Kind::time;
      read.after = yaml::minutes(after, "after", Seconds{1}, Seconds{kMaxPhaseSeconds}, Seconds{1}, report_);
      refuse_late(*after, read, "beat");
    }
    if (const Node* count = map["agent_messages"]) {
      ++given;
      read.kind = Trigger::Kind::agent_messages;
      read.count = yaml::whole(count, "agent_messages", 1, kMaxAgentMessages, 1, report_);
      if (read.phase == BeatPhase::recap) {
        report_.error(*count, "the agent sends no messages in the recap, so this beat never plays",
                      "use 'in: talk' or 'in: solve'");
      }
    }
    if (const Node* level = map["felt_heard"]) {
      ++given;
      read.kind = Trigger::Kind::felt_heard;
      read.count = scale(level, "felt_heard", kMaxScale);
      if (read.count <= reading_.card.customer.felt_start) {
        report_.error(*level,
                      fmt::format("the meter starts at {}, so it never rises to {}",
                                  reading_.card.customer.felt_start, read.count),
                      "use a higher level, or lower 'felt_start'");
      }
    }
    if (const Node* pressed = map["pressed"]) {
      ++given;
      read.kind = Trigger::Kind::pressed;
      static constexpr std::array<std::string_view, 2> kYes = {"yes", "true"};
      yaml::one_of(pressed, "pressed", kYes, report_);
    }
    if (given > 1) {
      report_.error(node, "this beat waits for two things",
                    "keep one of after, agent_messages, felt_heard, pressed");
    } else if (given == 0 && !map["in"]) {
      report_.error(node, "nothing says when this beat plays",
                    "add one of in, after, agent_messages, felt_heard, pressed");
    }
    return read;
  }

  std::vector<Option> options(const Node* node, std::string_view what) {
    return named_list<Option>(node, what, 1, kMaxOptions, [&](const Node& item) {
      const Map map(&item, fmt::format("an item of {}", what), Keys{.required = {"id", "text"}}, report_);
      return Option{id(map["id"], "id"), text(map["text"], "text", kMaxLine)};
    });
  }
};

}  // namespace

void FieldReader::refuse_late(const Node& node, const Trigger& trigger, std::string_view what) {
  const Durations& minutes = reading_.card.minutes;
  const Seconds length = trigger.phase == BeatPhase::talk    ? minutes.talk
                         : trigger.phase == BeatPhase::recap ? minutes.recap
                                                             : minutes.solve;
  if (trigger.after < length) return;
  const auto phase = kBeatPhases[static_cast<std::size_t>(trigger.phase)];
  report_.error(node, fmt::format("the {} is over by then, so this {} never plays", phase, what),
                fmt::format("use less than {}:{:02}, or give '{}' more minutes", length.count() / 60,
                            length.count() % 60, phase));
}

void read_customer(const Node* node, Reading& reading, yaml::Report& report) {
  CustomerReader(reading, report).read(node);
}

Fact read_fact(const Node& node, Reading& reading, yaml::Report& report) {
  return CustomerReader(reading, report).fact(node);
}

}  // namespace earshot::card
