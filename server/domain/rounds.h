// How rounds and sessions are made: of which card, with which clock and challenges, for whom.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "server/domain/class.h"
#include "shared/lesson/lesson.h"

namespace earshot::domain {

/// What a round is to be: a trainer's wish, or a step of the plan.
struct RoundWish {
  std::vector<std::string> cards;  ///< the pool; empty: any card but follow-ups and those to warm up
  std::uint32_t variant = 0;       ///< from 1, of a pool of one card; 0: chance decides
  std::uint32_t minutes = 0;       ///< of the talk; 0: the card's
  std::vector<std::string> focus;  ///< empty: the rubric's first set
  Mode mode{};
  std::vector<Modifier> modifiers;
  bool triads = false;
  bool swap = false;
  double share = 1;      ///< of every phase's time, for a lesson that must end in time
  bool lenient = false;  ///< what cannot be had (a lost card, a challenge, a swap) is left out instead of refused
};

/// A round with everybody who is here and free; a warm-up that still runs ends for it.
Decision start_round(const Class& klass, const RoundWish& wish, const Context& context);

/// The clock of each phase: the card's, with `talk_minutes` in place of its talk unless 0.
PhaseSeconds seconds_of(const card::Card& card, std::uint32_t talk_minutes);

/// The clock of each phase of a round on this card, with its tighter clock if the challenge is among `modifiers`.
PhaseSeconds clock_of(const card::Card& card, std::uint32_t talk_minutes, std::span<const Modifier> modifiers, double share);

/// This time cut to `share`, but not below a minute.
std::uint32_t shortened(std::uint32_t seconds, double share);

/// All phases cut to `share`, none below a minute. The debrief keeps at least the time of the talk.
PhaseSeconds scaled(PhaseSeconds seconds, double share);

using lesson::offers;

/// A session on this card, the `nth` one (from 1) of those that are made at once. The card is dealt in the class's
/// language, else in the one that all its people read, else as it is.
SessionStarted seat(const Class& klass, std::uint64_t nth, RoundId round, const card::Card& card, std::uint32_t variant,
                    const rubric::Rubric& rubric, std::vector<SeatTaken> seats, const Context& context);

/// The variant these people play, from 0: chance decides, but a follow-up goes on with that of the first episode.
std::uint32_t choose_variant(const Class& klass, const card::Card& card, std::span<const SeatTaken> seats, const Context& context);

/// One more session of the round that runs, for people who are seated while it does: with its mode, focus, clock, those
/// of its challenges that the card and the people can play, and an observer's tasks.
SessionStarted seat_in_round(const Class& klass, std::uint64_t nth, const card::Card& card, std::uint32_t variant,
                             std::vector<SeatTaken> seats, const Context& context);

/// Two kinds for the observer to tap; chance decides.
std::vector<Tally> observer_tasks(Mode mode, Random& random);

/// Trainees who are here and sit nowhere, or only in a warm-up.
std::vector<PersonId> free_trainees(const Class& klass, const Context& context);

/// Ends the warm-ups that still run: what comes now needs everybody.
Events end_warm_ups(const Class& klass);

/// The cards in force whose ids stand in `ids`; with none of them, all cards of that kind but follow-ups: those are dealt
/// only by name.
std::vector<std::shared_ptr<const card::Card>> pool_of(std::span<const std::string> ids, SessionKind kind, const Content& content);

}  // namespace earshot::domain
