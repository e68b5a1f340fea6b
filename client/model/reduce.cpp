#include <algorithm>
#include <utility>
#include <variant>

#include "client/model/model.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/codec.h"

namespace earshot::model {
namespace {

using namespace protocol;

constexpr std::uint8_t kRecaps = 2;  // the first, and the mended one

template <class T>
void keep_last(std::vector<T>& list, T entry) {
  if (list.size() >= Model::kKept) list.erase(list.begin());
  list.push_back(std::move(entry));
}

/// Replaces the element whose `key` is the same, or puts it where the order of keys wants it.
template <class T, class Key>
void put_sorted(std::vector<T>& list, T entry, Key key) {
  const auto at = std::ranges::lower_bound(list, std::invoke(key, entry), {}, key);
  if (at != list.end() && std::invoke(key, *at) == std::invoke(key, entry)) {
    *at = std::move(entry);
  } else {
    list.insert(at, std::move(entry));
  }
}

/// Replaces the element whose `key` is the same, or adds it at the end.
template <class T, class Key>
void put(std::vector<T>& list, T entry, Key key) {
  const auto at = std::ranges::find(list, std::invoke(key, entry), key);
  if (at != list.end()) {
    *at = std::move(entry);
  } else {
    list.push_back(std::move(entry));
  }
}

void put_said(const Session& session, std::vector<Said>& list, PersonId person, const std::string& text) {
  put(list, Said{person, text}, &Said::person);
  const auto place = [&](const Said& one) {
    return std::ranges::find(session.people, one.person, &Seat::person) - session.people.begin();
  };
  std::ranges::stable_sort(list, {}, place);
}

class Reducer {
 public:
  Reducer(Model& model, TimePoint now) : model_(model), now_(now) {}

  void operator()(const Welcome& v) {
    leave_class();
    model_.shelf.clear();  // told anew, without what was dropped meanwhile
    if (model_.opened_card && model_.opened_card->parts_left > 0) model_.opened_card.reset();  // the rest got lost
    if (model_.self.person != v.person) {
      model_.opened_card.reset();
      model_.ended.reset();
      model_.before.reset();
      model_.notices.clear();
      model_.posts.clear();
      model_.insight = {};
    }
    model_.self = {v.person, v.name, v.trainer};
  }

  void operator()(const Accepted& v) {
    model_.pending.erase(v.intent);
    if (!model_.session) return;
    auto& lines = model_.session->pending;
    const auto line = std::ranges::find(lines, v.intent, &PendingLine::intent);
    if (line == lines.end()) return;
    if (has_line(MessageId{v.id})) {
      lines.erase(line);
    } else {
      line->stored = true;
      line->id = MessageId{v.id};
      line->at = v.at.point();
    }
  }

  void operator()(const Refused& v) {
    RefusalNote note{v.intent, 0, v.why, v.text, v.field, now_};
    if (const auto found = model_.pending.find(v.intent); found != model_.pending.end()) {
      note.kind = found->second.kind;
      model_.pending.erase(found);
    }
    if (note.kind != 0) model_.refusals[note.kind] = note;
    model_.last_refusal = std::move(note);
    if (model_.session) fail_line(*model_.session, v);
  }

  void operator()(const TrainerInvite& v) { model_.trainer_invite = v.token; }
  void operator()(const LinkCode& v) { model_.link_code = LinkCodeShown{v.code, v.until.point()}; }

  void operator()(const ClassEntered& v) {
    leave_class();
    model_.class_left.reset();
    model_.in_class = ClassView{v.id, v.code, v.name, v.standing, v.teams, v.practice, {}, false, v.owner};
  }

  void operator()(const MemberPage& v) {
    if (!model_.in_class) return;
    auto& teams = model_.in_class->teams;
    for (const Member& member : v.members) {
      put(model_.in_class->members, member, &Member::person);
      // A newcomer may have founded a team.
      if (!member.team.empty() && std::ranges::find(teams, member.team) == teams.end()) teams.push_back(member.team);
    }
    if (v.complete) model_.in_class->members_complete = true;
    if (const Member* self = model_.in_class->member(model_.self.person)) model_.self.name = self->name;
  }

  void operator()(const MemberLeft& v) {
    if (!model_.in_class) return;
    std::erase_if(model_.in_class->members, [&](const Member& member) { return member.person == v.person; });
  }

  void operator()(const CardPage& v) {
    if (model_.cards_complete) model_.cards.clear();
    model_.cards.insert(model_.cards.end(), v.cards.begin(), v.cards.end());
    model_.cards_complete = v.complete;
  }

  void operator()(const CardSource& v) {
    auto& opened = model_.opened_card;
    if (v.parts > protocol::limits::kCardParts) return;
    if (v.part == 0) opened = OpenedCard{v.card, v.language, v.version, v.draft, {}, v.parts};
    if (!opened || v.parts - v.part != opened->parts_left || opened->card != v.card || opened->language != v.language || opened->parts_left == 0) return;
    opened->text += v.text;
    --opened->parts_left;
  }
  void operator()(const ShelfPage& v) {
    for (const ShelfEntry& entry : v.entries) {
      const std::pair key{entry.card, entry.language};
      if (entry.draft || entry.published) {
        model_.shelf[key] = entry;
      } else {
        model_.shelf.erase(key);
      }
    }
  }

  void operator()(const RubricShown& v) { model_.rubric = v; }

  void operator()(const RoundShown& v) {
    if (v.running) {
      model_.round = v;
      model_.insight.calibration_result.reset();
    } else {
      model_.round.reset();
    }
  }

  void operator()(const Waiting& v) {
    if (v.reason.empty() && !v.queued) {
      model_.waiting.reset();
    } else {
      model_.waiting = v;
    }
  }

  void operator()(const SessionShown& v) {
    // A new round clears what the round before has left in the grid.
    std::erase_if(model_.sessions, [&](const auto& entry) {
      return !entry.second.open && v.round && entry.second.round != v.round;
    });
    model_.sessions[v.session] = v;
    model_.grid_ahead = v.now.point() - now_;
  }

  void operator()(const TrainerNotice& v) {
    keep_last(model_.notices, Notice{v.person, v.session, v.stepped_out, v.text, now_});
  }
  void operator()(const BroadcastShown& v) { post({class_id(), v.id, v.from, {}, v.session, v.text, v.at.point()}); }
  void operator()(const WhisperShown& v) { post({class_id(), v.id, v.from, v.to, {}, v.text, v.at.point()}); }

  void operator()(const SettingsShown& v) { model_.settings = v.settings; }
  void operator()(const PlanShown& v) { model_.plan = v; }
  void operator()(const LessonPage& v) {
    if (model_.lessons_complete) model_.lessons.clear();
    model_.lessons.insert(model_.lessons.end(), v.lessons.begin(), v.lessons.end());
    model_.lessons_complete = v.complete;
  }
  void operator()(const EyesUpShown& v) { model_.eyes_up = v.on ? std::optional{v} : std::nullopt; }
  void operator()(const HelpShown& v) { model_.help = v.waiting; }
  void operator()(const WishesShown& v) { model_.wishes = v.pairs; }

  void operator()(const ClassLeft& v) {
    leave_class();
    model_.before.reset();
    model_.class_left = v.why;
  }

  void operator()(const Paired& v) {
    Session session;
    session.id = v.session;
    session.round = v.round;
    session.role = v.role;
    session.mode = v.mode;
    session.card = v.card;
    session.title = v.title;
    session.content_note = v.content_note;
    for (const Participant& one : v.people) {
      session.people.push_back({one.person, one.name, one.role, one.state, {}, one.ready});
    }
    session.focus = v.focus;
    session.intention = v.intention;
    session.watching = v.watching;
    session.kind = v.kind;
    session.tasks = v.tasks;
    session.outside = v.outside;
    for (auto* known : {&model_.before, &model_.session}) {
      if (*known && (*known)->id == v.session) {
        session.pending = std::move((*known)->pending);
        session.failed = std::move((*known)->failed);
        session.breath_used = (*known)->breath_used;
        // Until the pages of a resume say more: 'I am done' said now means the phase that is still on the screen.
        session.phase = (*known)->phase;
        session.clock = (*known)->clock;
      }
    }
    model_.before.reset();
    model_.ended.reset();
    model_.waiting.reset();
    model_.session = std::move(session);
  }

  void operator()(const CustomerBrief& v) {
    if (Session* session = open(v.session)) session->customer = v;
  }
  void operator()(const AgentBrief& v) {
    if (Session* session = open(v.session)) session->agent = v;
  }

  void operator()(const PhaseShown& v) {
    Session* session = open(v.session);
    if (!session) return;
    const bool first = session->clock.ends_at == TimePoint{};  // of a resume: who is ready came with the seats
    if (session->phase != v.phase && !first) {
      for (Seat& seat : session->people) seat.ready = false;
    }
    session->phase = v.phase;
    session->clock = {v.started_at.point(), v.ends_at.point(), v.paused, v.now.point() - now_, {}};
    if (v.paused) session->clock.stopped_at = v.now.point();
  }

  void operator()(const ReadyShown& v) {
    Session* session = open(v.session);
    if (!session || session->phase != v.phase) return;
    if (Seat* seat = find_seat(*session, v.person)) seat->ready = true;
  }

  void operator()(const PartnerShown& v) {
    Session* session = open(v.session);
    if (!session) return;
    if (Seat* seat = find_seat(*session, v.person)) {
      seat->state = v.state;
      seat->held_until = v.state == PresenceState::away ? v.until.point() : TimePoint{};
    }
    if (v.state != PresenceState::here) session->typing.erase(v.person);
  }

  void operator()(const Lines& v) {
    Session* session = open(v.session);
    if (!session) return;
    for (const Line& line : v.lines) {
      put_sorted(session->lines, line, &Line::id);
      session->typing.erase(line.from);
      std::erase_if(session->pending, [&](const PendingLine& own) { return own.stored && own.id == line.id; });
    }
  }

  void operator()(const TypingShown& v) {
    if (Session* session = open(v.session)) session->typing[v.person] = now_;
  }

  void operator()(const BeatShown& v) {
    if (Session* session = open(v.session)) put(session->beats, v, &BeatShown::id);
  }
  void operator()(const TimeJumped& v) {
    if (Session* session = open(v.session)) put(session->jumps, v, &TimeJumped::at);
  }
  void operator()(const FeltShown& v) {
    if (Session* session = open(v.session)) session->felt.push_back({v.at, v.level});
  }
  void operator()(const ToldShown& v) {
    if (Session* session = open(v.session)) put(session->told, v, &ToldShown::fact);
  }
  void operator()(const NoteShown& v) {
    if (Session* session = open(v.session)) {
      put_sorted(session->notes, v, [](const NoteShown& note) { return std::pair{note.by, note.id}; });
    }
  }
  void operator()(const BreathShown& v) {
    Session* session = open(v.session);
    if (!session) return;
    session->breath_until = v.until.point();
    session->breath_used = true;
  }

  void operator()(const RecapShown& v) {
    if (RecapRound* recap = recap_at(v.session, v.attempt)) {
      recap->recap = v.recap;
      recap->at = v.at.point();
    }
  }
  void operator()(const MarksShown& v) {
    if (RecapRound* recap = recap_at(v.session, v.attempt)) {
      recap->marks = v.marks;
      recap->missed = v.missed;
    }
  }

  void operator()(const RatingShown& v) {
    Session* session = open(v.session);
    if (!session) return;
    put_sorted(session->ratings, Rating{v.by, v.rating},
               [](const Rating& one) { return std::pair{one.by, one.rate.of}; });
  }
  void operator()(const OutcomeShown& v) {
    if (Session* session = open(v.session)) session->outcome = v.outcome;
  }
  void operator()(const DebriefShown& v) {
    if (Session* session = open(v.session)) session->debrief = v;
  }
  void operator()(const ReactionShown& v) {
    if (Session* session = open(v.session)) put_said(*session, session->reactions, v.person, v.word);
  }
  void operator()(const IntentionShown& v) {
    if (Session* session = open(v.session)) put_said(*session, session->intentions, v.person, v.text);
  }
  void operator()(const TallyShown& v) {
    if (Session* session = open(v.session)) session->tallies[v.kind] = v.count;
  }

  void operator()(const SeatShown& v) {
    Session* session = open(v.session);
    if (!session) return;
    if (v.instead_of) std::erase_if(session->people, [&](const Seat& seat) { return seat.person == v.instead_of; });
    put(session->people, Seat{v.who.person, v.who.name, v.who.role, v.who.state, {}, v.who.ready}, &Seat::person);
    if (v.instead_of) session->typing.erase(v.instead_of);
  }
  void operator()(const PingShown& v) {
    if (Session* session = open(v.session)) put(session->pings, v, &PingShown::ping);
  }
  void operator()(const RetakeShown& v) {
    if (Session* session = open(v.session)) session->retakes.push_back(v);
  }
  void operator()(const ModifiersShown& v) {
    if (Session* session = open(v.session)) session->modifiers = v;
  }
  void operator()(const SceneNote& v) {
    if (Session* session = open(v.session)) session->scene.push_back(v);
  }

  void operator()(const SessionClosed& v) {
    Session* session = open(v.session);
    if (!session) return;
    if (!session->watching) model_.ended = EndedSession{std::move(*session), v.ending, v.text};
    model_.session.reset();
  }

  void operator()(const ReplayShown& v) {
    Session* session = open(v.session);
    if (!session) return;
    session->replay.reset();
    if (v.from) session->replay = v;
  }
  void operator()(const IntentionKept& v) {
    if (Session* session = open(v.session)) put(session->kept, v, &IntentionKept::person);
  }

  /// The past session is filled as an open one is, in its place.
  void operator()(const PastPart& v) {
    Insight& insight = model_.insight;
    if (v.first) {
      insight.past.reset();
      insight.past_complete = false;
    } else if (insight.past_complete || (insight.past && insight.past->id != v.session)) {
      return;
    }
    if (!v.message.empty()) {
      const auto part = protocol::decode_message(v.message);
      if (!part || std::holds_alternative<PastPart>(*part)) return;
      Model aside;
      aside.session = std::move(insight.past);
      reduce(aside, *part, now_);
      insight.past = std::move(aside.session);
    }
    if (v.last) insight.past_complete = true;
  }

  /// What is looked back at: insight.h.
  template <class Other>
  void operator()(const Other& v) requires requires(Insight& insight) { take(insight, v); } {
    take(model_.insight, v);
  }

 private:
  /// Everything known of the class is void. The session may come back with the pages that follow.
  void leave_class() {
    model_.in_class.reset();
    model_.round.reset();
    model_.waiting.reset();
    model_.sessions.clear();
    model_.settings.reset();
    model_.plan.reset();
    model_.eyes_up.reset();
    model_.help.clear();
    model_.wishes.clear();
    model_.lessons.clear();  // a trainer's
    model_.lessons_complete = false;
    model_.insight.leave_class();
    if (model_.session) {
      model_.before = std::move(model_.session);
      model_.session.reset();
    }
  }

  /// A line that was shown before comes again with every resume.
  void post(Post line) {
    const bool known = line.id != 0 && std::ranges::any_of(model_.posts, [&](const Post& one) {
      return one.in == line.in && one.id == line.id;
    });
    if (!known) keep_last(model_.posts, std::move(line));
  }

  ClassId class_id() const { return model_.in_class ? model_.in_class->id : ClassId{}; }

  Session* open(SessionId id) { return model_.session && model_.session->id == id ? &*model_.session : nullptr; }

  static Seat* find_seat(Session& session, PersonId person) {
    const auto found = std::ranges::find(session.people, person, &Seat::person);
    return found == session.people.end() ? nullptr : &*found;
  }

  bool has_line(MessageId id) const {
    return std::ranges::binary_search(model_.session->lines, id, {}, &Line::id);
  }

  RecapRound* recap_at(SessionId id, std::uint8_t attempt) {
    Session* session = open(id);
    if (!session || attempt == 0 || attempt > kRecaps) return nullptr;
    if (session->recaps.size() < attempt) session->recaps.resize(attempt);
    return &session->recaps[attempt - 1U];
  }

  static void fail_line(Session& session, const Refused& v) {
    const auto line = std::ranges::find(session.pending, v.intent, &PendingLine::intent);
    if (line == session.pending.end()) return;
    session.failed.push_back({v.intent, std::move(line->text), v.text});
    session.pending.erase(line);
  }

  Model& model_;
  TimePoint now_;
};

}  // namespace

void reduce(Model& model, const ServerMessage& message, TimePoint now) {
  std::visit(Reducer(model, now), message);
}

void submit(Model& model, const NumberedIntent& numbered, TimePoint now) {
  const std::uint16_t kind = number_of(numbered.intent);
  if (kind == Typing::kNumber) return;
  model.refusals.erase(kind);
  if (model.last_refusal && model.last_refusal->kind == kind) model.last_refusal.reset();
  if (numbered.number == 0) return;
  model.pending[numbered.number] = {kind, now};
  if (const auto* say = std::get_if<Say>(&numbered.intent); say && model.session) {
    model.session->pending.push_back({numbered.number, say->text, now, false, {}});
  }
}

void drop_failed_line(Model& model, std::uint64_t intent) {
  if (!model.session) return;
  std::erase_if(model.session->failed, [&](const FailedLine& line) { return line.intent == intent; });
}

}  // namespace earshot::model
