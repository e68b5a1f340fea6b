#include "shared/lesson/load.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <system_error>
#include <utility>

#include "shared/card/shelf.h"
#include "shared/protocol/limits.h"
#include "shared/yaml/document.h"
#include "shared/yaml/reader.h"

namespace earshot::lesson {
namespace {

namespace limits = protocol::limits;
using protocol::Modifier;
using protocol::PlanStep;
using protocol::StepKind;
using yaml::Keys;
using yaml::Map;
using yaml::Node;
using yaml::Report;

constexpr std::size_t kAboutCharacters = 240;
constexpr int kMostMinutes = 12 * 60;
constexpr int kWarmUpMinutes = 3;  ///< a two-minute talk, and the time to find each other
constexpr std::array<std::string_view, 2> kYes = {"yes", "true"};

class LessonReader {
 public:
  LessonReader(const Known& known, Report& report) : known_(known), report_(report) {}

  Lesson read(const Node& root) {
    const Map map(&root, "a lesson", Keys{.required = {"id", "title", "about", "steps"}, .optional = {"minutes"}}, report_);
    Lesson lesson;
    lesson.plan.id = yaml::id(map["id"], "id", limits::kIdCharacters, report_);
    lesson.plan.title = yaml::text(map["title"], "title", limits::kClassNameCharacters, report_);
    lesson.about = yaml::text(map["about"], "about", kAboutCharacters, report_);
    for (const Node& item : yaml::list(map["steps"], "steps", 1, limits::kPlanSteps, report_)) {
      if (auto read = step(item)) lesson.plan.steps.push_back(std::move(*read));
    }
    lesson.minutes = static_cast<std::uint32_t>(
        yaml::whole(map["minutes"], "minutes", 1, kMostMinutes, static_cast<int>((seconds_ + 59) / 60), report_));
    return lesson;
  }

 private:
  std::optional<PlanStep> step(const Node& item) {
    const Node* kind_node = item.kind == Node::Kind::map ? item.find("do") : nullptr;
    if (!kind_node) {
      report_.error(item, "nothing says what this step is",
                    fmt::format("begin it with '- do: …', one of {}", fmt::join(protocol::kStepWords, ", ")));
      return {};
    }
    const auto kind = yaml::one_of(kind_node, "do", protocol::kStepWords, report_);
    if (!kind) return {};
    PlanStep read;
    read.kind = static_cast<StepKind>(*kind);
    switch (read.kind) {
      case StepKind::round: round(item, read); break;
      case StepKind::warm_up: warm_up(item, read); break;
      case StepKind::pause:
      case StepKind::talk: {
        const Map map(&item, fmt::format("a {}", protocol::word(read.kind)), Keys{.required = {"do", "title", "minutes"}}, report_);
        read.title = title(map["title"]);
        read.minutes = minutes(map["minutes"], 1);
        seconds_ += read.minutes * 60;
      }
    }
    return read;
  }

  void round(const Node& item, PlanStep& read) {
    const Map map(&item, "a round",
                  Keys{.required = {"do"},
                       .optional = {"title", "card", "cards", "modifiers", "minutes", "focus", "mode", "triads", "swap"}},
                  report_);
    read.title = title(map["title"]);
    read.cards = cards(item, map["card"], map["cards"], false);
    read.minutes = minutes(map["minutes"], 0);
    read.focus = focus(map["focus"]);
    if (const auto mode = yaml::one_of(map["mode"], "mode", protocol::kModeWords, report_)) {
      read.mode = static_cast<protocol::Mode>(*mode);
    }
    read.triads = yes(map["triads"], "triads");
    read.swap = yes(map["swap"], "swap");
    if (read.swap && !had_round_) {
      report_.error(*map["swap"], "there is no round before this one whose roles could be passed on",
                    "take 'swap' out, or put a round before it");
    }
    had_round_ = true;
    const auto pool = pool_of(read.cards, false);
    read.modifiers = modifiers(map["modifiers"], pool);
    seconds_ += seconds_of(pool, read.minutes);
  }

  void warm_up(const Node& item, PlanStep& read) {
    const Map map(&item, "a warm_up", Keys{.required = {"do"}, .optional = {"title", "card", "cards", "minutes"}}, report_);
    read.title = title(map["title"]);
    read.cards = cards(item, map["card"], map["cards"], true);
    read.minutes = map["minutes"] ? minutes(map["minutes"], 1) : kWarmUpMinutes;
    seconds_ += read.minutes * 60;
  }

  std::string title(const Node* node) { return yaml::text(node, "title", limits::kStepTitleCharacters, report_); }

  std::uint32_t minutes(const Node* node, int otherwise) {
    return static_cast<std::uint32_t>(yaml::whole(node, "minutes", static_cast<int>(limits::kMinMinutes),
                                                  static_cast<int>(limits::kMaxMinutes), otherwise, report_));
  }

  bool yes(const Node* node, std::string_view what) {
    static constexpr std::array<std::string_view, 4> kAnswers = {"yes", "true", "no", "false"};
    const auto answer = yaml::one_of(node, what, kAnswers, report_);
    return answer && *answer < kYes.size();
  }

  // --- What is on the server ---

  std::vector<std::string> cards(const Node& item, const Node* one, const Node* several, bool warm_up) {
    if (one && several) {
      report_.error(item, "this step names 'card' and 'cards'", "keep one of the two");
    }
    std::vector<std::string> ids;
    const auto take = [&](const Node& node) {
      const auto id = card(node, warm_up);
      if (id.empty()) return;
      if (std::ranges::find(ids, id) != ids.end()) {
        report_.error(node, fmt::format("'{}' stands twice in this step", id), "keep one of the two");
        return;
      }
      ids.push_back(id);
    };
    if (one && one->kind != Node::Kind::nothing) take(*one);
    for (const Node& node : yaml::list(several, "cards", 1, limits::kStepCards, report_)) take(node);
    return ids;
  }

  std::string card(const Node& node, bool warm_up) {
    const std::string id = yaml::id(&node, "card", limits::kIdCharacters, report_);
    if (id.empty()) return {};
    const auto found = std::ranges::find(known_.cards, id, &card::Card::id);
    if (found != known_.cards.end()) {
      if ((*found)->warm_up == warm_up) return id;
      report_.error(node, fmt::format("the card '{}' is {} to warm up", id, warm_up ? "not" : "only"),
                    warm_up ? "name a card with 'warm_up: yes'" : "use it in a step with 'do: warm_up'");
      return {};
    }
    std::vector<std::string_view> names;
    for (const card::Card* known : known_.cards) {
      if (known->warm_up == warm_up) names.push_back(known->id);
    }
    const auto near = yaml::nearest(id, names);
    report_.error(node, fmt::format("there is no card '{}'", id),
                  near             ? fmt::format("did you mean '{}'?", *near)
                  : names.empty() ? std::string("write that card first")
                                  : fmt::format("use one of {}", fmt::join(names, ", ")));
    return {};
  }

  std::vector<const card::Card*> pool_of(const std::vector<std::string>& ids, bool warm_up) const {
    std::vector<const card::Card*> pool;
    for (const card::Card* card : known_.cards) {
      if (card->warm_up == warm_up && (ids.empty() || std::ranges::find(ids, card->id) != ids.end())) pool.push_back(card);
    }
    return pool;
  }

  std::vector<Modifier> modifiers(const Node* node, const std::vector<const card::Card*>& pool) {
    std::vector<Modifier> read;
    for (const Node& item : yaml::list(node, "modifiers", 0, limits::kModifiers, report_)) {
      const auto index = yaml::one_of(&item, "modifiers", protocol::kModifierWords, report_);
      if (!index) continue;
      const auto modifier = static_cast<Modifier>(*index);
      if (std::ranges::find(read, modifier) != read.end()) {
        report_.error(item, fmt::format("'{}' stands twice in this step", item.text), "keep one of the two");
        continue;
      }
      if (std::ranges::none_of(pool, [&](const card::Card* card) { return offers(*card, modifier); })) {
        report_.error(item, fmt::format("no card of this step has texts for '{}'", item.text),
                      "take it out, or name a card that has them");
      }
      read.push_back(modifier);
    }
    std::ranges::sort(read);
    return read;
  }

  /// A focus set by its name, or a list of criteria.
  std::vector<std::string> focus(const Node* node) {
    if (!node || !known_.rubric) return {};
    std::vector<std::string_view> names;
    if (node->kind == Node::Kind::text) {
      for (const auto& set : known_.rubric->focus_sets) names.push_back(set.name);
      const auto index = yaml::one_of(node, "focus", names, report_);
      return index ? known_.rubric->focus_sets[*index].criteria : std::vector<std::string>{};
    }
    for (const auto& criterion : known_.rubric->criteria) names.push_back(criterion.id);
    std::vector<std::string> read;
    for (const Node& item : yaml::list(node, "focus", 1, names.size(), report_)) {
      const auto index = yaml::one_of(&item, "focus", names, report_);
      if (!index) continue;
      if (std::ranges::find(read, names[*index]) == read.end()) {
        read.emplace_back(names[*index]);
      } else {
        report_.error(item, fmt::format("'{}' stands twice in this focus", item.text), "keep one of the two");
      }
    }
    return read;
  }

  /// The mean over the cards that may be dealt.
  static std::uint64_t seconds_of(const std::vector<const card::Card*>& pool, std::uint32_t talk_minutes) {
    if (pool.empty()) return 0;
    Seconds sum{0};
    for (const card::Card* card : pool) {
      const card::Durations& d = card->minutes;
      const Seconds talk = talk_minutes > 0 ? Seconds{talk_minutes * 60} : d.talk;
      sum += d.brief + talk + d.recap + d.solve + d.score + std::max(d.debrief, talk);
    }
    return static_cast<std::uint64_t>(sum.count()) / pool.size();
  }

  const Known& known_;
  Report& report_;
  bool had_round_ = false;
  std::uint64_t seconds_ = 0;
};

}  // namespace

LoadOutcome load(std::string_view bytes, const std::string& file, const Known& known) {
  auto parsed = yaml::parse(bytes, file, kMaxFileBytes);
  if (!parsed.root) return {std::nullopt, std::move(parsed.problems)};
  Report report(file);
  Lesson lesson = LessonReader(known, report).read(*parsed.root);
  LoadOutcome outcome{std::nullopt, report.take()};
  if (!yaml::has_errors(outcome.problems)) outcome.lesson = std::move(lesson);
  return outcome;
}

LoadOutcome load_file(const std::filesystem::path& path, const Known& known) {
  LoadOutcome outcome;
  const auto bytes = yaml::read_file(path.string(), kMaxFileBytes, outcome.problems);
  return bytes ? load(*bytes, path.string(), known) : outcome;
}

FolderOutcome load_folder(const std::filesystem::path& folder, const Known& known) {
  FolderOutcome outcome;
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) return outcome;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".yaml") files.push_back(entry->path());
  }
  if (error) {
    outcome.problems.push_back({folder.string(), 0, 0, "the folder cannot be read: " + error.message(),
                                "check its name and its rights", yaml::Severity::error});
  }
  std::ranges::sort(files);

  for (const auto& file : files) {
    LoadOutcome loaded = load_file(file, known);
    std::ranges::move(loaded.problems, std::back_inserter(outcome.problems));
    if (!loaded.lesson) continue;
    if (const auto [first, fresh] = outcome.files.emplace(loaded.lesson->plan.id, file.string()); !fresh) {
      outcome.problems.push_back(
          {file.string(), 1, 1, fmt::format("the lesson '{}' is in {} already", first->first, first->second),
           "give one of them another id", yaml::Severity::error});
      continue;
    }
    outcome.lessons.push_back(*std::move(loaded.lesson));
  }
  std::ranges::sort(outcome.lessons, {}, [](const Lesson& lesson) { return lesson.plan.id; });
  return outcome;
}

Beside::Beside(const std::filesystem::path& lesson_file) {
  const auto content = std::filesystem::absolute(lesson_file).parent_path().parent_path();
  cards_ = card::load_folder(content / "cards").cards;
  rubric_ = rubric::load_file(content / "rubrics" / "listening.yaml").rubric;
}

Known Beside::known() const {
  Known known;
  for (const card::Card& card : cards_) known.cards.push_back(&card);
  if (rubric_) known.rubric = &*rubric_;
  return known;
}

}  // namespace earshot::lesson
