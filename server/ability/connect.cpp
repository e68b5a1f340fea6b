#include "server/ability/connect.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace earshot::ability {
namespace {

class UnionFind {
 public:
  explicit UnionFind(std::size_t size) : above_(size) {
    std::iota(above_.begin(), above_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t one) {
    while (above_[one] != one) one = above_[one] = above_[above_[one]];
    return one;
  }
  void join(std::size_t a, std::size_t b) { above_[find(a)] = find(b); }

 private:
  std::vector<std::size_t> above_;
};

struct Part {
  std::size_t root = 0, trainees = 0, ratings = 0;
  const std::string* name = nullptr;  ///< the first in the alphabet, of the trainees if there are any

  void meet(const std::string& other) {
    if (name == nullptr || other < *name) name = &other;
  }
};

}  // namespace

Subsets subsets(const Data& data, const std::vector<std::string>& trainees,
                const std::vector<std::string>& raters) {
  UnionFind groups(trainees.size() + raters.size());
  for (const Sheet& sheet : data.sheets) {
    groups.join(data.performances[sheet.performance].trainee, trainees.size() + sheet.rater);
  }
  std::vector<Part> parts(trainees.size() + raters.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Part& part = parts[groups.find(i)];
    if (i < trainees.size()) {
      ++part.trainees;
      part.ratings += data.ratings[Facet::trainee][i];
    }
    if (i < trainees.size() || part.trainees == 0)
      part.meet(i < trainees.size() ? trainees[i] : raters[i - trainees.size()]);
    part.root = groups.find(i);
  }
  std::erase_if(parts, [](const Part& part) { return part.name == nullptr; });
  std::ranges::sort(parts, [](const Part& a, const Part& b) {
    return std::tuple(b.trainees, b.ratings, *a.name) < std::tuple(a.trainees, a.ratings, *b.name);
  });
  std::vector<std::uint32_t> number(trainees.size() + raters.size());
  for (std::size_t p = 0; p < parts.size(); ++p) number[parts[p].root] = static_cast<std::uint32_t>(p);

  Subsets result;
  for (std::size_t i = 0; i < trainees.size(); ++i) result.trainee.push_back(number[groups.find(i)]);
  for (std::size_t i = 0; i < raters.size(); ++i)
    result.rater.push_back(number[groups.find(trainees.size() + i)]);
  // A rater without ratings is nobody's subset.
  result.count = static_cast<std::uint32_t>(
      std::ranges::count_if(parts, [](const Part& part) { return part.trainees > 0; }));
  return result;
}

}  // namespace earshot::ability
