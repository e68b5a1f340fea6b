#include "tests/support/playing.h"

#include <iterator>
#include <optional>
#include <utility>

namespace earshot::playing {
namespace {

using namespace protocol;

constexpr PersonId kSam{17}, kPriya{16}, kInes{18};
constexpr SessionId kSession{4};

Moment before(int seconds) { return Moment{kNow - Seconds{seconds}}; }

void people(model::Model& model) {
  model.self = {kSam, "Sam Reyes", false};
  model.connection.state = model::ConnectionState::ready;
  auto& in_class = model.in_class.emplace();
  in_class.code = "K7M4QX";
  in_class.name = "Care Desk, autumn intake";
  in_class.standing = Standing::trainee;
  in_class.teams = {"Tawny", "Harbour"};
  in_class.members = {{PersonId{1}, "Ngozi Okafor", "", Standing::trainer, true, false},
                      {kPriya, "Priya Nair", "Tawny", Standing::trainee, true, false},
                      {kSam, "Sam Reyes", "Tawny", Standing::trainee, true, false},
                      {kInes, "Ines Novak", "Harbour", Standing::trainee, true, false}};
  in_class.members_complete = true;
}

AgentBrief agent_brief() {
  AgentBrief brief;
  brief.customer_name = "Dana Whitlock";
  brief.name = "Sam";
  brief.company = "Lumen & Co";
  brief.subtitle = "Customer care, order desk";
  brief.about = "A small shop for lamps, made to order.";
  brief.policy = "Express costs the shop 40. Refunds above 200 go to the team lead.";
  brief.success = "Dana knows what happens by Saturday, and believes it.";
  brief.may_offer = {{"Express delivery", "At no cost, once."}};
  brief.ask_first = {{"A full refund", "Ask Marta, your team lead."}};
  brief.not_yours = {{"Compensation for the wedding", "Nobody here decides that."}};
  brief.history = {{"two months ago", "Jo", "Complains about every order, wants discounts."}};
  return brief;
}

void talk(model::Model& model, Role role) {
  auto& session = model.session.emplace();
  session.id = kSession;
  session.round = RoundId{2};
  session.role = role;
  session.phase = Phase::talk;
  session.card = "wedding-order";
  session.title = "Wrong item, two days before the wedding";
  session.people = {{kPriya, "Priya Nair", Role::customer, {}, {}, false}};
  session.people.push_back({kSam, "Sam Reyes", role, {}, {}, false});
  if (role == Role::observer) session.people.push_back({kInes, "Ines Novak", Role::agent, {}, {}, false});
  session.clock.started_at = kNow - Seconds{200};
  session.clock.ends_at = kNow + Seconds{312};
  if (role == Role::agent) session.agent = agent_brief();
  const PersonId agent = role == Role::agent ? kSam : kInes;
  const char* lines[] = {"Hi. My order came today and it is all wrong. The wedding is on Saturday.",
                         "Hello Dana, I am Sam. Two days before a wedding: I can hear how heavy that is. What did you find in it?",
                         "Silver. I ordered brass. And I wrote on Tuesday and nobody answered.",
                         "So the finish is wrong, and you had already tried to reach us on Tuesday. Have I got that right?"};
  for (std::uint64_t i = 0; i < std::size(lines); ++i) {
    session.lines.push_back({MessageId{i + 1}, i % 2 == 0 ? kPriya : agent, lines[i], before(180 - 40 * static_cast<int>(i)), Phase::talk});
  }
  session.notes = {{kSession, NoteId{1}, NoteKind::fact, "ordered brass, got silver", MessageId{3}, before(90), agent},
                   {kSession, NoteId{2}, NoteKind::feeling, "not answered on Tuesday", {}, before(80), agent}};
}

void handover(model::Model& model) {
  talk(model, Role::agent);
  auto& session = *model.session;
  session.people.push_back({kInes, "Ines Novak", Role::observer, {}, {}, false});
  session.lines.clear();
  for (auto& note : session.notes) note.by = kInes;
  session.notes.push_back({kSession, NoteId{1}, NoteKind::key_point, "wedding on Saturday", {}, before(5), kSam});
  session.scene = {{kSession, "The call was handed over from Ines to Sam.", before(10)}};
}

void debrief(model::Model& model) {
  talk(model, Role::agent);
  auto& session = *model.session;
  session.phase = Phase::debrief;
  for (auto& line : session.lines) line.role = line.from == kPriya ? Role::customer : Role::agent;
  session.scene = {{kSession, "Priya lost the connection and came back.", before(120)}};
  auto& shown = session.debrief.emplace();
  shown.talk_started = before(200);
  shown.talk_ended = before(20);
  shown.curve = {{before(200), 2}, {before(130), 3}, {before(60), 4}};
  shown.questions = {"What opened the door?"};
  auto& outcome = session.outcome.emplace();
  outcome.solved = 4;
  outcome.satisfied = 4;
  outcome.stay = 5;
  outcome.recommend = 4;
  session.modifiers = ModifiersShown{kSession,
                                     {{Modifier::bias, "Sam's file said: complains about every order, wants discounts.",
                                       "Dana has ordered nine times and never complained."},
                                      {Modifier::distraction, "Two colleagues wrote to Sam during the talk. One was opened.", ""}}};
  session.retakes = {{kSession, kSam, MessageId{2}, "That sounds like a fright, two days before. What was in the box?"}};
}

Criterion criterion(const char* id, const char* name, const char* step) {
  return {id, name, step,
          {"answers something else, or asks again what was said", "misses two or more of the things that were given", "misses one of the things that were given",
           "uses everything that was given", "also takes up what was hinted, not said"}};
}

void rubric(model::Model& model) {
  auto& shown = model.rubric.emplace();
  shown.id = "listening";
  shown.agent = {criterion("attention", "full attention", "Listen"), criterion("clarify", "clarifying questions", "Extract"),
                 criterion("paraphrase", "reflects and paraphrases", "Return"), criterion("empathy", "empathy for the feeling", "Return")};
  shown.customer = {criterion("in_role", "stayed in role", ""), criterion("disclosure", "kept to the card's rules", ""),
                    criterion("fairness", "gave the agent a real chance", "")};
  model.session->focus = {"attention", "clarify", "paraphrase", "empathy"};
}

Rate rating(PersonId of, std::initializer_list<int> levels, const char* keep, const char* next) {
  const char* ids[] = {"attention", "clarify", "paraphrase", "empathy"};
  Rate rate;
  rate.of = of;
  for (const int level : levels) rate.levels.push_back({ids[rate.levels.size()], level == 0 ? std::nullopt : std::optional(static_cast<std::uint8_t>(level))});
  rate.keep = keep;
  rate.next = next;
  return rate;
}

void score(model::Model& model, views::State& state) {
  talk(model, Role::customer);
  auto& session = *model.session;
  session.people = {{kSam, "Sam Reyes", Role::customer, {}, {}, false}, {kPriya, "Priya Nair", Role::agent, {}, {}, false}, {kInes, "Ines Novak", Role::observer, {}, {}, false}};
  for (auto& line : session.lines) line.role = line.from == kPriya ? Role::agent : Role::customer;
  session.lines.push_back({MessageId{5}, kPriya, "Which seats would you save first, if you had to choose?", before(20), Phase::talk, Role::agent});
  session.phase = Phase::score;
  session.outcome.emplace();
  rubric(model);
  state.play.session = kSession;
  state.play.phase = Phase::score;
  state.play.score.criterion = "paraphrase";
  auto& given = state.play.score.ratings[kPriya];
  given.levels = {{"attention", {widgets::Level::Kind::level, 4}}, {"clarify", {widgets::Level::Kind::none, 0}}, {"paraphrase", {widgets::Level::Kind::level, 4}}};
  given.moments = {{"attention", MessageId{1}}, {"paraphrase", MessageId{3}}};
  given.keep = "You said my Tuesday message back to me. I felt taken seriously.";
}

void full_debrief(model::Model& model) {
  debrief(model);
  rubric(model);
  auto& session = *model.session;
  session.people.push_back({kInes, "Ines Novak", Role::observer, {}, {}, false});
  auto by_priya = rating(kSam, {4, 3, 5, 4}, "You said my words back to me.", "Wait a little longer.");
  by_priya.moments = {{"paraphrase", MessageId{4}}, {"empathy", MessageId{2}}};
  auto by_sam = rating(kSam, {3, 3, 4, 4}, "I waited with the offer.", "Ask one thing at a time.");
  by_sam.moments = {{"paraphrase", MessageId{4}}};
  session.ratings = {{kSam, by_sam}, {kPriya, by_priya}, {kInes, rating(kSam, {4, 4, 4, 5}, "", "Name the feeling sooner.")}, {PersonId{1}, rating(kSam, {3, 4, 4, 0}, "", "")}};
  session.reactions = {{kPriya, "relieved"}, {kSam, "careful"}};
  session.kept = {{kSession, kSam, "Name the feeling before anything else", 4}, {kSession, kPriya, "Stay in the part until the end", 5}};
  auto& shown = *session.debrief;
  shown.evidence = {{5, 7}, {3, 4}, {1, 2}, {1, 1}, 1, 0, {9, 14}};
  shown.signals = {{ChatSignal::over_typing, kSam, 5, MessageId{2}}, {ChatSignal::too_quick, kPriya, 1, MessageId{3}}, {ChatSignal::took_up, kSam, 3, MessageId{2}}};
  model.insight.quotes = {{kSession, MessageId{4}, Role::agent, "Wrong item", "So the finish is wrong"}};
}

void watched(model::Model& model) {
  talk(model, Role::agent);
  model.self = {PersonId{1}, "Ngozi Okafor", true};
  model.in_class->standing = Standing::trainer;
  auto& session = *model.session;
  session.people.push_back({kInes, "Ines Novak", Role::observer, {}, {}, false});
  session.role = Role::observer;
  session.watching = true;
  session.phase = Phase::score;
  for (auto& line : session.lines) line.role = line.from == kPriya ? Role::customer : Role::agent;
  rubric(model);
}

CustomerBrief customer_brief() {
  CustomerBrief brief;
  brief.session = kSession;
  brief.name = "Dana Whitlock";
  brief.subtitle = "Marries on Saturday";
  brief.situation = "Your place-card holders came today. You ordered brass, these are silver. You wrote on Tuesday, and nobody answered.";
  brief.want = "The right holders on the tables by Saturday, noon. You are not after money.";
  brief.stake = "The tables were your part of the wedding.";
  brief.manner = "Polite, and at the end of your patience.";
  brief.opening = "Hi. My order came today and it is all wrong.";
  brief.goal = "To know what happens by Saturday.";
  brief.felt_start = 2;
  brief.feelings = {{"let-down", "Let down", "You wrote in good time and met silence.", 4}, {"panicky", "Panicky", "Two days are left.", 3}};
  brief.facts = {{"finish", "Silver came, brass was ordered", "The place-card holders are silver. I ordered brass.", FactRule::at_once, {}, 0},
                 {"date", "The wedding is on Saturday", "The wedding is on Saturday.", FactRule::at_once, {}, 0},
                 {"tuesday", "Wrote on Tuesday", "I wrote on Tuesday. Nobody answered.", FactRule::if_asked, "what was tried", 0},
                 {"family", "The family table matters most", "If only ten are right, let it be the family table.", FactRule::if_heard, {}, 4}};
  brief.resolution = {{"courier", "The right holders are there by Saturday, noon"}, {"call", "Somebody calls before the evening"}};
  brief.prevention = {{"answer", "Somebody answers what was written on Tuesday"}};
  return brief;
}

/// The same talk from the customer's side.
void customer(model::Model& model) {
  talk(model, Role::customer);
  auto& session = *model.session;
  session.people = {{kSam, "Sam Reyes", Role::customer, {}, {}, false}, {kPriya, "Priya Nair", Role::agent, {}, {}, false}};
  for (auto& line : session.lines) {
    line.from = line.from == kPriya ? kSam : kPriya;
    line.role = line.from == kSam ? Role::customer : Role::agent;
  }
  session.notes.clear();
  session.customer = customer_brief();
  session.told = {{kSession, "finish", true, before(90)}, {kSession, "date", true, before(180)}};
  session.felt = {{before(200), 2}, {before(60), 3}};
}

void recap(model::Model& model, bool marked) {
  auto& session = *model.session;
  session.phase = Phase::recap;
  auto& round = session.recaps.emplace_back();
  round.recap.text = "You opened the box today and found silver where you had ordered brass, shortly before your wedding, and you felt let down. Is that how it is?";
  round.recap.facts = {"Silver, ordered brass", "The wedding is on Saturday, two days away", "You want your money back"};
  round.recap.feelings = {"Let down, since nobody answered"};
  round.at = kNow - Seconds{30};
  if (!marked) return;
  round.marks = Mark{{{true, {}}, {true, {}}, {false, {}, "The right ones by Saturday, not the money"}}, {{true, {}}}, {}, {}};
  round.missed = 2;
}

/// The screens of one role-play that are looked at, whoever plays them.
void in_phase(model::Model& model, views::State& state, Phase phase) {
  model.session->phase = phase;
  state.play.session = kSession;
  state.play.phase = phase;
}

bool set(std::string_view what, model::Model& model, views::State& state) {
  if (what == "ping" || what == "inside") {
    talk(model, Role::agent);
    const bool open = what == "inside";
    model.session->pings = {{kSession, 1, "Marta Silva", "Are you on the Whitlock order? Can you check something for me?",
                             open ? "The courier asks which address is right for parcel 4471. It can wait until noon." : "", open, before(3)}};
  } else if (what == "eyes") {
    talk(model, Role::agent);
    model.eyes_up = EyesUpShown{true, "One minute on questions that begin with what and how."};
  } else if (what == "outside") {
    talk(model, Role::observer);
    model.session->outside = true;
    model.session->lines.clear();
    model.session->notes.clear();
  } else if (what == "handover") {
    handover(model);
  } else if (what == "observer") {
    talk(model, Role::observer);
    model.session->tasks = {Tally::open_question, Tally::pause};
    model.session->tallies = {{Tally::open_question, 2}};
    model.session->scene = {{kSession, "Priya lost the connection.", before(120)}, {kSession, "Priya is back.", before(95)}};
  } else if (what == "swap") {
    talk(model, Role::agent);
    model.session->phase = Phase::brief;
    model.session->content_note = "A death in the family is mentioned.";
  } else if (what == "debrief" || what == "retake") {
    debrief(model);
    state.play.debrief.shown = views::DebriefState::Shown::all_lines;
    if (what == "retake") state.play.debrief.retaking = MessageId{4};
    state.play.session = kSession;
    state.play.phase = Phase::debrief;
  } else if (what == "meant" || what == "score" || what == "picking") {
    score(model, state);
    if (what == "meant") model.session->intention = "Name the feeling before anything else";
    state.play.score.picking = what == "picking";
    state.play.score.picked = MessageId{5};
  } else if (what == "unread" || what == "replay" || what == "replaying" || what == "counted" || what == "past") {
    full_debrief(model);
    auto& session = *model.session;
    state.play.session = kSession;
    state.play.phase = Phase::debrief;
    state.play.debrief.read_others = what != "unread";
    state.play.debrief.counted_open = what == "counted";
    if (what == "unread") session.reactions.pop_back();
    if (what == "replay") session.replay = ReplayShown{kSession, MessageId{4}, kPriya, false, {}};
    if (what == "replaying") {
      session.replay = ReplayShown{kSession, MessageId{4}, {}, true, MessageId{5}};
      session.lines.push_back({MessageId{5}, kSam, "Yes, and nobody told me why.", before(5), Phase::debrief, Role::customer});
      state.play.debrief.shown = views::DebriefState::Shown::talk;
    }
    if (what == "past") {
      model.insight.past = std::move(model.session);
      model.insight.past_complete = true;
      model.session.reset();
      state.place = views::Place::past_debrief;
    }
  } else if (what == "watch" || what == "rate-watched") {
    watched(model);
    if (what == "rate-watched") state.watched.session = kSession;
  } else if (what == "brief-customer" || what == "brief-agent" || what == "talk-customer" || what == "talk-agent" || what == "solve-customer" || what == "solve-agent") {
    what.ends_with("-customer") ? customer(model) : talk(model, Role::agent);
    if (what.starts_with("brief")) model.session->lines.clear();
    if (what.starts_with("solve")) recap(model, true);
    in_phase(model, state, what.starts_with("brief") ? Phase::brief : what.starts_with("talk") ? Phase::talk : Phase::solve);
  } else if (what == "recap-mark" || what == "recap-waiting") {
    customer(model);
    in_phase(model, state, Phase::recap);
    if (what == "recap-mark") recap(model, false);
    state.play.mark.attempt = 1;
    state.play.mark.facts = {LineMark{true, "finish"}, std::nullopt, LineMark{false, {}, "The right ones by Saturday"}};
    state.play.mark.feelings = {std::nullopt};
    state.play.mark.fact_guesses = {"", "date", ""};
    state.play.mark.feeling_guesses = {"let-down"};
  } else if (what == "recap-write" || what == "recap-sent" || what == "recap-marked" || what == "recap-mend") {
    talk(model, Role::agent);
    in_phase(model, state, Phase::recap);
    if (what != "recap-write") recap(model, what != "recap-sent");
    if (what == "recap-write") state.play.recap.draft = {"You opened the box today and found silver where you had ordered brass.", {"Silver, ordered brass"}, {}};
    if (what == "recap-mend") state.play.recap = {model.session->recaps.back().recap, {}, {}, true};
  } else if (what == "lobby") {
    model.waiting = Waiting{"A round is running; you are in the next one.", 0, false, "Read your last debrief, and choose one line you would say anew."};
  } else {
    return false;
  }
  return true;
}

}  // namespace

const std::vector<std::string_view>& scenes() {
  static const std::vector<std::string_view> all{
      "brief-customer", "brief-agent", "talk-customer", "talk-agent", "ping", "inside", "eyes", "outside", "handover", "observer", "swap", "recap-write", "recap-waiting",
      "recap-sent", "recap-mark", "recap-marked", "recap-mend", "solve-customer", "solve-agent", "meant", "score", "picking", "unread", "debrief", "retake", "replay",
      "replaying", "counted", "past", "watch", "rate-watched", "lobby"};
  return all;
}

bool show(std::string_view scene, model::Model& model, views::State& state) {
  model = {};
  state = {};
  people(model);
  return set(scene, model, state);
}

}  // namespace earshot::playing
