#include "client/views/criteria.h"

#include <fmt/format.h>

#include <algorithm>

#include "client/widgets/control.h"
#include "client/widgets/keycap.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::tr_in;
using words::trf;

/// The text of the chosen level, and what the next one would be.
struct Texts {
  std::string now, next;
};
Texts texts_of(const protocol::Criterion& criterion, const Level& level) {
  const auto text = [&](int value) { return std::string(criterion.levels[static_cast<std::size_t>(value - 1)]); };
  if (criterion.levels.size() == 1) return {criterion.levels.front(), ""};
  if (criterion.levels.size() != 5) return {};
  if (level.kind == Level::Kind::none) return {std::string(tr("No opportunity to show it. It is left out, never counted as low.")), ""};
  if (level.kind == Level::Kind::open) return {fmt::format("1: {}", text(1)), fmt::format("5: {}", text(5))};
  return {text(level.value), level.value < 5 ? trf("{0} would be: {1}", level.value + 1, text(level.value + 1)) : ""};
}

void criterion_row(Box& area, const protocol::Criterion& criterion, std::size_t number, const CriteriaEdit& edit) {
  const auto found = edit.levels.find(criterion.id);
  const Level level = found == edit.levels.end() ? Level{} : found->second;
  const bool active = edit.open == criterion.id;
  const auto texts = active ? texts_of(criterion, level) : Texts{};
  const float cells = score_row_width(true);
  const float inner = area.w - 78;
  const float now = texts.now.empty() ? 0 : paragraph_height(theme::kChat, texts.now, inner);
  const float next = texts.next.empty() ? 0 : paragraph_height(theme::kMeta, texts.next, inner);
  const float extra = active ? now + next + 18 : 0;
  const Box row = area.cut_top(68 + extra);
  if (active) fill(row.inset(-16, 1), palette().raised, theme::kRadiusButton);
  if (!active) rule({row.x, row.bottom() - 1}, row.w);
  const bool rated = level.kind != Level::Kind::open;
  const Box line{row.x, row.y, row.w, 68};
  const Box name{line.x, line.y + 14, line.w - cells - 12, 40};
  ImGui::PushID(criterion.id.c_str());
  const std::string title = sentence(criterion.name);
  const auto at = control(title, name, {.radius = theme::kRadiusSmall});
  if (rated) {
    draw_icon({line.x + 10, line.centre().y}, 20, palette()[edit.tone].text, icon::kCheck);
  } else {
    text_in({line.x, line.y, 24, line.h}, theme::kMetaStrong, palette().text3, std::to_string(number));
  }
  const Box words_box{line.x + 34, line.y, line.w - cells - 48, line.h};
  const TypeStyle& type = active ? theme::kChatStrong : theme::kChat;
  text_in(words_box, type, active ? palette().text1 : palette().text2, title);
  if (edit.moments && edit.moments->contains(criterion.id)) {
    const float end = std::min(words_box.w - 12, text_width(type, title) + 16);
    draw_icon({words_box.x + end, line.centre().y}, 18, palette().text2, icon::kBookmarkOutline);
  }
  if (at.clicked || at.focused) edit.open = criterion.id;
  if (const auto pressed = score_row(line, title, level, {.tone = edit.tone})) {
    if (pressed->kind == Level::Kind::level || may_say_none(edit.levels, criterion.id)) edit.levels[criterion.id] = *pressed;
    edit.open = criterion.id;
  }
  ImGui::PopID();
  if (!active) return;
  Box words{row.x + 62, row.y + 64, inner, 0};
  if (!texts.now.empty()) draw_icon({words.x - 18, words.y + 13}, 18, palette()[edit.tone].text, icon::kFormatQuote);
  words.cut_top(paragraph(words, theme::kChat, palette().text1, texts.now), 2);
  if (!texts.next.empty()) paragraph(words, theme::kMeta, palette().text3, texts.next);
}

}  // namespace

std::size_t no_opportunity(const std::map<std::string, Level>& levels) {
  return static_cast<std::size_t>(std::ranges::count_if(levels, [](const auto& entry) { return entry.second.kind == Level::Kind::none; }));
}

bool may_say_none(const std::map<std::string, Level>& levels, const std::string& criterion) {
  const auto found = levels.find(criterion);
  const bool is_one = found != levels.end() && found->second.kind == Level::Kind::none;
  return is_one || no_opportunity(levels) < protocol::limits::kNoOpportunity;
}

std::size_t open_criteria(const std::vector<const protocol::Criterion*>& criteria, const std::map<std::string, Level>& levels) {
  return static_cast<std::size_t>(std::ranges::count_if(criteria, [&](const auto* c) { return !levels.contains(c->id); }));
}

void criteria_keys(const std::vector<const protocol::Criterion*>& criteria, const CriteriaEdit& edit) {
  if (ImGui::GetIO().WantTextInput || criteria.empty()) return;
  auto at = std::ranges::find(criteria, edit.open, [](const auto* c) { return c->id; });
  if (at == criteria.end()) at = criteria.begin();
  for (int level = 1; level <= 5; ++level) {
    if (!ImGui::GetIO().KeyAlt && ImGui::IsKeyPressed(static_cast<ImGuiKey>(ImGuiKey_1 + level - 1), false)) {
      edit.levels[(*at)->id] = Level{Level::Kind::level, level};
    }
  }
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow) && std::next(at) != criteria.end()) ++at;
  if (ImGui::IsKeyPressed(ImGuiKey_UpArrow) && at != criteria.begin()) --at;
  edit.open = (*at)->id;
}

void criteria_list(const Box& box, const std::vector<const protocol::Criterion*>& criteria, const CriteriaEdit& edit) {
  Scroll scroll("criteria", box);
  Box area = scroll.content().inset(10, 0);
  const float top = area.y;
  area.h = 10'000;
  for (std::size_t i = 0; i < criteria.size(); ++i) criterion_row(area, *criteria[i], i + 1, edit);
  scroll.set_height(area.y - top + 4);
}

void criteria_help(const Box& line) {
  float x = line.x;
  x += keycap({x, line.y + 2}, "1") + 8;
  x += text({x, line.y + 4}, theme::kMeta, palette().text3, tr_in("keys 1 to 5", "to")) + 8;
  x += keycap({x, line.y + 2}, "5") + 8;
  x += text({x, line.y + 4}, theme::kMeta, palette().text3, tr_in("keys 1 to 5", "choose")) + 16;
  x += keycap({x, line.y + 2}, tr_in("key", "Up")) + 8;
  x += keycap({x, line.y + 2}, tr_in("key", "Down")) + 8;
  x += text({x, line.y + 4}, theme::kMeta, palette().text3, tr("next criterion")) + 16;
  label_in({x, line.y + 2, line.right() - x, 24}, theme::kMeta, palette().text3, tr("NO: no opportunity, at most three times"), Align::right);
}

}  // namespace earshot::views
