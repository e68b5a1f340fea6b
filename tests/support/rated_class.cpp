#include "tests/support/rated_class.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <string>

namespace earshot::testing {
namespace {

using ability::Index;
using Care = ClassPlan::Care;

class Drawing {
 public:
  explicit Drawing(const ClassPlan& plan) : plan_(plan), bits_(plan.seed) {}

  RatedClass draw() {
    result_.trainee = normals(plan_.people, plan_.trainee_sd);
    result_.rater = normals(plan_.people, plan_.rater_sd);
    result_.criterion = normals(plan_.criteria, plan_.criterion_sd);
    result_.scenario = normals(plan_.scenarios, plan_.scenario_sd);
    name(result_.ratings.trainees, "t", plan_.people);
    name(result_.ratings.raters, "r", plan_.people);
    name(result_.ratings.criteria, "c", plan_.criteria);
    name(result_.ratings.scenarios, "card", plan_.scenarios);
    name(result_.ratings.sessions, "s", plan_.sessions);
    for (std::size_t s = 0; s < plan_.sessions; ++s) play(static_cast<Index>(s));
    return std::move(result_);
  }

 private:
  std::vector<double> normals(std::size_t count, double sd) {
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(sd * normal_(bits_));
    return values;
  }
  static void name(std::vector<std::string>& names, const std::string& prefix, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) names.push_back(prefix + std::to_string(i));
  }

  void play(Index session) {
    std::vector<Index> ring(plan_.people);
    std::iota(ring.begin(), ring.end(), Index{0});
    if (!plan_.fixed_tables) std::ranges::shuffle(ring, bits_);
    const std::size_t table = plan_.fixed_tables ? plan_.raters + 1 : plan_.people;
    for (std::size_t seat = 0; seat < plan_.people; ++seat) {
      const std::size_t first = seat / table * table;
      const std::size_t size = std::min(table, plan_.people - first);
      const auto scenario = static_cast<Index>(bits_() % plan_.scenarios);
      const double effect = plan_.session_sd * normal_(bits_);
      std::vector<Index> raters;
      for (std::size_t k = 1; k <= std::min(plan_.raters, size - 1); ++k)
        raters.push_back(ring[first + (seat - first + k) % size]);
      for (const auto& bond : plan_.bonds) {  // who are tied to each other see to it that they meet
        if (bond.trainee != ring[seat] || raters.empty() ||
            std::ranges::find(raters, bond.rater) != raters.end())
          continue;
        raters.back() = bond.rater;
      }
      for (const Index rater : raters) rate(ring[seat], rater, scenario, session, effect);
    }
  }

  void rate(Index trainee, Index rater, Index scenario, Index session, double effect) {
    double place = result_.trainee[trainee] - result_.rater[rater] - result_.scenario[scenario] + effect +
                   plan_.halo_sd * normal_(bits_);
    for (const auto& bond : plan_.bonds) {
      if (bond.rater == rater && bond.trainee == trainee) place += bond.kindness;
    }
    const Care care = plan_.care.empty() ? Care::careful : plan_.care[rater];
    for (std::size_t c = 0; c < plan_.criteria; ++c) {
      const auto criterion = static_cast<Index>(c);
      const std::uint8_t level = care == Care::same_level ? std::uint8_t{4}
                                 : care == Care::at_random
                                     ? static_cast<std::uint8_t>(1 + bits_() % (plan_.thresholds.size() + 1))
                                     : level_at(place - result_.criterion[c]);
      result_.ratings.ratings.push_back(
          {trainee, rater, scenario, criterion, session, level, ability::Side::none});
    }
  }

  std::uint8_t level_at(double eta) {
    std::vector<double> weights{1};
    double power = 0;
    for (const double threshold : plan_.thresholds) {
      power += eta - threshold;
      weights.push_back(std::exp(power));
    }
    return static_cast<std::uint8_t>(1 +
                                     std::discrete_distribution<int>(weights.begin(), weights.end())(bits_));
  }

  const ClassPlan& plan_;
  std::mt19937_64 bits_;
  std::normal_distribution<double> normal_;
  RatedClass result_;
};

}  // namespace

RatedClass rated_class(const ClassPlan& plan) { return Drawing(plan).draw(); }

}  // namespace earshot::testing
