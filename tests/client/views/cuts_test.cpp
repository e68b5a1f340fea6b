// Whether all words have room, over the made-up screens of tests/support.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/views/presenter.h"
#include "client/views/view.h"
#include "shared/words/words.h"
#include "tests/client/views/screen.h"
#include "tests/support/at_console.h"
#include "tests/support/playing.h"

using namespace earshot;
using looking_back::Screen;

namespace {

/// What people wrote: a line of the talk, a title, a name. It may be shortened where it is only pointed at.
std::vector<std::string> theirs(const model::Model& model) {
  std::vector<std::string> out;
  const auto add_session = [&](const std::optional<model::Session>& session) {
    if (!session) return;
    out.push_back(session->title);
    for (const auto& line : session->lines) out.push_back(line.text);
  };
  add_session(model.session);
  add_session(model.insight.past);
  if (model.round) out.push_back(model.round->title);
  if (model.plan) {
    for (const auto& step : model.plan->plan.steps) out.push_back(step.title);
  }
  for (const auto& card : model.cards) out.push_back(card.title);
  if (model.in_class) {
    for (const auto& member : model.in_class->members) out.push_back(views::first_name(member.name));
    for (const auto& team : model.in_class->teams) out.push_back(team);
  }
  std::erase(out, std::string{});
  return out;
}

using Show = std::function<bool(std::string_view, model::Model&, views::State&)>;

void check_words(const std::vector<std::string_view>& scenes, const Show& show, TimePoint now, bool presenter = false) {
  for (const auto& language : words::languages()) {
    words::set_language(language.code);
    for (const ImVec2 size : {ImVec2(1440, 900), ImVec2(1024, 640)}) {
      for (const auto scene : scenes) {
        Screen screen(size, {}, now);
        REQUIRE(show(scene, screen.model, screen.state));
        screen.window.kit.recorder.keep_cuts();
        const auto draw = [&] { return presenter ? views::draw_presenter(screen.model, screen.state, now) : views::draw(screen.model, screen.state, now); };
        for (int frame = 0; frame < 3; ++frame) {
          draw();
          screen.window.next();
        }
        draw();
        const auto written = theirs(screen.model);
        std::string cuts;
        for (const auto& one : screen.window.kit.recorder.cuts()) {
          const bool is_theirs = std::ranges::any_of(written, [&](const std::string& text) { return one.find(text) != std::string::npos; });
          if (!is_theirs) cuts += "[" + one + "] ";
        }
        CHECK_MESSAGE(cuts.empty(), scene << " in " << language.code << " at " << size.x << ": " << cuts);
      }
    }
  }
  words::set_language("en");
}

}  // namespace

TEST_CASE("no words of a role-play are cut, in any language, on a large window or a small one") {
  check_words(playing::scenes(), playing::show, playing::kNow);
}

TEST_CASE("no words of the trainer's console are cut, in any language, on a large window or a small one") {
  check_words(at_console::scenes(), at_console::show, at_console::kNow);
}

TEST_CASE("no words for the projector are cut, in any language, on a large window or a small one") {
  check_words({"class", "before", "stopped", "podium"}, at_console::show, at_console::kNow, true);
}
