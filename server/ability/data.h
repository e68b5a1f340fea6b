// The ratings, checked and put in the order in which the estimators read them.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "server/ability/ability.h"
#include "shared/base/result.h"

namespace earshot::ability {

/// The facets that have measures of their own.
enum class Facet : std::uint8_t { trainee, scenario, rater, criterion };
inline constexpr std::array kFacets{Facet::trainee, Facet::scenario, Facet::rater, Facet::criterion};

/// A value for each facet.
template <class T>
struct PerFacet {
  std::array<T, kFacets.size()> of{};
  T& operator[](Facet facet) { return of[static_cast<std::size_t>(facet)]; }
  const T& operator[](Facet facet) const { return of[static_cast<std::size_t>(facet)]; }
};

struct Row {
  PerFacet<Index> element;
  Index sheet = 0;
  Index session = 0;
  std::uint8_t x = 0;  ///< the level, from 0
  Side side = Side::none;
  double weight = 1;  ///< above 0
};

/// What one rater gave one trainee in one session: rows that share a halo. They stand together.
struct Sheet {
  Index performance = 0;
  Index rater = 0;
  std::size_t first = 0, end = 0;  ///< of the rows
};

/// A trainee in one session; where sessions are not known, in one scenario. Its sheets stand together.
struct Performance {
  Index trainee = 0;
  Index session = 0;
  std::size_t first = 0, end = 0;  ///< of the sheets
};

struct Data {
  std::vector<Row> rows;  ///< ratings of raters whose weight is 0 are left out
  std::vector<Sheet> sheets;
  std::vector<Performance> performances;
  PerFacet<std::size_t> size;                    ///< elements, rated or not
  PerFacet<std::vector<std::uint32_t>> ratings;  ///< of each element
  bool with_sessions = true;
  bool thresholds_per_criterion = false;
  std::size_t top = kLevels - 1;  ///< the highest level, from 0

  std::size_t scale_count() const { return thresholds_per_criterion ? size[Facet::criterion] : 1; }
  std::size_t scale_of(const Row& row) const {
    return thresholds_per_criterion ? row.element[Facet::criterion] : 0;
  }
};

/// All sheets of one rater about one trainee.
struct Acquaintance {
  Index rater = 0, trainee = 0;
  std::vector<Index> sheets;
  std::uint32_t ratings = 0;
};

/// By rater, then by trainee.
std::vector<Acquaintance> acquaintances(const Data& data);

/// Refuses an index, a level, a weight or an option out of range, and ratings of which none counts.
Result<Data> prepare(const Ratings& ratings, const Options& options);

}  // namespace earshot::ability
