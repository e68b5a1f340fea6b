// What the scores are worth and what they cost, on classes drawn from the model with known truth.
//   ability_bench [truth|reliability|flags|cost]...      all, without a name
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/ability/ability.h"
#include "tests/support/rated_class.h"

namespace earshot {
namespace {

using ability::Fit;
using ability::Index;
using ability::Ratings;
using testing::ClassPlan;
using testing::RatedClass;

constexpr std::uint64_t kRepeats = 40;

Fit fitted(const Ratings& ratings, const ability::Options& options = {}) {
  auto fit = ability::fit(ratings, options);
  if (!fit) {
    fmt::print(stderr, "{}\n", fit.error().to_string());
    std::exit(1);
  }
  return *fit;
}

double kendall(const std::vector<double>& a, const std::vector<double>& b) {
  double agree = 0, pairs = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k, ++pairs) {
      const double product = (a[i] - a[k]) * (b[i] - b[k]);
      agree += product > 0 ? 1 : product < 0 ? -1 : 0;
    }
  }
  return agree / pairs;
}

std::vector<double> raw_means(const Ratings& ratings) {
  std::vector<double> sum(ratings.trainees.size()), count(ratings.trainees.size());
  for (const auto& rating : ratings.ratings) {
    sum[rating.trainee] += rating.level;
    ++count[rating.trainee];
  }
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] /= count[i];
  return sum;
}

/// What the information of a trainee's ratings alone would give, everything else taken as known.
std::vector<double> diagonal_ses(const Ratings& ratings, const Fit& fit) {
  std::vector<double> information(ratings.trainees.size(), 1 / (fit.sds[0] * fit.sds[0]));
  for (const auto& rating : ratings.ratings) {
    const double eta = fit.mu + fit.trainees[rating.trainee].measure - fit.raters[rating.rater].measure -
                       fit.scenarios[rating.scenario].measure - fit.criteria[rating.criterion].measure;
    double power = 0, norm = 1, mean = 0, square = 0;
    for (std::size_t k = 1; k <= fit.thresholds[0].size(); ++k) {
      power += eta - fit.thresholds[0][k - 1];
      const double weight = std::exp(power);
      const auto level = static_cast<double>(k);
      norm += weight;
      mean += level * weight;
      square += level * level * weight;
    }
    mean /= norm;
    information[rating.trainee] += square / norm - mean * mean;
  }
  for (double& one : information) one = 1 / std::sqrt(one);
  return information;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

struct Covered {
  double full = 0, diagonal = 0, se = 0;
};

/// How often the 95 % interval of a trainee's distance to the mean trainee of their subset holds the truth.
Covered coverage(const RatedClass& drawn, const Fit& fit) {
  const std::vector<double> diagonal = diagonal_ses(drawn.ratings, fit);
  const std::size_t people = fit.trainees.size();
  Covered covered;
  for (std::size_t i = 0; i < people; ++i) {
    double found = 0, truth = 0, members = 0;
    for (std::size_t k = 0; k < people; ++k) {
      if (fit.trainees[k].subset != fit.trainees[i].subset) continue;
      found += fit.trainees[k].measure;
      truth += drawn.trainee[k];
      ++members;
    }
    const double off =
        std::abs(fit.trainees[i].measure - found / members - drawn.trainee[i] + truth / members);
    covered.full += off <= 1.96 * fit.trainees[i].se ? 1 : 0;
    covered.diagonal += off <= 1.96 * diagonal[i] ? 1 : 0;
    covered.se += fit.trainees[i].se;
  }
  const auto count = static_cast<double>(people);
  return {covered.full / count, covered.diagonal / count, covered.se / count};
}

void truth_row(const std::string& what, const ClassPlan& like) {
  std::vector<double> raw, bayes, full, diagonal, se, subsets, iterations;
  for (std::uint64_t repeat = 1; repeat <= kRepeats; ++repeat) {
    ClassPlan plan = like;
    plan.seed = repeat;
    const RatedClass drawn = testing::rated_class(plan);
    const Fit fit = fitted(drawn.ratings);
    std::vector<double> measures;
    for (const auto& trainee : fit.trainees) measures.push_back(trainee.measure);
    raw.push_back(kendall(raw_means(drawn.ratings), drawn.trainee));
    bayes.push_back(kendall(measures, drawn.trainee));
    const Covered covered = coverage(drawn, fit);
    full.push_back(covered.full);
    diagonal.push_back(covered.diagonal);
    se.push_back(covered.se);
    subsets.push_back(fit.subsets);
    iterations.push_back(fit.iterations);
  }
  fmt::print("{:<26} {:>8} {:>8.3f} {:>8.3f} {:>8.3f} {:>8.3f} {:>8.3f} {:>8.1f} {:>8.1f}\n", what,
             like.sessions, mean(raw), mean(bayes), mean(full), mean(diagonal), mean(se), mean(subsets),
             mean(iterations));
}

void truth() {
  fmt::print("Kendall's tau with the truth, and how often the 95 % interval holds it ({} classes each)\n",
             kRepeats);
  fmt::print("No such effects: cards equally hard, no session better than another.\n");
  fmt::print("{:<26} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}\n", "", "sessions", "tau raw", "tau EB",
             "cover", "diagonal", "SE", "subsets", "steps");
  for (const std::size_t sessions : {1, 3, 6}) {
    truth_row("rotation", {.sessions = sessions});
    truth_row("rotation, no such effects", {.sessions = sessions, .scenario_sd = 0, .session_sd = 0});
    truth_row("fixed tables", {.sessions = sessions, .fixed_tables = true});
  }
}

void reliability() {
  fmt::print("Reliability after 6 sessions, by the raters of each ({} classes each)\n", kRepeats);
  fmt::print("{:>6} {:>10} {:>8} {:>8} {:>8}\n", "raters", "separation", "ICC(2,1)", "ICC(2,k)", "alpha");
  for (const std::size_t raters : {2, 3, 5, 10}) {
    std::vector<double> separation, one, all, alpha;
    for (std::uint64_t seed = 1; seed <= kRepeats; ++seed) {
      const auto found =
          fitted(testing::rated_class({.seed = seed, .sessions = 6, .raters = raters}).ratings).reliability;
      separation.push_back(found.separation);
      one.push_back(found.icc_2_1);
      all.push_back(found.icc_2_k);
      alpha.push_back(found.alpha_interval);
    }
    fmt::print("{:>6} {:>10.2f} {:>8.2f} {:>8.2f} {:>8.2f}\n", raters, mean(separation), mean(one), mean(all),
               mean(alpha));
  }
}

struct Rates {
  double hits = 0, planted = 0, alarms = 0, honest = 0;
  std::string text() const {
    return fmt::format("{:>8.2f} {:>8.3f}", planted > 0 ? hits / planted : 0,
                       honest > 0 ? alarms / honest : 0);
  }
  void add(bool is_planted, bool flagged) {
    (is_planted ? planted : honest) += 1;
    (is_planted ? hits : alarms) += flagged ? 1 : 0;
  }
};

bool has(const ability::Rater& rater, std::initializer_list<ability::RaterFlag> flags) {
  return std::ranges::any_of(
      rater.flags, [&](ability::RaterFlag flag) { return std::ranges::find(flags, flag) != flags.end(); });
}

void bond_row(const std::string& what, std::size_t sessions, const std::vector<ClassPlan::Bond>& bonds) {
  Rates rates;
  for (std::uint64_t seed = 1; seed <= kRepeats; ++seed) {
    const RatedClass drawn = testing::rated_class({.seed = seed, .sessions = sessions, .bonds = bonds});
    const Fit fit = fitted(drawn.ratings);
    std::set<std::pair<Index, Index>> met, found;
    for (const auto& rating : drawn.ratings.ratings) met.insert({rating.rater, rating.trainee});
    for (const auto& pair : fit.pairs) found.insert({pair.rater, pair.trainee});
    for (const auto& pair : met) {
      const bool planted = std::ranges::any_of(
          bonds, [&](const auto& bond) { return std::pair(bond.rater, bond.trainee) == pair; });
      rates.add(planted, found.contains(pair));
    }
  }
  fmt::print("{:<34} {:>8} {}\n", what, sessions, rates.text());
}

void care_row(const std::string& what, std::size_t sessions, ClassPlan::Care care,
              std::initializer_list<ability::RaterFlag> flags) {
  Rates rates;
  for (std::uint64_t seed = 1; seed <= kRepeats; ++seed) {
    ClassPlan plan{.seed = seed, .sessions = sessions};
    plan.care.assign(plan.people, ClassPlan::Care::careful);
    for (const std::size_t careless : {3, 11}) plan.care[careless] = care;
    const Fit fit = fitted(testing::rated_class(plan).ratings);
    for (std::size_t j = 0; j < plan.people; ++j)
      rates.add(plan.care[j] != ClassPlan::Care::careful, has(fit.raters[j], flags));
  }
  fmt::print("{:<34} {:>8} {}\n", what, sessions, rates.text());
}

void flags() {
  using ability::RaterFlag;
  using enum ClassPlan::Care;
  fmt::print(
      "Flags: share of the planted that are found, and of the honest that are flagged ({} classes each)\n",
      kRepeats);
  fmt::print("{:<34} {:>8} {:>8} {:>8}\n", "", "sessions", "hits", "alarms");
  for (const std::size_t sessions : {3, 6}) {
    bond_row("pairs: nobody", sessions, {});
    bond_row("pairs: two friends, +1.5 logits", sessions, {{2, 7, 1.5}, {7, 2, 1.5}});
    bond_row("pairs: two friends, +2.5 logits", sessions, {{2, 7, 2.5}, {7, 2, 2.5}});
    bond_row("pairs: a grudge, -2.5 logits", sessions, {{4, 9, -2.5}});
    care_row("raters: always the same level", sessions, same_level,
             {RaterFlag::same_levels, RaterFlag::too_even});
    care_row("raters: at random", sessions, at_random, {RaterFlag::erratic});
    care_row("raters: nobody, any flag", sessions, careful,
             {RaterFlag::erratic, RaterFlag::too_even, RaterFlag::same_levels, RaterFlag::favours,
              RaterFlag::grudge});
  }
}

void cost() {
  ClassPlan plan{.people = 200, .sessions = 20, .raters = 3, .criteria = 10, .scenarios = 30};
  const RatedClass season = testing::rated_class(plan);
  fmt::print("A season of {} ratings, seconds of one core\n{:<40} {:>8} {:>8}\n",
             season.ratings.ratings.size(), "", "seconds", "steps");
  const auto row = [&](const std::string& what, const std::function<Fit()>& run) {
    const std::clock_t from = std::clock();  // of the processor, whatever else runs on this machine
    Fit fit = run();
    const double took = static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
    fmt::print("{:<40} {:>8.2f} {:>8}{}\n", what, took, fit.iterations,
               fit.converged ? "" : " (not settled)");
    return fit;
  };
  const Fit cold = row("empirical Bayes, cold", [&] { return fitted(season.ratings); });
  row("warm, the same ratings", [&] { return *ability::fit(season.ratings, {}, &cold, &season.ratings); });
  Ratings before = season.ratings;
  before.ratings.erase(before.ratings.end() - 30, before.ratings.end());
  const Fit earlier = fitted(before);
  row("warm, after one more session", [&] { return *ability::fit(season.ratings, {}, &earlier, &before); });
  row("cold, thresholds per criterion",
      [&] { return fitted(season.ratings, {.thresholds = ability::Thresholds::per_criterion}); });
  row("JMLE, steps below 1e-3", [&] {
    return fitted(season.ratings, {.estimator = ability::Estimator::jmle, .step_tolerance = 1e-3});
  });
}

}  // namespace
}  // namespace earshot

int main(int argc, char** argv) {
  const std::map<std::string, std::function<void()>> parts{{"truth", earshot::truth},
                                                           {"reliability", earshot::reliability},
                                                           {"flags", earshot::flags},
                                                           {"cost", earshot::cost}};
  std::vector<std::string> wanted(argv + 1, argv + argc);
  if (wanted.empty()) wanted = {"truth", "reliability", "flags", "cost"};
  for (const std::string& part : wanted) {
    const auto found = parts.find(part);
    if (found == parts.end()) {
      fmt::print(stderr, "there is no part '{}'; use truth, reliability, flags or cost\n", part);
      return 1;
    }
    found->second();
    fmt::print("\n");
  }
}
