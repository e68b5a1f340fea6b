// Joint maximum likelihood, as Facets and Winsteps do it: every measure is moved until its score is the expected one.
// For checks against published work; the product ranks by empirical Bayes.
//
// Per element: b += ±(sum X - sum E) / sum V, at most 1 logit; all facets but trainees centred. Thresholds by Newton.
// Who has the least or the highest score possible is left out of the calibration and measured afterwards as if 0.3
// were missing. Effects of sessions, halos and sides are not in it.
// Sources: Wright & Masters 1982; Linacre 1989; winsteps.com/facetman/convergencecriteria.htm.
#pragma once

#include <stop_token>

#include "server/ability/estimates.h"
#include "shared/base/result.h"

namespace earshot::ability {

/// Stops when no measure moves by more than Options::step_tolerance and no score is off by a hundred times that.
/// A level that nobody gave (per criterion: on that criterion) gets no chance; its threshold is 0 and left out when
/// thresholds are centred. Fails when `stop` was asked for.
Result<Estimates> jmle(const Data& data, const Options& options, const Start* start, std::stop_token stop);

}  // namespace earshot::ability
