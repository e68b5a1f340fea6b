// A class while the server runs: its state, the number of its next event, and the way from a decision to the journal.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "server/domain/calibration.h"
#include "server/domain/class.h"
#include "server/domain/project.h"
#include "server/domain/scoring.h"
#include "server/net/content.h"
#include "server/store/records.h"

namespace earshot::net {

/// Whose intent made the events; all zero for timers and the server itself.
struct Cause {
  DeviceId device;
  std::uint64_t intent = 0;
};

/// What came of one command: to be written as one batch, and to be sent once that is on disk.
struct Committed {
  std::vector<store::Write> writes;
  std::vector<domain::Event> events;    ///< in order, with what followed
  std::vector<domain::Result> results;  ///< of sessions that were scored
  std::vector<domain::CalibrationOutcome> calibrations;  ///< that ended
  std::vector<store::ExcuseRecord> excuses;  ///< of sessions that broke off
  std::set<SessionId> touched;
  std::uint64_t made = 0;  ///< id of the message, note or session the intent made; 0: none
};

class ClassRoom {
 public:
  ClassRoom(ClassId id, ContentLibrary& content) : content_(content) { state_.id = id; }

  /// At start: folds a journal row in. Throws std::runtime_error if it cannot be read.
  void replay(const store::Row& row);
  void set_last_number(std::uint64_t number) { last_number_ = number; }

  /// Applies `events` and whatever follows from them, projecting each as it is applied.
  Committed commit(domain::Events events, const Cause& cause, const domain::Context& context, const domain::Deliver& deliver);

  /// What follows from time alone for one session.
  domain::Events due_events(SessionId session, const domain::Context& context) const;

  const domain::Class& state() const { return state_; }

  // Who is connected, and who watches what. Not part of the journal: a restart finds everybody away.
  const std::unordered_set<PersonId>& present() const { return present_; }
  void set_present(PersonId person, bool here);
  void watch(PersonId trainer, SessionId session) { watching_[trainer] = session; }
  SessionId unwatch(PersonId trainer);
  std::vector<PersonId> watchers(SessionId session) const;
  bool watches(PersonId trainer) const { return watching_.contains(trainer); }

 private:
  void apply_one(const domain::Event& event, const Cause& cause, const domain::Context& context,
                 const domain::Deliver& deliver, Committed& out);
  void add_records(const domain::Event& event, const domain::Context& context, Committed& out);
  void add_excuses(const domain::Session& session, const domain::Context& context, Committed& out) const;
  domain::Events what_follows(const std::set<SessionId>& touched, bool class_touched, const domain::Context& context) const;

  ContentLibrary& content_;
  domain::Class state_;
  std::uint64_t last_number_ = 0;
  std::unordered_set<PersonId> present_;
  std::map<PersonId, SessionId> watching_;
};

}  // namespace earshot::net
