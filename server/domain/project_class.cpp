#include "server/domain/project_class.h"

#include <algorithm>

#include "server/domain/flags.h"
#include "shared/protocol/limits.h"

namespace earshot::domain {

protocol::Member member_shown(const ClassMember& member, const Context& context, bool muted) {
  return {member.person, std::string(context.people.name(member.person)), member.team, member.standing,
          context.present.contains(member.person), muted};
}

bool knows_who_is_muted(const ClassMember& viewer, PersonId person) {
  return viewer.standing == Standing::trainer || viewer.person == person;
}

bool round_stands(const Class& klass, const Session* as_if, const Session* without) {
  std::size_t standing = 0;
  std::size_t all = 0;
  const auto count = [&](const Session& session) {
    if (!klass.round || session.round != klass.round->id || &session == without) return;
    ++all;
    if (session.paused_at) ++standing;
  };
  for (const auto& [id, session] : klass.sessions) count(session);
  if (as_if) count(*as_if);
  return all > 0 && standing == all;
}

protocol::RoundShown round_shown(const Class& klass) {
  const Round& round = *klass.round;
  protocol::RoundShown shown;
  shown.round = round.id;
  shown.running = round.running;
  shown.paused = round_stands(klass);
  if (!round.mixed) {
    shown.card = round.card->id;
    shown.title = round.card->title;
  }
  shown.mode = round.mode;
  shown.focus = round.focus;
  shown.phase_seconds.assign(round.seconds.begin(), round.seconds.end());
  return shown;
}

protocol::SessionShown session_shown(const Class& klass, const Session& session, TimePoint now) {
  constexpr std::size_t kLevelsShown = 24;
  protocol::SessionShown shown;
  shown.session = session.id;
  shown.round = session.round;
  shown.card = session.card->id;
  shown.customer = session.person_with(Role::customer);
  shown.agent = session.person_with(Role::agent);
  shown.observer = session.person_with(Role::observer);
  shown.phase = session.phase;
  shown.open = session.open();
  shown.ends_at = Moment{session.ends_at + (session.paused_at ? now - *session.paused_at : Milliseconds{0})};
  shown.lines = static_cast<std::uint32_t>(session.lines.size());
  shown.told = static_cast<std::uint32_t>(session.told.size());
  shown.felt = session.felt_now();
  shown.kind = session.kind;
  shown.paused = session.paused_at.has_value();
  shown.now = Moment{now};
  shown.curve.push_back(static_cast<std::uint8_t>(session.card->customer.felt_start));
  for (const auto& point : session.felt) shown.curve.push_back(point.level);
  if (shown.curve.size() > kLevelsShown) shown.curve.erase(shown.curve.begin(), shown.curve.end() - kLevelsShown);
  shown.flags = flags_of(klass, session);
  return shown;
}

protocol::RosterShown roster_shown(const Class& klass) {
  protocol::RosterShown shown;
  const Roster* roster = klass.roster();
  if (roster) shown.confirmed_at = Moment{roster->at};
  for (const ClassMember& member : klass.members) {
    if (!roster || !roster->people.contains(member.person)) shown.new_since.push_back(member.person);
  }
  shown.teams_locked = klass.scored;
  return shown;
}

protocol::QuotesShown quotes_for(const Class& klass, PersonId viewer) {
  const bool all = klass.is_trainer(viewer);
  protocol::QuotesShown shown;
  std::size_t bytes = 0;
  for (auto allowed = klass.quotes.rbegin(); allowed != klass.quotes.rend(); ++allowed) {
    if (!all && allowed->person != viewer) continue;
    bytes += allowed->quote.text.size() + allowed->quote.card.size() + 40;  // ids, the role and lengths take 33 bytes
    if (bytes > protocol::limits::kPageBytes) break;
    shown.quotes.push_back(allowed->quote);
  }
  return shown;
}

void show_help(const Class& klass, std::span<const PersonId> to, const Deliver& deliver) {
  protocol::HelpShown shown;
  std::size_t bytes = 0;
  for (const protocol::HelpRequest& request : klass.help) {
    bytes += request.text.size() + 40;  // ids, the time and a length take 26 bytes
    if (bytes > protocol::limits::kPageBytes) break;  // the rest is shown once these are answered
    shown.waiting.push_back(request);
  }
  deliver(to, std::move(shown));
}

void show_spoken(const Spoken& spoken, std::span<const PersonId> to, const Deliver& deliver) {
  const TrainerSpoke& said = spoken.spoke;
  if (said.to) {
    deliver(to, protocol::WhisperShown{said.from, said.to, said.text, spoken.id, Moment{spoken.at}});
  } else {
    deliver(to, protocol::BroadcastShown{said.from, said.text, said.session, spoken.id, Moment{spoken.at}});
  }
}

bool is_idle(const Class& klass, const ClassMember& member) {
  return member.standing == Standing::trainee && !klass.seated.contains(member.person) &&
         std::ranges::find(klass.queue, member.person, &Waiter::person) == klass.queue.end();
}

void show_calibration(const Class& klass, PersonId viewer, const Context& context, const Deliver& deliver) {
  if (klass.practice) return;
  deliver({&viewer, 1}, calibration_shown(klass, viewer, true, context));
  if (auto result = calibration_result(klass, viewer, context)) deliver({&viewer, 1}, *std::move(result));
}

}  // namespace earshot::domain
