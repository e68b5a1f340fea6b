#include "client/views/language.h"

#include <algorithm>

#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/control.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;

constexpr const char* kPopup = "languages";
constexpr float kList = 180;
constexpr float kPadding = 14;
constexpr float kIcon = 20;
constexpr float kChevron = 18;

const std::string& own_name() { return std::ranges::find(words::languages(), words::language(), &words::Language::code)->name; }

void list(const View& view, bool open) {
  if (open) ImGui::OpenPopup(kPopup);
  std::vector<Option> options;
  for (const auto& [code, name] : words::languages()) options.push_back({code, name});
  if (const auto picked = option_list(kPopup, options, kList)) view.out.add(ChooseLanguage{*picked});
}

}  // namespace

float language_picker_width() { return kPadding + kIcon + 8 + text_width(theme::kBodyStrong, own_name()) + 4 + kChevron + kPadding; }

void language_picker(const View& view, const Box& box) {
  const auto& colours = palette();
  const auto at = control(tr("Language"), box, {.value = own_name()});
  if (at.hovered || at.held) fill(box, colours.raised, theme::kRadiusButton);
  const Colour ink = at.hovered ? colours.text1 : colours.text2;
  Box inner = box.inset(kPadding, 0);
  draw_icon({inner.x + kIcon / 2, inner.centre().y}, kIcon, ink, icon::kTranslate);
  inner.cut_left(kIcon, 8);
  draw_icon({inner.right() - kChevron / 2, inner.centre().y}, kChevron, ink, icon::kChevronDown);
  inner.cut_right(kChevron);
  text_in(inner, theme::kBodyStrong, ink, own_name());
  list(view, at.clicked);
}

void language_button(const View& view, const Box& box) {
  list(view, icon_button(tr("Language"), box, icon::kTranslate, {.look = ButtonLook::ghost}));
}

}  // namespace earshot::views
