#include "client/widgets/role_card.h"

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
  Box header = rest.cut_top(kHeader);
  fill(header, tone.fill, theme::kRadiusRoleCard, kTop);
  header = header.inset(kPadding, 0);
  draw_icon({header.x + 10, header.y + 31}, 20, tone.ink, role_icon(card.role));
  text_in({header.x + 28, header.y + 19, header.w - 28, 24}, theme::kBodyStrong, tone.ink, card.you_are);
  text_in({header.x, header.y + 46, header.w, 38}, theme::kHeading, tone.ink, card.name);
  text_in({header.x, header.y + 84, header.w, 20}, theme::kMetaStrong, tone.ink, card.line);
  return rest.inset(kPadding, 20);
}

}  // namespace earshot::widgets
