// earshot-card: checks cards and shows them, for people who write cards.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "shared/card/load.h"
#include "shared/card/show.h"

namespace {

using earshot::card::Card;
using earshot::card::LoadOutcome;

void print_problems(const LoadOutcome& outcome) {
  for (const auto& problem : outcome.problems) fmt::print(stderr, "{}\n", problem.to_string());
}

int check(const std::vector<std::string>& files) {
  int broken = 0;
  for (const std::string& file : files) {
    const LoadOutcome outcome = earshot::card::load_file(file);
    print_problems(outcome);
    if (!outcome.card) {
      ++broken;
    } else {
      fmt::print("{}: good, {} facts, {} variants\n", file, outcome.card->customer.facts.size(),
                 outcome.card->variants.size());
    }
  }
  return broken == 0 ? 0 : 1;
}

int show(const std::string& file, const std::string& variant) {
  const LoadOutcome outcome = earshot::card::load_file(file);
  print_problems(outcome);
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
  CLI::App app("Checks Earshot's scenario cards and shows them.", "earshot-card");
  app.require_subcommand(1);

  std::vector<std::string> files;
  CLI::App* checking =
      app.add_subcommand("check", "Name every problem of these cards; 1 if one cannot be played");
  checking->add_option("files", files, "Card files")->required();

  std::string file;
  std::string variant;
  CLI::App* showing = app.add_subcommand("show", "Print both sides of a card as they are read");
  showing->add_option("file", file, "A card file")->required();
  showing->add_option("--variant", variant, "The id of the variant; the first one if left out");

  CLI11_PARSE(app, argc, argv);
  return checking->parsed() ? check(files) : show(file, variant);
}
