#include "client/widgets/draw.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "client/widgets/kit.h"

namespace earshot::widgets {
namespace {

constexpr float kTurn = 2 * std::numbers::pi_v<float>;
constexpr float kTwoLines = 1.25F;  // line height by size, where two lines share the room of one
constexpr std::string_view kEllipsis = "\u2026";

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }
Colour seen(Colour colour) { return ImGui::GetColorU32(colour); }

/// Where the glyphs start so that the baseline falls where the design's line height puts it.
float glyph_top(float top, const TypeStyle& style, const ImFont& font) {
  const float baseline = std::floor((style.line - style.size * theme::kHeight) / 2 + style.size * theme::kAscent + 0.4F);
  return std::round(top) + baseline - const_cast<ImFont&>(font).GetFontBaked(style.size)->Ascent;
}

void glyphs(ImVec2 at, const TypeStyle& style, Colour colour, std::string_view text) {
  if (text.empty()) return;
  ImFont* font = kit().fonts[style.weight];
  list().AddText(font, style.size, ImVec2(at.x, glyph_top(at.y, style, *font)), seen(colour), text.data(),
                 text.data() + text.size());
}

/// The style and the smaller ones of the scale that may stand in for it, down to the smallest there is.
std::vector<TypeStyle> smaller(const TypeStyle& style) {
  std::vector<TypeStyle> out{style};
  for (const auto& step : {theme::kTitle, theme::kChat, theme::kBody, theme::kMeta}) {
    if (step.size < style.size) out.push_back({step.size, step.line, style.weight});
  }
  return out;
}

bool breaks_a_word(const Layout& layout) {
  const auto parts = [](const Word& before, const Word& after) { return before.line != after.line && before.bytes.end == after.bytes.begin; };
  return std::ranges::adjacent_find(layout.words, parts) != layout.words.end();
}

/// How far a line moves to the right to be aligned.
float line_offset(const Layout& layout, int line, float width, Align align) {
  if (align == Align::left) return 0;
  float end = 0;
  for (const auto& word : layout.words) {
    if (word.line == line) end = std::max(end, word.x + word.width);
  }
  return std::round(align == Align::right ? width - end : (width - end) / 2);
}

ImDrawFlags flags(int corners) {
  if (corners == 0) return ImDrawFlags_RoundCornersNone;
  ImDrawFlags out = 0;
  if (corners & kTopLeft) out |= ImDrawFlags_RoundCornersTopLeft;
  if (corners & kTopRight) out |= ImDrawFlags_RoundCornersTopRight;
  if (corners & kBottomLeft) out |= ImDrawFlags_RoundCornersBottomLeft;
  if (corners & kBottomRight) out |= ImDrawFlags_RoundCornersBottomRight;
  return out;
}

void bubble_path(const Box& box, float radius, float sharp_radius, int sharp) {
  const auto of = [&](int corner) { return (sharp & corner) ? sharp_radius : radius; };
  ImDrawList& path = list();
  const auto corner = [&](int which, ImVec2 towards, int from) {
    const float r = of(which);
    const ImVec2 centre((towards.x > 0 ? box.right() - r : box.x + r), (towards.y > 0 ? box.bottom() - r : box.y + r));
    path.PathArcToFast(centre, r, from, from + 3);
  };
  path.PathClear();
  corner(kTopLeft, {-1, -1}, 6);
  corner(kTopRight, {1, -1}, 9);
  corner(kBottomRight, {1, 1}, 0);
  corner(kBottomLeft, {-1, 1}, 3);
}

}  // namespace

float text(ImVec2 at, const TypeStyle& style, Colour colour, std::string_view text) {
  glyphs(at, style, colour, text);
  const float width = text_width(style, text);
  kit().recorder.text(text, {at.x, at.y, width, style.line});
  return width;
}

void text_in(const Box& box, const TypeStyle& style, Colour colour, std::string_view words, Align align) {
  const float y = box.y + (box.h - style.line) / 2;
  const float width = text_width(style, words);
  if (width > box.w + 0.5F) {
    const float room = box.w - text_width(style, kEllipsis);
    const auto bytes = room > 0 ? fitting(style, words, room) : 0;
    glyphs({box.x, y}, style, colour, std::string(words.substr(0, bytes)).append(kEllipsis));
    kit().recorder.text(words, {box.x, y, box.w, style.line});
    kit().recorder.cut(words);
    return;
  }
  const float slack = box.w - width;
  const float x = align == Align::left ? 0 : align == Align::centre ? slack / 2 : slack;
  text({std::round(box.x + x), y}, style, colour, words);
}

void label_in(const Box& box, const TypeStyle& style, Colour colour, std::string_view words, Align align) {
  if (text_width(style, words) <= box.w + 0.5F) return text_in(box, style, colour, words, align);  // nearly always
  const auto sizes = smaller(style);
  for (const auto& one : sizes) {
    if (text_width(one, words) <= box.w + 0.5F) return text_in(box, one, colour, words, align);
  }
  for (const auto& one : sizes) {
    const TypeStyle close{one.size, std::round(one.size * kTwoLines), one.weight};
    const Run run{words, close};
    const Layout& layout = kit().layouts.get({&run, 1}, box.w);
    if (layout.lines > 2 || layout.width > box.w + 0.5F || layout.height() > box.h || breaks_a_word(layout)) continue;
    paragraph({box.x, std::round(box.y + (box.h - layout.height()) / 2), box.w, layout.height()}, close, colour, words, align);
    return;
  }
  text_in(box, sizes.back(), colour, words, align);
}

float paragraph(const Box& box, const TypeStyle& style, Colour colour, std::string_view words, Align align) {
  return paragraph(box, {Piece{words, style, colour}}, align);
}

float paragraph_height(const TypeStyle& style, std::string_view words, float width) {
  const Run run{words, style};
  return kit().layouts.get({&run, 1}, width).height();
}

float paragraph(const Box& box, std::initializer_list<Piece> pieces, Align align) {
  std::vector<Run> runs;
  std::string joined;
  for (const auto& piece : pieces) {
    runs.push_back({piece.text, piece.style});
    joined += piece.text;
  }
  const Layout& layout = kit().layouts.get(runs, box.w);
  // Words of one style on one line are drawn at once, so that the gaps between them stay even.
  for (std::size_t i = 0; i < layout.words.size();) {
    const Word& first = layout.words[i];
    std::size_t next = i + 1;
    while (next < layout.words.size() && layout.words[next].line == first.line && layout.words[next].run == first.run) ++next;
    const Piece& piece = pieces.begin()[first.run];
    const float y = box.y + static_cast<float>(first.line) * layout.line_height + (layout.line_height - piece.style.line) / 2;
    glyphs({box.x + line_offset(layout, first.line, box.w, align) + first.x, y}, piece.style, piece.colour,
           std::string_view(joined).substr(first.bytes.begin, layout.words[next - 1].bytes.end - first.bytes.begin));
    i = next;
  }
  kit().recorder.text(joined, {box.x, box.y, layout.width, layout.height()});
  return layout.height();
}

float digits_width(const TypeStyle& style, std::string_view text) {
  const float cell = text_width(style, "0");
  float width = 0;
  for (const char& c : text) width += c >= '0' && c <= '9' ? cell : text_width(style, {&c, 1});
  return width;
}

float digits(ImVec2 at, const TypeStyle& style, Colour colour, std::string_view text) {
  const float cell = text_width(style, "0");
  float x = at.x;
  for (const char& c : text) {
    const std::string_view one(&c, 1);
    const float width = text_width(style, one);
    const bool digit = c >= '0' && c <= '9';
    glyphs({digit ? x + (cell - width) / 2 : x, at.y}, style, colour, one);
    x += digit ? cell : width;
  }
  kit().recorder.text(text, {at.x, at.y, x - at.x, style.line});
  return x - at.x;
}

void draw_icon(ImVec2 centre, float size, Colour colour, const char* glyph) {
  const ImVec2 at(std::round(centre.x - size / 2), std::round(centre.y - size / 2));
  list().AddText(kit().fonts[theme::Weight::regular], size, at, seen(colour), glyph);
}

void fill(const Box& box, Colour colour, float radius, int corners) {
  list().AddRectFilled(box.min(), box.max(), seen(colour), radius, flags(corners));
}

void border(const Box& box, Colour colour, float width, float radius, int corners) {
  const Box middle = box.inset((width - 1) / 2);
  list().AddRect(middle.min(), middle.max(), seen(colour), std::max(0.0F, radius - width / 2), flags(corners), width);
}

void disc(ImVec2 centre, float radius, Colour colour) { list().AddCircleFilled(centre, radius, seen(colour)); }

void circle(ImVec2 centre, float radius, Colour colour, float width) {
  list().AddCircle(centre, radius - width / 2, seen(colour), 0, width);
}

void arc(ImVec2 centre, float radius, float from, float to, Colour colour, float width) {
  if (to <= from) return;
  list().PathArcTo(centre, radius, (from - 0.25F) * kTurn, (to - 0.25F) * kTurn);
  list().PathStroke(seen(colour), 0, width);
}

void line(ImVec2 from, ImVec2 to, Colour colour, float width) { list().AddLine(from, to, seen(colour), width); }

void dashed(ImVec2 from, ImVec2 to, Colour colour, float width, float dash, float gap) {
  const ImVec2 way = to - from;
  const float length = std::sqrt(way.x * way.x + way.y * way.y);
  if (length <= 0) return;
  const ImVec2 unit = way / length;
  for (float at = 0; at < length; at += dash + gap) {
    line(from + unit * at, from + unit * std::min(at + dash, length), colour, width);
  }
}

void gradient(const Box& box, Colour left, Colour right, float radius, bool vertical) {
  ImDrawList& out = list();
  const int first = out.VtxBuffer.Size;
  fill(box, IM_COL32_WHITE, radius);
  const ImVec2 end = vertical ? ImVec2(box.x, box.bottom()) : ImVec2(box.right(), box.y);
  ImGui::ShadeVertsLinearColorGradientKeepAlpha(&out, first, out.VtxBuffer.Size, box.min(), end, seen(left), seen(right));
}

void fill_bubble(const Box& box, Colour colour, float radius, float sharp_radius, int sharp) {
  bubble_path(box, radius, sharp_radius, sharp);
  list().PathFillConvex(seen(colour));
}

void border_bubble(const Box& box, Colour colour, float width, float radius, float sharp_radius, int sharp) {
  bubble_path(box.inset(width / 2), radius - width / 2, std::max(0.0F, sharp_radius - width / 2), sharp);
  list().PathStroke(seen(colour), ImDrawFlags_Closed, width);
}

Clip::Clip(const Box& box) { ImGui::PushClipRect(box.min(), box.max(), true); }
Clip::~Clip() { ImGui::PopClipRect(); }

Dim::Dim(float opacity) { ImGui::PushStyleVar(ImGuiStyleVar_Alpha, ImGui::GetStyle().Alpha * opacity); }
Dim::~Dim() { ImGui::PopStyleVar(); }

}  // namespace earshot::widgets
