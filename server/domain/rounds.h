// How rounds and sessions are made: of which card, with which clock, for whom.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "server/domain/class.h"

namespace earshot::domain {

/// The clock of each phase: the card's, with `talk_minutes` in place of its talk unless 0.
PhaseSeconds seconds_of(const card::Card& card, std::uint32_t talk_minutes);

/// A session on this card, the `nth` one (from 1) of those that are made at once.
SessionStarted seat(const Class& klass, std::uint64_t nth, RoundId round, const card::Card& card, std::uint32_t variant,
                    const rubric::Rubric& rubric, std::vector<SeatTaken> seats);

}  // namespace earshot::domain
