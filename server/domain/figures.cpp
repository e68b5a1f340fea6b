#include "server/domain/figures.h"

#include <algorithm>

#include "server/ability/scale.h"

namespace earshot::domain {
namespace {

/// What a flagged rater's levels weigh. Never 0: a flag is a question, not a verdict.
constexpr double kDoubtful = 0.4;
constexpr double kDoubtfulPair = 0.15;

bool is_doubtful(ability::RaterFlag flag) {
  return flag == ability::RaterFlag::erratic || flag == ability::RaterFlag::same_levels || flag == ability::RaterFlag::too_even;
}

Doubts doubts_of(const ability::Fit& fit) {
  Doubts doubts;
  for (const ability::Rater& rater : fit.raters) {
    doubts.raters.push_back(std::ranges::any_of(rater.flags, is_doubtful) ? kDoubtful : 1);
  }
  for (const ability::Pair& pair : fit.pairs) doubts.pairs[{pair.rater, pair.trainee}] = kDoubtfulPair;
  return doubts;
}

bool any(const Doubts& doubts) {
  return !doubts.pairs.empty() || std::ranges::any_of(doubts.raters, [](double weight) { return weight < 1; });
}

/// A board of one card asks for no others.
ability::Options options_for(const Scope& scope) {
  ability::Options options;
  if (!scope.card.empty()) options.rules.scenarios = 1;
  return options;
}

}  // namespace

earshot::Result<Figures> work_out(RatingTable table, const Figures* before, std::stop_token stop) {
  Figures figures;
  figures.table = std::move(table);
  if (figures.table.ratings.ratings.empty()) return figures;
  const ability::Options options = options_for(figures.table.scope);
  auto plain = ability::fit(figures.table.ratings, options, before && before->plain.mu != 0 ? &before->plain : nullptr,
                            before ? &before->table.ratings : nullptr, stop);
  if (!plain) return tl::unexpected(plain.error());
  figures.plain = std::move(*plain);
  figures.doubts = doubts_of(figures.plain);
  if (any(figures.doubts)) {
    ability::Ratings weighed = figures.table.ratings;
    weighed.weights = figures.doubts.raters;
    for (ability::Rating& rating : weighed.ratings) {
      const auto pair = figures.doubts.pairs.find({rating.rater, rating.trainee});
      if (pair != figures.doubts.pairs.end()) rating.weight = pair->second;
    }
    auto fit = ability::fit(weighed, options, &figures.plain, &figures.table.ratings, stop);
    if (!fit) return tl::unexpected(fit.error());
    figures.fit = std::move(*fit);
  } else {
    figures.fit = figures.plain;
  }
  for (std::size_t i = 0; i < figures.fit.trainees.size(); ++i) {
    const PersonId person = figures.table.trainees[i];
    // A recorded talk is nobody's score, and nobody ranks before the trainer has said who is in the class.
    if (!person || figures.table.unconfirmed.contains(person)) figures.fit.trainees[i].ranked = false;
  }
  figures.tiers = ability::tiers(figures.fit);
  return figures;
}

std::map<std::string, std::uint32_t> places_of(const Figures& figures) {
  std::vector<std::size_t> ranked;
  for (std::size_t i = 0; i < figures.fit.trainees.size(); ++i) {
    if (figures.tiers[i] != 0) ranked.push_back(i);
  }
  std::ranges::sort(ranked, [&](std::size_t a, std::size_t b) { return figures.fit.trainees[a].measure > figures.fit.trainees[b].measure; });
  std::map<std::string, std::uint32_t> places;
  for (std::size_t i = 0; i < ranked.size(); ++i) places[figures.table.ratings.trainees[ranked[i]]] = static_cast<std::uint32_t>(i + 1);
  return places;
}

double level_at(const ability::Fit& fit, double measure) {
  if (fit.thresholds.empty()) return 0;
  double sum = 0;
  const auto scales = ability::scales(fit.thresholds);
  for (const ability::Scale& scale : scales) {
    sum += ability::moments(scale, ability::chances(scale, fit.mu + measure)).expected + 1;
  }
  return sum / static_cast<double>(scales.size());
}

}  // namespace earshot::domain
