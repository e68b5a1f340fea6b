#include "server/domain/project.h"

#include <algorithm>

#include "server/domain/challenge.h"
#include "server/domain/dropout.h"
#include "server/domain/lesson.h"
#include "server/domain/project_class.h"
#include "server/domain/project_session.h"
#include "server/domain/waiting.h"

namespace earshot::domain {
namespace {

std::vector<PersonId> members_where(const Class& klass, auto keep) {
  std::vector<PersonId> people;
  for (const ClassMember& member : klass.members) {
    if (keep(member)) people.push_back(member.person);
  }
  return people;
}

std::vector<PersonId> everybody(const Class& klass) {
  return members_where(klass, [](const ClassMember&) { return true; });
}

std::vector<PersonId> trainers(const Class& klass) {
  return members_where(klass, [](const ClassMember& m) { return m.standing == Standing::trainer; });
}

/// To everybody who sees the list of members; `self` too if they are to hear of it.
void show_member(const Class& klass, const ClassMember& member, bool self, const Context& context, const Deliver& deliver) {
  if (klass.practice) return;
  const bool muted = klass.muted.contains(member.person);
  for (const bool knows : {false, true}) {
    const auto to = members_where(klass, [&](const ClassMember& viewer) {
      return (self || viewer.person != member.person) && knows == (muted && knows_who_is_muted(viewer, member.person));
    });
    if (!to.empty()) deliver(to, protocol::MemberPage{{member_shown(member, context, knows)}, true});
  }
}

std::string ending_text(const Session& session, Ending ending, PersonId by, PersonId to) {
  if (session.kind == SessionKind::warm_up && ending == Ending::finished) return "That was the warm-up. Well met.";
  switch (ending) {
    case Ending::finished: return "This role-play is complete.";
    case Ending::round_ended: return "Your trainer has ended this role-play.";
    case Ending::stepped_out:
      return by == to ? "You stepped out. Nothing of this scene is scored." : "The scene stops here. Nothing of it is scored.";
    case Ending::partner_gone:
      return session.seats.size() > 1 && by != to ? "Your partner could not come back. It costs you nothing."
                                                  : "Your place was held and has been given up.";
    case Ending::class_closed: return "The class is closed.";
    case Ending::swapped: return "This card was put back. Another one is dealt.";
    case Ending::moved: return by ? "Your partner could not come back. You listen to another pair." : "The trainer seats you anew.";
  }
  return {};
}

struct Project {
  const Class& klass;
  const Context& context;
  std::span<const PersonId> watchers;
  const Deliver& deliver;

  const Session* session(SessionId id) const {
    const auto found = klass.sessions.find(id);
    return found == klass.sessions.end() ? nullptr : &found->second;
  }
  SessionView view(const Session& s) const { return {s, context, deliver}; }
  static std::span<const PersonId> only(const PersonId& person) { return {&person, 1}; }

  /// The customer, if the seat is still theirs.
  std::vector<PersonId> customer_of(const Session& s) const { return seat_of(s, s.person_with(Role::customer)); }
  std::vector<PersonId> seat_of(const Session& s, PersonId person) const {
    const Seat* seat = s.seat_of(person);
    if (!seat || seat->state == PresenceState::gone) return {};
    return {person};
  }
  void tell_trainers(const Session& s) const { deliver(trainers(klass), session_shown(klass, s, context.now)); }
  void tell_trainers(SessionId id) const {
    if (const Session* s = session(id)) tell_trainers(*s);
  }
  /// The row that this person is in, if any.
  void tell_row_of(PersonId person) const {
    if (const Session* s = klass.session_of(person)) tell_trainers(*s);
  }

  void tell_plan() const {
    deliver(trainers(klass), plan_shown(klass, Standing::trainer));
    deliver(members_where(klass, [](const ClassMember& m) { return m.standing == Standing::trainee; }),
            plan_shown(klass, Standing::trainee));
  }

  void waiting_in_queue() const {
    for (const Waiter& waiter : klass.queue) deliver(only(waiter.person), waiting_for(klass, waiter.person, context));
  }

  /// Who sits nowhere and is not in the queue hears what they wait for.
  void tell_idle(const std::vector<PersonId>& people) const {
    for (const PersonId person : people) {
      const ClassMember* member = klass.member(person);
      if (member && is_idle(klass, *member)) deliver(only(person), waiting_for(klass, person, context));
    }
  }

  // --- Class ---

  void operator()(const ClassOpened&) const {}
  /// The newcomer is shown as they come in: project_presence.
  void operator()(const MemberJoined&) const {
    deliver(trainers(klass), roster_shown(klass));
    tell_calibration(false);
  }
  void operator()(const MemberLeft& e) const {
    if (!klass.practice) {
      deliver(everybody(klass), protocol::MemberLeft{e.person});
      deliver(trainers(klass), roster_shown(klass));
      show_help(klass, trainers(klass), deliver);
      if (e.for_good) deliver(trainers(klass), protocol::WishesShown{klass.wishes});
    }
    deliver(only(e.person), protocol::ClassLeft{e.for_good  ? "The trainer has taken you out of this class for good."
                                                : e.removed ? "The trainer has taken you out of the class."
                                                            : "You have left the class."});
    tell_calibration(false);
    waiting_in_queue();
  }
  // Whoever is free is paired by what comes next.
  void operator()(const RoundStarted&) const { deliver(everybody(klass), round_shown(klass)); }
  void operator()(const RoundEnded&) const {
    deliver(everybody(klass), round_shown(klass));
    tell_idle(everybody(klass));
  }
  void operator()(const SessionStarted& e) const {
    const Session* s = session(e.session);
    if (!s) return;
    for (const Seat& seat : s->seats) view(*s).all_for(seat.person, seat.role, false);
    tell_trainers(*s);
    // Where this one takes the place of the round's last session, the lobby was told last how that one stood.
    const auto& before = klass.just_ended;
    const bool replaces = before && before->round == s->round && before->paused_at;
    round_may_stand(round_stands(klass, nullptr, s) || (replaces && round_sessions() == 1));
    waiting_in_queue();
  }
  void operator()(const SessionEnded& e) const {
    if (!klass.just_ended || klass.just_ended->id != e.session) return;
    const Session& s = *klass.just_ended;
    for (const PersonId person : viewers(s, watchers)) {
      deliver(only(person), protocol::SessionClosed{s.id, e.ending, ending_text(s, e.ending, e.by, person)});
    }
    tell_idle(viewers(s, {}));
    tell_trainers(s);
    round_may_stand(round_stands(klass, &s));
    if (e.ending == Ending::stepped_out) {
      deliver(trainers(klass), protocol::TrainerNotice{e.by, e.session, true, {}});
    }
  }
  void operator()(const Queued&) const { waiting_in_queue(); }
  void operator()(const Unqueued& e) const {
    tell_idle({e.person});
    waiting_in_queue();
  }
  void operator()(const TrainerSpoke&) const {
    const Spoken& spoken = klass.spoken.back();
    show_spoken(spoken, std::vector<PersonId>(spoken.heard.begin(), spoken.heard.end()), deliver);
  }
  void operator()(const HelpAsked& e) const {
    deliver(trainers(klass), protocol::TrainerNotice{e.person, e.session, false, e.text});
    tell_row_of(e.person);
    show_help(klass, trainers(klass), deliver);
  }
  void operator()(const HelpAnswered& e) const {
    tell_row_of(e.person);
    show_help(klass, trainers(klass), deliver);
  }
  void operator()(const EyesRaised& e) const { deliver(everybody(klass), protocol::EyesUpShown{e.on, e.text}); }
  void operator()(const ClassSet&) const { deliver(everybody(klass), protocol::SettingsShown{settings_in_force(klass, context)}); }
  void operator()(const WishSet&) const { deliver(trainers(klass), protocol::WishesShown{klass.wishes}); }
  void operator()(const Muted& e) const {
    const ClassMember* member = klass.member(e.person);
    if (!member) return;
    const auto to = members_where(klass, [&](const ClassMember& viewer) { return knows_who_is_muted(viewer, e.person); });
    deliver(to, protocol::MemberPage{{member_shown(*member, context, e.on)}, true});
  }
  /// Whoever became a trainer, or is one no longer, sees another class: they get it anew.
  void operator()(const StandingSet& e) const {
    const ClassMember* member = klass.member(e.person);
    if (!member) return;
    show_member(klass, *member, false, context, deliver);
    snapshot(klass, e.person, context, deliver);
    tell_calibration(false);
  }
  void operator()(const Intended& e) const {
    const Session* s = session(e.session);
    if (s) deliver(viewers(*s, watchers), protocol::IntentionShown{e.session, e.person, e.text});
  }
  void operator()(const ClockSkipped&) const {
    for (const auto& [id, s] : klass.sessions) view(s).phase(viewers(s, {}));
    if (klass.lesson.step_ends_at) tell_plan();
  }

  void operator()(const PlanSet&) const { tell_plan(); }
  void operator()(const AutoRunSet&) const { tell_plan(); }
  void operator()(const FinishSet&) const { tell_plan(); }
  void operator()(const StepBegan&) const { tell_plan(); }
  void operator()(const StepEnded&) const { tell_plan(); }
  /// The customer and who watches go on as they are; for the others it is another session from here on.
  void operator()(const HandedOver& e) const {
    const Session* s = session(e.session);
    if (!s) return;
    for (const Seat& seat : s->seats) {
      if (seat.role != Role::customer && seat.state != PresenceState::gone) view(*s).all_for(seat.person, seat.role, false);
    }
    std::vector<PersonId> others = customer_of(*s);
    others.insert(others.end(), watchers.begin(), watchers.end());
    for (const PersonId who : {e.from, e.to}) view(*s).seat(others, who);
    for (const PersonId person : others) view(*s).handover(person);
    view(*s).beat(s->beats.back(), others);
    tell_trainers(*s);
  }
  void operator()(const Pinged& e) const { ping(e.session, e.ping); }
  void operator()(const PingOpened& e) const {
    ping(e.session, e.ping);
    const Session* s = session(e.session);
    // Put away by the end of the scene itself: how long it was looked at is known only now.
    if (s && s->phase == Phase::debrief) view(*s).modifiers(viewers(*s, watchers));
  }
  void ping(SessionId id, std::uint32_t number) const {
    const Session* s = session(id);
    if (!s) return;
    const auto found = std::ranges::find(s->pings, number, &Ping::ping);
    if (found != s->pings.end()) view(*s).ping(*found);
  }
  void operator()(const PressureRose& e) const {
    const Session* s = session(e.session);
    if (s) view(*s).beat(s->beats.back(), viewers(*s, {}));
  }
  void operator()(const Retook& e) const {
    const Session* s = session(e.session);
    if (s) deliver(viewers(*s, watchers), s->retakes.back());
  }
  void operator()(const Flagged& e) const { tell_trainers(e.session); }
  void operator()(const CardSwapped& e) const {
    deliver(trainers(klass), protocol::TrainerNotice{{}, e.session, false, "A pair put its card back. Another one is dealt."});
  }

  void operator()(const RosterConfirmed&) const { deliver(trainers(klass), roster_shown(klass)); }
  void operator()(const TeamSet& e) const {
    if (const ClassMember* member = klass.member(e.person)) show_member(klass, *member, true, context, deliver);
  }
  void operator()(const GoalSet&) const {}  // the shell counts what was reached, and shows it
  void operator()(const Promised& e) const {
    auto to = trainers(klass);
    to.push_back(e.person);
    deliver(to, protocol::PromisesShown{{{e.person, e.text}}});
  }
  void operator()(const QuoteAllowed& e) const {
    for (const PersonId trainer : trainers(klass)) deliver(only(trainer), quotes_for(klass, trainer));
    if (!klass.is_trainer(e.person)) deliver(only(e.person), quotes_for(klass, e.person));
  }
  void operator()(const KeptIntention& e) const {
    const Session* s = session(e.session);
    if (s) view(*s).kept(only(e.person), e.person);
  }
  void operator()(const ReplayWanted& e) const { replay(e.session); }
  void replay(SessionId id) const {
    const Session* s = session(id);
    if (s) view(*s).replay(viewers(*s, watchers));
  }
  void operator()(const CalibrationBegan&) const { tell_calibration(true); }
  void operator()(const TranscriptRated&) const { tell_calibration(false); }
  void operator()(const CalibrationEnded&) const {
    for (const ClassMember& member : klass.members) show_calibration(klass, member.person, context, deliver);
  }
  /// How far it has come, to each with what they gave themselves; `whole`: with the talk.
  void tell_calibration(bool whole) const {
    if (!klass.calibration) return;
    for (const ClassMember& member : klass.members) {
      deliver(only(member.person), calibration_shown(klass, member.person, whole, context));
    }
  }

  // --- Session ---

  void operator()(const PhaseBegan& e) const {
    const Session* s = session(e.session);
    if (!s) return;
    const auto all = viewers(*s, watchers);
    // The phase first: a client that sees the other side's brief knows already that it may.
    view(*s).phase(all);
    if (s->breath_until == s->started) view(*s).breath(all);  // it was cut short by the new phase
    const bool never_handed_over = ended_before_handover(*s);
    for (const PersonId person : all) {
      const Seat* seat = s->seat_of(person);
      const Role role = seat ? seat->role : Role::observer;
      // Whoever waited outside the talk is an observer as any other now.
      if (never_handed_over && seat && role == Role::observer) view(*s).all_for(person, role, false);
      if (e.phase == Phase::debrief) view(*s).lines(person, 0, lines_before(*s, person));
      if (e.phase != Phase::debrief && !(e.phase == Phase::score && role == Role::observer)) continue;
      view(*s).briefs(person, role);
      view(*s).recaps(person, role);
    }
    if (e.phase == Phase::debrief) view(*s).debrief(all);
    if (e.phase == Phase::debrief && klass.scored) deliver(trainers(klass), roster_shown(klass));  // teams are locked now
    tell_trainers(*s);
  }
  /// The phase that has just begun is the first after a talk that nobody took over.
  static bool ended_before_handover(const Session& s) {
    if (!runs(s, Modifier::handover) || handed_over(s) || s.phase <= Phase::talk) return false;
    const bool no_recap = s.began[static_cast<std::size_t>(Phase::recap)] == TimePoint{};
    return s.phase == Phase::recap || (s.phase == Phase::debrief && no_recap);
  }
  void operator()(const WasReady& e) const {
    const Session* s = session(e.session);
    if (s) deliver(viewers(*s, watchers), protocol::ReadyShown{e.session, e.person, e.phase});
  }
  void operator()(const SeatAway& e) const { partner(e.session, e.person, PresenceState::away, e.until); }
  void operator()(const SeatBack& e) const { partner(e.session, e.person, PresenceState::here, {}); }
  void operator()(const SeatGone& e) const {
    partner(e.session, e.person, PresenceState::gone, {});
    const Session* s = session(e.session);
    const bool debrief = s && s->phase == Phase::debrief;
    deliver(only(e.person), protocol::SessionClosed{e.session, debrief ? Ending::finished : Ending::partner_gone,
                                                    debrief ? "You have left the debrief." : "You have left this role-play."});
    tell_idle({e.person});
    place_is_free(e.session, e.person);
    if (debrief) replay(e.session);  // it ends with its people
  }
  void operator()(const SeatPassed& e) const {
    if (!e.person) {
      partner(e.session, e.from, PresenceState::gone, {});
      deliver(only(e.from), protocol::SessionClosed{e.session, Ending::moved, "Your trainer seats you elsewhere."});
      tell_idle({e.from});
      place_is_free(e.session, e.from);
      const Session* left = session(e.session);
      if (left && left->phase == Phase::debrief) replay(e.session);
      return;
    }
    const Session* s = session(e.session);
    if (!s) return;
    auto others = viewers(*s, watchers);
    std::erase(others, e.person);
    deliver(others, protocol::SeatShown{s->id, view(*s).participant(*s->seat_of(e.person)), e.from});
    view(*s).last_scene_note(others);
    view(*s).phase(others);  // the clock stood while the place was free
    view(*s).all_for(e.person, e.role, false);
    tell_trainers(*s);
    waiting_in_queue();
  }
  void place_is_free(SessionId id, PersonId from) const {
    const Session* s = session(id);
    if (!s) return;
    view(*s).last_scene_note(viewers(*s, watchers));
    tell_trainers(*s);
    if (!asks_trainers(klass, *s)) return;
    deliver(trainers(klass), protocol::TrainerNotice{from, id, false, "This place is free. Take it within two minutes, or the scene ends."});
  }
  void partner(SessionId id, PersonId person, PresenceState state, Moment until) const {
    const Session* s = session(id);
    if (!s) return;
    deliver(viewers(*s, watchers), protocol::PartnerShown{id, person, state, until});
    tell_trainers(*s);
  }
  void operator()(const Said& e) const {
    const Session* s = session(e.session);
    if (!s) return;
    deliver(listeners(*s, watchers), protocol::Lines{e.session, {s->lines.back()}});
    tell_trainers(*s);
  }
  void operator()(const Felt& e) const {
    const Session* s = session(e.session);
    if (!s) return;
    deliver(customer_of(*s), protocol::FeltShown{e.session, e.level, s->felt.back().at});
    tell_trainers(*s);
  }
  void operator()(const Told& e) const {
    const Session* s = session(e.session);
    if (!s) return;
    deliver(customer_of(*s), protocol::ToldShown{e.session, e.fact, e.earned, Moment{s->told.back().at}});
    tell_trainers(*s);
  }
  void operator()(const BeatPlayed& e) const {
    const Session* s = session(e.session);
    if (s) view(*s).beat(s->beats.back(), listeners(*s, watchers));
  }
  void operator()(const Noted& e) const {
    deliver(only(e.person), protocol::NoteShown{e.session, e.note, e.kind, e.text, e.source, Moment{context.now}, e.person});
  }
  void operator()(const Breathed& e) const {
    const Session* s = session(e.session);
    if (!s) return;
    view(*s).breath(viewers(*s, watchers));
    clock(e.session);
  }
  void operator()(const GotHeated& e) const {
    const Session* s = session(e.session);
    if (s && s->phase == Phase::debrief) view(*s).debrief_alone(viewers(*s, watchers));
  }
  void operator()(const Tallied& e) const {
    const Session* s = session(e.session);
    if (s) deliver(seat_of(*s, s->person_with(Role::observer)), protocol::TallyShown{e.session, e.kind, s->tallies.at(e.kind)});
  }
  void operator()(const RecapGiven& e) const {
    const Session* s = session(e.session);
    if (!s) return;
    for (const Role role : {Role::customer, Role::agent}) {
      view(*s).recap(seat_of(*s, s->person_with(role)), s->recaps.size() - 1);
    }
  }
  void operator()(const RecapMarked& e) const {
    const Session* s = session(e.session);
    if (!s) return;
    for (const Role role : {Role::customer, Role::agent}) {
      for (const PersonId person : seat_of(*s, s->person_with(role))) view(*s).marks(person, role, s->recaps.size() - 1);
    }
  }
  void operator()(const Rated& e) const { deliver(only(e.by), protocol::RatingShown{e.session, e.by, e.rating}); }
  void operator()(const OutcomeGiven& e) const {
    const Session* s = session(e.session);
    if (s) deliver(customer_of(*s), protocol::OutcomeShown{e.session, e.outcome});
  }
  void operator()(const Reacted& e) const {
    const Session* s = session(e.session);
    if (s) deliver(viewers(*s, watchers), protocol::ReactionShown{e.session, e.person, e.word});
  }
  void operator()(const Extended& e) const { clock(e.session); }
  void operator()(const Paused& e) const { pause(e.session); }
  void operator()(const Continued& e) const {
    pause(e.session);
    const Session* s = session(e.session);
    if (!s) return;
    for (const Seat& seat : s->seats) {  // a place is held for what was left when the clock was stopped
      if (seat.state == PresenceState::away) partner(e.session, seat.person, seat.state, Moment{seat.held_until});
    }
  }
  void pause(SessionId id) const {
    const Session* s = session(id);
    if (!s) return;
    view(*s).breath(viewers(*s, watchers));
    clock(id);
    const bool others_stand = round_stands(klass, nullptr, s);
    const bool alone = std::ranges::none_of(klass.sessions, [&](const auto& entry) {
      return entry.first != id && entry.second.round == s->round;
    });
    if (s->round && klass.round && s->round == klass.round->id && (alone || others_stand)) deliver(everybody(klass), round_shown(klass));
  }
  /// How many sessions of the latest round are open.
  std::ptrdiff_t round_sessions() const {
    return std::ranges::count_if(klass.sessions, [&](const auto& entry) {
      return klass.round && entry.second.round == klass.round->id;
    });
  }
  /// The lobby hears when the round as a whole stands or goes on by what has just happened; `stood`: before it.
  void round_may_stand(bool stood) const {
    const bool runs = klass.round && klass.round->running;
    const bool stands = round_stands(klass);
    if (runs && round_sessions() > 0 && stands != stood) deliver(everybody(klass), round_shown(klass));
  }
  void clock(SessionId id) const {
    const Session* s = session(id);
    if (!s) return;
    view(*s).phase(viewers(*s, watchers));
    tell_trainers(*s);
  }
};

}  // namespace

void project(const Class& klass, const Event& event, const Context& context, std::span<const PersonId> watchers,
             const Deliver& deliver) {
  const Project projection{klass, context, watchers, deliver};
  std::visit(projection, event);
  // 'Eyes up' holds the clock of a step: where it stands then is seen in the plan.
  if (std::holds_alternative<EyesRaised>(event) && klass.lesson.step_ends_at) projection.tell_plan();
}

void project_presence(const Class& klass, PersonId person, const Context& context, const Deliver& deliver) {
  if (const ClassMember* member = klass.member(person)) show_member(klass, *member, false, context, deliver);
}

}  // namespace earshot::domain
