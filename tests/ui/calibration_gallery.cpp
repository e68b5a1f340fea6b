// One talk that a class rates, over a made-up class, to be looked at beside the design.
// `earshot-calibration-gallery [--light] [--small] [--trainer] [--presenter] [--long] [--tab] [rate|waiting|result|start]`
// Reads the talk from content/, so it is run where that folder is.
#include <cstdio>
#include <string>
#include <string_view>

#include "client/views/app.h"
#include "client/views/presenter.h"
#include "client/widgets/kit.h"
#include "shared/rubric/rubric.h"
#include "shared/transcript/load.h"
#include "shared/words/words.h"
#include "tests/ui/gallery_window.h"

using namespace earshot;

namespace {

constexpr TimePoint kNow{Seconds{1'760'000'000}};

void people(model::Model& model) {
  model.self = {PersonId{10}, "Priya Nair", false};
  model.connection.state = model::ConnectionState::ready;
  auto& klass = model.in_class.emplace();
  klass.code = "K7M4QX";
  klass.name = "Care Desk, autumn intake";
  klass.standing = protocol::Standing::trainee;
  klass.members.push_back({PersonId{1}, "Ngozi Okafor", "", protocol::Standing::trainer, true, false});
  const char* names[] = {"Priya Nair", "Sam Reyes", "Ruth Stein", "Mei Lin", "Omar Farouk", "Ana Lima", "Bo Berg", "Cleo Diaz", "Nils Holm", "Rosa Marin", "Theo Lang", "Zoe Park"};
  for (std::uint64_t i = 0; i < std::size(names); ++i) klass.members.push_back({PersonId{10 + i}, names[i], "", protocol::Standing::trainee, true, false});
  model.settings.emplace();
}

protocol::CalibrationResult result_of(const transcript::Transcript& talk) {
  const std::array<std::uint32_t, 5> counts[] = {{0, 3, 6, 2, 0}, {1, 4, 4, 2, 0}, {0, 1, 2, 6, 2}, {2, 3, 1, 3, 2}, {0, 0, 3, 7, 1}, {0, 0, 0, 4, 7}};
  protocol::CalibrationResult result{talk.id, talk.title, {}};
  for (std::size_t i = 0; i < talk.focus.size(); ++i) {
    const auto anchor = static_cast<std::uint8_t>(2 + i % 3);
    const auto own = static_cast<std::uint8_t>(i == 3 ? 4 : anchor - i % 2);
    result.criteria.push_back({talk.focus[i], counts[i], i == 1 ? 1U : 0U, anchor, own, std::string(why(talk, talk.focus[i]))});
  }
  return result;
}

bool show(std::string_view what, const transcript::Transcript& talk, model::Model& model, views::State& state) {
  auto& shown = model.insight.calibration.emplace();
  if (what == "start") {
    shown.choices = {"charged-twice", "two-days-at-home"};
    shown.choice_names = {"Charged twice before the holiday", "Two days at home for a parcel"};
    return true;
  }
  if (what == "result") {
    model.insight.calibration_result = result_of(talk);
    return true;
  }
  if (what != "rate" && what != "waiting") return false;
  shown.on = true;
  shown.transcript = talk.id;
  shown.title = talk.title;
  shown.situation = talk.situation;
  shown.focus = talk.focus;
  shown.lines = talk.lines;
  shown.rated = 7;
  shown.of = 12;
  state.calibration.transcript = talk.id;
  state.calibration.criterion = talk.focus[1];
  state.calibration.levels[talk.focus[0]] = {widgets::Level::Kind::level, 3};
  state.calibration.levels[talk.focus[1]] = {widgets::Level::Kind::level, 2};
  if (what == "rate") return true;
  for (const auto& id : talk.focus) {
    shown.own.push_back({id, std::uint8_t{3}});
    state.calibration.levels[id] = {widgets::Level::Kind::level, 3};
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  words::set_language(words::system_language());
  const auto rubric = rubric::load_file("content/rubrics/listening.yaml").rubric;
  const std::string folder = "content/transcripts/en/";
  if (!rubric) return 1;
  widgets::Kit kit;
  kit.reduced_motion = true;
  model::Model model;
  views::State state;
  platform::Geometry geometry{1440, 900, 0, 0};
  people(model);
  auto& criteria = model.rubric.emplace().agent;
  for (const auto& one : rubric->criteria) criteria.push_back({one.id, one.name, {}, {one.levels.begin(), one.levels.end()}});
  bool presenter = false;
  std::string talk = "two-days-at-home";
  std::string_view screen = "rate";
  for (int i = 1; i < argc; ++i) {
    const std::string_view what(argv[i]);
    if (what == "--light") {
      kit.palette = &theme::light();
    } else if (what == "--small") {
      geometry = {1024, 640, 0, 0};
    } else if (what == "--long") {
      talk = "charged-twice";
    } else if (what == "--tab") {
      state.calibration.tab = 1;
    } else if (what == "--trainer" || what == "--presenter") {
      model.self = {PersonId{1}, "Ngozi Okafor", true};
      model.in_class->standing = protocol::Standing::trainer;
      presenter = what == "--presenter";
    } else {
      screen = what;
    }
  }
  const auto loaded = transcript::load_file(folder + talk + ".yaml", *rubric).transcript;
  if (!loaded || !show(screen, *loaded, model, state)) {
    std::fprintf(stderr, "there is no screen '%s'\n", std::string(screen).c_str());
    return 1;
  }
  return show_gallery("Earshot", geometry, kit, [&] {
    presenter ? views::draw_presenter(model, state, kNow) : views::draw(model, state, kNow);
  });
}
