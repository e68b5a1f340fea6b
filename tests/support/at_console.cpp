#include "tests/support/at_console.h"

#include <algorithm>
#include <iterator>

namespace earshot::at_console {
namespace {

using protocol::Flag;
using protocol::Phase;
using protocol::StepKind;

constexpr const char* kNames[] = {"Chen Wu", "Marta Silva", "Leila Haddad", "Aiko Mori", "Hannah Vogel", "Viktor Orlov", "Priya Nair", "Sam Reyes",
    "Tomasz Zielinski", "Dele Adeyemi", "Ruth Stein", "Grace Owusu", "Omar Farouk", "Jonas Beck", "Mei Lin", "Ivan Petrov", "Ana Lima", "Bo Berg",
    "Cleo Diaz", "Nils Holm", "Rosa Marin", "Yusuf Kaya", "Elin Strand", "Pavel Novak", "Ines Costa", "Theo Lang", "Lucia Romano", "Karim Saidi",
    "Maximiliane Hohenstein-Oberauer", "Zoe Park"};

void people(model::Model& model) {
  model.self = {PersonId{1}, "Ngozi Okafor", true};
  model.connection.state = model::ConnectionState::ready;
  model.connection.address = "192.168.178.20:7717";
  model.connection.words = "copper-willow-seven-harbour";
  model.connection.fingerprint = std::string(64, 'a');
  auto& klass = model.in_class.emplace();
  klass.code = "K7M4QX";
  klass.name = "Care Desk, autumn intake";
  klass.standing = protocol::Standing::trainer;
  klass.teams = {"Tawny", "Harbour", "Juniper"};
  klass.members.push_back({PersonId{1}, "Ngozi Okafor", "", protocol::Standing::trainer, true, false});
  for (std::uint64_t i = 0; i < std::size(kNames); ++i) {
    klass.members.push_back({PersonId{10 + i}, kNames[i], klass.teams[i % 3], protocol::Standing::trainee, i != 1 && i != 29, i == 7});
  }
}

void sessions(model::Model& model) {
  const std::vector<Flag> flags[] = {{Flag::partner_lost, Flag::asked_help, Flag::silent}, {Flag::silent}, {Flag::advice_early}, {}, {}, {}, {Flag::one_sided}, {}, {}, {}, {Flag::stepped_out}, {}, {}, {}};
  const std::uint8_t curves[][7] = {{3, 3, 3, 3, 3, 3, 3}, {4, 4, 3, 3, 3, 2, 2}, {2, 2, 3, 3, 4, 4, 4}, {3, 3, 4, 4, 3, 4, 5}, {1, 2, 2, 3, 3, 4, 5}};
  for (std::uint64_t i = 0; i < 14; ++i) {
    protocol::SessionShown one;
    one.session = SessionId{i + 1};
    one.round = RoundId{1};
    one.customer = PersonId{10 + 2 * i};
    one.agent = PersonId{11 + 2 * i};
    if (i == 4) one.observer = PersonId{38};
    one.phase = i == 4 ? Phase::recap : Phase::talk;
    one.ends_at = protocol::Moment{kNow + Seconds{i == 4 ? 160 : 312}};
    one.now = protocol::Moment{kNow};
    one.paused = i == 6;
    one.lines = static_cast<std::uint32_t>(9 + i);
    one.told = static_cast<std::uint32_t>(i % 6);
    one.flags = flags[i];
    const auto& curve = curves[i % 5];
    one.curve.assign(std::begin(curve), std::end(curve));
    one.felt = one.curve.back();
    model.sessions[one.session] = one;
  }
}

void round(model::Model& model) {
  auto& shown = model.round.emplace();
  shown.round = RoundId{1};
  shown.running = true;
  shown.title = "Wrong item, two days before the wedding";
  shown.phase_seconds = {180, 480, 240, 240, 300, 600};
}

void lesson(model::Model& model) {
  model.cards = {{"wedding-order", "Wrong item, two days before the wedding", "retail", 3, 3, 8, "", {protocol::Modifier::distraction}, false},
                 {"outage", "Third outage this month", "telecom", 4, 2, 8, "", {}, false}};
  model.rubric.emplace();
  model.rubric->focus_sets = {{"listening basics", {"attention", "clarify"}}, {"deep listening", {"empathy", "silence"}}};
  model.lessons = {{"care-desk", "Care Desk, first afternoon", "", 8, 107}};
  auto& plan = model.plan.emplace();
  plan.plan.title = "Care Desk";
  const auto step = [&](StepKind kind, const char* title, std::uint32_t minutes) {
    protocol::PlanStep one;
    one.kind = kind;
    one.title = title;
    one.minutes = minutes;
    plan.plan.steps.push_back(one);
  };
  step(StepKind::talk, "Welcome and rules", 5);
  step(StepKind::warm_up, "Warm-up: mirror a sentence", 8);
  step(StepKind::round, "Round 1: Wrong item, two days before the wedding", 8);
  step(StepKind::talk, "Class talk: what opened the door?", 10);
  step(StepKind::round, "Round 2: Third outage this month", 8);
  step(StepKind::pause, "", 10);
  step(StepKind::round, "", 0);
  plan.plan.steps.back().cards = {"wedding-order"};
  plan.plan.steps.back().swap = true;
  step(StepKind::talk, "Awards", 5);
  plan.step = 2;
  plan.auto_run = true;
  model.settings.emplace();
  model.help = {{PersonId{10}, SessionId{1}, "My partner is gone, what now?", protocol::Moment{kNow}}, {PersonId{38}, {}, "", protocol::Moment{kNow}}};
  model.notices = {{PersonId{30}, SessionId{11}, true, "", kNow}};
  for (const PersonId to : {PersonId{}, PersonId{17}}) {
    model::Post post;
    post.id = model.posts.size() + 1;
    post.from = model.self.person;
    post.to = to;
    post.text = to ? "What did Dana not say yet?" : "Two minutes left";
    post.at = kNow;
    model.posts.push_back(post);
  }
  model.wishes = {{PersonId{10}, PersonId{12}, protocol::Wish::apart}, {PersonId{14}, PersonId{15}, protocol::Wish::together}};
}

void live(model::Model& model) {
  auto& session = model.session.emplace();
  session.id = SessionId{4};
  session.watching = true;
  session.title = "Wrong item, two days before the wedding";
  session.phase = Phase::talk;
  session.people = {{PersonId{16}, "Priya Nair", protocol::Role::customer, {}, {}, false}, {PersonId{17}, "Sam Reyes", protocol::Role::agent, {}, {}, false}};
  session.clock.started_at = kNow - Seconds{200};
  session.clock.ends_at = kNow + Seconds{312};
  const char* lines[] = {"Hi. My order came today and it is all wrong. The wedding is on Saturday.", "Hello Dana, I am Sam. Opening the wrong box two days before a wedding: I can hear how heavy that is. What did you find in it?",
                         "Silver. I ordered brass. And I wrote on Tuesday and nobody answered.", "So the finish is wrong, and you had already tried to reach us on Tuesday. Have I got that right?"};
  for (std::uint64_t i = 0; i < std::size(lines); ++i) {
    session.lines.push_back({MessageId{i + 1}, PersonId{16 + i % 2}, lines[i], protocol::Moment{kNow}, Phase::talk, i % 2 == 0 ? protocol::Role::customer : protocol::Role::agent});
  }
}

void boards(model::Model& model) {
  auto& board = model.insight.boards[{protocol::BoardKind::teams, {protocol::BoardWindow::class_}}];
  board.complete = true;
  const double means[] = {4.2, 4.15, 3.7};
  for (std::size_t i = 0; i < 3; ++i) {
    protocol::BoardRow row;
    row.name = model.in_class->teams[i];
    row.fair = means[i];
    row.n = 12;
    board.rows.push_back(std::move(row));
  }
}

struct Scene {
  std::string_view name;
  void (*set)(model::Model&, views::State&);
};
constexpr Scene kScenes[] = {
    {"class", [](model::Model&, views::State&) {}},
    {"before", [](model::Model& model, views::State&) {
       model.round.reset();
       for (auto& [id, session] : model.sessions) session.open = false;
     }},
    {"people", [](model::Model&, views::State& state) { state.trainer.left = 0; }},
    {"plan", [](model::Model&, views::State& state) { state.trainer.tab = 1; }},
    {"inbox", [](model::Model&, views::State& state) { state.trainer.tab = 2; }},
    {"live", [](model::Model& model, views::State&) { live(model); }},
    {"editor", [](model::Model& model, views::State& state) { state.trainer.editor = {true, model.plan->plan, 4, false, 0}; }},
    {"settings", [](model::Model&, views::State& state) { state.trainer.settings_open = true; }},
    {"eyes", [](model::Model&, views::State& state) { state.trainer.eyes_open = true; }},
    {"stopped", [](model::Model& model, views::State&) { model.eyes_up = protocol::EyesUpShown{true, "Look up for a moment"}; }},
    {"podium", [](model::Model&, views::State& state) { state.presenter.podium = true; }},
};

}  // namespace

std::vector<std::string_view> scenes() {
  std::vector<std::string_view> out;
  for (const auto& scene : kScenes) out.push_back(scene.name);
  return out;
}

bool show(std::string_view scene, model::Model& model, views::State& state) {
  const auto* found = std::ranges::find(kScenes, scene, &Scene::name);
  if (found == std::end(kScenes)) return false;
  model = {};
  state = {};
  people(model);
  lesson(model);
  boards(model);
  sessions(model);
  round(model);
  found->set(model, state);
  return true;
}

}  // namespace earshot::at_console
