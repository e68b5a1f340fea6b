// The challenges that make listening harder: what each does to a running role-play, and how the debrief tells it.
//
//   distraction  each bait of the card comes to the agent at its time in the talk. Opening it costs attention, no more
//   bias         the agent's CRM view holds one misleading note among the true ones
//   pressure     once the agent has had `within` lines in the talk and felt-heard has not risen above the card's start,
//                each further line of the agent prompts the customer to press harder, until it rises
//   handover     at half the talk's clock the agent and the observer change places. Until then the observer is outside:
//                no lines, no taps; afterwards they have the first agent's notes and what is said from then on
//   short_time   is the clock alone
//
// All pure; nobody but the people named here may see any of it before the debrief (project.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/session.h"

namespace earshot::domain {

/// The session was started with it, and its card offers it.
bool runs(const Session& session, Modifier modifier);

/// Lines that an agent has sent in the phase, the first one's and the second one's.
std::size_t agent_lines(const Session& session, Phase phase);

/// The challenges' share of `consequences` and of `due`. The session is open and not paused.
Events challenge_events(const Session& session, TimePoint now);
std::optional<TimePoint> challenge_due(const Session& session);

// --- Distraction ----------------------------------------------------------------------------------------------------

Decision open_ping(const Session& session, const Seat& seat, const protocol::OpenPing& intent);

/// As its receiver sees it: what is inside only once it was opened.
protocol::PingShown ping_shown(const Session& session, const Ping& ping);

// --- Bias -----------------------------------------------------------------------------------------------------------

/// The agent's side as it is played in this session: with the misleading note at a place that differs from session to
/// session, and to the agent who took over, with the second agent's name.
protocol::AgentBrief agent_brief(const Session& session, Role viewer);

// --- Prompts to the customer ----------------------------------------------------------------------------------------

inline constexpr std::string_view kHandoverPrompt = "handover";
/// The id of the card's pressure line `step`, counted from 0: "pressure-1".
std::string pressure_prompt(std::uint32_t step);
/// The beat with this id, of the card or of a challenge; nothing if there is none.
std::optional<card::Beat> beat_with(const Session& session, const std::string& id);

// --- Handover -------------------------------------------------------------------------------------------------------

/// The hand-over, once it was made.
const Passed* handed_over(const Session& session);
/// Waits as an observer to take over, and is shown nothing yet.
bool is_outside(const Session& session, PersonId person);
/// The lines before this index were said before this person took over.
std::size_t lines_before(const Session& session, PersonId person);
/// Own notes, and after a hand-over those that the first agent left.
bool may_see_note(const Session& session, std::size_t note, PersonId viewer);
/// What the hand-over says in the transcript of this viewer.
std::string handover_text(const Session& session, PersonId viewer, const People& people);

// --- The debrief ----------------------------------------------------------------------------------------------------

/// What each challenge did, with figures, and the truth beside it.
std::vector<protocol::ModifierTold> challenges_told(const Session& session, const People& people);

}  // namespace earshot::domain
