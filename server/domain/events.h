// What happened in a class: the journal's vocabulary. A class and its sessions are the fold of these (class.h).
//
//   class_events.h     its people, plan, settings
//   round_events.h     rounds, the practice queue, who sat where in which session
//   session_events.h   what happened inside one session
//
// An event holds every random result, every timer's firing and person ids only, never names. kType is its name in
// the journal: append only. What speaks of one session carries `session`. Events that must outlive a closed session
// (who met whom, who means to try what) are class-level and are replayed always: see `is_class_level`.
#pragma once

#include <variant>
#include <vector>

#include "server/domain/class_events.h"
#include "server/domain/round_events.h"
#include "server/domain/session_events.h"
#include "shared/base/ids.h"

namespace earshot::domain {

using Event = std::variant<ClassOpened, MemberJoined, MemberLeft, RoundStarted, RoundEnded, SessionStarted, SessionEnded, Queued,
                           Unqueued, TrainerSpoke, HelpAsked, Intended, ClockSkipped, PhaseBegan, WasReady, SeatAway, SeatBack,
                           SeatGone, Said, Felt, Told, BeatPlayed, Noted, Breathed, GotHeated, Tallied, RecapGiven, RecapMarked,
                           Rated, OutcomeGiven, Reacted, Extended, Paused, Continued, PlanSet, AutoRunSet, FinishSet, StepBegan,
                           StepEnded, EyesRaised, ClassSet, WishSet, Muted, HelpAnswered, StandingSet, SeatPassed, HandedOver,
                           Pinged, PingOpened, PressureRose, Retook, Flagged, CardSwapped, RosterConfirmed, TeamSet, GoalSet, Promised,
                           QuoteAllowed, CalibrationBegan, TranscriptRated, CalibrationEnded, KeptIntention, ReplayWanted>;

using Events = std::vector<Event>;

/// The session an event speaks of; 0 if of none.
SessionId session_of(const Event& event);

/// True for what a replay needs even when the session it speaks of is closed.
bool is_class_level(const Event& event);

/// True for what may change who is paired, seated or passed on: the class is asked for consequences after it.
bool concerns_class(const Event& event);

}  // namespace earshot::domain
