// What the ability model makes of a board's ratings. Raw means are never ranked.
//
// Pure; `work_out` takes long on a large season and may run on another thread: it reads nothing but its arguments.
#pragma once

#include <cstdint>
#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "server/ability/ability.h"
#include "server/domain/rating_table.h"
#include "shared/base/result.h"

namespace earshot::domain {

/// How far a flagged rater's levels count, or those for one person.
struct Doubts {
  std::vector<double> raters;                            ///< 0 to 1, in the order of the table
  std::map<std::pair<std::size_t, std::size_t>, double> pairs;  ///< rater, trainee
};

struct Figures {
  RatingTable table;
  ability::Fit plain;  ///< all ratings count alike: flags come from here
  ability::Fit fit;    ///< doubtful ones count less: scores come from here
  Doubts doubts;
  std::vector<std::uint32_t> tiers;  ///< of trainees; 0: not ranked
};

/// Fails as ability::fit does; a table without ratings gives figures without rows.
earshot::Result<Figures> work_out(RatingTable table, const Figures* before = nullptr, std::stop_token stop = {});

/// Where each person stands by measure alone, the ranked ones from 1: to tell next time who has moved.
std::map<std::string, std::uint32_t> places_of(const Figures& figures);

/// The level, 1 to 5, that is expected at this ability with everything else at its mean.
double level_at(const ability::Fit& fit, double measure);

}  // namespace earshot::domain
