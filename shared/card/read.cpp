#include "shared/card/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "shared/base/text.h"
#include "shared/card/fields.h"

namespace earshot::card {

namespace {

using yaml::Keys;
using yaml::Map;
using yaml::Node;

constexpr std::array<std::string_view, 4> kAnswers = {"yes", "true", "no", "false"};
constexpr std::size_t kYes = 2;  // the first two of them

class CardReader : FieldReader {
 public:
  CardReader(Reading& reading, yaml::Report& report) : FieldReader(reading, report) {}

  void read(const Node& root) {
    Card& card = reading_.card;
    // It says which of the other keys a card needs.
    reading_.warm_up = root.kind == Node::Kind::map ? root.find("warm_up") : nullptr;
    if (const auto answer = yaml::one_of(reading_.warm_up, "warm_up", kAnswers, report_)) card.warm_up = *answer < kYes;
    const Map map(
        &root, "a card",
        Keys{
            .required = {"id", "title", "sector", "languages", "difficulty", "customer", "agent", "variants"},
            .optional = {"minutes", "tags", "skills", "content_note", "modifiers", "debrief", "sources",
                         "warm_up"}},
        report_);
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
    read_customer(map["customer"], reading_, report_);
    read_agent(map["agent"], card.agent);
    read_modifiers(map["modifiers"], card.modifiers);
    read_variants(map["variants"], card.variants);
  }

 private:
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
        return std::all_of(code.begin() + from, code.begin() + to,
                           [](char c) { return c >= 'a' && c <= 'z'; });
      };
      const auto dash = std::min(code.find('-'), code.size());
      const bool region =
          dash == code.size() || (code.size() == dash + 3 && code[dash + 1] >= 'A' && code[dash + 1] <= 'Z' &&
                                  code[dash + 2] >= 'A' && code[dash + 2] <= 'Z');
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
      if (const auto skill = yaml::one_of(&item, "skills", kSkills, report_))
        read.emplace_back(kSkills[*skill]);
    }
    return read;
  }

  Durations durations(const Node* node) {
    const Map map(node, "minutes",
                  Keys{.required = {}, .optional = {"brief", "talk", "recap", "solve", "score", "debrief"}},
                  report_);
    Durations read;
    const auto take = [&](std::string_view key, Seconds& phase) {
      phase =
          yaml::minutes(map[key], key, Seconds{kMinPhaseSeconds}, Seconds{kMaxPhaseSeconds}, phase, report_);
    };
    take("brief", read.brief);
    take("talk", read.talk);
    take("recap", read.recap);
    take("solve", read.solve);
    take("score", read.score);
    take("debrief", read.debrief);
    return read;
  }

  void read_agent(const Node* node, AgentSide& side) {
    Keys keys{.required = {"name", "company", "subtitle", "about", "success", "remember"},
              .optional = {"policy", "ask_first", "ask_whom", "not_yours", "history"}};
    (side_may_be_short() ? keys.optional : keys.required).push_back("you_decide");
    const Map map(node, "the agent", keys, report_);
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
      report_.error(*map["ask_first"], "nothing says whom the agent asks first",
                    "add a line 'ask_whom: the …' to the agent");
    }
    for (const Node& item : yaml::list(map["history"], "history", 0, kMaxHistory, report_)) {
      side.history.push_back(history_note(&item));
    }
  }

  std::vector<Offer> offers(const Node* node, std::string_view what, std::size_t min) {
    std::vector<Offer> read;
    for (const Node& item : yaml::list(node, what, min, kMaxOffers, report_)) {
      const Map map(&item, fmt::format("an item of {}", what), Keys{.required = {"title", "detail"}},
                    report_);
      read.push_back({text(map["title"], "title", kMaxTitle), text(map["detail"], "detail", kMaxLine)});
    }
    return read;
  }

  HistoryNote history_note(const Node* node) {
    const Map map(node, "a note", Keys{.required = {"when", "by", "text"}}, report_);
    return {text(map["when"], "when", kMaxLabel), text(map["by"], "by", kMaxName),
            text(map["text"], "text", kMaxLine)};
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
      modifiers.handover =
          Handover{text(inner["to"], "to", kMaxName), text(inner["to_agent"], "to_agent", kMaxLine),
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
      refuse_late(*after, Trigger{Trigger::Kind::time, BeatPhase::talk, read.after, 0}, "bait");
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
      if (map["fact"]) read.fact = read_fact(*map["fact"], reading_, report_);
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
};

}  // namespace

Reading read(const yaml::Node& root, yaml::Report& report) {
  Reading reading;
  CardReader(reading, report).read(root);
  return reading;
}

}  // namespace earshot::card
