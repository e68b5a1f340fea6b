#include "client/text/narrator.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include "client/model/in_words.h"
#include "client/text/phase_clock.h"
#include "client/text/read_class.h"
#include "shared/words/words.h"

namespace earshot::text_client {

using namespace protocol;
using model::in_words;
using words::tr;
using words::tr_dynamic;
using words::trf;
using words::trf_count;

namespace {

template <class T, class... Among>
constexpr bool is_one_of = (std::is_same_v<T, Among> || ...);

template <class T>
constexpr bool is_history =
    is_one_of<T, CustomerBrief, AgentBrief, BeatShown, TimeJumped, FeltShown, ToldShown, NoteShown, BreathShown, RecapShown,
              MarksShown, RatingShown, OutcomeShown, DebriefShown, ReactionShown, IntentionShown, TallyShown, RetakeShown,
              ModifiersShown, SceneNote, IntentionKept>;

std::string_view what_to_do(Phase phase, Role role, Mode mode) {
  const bool customer = role == Role::customer;
  const bool agent = role == Role::agent;
  switch (phase) {
    case Phase::brief: return tr("Read your side; /brief reads it again. Type /ready when you are done.");
    case Phase::talk:
      if (mode == Mode::spoken) return tr("Talk to each other. Listening only; nothing needs solving yet.");
      if (customer) return tr("Type what you say. /fact 3 tells a fact in the card's words, /feel 4 sets how heard you feel.");
      if (agent) return tr("Listening only; nothing needs solving yet. Type what you say. /note takes a note, /breathe stops the clock once.");
      return tr("Listen. /tap open_question, feeling_named or advice_early counts what you notice.");
    case Phase::recap:
      if (customer) return tr("Wait for the recap, then type /mark.");
      return agent ? tr("Give back what you heard: type /recap. /notes reads your notes.") : tr("The agent gives back what was heard.");
    case Phase::solve: return tr("Now solve it together: an offer, an owner, a time, and what prevents it.");
    case Phase::score:
      return customer ? tr("Type /outcome for the four questions, then /rate for each person.") : tr("Type /rate for each person.");
    case Phase::debrief: return tr("Everything is open now. /react WORD says how it was, /intend TEXT what you will try. /debrief reads it again.");
  }
  return {};
}

}  // namespace

/// One sentence, or a few, for each kind of message.
class NarratorVisitor {
 public:
  NarratorVisitor(Narrator& narrator, const model::Model& model, TimePoint now) : n_(narrator), model_(model), now_(now) {}

  Spoken operator()(const Welcome& v) const {
    if (std::exchange(n_.was_ready_, true)) return {};
    return {v.name.empty() ? std::string(tr("You are signed in.")) : trf("You are {}.", v.name)};
  }
  Spoken operator()(const Accepted&) const { return {}; }
  Spoken operator()(const Refused& v) const { return {trf("Not done: {}", as_sentence(tr_dynamic(v.text)))}; }
  Spoken operator()(const TrainerInvite& v) const {
    return {trf("This token makes somebody a trainer of this server: {}", v.token)};
  }
  Spoken operator()(const LinkCode& v) const {
    return {trf("The code for your other device is {0}. There, type /redeem {0}. It is good for {1}.", v.code,
                spoken(v.until.point() - now_))};
  }
  Spoken operator()(const ClassEntered&) const { return {}; }
  Spoken operator()(const MemberPage&) const { return n_.members(model_); }
  Spoken operator()(const MemberLeft&) const { return n_.members(model_); }
  Spoken operator()(const ClassLeft& v) const {
    n_.class_ = {};
    return {std::string(tr_dynamic(v.why))};
  }
  Spoken operator()(const CardPage&) const { return {}; }
  Spoken operator()(const RubricShown&) const { return {}; }
  Spoken operator()(const RoundShown& v) const {
    const auto before = std::exchange(n_.round_, v);
    if (before == v) return {};
    if (!v.running) return before && before->running ? Spoken{std::string(tr("The round is over."))} : Spoken{};
    if (v.paused) return {std::string(tr("The round is paused."))};
    return {v.mode == Mode::spoken ? trf("A round runs: {}, spoken.", v.title) : trf("A round runs: {}.", v.title)};
  }
  Spoken operator()(const Waiting& v) const {
    std::string text(tr_dynamic(v.reason));
    if (v.position > 0) text += " " + trf("You are number {} in the queue.", v.position);
    if (!v.meanwhile.empty()) text.append(" ").append(tr_dynamic(v.meanwhile));
    if (std::exchange(n_.waiting_, text) == text || text.empty()) return {};
    return {text};
  }
  Spoken operator()(const SessionShown&) const { return {}; }
  Spoken operator()(const TrainerNotice& v) const {
    const std::string who = model::name_of(model_, v.person);
    if (v.stepped_out) return {trf("{} stepped out.", who)};
    return {v.text.empty() ? trf("{} asks for you.", who) : trf("{0} asks for you: {1}", who, v.text)};
  }
  Spoken operator()(const BroadcastShown& v) const {
    return {v.session ? trf("{0}, to your role-play: {1}", from(v.from), v.text) : trf("{0}, to all: {1}", from(v.from), v.text)};
  }
  Spoken operator()(const WhisperShown& v) const {
    return {v.from == model_.self.person ? trf("You, to {0}: {1}", model::name_of(model_, v.to), v.text)
                                         : trf("{0}, to you alone: {1}", from(v.from), v.text)};
  }
  // A trainer hears these on asking; who asks for help is a notice already.
  Spoken operator()(const SettingsShown&) const { return {}; }
  Spoken operator()(const LessonPage&) const { return {}; }
  Spoken operator()(const CardSource&) const { return {}; }
  Spoken operator()(const ShelfPage&) const { return {}; }
  Spoken operator()(const HelpShown&) const { return {}; }
  Spoken operator()(const WishesShown&) const { return {}; }
  Spoken operator()(const PlanShown& v) const {
    const auto before = std::exchange(n_.plan_, v);
    if (!v.step || (before && before->step == v.step) || *v.step >= v.plan.steps.size()) return {};
    const PlanStep& step = v.plan.steps[*v.step];
    return {trf("Step {0} of {1}: {2}.", *v.step + 1, v.plan.steps.size(),
                step.title.empty() ? in_words(step.kind) : std::string_view(step.title))};
  }
  Spoken operator()(const EyesUpShown& v) const {
    if (std::exchange(n_.eyes_up_, v.on) == v.on) return {};
    if (!v.on) return {std::string(tr("Go on: the clocks run again."))};
    Spoken out{std::string(tr("Eyes up: your trainer speaks to everybody. The clocks stand still."))};
    if (!v.text.empty()) out.push_back(v.text);
    return out;
  }

  Spoken operator()(const Paired& v) const {
    n_.waiting_.clear();
    const auto seat = std::exchange(n_.seat_, std::pair{v.role, v.outside});
    if (std::exchange(n_.paired_, v.session) == v.session) {
      if (seat.second && !v.outside) return {trf("You are called in: you are the {} now.", in_words(v.role))};
      if (seat.first != v.role) return {trf("You are the {} now.", in_words(v.role))};
      return {std::string(tr("You are back in the role-play."))};
    }
    n_.said_.clear();
    n_.last_line_ = {};
    n_.pings_.clear();
    Spoken out;
    out.push_back(v.watching                    ? trf("You watch a role-play: {}.", v.title)
                  : v.role == Role::observer ? trf("Card: {}. You are the observer.", v.title)
                  : v.role == Role::agent    ? trf("Card: {}. You play the agent.", v.title)
                                             : trf("Card: {}. You play the customer.", v.title));
    for (const Participant& one : v.people) {
      if (one.person != model_.self.person) out.push_back(trf("{0} is the {1}.", one.name, in_words(one.role)));
    }
    if (!v.content_note.empty()) out.push_back(trf("Content note: {}", v.content_note));
    if (!v.intention.empty()) out.push_back(trf("You meant to try: {}", v.intention));
    if (v.kind == SessionKind::warm_up) out.emplace_back(tr("This is a warm-up; nobody scores it."));
    if (v.outside) out.emplace_back(tr("You wait outside until you are called in; the talk is not read to you."));
    if (!v.tasks.empty()) {
      std::string tasks;
      for (const Tally task : v.tasks) tasks.append(tasks.empty() ? "" : ", ").append(in_words(task));
      out.push_back(trf("Tap this time: {}.", tasks));
    }
    if (!v.content_note.empty() && !v.watching) out.emplace_back(tr("/swapcard deals another card before the talk, without a reason."));
    if (!v.watching) out.emplace_back(tr("/stepout ends the scene at any time, without a reason."));
    return out;
  }
  Spoken operator()(const CustomerBrief& v) const { return brief(v.session, Role::customer); }
  Spoken operator()(const AgentBrief& v) const { return brief(v.session, Role::agent); }

  Spoken operator()(const PhaseShown& v) const {
    const bool same = n_.session_ == v.session && n_.phase_ == v.phase;
    const bool clock_changed = same && (n_.paused_ != v.paused || n_.ends_at_ != v.ends_at.point());
    n_.session_ = v.session;
    n_.phase_ = v.phase;
    const bool was_paused = std::exchange(n_.paused_, v.paused);
    n_.ends_at_ = v.ends_at.point();
    if (!model_.session) return {};
    const std::string left = spoken(model_.session->left(now_));
    if (same) {
      if (!clock_changed) return {};
      if (v.paused != was_paused) return {v.paused ? std::string(tr("The clock is paused.")) : trf("The clock runs again; {} left.", left)};
      return {left_in_phase(model_.session->left(now_), v.phase)};
    }
    Spoken out{trf("Phase {0} of {1}: {2}. {3}.", static_cast<int>(v.phase) + 1, kPhases, capitalised(in_words(v.phase)), left)};
    if (!model_.session->watching) out.emplace_back(what_to_do(v.phase, model_.session->role, model_.session->mode));
    if (v.phase == Phase::score && !model_.session->watching && !model_.session->intention.empty()) {
      out.push_back(trf("You meant to try: {}", as_sentence(model_.session->intention)) + " " + std::string(tr("/kept 1 to 5 says how far you kept it.")));
    }
    return out;
  }
  Spoken operator()(const ReadyShown& v) const {
    if (v.person == model_.self.person) return {};
    return {trf("{} is ready.", model::name_of(model_, v.person))};
  }
  Spoken operator()(const PartnerShown& v) const {
    if (v.person == model_.self.person) return {};
    const std::string who = model::name_of(model_, v.person);
    switch (v.state) {
      case PresenceState::here: return {trf("{} is back.", who)};
      case PresenceState::away: return {trf("{0} dropped out. The place is held for {1}.", who, spoken(held(v)))};
      case PresenceState::gone: return {trf("{} has gone.", who)};
    }
    return {};
  }
  Spoken operator()(const Lines& v) const {
    Spoken out;
    if (!model_.session) return out;
    for (const Line& line : v.lines) {
      if (line.id <= n_.last_line_) continue;
      n_.last_line_ = line.id;
      out.push_back(line_aloud(line, model_));
    }
    return out;
  }
  Spoken operator()(const TypingShown&) const { return {}; }  // a screen reader would speak of nothing else
  Spoken operator()(const BeatShown& v) const {
    std::string prompt = trf("Prompt for you: {}", v.text);
    if (!v.mood.empty()) prompt += " " + trf("Your mood: {}", as_sentence(v.mood));
    return {std::move(prompt)};
  }
  Spoken operator()(const TimeJumped& v) const { return {trf("Time moves on: {}", as_sentence(v.jump))}; }
  Spoken operator()(const FeltShown& v) const { return {trf("Felt heard: {} of 5.", v.level)}; }
  Spoken operator()(const ToldShown& v) const {
    if (!model_.session) return {};
    const std::string fact = text_of_id(*model_.session, v.fact);
    return {v.earned ? trf("Counted as told: {}.", fact) : trf("Counted as told: {}, before its condition was met.", fact)};
  }
  Spoken operator()(const NoteShown& v) const { 
    if (v.by && v.by != model_.self.person) {
      return {trf("{0} noted, {1}: {2}", model::name_of(model_, v.by), capitalised(in_words(v.kind)), v.text)};
    }
    return {trf("Noted, {0}: {1}", capitalised(in_words(v.kind)), v.text)};
  }
  Spoken operator()(const BreathShown& v) const {
    if (!model_.session) return {};
    return {trf("A breath. The clock stands still for {}.", spoken(v.until.point() - model_.session->clock.server(now_)))};
  }
  Spoken operator()(const RecapShown& v) const {
    if (!model_.session || in_debrief(v.session)) return {};
    Spoken out = read_recap(*model_.session->last_recap(), v.attempt);
    if (model_.session->role == Role::customer) out.emplace_back(tr("Type /mark to mark it."));
    return out;
  }
  Spoken operator()(const MarksShown& v) const {
    if (!model_.session || in_debrief(v.session)) return {};
    Spoken out = read_marks(*model_.session, *model_.session->last_recap());
    if (model_.session->role == Role::agent && v.attempt == 1) out.emplace_back(tr("You may mend it once with /recap, or type /ready."));
    return out;
  }
  Spoken operator()(const RatingShown& v) const {
    if (v.by != model_.self.person || in_debrief(v.session)) return {};
    return {v.rating.of == v.by ? std::string(tr("Your rating of yourself is stored."))
                                : trf("Your rating of {} is stored.", model::name_of(model_, v.rating.of))};
  }
  Spoken operator()(const OutcomeShown& v) const {
    if (in_debrief(v.session)) return {};
    return {std::string(tr("Your four answers are stored."))};
  }
  Spoken operator()(const DebriefShown&) const { return model_.session ? read_debrief(*model_.session, model_) : Spoken{}; }
  Spoken operator()(const ReactionShown& v) const {
    return {trf("{0} in one word: {1}", model::name_of(model_, v.person), v.word)};
  }
  Spoken operator()(const IntentionShown& v) const {
    return {trf("{0} means to try: {1}", model::name_of(model_, v.person), v.text)};
  }
  Spoken operator()(const SessionClosed& v) const {
    return {std::string(v.text.empty() ? tr("This role-play is over.") : tr_dynamic(v.text)), std::string(tr("/queue finds a partner, /board reads the leaderboard."))};
  }
  Spoken operator()(const TallyShown& v) const { return {fmt::format("{}: {}.", capitalised(in_words(v.kind)), v.count)}; }
  Spoken operator()(const SeatShown& v) const {
    if (v.who.person == model_.self.person) return {};
    if (!v.instead_of) return {trf("{0} is the {1} now.", v.who.name, in_words(v.who.role))};
    return {trf("{0} is the {1} now, instead of {2}.", v.who.name, in_words(v.who.role), model::name_of(model_, v.instead_of))};
  }
  Spoken operator()(const PingShown& v) const {
    const auto before = n_.pings_.find(v.ping);
    const bool known = before != n_.pings_.end();
    const bool opened = v.open && !(known && before->second.open);
    n_.pings_[v.ping] = v;
    Spoken out;
    if (!known) out.push_back(trf("A message from {0}: {1}", v.from, v.text));
    if (opened) {
      out.push_back(v.inside);
    } else if (!known) {
      out.push_back(trf("/open {} opens it, if you like. The talk goes on.", v.ping));
    }
    return out;
  }
  Spoken operator()(const RetakeShown& v) const {
    return {v.person == model_.self.person ? trf("You would say it this way now: {}", v.text)
                                           : trf("{0} would say it this way now: {1}", model::name_of(model_, v.person), v.text)};
  }
  Spoken operator()(const ModifiersShown& v) const {
    // The debrief reads them, if it is still to come.
    return model_.session && model_.session->debrief ? read_modifiers(v) : Spoken{};
  }
  Spoken operator()(const SceneNote& v) const { return {std::string(tr_dynamic(v.text))}; }

  /// What is looked back at: insight_narrator.h.
  template <class Other>
  Spoken operator()(const Other& v) const requires requires(InsightNarrator& narrator, const model::Model& model, TimePoint now) {
    narrator.say(v, model, now);
  } {
    return n_.insight_.say(v, model_, now_);
  }

 private:
  std::string from(PersonId person) const {
    return model::known_name(model_, person).value_or(std::string(tr("The trainer")));
  }

  bool in_debrief(SessionId id) const {
    return model_.session && model_.session->id == id && model_.session->phase == Phase::debrief;
  }

  /// The own side at once; the other side is part of the debrief, and an observer's at Score.
  Spoken brief(SessionId id, Role side) const {
    if (!model_.session || model_.session->id != id || in_debrief(id)) return {};
    const model::Session& session = *model_.session;
    if (session.role == side && !session.watching) return read_brief(session);
    return session.customer && session.agent ? read_brief(session) : Spoken{};
  }

  Milliseconds held(const PartnerShown& v) const {
    return model_.session ? v.until.point() - model_.session->clock.server(now_) : Milliseconds{0};
  }

  Narrator& n_;
  const model::Model& model_;
  TimePoint now_;
};

Spoken Narrator::say(const link::LinkEvent& event, const model::Model& model, TimePoint now) {
  if (const auto* said = std::get_if<ServerMessage>(&event)) {
    return is_repeated(*said) || posts_.is_repeated(*said, model) ? Spoken{} : std::visit(NarratorVisitor(*this, model, now), *said);
  }
  return connection(std::get<model::Connection>(event));
}

bool Narrator::is_repeated(const ServerMessage& message) {
  return std::visit(
      [&](const auto& body) {
        // What is history: the rest may well happen twice in the same words.
        if constexpr (is_history<std::decay_t<decltype(body)>>) {
          if (body.session != paired_) return false;
          Bytes bytes;
          encode(message, bytes);
          return !said_.insert(std::move(bytes)).second;
        } else {
          return false;
        }
      },
      message);
}

Spoken Narrator::connection(const model::Connection& connection) {
  using model::ConnectionState;
  const ConnectionState before = std::exchange(state_, connection.state);
  Spoken out;
  if (!connection.warning.empty()) out.push_back(trf("This device cannot keep everything: {}", tr_dynamic(connection.warning)));
  if (before == connection.state) return out;
  switch (connection.state) {
    case ConnectionState::idle:
    case ConnectionState::signing_in: break;
    case ConnectionState::connecting:
      if (before == ConnectionState::idle) out.push_back(trf("Connecting to {}.", connection.address));
      break;
    case ConnectionState::identify:
      out.push_back(trf("This is the first time you meet the server {}.", connection.server_name));
      out.push_back(trf("Its security words are: {}.", connection.words));
      out.emplace_back(tr("Ask your trainer to read theirs aloud. Are they the same? Type yes or no."));
      break;
    case ConnectionState::signed_out:
      out.push_back(trf("You are connected to {}.", connection.server_name));
      out.emplace_back(tr("Type /join CODE NAME to enter a class, or /help for everything."));
      break;
    case ConnectionState::ready:
      if (before == ConnectionState::reconnecting) out.emplace_back(tr("You are connected again."));
      break;
    case ConnectionState::reconnecting:
      out.push_back(trf("The connection is lost: {} It is tried again.", as_sentence(tr_dynamic(connection.reason))));
      break;
    case ConnectionState::stopped: out.emplace_back(tr_dynamic(connection.reason)); break;
  }
  return out;
}

/// Who came, went or left since the list was last spoken of.
Spoken Narrator::members(const model::Model& model) {
  Spoken out;
  if (!model.in_class || !model.in_class->members_complete) return out;
  const model::ClassView& view = *model.in_class;
  std::map<PersonId, Member> present;
  for (const Member& member : view.members) present[member.person] = member;
  if (std::exchange(class_, view.id) != view.id) {
    const std::size_t count = view.members.size();
    out.push_back(trf_count("You are in the class {0}, code {1}, as {2}. {3} person is in it; /who lists them.",
                            "You are in the class {0}, code {1}, as {2}. {3} people are in it; /who lists them.", count, view.name,
                            view.code, in_words(view.standing), count));
  } else {
    for (const auto& [person, member] : present) {
      const auto before = members_.find(person);
      if (person == model.self.person) continue;
      if (before == members_.end()) {
        out.push_back(trf("{} has joined.", member.name));
      } else if (before->second.present != member.present) {
        out.push_back(member.present ? trf("{} is here.", member.name) : trf("{} is away.", member.name));
      }
    }
    for (const auto& [person, member] : members_) {
      if (!present.contains(person)) out.push_back(trf("{} has left.", member.name));
    }
  }
  members_ = std::move(present);
  return out;
}

}  // namespace earshot::text_client
