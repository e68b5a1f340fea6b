// What each person may see: the only place that decides it. A secret is not hidden by a client, it is never sent.
//
//   customer's side of the card   the customer; observers and watchers from Score on; everybody in the debrief
//   agent's side                  the agent; likewise
//   recaps and marks              customer and agent; observers and watchers from Score on. Before the debrief the
//                                 agent sees which lines were confirmed and how many were missed, not which facts
//   felt-heard, told, beats       the customer; everybody in the debrief
//   notes                         their author; after a hand-over the first agent's so far, the second agent too
//   ratings, outcome              their author; everybody in the debrief
//   how far an intention was kept whose it is; everybody in the debrief
//   a replay, wished for or on    everybody in the debrief
//   lines the class may see       trainers, without who wrote them; their author
//   transcript                    everybody in the session, and who watches it. Whoever takes over gets nothing of it
//                                 before, and what was said until then with the debrief
//   ratings of a transcript       their author; when it ends the spread to everybody, and the trainers' mean
//   what beguiles the agent       the agent: bait with what is inside once it is opened, the misleading note unmarked
//   what presses the customer     the customer, as a beat
//   which challenges ran          everybody in the debrief
//
// `project` gives what one event adds; `snapshot` gives the whole, after a join or a resume. Both compose to the same
// model at the client.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "server/domain/class.h"
#include "shared/protocol/messages.h"

namespace earshot::domain {

/// Called for each message with those who may see it.
using Deliver = std::function<void(std::span<const PersonId> to, protocol::ServerMessage message)>;

/// What `event` adds, the class being as it is after the event. `watchers` look at the event's session.
void project(const Class& klass, const Event& event, const Context& context, std::span<const PersonId> watchers,
             const Deliver& deliver);

/// All that `viewer`, a member, may see of the class now.
void snapshot(const Class& klass, PersonId viewer, const Context& context, const Deliver& deliver);

/// The cards, the rubric, a talk to rate together and, for trainers, the lessons, in the viewer's language: as they changed, or the viewer did.
void show_content(const Class& klass, PersonId viewer, const Context& context, const Deliver& deliver);

/// All that a trainer who watches may see of a session now.
void snapshot_for_watcher(const Session& session, PersonId viewer, const Context& context, const Deliver& deliver);

/// A member's connection came or went.
void project_presence(const Class& klass, PersonId person, const Context& context, const Deliver& deliver);

/// The two sides of a card as they go out; also used to check that they fit a message.
protocol::CustomerBrief customer_brief(const card::Card& card, SessionId session);
protocol::AgentBrief agent_brief(const card::Card& card, SessionId session);
protocol::RubricShown rubric_shown(const rubric::Rubric& rubric);

}  // namespace earshot::domain
