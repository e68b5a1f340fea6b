// Alone with LEMON, whose headers are not C++20: this file is built as C++17.
#include "server/domain/matching.h"

#include <lemon/matching.h>
#include <lemon/smart_graph.h>

namespace earshot::domain {

std::vector<std::size_t> cheapest_pairs(std::size_t count, const std::vector<std::int64_t>& costs) {
  if (count % 2 == 1) return {};
  lemon::SmartGraph graph;
  lemon::SmartGraph::EdgeMap<std::int64_t> weights(graph);
  graph.reserveNode(static_cast<int>(count));
  for (std::size_t i = 0; i < count; ++i) graph.addNode();
  const auto node = [](std::size_t i) { return lemon::SmartGraph::nodeFromId(static_cast<int>(i)); };
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t k = i + 1; k < count; ++k) {
      const std::int64_t cost = costs[i * count + k];
      if (cost != kNoPair) weights[graph.addEdge(node(i), node(k))] = -cost;
    }
  }
  lemon::MaxWeightedPerfectMatching<lemon::SmartGraph, lemon::SmartGraph::EdgeMap<std::int64_t>> matching(graph, weights);
  if (!matching.run()) return {};
  std::vector<std::size_t> partners(count);
  for (std::size_t i = 0; i < count; ++i) {
    partners[i] = static_cast<std::size_t>(lemon::SmartGraph::id(matching.mate(node(i))));
  }
  return partners;
}

}  // namespace earshot::domain
