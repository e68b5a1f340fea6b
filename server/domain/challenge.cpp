#include "server/domain/challenge.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/domain/project.h"
#include "server/domain/rounds.h"
#include "shared/base/random.h"

namespace earshot::domain {
namespace {

constexpr std::string_view kPressurePrompt = "pressure-";

bool awaits_handover(const Session& session) {
  return session.phase <= Phase::talk && runs(session, Modifier::handover) && !handed_over(session);
}

/// The observer who can take over now, and the agent who hands over; nothing if somebody is missing.
std::optional<HandedOver> possible_handover(const Session& session) {
  if (session.phase != Phase::talk || !awaits_handover(session)) return {};
  const Seat* agent = session.seat_with(Role::agent);
  if (!agent || agent->state == PresenceState::gone) return {};
  for (const Seat& seat : session.seats) {
    if (seat.role == Role::observer && seat.state == PresenceState::here)
      return HandedOver{session.id, agent->person, seat.person};
  }
  return {};
}

TimePoint half_of_phase(const Session& session) {
  return session.started + (session.ends_at - session.started) / 2;
}

bool has_come(const Session& session, std::size_t bait) {
  return std::ranges::find(session.pings, static_cast<std::uint32_t>(bait), &Ping::ping) !=
         session.pings.end();
}

/// What is open when the talk ends, or when somebody else is the agent, is put away.
void put_pings_away(const Session& session, bool all, Events& events) {
  for (const Ping& ping : session.pings) {
    const bool over = all || session.phase != Phase::talk || session.person_with(Role::agent) != ping.to;
    if (ping.opened_at && over) events.push_back(PingOpened{session.id, ping.ping, false});
  }
}

/// The highest level set in the talk; where the card starts if none was.
int highest_in_talk(const Session& session) {
  const TimePoint talk = session.began[static_cast<std::size_t>(Phase::talk)];
  int highest = session.card->customer.felt_start;
  for (const auto& point : session.felt) {
    if (point.at.point() >= talk) highest = std::max(highest, int{point.level});
  }
  return highest;
}

bool pressure_is_due(const Session& session) {
  if (session.phase != Phase::talk || !runs(session, Modifier::pressure)) return false;
  const card::Pressure& pressure = *session.card->modifiers.pressure;
  if (session.pressed >= pressure.lines.size() ||
      highest_in_talk(session) > session.card->customer.felt_start)
    return false;
  return agent_lines(session, Phase::talk) > static_cast<std::size_t>(pressure.within) + session.pressed;
}

// --- Telling --------------------------------------------------------------------------------------------------------

std::string counted(std::size_t n, fmt::format_string<std::size_t&> one, fmt::format_string<std::size_t&> many) {
  return fmt::format(n == 1 ? one : many, n);
}

std::string clock_text(Milliseconds time) {
  const auto seconds = std::chrono::duration_cast<Seconds>(time).count();
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

protocol::ModifierTold distraction_told(const Session& session) {
  std::size_t opened = 0;
  Milliseconds looked{0};
  std::string inside;
  for (const Ping& ping : session.pings) {
    if (ping.was_opened) ++opened;
    looked += ping.looked;
    const card::Bait& bait = session.card->modifiers.distraction[ping.ping];
    inside += fmt::format("{}{}: {}", inside.empty() ? "" : "\n", bait.from, bait.inside);
  }
  if (session.pings.empty())
    return {Modifier::distraction, "The talk was over before anything came in beside it.", {}};
  const auto seconds = static_cast<std::size_t>(std::chrono::round<Seconds>(looked).count());
  return {Modifier::distraction,
          fmt::format("{} came in beside the talk. {}", counted(session.pings.size(), "{} message", "{} messages"),
                      opened == 0 ? std::string("None was opened.")
                                  : fmt::format("The agent opened {} of them and looked for {} in all.", opened,
                                                counted(seconds, "{} second", "{} seconds"))),
          std::move(inside)};
}

protocol::ModifierTold bias_told(const Session& session) {
  const card::Bias& bias = *session.card->modifiers.bias;
  return {Modifier::bias,
          fmt::format("One note in the customer's history was misleading: \"{}\" ({}, {})", bias.note.text,
                      bias.note.by, bias.note.when),
          bias.truth};
}

protocol::ModifierTold pressure_told(const Session& session) {
  const card::Pressure& pressure = *session.card->modifiers.pressure;
  const int start = session.card->customer.felt_start;
  std::string what = session.pressed == 0 ? "The customer never had to press harder."
                                          : fmt::format(
                                                "The customer was prompted to press harder, {} of {} steps: "
                                                "felt-heard had not risen above {} "
                                                "after {} of the agent.",
                                                session.pressed, pressure.lines.size(), start,
                                                counted(static_cast<std::size_t>(pressure.within), "{} line", "{} lines"));
  const int highest = highest_in_talk(session);
  return {Modifier::pressure, std::move(what),
          highest > start ? fmt::format("In the talk felt-heard rose from {} to {}.", start, highest)
                          : fmt::format("In the talk felt-heard stayed at {} or under it.", start)};
}

protocol::ModifierTold handover_told(const Session& session, const People& people) {
  const Passed* passed = handed_over(session);
  if (!passed) return {Modifier::handover, "The talk was over before it could be handed over.", {}};
  const TimePoint talk = session.began[static_cast<std::size_t>(Phase::talk)];
  const std::size_t again = session.outcome ? session.outcome->again.size() : 0;
  return {
      Modifier::handover,
      fmt::format("{} took over from {} after {} of the talk, with the case notes alone.",
                  people.name(passed->person), people.name(passed->from), clock_text(passed->at - talk)),
      again == 0 ? std::string{} : fmt::format("The customer had to say {} again.", counted(again, "{} thing", "{} things"))};
}

protocol::ModifierTold short_time_told(const Session& session) {
  const Seconds had{session.seconds[static_cast<std::size_t>(Phase::talk)]};
  return {Modifier::short_time,
          fmt::format("The talk had {} minutes; the card gives it {}.", clock_text(had),
                      clock_text(session.card->minutes.talk)),
          {}};
}

}  // namespace

bool runs(const Session& session, Modifier modifier) {
  return std::ranges::find(session.modifiers, modifier) != session.modifiers.end() &&
         offers(*session.card, modifier);
}

std::size_t agent_lines(const Session& session, Phase phase) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < session.lines.size(); ++i) {
    const protocol::Line& line = session.lines[i];
    if (line.phase == phase && line.role == Role::agent) ++count;
  }
  return count;
}

Events challenge_events(const Session& session, TimePoint now) {
  Events events;
  put_pings_away(session, false, events);
  if (session.phase != Phase::talk) return events;
  // First, so that what comes in at the same moment comes to the second agent.
  if (const auto handover = possible_handover(session); handover && now >= half_of_phase(session)) {
    events.clear();
    put_pings_away(session, true, events);
    events.push_back(*handover);
    return events;
  }
  if (runs(session, Modifier::distraction)) {
    const auto& baits = session.card->modifiers.distraction;
    for (std::size_t i = 0; i < baits.size(); ++i) {
      if (now >= session.started + baits[i].after && !has_come(session, i)) {
        events.push_back(Pinged{session.id, static_cast<std::uint32_t>(i)});
      }
    }
  }
  if (pressure_is_due(session)) events.push_back(PressureRose{session.id, session.pressed});
  return events;
}

std::optional<TimePoint> challenge_due(const Session& session) {
  if (session.phase != Phase::talk) return {};
  std::optional<TimePoint> first;
  const auto also = [&](TimePoint at) { first = first ? std::min(*first, at) : at; };
  if (possible_handover(session)) also(half_of_phase(session));
  if (runs(session, Modifier::distraction)) {
    const auto& baits = session.card->modifiers.distraction;
    for (std::size_t i = 0; i < baits.size(); ++i) {
      if (!has_come(session, i)) also(session.started + baits[i].after);
    }
  }
  return first;
}

Decision open_ping(const Session& session, const Seat& seat, const protocol::OpenPing& intent) {
  if (seat.role != Role::agent) return refuse(Why::not_your_role, "only the agent has this on the screen");
  const auto ping = std::ranges::find_if(
      session.pings, [&](const Ping& p) { return p.ping == intent.ping && p.to == seat.person; });
  if (ping == session.pings.end()) return refuse(Why::unknown, "nothing like this has come in", "ping");
  if (intent.open == ping->opened_at.has_value()) return Events{};
  if (session.phase != Phase::talk)
    return refuse(Why::wrong_phase, "this belonged to the talk, which is over", "ping");
  return Events{PingOpened{session.id, intent.ping, intent.open}};
}

protocol::PingShown ping_shown(const Session& session, const Ping& ping) {
  const card::Bait& bait = session.card->modifiers.distraction[ping.ping];
  return {session.id,
          ping.ping,
          bait.from,
          bait.text,
          ping.was_opened ? bait.inside : std::string{},
          ping.opened_at.has_value(),
          Moment{ping.at}};
}

protocol::AgentBrief agent_brief(const Session& session, Role viewer) {
  protocol::AgentBrief brief = agent_brief(*session.card, session.id);
  if (runs(session, Modifier::bias)) {
    const card::HistoryNote& note = session.card->modifiers.bias->note;
    SeededRandom place(session.id.value);
    const auto at = static_cast<std::ptrdiff_t>(place.below(brief.history.size() + 1));
    brief.history.insert(brief.history.begin() + at, {note.when, note.by, note.text});
  }
  const auto& handover = session.card->modifiers.handover;
  if (viewer == Role::agent && handover && handed_over(session)) brief.name = handover->to;
  return brief;
}

std::string pressure_prompt(std::uint32_t step) { return fmt::format("{}{}", kPressurePrompt, step + 1); }

std::optional<card::Beat> beat_with(const Session& session, const std::string& id) {
  const auto& beats = session.card->customer.beats;
  if (const auto found = std::ranges::find(beats, id, &card::Beat::id); found != beats.end()) return *found;
  const card::Modifiers& texts = session.card->modifiers;
  if (id == kHandoverPrompt && texts.handover) return card::Beat{id, texts.handover->to_customer, {}, {}, {}};
  for (std::uint32_t step = 0; texts.pressure && step < texts.pressure->lines.size(); ++step) {
    if (id == pressure_prompt(step)) return card::Beat{id, texts.pressure->lines[step], {}, {}, {}};
  }
  return {};
}

const Passed* handed_over(const Session& session) {
  const auto found = std::ranges::find(session.passed, true, &Passed::handover);
  return found == session.passed.end() ? nullptr : &*found;
}

bool is_outside(const Session& session, PersonId person) {
  if (!awaits_handover(session)) return false;
  const Seat* seat = session.seat_of(person);
  return seat && seat->role == Role::observer;
}

std::size_t lines_before(const Session& session, PersonId person) {
  const Passed* passed = handed_over(session);
  return passed && passed->person == person ? passed->after_lines : 0;
}

bool may_see_note(const Session& session, std::size_t note, PersonId viewer) {
  const PersonId author = session.notes[note].person;
  if (author == viewer) return true;
  const Passed* passed = handed_over(session);
  return passed && passed->person == viewer && passed->from == author && note < passed->after_notes;
}

std::string handover_text(const Session& session, PersonId viewer, const People& people) {
  const Passed* passed = handed_over(session);
  if (!passed) return {};
  const auto& texts = session.card->modifiers.handover;
  if (texts && viewer == passed->person) return texts->to_agent;
  return fmt::format("{} answers from here on.", people.name(passed->person));
}

std::vector<protocol::ModifierTold> challenges_told(const Session& session, const People& people) {
  std::vector<protocol::ModifierTold> told;
  if (runs(session, Modifier::distraction)) told.push_back(distraction_told(session));
  if (runs(session, Modifier::bias)) told.push_back(bias_told(session));
  if (runs(session, Modifier::pressure)) told.push_back(pressure_told(session));
  if (runs(session, Modifier::handover)) told.push_back(handover_told(session, people));
  if (runs(session, Modifier::short_time)) told.push_back(short_time_told(session));
  return told;
}

}  // namespace earshot::domain
