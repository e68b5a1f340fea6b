// What each intent may do in a session: the state is checked first, the answer is events or a refusal.

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <type_traits>

#include "server/domain/challenge.h"
#include "server/domain/question.h"
#include "server/domain/session.h"
#include "shared/protocol/limits.h"

namespace earshot::domain {
namespace {

namespace limits = protocol::limits;

bool has_line(const Session& session, MessageId id) { return id.value >= 1 && id.value <= session.lines.size(); }

/// Every criterion is the rubric's for that role, once, and none that must be rated is missing.
std::optional<Refusal> check_criteria(const Session& session, const protocol::Rate& intent, Role role) {
  const auto& known = role == Role::agent ? session.rubric->criteria : session.rubric->customer_criteria;
  std::set<std::string> given;
  for (const auto& entry : intent.levels) {
    if (std::ranges::find(known, entry.criterion, &rubric::Criterion::id) == known.end()) {
      return Refusal{Why::unknown, fmt::format("the rubric has no criterion '{}' for the {}", entry.criterion, protocol::word(role)),
                     "levels"};
    }
    if (!given.insert(entry.criterion).second) {
      return Refusal{Why::out_of_range, fmt::format("'{}' is rated twice", entry.criterion), "levels"};
    }
  }
  std::vector<std::string> wanted = session.focus;
  if (role == Role::customer) {
    wanted.clear();
    for (const auto& criterion : known) wanted.push_back(criterion.id);
  }
  for (const std::string& id : wanted) {
    if (!given.contains(id)) return Refusal{Why::empty, fmt::format("'{}' is not rated yet", id), "levels"};
  }
  return {};
}

/// What everybody who rates has in common, with a seat or without.
Decision rate(const Session& session, PersonId by, const protocol::Rate& intent) {
  if (session.phase != Phase::score) {
    return refuse(Why::wrong_phase, fmt::format("ratings belong to the scoring; it is {} now", protocol::word(session.phase)));
  }
  const Seat* rated = session.seat_of(intent.of);
  if (!rated) return refuse(Why::unknown, "this person is not in this role-play", "of");
  if (rated->role == Role::observer) return refuse(Why::not_allowed, "the observer is not rated", "of");
  if (has_rated(session, by, intent.of)) return refuse(Why::already_done, "you have rated this person", "of");
  for (const auto& moment : intent.moments) {
    if (!has_line(session, moment.message)) return refuse(Why::unknown, "there is no such message", "evidence");
  }
  if (auto refusal = check_criteria(session, intent, rated->role)) return tl::unexpected<Refusal>(std::move(*refusal));
  return Events{Rated{session.id, by, intent}};
}

struct Decide {
  const Session& session;
  const Seat& seat;
  const Context& context;

  // --- Checks ---

  bool in(std::initializer_list<Phase> phases) const { return std::ranges::find(phases, session.phase) != phases.end(); }

  tl::unexpected<Refusal> wrong_phase(std::string_view what) const {
    return refuse(Why::wrong_phase, fmt::format("{}; it is {} now", what, protocol::word(session.phase)));
  }

  static tl::unexpected<Refusal> not_your_role(std::string_view what) {
    return refuse(Why::not_your_role, std::string(what));
  }

  bool has_line(MessageId id) const { return domain::has_line(session, id); }

  bool knows_fact(const std::string& id) const { return session.fact(id) != nullptr; }

  bool knows_feeling(const std::string& id) const {
    return std::ranges::find(session.card->customer.feelings, id, &card::Feeling::id) !=
           session.card->customer.feelings.end();
  }

  bool was_told(const std::string& fact) const {
    return std::ranges::find(session.told, fact, &ToldAt::fact) != session.told.end();
  }

  /// Whether the fact's disclosure condition is met: the question is seen in one of the agent's two latest lines.
  bool is_earned(const card::Fact& fact) const {
    switch (fact.rule) {
      case card::Rule::at_once: return true;
      case card::Rule::if_heard: return session.felt_now() >= fact.level;
      case card::Rule::if_asked: break;
    }
    if (session.mode == Mode::spoken) return true;  // nobody but the customer can hear the question
    int looked_at = 0;
    for (std::size_t i = session.lines.size(); i > 0 && looked_at < 2; --i) {
      const protocol::Line* line = &session.lines[i - 1];
      if (line->role != Role::agent) continue;
      ++looked_at;
      if (holds_question(line->text)) return true;
    }
    return false;
  }

  bool has_room(const std::string& text) const {
    return session.lines.size() < limits::kSessionLines && session.line_bytes + text.size() <= limits::kSessionLineBytes;
  }

  Said say(std::string text) const {
    return Said{session.id, MessageId{session.lines.size() + 1}, seat.person, std::move(text), partner_types()};
  }

  /// In the debrief all talk at once: only what comes over somebody in the scene is worth asking about.
  bool partner_types() const {
    if (!in({Phase::talk, Phase::solve})) return false;
    const PersonId partner = session.person_with(seat.role == Role::agent ? Role::customer : Role::agent);
    return partner && context.is_typing(partner);
  }

  const protocol::Line& line(MessageId id) const { return session.lines[id.value - 1]; }

  // --- Intents ---

  Decision operator()(const protocol::Ready& intent) const {
    if (intent.phase > session.phase) return wrong_phase(fmt::format("{} has not begun", protocol::word(intent.phase)));
    if (intent.phase < session.phase || seat.ready == session.phase) return Events{};
    return Events{WasReady{session.id, seat.person, session.phase}};
  }

  Decision operator()(const protocol::Say& intent) const {
    if (!in({Phase::talk, Phase::solve, Phase::debrief})) return wrong_phase("messages belong to talk, solve and debrief");
    if (session.mode == Mode::spoken && session.phase != Phase::debrief) {
      return wrong_phase("this round is spoken: talk to each other");
    }
    if (seat.role == Role::observer && session.phase != Phase::debrief) {
      return wrong_phase("the observer listens, and writes in the debrief");
    }
    if (!has_room(intent.text)) return refuse(Why::too_many, "this session's transcript is full", "text");
    return Events{say(intent.text)};
  }

  Decision operator()(const protocol::Feel& intent) const {
    if (!in({Phase::talk, Phase::recap, Phase::solve})) return wrong_phase("felt-heard is set in talk, recap and solve");
    if (intent.level == session.felt_now()) return Events{};
    if (session.felt.size() >= limits::kSessionFelt) return refuse(Why::too_many, "felt-heard was changed too often", "level");
    return Events{Felt{session.id, intent.level}};
  }

  Decision operator()(const protocol::Reveal& intent) const {
    if (!in({Phase::talk, Phase::solve})) return wrong_phase("facts are told in talk and solve");
    const card::Fact* fact = session.fact(intent.fact);
    if (!fact) return refuse(Why::unknown, fmt::format("this card has no fact '{}'", intent.fact), "fact");
    Events events;
    if (!was_told(fact->id)) events.push_back(Told{session.id, fact->id, is_earned(*fact)});
    if (intent.say && session.mode == Mode::chat && has_room(fact->text)) {
      events.push_back(say(fact->text));
    }
    return events;
  }

  Decision operator()(const protocol::PlayBeat& intent) const {
    const auto& beats = session.card->customer.beats;
    const auto beat = std::ranges::find(beats, intent.beat, &card::Beat::id);
    if (beat == beats.end() || beat->when.kind != card::Trigger::Kind::pressed) {
      return refuse(Why::unknown, fmt::format("this card has no beat '{}' to press", intent.beat), "beat");
    }
    const bool now = (beat->when.phase == card::BeatPhase::talk && session.phase == Phase::talk) ||
                     (beat->when.phase == card::BeatPhase::recap && session.phase == Phase::recap) ||
                     (beat->when.phase == card::BeatPhase::solve && session.phase == Phase::solve);
    if (!now) return wrong_phase("this beat belongs to another phase");
    if (std::ranges::find(session.beats, beat->id, &PlayedBeat::beat) != session.beats.end()) return Events{};
    return Events{BeatPlayed{session.id, beat->id}};
  }

  Decision operator()(const protocol::TakeNote& intent) const {
    if (!in({Phase::brief, Phase::talk, Phase::recap, Phase::solve})) return wrong_phase("notes are taken until the scoring");
    const auto own = static_cast<std::size_t>(std::ranges::count(session.notes, seat.person, &Note::person));
    if (own >= limits::kSessionNotes) {
      return refuse(Why::too_many, fmt::format("a session holds {} of your notes", limits::kSessionNotes), "text");
    }
    if (intent.source && !has_line(*intent.source)) return refuse(Why::unknown, "there is no such message", "source");
    return Events{
        Noted{session.id, seat.person, NoteId{own + 1}, intent.kind, intent.text, intent.source}};
  }

  Decision operator()(const protocol::Breathe&) const {
    if (session.phase != Phase::talk) return wrong_phase("'take a breath' belongs to the talk");
    if (session.breath_until) return refuse(Why::already_done, "you have taken your breath in this talk");
    if (session.paused_at) return refuse(Why::already_done, "the round is paused already");
    return Events{Breathed{session.id, static_cast<std::uint32_t>(context.settings.breath.count())}};
  }

  Decision operator()(const protocol::StepOut&) const {
    // In the debrief the scene is over: who leaves takes nothing from the others.
    if (session.phase == Phase::debrief) return Events{SeatGone{session.id, seat.person}};
    return Events{SessionEnded{session.id, Ending::stepped_out, seat.person}};
  }

  Decision operator()(const protocol::Heated& intent) const {
    if (!has_line(intent.message)) return refuse(Why::unknown, "there is no such message", "message");
    if (session.lines[intent.message.value - 1].from != seat.person) return refuse(Why::not_allowed, "mark your own lines", "message");
    if (std::ranges::find(session.heated, intent.message) != session.heated.end()) return Events{};
    if (session.heated.size() >= limits::kSessionHeated) return refuse(Why::too_many, "too many lines are marked", "message");
    return Events{GotHeated{session.id, intent.message}};
  }

  Decision operator()(const protocol::TapTally& intent) const {
    if (!in({Phase::talk, Phase::solve})) return wrong_phase("taps belong to talk and solve");
    if (is_outside(session, seat.person)) return not_your_role("you hear nothing of this talk yet; you are called in later");
    std::uint32_t taps = 0;
    for (const auto& [kind, count] : session.tallies) taps += count;
    if (taps >= limits::kSessionTaps) return refuse(Why::too_many, "too many taps");
    return Events{Tallied{session.id, intent.kind}};
  }

  Decision operator()(const protocol::Recap& intent) const {
    if (session.phase != Phase::recap) return wrong_phase("the recap opens after the talk");
    if (session.recaps.size() == 1 && !session.recaps.front().marks) {
      return refuse(Why::already_done, "your recap is with the customer; you can mend it once it is marked");
    }
    if (session.recaps.size() >= 2) return refuse(Why::already_done, "a recap is mended once");
    return Events{RecapGiven{session.id, intent}};
  }

  Decision check_links(const std::vector<protocol::LineMark>& marks, std::size_t lines, std::string_view field) const {
    if (marks.size() != lines) {
      return refuse(Why::out_of_range, fmt::format("the recap has {} lines under '{}', the marks {}", lines, field, marks.size()),
                    std::string(field));
    }
    for (const auto& mark : marks) {
      if (!mark.is.empty() && !knows_fact(mark.is) && !knows_feeling(mark.is)) {
        return refuse(Why::unknown, fmt::format("this card has no fact or feeling '{}'", mark.is), "is");
      }
    }
    return Events{};
  }

  Decision check_known(const std::vector<std::string>& ids, std::string_view field) const {
    for (const std::string& id : ids) {
      if (!knows_fact(id) && !knows_feeling(id)) {
        return refuse(Why::unknown, fmt::format("this card has no fact or feeling '{}'", id), std::string(field));
      }
    }
    return Events{};
  }

  Decision operator()(const protocol::Mark& intent) const {
    if (session.phase != Phase::recap) return wrong_phase("marks belong to the recap");
    if (session.recaps.empty()) return refuse(Why::empty, "there is no recap to mark yet");
    const protocol::Recap& recap = session.recaps.back().recap;
    for (const Decision& checked :
         {check_links(intent.facts, recap.facts.size(), "facts"), check_links(intent.feelings, recap.feelings.size(), "feelings"),
          check_known(intent.missed, "missed"), check_known(intent.untold, "untold")}) {
      if (!checked) return checked;
    }
    return Events{RecapMarked{session.id, intent}};
  }

  Decision operator()(const protocol::Rate& intent) const { return rate(session, seat.person, intent); }

  Decision operator()(const protocol::Outcome& intent) const {
    if (session.phase != Phase::score) return wrong_phase("the outcome belongs to the scoring");
    if (session.outcome) return refuse(Why::already_done, "you have answered");
    const auto unknown = [](const std::vector<std::string>& ids, const std::vector<card::Option>& options) {
      return std::ranges::find_if(ids, [&](const std::string& id) {
        return std::ranges::find(options, id, &card::Option::id) == options.end();
      });
    };
    const card::CustomerSide& side = session.card->customer;
    if (const auto it = unknown(intent.resolution, side.resolution); it != intent.resolution.end()) {
      return refuse(Why::unknown, fmt::format("this card has no resolution '{}'", *it), "resolution");
    }
    if (const auto it = unknown(intent.prevention, side.prevention); it != intent.prevention.end()) {
      return refuse(Why::unknown, fmt::format("this card has no prevention '{}'", *it), "prevention");
    }
    for (const std::string& id : intent.again) {
      if (!knows_fact(id)) return refuse(Why::unknown, fmt::format("this card has no fact '{}'", id), "again");
    }
    return Events{OutcomeGiven{session.id, intent}};
  }

  Decision operator()(const protocol::React& intent) const {
    if (session.phase != Phase::debrief) return wrong_phase("reactions open the debrief");
    return Events{Reacted{session.id, seat.person, intent.word}};
  }

  Decision operator()(const protocol::Intend& intent) const {
    if (session.phase != Phase::debrief) return wrong_phase("the intention ends the debrief");
    return Events{Intended{session.id, seat.person, intent.text}};
  }

  Decision operator()(const protocol::KeepIntention& intent) const {
    if (session.phase != Phase::score) return wrong_phase("how far you kept your intention is asked in the scoring");
    const auto meant = session.meant.find(seat.person);
    if (meant == session.meant.end() || meant->second.empty()) {
      return refuse(Why::not_allowed, "you brought no intention into this role-play; name one in the debrief", "level");
    }
    if (session.kept.contains(seat.person)) return refuse(Why::already_done, "you have said how far you kept it", "level");
    return Events{KeptIntention{session.id, seat.person, intent.level}};
  }

  Decision operator()(const protocol::ReplayFrom& intent) const {
    if (session.phase != Phase::debrief) return wrong_phase("a scene is played again in the debrief");
    if (!intent.message) {
      if (!session.replay) return Events{};
      return Events{ReplayWanted{session.id, seat.person, intent.message}};
    }
    if (auto refusal = not_of_the_scene(intent.message)) return tl::unexpected<Refusal>(std::move(*refusal));
    const Seat* partner = session.seat_with(seat.role == Role::agent ? Role::customer : Role::agent);
    if (!partner || partner->state == PresenceState::gone) {
      return refuse(Why::not_allowed, "your partner has left the debrief; there is nobody to play with");
    }
    if (session.replay && session.replay->on) {
      return refuse(Why::already_done, "you are playing again already; end that first", "message");
    }
    const bool same = session.replay && session.replay->from == intent.message && session.replay->asked_by == seat.person;
    if (same) return Events{};
    return Events{ReplayWanted{session.id, seat.person, intent.message}};
  }

  Decision operator()(const protocol::AllowQuote& intent) const {
    if (session.phase != Phase::debrief) return wrong_phase("a line is shown to the class from the debrief on");
    if (auto refusal = not_of_the_scene(intent.message)) return tl::unexpected<Refusal>(std::move(*refusal));
    const protocol::Line& said = line(intent.message);
    if (said.from != seat.person) return refuse(Why::not_allowed, "only whoever wrote a line can let the class see it", "message");
    return Events{QuoteAllowed{session.id, seat.person, {session.id, said.id, said.role, session.card->title, said.text}, intent.on}};
  }

  /// Why this line is none of the talk or of the solving; nothing if it is one.
  std::optional<Refusal> not_of_the_scene(MessageId id) const {
    if (!has_line(id)) return Refusal{Why::unknown, "there is no such message", "message"};
    if (line(id).phase != Phase::debrief) return {};
    return Refusal{Why::not_allowed, "choose a line of the talk or of the solving", "message"};
  }

  Decision operator()(const protocol::OpenPing& intent) const { return open_ping(session, seat, intent); }

  Decision operator()(const protocol::Retake& intent) const {
    if (session.phase != Phase::debrief) return wrong_phase("a line is said anew in the debrief");
    if (!has_line(intent.message)) return refuse(Why::unknown, "there is no such message", "message");
    if (line(intent.message).from != seat.person) return refuse(Why::not_allowed, "say one of your own lines anew", "message");
    if (line(intent.message).phase == Phase::debrief) return refuse(Why::not_allowed, "choose a line of the talk or of the solving", "message");
    if (session.retakes.size() >= limits::kSessionRetakes) return refuse(Why::too_many, "enough lines were said anew", "message");
    return Events{Retook{session.id, seat.person, intent.message, intent.text}};
  }

  /// Everything else is not a matter of a session.
  template <class Other>
  Decision operator()(const Other&) const {
    return refuse(Why::not_allowed, "this cannot be done inside a session");
  }
};

}  // namespace

Decision rate_as_trainer(const Session& session, PersonId trainer, const protocol::Rate& rating) {
  if (session.seat_of(trainer)) return refuse(Why::not_allowed, "you play in this role-play; rate it from your own place", "session");
  return rate(session, trainer, rating);
}

Decision decide(const Session& session, PersonId who, const protocol::Intent& intent, const Context& context) {
  const Seat* seat = session.seat_of(who);
  if (!seat || seat->state == PresenceState::gone || !session.open()) {
    return refuse(Why::not_in_session, "you are in no role-play right now");
  }
  return std::visit(Decide{session, *seat, context}, intent);
}

}  // namespace earshot::domain
