#include "client/widgets/logo.h"

namespace earshot::widgets {

void logo(ImVec2 at, float size) {
  const auto& colours = palette();
  const float unit = size / 32;
  const ImVec2 dot(at.x + 3.5F * unit, at.y);
  const Colour warm = colours[Tone::customer].fill;
  disc(dot, 3.6F * unit, warm);
  const float radius[] = {9, 15, 21};
  for (int i = 0; i < 3; ++i) {
    const float part = 0.125F - static_cast<float>(i) * 0.004F;
    arc(dot, radius[i] * unit, 0.25F - part, 0.25F + part, i == 0 ? warm : colours[Tone::agent].fill, 2.8F * unit);
  }
}

void sound(ImVec2 at, int arcs, Colour colour) {
  disc({at.x + 3.5F, at.y}, 3.5F, colour);
  for (int i = 0; i < arcs; ++i) {
    const float radius = 9.5F + 6.0F * static_cast<float>(i);
    const float part = 0.115F + 0.006F * static_cast<float>(i);
    arc({at.x + 1, at.y}, radius, 0.25F - part, 0.25F + part, colour, 3);
  }
}

void rings(ImVec2 centre, float first, float step, int count, Colour colour, float strongest) {
  for (int i = 0; i < count; ++i) {
    const float part = static_cast<float>(i) / static_cast<float>(count);
    const float strength = strongest * (1 - part) * (1 - part * 0.4F);
    circle(centre, first + step * static_cast<float>(i), theme::fade(colour, strength), 1.5F);
  }
}

}  // namespace earshot::widgets
