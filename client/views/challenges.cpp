#include "client/views/challenges.h"

#include "client/widgets/panel.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::tr_dynamic;
using protocol::Modifier;

struct Words {
  const char* icon;
  std::string_view name;
};

Words words_of(Modifier modifier) {
  switch (modifier) {
    case Modifier::distraction: return {icon::kBellRing, tr("Distraction")};
    case Modifier::bias: return {icon::kEyeOff, tr("A misleading note")};
    case Modifier::pressure: return {icon::kAlert, tr("Pressure")};
    case Modifier::handover: return {icon::kSwapHorizontal, tr("A hand-over")};
    case Modifier::short_time: return {icon::kTimerSand, tr("Short time")};
  }
  return {};
}

float told_height(const protocol::ModifierTold& told, float width) {
  float height = 34 + paragraph_height(theme::kBody, tr_dynamic(told.what), width - 32) + 14;
  if (!told.truth.empty()) height += 26 + paragraph_height(theme::kBody, tr_dynamic(told.truth), width - 32);
  return height;
}

}  // namespace

void challenges_panel(const PlayView& view, Box& area) {
  const auto& shown = view.session.modifiers;
  if (!shown || shown->told.empty()) return;
  const float inside = area.w - 2 * theme::kPanelPadding;
  const std::string_view below = tr("Nobody told you before. Now you may know.");
  const float words_below = paragraph_height(theme::kMeta, below, inside);
  float height = 2 * theme::kPanelPadding + 28 + 14 + words_below;
  for (const auto& told : shown->told) height += told_height(told, inside) + 8;
  Box inner = panel(area.cut_top(height, view.gap));
  heading(inner.cut_top(28, 4), tr("What made it harder"), icon::kFlagOutline);
  paragraph(inner.cut_top(words_below + 2, 8), theme::kMeta, palette().text3, below);
  for (const auto& told : shown->told) {
    Box box = inner.cut_top(told_height(told, inside), 8);
    well(box);
    Box words = box.inset(16, 8);
    const auto name = words_of(told.modifier);
    section(words.cut_top(24, 2), name.name, name.icon, Tone::warning);
    words.cut_top(paragraph(words, theme::kBody, palette().text1, tr_dynamic(told.what)), 4);
    if (told.truth.empty()) continue;
    label_in(words.cut_top(22), theme::kMetaStrong, palette().text3, tr("The truth"));
    paragraph(words, theme::kBody, palette().text1, tr_dynamic(told.truth));
  }
}

}  // namespace earshot::views
