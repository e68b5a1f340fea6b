// How a trainer steers a class that is under way: all of it, one session, or one person.
//
// Whoever asks is a trainer of the class (rights.h). Said a second time, each of these changes nothing: of two trainers
// who press at once, the second is told that it is done.
#pragma once

#include "server/domain/class.h"
#include "shared/protocol/intents.h"

namespace earshot::domain {

/// Every clock stands until it is taken back. What stood before stands afterwards as well.
Decision steer(const Class& klass, const protocol::EyesUp& intent);

/// The round's sessions that are furthest behind, or those in `from`, go on to their next phase.
Decision steer(const Class& klass, const protocol::NextPhase& intent);

Decision steer(const Class& klass, const protocol::SetClass& intent, const Context& context);
Decision steer(const Class& klass, const protocol::SetWish& intent);

/// Everything but `re_pair`.
Decision steer(const Class& klass, const protocol::ControlSession& intent);

Decision steer(const Class& klass, const protocol::Mute& intent);
Decision steer(const Class& klass, const protocol::HelpDone& intent);
Decision steer(const Class& klass, const protocol::Promote& intent);
Decision steer(const Class& klass, const protocol::Remove& intent);

/// Teams are locked once the class has a scored round: nobody changes to the winners.
Decision set_team(const Class& klass, const protocol::SetTeam& intent);

/// `from` speaks to one session.
Decision speak_to(const Class& klass, PersonId from, const protocol::SpeakTo& intent);

/// A member asks for help; who waits already keeps the place.
Decision ask_help(const Class& klass, PersonId who, const protocol::Help& intent);

/// The person leaves the class, and the place in a session with it.
Events leave(const Class& klass, PersonId person, bool removed, bool for_good);

/// Why a muted person cannot say this; nothing if it is not said to others, or the person is not muted.
std::optional<Refusal> muted(const Class& klass, PersonId who, const protocol::Intent& intent);

/// 'Eyes up' holds every clock: why none can be stopped or let go one by one; nothing if it is not up.
std::optional<Refusal> clocks_are_held(const Class& klass);

}  // namespace earshot::domain
