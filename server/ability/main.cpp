// earshot-ability: fair scores from a file of ratings, for trainers and for checks against other programs.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <string>

#include "server/ability/ability.h"
#include "server/ability/csv.h"
#include "server/ability/report.h"

namespace {

namespace ability = earshot::ability;

int run(const std::string& file, const ability::Options& options, bool json) {
  std::ifstream in(file, std::ios::binary);
  const auto ratings = ability::read_csv(in, file);
  if (!ratings) {
    fmt::print(stderr, "{}\n", ratings.error().to_string());
    return 1;
  }
  const auto fit = ability::fit(*ratings, options);
  if (!fit) {
    fmt::print(stderr, "{}: {}\n", file, fit.error().to_string());
    return 1;
  }
  if (!fit->converged) {
    fmt::print(stderr, "{}: not settled after {} steps; take the numbers as rough\n", file, fit->iterations);
  }
  fmt::print("{}",
             json ? ability::to_json(*ratings, *fit, options.thresholds) : ability::to_text(*ratings, *fit));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Fair scores from peer ratings: abilities, severities, fit and flags from a CSV file.",
               "earshot-ability");
  std::string file;
  std::string estimator = "eb";
  std::string thresholds = "shared";
  bool json = false;
  app.add_option("file", file, "Columns trainee,rater,criterion,level and, where known, scenario,session")
      ->required();
  app.add_option("--estimator", estimator, "eb (empirical Bayes, as the board) or jmle (as other programs)")
      ->check(CLI::IsMember({"eb", "jmle"}));
  app.add_option("--thresholds", thresholds, "shared, or one list a criterion (partial credit)")
      ->check(CLI::IsMember({"shared", "criterion"}));
  app.add_flag("--json", json, "Print JSON, see docs/ability.md");
  CLI11_PARSE(app, argc, argv);

  ability::Options options;
  if (estimator == "jmle") {
    options.estimator = ability::Estimator::jmle;
    options.most_iterations = 5'000;  // it creeps, but each step is cheap
  }
  if (thresholds == "criterion") options.thresholds = ability::Thresholds::per_criterion;
  return run(file, options, json);
}
