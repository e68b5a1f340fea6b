#include "server/net/class_room.h"

#include <stdexcept>

#include "server/domain/deeds.h"
#include "server/domain/dropout.h"
#include "server/journal/codec.h"
#include "server/net/results.h"

namespace earshot::net {
namespace {

/// More rounds of consequences than this is a rule that feeds itself: a broken invariant.
constexpr int kMostFollowing = 1'000;

std::uint64_t made_by(const domain::Event& event) {
  if (const auto* said = std::get_if<domain::Said>(&event)) return said->message.value;
  if (const auto* noted = std::get_if<domain::Noted>(&event)) return noted->note.value;
  if (const auto* round = std::get_if<domain::RoundStarted>(&event)) return round->round.value;
  return 0;
}

}  // namespace

void ClassRoom::replay(const store::Row& row) {
  auto event = journal::decode(row.type, row.body, row.class_id, row.number);
  if (!event) throw std::runtime_error("the journal cannot be read: " + event.error().to_string());
  domain::apply(state_, *event, row.at, content_);
}

void ClassRoom::set_present(PersonId person, bool here) {
  if (here) {
    present_.insert(person);
  } else {
    present_.erase(person);
    watching_.erase(person);
  }
}

SessionId ClassRoom::unwatch(PersonId trainer) {
  const auto found = watching_.find(trainer);
  if (found == watching_.end()) return {};
  const SessionId session = found->second;
  watching_.erase(found);
  return session;
}

std::vector<PersonId> ClassRoom::watchers(SessionId session) const {
  std::vector<PersonId> people;
  if (!session) return people;
  for (const auto& [person, watched] : watching_) {
    if (watched == session) people.push_back(person);
  }
  return people;
}

domain::Events ClassRoom::due_events(SessionId session, const domain::Context& context) const {
  const auto found = state_.sessions.find(session);
  return found == state_.sessions.end() ? domain::Events{} : domain::consequences(found->second, context);
}

void ClassRoom::add_records(const domain::Event& event, const domain::Context& context, Committed& out) {
  if (const auto* started = std::get_if<domain::SessionStarted>(&event)) {
    for (const std::string& hash : {started->card_hash, started->rubric_hash}) {
      if (auto record = content_.unstored(hash)) out.writes.emplace_back(std::move(*record));
    }
    out.writes.emplace_back(store::SessionOpened{started->session, state_.id, last_number_});
  } else if (const auto* round = std::get_if<domain::RoundStarted>(&event)) {
    // Its sessions may all play translations; who comes late, and a restart, ask for the card of the round.
    for (const std::string& hash : {round->card_hash, round->rubric_hash}) {
      if (auto record = content_.unstored(hash)) out.writes.emplace_back(std::move(*record));
    }
  } else if (const auto* rating = std::get_if<domain::CalibrationBegan>(&event)) {
    for (const std::string& hash : {rating->transcript_hash, rating->rubric_hash}) {
      if (auto record = content_.unstored(hash)) out.writes.emplace_back(std::move(*record));
    }
  } else if (const auto* ended = std::get_if<domain::SessionEnded>(&event)) {
    out.writes.emplace_back(store::SessionClosed{ended->session, last_number_});
    std::erase_if(watching_, [&](const auto& entry) { return entry.second == ended->session; });
    if (state_.just_ended && state_.just_ended->id == ended->session) add_excuses(*state_.just_ended, context, out);
  } else if (std::holds_alternative<domain::CalibrationEnded>(event)) {
    if (auto outcome = domain::outcome_of(state_)) {
      out.writes.emplace_back(record_of(*outcome, state_.id));
      out.calibrations.push_back(std::move(*outcome));
    }
  } else if (const auto* began = std::get_if<domain::PhaseBegan>(&event); began && began->phase == domain::Phase::debrief) {
    const domain::Session& session = state_.sessions.at(began->session);
    // A scene that broke off before the scoring leaves no result.
    if (session.began[static_cast<std::size_t>(domain::Phase::score)] == TimePoint{}) return add_excuses(session, context, out);
    const auto team_of = [&](PersonId person) {
      const auto* member = state_.member(person);
      return member ? member->team : std::string{};
    };
    if (auto result = domain::result_of(session, team_of, context.now)) {
      result->ranked = domain::is_ranked(state_, session);
      result->deeds = domain::deeds_of(state_, session, context.now);
      out.writes.emplace_back(record_of(*result, state_.id));
      out.results.push_back(std::move(*result));
    } else {
      add_excuses(session, context, out);
    }
  }
}

void ClassRoom::add_excuses(const domain::Session& session, const domain::Context& context, Committed& out) const {
  for (const PersonId person : domain::excused_in(session)) {
    out.excuses.push_back({session.id, person, state_.id, context.now});
    out.writes.emplace_back(out.excuses.back());
  }
}

void ClassRoom::apply_one(const domain::Event& event, const Cause& cause, const domain::Context& context,
                          const domain::Deliver& deliver, Committed& out) {
  store::Row row;
  row.class_id = state_.id;
  row.number = ++last_number_;
  row.session = domain::is_class_level(event) ? SessionId{} : domain::session_of(event);
  row.at = context.now;
  row.device = cause.device;
  row.intent = cause.intent;
  row.made = out.made == 0 ? made_by(event) : out.made;
  if (cause.intent != 0) out.made = row.made;
  journal::encode(event, row.type, row.body);

  const SessionId session = domain::session_of(event);
  // Whoever takes a place plays, and looks on no longer.
  if (const auto* passed = std::get_if<domain::SeatPassed>(&event)) watching_.erase(passed->person);
  const auto* standing = std::get_if<domain::StandingSet>(&event);
  if (standing && standing->standing == domain::Standing::trainee) watching_.erase(standing->person);
  const std::vector<PersonId> watched_by = watchers(session);
  domain::apply(state_, event, context.now, content_);
  out.writes.emplace_back(std::move(row));
  add_records(event, context, out);
  if (session) out.touched.insert(session);
  domain::project(state_, event, context, watched_by, deliver);
}

domain::Events ClassRoom::what_follows(const std::set<SessionId>& touched, bool class_touched,
                                       const domain::Context& context) const {
  for (const SessionId session : touched) {
    if (auto events = due_events(session, context); !events.empty()) return events;
  }
  return class_touched ? domain::consequences(state_, context) : domain::Events{};
}

Committed ClassRoom::commit(domain::Events events, const Cause& cause, const domain::Context& context,
                            const domain::Deliver& deliver) {
  Committed out;
  // An empty command still asks what follows for the class: somebody may have come back to the queue.
  bool class_touched = events.empty();
  for (int turn = 0; turn < kMostFollowing; ++turn) {
    for (domain::Event& event : events) {
      class_touched = class_touched || domain::concerns_class(event);
      apply_one(event, cause, context, deliver, out);
      out.events.push_back(std::move(event));
    }
    events = what_follows(out.touched, class_touched, context);
    if (events.empty()) return out;
  }
  throw std::logic_error("events follow from events without end");
}

}  // namespace earshot::net
