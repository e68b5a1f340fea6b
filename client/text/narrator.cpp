#include "client/text/narrator.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include "client/text/phase_clock.h"
#include "client/text/read_class.h"

namespace earshot::text_client {

using namespace protocol;

namespace {

template <class T, class... Among>
constexpr bool is_one_of = (std::is_same_v<T, Among> || ...);

template <class T>
constexpr bool is_history =
    is_one_of<T, CustomerBrief, AgentBrief, BeatShown, TimeJumped, FeltShown, ToldShown, NoteShown, BreathShown, RecapShown,
              MarksShown, RatingShown, OutcomeShown, DebriefShown, ReactionShown, IntentionShown, TallyShown, RetakeShown,
              ModifiersShown, SceneNote>;

std::string_view what_to_do(Phase phase, Role role, Mode mode) {
  const bool customer = role == Role::customer;
  const bool agent = role == Role::agent;
  switch (phase) {
    case Phase::brief: return "Read your side; /brief reads it again. Type /ready when you are done.";
    case Phase::talk:
      if (mode == Mode::spoken) return "Talk to each other. Listening only; nothing needs solving yet.";
      if (customer) return "Type what you say. /fact 3 tells a fact in the card's words, /feel 4 sets how heard you feel.";
      if (agent) return "Listening only; nothing needs solving yet. Type what you say. /note takes a note, /breathe stops the clock once.";
      return "Listen. /tap open_question, feeling_named or advice_early counts what you notice.";
    case Phase::recap:
      if (customer) return "Wait for the recap, then type /mark.";
      return agent ? "Give back what you heard: type /recap. /notes reads your notes." : "The agent gives back what was heard.";
    case Phase::solve: return "Now solve it together: an offer, an owner, a time, and what prevents it.";
    case Phase::score:
      return customer ? "Type /outcome for the four questions, then /rate for each person." : "Type /rate for each person.";
    case Phase::debrief: return "Everything is open now. /react WORD says how it was, /intend TEXT what you will try. /debrief reads it again.";
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
    return {v.name.empty() ? "You are signed in." : fmt::format("You are {}.", v.name)};
  }
  Spoken operator()(const Accepted&) const { return {}; }
  Spoken operator()(const Refused& v) const { return {"Not done: " + as_sentence(v.text)}; }
  Spoken operator()(const TrainerInvite& v) const {
    return {"This token makes somebody a trainer of this server: " + v.token};
  }
  Spoken operator()(const LinkCode& v) const {
    return {fmt::format("The code for your other device is {}. There, type /redeem {}. It is good for {}.", v.code, v.code,
                        spoken(v.until.point() - now_))};
  }
  Spoken operator()(const ClassEntered&) const { return {}; }
  Spoken operator()(const MemberPage&) const { return n_.members(model_); }
  Spoken operator()(const MemberLeft&) const { return n_.members(model_); }
  Spoken operator()(const ClassLeft& v) const {
    n_.class_ = {};
    return {v.why};
  }
  Spoken operator()(const CardPage&) const { return {}; }
  Spoken operator()(const RubricShown&) const { return {}; }
  Spoken operator()(const RoundShown& v) const {
    const auto before = std::exchange(n_.round_, v);
    if (before == v) return {};
    if (!v.running) return before && before->running ? Spoken{"The round is over."} : Spoken{};
    if (v.paused) return {"The round is paused."};
    return {fmt::format("A round runs: {}{}.", v.title, v.mode == Mode::spoken ? ", spoken" : "")};
  }
  Spoken operator()(const Waiting& v) const {
    std::string text = v.reason;
    if (v.position > 0) text += fmt::format(" You are number {} in the queue.", v.position);
    if (!v.meanwhile.empty()) text += ' ' + v.meanwhile;
    if (std::exchange(n_.waiting_, text) == text || text.empty()) return {};
    return {text};
  }
  Spoken operator()(const SessionShown&) const { return {}; }
  Spoken operator()(const TrainerNotice& v) const {
    const std::string who = model::name_of(model_, v.person);
    if (v.stepped_out) return {who + " stepped out."};
    return {v.text.empty() ? who + " asks for you." : fmt::format("{} asks for you: {}", who, v.text)};
  }
  Spoken operator()(const BroadcastShown& v) const {
    return {fmt::format("{}, to {}: {}", from(v.from), v.session ? "your role-play" : "all", v.text)};
  }
  Spoken operator()(const WhisperShown& v) const {
    return {v.from == model_.self.person ? fmt::format("You, to {}: {}", model::name_of(model_, v.to), v.text)
                                         : fmt::format("{}, to you alone: {}", from(v.from), v.text)};
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
    return {fmt::format("Step {} of {}: {}.", *v.step + 1, v.plan.steps.size(),
                        step.title.empty() ? spaced(word(step.kind)) : step.title)};
  }
  Spoken operator()(const EyesUpShown& v) const {
    if (std::exchange(n_.eyes_up_, v.on) == v.on) return {};
    if (!v.on) return {"Go on: the clocks run again."};
    Spoken out{"Eyes up: your trainer speaks to everybody. The clocks stand still."};
    if (!v.text.empty()) out.push_back(v.text);
    return out;
  }

  Spoken operator()(const Paired& v) const {
    n_.waiting_.clear();
    const auto seat = std::exchange(n_.seat_, std::pair{v.role, v.outside});
    if (std::exchange(n_.paired_, v.session) == v.session) {
      if (seat.second && !v.outside) return {fmt::format("You are called in: you are the {} now.", word(v.role))};
      if (seat.first != v.role) return {fmt::format("You are the {} now.", word(v.role))};
      return {"You are back in the role-play."};
    }
    n_.said_.clear();
    n_.last_line_ = {};
    n_.pings_.clear();
    Spoken out;
    out.push_back(v.watching ? fmt::format("You watch a role-play: {}.", v.title)
                             : fmt::format("Card: {}. You {} the {}.", v.title, v.role == Role::observer ? "are" : "play", word(v.role)));
    for (const Participant& one : v.people) {
      if (one.person != model_.self.person) out.push_back(fmt::format("{} is the {}.", one.name, word(one.role)));
    }
    if (!v.content_note.empty()) out.push_back("Content note: " + v.content_note);
    if (!v.intention.empty()) out.push_back("You meant to try: " + v.intention);
    if (v.kind == SessionKind::warm_up) out.push_back("This is a warm-up; nobody scores it.");
    if (v.outside) out.push_back("You wait outside until you are called in; the talk is not read to you.");
    if (!v.tasks.empty()) {
      std::string tasks;
      for (const Tally task : v.tasks) tasks += (tasks.empty() ? "" : ", ") + spaced(word(task));
      out.push_back(fmt::format("Tap this time: {}.", tasks));
    }
    if (!v.content_note.empty() && !v.watching) out.push_back("/swapcard deals another card before the talk, without a reason.");
    if (!v.watching) out.push_back("/stepout ends the scene at any time, without a reason.");
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
      if (v.paused != was_paused) return {v.paused ? "The clock is paused." : fmt::format("The clock runs again; {} left.", left)};
      return {fmt::format("{} left in {}.", left, word(v.phase))};
    }
    Spoken out{fmt::format("Phase {} of {}: {}. {}.", static_cast<int>(v.phase) + 1, kPhases, capitalised(word(v.phase)), left)};
    if (!model_.session->watching) out.emplace_back(what_to_do(v.phase, model_.session->role, model_.session->mode));
    return out;
  }
  Spoken operator()(const ReadyShown& v) const {
    if (v.person == model_.self.person) return {};
    return {model::name_of(model_, v.person) + " is ready."};
  }
  Spoken operator()(const PartnerShown& v) const {
    if (v.person == model_.self.person) return {};
    const std::string who = model::name_of(model_, v.person);
    switch (v.state) {
      case PresenceState::here: return {who + " is back."};
      case PresenceState::away: return {fmt::format("{} dropped out. The place is held for {}.", who, spoken(held(v)))};
      case PresenceState::gone: return {who + " has gone."};
    }
    return {};
  }
  Spoken operator()(const Lines& v) const {
    Spoken out;
    if (!model_.session) return out;
    for (const Line& line : v.lines) {
      if (line.id <= n_.last_line_) continue;
      n_.last_line_ = line.id;
      out.push_back(line_aloud(line, *model_.session, model_));
    }
    return out;
  }
  Spoken operator()(const TypingShown&) const { return {}; }  // a screen reader would speak of nothing else
  Spoken operator()(const BeatShown& v) const {
    return {fmt::format("Prompt for you: {}{}", v.text, v.mood.empty() ? "" : " Your mood: " + as_sentence(v.mood))};
  }
  Spoken operator()(const TimeJumped& v) const { return {"Time moves on: " + as_sentence(v.jump)}; }
  Spoken operator()(const FeltShown& v) const { return {fmt::format("Felt heard: {} of 5.", v.level)}; }
  Spoken operator()(const ToldShown& v) const {
    if (!model_.session) return {};
    return {fmt::format("Counted as told: {}{}.", text_of_id(*model_.session, v.fact),
                        v.earned ? "" : ", before its condition was met")};
  }
  Spoken operator()(const NoteShown& v) const { 
    if (v.by && v.by != model_.self.person) {
      return {fmt::format("{} noted, {}: {}", model::name_of(model_, v.by), capitalised(word(v.kind)), v.text)};
    }
    return {fmt::format("Noted, {}: {}", capitalised(word(v.kind)), v.text)};
  }
  Spoken operator()(const BreathShown& v) const {
    if (!model_.session) return {};
    return {fmt::format("A breath. The clock stands still for {}.", spoken(v.until.point() - model_.session->clock.server(now_)))};
  }
  Spoken operator()(const RecapShown& v) const {
    if (!model_.session || in_debrief(v.session)) return {};
    Spoken out = read_recap(*model_.session->last_recap(), v.attempt);
    if (model_.session->role == Role::customer) out.push_back("Type /mark to mark it.");
    return out;
  }
  Spoken operator()(const MarksShown& v) const {
    if (!model_.session || in_debrief(v.session)) return {};
    Spoken out = read_marks(*model_.session, *model_.session->last_recap());
    if (model_.session->role == Role::agent && v.attempt == 1) out.push_back("You may mend it once with /recap, or type /ready.");
    return out;
  }
  Spoken operator()(const RatingShown& v) const {
    if (v.by != model_.self.person || in_debrief(v.session)) return {};
    return {fmt::format("Your rating of {} is stored.", v.rating.of == v.by ? "yourself" : model::name_of(model_, v.rating.of))};
  }
  Spoken operator()(const OutcomeShown& v) const {
    if (in_debrief(v.session)) return {};
    return {"Your four answers are stored."};
  }
  Spoken operator()(const DebriefShown&) const { return model_.session ? read_debrief(*model_.session, model_) : Spoken{}; }
  Spoken operator()(const ReactionShown& v) const {
    return {fmt::format("{} in one word: {}", model::name_of(model_, v.person), v.word)};
  }
  Spoken operator()(const IntentionShown& v) const {
    return {fmt::format("{} means to try: {}", model::name_of(model_, v.person), v.text)};
  }
  Spoken operator()(const SessionClosed& v) const {
    return {v.text.empty() ? "This role-play is over." : v.text, "/queue finds a partner, /board reads the leaderboard."};
  }
  Spoken operator()(const TallyShown& v) const { return {fmt::format("{}: {}.", capitalised(word(v.kind)), v.count)}; }
  Spoken operator()(const SeatShown& v) const {
    if (v.who.person == model_.self.person) return {};
    if (!v.instead_of) return {fmt::format("{} is the {} now.", v.who.name, word(v.who.role))};
    return {fmt::format("{} is the {} now, instead of {}.", v.who.name, word(v.who.role), model::name_of(model_, v.instead_of))};
  }
  Spoken operator()(const PingShown& v) const {
    const auto before = n_.pings_.find(v.ping);
    const bool known = before != n_.pings_.end();
    const bool opened = v.open && !(known && before->second.open);
    n_.pings_[v.ping] = v;
    Spoken out;
    if (!known) out.push_back(fmt::format("A message from {}: {}", v.from, v.text));
    if (opened) {
      out.push_back(v.inside);
    } else if (!known) {
      out.push_back(fmt::format("/open {} opens it, if you like. The talk goes on.", v.ping));
    }
    return out;
  }
  Spoken operator()(const RetakeShown& v) const {
    return {fmt::format("{} would say it this way now: {}",
                        v.person == model_.self.person ? "You" : model::name_of(model_, v.person), v.text)};
  }
  Spoken operator()(const ModifiersShown& v) const {
    // The debrief reads them, if it is still to come.
    return model_.session && model_.session->debrief ? read_modifiers(v) : Spoken{};
  }
  Spoken operator()(const SceneNote& v) const { return {v.text}; }
  Spoken operator()(const BoardPage& v) const {
    const auto board = model_.boards.find(model::BoardKey{v.kind, v.window, v.card});
    if (!v.complete || board == model_.boards.end()) return {};
    return read_board(v.kind, board->second);
  }

 private:
  std::string from(PersonId person) const {
    const std::string name = model::name_of(model_, person);
    return name == "somebody" ? "The trainer" : name;
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
  if (!connection.warning.empty()) out.push_back("This device cannot keep everything: " + connection.warning);
  if (before == connection.state) return out;
  switch (connection.state) {
    case ConnectionState::idle:
    case ConnectionState::signing_in: break;
    case ConnectionState::connecting:
      if (before == ConnectionState::idle) out.push_back(fmt::format("Connecting to {}.", connection.address));
      break;
    case ConnectionState::identify:
      out.push_back(fmt::format("This is the first time you meet the server {}.", connection.server_name));
      out.push_back(fmt::format("Its security words are: {}.", connection.words));
      out.push_back("Ask your trainer to read theirs aloud. Are they the same? Type yes or no.");
      break;
    case ConnectionState::signed_out:
      out.push_back(fmt::format("You are connected to {}.", connection.server_name));
      out.push_back("Type /join CODE NAME to enter a class, or /help for everything.");
      break;
    case ConnectionState::ready:
      if (before == ConnectionState::reconnecting) out.push_back("You are connected again.");
      break;
    case ConnectionState::reconnecting:
      out.push_back(fmt::format("The connection is lost: {} It is tried again.", as_sentence(connection.reason)));
      break;
    case ConnectionState::stopped: out.push_back(connection.reason); break;
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
    out.push_back(fmt::format("You are in the class {}, code {}, as {}. {} {} in it; /who lists them.", view.name, view.code,
                              word(view.standing), view.members.size(), view.members.size() == 1 ? "person is" : "people are"));
  } else {
    for (const auto& [person, member] : present) {
      const auto before = members_.find(person);
      if (person == model.self.person) continue;
      if (before == members_.end()) out.push_back(member.name + " has joined.");
      else if (before->second.present != member.present) out.push_back(member.name + (member.present ? " is here." : " is away."));
    }
    for (const auto& [person, member] : members_) {
      if (!present.contains(person)) out.push_back(member.name + " has left.");
    }
  }
  members_ = std::move(present);
  return out;
}

}  // namespace earshot::text_client
