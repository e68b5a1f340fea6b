// The trainees' screens that a class brings along, over made-up role-plays, to be looked at.
// The language is the machine's: LC_ALL=de earshot-play-gallery lobby.
// `earshot-play-gallery [--light] [--small] WHAT`; WHAT: ping, inside, eyes, outside, handover, observer, swap, debrief, retake, lobby
#include <cstdio>
#include <string>
#include <string_view>

#include "client/platform/window.h"
#include "client/views/app.h"
#include "client/widgets/kit.h"
#include "shared/words/words.h"

using namespace earshot;

namespace {

using namespace protocol;

constexpr TimePoint kNow{Seconds{1'760'000'000}};
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

bool show(std::string_view what, model::Model& model, views::State& state) {
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
  } else if (what == "lobby") {
    model.waiting = Waiting{"A round is running; you are in the next one.", 0, false, "Read your last debrief, and choose one line you would say anew."};
  } else {
    return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  words::set_language(words::system_language());
  widgets::Kit kit;
  kit.reduced_motion = true;
  model::Model model;
  views::State state;
  platform::Geometry geometry{1440, 900, 0, 0};
  people(model);
  for (int i = 1; i < argc; ++i) {
    const std::string_view what(argv[i]);
    if (what == "--light") {
      kit.palette = &theme::light();
    } else if (what == "--small") {
      geometry = {1024, 640, 0, 0};
    } else if (!show(what, model, state)) {
      std::fprintf(stderr, "there is no screen '%s'\n", argv[i]);
      return 1;
    }
  }
  auto window = platform::Window::open("Earshot", geometry, kit);
  if (!window) {
    std::fprintf(stderr, "%s\n", window.error().to_string().c_str());
    return 1;
  }
  (*window)->run([&] {
    kit.begin_frame();
    views::draw(model, state, kNow);
    return kit.end_frame();
  });
  return 0;
}
