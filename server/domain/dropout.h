// Who sits where when things do not go as planned: a place is given up, somebody comes late, a trainer moves people.
//
// Whoever is chosen is in the event, so that a replay chooses nobody. Nobody gets a place beside somebody whom the
// trainer keeps apart, and nobody plays a card whose other side they have seen.
#pragma once

#include <vector>

#include "server/domain/class.h"
#include "shared/protocol/round.h"
#include "shared/protocol/session.h"

namespace earshot::domain {

/// Passes on the first vacant place of the round, as the class wishes it: to the observer, to somebody who waits, or by
/// moving the one who is left to another pair; else the scene ends. With `DropOut::trainer` it waits for a trainer
/// (see `vacant_until`). Empty if no place is vacant.
Events pass_places_on(const Class& klass, const Context& context);

/// True while the place that somebody gave up waits for a trainer.
bool asks_trainers(const Class& klass, const Session& session);

/// A trainee who is here, sits nowhere and has not had this round yet.
bool is_late(const Class& klass, const ClassMember& member, const Context& context);

/// True while whoever comes late may still begin: the class wants it, and the round is not beyond its talk.
bool takes_late(const Class& klass);

/// In a running round: two who came late play it at once, one observes a pair, as long as that is worth while. Empty
/// if nobody is late, or the class wants them to wait for the next round.
Events seat_idle(const Class& klass, const Context& context);

/// A trainer's moves. The intents are a trainer's of this class.
Decision move(const Class& klass, const protocol::Move& intent, const Context& context);
Decision take_seat(const Class& klass, PersonId trainer, const protocol::TakeSeat& intent, const Context& context);
/// Ends the session and pairs its people and whoever is late anew, in the running round.
Decision re_pair(const Class& klass, SessionId session, const Context& context);

/// False if it would be unfair to rank what came of the session: customer or agent changed, or a trainer played.
bool is_ranked(const Class& klass, const Session& session);

/// What happened to the session beside the talk, for the transcript that `viewer` reads, in order.
std::vector<protocol::SceneNote> scene_notes(const Session& session, PersonId viewer, const People& people);

}  // namespace earshot::domain
