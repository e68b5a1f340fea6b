// earshot-card: checks cards, lessons, recorded talks, rubrics and the rules of the game, shows, prints and starts cards, for
// people who write them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "shared/card/language.h"
#include "shared/card/limits.h"
#include "shared/card/print.h"
#include "shared/card/schema.h"
#include "shared/card/shelf.h"
#include "shared/card/show.h"
#include "shared/card/start.h"
#include "shared/game/rules.h"
#include "shared/lesson/load.h"
#include "shared/rubric/rubric.h"
#include "shared/transcript/load.h"

namespace {

namespace fs = std::filesystem;
namespace card = earshot::card;
using card::Card;
using card::LoadOutcome;
using earshot::yaml::Problem;

void print_problems(const std::vector<Problem>& problems) {
  for (const auto& problem : problems) fmt::print(stderr, "{}\n", problem.to_string());
}

enum class Content { card, lesson, rubric, game };

/// By the key that only files of this kind have; a file without any of them by its folder, so that one that was only
/// begun gets problems of its own kind.
Content content_of(const std::string& file) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("steps:")) return Content::lesson;
    if (line.starts_with("customer_criteria:")) return Content::rubric;
    if (line.starts_with("badges:")) return Content::game;
  }
  const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
  if (folder.filename() == "lessons") return Content::lesson;
  // A rubric's translations stand in a folder for each language.
  if (folder.filename() == "rubrics" || folder.parent_path().filename() == "rubrics") return Content::rubric;
  return Content::card;
}

bool check_rubric(const std::string& file) {
  const auto outcome = earshot::rubric::load_file(file);
  print_problems(outcome.problems);
  if (!outcome.rubric) return false;
  fmt::print("{}: good, {} criteria, {} focus sets\n", file, outcome.rubric->criteria.size(), outcome.rubric->focus_sets.size());
  return true;
}

bool check_game(const std::string& file) {
  const auto outcome = earshot::game::load_file(file);
  print_problems(outcome.problems);
  if (!outcome.rules) return false;
  fmt::print("{}: good, {} badges, {} quests, {} goals, {} translations\n", file, outcome.rules->badges.size(), outcome.rules->quests.size(),
             outcome.rules->goals.size(), outcome.rules->translations.size());
  return true;
}

bool check_lesson(const std::string& file) {
  const earshot::lesson::Beside beside(file);
  const auto outcome = earshot::lesson::load_file(file, beside.known());
  print_problems(outcome.problems);
  if (!outcome.lesson) return false;
  fmt::print("{}: good, {} steps, about {} minutes\n", file, outcome.lesson->plan.steps.size(), outcome.lesson->minutes);
  return true;
}

/// The folder of transcripts that a file stands in, in a language's folder or not; empty if it stands elsewhere.
fs::path transcripts_of(const std::string& file) {
  const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
  for (const fs::path& found : {folder, folder.parent_path()}) {
    if (found.filename() == "transcripts") return found;
  }
  return {};
}

/// A transcript is checked beside the others of its folder: what it translates stands there.
bool check_transcript(const std::string& file) {
  const fs::path folder = transcripts_of(file);
  const auto rubric = earshot::rubric::load_file(folder.parent_path() / "rubrics" / "listening.yaml");
  if (!rubric.rubric) {
    print_problems(rubric.problems);
    return false;
  }
  const auto outcome = earshot::transcript::load_file(file, *rubric.rubric);
  print_problems(outcome.problems);
  if (!outcome.transcript) return false;
  bool good = true;
  for (const Problem& problem : earshot::transcript::load_folder(folder, *rubric.rubric).problems) {
    std::error_code error;
    if (!fs::equivalent(problem.file, file, error) || std::ranges::find(outcome.problems, problem.what, &Problem::what) != outcome.problems.end()) continue;
    good = good && problem.severity != earshot::yaml::Severity::error;
    fmt::print(stderr, "{}\n", problem.to_string());
  }
  if (good) fmt::print("{}: good, {} lines, {} criteria\n", file, outcome.transcript->lines.size(), outcome.transcript->focus.size());
  return good;
}

/// The folder of cards that a file stands in, in a language's folder or not; empty if it stands elsewhere.
fs::path shelf_of(const fs::path& file) {
  const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
  for (const fs::path& shelf : {folder, folder.parent_path()}) {
    if (shelf.filename() == "cards") return shelf;
  }
  return {};
}

/// Cards are checked beside the others of their folder: what they follow and what they translate stands there.
class CardCheck {
 public:
  bool check(const std::string& file) {
    const LoadOutcome outcome = card::load_file(file);
    print_problems(outcome.problems);
    if (!outcome.card) return false;
    bool good = true;
    for (Problem problem : beside(file)) {
      if (std::ranges::find(outcome.problems, what(problem), what) != outcome.problems.end()) continue;
      problem.file = file;
      good = good && problem.severity != earshot::yaml::Severity::error;
      fmt::print(stderr, "{}\n", problem.to_string());
    }
    const auto [first, fresh] = seen_.emplace(outcome.card->id + " " + outcome.card->language, file);
    if (!fresh && good && shelf_of(file).empty()) {
      fmt::print(stderr, "{}:1:1: the card '{}' is in {} already; give one of them another id\n", file, outcome.card->id, first->second);
      good = false;
    }
    if (good) fmt::print("{}: good, {} facts, {} variants\n", file, outcome.card->customer.facts.size(), outcome.card->variants.size());
    return good;
  }

 private:
  static std::string what(const Problem& problem) { return problem.what; }

  std::vector<Problem> beside(const std::string& file) {
    const fs::path folder = shelf_of(file);
    if (folder.empty()) return {};
    const auto [problems, fresh] = shelves_.try_emplace(folder);
    if (fresh) problems->second = card::load_folder(folder).problems;
    std::vector<Problem> of_file;
    for (const Problem& problem : problems->second) {
      std::error_code error;
      if (fs::equivalent(problem.file, file, error)) of_file.push_back(problem);
    }
    return of_file;
  }

  std::map<fs::path, std::vector<Problem>> shelves_;
  std::map<std::string, std::string> seen_;
};

int check(const std::vector<std::string>& files) {
  CardCheck cards;
  const auto check_one = [&](const std::string& file) {
    switch (content_of(file)) {
      case Content::lesson: return check_lesson(file);
      case Content::rubric: return check_rubric(file);
      case Content::game: return check_game(file);
      case Content::card: break;
    }
    return cards.check(file);
  };
  bool good = true;
  for (const std::string& file : files) {
    const bool of_transcript = !transcripts_of(file).empty();
    good = (of_transcript ? check_transcript(file) : check_one(file)) && good;
  }
  return good ? 0 : 1;
}

/// The variants asked for, filled in: one by its id, all of them, or the first. None if that cannot be; says why.
std::vector<Card> played(const std::string& file, const std::string& variant, bool all) {
  const LoadOutcome outcome = card::load_file(file);
  print_problems(outcome.problems);
  std::vector<Card> cards;
  if (!outcome.card) return cards;
  const auto& variants = outcome.card->variants;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    if (variant.empty() ? all || i == 0 : variants[i].id == variant) cards.push_back(card::resolve(*outcome.card, i));
  }
  if (cards.empty()) {
    fmt::print(stderr, "{}: there is no variant '{}'; use one of", file, variant);
    for (const auto& known : variants) fmt::print(stderr, " {}", known.id);
    fmt::print(stderr, "\n");
  }
  return cards;
}

int show(const std::string& file, const std::string& variant) {
  const auto cards = played(file, variant, false);
  for (const Card& one : cards) fmt::print("{}", card::show(one));
  return cards.empty() ? 1 : 0;
}

int print(const std::vector<std::string>& files, const std::string& variant, bool all) {
  std::vector<Card> sheets;
  for (const std::string& file : files) {
    auto cards = played(file, variant, all);
    if (cards.empty()) return 1;
    std::ranges::move(cards, std::back_inserter(sheets));
  }
  fmt::print("{}", card::print(sheets));
  return 0;
}

/// The language of the folder that a file stands in, if it is one of a shelf.
std::optional<std::string> language_of(const fs::path& file) {
  const fs::path folder = fs::absolute(file).lexically_normal().parent_path();
  const std::string name = folder.filename().string();
  if (folder.parent_path() != shelf_of(file) || !card::is_language(name)) return std::nullopt;
  return name;
}

/// Why no card can be started there; empty if one can. As problems are written, without the file.
std::string cannot_start(const fs::path& file, const std::string& language) {
  std::error_code error;
  if (fs::exists(file, error)) return "this file is there already; choose another name, or move it away";
  if (file.extension() != ".yaml") return "a card's file ends in .yaml; add it to the name";
  earshot::yaml::Node id;
  id.kind = earshot::yaml::Node::Kind::text;
  id.text = file.stem().string();
  earshot::yaml::Report report(file.string());
  earshot::yaml::id(&id, "id", card::kMaxId, report);
  for (const Problem& problem : report.take()) return fmt::format("{}; {}, as the file's name is the card's id", problem.what, problem.mend);
  if (!card::is_language(language)) return fmt::format("'{}' is no language code; use a code such as en, de or pt-BR", language);
  for (fs::directory_iterator folder(shelf_of(file), error), end; !error && folder != end; folder.increment(error)) {
    const fs::path original = folder->path() / file.filename();
    if (fs::exists(original, error)) return fmt::format("this card is there in another language; copy {} and translate its texts", original.string());
  }
  return {};
}

int start(const std::string& file, const std::string& wanted) {
  const std::string language = wanted.empty() ? language_of(file).value_or("en") : wanted;
  if (const std::string why = cannot_start(file, language); !why.empty()) {
    fmt::print(stderr, "{}: {}\n", file, why);
    return 1;
  }
  std::ofstream out(file, std::ios::binary);
  out << card::start(fs::path(file).stem().string(), language);
  out.close();
  if (!out) {
    fmt::print(stderr, "{}: the file cannot be written; check its folder and its rights\n", file);
    return 1;
  }
  fmt::print("{}: write on there, and run 'earshot-card check {}' as you go\n", file, file);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Checks Earshot's scenario cards, lessons, recorded talks, rubrics and rules of the game; shows, prints and starts cards.", "earshot-card");
  app.require_subcommand(1);

  std::vector<std::string> files;
  CLI::App* checking = app.add_subcommand("check", "Name every problem of these files; 1 if one cannot be used");
  checking->add_option("files", files, "Files of cards, lessons, recorded talks and rubrics, or the game's")->required();

  std::string file, variant;
  CLI::App* showing = app.add_subcommand("show", "Print both sides of a card as they are read");
  showing->add_option("file", file, "A card file")->required();
  showing->add_option("--variant", variant, "The id of the variant; the first one if left out");

  bool all = false;
  CLI::App* printing = app.add_subcommand("print", "Write a page of HTML with both sides, for paper: earshot-card print x.yaml > x.html");
  printing->add_option("files", files, "Card files")->required();
  CLI::Option* one = printing->add_option("--variant", variant, "The id of the variant; the first one if left out");
  printing->add_flag("--all", all, "All variants, one after the other")->excludes(one);

  std::string language;
  CLI::App* starting = app.add_subcommand("new", "Write a small card with comments, to begin with");
  starting->add_option("file", file, "The file to make; its name is the card's id")->required();
  starting->add_option("--language", language, "The language you write it in, such as en or pt-BR; that of the folder if left out, else en");

  CLI::App* schema = app.add_subcommand("schema", "Print a JSON Schema, for editors that check YAML while you type");
  CLI::App* fields = app.add_subcommand("fields", "Print every field of a card, with its bounds and who sees it");

  CLI11_PARSE(app, argc, argv);
  if (checking->parsed()) return check(files);
  if (showing->parsed()) return show(file, variant);
  if (printing->parsed()) return print(files, variant, all);
  if (starting->parsed()) return start(file, language);
  fmt::print("{}", schema->parsed() ? card::json_schema() : fields->parsed() ? card::reference() : "");
  return 0;
}
