#include "client/widgets/bubble.h"

#include <imgui_internal.h>

#include <cmath>
#include <utility>

#include "client/widgets/kit.h"
#include "shared/words/words.h"

namespace earshot::widgets {
namespace {

using words::tr;

constexpr float kPaddingX = 16;
constexpr float kAbove = 11;
constexpr float kBelow = 12;
constexpr float kMost = 0.78F;
constexpr float kStamp = 26;
constexpr float kAuthor = 24;
constexpr TypeStyle kType = theme::kChat;

const Layout& layout_of(float width, const Bubble& what) {
  const Run run{what.text, kType};
  return kit().layouts.get({&run, 1}, std::floor(width * kMost) - 2 * kPaddingX);
}

std::string_view delivery_word(Delivery delivery) {
  switch (delivery) {
    case Delivery::sending: return tr("Sending");
    case Delivery::failed: return tr("Not sent. Press Enter to retry");
    case Delivery::none:
    case Delivery::sent: return {};
  }
  return {};
}

const char* delivery_icon(Delivery delivery) {
  switch (delivery) {
    case Delivery::sending: return icon::kClock;
    case Delivery::sent: return icon::kCheck;
    case Delivery::failed: return icon::kCloseOctagon;
    case Delivery::none: return nullptr;
  }
  return nullptr;
}

void stamp_line(const Box& bubble_box, const Bubble& what) {
  const auto& colours = palette();
  const float y = bubble_box.bottom() + 5;
  if (!what.mine) {
    text({bubble_box.x + 6, y}, theme::kMeta, colours.text3, what.stamp);
    return;
  }
  const bool failed = what.delivery == Delivery::failed;
  const auto word = delivery_word(what.delivery);
  const char* glyph = delivery_icon(what.delivery);
  const Colour quiet = failed ? colours[Tone::danger].text : colours.text3;
  float x = bubble_box.right() - 6;
  if (!word.empty()) {
    x -= text_width(theme::kMeta, word);
    text({x, y}, theme::kMeta, quiet, word);
    x -= 6;
  }
  if (glyph) {
    const bool tinted = what.delivery == Delivery::sent;
    draw_icon({x - 8, y + 10}, 16, tinted ? colours[what.tone].text : quiet, glyph);
    x -= 22;
  }
  if (!failed && what.delivery != Delivery::sending) {
    text({x - text_width(theme::kMeta, what.stamp), y}, theme::kMeta, colours.text3, what.stamp);
  }
}

/// Boxes under the words of `bytes`, one a line.
template <class Visit>
void each_line(const Layout& layout, ImVec2 origin, Span bytes, const Visit& visit) {
  for (std::size_t i = 0; i < layout.words.size();) {
    const Word& first = layout.words[i];
    std::size_t next = i + 1;
    if (first.bytes.end <= bytes.begin || first.bytes.begin >= bytes.end) {
      i = next;
      continue;
    }
    while (next < layout.words.size() && layout.words[next].line == first.line && layout.words[next].bytes.begin < bytes.end) {
      ++next;
    }
    const Word& last = layout.words[next - 1];
    visit(Box{origin.x + first.x, origin.y + static_cast<float>(first.line) * layout.line_height,
              last.x + last.width - first.x, layout.line_height});
    i = next;
  }
}

/// Selecting whole words by dragging; the first word is kept in ImGui's storage while the mouse is down.
std::optional<Span> select_words(const Layout& layout, const Box& box, ImVec2 origin, const Bubble& what) {
  ImGuiWindow* window = ImGui::GetCurrentWindow();
  ImGui::PushID(reinterpret_cast<const void*>(static_cast<std::uintptr_t>(what.id)));
  const ImGuiID id = window->GetID("words");
  ImGui::PopID();
  const ImRect bounds(box.min(), box.max());
  if (!ImGui::ItemAdd(bounds, id, nullptr, ImGuiItemFlags_NoNav | ImGuiItemFlags_NoTabStop)) return std::nullopt;
  bool hovered = false;
  bool held = false;
  ImGui::ButtonBehavior(bounds, id, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  if (!held) return std::nullopt;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const auto over = layout.word_at(mouse.x - origin.x, std::clamp(mouse.y - origin.y, 0.0F, layout.height() - 1));
  if (!over) return std::nullopt;
  const int now = static_cast<int>(*over);
  if (ImGui::IsMouseClicked(0)) window->StateStorage.SetInt(id, now);
  const auto [from, to] = std::minmax({window->StateStorage.GetInt(id, now), now});
  const auto& words = layout.words;
  return Span{words[static_cast<std::size_t>(from)].bytes.begin, words[static_cast<std::size_t>(to)].bytes.end};
}

}  // namespace

float bubble_height(float width, const Bubble& what) {
  const float author = what.author.empty() ? 0 : kAuthor;
  return author + layout_of(width, what).height() + kAbove + kBelow + (what.stamp.empty() ? 0 : kStamp);
}

BubbleResponse bubble(ImVec2 at, float width, const Bubble& what) {
  const auto& colours = palette();
  const Layout& layout = layout_of(width, what);
  BubbleResponse out;
  float y = at.y;
  const float own = std::ceil(layout.width) + 2 * kPaddingX;
  const float x = what.mine ? at.x + width - own : at.x;
  if (!what.author.empty()) {
    const float name = text_width(theme::kMetaStrong, what.author);
    text({what.mine ? at.x + width - name - 6 : x + 6, y}, theme::kMetaStrong, colours[what.tone].text, what.author);
    y += kAuthor;
  }
  const Box box{x, y, own, layout.height() + kAbove + kBelow};
  const int corner = what.mine ? kBottomRight : kBottomLeft;
  fill_bubble(box, colours[what.tone].bubble, theme::kRadiusBubble, theme::kRadiusSpeaker, corner);
  if (what.delivery == Delivery::failed) {
    border_bubble(box, colours[Tone::danger].text, 2, theme::kRadiusBubble, theme::kRadiusSpeaker, corner);
  }
  const ImVec2 origin(box.x + kPaddingX, box.y + kAbove);
  if (what.selectable) out.selected = select_words(layout, box, origin, what);
  if (what.selected && !what.selected->empty()) {
    each_line(layout, origin, *what.selected, [&](Box words) { fill(words.inset(-2, 1), theme::fade(colours.edge, 0.6F), 4); });
  }
  paragraph({origin.x, origin.y, std::floor(width * kMost) - 2 * kPaddingX, 0}, kType, colours.text1, what.text);
  for (const auto& span : what.underlined) {
    each_line(layout, origin, span,
              [&](Box words) { fill({words.x, words.bottom() - 2, words.w, 2}, colours[Tone::agent].text); });
  }
  if (!what.stamp.empty()) stamp_line(box, what);
  return out;
}

void typing(ImVec2 at, Tone tone, std::string_view words) {
  const auto& colours = palette();
  const Box box{at.x, at.y, 72, 42};
  fill_bubble(box, colours[tone].bubble, theme::kRadiusBubble, theme::kRadiusSpeaker, kBottomLeft);
  const float phase = kit().loop(Milliseconds{1200});
  for (int i = 0; i < 3; ++i) {
    const float offset = phase * 3 - static_cast<float>(i);
    const float strength = std::clamp(1 - std::abs(offset - 0.5F) * 0.5F, 0.4F, 1.0F);
    disc({box.x + 21 + 15 * static_cast<float>(i), box.centre().y}, 5, theme::fade(colours[tone].text, strength));
  }
  text({box.right() + 12, box.centre().y - theme::kMeta.line / 2}, theme::kMeta, colours.text3, words);
}

}  // namespace earshot::widgets
