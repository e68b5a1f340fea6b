// earshot-ability: fair scores from a file of ratings, for trainers and for checks against other programs.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <map>
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
  fmt::print("{}", json ? ability::to_json(*ratings, *fit, options.thresholds) : ability::to_text(*ratings, *fit));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Fair scores from peer ratings: abilities, severities, fit and flags from a CSV file.", "earshot-ability");
  std::string file;
  ability::Options options;
  bool json = false;
  const std::map<std::string, ability::Estimator> estimators{{"eb", ability::Estimator::empirical_bayes},
                                                             {"jmle", ability::Estimator::jmle}};
  const std::map<std::string, ability::Thresholds> thresholds{{"shared", ability::Thresholds::shared},
                                                              {"criterion", ability::Thresholds::per_criterion}};
  app.add_option("file", file, "Columns trainee,rater,criterion,level and, where known, scenario,session")->required();
  app.add_option("--estimator", options.estimator, "eb (empirical Bayes, as the board) or jmle (as other programs)")
      ->transform(CLI::CheckedTransformer(estimators).description(""));
  app.add_option("--thresholds", options.thresholds, "shared, or one list a criterion (partial credit)")
      ->transform(CLI::CheckedTransformer(thresholds).description(""));
  app.add_flag("--json", json, "Print JSON, see docs/ability.md");
  CLI11_PARSE(app, argc, argv);
  // It creeps, but each step is cheap.
  if (options.estimator == ability::Estimator::jmle) options.most_iterations = 5'000;
  return run(file, options, json);
}
