#include "client/text/json_events.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "client/text/json_insight.h"
#include "client/text/json_parts.h"

namespace earshot::text_client {
namespace {

using namespace protocol;

Json event(std::string_view word) { return Json{{"event", word}}; }
Json event(std::string_view word, SessionId session) { return Json{{"event", word}, {"session", session.value}}; }

const model::Session* session_of(const model::Model& model, SessionId id) {
  if (model.session && model.session->id == id) return &*model.session;
  if (model.ended && model.ended->session.id == id) return &model.ended->session;
  return nullptr;
}

class Events {
 public:
  explicit Events(const model::Model& model) : model_(model) {}

  void operator()(const Welcome& v) {
    add(event("welcome"), {{"person", v.person.value}, {"name", v.name}, {"resume", v.resume}, {"trainer", v.trainer}});
  }
  void operator()(const Accepted& v) {
    Json out = event("accepted");
    if (v.id != 0) out["id"] = v.id;
    out["at"] = v.at.ms;
    out_.push_back(std::move(out));
  }
  void operator()(const Refused& v) { out_.push_back(refused_event({v.why, v.text, v.field})); }
  void operator()(const TrainerInvite& v) { add(event("trainer_invite"), {{"token", v.token}}); }
  void operator()(const LinkCode& v) { add(event("link"), {{"code", v.code}, {"until", v.until.ms}}); }

  // The class is said whole, once its first list is complete.
  void operator()(const ClassEntered&) {}
  void operator()(const MemberPage& v) {
    if (v.complete) add_class();
  }
  void operator()(const MemberLeft&) { add_class(); }
  void operator()(const ClassLeft& v) { add(event("left"), {{"why", v.why}}); }

  void operator()(const CardPage& v) {
    if (!v.complete) return;
    Json cards = Json::array();
    for (const CardSummary& card : model_.cards) cards.push_back(to_json(card));
    add(event("cards"), {{"cards", std::move(cards)}});
  }
  void operator()(const CardSource& v) {
    const auto& opened = model_.opened_card;
    if (v.part + 1 != v.parts || !opened || opened->parts_left > 0) return;
    add(event("card_source"), {{"card", v.card}, {"language", v.language}, {"version", v.version}, {"draft", v.draft}, {"text", opened->text}});
  }
  void operator()(const ShelfPage& v) {
    Json entries = Json::array();
    for (const ShelfEntry& entry : v.entries) entries.push_back(to_json(entry));
    add(event("shelf"), {{"entries", std::move(entries)}});
  }
  void operator()(const RubricShown& v) {
    add(event("rubric"), {{"id", v.id},
                          {"agent", list_of(v.agent)},
                          {"customer", list_of(v.customer)},
                          {"focus_sets", list_of(v.focus_sets)}});
  }
  void operator()(const RoundShown& v) {
    Json seconds = Json::object();
    for (std::size_t i = 0; i < v.phase_seconds.size() && i < kPhases; ++i) seconds[std::string(kPhaseWords[i])] = v.phase_seconds[i];
    add(event("round"), {{"round", v.round.value}, {"running", v.running}, {"paused", v.paused}, {"card", v.card},
                         {"title", v.title}, {"mode", word(v.mode)}, {"focus", v.focus}, {"seconds", std::move(seconds)}});
  }
  void operator()(const Waiting& v) {
    Json out = event("waiting");
    out["reason"] = v.reason;
    if (v.position != 0) out["position"] = v.position;
    out["queued"] = v.queued;
    put_text(out, "meanwhile", v.meanwhile);
    out_.push_back(std::move(out));
  }
  void operator()(const SessionShown&) { out_.push_back(sessions_event(model_)); }
  void operator()(const TrainerNotice& v) {
    add(event("notice"), {{"kind", v.stepped_out ? "stepped_out" : "help"}, {"person", v.person.value},
                          {"session", v.session.value}, {"text", v.text}});
  }
  void operator()(const BroadcastShown& v) {
    Json out = event("broadcast");
    if (v.session) out["session"] = v.session.value;
    add(std::move(out), {{"from", v.from.value}, {"text", v.text}, {"id", v.id}, {"at", v.at.ms}});
  }
  void operator()(const WhisperShown& v) {
    add(event("whisper"),
        {{"from", v.from.value}, {"to", v.to.value}, {"text", v.text}, {"id", v.id}, {"at", v.at.ms}});
  }

  void operator()(const SettingsShown& v) { add(event("settings"), to_json(v.settings)); }
  void operator()(const PlanShown& v) { add(event("plan"), to_json(v)); }
  void operator()(const LessonPage& v) {
    if (v.complete) add(event("lessons"), {{"lessons", list_of(model_.lessons)}});
  }
  void operator()(const EyesUpShown& v) { add(event("eyes_up"), {{"on", v.on}, {"text", v.text}}); }
  void operator()(const HelpShown& v) { add(event("help"), {{"waiting", list_of(v.waiting)}}); }
  void operator()(const WishesShown& v) { add(event("wishes"), {{"pairs", list_of(v.pairs)}}); }

  void operator()(const Paired& v) {
    Json partners = Json::array();
    for (const Participant& one : v.people) {
      if (one.person != model_.self.person) partners.push_back(to_json(one));
    }
    Json out = event("paired", v.session);
    if (v.round) out["round"] = v.round.value;
    out.update({{"role", word(v.role)}, {"card", v.card}, {"title", v.title}, {"mode", word(v.mode)}, {"focus", v.focus},
                {"partners", std::move(partners)}});
    put_text(out, "content_note", v.content_note);
    put_text(out, "intention", v.intention);
    if (v.watching) out["watching"] = true;
    if (v.kind != SessionKind::role_play) out["kind"] = word(v.kind);
    if (!v.tasks.empty()) out["tasks"] = words_of(v.tasks);
    if (v.outside) out["outside"] = true;
    out_.push_back(std::move(out));
  }

  // The other side's brief comes for the debrief and is part of that event.
  void operator()(const CustomerBrief& v) {
    if (reads(v.session, Role::customer)) add(event("brief", v.session), to_json(v));
  }
  void operator()(const AgentBrief& v) {
    if (reads(v.session, Role::agent)) add(event("brief", v.session), to_json(v));
  }

  void operator()(const PhaseShown& v) {
    add(event("phase", v.session), {{"phase", word(v.phase)}, {"started_at", v.started_at.ms}, {"ends_at", v.ends_at.ms},
                                    {"paused", v.paused}, {"now", v.now.ms}});
  }
  void operator()(const ReadyShown& v) {
    add(event("ready", v.session), {{"person", v.person.value}, {"phase", word(v.phase)}});
  }
  void operator()(const PartnerShown& v) {
    Json out = event("partner", v.session);
    out["person"] = v.person.value;
    out["state"] = word(v.state);
    if (v.state == PresenceState::away) out["until"] = v.until.ms;
    out_.push_back(std::move(out));
  }
  void operator()(const Lines& v) {
    for (const Line& line : v.lines) add(event("message", v.session), to_json(line));
  }
  void operator()(const TypingShown& v) { add(event("typing", v.session), {{"person", v.person.value}}); }
  void operator()(const BeatShown& v) {
    Json out = event("beat", v.session);
    out["id"] = v.id;
    out["text"] = v.text;
    put_text(out, "mood", v.mood);
    put_text(out, "jump", v.jump);
    out["at"] = v.at.ms;
    out_.push_back(std::move(out));
  }
  void operator()(const TimeJumped& v) { add(event("jump", v.session), {{"text", v.jump}, {"at", v.at.ms}}); }
  void operator()(const FeltShown& v) { add(event("felt", v.session), {{"level", v.level}, {"at", v.at.ms}}); }
  void operator()(const ToldShown& v) {
    add(event("told", v.session), {{"fact", v.fact}, {"earned", v.earned}, {"at", v.at.ms}});
  }
  void operator()(const NoteShown& v) {
    Json out = event("note", v.session);
    out.update({{"id", v.id.value}, {"kind", word(v.kind)}, {"text", v.text}});
    if (v.source) out["source"] = v.source->value;
    out["at"] = v.at.ms;
    if (v.by) out["by"] = v.by.value;
    out_.push_back(std::move(out));
  }
  void operator()(const BreathShown& v) { add(event("breath", v.session), {{"until", v.until.ms}}); }
  void operator()(const RecapShown& v) {
    Json out = event("recap", v.session);
    out["attempt"] = v.attempt;
    out.update(to_json(v.recap));
    out["at"] = v.at.ms;
    out_.push_back(std::move(out));
  }
  void operator()(const MarksShown& v) {
    Json out = event("marks", v.session);
    out["attempt"] = v.attempt;
    out.update(to_json(v.marks, v.missed));
    out["at"] = v.at.ms;
    out_.push_back(std::move(out));
  }
  void operator()(const RatingShown& v) { add(event("rating", v.session), to_json(v.by, v.rating)); }
  void operator()(const OutcomeShown& v) { add(event("outcome", v.session), to_json(v.outcome)); }
  void operator()(const DebriefShown& v) {
    if (const model::Session* session = session_of(model_, v.session)) out_.push_back(debrief_event(*session, model_));
  }
  void operator()(const ReactionShown& v) {
    add(event("reaction", v.session), {{"person", v.person.value}, {"word", v.word}});
  }
  void operator()(const IntentionShown& v) {
    add(event("intention", v.session), {{"person", v.person.value}, {"text", v.text}});
  }
  void operator()(const SessionClosed& v) {
    add(event("closed", v.session), {{"why", word(v.ending)}, {"text", v.text}});
  }
  void operator()(const TallyShown& v) {
    add(event("tally", v.session), {{"kind", word(v.kind)}, {"count", v.count}});
  }
  void operator()(const SeatShown& v) {
    Json out = event("seat", v.session);
    out.update(to_json(v.who));
    if (v.instead_of) out["instead_of"] = v.instead_of.value;
    out_.push_back(std::move(out));
  }
  void operator()(const PingShown& v) { add(event("ping", v.session), to_json(v)); }
  void operator()(const RetakeShown& v) { add(event("retake", v.session), to_json(v)); }
  void operator()(const ModifiersShown& v) { add(event("modifiers", v.session), {{"told", list_of(v.told)}}); }
  void operator()(const SceneNote& v) { add(event("scene", v.session), to_json(v)); }

  // What comes in pages is said whole, once the last one is there.
  void operator()(const BoardPage& v) {
    const auto board = model_.insight.boards.find(model::BoardKey{v.kind, v.scope});
    if (v.complete && board != model_.insight.boards.end()) add(event("board"), board_parts(v.kind, v.scope, board->second));
  }
  void operator()(const AuditShown& v) { add(event("audit"), to_json(v)); }
  void operator()(const RatersShown& v) {
    if (v.complete && model_.insight.raters) add(event("raters"), to_json(*model_.insight.raters));
  }
  void operator()(const SeasonsShown& v) { add(event("seasons"), to_json(v)); }
  void operator()(const RosterShown& v) { add(event("roster"), to_json(v)); }
  void operator()(const ProfileShown& v) { add(event("profile"), to_json(v)); }
  void operator()(const HistoryPage& v) {
    if (v.complete && model_.insight.history) add(event("history"), to_json(*model_.insight.history));
  }
  void operator()(const PastPart& v) {
    const auto& past = model_.insight.past;
    if (!v.last || !model_.insight.past_complete || !past || past->id != v.session) return;
    add(event("past_debrief", past->id), debrief_parts(*past, model_));
  }
  void operator()(const ReportShown& v) {
    if (v.complete && model_.insight.report) add(event("report"), report_parts(*model_.insight.report, model_));
  }
  void operator()(const QuotesShown& v) { add(event("quotes"), to_json(v)); }
  void operator()(const GoalShown& v) { add(event("goal"), to_json(v)); }
  void operator()(const PromisesShown&) {
    Json promises = Json::array();
    for (const auto& [person, text] : model_.insight.promises) promises.push_back({{"person", person.value}, {"text", text}});
    add(event("promises"), {{"promises", std::move(promises)}});
  }
  void operator()(const ReplayShown& v) { add(event("replay", v.session), to_json(v)); }
  void operator()(const IntentionKept& v) { add(event("intention_kept", v.session), to_json(v)); }
  // An update comes without the talk; the model has it.
  void operator()(const CalibrationShown& v) { add(event("calibration"), to_json(model_.insight.calibration ? *model_.insight.calibration : v)); }
  void operator()(const CalibrationResult& v) { add(event("calibration_result"), calibration_parts(v, model_)); }

  std::vector<Json> take() { return std::move(out_); }

 private:
  void add(Json out, Json fields) {
    out.update(fields);
    out_.push_back(std::move(out));
  }

  void add_class() {
    if (model_.in_class && model_.in_class->members_complete) out_.push_back(class_event(*model_.in_class));
  }

  bool reads(SessionId id, Role side) const {
    const model::Session* session = session_of(model_, id);
    return session && (session->watching || session->role == Role::observer || session->role == side);
  }

  const model::Model& model_;
  std::vector<Json> out_;
};

/// Empty: there is none, or none that a program could act on.
std::string_view trouble_word(model::Trouble trouble) {
  switch (trouble) {
    case model::Trouble::none: return "";
    case model::Trouble::unresolved: return "unresolved";
    case model::Trouble::silent: return "silent";
    case model::Trouble::wrong_key: return "wrong_key";
    case model::Trouble::old_program: return "old_program";
    case model::Trouble::other: return "";
  }
  return "";
}

}  // namespace

std::vector<Json> events_of(const ServerMessage& message, const model::Model& model) {
  Events events(model);
  std::visit(events, message);
  return events.take();
}

Json connection_event(const model::Connection& connection) {
  using model::ConnectionState;
  const auto state_word = [&]() -> std::string_view {
    switch (connection.state) {
      case ConnectionState::idle: return "idle";
      case ConnectionState::connecting: return "connecting";
      case ConnectionState::identify: return "identify";
      case ConnectionState::signed_out: return "signed_out";
      case ConnectionState::signing_in: return "signing_in";
      case ConnectionState::ready: return "ready";
      case ConnectionState::reconnecting: return "reconnecting";
      case ConnectionState::stopped: return "stopped";
    }
    return "";
  };
  Json out = event("connection");
  out["state"] = state_word();
  put_text(out, "server", connection.server_name);
  put_text(out, "reason", connection.reason);
  put_text(out, "trouble", trouble_word(connection.trouble));
  put_text(out, "warning", connection.warning);
  if (connection.state == ConnectionState::reconnecting) out["retry_at"] = to_unix_ms(connection.retry_at);
  return out;
}

Json refused_event(const Refusal& refusal) {
  Json out = event("refused");
  out["why"] = word(refusal.why);
  out["text"] = refusal.text;
  put_text(out, "field", refusal.field);
  return out;
}

Json closed_event(std::string_view why, std::string_view text) {
  return Json{{"event", "closed"}, {"why", why}, {"text", text}};
}

Json class_event(const model::ClassView& view) {
  Json out = event("class");
  out.update({{"code", view.code}, {"name", view.name}, {"standing", word(view.standing)}, {"teams", view.teams},
              {"practice", view.practice}, {"members", list_of(view.members)}});
  if (view.owner) out["owner"] = true;
  return out;
}

Json sessions_event(const model::Model& model) {
  Json rows = Json::array();
  for (const auto& [id, session] : model.sessions) rows.push_back(to_json(session));
  return Json{{"event", "sessions"}, {"sessions", std::move(rows)}};
}

Json debrief_event(const model::Session& session, const model::Model& model) {
  Json out = event("debrief", session.id);
  out.update(debrief_parts(session, model));
  return out;
}

}  // namespace earshot::text_client
