#include "client/widgets/kit.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "client/widgets/button.h"
#include "client/widgets/field.h"
#include "client/widgets/timer.h"
#include "tests/client/widgets/headless.h"

using namespace earshot;
using namespace earshot::widgets;

namespace {

void press(ImGuiKey key, Headless& headless, const auto& draw) {
  ImGui::GetIO().AddKeyEvent(key, true);
  headless.next();
  draw();
  ImGui::GetIO().AddKeyEvent(key, false);
  headless.next();
  draw();
}

}  // namespace

TEST_CASE("Tab reaches a button, Enter and Space press it, and a disabled one is passed over") {
  Headless headless;
  int pressed = 0;
  int never = 0;
  const auto draw = [&] {
    if (button("Off", {20, 20, 120, 44}, {.enabled = false})) ++never;
    if (button("On", {20, 80, 120, 44})) ++pressed;
  };
  draw();
  headless.kit.focus("On");
  headless.next();
  draw();
  press(ImGuiKey_Enter, headless, draw);
  press(ImGuiKey_Space, headless, draw);
  CHECK(pressed == 2);
  press(ImGuiKey_Tab, headless, draw);
  press(ImGuiKey_Enter, headless, draw);
  CHECK(pressed == 3);
  CHECK(never == 0);
}

TEST_CASE("what is typed goes into the field that has the keyboard, and Enter submits") {
  Headless headless;
  std::string text;
  bool submitted = false;
  const auto draw = [&] { submitted |= field("Name", text, {20, 20, 300, 48}).submitted; };
  headless.kit.focus("Name");
  draw();
  headless.next();
  for (const char c : std::string("Sam")) ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(c));
  for (int frame = 0; frame < 4; ++frame) {
    draw();
    headless.next();
  }
  CHECK(text == "Sam");
  draw();
  press(ImGuiKey_Enter, headless, draw);
  CHECK(submitted);
}

TEST_CASE("a text that somebody else clears is not brought back by the field") {
  Headless headless;
  std::string text = "sent";
  const auto draw = [&] { field("Message", text, {20, 20, 300, 56}, {.lines = true, .enter_submits = true}); };
  headless.kit.focus("Message");
  draw();
  headless.next();
  draw();
  text.clear();
  headless.next();
  draw();
  ImGui::GetIO().AddInputCharacter('x');
  headless.next();
  draw();
  CHECK(text == "x");
}

TEST_CASE("an idle frame asks for no other, a running clock for the next second") {
  Headless headless;
  headless.next();
  CHECK_FALSE(headless.again().has_value());
  timer({0, 0, 200, 40}, Milliseconds{5'300}, Milliseconds{60'000}, Tone::agent);
  headless.next();
  REQUIRE(headless.again().has_value());
  CHECK(*headless.again() == Milliseconds{300});
  timer({0, 0, 200, 40}, Milliseconds{5'300}, Milliseconds{60'000}, Tone::agent, true);
  headless.next();
  CHECK_FALSE(headless.again().has_value());
}

TEST_CASE("a clock rounds up, and never shows less than nothing") {
  CHECK(clock_text(Milliseconds{312'000}) == "5:12");
  CHECK(clock_text(Milliseconds{59'001}) == "1:00");
  CHECK(clock_text(Milliseconds{-5}) == "0:00");
}

TEST_CASE("an animation ends at its target, and reduced motion starts there") {
  Headless headless;
  CHECK(headless.kit.ease(7, 0, Milliseconds{90}) == 0);
  float at = 0;
  for (int frame = 0; frame < 30; ++frame) {
    headless.next();
    at = headless.kit.ease(7, 1, Milliseconds{90});
  }
  CHECK(at == 1);
  headless.kit.reduced_motion = true;
  CHECK(headless.kit.ease(7, 0, Milliseconds{90}) == 0);
}

TEST_CASE("the record names what is on screen, and leaves out what is clipped away") {
  const auto path = std::filesystem::temp_directory_path() / "earshot-record-test.json";
  std::filesystem::remove(path);
  Headless headless;
  headless.kit.recorder.write_to(path.string());
  headless.next();
  for (int frame = 0; frame < 3; ++frame) {
    button("Seen##id", {20, 20, 120, 44});
    button("Far away", {20, 5'000, 120, 44});
    headless.next();
  }
  const auto record = nlohmann::json::parse(std::ifstream(path));
  std::filesystem::remove(path);
  REQUIRE(record.size() == 2);
  CHECK(record[0]["kind"] == "control");
  CHECK(record[0]["label"] == "Seen");
  CHECK(record[0]["x"] == 20);
  CHECK(record[1]["kind"] == "text");
}
