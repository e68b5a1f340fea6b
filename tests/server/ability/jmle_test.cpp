// Joint maximum likelihood against published work: 'Liking for Science', 75 children and 25 activities.
// Source: Wright & Masters, Rating Scale Analysis, 1982, p. 18; estimates of a Ministep run. The data are not part of
// this repository: they are read from $EARSHOT_REFERENCE_DATA, or from shared/data/mfrm/lfs beside it.
#include "server/ability/jmle.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "server/ability/ability.h"
#include "server/ability/residuals.h"
#include "tests/support/rated_class.h"

namespace earshot::testing {
namespace {

using namespace ability;
namespace fs = std::filesystem;

fs::path reference() {
  if (const char* folder = std::getenv("EARSHOT_REFERENCE_DATA")) return folder;
  return fs::path(EARSHOT_SOURCE_DIR) / "../shared/data/mfrm/lfs";
}

/// Rows of a file without its header; names in quotes hold no comma.
std::vector<std::vector<std::string>> table(const std::string& name) {
  std::ifstream in(reference() / name);
  REQUIRE_MESSAGE(in, name);
  std::vector<std::vector<std::string>> rows;
  std::string line, field;
  for (std::getline(in, line); std::getline(in, line);) {
    std::istringstream fields(line);
    for (rows.emplace_back(); std::getline(fields, field, ',');) rows.back().push_back(field);
  }
  return rows;
}

Options exact(Thresholds thresholds, std::uint8_t levels) {
  Options options;
  options.estimator = Estimator::jmle;
  options.thresholds = thresholds;
  options.levels = levels;
  options.step_tolerance = 1e-8;
  options.most_iterations = 5'000;
  return options;
}

/// Each child is a trainee, the one rater is the questionnaire, each activity is a criterion.
Ratings liking_for_science() {
  Ratings all;
  all.raters = {"questionnaire"};
  all.scenarios = {""};
  all.with_sessions = false;
  for (const auto& row : table("data_and_residuals.csv")) {
    const auto child = static_cast<Index>(std::stoul(row[0]) - 1);
    const auto activity = static_cast<Index>(std::stoul(row[1]) - 1);
    while (all.trainees.size() <= child) all.trainees.push_back(std::to_string(all.trainees.size() + 1));
    while (all.criteria.size() <= activity) all.criteria.push_back(std::to_string(all.criteria.size() + 1));
    all.ratings.push_back(
        {child, 0, 0, activity, 0, static_cast<std::uint8_t>(std::stoul(row[2]) + 1), Side::none});
  }
  return all;
}

/// The largest difference between two columns of numbers.
struct Worst {
  double value = 0;
  void see(double found, const std::string& published) {
    value = std::max(value, std::abs(found - std::stod(published)));
  }
};

}  // namespace

TEST_CASE("JMLE gives the published measures, errors, fit and thresholds of Liking for Science") {
  if (!fs::exists(reference() / "published_items.csv")) {
    MESSAGE(
        "the reference data are not there (set EARSHOT_REFERENCE_DATA); JMLE is checked on built-in samples "
        "only");
    return;
  }
  const Ratings ratings = liking_for_science();
  const Options options = exact(Thresholds::per_criterion, 3);
  const auto fitted = fit(ratings, options);
  REQUIRE(fitted);
  CHECK(fitted->converged);
  Worst measure, se, infit, outfit, z, threshold;
  for (const auto& row : table("published_items.csv")) {
    const Element& item = fitted->criteria[std::stoul(row[0]) - 1];
    measure.see(item.measure, row[2]);
    se.see(item.se, row[5]);
    infit.see(item.infit, row[6]);
    z.see(item.infit_z, row[7]);
    outfit.see(item.outfit, row[8]);
    z.see(item.outfit_z, row[9]);
  }
  const Data data = prepare(ratings, options).value();
  const std::vector<FitStatistics> of_children =
      fit_statistics(data, jmle(data, options, nullptr, {}).value(), Facet::trainee);
  for (const auto& row : table("published_persons.csv")) {
    const FitStatistics& of_child = of_children[std::stoul(row[0]) - 1];
    infit.see(of_child.infit, row[6]);
    z.see(of_child.infit_z, row[7]);
    outfit.see(of_child.outfit, row[8]);
    z.see(of_child.outfit_z, row[9]);
    const Trainee& child = fitted->trainees[std::stoul(row[0]) - 1];
    measure.see(child.measure, row[1]);
    se.see(child.se, row[5]);
  }
  for (const auto& row : table("published_thresholds.csv")) {
    const auto item = std::stoul(row[0]) - 1;
    const auto category = std::stoul(row[1]);
    if (category > 0) threshold.see(fitted->thresholds[item][category - 1], row[2]);
  }
  CHECK(measure.value < 0.015);
  CHECK(se.value < 0.006);
  CHECK(infit.value < 0.007);
  CHECK(outfit.value < 0.026);
  CHECK(z.value < 0.11);
  CHECK(threshold.value < 0.008);
  MESSAGE("worst differences: measure ", measure.value, ", SE ", se.value, ", infit ", infit.value,
          ", outfit ", outfit.value, ", ZStd ", z.value, ", threshold ", threshold.value);
}

TEST_CASE("JMLE solves its equations: each score is the expected one") {
  const RatedClass drawn =
      rated_class({.seed = 2, .people = 10, .sessions = 3, .criteria = 4, .scenarios = 3});
  const auto fitted = fit(drawn.ratings, exact(Thresholds::shared, kLevels));
  REQUIRE(fitted);
  REQUIRE(fitted->converged);
  std::vector<double> off(drawn.ratings.trainees.size());
  std::vector<double> above(kLevels);
  for (const Rating& rating : drawn.ratings.ratings) {
    const double eta = fitted->trainees[rating.trainee].measure - fitted->scenarios[rating.scenario].measure -
                       fitted->raters[rating.rater].measure - fitted->criteria[rating.criterion].measure;
    std::vector<double> chance{1};
    double power = 0, norm = 1;
    for (const double threshold : fitted->thresholds[0]) {
      power += eta - threshold;
      chance.push_back(std::exp(power));
      norm += chance.back();
    }
    off[rating.trainee] += rating.level - 1.0;
    for (std::size_t k = 0; k < chance.size(); ++k) {
      off[rating.trainee] -= static_cast<double>(k) * chance[k] / norm;
      above[k] += (rating.level == k + 1 ? 1 : 0) - chance[k] / norm;
    }
  }
  for (const double one : off) CHECK(std::abs(one) < 1e-5);
  for (const double one : above) CHECK(std::abs(one) < 1e-5);
  for (const auto& list : {fitted->scenarios, fitted->criteria}) {
    double sum = 0;
    for (const Element& one : list) sum += one.measure;
    CHECK(std::abs(sum) < 1e-9);
  }
}

// Two items that all answer: the JMLE of a dichotomous pair is known by hand. The difference of the items is twice the
// conditional one, log(n10/n01); so the correction (L-1)/L = 1/2 makes it right.
// Source: Andersen, Discrete statistical models with social science applications, 1980.
TEST_CASE("JMLE of two items doubles their distance, and the correction for bias takes that back") {
  Ratings all;
  all.raters = {"r"};
  all.scenarios = {""};
  all.criteria = {"easy", "hard"};
  all.with_sessions = false;
  for (Index n = 0; n < 40; ++n) {
    all.trainees.push_back(std::to_string(n));
    const bool easy = n < 30;
    all.ratings.push_back({n, 0, 0, 0, 0, static_cast<std::uint8_t>(easy ? 2 : 1), Side::none});
    all.ratings.push_back({n, 0, 0, 1, 0, static_cast<std::uint8_t>(easy ? 1 : 2), Side::none});
  }
  Options options = exact(Thresholds::shared, 2);
  const auto plain = fit(all, options);
  REQUIRE(plain);
  CHECK(plain->criteria[1].measure - plain->criteria[0].measure ==
        doctest::Approx(2 * std::log(3.0)).epsilon(1e-5));
  options.correct_bias = true;
  const auto corrected = fit(all, options);
  REQUIRE(corrected);
  CHECK(corrected->criteria[1].measure - corrected->criteria[0].measure ==
        doctest::Approx(std::log(3.0)).epsilon(1e-5));
}

TEST_CASE("a trainee with the highest score possible is measured as if 0.3 were missing, and moves nobody") {
  RatedClass drawn = rated_class({.seed = 4, .people = 8, .sessions = 2, .criteria = 4, .scenarios = 3});
  for (Rating& rating : drawn.ratings.ratings) {
    if (rating.trainee == 3) rating.level = 5;
  }
  Ratings without = drawn.ratings;
  std::erase_if(without.ratings, [](const Rating& rating) { return rating.trainee == 3; });
  const auto all = fit(drawn.ratings, exact(Thresholds::shared, kLevels));
  const auto others = fit(without, exact(Thresholds::shared, kLevels));
  REQUIRE(all);
  REQUIRE(others);
  for (std::size_t n = 0; n < 8; ++n) {
    if (n == 3) CHECK(all->trainees[n].measure > all->trainees[(n + 1) % 8].measure);
    if (n != 3) CHECK(all->trainees[n].measure == doctest::Approx(others->trainees[n].measure).epsilon(1e-6));
  }
}

}  // namespace earshot::testing
