#include "client/widgets/role_card.h"

#include <algorithm>

#include "client/widgets/toast.h"

namespace earshot::widgets {
namespace {

constexpr float kHeader = 124;
constexpr float kPadding = 24;

}  // namespace

const char* role_icon(Tone role) { return status_icon(role); }

Box role_card(const Box& box, const RoleCard& card) {
  const auto& colours = palette();
  const auto& tone = colours[card.role];
  fill(box.moved(0, 2), colours.shade, theme::kRadiusRoleCard);
  fill(box, colours.panel, theme::kRadiusRoleCard);
  Box rest = box;
  // A long name gets smaller, a long line below it a second one.
  const float width = box.w - 2 * kPadding;
  const auto& name_style = text_width(theme::kHeading, card.name) > width ? theme::kTitle : theme::kHeading;
  const float line = paragraph_height(theme::kMetaStrong, card.line, width);
  Box header = rest.cut_top(kHeader + std::max(0.0F, line - 20));
  fill(header, tone.fill, theme::kRadiusRoleCard, kTop);
  header = header.inset(kPadding, 0);
  draw_icon({header.x + 10, header.y + 31}, 20, tone.ink, role_icon(card.role));
  text_in({header.x + 28, header.y + 19, header.w - 28, 24}, theme::kBodyStrong, tone.ink, card.you_are);
  text_in({header.x, header.y + 46, header.w, 38}, name_style, tone.ink, card.name);
  paragraph({header.x, header.y + 84, header.w, line}, theme::kMetaStrong, tone.ink, card.line);
  return rest.inset(kPadding, 20);
}

}  // namespace earshot::widgets
