#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "shared/card/language.h"
#include "shared/game/metrics.h"
#include "shared/game/rules.h"
#include "shared/yaml/document.h"
#include "shared/yaml/reader.h"

namespace earshot::game {
namespace {

using yaml::Keys;
using yaml::Map;
using yaml::Node;
using yaml::Report;

constexpr int kMostXp = 1'000;     // for one thing
constexpr int kMostTimes = 50;     // a day
constexpr int kMostCount = 10'000;  // of a badge
constexpr int kMostEach = 1'000;   // of a quest or a goal
constexpr std::array<std::string_view, 2> kUnits{"days", "weeks"};
constexpr std::array<std::string_view, 7> kWeekDays{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

class RulesReader {
 public:
  explicit RulesReader(Report& report) : report_(report) {
    for (const Metric& metric : metrics()) metric_names_.push_back(metric.name);
  }

  Rules read(const Node& root) {
    const Map map(&root, "the game",
                  Keys{.required = {"xp", "calibration", "counting", "levels", "streak", "letter", "badges", "team_quests", "class_goals"},
                       .optional = {"translations"}},
                  report_);
    Rules rules;
    pay(map["xp"], rules);
    {
      const Map in(map["calibration"], "'calibration'", Keys{.required = {"close", "days"}}, report_);
      rules.calibration = {number(in["close"], "close", 1, 400, 60), number(in["days"], "days", 1, 3'650, 90)};
    }
    {
      const Map in(map["counting"], "'counting'", Keys{.required = {"told", "share", "questions", "hard", "part"}}, report_);
      rules.counting = {number(in["told"], "told", 1, 20, 3), number(in["share"], "share", 1, 100, 50),
                        number(in["questions"], "questions", 1, 10, 2), number(in["hard"], "hard", 1, 5, 4),
                        number(in["part"], "part", 100, 500, 400)};
    }
    {
      const Map in(map["levels"], "'levels'", Keys{.required = {"first", "more", "most"}}, report_);
      rules.levels = {number(in["first"], "first", 1, 10'000, 100), number(in["more"], "more", 0, 10'000, 0),
                      number(in["most"], "most", 2, 100, 2)};
    }
    streak(map["streak"], rules.streak);
    {
      const Map in(map["letter"], "'letter'", Keys{.required = {"points", "good"}}, report_);
      rules.letter = {number(in["points"], "points", 1, 50, 5), number(in["good"], "good", 1, 100, 80)};
    }
    for (const Node& item : yaml::list(map["badges"], "badges", 1, kMaxBadges, report_)) rules.badges.push_back(badge(item));
    unique("badges");
    for (const Node& item : yaml::list(map["team_quests"], "team_quests", 1, kMaxTasks, report_)) rules.quests.push_back(quest(item));
    unique("team quests");
    for (const Node& item : yaml::list(map["class_goals"], "class_goals", 1, kMaxTasks, report_)) rules.goals.push_back(goal(item));
    unique("class goals");
    if (!rules.goals.empty() && std::ranges::none_of(rules.goals, [](const GoalRule& goal) { return goal.from_rounds == 1; })) {
      report_.error(*map["class_goals"], "no class goal fits a class with one round", "give one of them 'from_rounds: 1'");
    }
    std::ranges::stable_sort(rules.goals, {}, &GoalRule::from_rounds);
    translations(map["translations"], rules);
    return rules;
  }

 private:
  std::uint32_t number(const Node* node, std::string_view what, int min, int max, int otherwise) {
    return static_cast<std::uint32_t>(yaml::whole(node, what, min, max, otherwise, report_));
  }

  void pay(const Node* node, Rules& rules) {
    const Map xp(node, "'xp'", Keys{.required = {kXpWords.begin(), kXpWords.end()}}, report_);
    for (std::size_t i = 0; i < kXpKinds; ++i) {
      const auto kind = static_cast<Xp>(i);
      const std::string what = fmt::format("xp for '{}'", kXpWords[i]);
      if (kind == Xp::improving) {
        const Map in(xp[kXpWords[i]], what, Keys{.required = {"each", "sessions", "points"}}, report_);
        rules.improving = {number(in["each"], "each", 0, kMostXp, 0), number(in["sessions"], "sessions", 1, 20, 3),
                           number(in["points"], "points", 1, 50, 5)};
        continue;
      }
      const std::string_view times = kind == Xp::returning ? "a_week" : "a_day";
      const Map in(xp[kXpWords[i]], what, Keys{.required = {"each", times}}, report_);
      rules.pay[i] = {number(in["each"], "each", 0, kMostXp, 0),
                      number(in[times], times, 1, kind == Xp::returning ? 7 : kMostTimes, 1)};
    }
  }

  void streak(const Node* node, StreakRule& rule) {
    const Map map(node, "'streak'", Keys{.required = {"of", "forgiven"}, .optional = {"rest_days"}}, report_);
    if (const auto unit = yaml::one_of(map["of"], "of", kUnits, report_)) rule.unit = static_cast<StreakUnit>(*unit);
    rule.forgiven = number(map["forgiven"], "forgiven", 0, 6, 1);
    for (const Node& item : yaml::list(map["rest_days"], "rest_days", 0, 6, report_)) {
      if (const auto day = yaml::one_of(&item, "rest_days", kWeekDays, report_)) rule.rest_days[*day] = true;
    }
    if (rule.unit == StreakUnit::weeks && std::ranges::find(rule.rest_days, true) != rule.rest_days.end()) {
      report_.error(*map["rest_days"], "a streak of weeks has no days to rest", "take 'rest_days' out, or count days");
      rule.rest_days = {};
    }
  }

  /// Of a badge, a quest or a goal; `unique` looks at the ids of one list.
  std::string id(const Map& map) {
    nodes_.push_back(map["id"]);
    ids_.push_back(yaml::id(map["id"], "id", kMaxId, report_));
    return ids_.back();
  }

  void unique(std::string_view what) {
    yaml::check_unique(nodes_, ids_, what, report_);
    nodes_.clear();
    ids_.clear();
  }

  Shown shown(const Map& map) {
    return {yaml::text(map["name"], "name", kMaxName, report_), yaml::text(map["what"], "what", kMaxWhat, report_)};
  }

  std::size_t metric(const Map& map) {
    return yaml::one_of(map["metric"], "metric", metric_names_, report_).value_or(0);
  }

  Badge badge(const Node& item) {
    const Map map(&item, "a badge", Keys{.required = {"id", "name", "what", "family", "metric", "bronze", "silver", "gold"}}, report_);
    Badge badge{.id = id(map), .shown = shown(map)};
    if (const auto family = yaml::one_of(map["family"], "family", kFamilyWords, report_)) badge.family = static_cast<Family>(*family);
    badge.metric = metric(map);
    static constexpr std::array<std::string_view, kTiers> kKeys{"bronze", "silver", "gold"};
    for (std::size_t i = 0; i < kTiers; ++i) {
      const Node* node = map[kKeys[i]];
      badge.at[i] = number(node, kKeys[i], 1, kMostCount, 0);
      if (i > 0 && badge.at[i] != 0 && badge.at[i] <= badge.at[i - 1]) {
        report_.error(*node, fmt::format("{} is no more than {}", kKeys[i], kKeys[i - 1]),
                      fmt::format("give it a number above {}", badge.at[i - 1]));
      }
    }
    return badge;
  }

  QuestRule quest(const Node& item) {
    const Map map(&item, "a team quest", Keys{.required = {"id", "name", "what", "metric", "each", "at_most"}}, report_);
    QuestRule quest{.id = id(map), .shown = shown(map), .metric = metric(map)};
    quest.each = number(map["each"], "each", 1, kMostEach, 1);
    quest.at_most = number(map["at_most"], "at_most", 1, kMostEach, static_cast<int>(quest.each));
    if (quest.at_most < quest.each) {
      report_.error(*map["at_most"], "one member may bring less than the share of each, so the quest cannot be reached",
                    fmt::format("give it a number from {}", quest.each));
    }
    return quest;
  }

  GoalRule goal(const Node& item) {
    const Map map(&item, "a class goal", Keys{.required = {"id", "name", "what", "metric", "each"}, .optional = {"from_rounds"}}, report_);
    GoalRule goal{.id = id(map), .shown = shown(map), .metric = metric(map)};
    goal.each = number(map["each"], "each", 1, kMostEach, 1);
    goal.from_rounds = number(map["from_rounds"], "from_rounds", 1, 50, 1);
    return goal;
  }

  // --- Translations ---

  void translations(const Node* node, Rules& rules) {
    if (!node || node->kind == Node::Kind::nothing) return;
    if (node->kind != Node::Kind::map) {
      report_.error(*node, fmt::format("'translations' is {} here", yaml::name_of(node->kind)),
                    "give it a key for each language, such as 'de:'");
      return;
    }
    for (std::size_t i = 0; i < node->keys.size(); ++i) {
      const Node& key = node->keys[i];
      if (!card::is_language(key.text)) {
        report_.error(key, fmt::format("'{}' is no language code", key.text), "use a code such as de or pt-BR");
        continue;
      }
      if (key.text == "en") {
        report_.error(key, "the file itself is in English", "write these texts beside the rules, and take 'en' out");
        continue;
      }
      const Node& item = node->items[i];
      const Map map(&item, "a translation", Keys{.required = {"badges", "team_quests", "class_goals"}}, report_);
      Translation& into = rules.translations[key.text];
      texts(map["badges"], key.text, "badge", rules.badges, into.badges);
      texts(map["team_quests"], key.text, "team quest", rules.quests, into.quests);
      texts(map["class_goals"], key.text, "class goal", rules.goals, into.goals);
    }
  }

  template <class T>
  void texts(const Node* node, std::string_view language, std::string_view kind, const std::vector<T>& of,
             std::map<std::string, Shown>& into) {
    if (!node || node->kind == Node::Kind::nothing) return;
    if (node->kind != Node::Kind::map) {
      report_.error(*node, fmt::format("the texts of each {} are {} here", kind, yaml::name_of(node->kind)),
                    fmt::format("give them a key for each {}: its id", kind));
      return;
    }
    std::vector<std::string_view> ids;
    for (const T& one : of) ids.push_back(one.id);
    for (std::size_t i = 0; i < node->keys.size(); ++i) {
      const auto index = yaml::one_of(&node->keys[i], kind, ids, report_);
      if (!index) continue;
      const Map map(&node->items[i], fmt::format("a translated {}", kind), Keys{.required = {"name", "what"}}, report_);
      into[std::string(ids[*index])] = shown(map);
    }
    for (const std::string_view id : ids) {
      if (id.empty() || into.contains(std::string(id))) continue;
      report_.error(*node, fmt::format("'{}' lacks the {} '{}'", language, kind, id),
                    "translate its name and what it is for, or take the language out");
    }
  }

  Report& report_;
  std::vector<std::string_view> metric_names_;
  std::vector<const Node*> nodes_;  // of the ids, beside ids_
  std::vector<std::string> ids_;
};

template <class T>
const Shown& in_language(const Rules& rules, const T& one, const std::string& language,
                         std::map<std::string, Shown> Translation::* texts) {
  const auto translation = rules.translations.find(language);
  if (translation == rules.translations.end()) return one.shown;
  const auto found = (translation->second.*texts).find(one.id);
  return found == (translation->second.*texts).end() ? one.shown : found->second;
}

}  // namespace

const Shown& shown(const Rules& rules, const Badge& badge, const std::string& language) {
  return in_language(rules, badge, language, &Translation::badges);
}
const Shown& shown(const Rules& rules, const QuestRule& quest, const std::string& language) {
  return in_language(rules, quest, language, &Translation::quests);
}
const Shown& shown(const Rules& rules, const GoalRule& goal, const std::string& language) {
  return in_language(rules, goal, language, &Translation::goals);
}

LoadOutcome load(std::string_view bytes, const std::string& file) {
  auto parsed = yaml::parse(bytes, file, kMaxFileBytes);
  if (!parsed.root) return {std::nullopt, std::move(parsed.problems)};
  Report report(file);
  Rules rules = RulesReader(report).read(*parsed.root);
  LoadOutcome outcome{std::nullopt, report.take()};
  if (!yaml::has_errors(outcome.problems)) outcome.rules = std::move(rules);
  return outcome;
}

LoadOutcome load_file(const std::filesystem::path& path) {
  LoadOutcome outcome;
  const auto bytes = yaml::read_file(path.string(), kMaxFileBytes, outcome.problems);
  return bytes ? load(*bytes, path.string()) : outcome;
}

}  // namespace earshot::game
