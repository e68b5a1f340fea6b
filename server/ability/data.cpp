#include "server/ability/data.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace earshot::ability {
namespace {

std::string place(std::size_t rating) { return fmt::format("ratings[{}]", rating); }

Result<void> check(const Ratings& all, const Options& options) {
  if (options.levels < 2 || options.levels > kMostLevels) {
    return fail(fmt::format("{} levels; use 2 to {}", options.levels, kMostLevels), "levels");
  }
  if (!all.weights.empty() && all.weights.size() != all.raters.size()) {
    return fail(fmt::format("{} weights for {} raters; give each rater one, or none at all",
                            all.weights.size(), all.raters.size()),
                "weights");
  }
  for (std::size_t i = 0; i < all.weights.size(); ++i) {
    if (all.weights[i] >= 0 && all.weights[i] <= 1) continue;
    return fail(fmt::format("{} is no weight; use 0 to 1", all.weights[i]), fmt::format("weights[{}]", i));
  }
  for (std::size_t i = 0; i < all.ratings.size(); ++i) {
    const Rating& r = all.ratings[i];
    const std::tuple<std::string_view, Index, std::size_t> uses[] = {
        {"trainee", r.trainee, all.trainees.size()},
        {"rater", r.rater, all.raters.size()},
        {"scenario", r.scenario, all.scenarios.size()},
        {"criterion", r.criterion, all.criteria.size()},
        {"session", r.session, all.sessions.size()}};
    for (const auto& [what, index, size] : uses) {
      if (what == "session" && !all.with_sessions) continue;
      if (index >= size)
        return fail(fmt::format("{} {} of only {}; add it to the list first", what, index, size), place(i));
    }
    if (r.level < 1 || r.level > options.levels) {
      return fail(fmt::format("level {}; use 1 to {}", r.level, options.levels), place(i));
    }
    if (r.side > Side::rival_team) return fail("there is no such side", place(i));
  }
  return {};
}

Row row_of(const Rating& rating, double weight, bool with_sessions) {
  Row row;
  row.element.of = {rating.trainee, rating.scenario, rating.rater, rating.criterion};
  row.session = with_sessions ? rating.session : rating.scenario;
  row.x = static_cast<std::uint8_t>(rating.level - 1);
  row.side = rating.side;
  row.weight = weight;
  return row;
}

/// Cuts the sorted rows into sheets and performances.
void cut(Data& data) {
  for (std::size_t i = 0; i < data.rows.size(); ++i) {
    Row& row = data.rows[i];
    const Index trainee = row.element[Facet::trainee];
    const Index rater = row.element[Facet::rater];
    const bool new_performance = data.performances.empty() || data.performances.back().trainee != trainee ||
                                 data.performances.back().session != row.session;
    if (new_performance)
      data.performances.push_back({trainee, row.session, data.sheets.size(), data.sheets.size()});
    if (new_performance || data.sheets.back().rater != rater) {
      data.sheets.push_back({static_cast<Index>(data.performances.size() - 1), rater, i, i});
      ++data.performances.back().end;
    }
    ++data.sheets.back().end;
    row.sheet = static_cast<Index>(data.sheets.size() - 1);
  }
}

}  // namespace

std::vector<Acquaintance> acquaintances(const Data& data) {
  std::map<std::pair<Index, Index>, Acquaintance> found;
  for (std::size_t j = 0; j < data.sheets.size(); ++j) {
    const Sheet& sheet = data.sheets[j];
    const Index trainee = data.performances[sheet.performance].trainee;
    Acquaintance& one = found[{sheet.rater, trainee}];
    one.rater = sheet.rater;
    one.trainee = trainee;
    one.sheets.push_back(static_cast<Index>(j));
    one.ratings += static_cast<std::uint32_t>(sheet.end - sheet.first);
  }
  std::vector<Acquaintance> list;
  for (auto& [who, one] : found) list.push_back(std::move(one));
  return list;
}

Result<Data> prepare(const Ratings& ratings, const Options& options) {
  if (const auto good = check(ratings, options); !good) return tl::unexpected(good.error());
  Data data;
  data.with_sessions = ratings.with_sessions;
  data.thresholds_per_criterion = options.thresholds == Thresholds::per_criterion;
  data.top = options.levels - 1U;
  data.size.of = {ratings.trainees.size(), ratings.scenarios.size(), ratings.raters.size(),
                  ratings.criteria.size()};
  for (const Facet facet : kFacets) data.ratings[facet].resize(data.size[facet]);
  data.rows.reserve(ratings.ratings.size());
  for (const Rating& rating : ratings.ratings) {
    const double weight = rating.weight * (ratings.weights.empty() ? 1 : ratings.weights[rating.rater]);
    if (weight > 0) data.rows.push_back(row_of(rating, weight, ratings.with_sessions));
  }
  if (data.rows.empty()) return fail("there is no rating that counts; wait for the first");
  const auto key = [](const Row& row) {
    return std::tuple(row.element[Facet::trainee], row.session, row.element[Facet::rater],
                      row.element[Facet::criterion], row.element[Facet::scenario], row.side, row.x);
  };
  std::ranges::sort(data.rows, {}, key);
  cut(data);
  for (const Row& row : data.rows) {
    for (const Facet facet : kFacets) ++data.ratings[facet][row.element[facet]];
  }
  return data;
}

}  // namespace earshot::ability
