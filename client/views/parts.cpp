#include "client/views/parts.h"

#include <algorithm>
#include <functional>

#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/field.h"
#include "client/widgets/scroll.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::mark;
using words::tr;

constexpr float kOption = 44;

}  // namespace

const char* team_icon(std::string_view team) {
  constexpr const char* kIcons[] = {icon::kOwl, icon::kAnchor, icon::kLeaf, icon::kLightbulb};
  if (team.empty()) return icon::kAccountMultiple;
  unsigned sum = 0;
  for (const char c : team) sum = sum * 31 + static_cast<unsigned char>(c);
  return kIcons[sum % std::size(kIcons)];
}

std::string_view difficulty_word(std::uint8_t difficulty) {
  constexpr const char* kWords[] = {mark("Easy"), mark("Easier"), mark("Medium"), mark("Hard"), mark("Very hard")};
  return tr(kWords[std::clamp<int>(difficulty, 1, 5) - 1]);
}

std::string_view tally_word(protocol::Tally tally) {
  switch (tally) {
    case protocol::Tally::open_question: return tr("Open question");
    case protocol::Tally::feeling_named: return tr("Feeling named");
    case protocol::Tally::advice_early: return tr("Advice too early");
    case protocol::Tally::interruption: return tr("Interruption");
    case protocol::Tally::pause: return tr("Good pause");
  }
  return {};
}

const char* feeling_icon(std::size_t index) {
  constexpr const char* kIcons[] = {icon::kEmoticonSad, icon::kPulse, icon::kSleep, icon::kHeartOutline};
  return kIcons[index % std::size(kIcons)];
}

bool picker(std::string_view label, std::string_view chosen, const Box& box) {
  const auto at = control(label, box, {.radius = theme::kRadiusField, .value = chosen});
  if (!at.visible) return false;
  fill(box, palette().well, theme::kRadiusField);
  border(box, at.hovered ? palette().text2 : palette().edge, 1.5F, theme::kRadiusField);
  Box inner = box.inset(12, 0);
  draw_icon({inner.right() - 8, box.centre().y}, 20, palette().text2, icon::kChevronDown);
  inner.cut_right(22);
  text_in(inner, theme::kBody, palette().text1, chosen);
  return at.clicked;
}

std::optional<std::string> option_list(const char* popup, const std::vector<Option>& options, float width) {
  if (!ImGui::IsPopupOpen(popup)) return std::nullopt;
  const float height = std::min(360.0F, kOption * static_cast<float>(options.size())) + 16;
  ImGui::SetNextWindowSize({width, height});
  if (!ImGui::BeginPopup(popup, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoScrollbar)) return std::nullopt;
  const ImVec2 at = ImGui::GetWindowPos();
  const Box box{at.x, at.y, width, height};
  fill(box, palette().raised, theme::kRadiusButton);
  border(box, palette().edge, 1.5F, theme::kRadiusButton);
  std::optional<std::string> picked;
  {
    Scroll scroll("options", box.inset(8));
    Box area = scroll.content();
    for (const auto& option : options) {
      const Box row = area.cut_top(kOption);
      const auto response = control(option.text, row, {.radius = theme::kRadiusSmall});
      if (response.hovered) fill(row, palette().panel, theme::kRadiusSmall);
      text_in(row.inset(10, 0), theme::kBody, palette().text1, option.text);
      if (response.clicked) picked = option.id;
    }
    scroll.set_height(kOption * static_cast<float>(options.size()));
  }
  if (picked || ImGui::IsKeyPressed(ImGuiKey_Escape)) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
  return picked;
}

void choice_label(Box& area, std::string_view words) {
  text_in(area.cut_top(24, 4), theme::kMetaStrong, palette().text2, words);
}

std::size_t one_of(Box& area, std::span<const char* const> words, std::size_t chosen) {
  std::size_t out = chosen;
  choices(area, words.size(), [&](std::size_t i, const auto& place) {
    if (choice(tr(words[i]), place(choice_width(tr(words[i]), false)), chosen == i)) out = i;
  });
  return out;
}

std::string_view modifier_word(protocol::Modifier modifier) {
  switch (modifier) {
    case protocol::Modifier::distraction: return tr("Distraction");
    case protocol::Modifier::bias: return tr("Bias");
    case protocol::Modifier::pressure: return tr("Pressure");
    case protocol::Modifier::handover: return tr("Hand-over");
    case protocol::Modifier::short_time: return tr("Short time");
  }
  return {};
}

float room_for(std::string_view label, float least, float height, bool has_icon) {
  return std::max(least, button_width(label, height, has_icon));
}

bool leaves() {
  // A list is closed by the same key before the frame begins: whether one was open a frame ago counts too.
  ImGuiStorage& kept = *ImGui::GetStateStorage();
  const ImGuiID id = ImGui::GetID("covered");
  const bool was_covered = kept.GetBool(id);
  const bool covered = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  kept.SetBool(id, covered);
  return !covered && !was_covered && ImGui::IsKeyPressed(ImGuiKey_Escape, false);
}

float field_refusal(const Box& below, std::string_view text) {
  const float height = field_error(below, text);
  return height > 0 ? height + 8 : 0;
}

float tick_row_height(std::string_view label, float width) {
  return paragraph_height(theme::kBody, label.substr(0, label.find("##")), width - 34) + 8;
}

bool tick_row(std::string_view label, const Box& box, bool ticked, Tone tone) {
  const auto at = control(label, box, {.radius = theme::kRadiusSmall, .value = ticked ? "chosen" : ""});
  if (!at.visible) return false;
  const auto& colours = palette();
  if (at.hovered) fill(box.inset(-6, 0), colours.raised, theme::kRadiusSmall);
  const ImVec2 centre(box.x + 10, box.y + 16);
  if (ticked) {
    draw_icon(centre, 22, colours[tone].text, icon::kCheckCircle);
  } else {
    circle(centre, 9, colours.edge, 2);
  }
  paragraph({box.x + 34, box.y + 4, box.w - 34, box.h}, theme::kBody, ticked ? colours.text2 : colours.text1, label.substr(0, label.find("##")));
  return at.clicked;
}

}  // namespace earshot::views
