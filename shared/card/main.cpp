// earshot-card: checks cards and lessons and shows cards, for people who write them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "shared/card/load.h"
#include "shared/card/show.h"
#include "shared/lesson/load.h"

namespace {

using earshot::card::Card;
using earshot::card::LoadOutcome;

void print_problems(const std::vector<earshot::yaml::Problem>& problems) {
  for (const auto& problem : problems) fmt::print(stderr, "{}\n", problem.to_string());
}

/// A lesson by its folder, or by the key that only a lesson has.
bool is_lesson(const std::string& file) {
  if (std::filesystem::absolute(file).parent_path().filename() == "lessons") return true;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("steps:")) return true;
  }
  return false;
}

bool check_lesson(const std::string& file) {
  const earshot::lesson::Beside beside(file);
  const auto outcome = earshot::lesson::load_file(file, beside.known());
  print_problems(outcome.problems);
  if (!outcome.lesson) return false;
  fmt::print("{}: good, {} steps, about {} minutes\n", file, outcome.lesson->plan.steps.size(), outcome.lesson->minutes);
  return true;
}

bool check_card(const std::string& file) {
  const LoadOutcome outcome = earshot::card::load_file(file);
  print_problems(outcome.problems);
  if (!outcome.card) return false;
  fmt::print("{}: good, {} facts, {} variants\n", file, outcome.card->customer.facts.size(), outcome.card->variants.size());
  return true;
}

int check(const std::vector<std::string>& files) {
  bool good = true;
  for (const std::string& file : files) {
    if (!(is_lesson(file) ? check_lesson(file) : check_card(file))) good = false;
  }
  return good ? 0 : 1;
}

int show(const std::string& file, const std::string& variant) {
  const LoadOutcome outcome = earshot::card::load_file(file);
  print_problems(outcome.problems);
  if (!outcome.card) return 1;

  const auto& variants = outcome.card->variants;
  const auto found = variant.empty() ? variants.begin()
                                     : std::find_if(variants.begin(), variants.end(),
                                                    [&](const auto& known) { return known.id == variant; });
  if (found == variants.end()) {
    fmt::print(stderr, "{}: there is no variant '{}'; use one of", file, variant);
    for (const auto& known : variants) fmt::print(stderr, " {}", known.id);
    fmt::print(stderr, "\n");
    return 1;
  }
  const Card played = resolve(*outcome.card, static_cast<std::size_t>(found - variants.begin()));
  fmt::print("{}", earshot::card::show(played));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Checks Earshot's scenario cards and lessons, and shows cards.", "earshot-card");
  app.require_subcommand(1);

  std::vector<std::string> files;
  CLI::App* checking =
      app.add_subcommand("check", "Name every problem of these cards and lessons; 1 if one cannot be used");
  checking->add_option("files", files, "Files of cards and lessons")->required();

  std::string file;
  std::string variant;
  CLI::App* showing = app.add_subcommand("show", "Print both sides of a card as they are read");
  showing->add_option("file", file, "A card file")->required();
  showing->add_option("--variant", variant, "The id of the variant; the first one if left out");

  CLI11_PARSE(app, argc, argv);
  return checking->parsed() ? check(files) : show(file, variant);
}
