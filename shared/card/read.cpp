#include "shared/card/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "shared/base/text.h"
#include "shared/card/limits.h"

namespace earshot::card {

namespace {

using yaml::Keys;
using yaml::Map;
using yaml::Node;
using yaml::Report;

constexpr std::array<std::string_view, 3> kRules = {"at_once", "if_asked", "if_heard"};
constexpr std::array<std::string_view, 3> kBeatPhases = {"talk", "recap", "solve"};
constexpr std::string_view kGoal = "Help your agent to hear you. Be fair, not easy: confirm only what was really said back.";

class CardReader {
 public:
  CardReader(const Node& root, Report& report) : root_(root), report_(report) {}

  Reading read() {
    const Map map(&root_, "a card",
                  Keys{.required = {"id", "title", "sector", "languages", "difficulty", "customer", "agent", "variants"},
                       .optional = {"minutes", "tags", "skills", "content_note", "modifiers", "debrief", "sources"}},
                  report_);
    Card& card = reading_.card;
    card.id = id(map["id"], "id");
    card.title = text(map["title"], "title", kMaxTitle);
    card.sector = plain(map["sector"], "sector", kMaxName);
    card.languages = languages(map["languages"]);
    card.difficulty = scale(map["difficulty"], "difficulty", kMinScale);
    card.content_note = text(map["content_note"], "content_note", kMaxPassage);
    reading_.minutes = map["minutes"];
    card.minutes = durations(map["minutes"]);
    card.tags = lines(map["tags"], "tags", kMaxTags, kMaxName);
    card.skills = skills(map["skills"]);
    card.debrief = lines(map["debrief"], "debrief", kMaxQuestions, kMaxLine);
    card.sources = sources(map["sources"]);
    read_customer(map["customer"], card.customer);
    read_agent(map["agent"], card.agent);
    read_modifiers(map["modifiers"], card.modifiers);
    read_variants(map["variants"], card.variants);
    return std::move(reading_);
  }

 private:
  // A text in which placeholders may stand.
  std::string text(const Node* node, std::string_view what, std::size_t max) {
    std::string read = yaml::text(node, what, max, report_);
    if (!read.empty()) reading_.texts.push_back({node, read, std::string(what), max});
    return read;
  }

  std::string plain(const Node* node, std::string_view what, std::size_t max) {
    return yaml::text(node, what, max, report_);
  }

  std::string id(const Node* node, std::string_view what) { return yaml::id(node, what, kMaxId, report_); }

  int scale(const Node* node, std::string_view what, int otherwise) {
    return yaml::whole(node, what, kMinScale, kMaxScale, otherwise, report_);
  }

  std::vector<std::string> lines(const Node* node, std::string_view what, std::size_t max, std::size_t length) {
    std::vector<std::string> read;
    for (const Node& item : yaml::list(node, what, 0, max, report_)) read.push_back(text(&item, what, length));
    return read;
  }

  std::vector<std::string> sources(const Node* node) {
    std::vector<std::string> read;
    for (const Node& item : yaml::list(node, "sources", 0, kMaxSources, report_)) {
      read.push_back(plain(&item, "sources", kMaxLine));
    }
    return read;
  }

  std::vector<std::string> languages(const Node* node) {
    std::vector<std::string> read;
    for (const Node& item : yaml::list(node, "languages", 1, kMaxLanguages, report_)) {
      std::string code = plain(&item, "languages", kMaxId);
      const auto small = [&](std::size_t from, std::size_t to) {
        return std::all_of(code.begin() + from, code.begin() + to, [](char c) { return c >= 'a' && c <= 'z'; });
      };
      const auto dash = std::min(code.find('-'), code.size());
      const bool region = dash == code.size() || (code.size() == dash + 3 && code[dash + 1] >= 'A' &&
                                                  code[dash + 1] <= 'Z' && code[dash + 2] >= 'A' && code[dash + 2] <= 'Z');
      if (!code.empty() && (dash < 2 || dash > 3 || !small(0, dash) || !region)) {
        report_.error(item, fmt::format("'{}' is no language code", text::first(code, kMaxLabel)),
                      "use codes such as en, de or pt-BR");
      }
      read.push_back(std::move(code));
    }
    return read;
  }

  std::vector<std::string> skills(const Node* node) {
    std::vector<std::string> read;
    for (const Node& item : yaml::list(node, "skills", 0, kSkills.size(), report_)) {
      if (const auto skill = yaml::one_of(&item, "skills", kSkills, report_)) read.emplace_back(kSkills[*skill]);
    }
    return read;
  }

  Durations durations(const Node* node) {
    const Map map(node, "minutes",
                  Keys{.required = {}, .optional = {"brief", "talk", "recap", "solve", "score", "debrief"}}, report_);
    Durations read;
    const auto take = [&](std::string_view key, Seconds& phase) {
      phase = yaml::minutes(map[key], key, Seconds{kMinPhaseSeconds}, Seconds{kMaxPhaseSeconds}, phase, report_);
    };
    take("brief", read.brief);
    take("talk", read.talk);
    take("recap", read.recap);
    take("solve", read.solve);
    take("score", read.score);
    take("debrief", read.debrief);
    return read;
  }

  void read_customer(const Node* node, CustomerSide& side) {
    const Map map(node, "the customer",
                  Keys{.required = {"name", "subtitle", "situation", "want", "manner", "opening", "feelings", "facts",
                                    "resolution", "prevention"},
                       .optional = {"stake", "goal", "felt_start", "beats"}},
                  report_);
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
    side.facts = named_list<Fact>(map["facts"], "facts", 1, kMaxFacts, [&](const Node& item) { return fact(item); });
    side.beats = named_list<Beat>(map["beats"], "beats", 0, kMaxBeats, [&](const Node& item) { return beat(item); });
    side.resolution = options(map["resolution"], "resolution");
    side.prevention = options(map["prevention"], "prevention");
  }

  // A list of things with ids, each id once.
  template <class T, class ReadOne>
  std::vector<T> named_list(const Node* node, std::string_view what, std::size_t min, std::size_t max,
                            ReadOne read_one) {
    std::vector<T> read;
    std::vector<const Node*> nodes;
    std::vector<std::string> ids;
    for (const Node& item : yaml::list(node, what, min, max, report_)) {
      read.push_back(read_one(item));
      ids.push_back(read.back().id);
      nodes.push_back(item.find("id"));
    }
    yaml::check_unique(nodes, ids, what, report_);
    return read;
  }

  std::vector<Feeling> read_feelings(const Node* node) {
    return named_list<Feeling>(node, "feelings", 1, kMaxFeelings, [&](const Node& item) {
      const Map map(&item, "a feeling", Keys{.required = {"id", "name", "reason"}, .optional = {"intensity"}}, report_);
      Feeling read;
      read.id = id(map["id"], "id");
      read.name = text(map["name"], "name", kMaxLabel);
      read.reason = text(map["reason"], "reason", kMaxLine);
      read.intensity = scale(map["intensity"], "intensity", read.intensity);
      return read;
    });
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
                    fmt::format("the meter starts at {}, so level {} locks nothing", reading_.card.customer.felt_start,
                                read.level),
                    "raise 'level', or lower 'felt_start'");
    }
    return read;
  }

  void refuse_unused(const Node* node, std::string_view key, Rule rule, Rule needed) {
    if (!node || rule == needed) return;
    report_.error(*node, fmt::format("'{}' means nothing with the rule {}", key, kRules[static_cast<std::size_t>(rule)]),
                  fmt::format("remove it, or use 'rule: {}'", kRules[static_cast<std::size_t>(needed)]));
  }

  Beat beat(const Node& item) {
    const Map map(&item, "a beat", Keys{.required = {"id", "text", "when"}, .optional = {"mood", "time_jump"}}, report_);
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
    const Map map(&node, "when",
                  Keys{.required = {}, .optional = {"in", "after", "agent_messages", "felt_heard", "pressed"}}, report_);
    Trigger read;
    if (const auto phase = yaml::one_of(map["in"], "in", kBeatPhases, report_)) {
      read.phase = static_cast<BeatPhase>(*phase);
    }
    int given = 0;
    if (const Node* after = map["after"]) {
      ++given;
      read.kind = Trigger::Kind::time;
      read.after = yaml::minutes(after, "after", Seconds{1}, Seconds{kMaxPhaseSeconds}, Seconds{1}, report_);
      refuse_late(*after, read);
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
        report_.error(*level, fmt::format("the meter starts at {}, so it never rises to {}",
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
      report_.error(node, "this beat waits for two things", "keep one of after, agent_messages, felt_heard, pressed");
    } else if (given == 0 && !map["in"]) {
      report_.error(node, "nothing says when this beat plays",
                    "add one of in, after, agent_messages, felt_heard, pressed");
    }
    return read;
  }

  void refuse_late(const Node& node, const Trigger& trigger) {
    const Durations& minutes = reading_.card.minutes;
    const Seconds length = trigger.phase == BeatPhase::talk    ? minutes.talk
                           : trigger.phase == BeatPhase::recap ? minutes.recap
                                                               : minutes.solve;
    if (trigger.after < length) return;
    const auto phase = kBeatPhases[static_cast<std::size_t>(trigger.phase)];
    report_.error(node, fmt::format("the {} is over by then, so this beat never plays", phase),
                  fmt::format("use less than {}:{:02}, or give '{}' more minutes", length.count() / 60,
                              length.count() % 60, phase));
  }

  std::vector<Option> options(const Node* node, std::string_view what) {
    return named_list<Option>(node, what, 1, kMaxOptions, [&](const Node& item) {
      const Map map(&item, fmt::format("an item of {}", what), Keys{.required = {"id", "text"}}, report_);
      return Option{id(map["id"], "id"), text(map["text"], "text", kMaxLine)};
    });
  }

  void read_agent(const Node* node, AgentSide& side) {
    const Map map(node, "the agent",
                  Keys{.required = {"name", "company", "subtitle", "about", "success", "remember", "you_decide"},
                       .optional = {"policy", "ask_first", "ask_whom", "not_yours", "history"}},
                  report_);
    reading_.agent = node;
    side.name = text(map["name"], "name", kMaxName);
    side.company = text(map["company"], "company", kMaxName);
    side.subtitle = text(map["subtitle"], "subtitle", kMaxTitle);
    side.about = text(map["about"], "about", kMaxPassage);
    side.success = text(map["success"], "success", kMaxPassage);
    side.remember = text(map["remember"], "remember", kMaxPassage);
    side.policy = text(map["policy"], "policy", kMaxPassage);
    side.you_decide = offers(map["you_decide"], "you_decide", 1);
    side.ask_first = offers(map["ask_first"], "ask_first", 0);
    side.ask_whom = text(map["ask_whom"], "ask_whom", kMaxLabel);
    side.not_yours = offers(map["not_yours"], "not_yours", 0);
    if (map["ask_first"] && !map["ask_whom"]) {
      report_.error(*map["ask_first"], "nothing says whom the agent asks first", "add a line 'ask_whom: the …' to the agent");
    }
    for (const Node& item : yaml::list(map["history"], "history", 0, kMaxHistory, report_)) {
      side.history.push_back(history_note(&item));
    }
  }

  std::vector<Offer> offers(const Node* node, std::string_view what, std::size_t min) {
    std::vector<Offer> read;
    for (const Node& item : yaml::list(node, what, min, kMaxOffers, report_)) {
      const Map map(&item, fmt::format("an item of {}", what), Keys{.required = {"title", "detail"}}, report_);
      read.push_back({text(map["title"], "title", kMaxTitle), text(map["detail"], "detail", kMaxLine)});
    }
    return read;
  }

  HistoryNote history_note(const Node* node) {
    const Map map(node, "a note", Keys{.required = {"when", "by", "text"}}, report_);
    return {text(map["when"], "when", kMaxLabel), text(map["by"], "by", kMaxName), text(map["text"], "text", kMaxLine)};
  }

  void read_modifiers(const Node* node, Modifiers& modifiers) {
    const Map map(node, "modifiers",
                  Keys{.required = {}, .optional = {"distraction", "bias", "pressure", "handover"}}, report_);
    for (const Node& item : yaml::list(map["distraction"], "distraction", 1, kMaxBaits, report_)) {
      modifiers.distraction.push_back(bait(item));
    }
    if (const Node* bias = map["bias"]) {
      const Map inner(bias, "bias", Keys{.required = {"note", "truth"}}, report_);
      modifiers.bias = Bias{history_note(inner["note"]), text(inner["truth"], "truth", kMaxLine)};
    }
    if (const Node* pressure = map["pressure"]) {
      const Map inner(pressure, "pressure", Keys{.required = {"lines"}, .optional = {"within"}}, report_);
      Pressure read;
      read.within = yaml::whole(inner["within"], "within", 1, kMaxScale, read.within, report_);
      for (const Node& line : yaml::list(inner["lines"], "lines", 1, kMaxPressureLines, report_)) {
        read.lines.push_back(text(&line, "lines", kMaxLine));
      }
      modifiers.pressure = std::move(read);
    }
    if (const Node* handover = map["handover"]) {
      const Map inner(handover, "handover", Keys{.required = {"to", "to_agent", "to_customer"}}, report_);
      modifiers.handover = Handover{text(inner["to"], "to", kMaxName), text(inner["to_agent"], "to_agent", kMaxLine),
                                    text(inner["to_customer"], "to_customer", kMaxLine)};
    }
  }

  Bait bait(const Node& item) {
    const Map map(&item, "a distraction", Keys{.required = {"from", "text", "inside", "after"}}, report_);
    Bait read;
    read.from = text(map["from"], "from", kMaxName);
    read.text = text(map["text"], "text", kMaxLine);
    read.inside = text(map["inside"], "inside", kMaxLine);
    if (const Node* after = map["after"]) {
      read.after = yaml::minutes(after, "after", Seconds{1}, Seconds{kMaxPhaseSeconds}, Seconds{1}, report_);
      refuse_late(*after, Trigger{Trigger::Kind::time, BeatPhase::talk, read.after, 0});
    }
    return read;
  }

  void read_variants(const Node* node, std::vector<Variant>& variants) {
    reading_.variants = node;
    variants = named_list<Variant>(node, "variants", 1, kMaxVariants, [&](const Node& item) {
      const Map map(&item, "a variant",
                    Keys{.required = {"id"}, .optional = {"title", "values", "stake", "fact"}}, report_);
      Variant read;
      read.id = id(map["id"], "id");
      read.title = plain(map["title"], "title", kMaxTitle);
      read.stake = text(map["stake"], "stake", kMaxLine);
      if (map["fact"]) read.fact = fact(*map["fact"]);
      reading_.variant_values.push_back(map["values"]);
      read.values = values(map["values"]);
      return read;
    });
  }

  std::map<std::string, std::string> values(const Node* node) {
    std::map<std::string, std::string> read;
    if (!node || node->kind == Node::Kind::nothing) return read;
    if (node->kind != Node::Kind::map) {
      report_.error(*node, "'values' gives no placeholders", "write lines such as 'city: Porto' under it");
      return read;
    }
    if (node->keys.size() > kMaxValues) {
      report_.error(node->keys[kMaxValues], fmt::format("more than {} placeholders", kMaxValues),
                    "write what is alike in all variants into the texts");
    }
    for (std::size_t i = 0; i < std::min(node->items.size(), kMaxValues); ++i) {
      const Node& key = node->keys[i];
      const bool fits = std::all_of(key.text.begin(), key.text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      });
      if (!fits || key.text.empty() || key.text.size() > kMaxId) {
        report_.error(key, fmt::format("'{}' is no name for a placeholder", text::first(key.text, kMaxLabel)),
                      "use small letters, digits and _");
        continue;
      }
      read[key.text] = plain(&node->items[i], key.text, kMaxLine);
    }
    return read;
  }

  const Node& root_;
  Report& report_;
  Reading reading_;
};

}  // namespace

Reading read(const yaml::Node& root, yaml::Report& report) { return CardReader(root, report).read(); }

}  // namespace earshot::card
