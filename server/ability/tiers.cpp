// Tiers of people who cannot be told apart.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "server/ability/ability.h"

namespace earshot::ability {

// Not being told apart is not transitive: a row of close neighbours would chain everybody into one tier. So each tier
// is measured from its best; who is surely behind them opens the next.
std::vector<std::uint32_t> tiers(const Fit& fit) {
  constexpr double kNormal95 = 1.959963984540054;
  std::vector<Index> order;
  for (Index i = 0; i < fit.trainees.size(); ++i) {
    if (fit.trainees[i].ranked) order.push_back(i);
  }
  std::ranges::stable_sort(
      order, [&](Index a, Index b) { return fit.trainees[a].measure > fit.trainees[b].measure; });
  std::vector<std::uint32_t> result(fit.trainees.size());
  std::uint32_t tier = 0;
  Index best = 0;
  for (const Index i : order) {
    const double behind = fit.trainees[best].measure - fit.trainees[i].measure;
    if (tier == 0 || behind > kNormal95 * fit.difference_se(best, i)) {
      ++tier;
      best = i;
    }
    result[i] = tier;
  }
  return result;
}

}  // namespace earshot::ability
