// A window without a display in which a person works: buttons are pressed by name, with the keyboard, and what is sent is kept.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "client/views/app.h"
#include "tests/client/widgets/headless.h"
#include "tests/support/looking_back.h"

namespace earshot::looking_back {

struct Screen {
  widgets::Headless window;
  model::Model model;
  TimePoint now;
  views::State state;
  std::vector<protocol::Intent> sent;

  explicit Screen(ImVec2 size = {1440, 900}, model::Model shown = a_class(), TimePoint at = kNow) : window(size), model(std::move(shown)), now(at) {
    window.kit.reduced_motion = true;
  }

  void frame() {
    const views::Actions actions = views::draw(model, state, now);
    for (const auto& action : actions.all()) {
      if (const auto* intent = std::get_if<protocol::Intent>(&action)) sent.push_back(*intent);
    }
    window.next();
  }
  void frames(int count) {
    for (int i = 0; i < count; ++i) frame();
  }
  void key(ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(key, true);
    frame();
    ImGui::GetIO().AddKeyEvent(key, false);
    frames(2);
  }
  void press(const std::string& label) {
    frames(3);  // a list or a dialog that was just asked for opens
    window.kit.focus(label);
    frames(2);
    key(ImGuiKey_Enter);
  }

  template <class Kind>
  std::vector<Kind> all() const {
    std::vector<Kind> out;
    for (const auto& intent : sent) {
      if (const auto* one = std::get_if<Kind>(&intent)) out.push_back(*one);
    }
    return out;
  }
};

}  // namespace earshot::looking_back
