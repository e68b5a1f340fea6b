// Empirical Bayes: every facet is drawn from a normal distribution, whose SD is learnt from the data.
//
// One Newton step on all unknowns at once, halved until the penalised log-likelihood rises; then each variance becomes
// the mean of b² plus its posterior variance (EM with Laplace's approximation). Where the variances rest, Newton goes
// on alone. SEs come from the full inverse Hessian; its diagonal alone would know nothing of ratings that lean on the
// same peer, and be far too small.
// Sources: Breslow & Clayton, Approximate inference in GLMMs, 1993; Varadhan & Roland, Simple and globally convergent
// methods for accelerating EM, 2008.
#pragma once

#include <stop_token>

#include "server/ability/estimates.h"
#include "shared/base/result.h"

namespace earshot::ability {

/// Fails when `stop` was asked for, or when there are more elements than a dense matrix should hold.
Result<Estimates> empirical_bayes(const Data& data, const Subsets& subsets, const Options& options,
                                  const Start* start, std::stop_token stop);

}  // namespace earshot::ability
