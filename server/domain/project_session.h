// The session's half of project.h: what each kind of viewer may see of one role-play.
#pragma once

#include "server/domain/project.h"

namespace earshot::domain {

/// Sends parts of one session to people who may see them. Nothing here checks a secret twice: the callers choose
/// whom, and `may_see_*` is the rule.
class SessionView {
 public:
  SessionView(const Session& session, const Context& context, const Deliver& deliver)
      : session_(session), context_(context), deliver_(deliver) {}

  void all_for(PersonId viewer, Role role, bool watching) const;

  void paired(PersonId to, Role role, bool watching) const;
  void briefs(PersonId to, Role role) const;
  void phase(std::span<const PersonId> to) const;
  void breath(std::span<const PersonId> to) const;
  void recaps(PersonId to, Role role) const;
  void recap(std::span<const PersonId> to, std::size_t index) const;
  void marks(PersonId to, Role role, std::size_t index) const;
  void debrief(std::span<const PersonId> to) const;
  void kept(std::span<const PersonId> to, PersonId person) const;  ///< how far this person kept an intention, if they said
  void replay(std::span<const PersonId> to) const;
  void debrief_alone(std::span<const PersonId> to) const;  ///< without ratings, outcome and what was said of it
  void lines(PersonId to, std::size_t from, std::size_t until) const;
  void beat(const PlayedBeat& played, std::span<const PersonId> everybody) const;
  void ping(const Ping& ping) const;                          ///< to the agent it came to
  void modifiers(std::span<const PersonId> to) const;         ///< in the debrief
  void scene(PersonId to) const;                              ///< what happened beside the talk
  void last_scene_note(std::span<const PersonId> to) const;   ///< not of a hand-over
  void handover(PersonId to) const;                           ///< what the transcript says of it
  void seat(std::span<const PersonId> to, PersonId who) const;  ///< sits elsewhere now
  protocol::Participant participant(const Seat& seat) const;

  bool may_see_card(Role role) const;

 private:
  void talk(PersonId viewer, Role role) const;
  /// How long the clock has been standing.
  Milliseconds stood() const;

  const Session& session_;
  const Context& context_;
  const Deliver& deliver_;
};

/// Everybody in the session who has not gone, and who watches it; each once.
std::vector<PersonId> viewers(const Session& session, std::span<const PersonId> watchers);

/// Those of them who may follow the talk: without whoever waits outside for the hand-over.
std::vector<PersonId> listeners(const Session& session, std::span<const PersonId> watchers);

}  // namespace earshot::domain
