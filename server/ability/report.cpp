#include "server/ability/report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string_view>

namespace earshot::ability {
namespace {

using Json = nlohmann::ordered_json;

std::string_view word(Need::What what) {
  switch (what) {
    case Need::What::sessions:
      return "sessions";
    case Need::What::scenarios:
      return "scenarios";
    case Need::What::raters:
      return "raters";
    case Need::What::precision:
      return "precision";
    case Need::What::connection:
      return "connection";
  }
  return "";
}

std::string_view word(RaterFlag flag) {
  switch (flag) {
    case RaterFlag::erratic:
      return "erratic";
    case RaterFlag::too_even:
      return "too_even";
    case RaterFlag::same_levels:
      return "same_levels";
    case RaterFlag::favours:
      return "favours";
    case RaterFlag::grudge:
      return "grudge";
  }
  return "";
}

std::string_view word(Estimator estimator) { return estimator == Estimator::jmle ? "jmle" : "eb"; }

Json json_of(const Trainee& trainee) {
  Json needs = Json::array();
  for (const Need& need : trainee.needs)
    needs.push_back({{"what", word(need.what)}, {"missing", need.missing}});
  return {{"measure", trainee.measure},
          {"se", trainee.se},
          {"fair", trainee.fair},
          {"n", trainee.ratings},
          {"subset", trainee.subset},
          {"ranked", trainee.ranked},
          {"needs", needs}};
}

template <class Measured>
Json json_of_measured(const Measured& one) {
  return {{"measure", one.measure}, {"se", one.se},           {"infit", one.infit},
          {"outfit", one.outfit},   {"infit_z", one.infit_z}, {"outfit_z", one.outfit_z}};
}

Json json_of(const Element& element) { return json_of_measured(element); }

Json json_of(const Rater& rater) {
  Json result = json_of_measured(rater);
  result["flags"] = Json::array();
  for (const RaterFlag flag : rater.flags) result["flags"].push_back(word(flag));
  return result;
}

/// What has no name was not in the data.
template <class Elements>
Json by_name(const std::vector<std::string>& names, const Elements& elements) {
  Json result = Json::object();
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (!names[i].empty()) result[names[i]] = json_of(elements[i]);
  }
  return result;
}

std::string needs_text(const Trainee& trainee) {
  std::vector<std::string> parts;
  for (const Need& need : trainee.needs) {
    if (need.what == Need::What::connection) {
      parts.emplace_back("raters in common with the others");
    } else if (need.what == Need::What::precision) {
      parts.push_back(fmt::format("precision: about {} more sessions", need.missing));
    } else {
      parts.push_back(fmt::format("{} more {}", need.missing, word(need.what)));
    }
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

template <class Elements>
std::vector<std::size_t> by_measure(const Elements& elements) {
  std::vector<std::size_t> order(elements.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return elements[a].measure > elements[b].measure; });
  return order;
}

/// Without blanks at its end.
std::string line(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text + "\n";
}

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.2f}", value) : "unknown"; }

}  // namespace

std::string to_json(const Ratings& ratings, const Fit& fit, Thresholds kind) {
  Json pairs = Json::array();
  for (const Pair& pair : fit.pairs) {
    pairs.push_back(
        {{"rater", ratings.raters[pair.rater]}, {"trainee", ratings.trainees[pair.trainee]}, {"z", pair.z}});
  }
  Json thresholds = Json::object();
  if (kind == Thresholds::shared) {
    thresholds = fit.thresholds.front();
  } else {
    for (std::size_t i = 0; i < fit.thresholds.size(); ++i)
      thresholds[ratings.criteria[i]] = fit.thresholds[i];
  }
  const Json result{{"estimator", word(fit.estimator)},
                    {"trainees", by_name(ratings.trainees, fit.trainees)},
                    {"raters", by_name(ratings.raters, fit.raters)},
                    {"scenarios", by_name(ratings.scenarios, fit.scenarios)},
                    {"criteria", by_name(ratings.criteria, fit.criteria)},
                    {"thresholds", thresholds},
                    {"pairs", pairs},
                    {"reliability",
                     {{"separation", fit.reliability.separation},
                      {"icc_2_1", fit.reliability.icc_2_1},
                      {"icc_2_k", fit.reliability.icc_2_k},
                      {"alpha_interval", fit.reliability.alpha_interval}}}};
  // A name that is no UTF-8 is shown with marks instead of ending the program.
  return result.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string to_text(const Ratings& ratings, const Fit& fit) {
  const std::vector<std::uint32_t> tier = tiers(fit);
  std::string text = fmt::format("{:<20} {:>5} {:>5} {:>8} {:>6} {:>6} {:>6}  {}\n", "trainee", "tier",
                                 "fair", "ability", "se", "n", "subset", "lacks");
  for (const std::size_t i : by_measure(fit.trainees)) {
    const Trainee& one = fit.trainees[i];
    text += line(fmt::format("{:<20} {:>5} {:>5.2f} {:>8.2f} {:>6.2f} {:>6} {:>6}  {}", ratings.trainees[i],
                             tier[i] > 0 ? std::to_string(tier[i]) : "-", one.fair, one.measure, one.se,
                             one.ratings, one.subset, needs_text(one)));
  }
  text += fmt::format("\n{:<20} {:>8} {:>6} {:>6} {:>6} {:>6}  {}\n", "rater", "severity", "se", "n", "infit",
                      "outfit", "flags");
  for (const std::size_t i : by_measure(fit.raters)) {
    const Rater& one = fit.raters[i];
    std::vector<std::string_view> words;
    for (const RaterFlag flag : one.flags) words.push_back(word(flag));
    text += line(fmt::format("{:<20} {:>8.2f} {:>6.2f} {:>6} {:>6.2f} {:>6.2f}  {}", ratings.raters[i],
                             one.measure, one.se, one.ratings, one.infit, one.outfit, fmt::join(words, " ")));
  }
  for (const Pair& pair : fit.pairs) {
    text += fmt::format("\n{} {} {}: z {:.1f}", ratings.raters[pair.rater],
                        pair.z > 0 ? "favours" : "is hard on", ratings.trainees[pair.trainee], pair.z);
  }
  if (!fit.pairs.empty()) text += "\n";
  const Reliability& of = fit.reliability;
  text +=
      fmt::format("\nreliability: separation {}, ICC(2,1) {}, ICC(2,k) {}, alpha {}\n", number(of.separation),
                  number(of.icc_2_1), number(of.icc_2_k), number(of.alpha_interval));
  return text;
}

}  // namespace earshot::ability
