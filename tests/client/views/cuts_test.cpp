// The screens of a role-play, over the made-up ones of tests/support/playing.h.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "shared/words/words.h"
#include "tests/client/views/screen.h"
#include "tests/support/playing.h"

using namespace earshot;

namespace {

/// A line of the talk, or the card's title: what people wrote may be shortened where it is only pointed at.
bool is_theirs(std::string_view words, const model::Model& model) {
  const auto& session = model.session ? model.session : model.insight.past;
  if (!session) return false;
  const auto& lines = session->lines;
  return words.find(session->title) != std::string_view::npos ||
         std::any_of(lines.begin(), lines.end(), [&](const auto& line) { return words.find(line.text) != std::string_view::npos; });
}

}  // namespace

TEST_CASE("no words of a role-play are cut, in any language, on a large window or a small one") {
  for (const auto& language : words::languages()) {
    words::set_language(language.code);
    for (const ImVec2 size : {ImVec2(1440, 900), ImVec2(1024, 640)}) {
      for (const auto scene : playing::scenes()) {
        looking_back::Screen screen(size, {}, playing::kNow);
        REQUIRE(playing::show(scene, screen.model, screen.state));
        screen.window.kit.recorder.keep_cuts();
        screen.frames(3);
        views::draw(screen.model, screen.state, playing::kNow);
        std::string cuts;
        for (const auto& one : screen.window.kit.recorder.cuts()) {
          if (!is_theirs(one, screen.model)) cuts += "[" + one + "] ";
        }
        CHECK_MESSAGE(cuts.empty(), scene << " in " << language.code << " at " << size.x << ": " << cuts);
      }
    }
  }
  words::set_language("en");
}
