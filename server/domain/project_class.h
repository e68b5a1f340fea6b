// The class's half of project.h: what the lobby and its trainer see, piece by piece.
//
// As with SessionView, the callers choose whom. Only `quotes_for` and `show_calibration` look at who it is.
#pragma once

#include "server/domain/project.h"

namespace earshot::domain {

/// `muted`: as far as the viewer may know.
protocol::Member member_shown(const ClassMember& member, const Context& context, bool muted);
/// That somebody is muted is between them and the trainers.
bool knows_who_is_muted(const ClassMember& viewer, PersonId person);

/// The round stands if all its sessions do. `as_if`: with this one beside those that are open.
bool round_stands(const Class& klass, const Session* as_if = nullptr, const Session* without = nullptr);
protocol::RoundShown round_shown(const Class& klass);
protocol::SessionShown session_shown(const Class& klass, const Session& session, TimePoint now);
protocol::RosterShown roster_shown(const Class& klass);

/// To trainers all lines that may be shown, to others their own, the newest first. The whole list each time: what is
/// missing from it was taken back.
protocol::QuotesShown quotes_for(const Class& klass, PersonId viewer);
void show_help(const Class& klass, std::span<const PersonId> to, const Deliver& deliver);
void show_spoken(const Spoken& spoken, std::span<const PersonId> to, const Deliver& deliver);
/// Sits nowhere, and is not in the queue.
bool is_idle(const Class& klass, const ClassMember& member);

/// The talk that is rated, or what can be; and how the last one was.
void show_calibration(const Class& klass, PersonId viewer, const Context& context, const Deliver& deliver);

}  // namespace earshot::domain
