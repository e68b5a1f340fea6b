#include <fmt/format.h>

#include <algorithm>

#include "client/views/editor.h"
#include "client/views/editor_names.h"
#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/kit.h"
#include "shared/words/words.h"
#include "shared/base/text.h"
#include "shared/card/texts.h"

namespace earshot::views {
namespace {

using namespace widgets;
using author::Path;
using words::tr;
using words::trf;

constexpr float kRowHeight = 40;
constexpr std::size_t kRoomToWrite = 400;  // beyond what fits: the problem says so, and nothing typed is lost

/// Characters once the variant that is looked at is filled in.
std::size_t length_of(const EditView& view, const std::string& written) {
  if (written.find('{') == std::string::npos) return text::length(written);
  const auto& variants = view.checked.card.variants;
  if (variants.empty()) return text::length(written);
  return text::length(card::fill_in(written, variants[view.state.preview_variant % variants.size()].values));
}

}  // namespace

Form::Form(const EditView& edit, const char* id, const Box& box) : area(box), view(edit), scroll_(id, box), region_(box) {
  area = scroll_.content();
  top_ = area.y;
  area.h = 100'000;
}

Form::~Form() {
  scroll_.set_height(area.y - top_);
  auto& state = view.state;
  if (!state.show) return;
  // What is not in this form is not waited for.
  if (--state.show_frames <= 0) state.show.reset();
  kit().draw_again_in(Milliseconds{0});
}

void Form::goal(const Path& path, const Box& box, std::string_view label, bool whole) {
  auto& state = view.state;
  if (!state.show || !(path.within(*state.show) || (whole && state.show->within(path)))) return;
  if (box.y < region_.y || box.bottom() > region_.bottom()) return scroll_.show(box.centre().y);
  kit().focus(std::string(label));
  state.show.reset();
}

bool Form::is_wrong(const Path& path) const {
  const auto* finding = view.checked.at(path);
  return finding && finding->error;
}

widgets::FieldResponse Form::field_in(const Box& box, const Path& path, bool lines) {
  const std::string name = field_name(path);
  goal(path, box, name);
  std::string written = draft().text(path);
  const std::size_t most = author::most_at(path);
  const std::size_t length = length_of(view, written);
  // Said where it becomes interesting.
  const std::string aside = most > 0 && length * 5 > most * 4 ? fmt::format("{}/{}", length, most) : std::string();
  const auto response = field(name, written, box, {.hint = field_hint(path), .aside = aside, .invalid = is_wrong(path), .lines = lines, .most_characters = most + kRoomToWrite});
  if (response.changed) draft().set(path, std::move(written));
  return response;
}

float Form::row_height(const Path& path, float width) const {
  const float height = field_height(view.state.draft.text(path), width, theme::kBody, 1);
  return height > theme::kField ? height : kRowHeight;
}

float Form::height_of(const Path& path, float width, int lines) const {
  if (lines <= 1) return theme::kButton;
  return field_height(view.state.draft.text(path), width, theme::kBody, lines);
}

void Form::text(const Path& path, int lines) {
  field_label(area.cut_top(24, 2).min(), field_caption(path));
  field_in(area.cut_top(height_of(path, area.w, lines), 12), path, lines > 1);
}

void Form::texts(const Path& left, const Path& right, int lines) {
  const Box captions = area.cut_top(24, 2);
  field_label(captions.column(0, 2, 12).min(), field_caption(left));
  field_label(captions.column(1, 2, 12).min(), field_caption(right));
  const float width = area.column(0, 2, 12).w;
  const Box row = area.cut_top(std::max(height_of(left, width, lines), height_of(right, width, lines)), 12);
  field_in(row.column(0, 2, 12), left, lines > 1);
  field_in(row.column(1, 2, 12), right, lines > 1);
}

void Form::scale(const Path& path, int otherwise) {
  field_label(area.cut_top(24, 2).min(), field_caption(path));
  Box row = area.cut_top(theme::kChoice, 14);
  const std::string written = draft().text(path);
  const std::string name = field_name(path);
  for (int i = 1; i <= 5; ++i) {
    const std::string label = fmt::format("{}##{} {}", i, name, i);
    const Box box = row.cut_left(44, 6);
    if (i == 1) goal(path, box, label);
    const std::string value = std::to_string(i);
    if (choice(label, box, written.empty() ? i == otherwise : written == value)) draft().set(path, value);
  }
}

void Form::yes(const Path& path) {
  const bool on = draft().text(path) == "yes" || draft().text(path) == "true";
  const std::string_view label = field_caption(path);
  const Box row = area.cut_top(tick_row_height(label, area.w), 8);
  goal(path, row, label);
  if (tick_row(label, row, on, Tone::success)) draft().set(path, on ? "" : "yes");
}

bool Form::head(const Path& list, std::string_view add) {
  Box row = area.cut_top(theme::kButtonSmall, 8);
  const std::size_t count = draft().count(list);
  const std::size_t most = author::most_at(list);
  const Box place = row.cut_right(button_width(add, theme::kButtonSmall, true), 12);
  goal(list, place, add, false);
  const bool pressed = button(add, place, {.icon = icon::kPlus, .look = ButtonLook::outline, .enabled = count < most});
  const std::string words = trf("{0} of {1}", count, most);
  text_in(row.cut_right(text_width(theme::kMeta, words) + 4, 8), theme::kMeta, palette().text3, words, Align::right);
  text_in(row, theme::kMetaStrong, is_wrong(list) ? palette()[Tone::danger].text : palette().text2, field_caption(list));
  return pressed;
}

bool Form::take_out(const Box& box, const Path& item) {
  const std::string label = trf("Take out: {}", field_name(item));
  if (!icon_button(label, box, icon::kClose, {.look = ButtonLook::ghost})) return false;
  draft().remove(item);
  return true;
}

bool Form::movers(Box row, const Path& list, std::size_t index) {
  const std::string name = field_name(list / index);
  const Box down = row.cut_right(theme::kButtonSmall, 6);
  const Box up = row.cut_right(theme::kButtonSmall, 6);
  std::size_t to = index;
  if (icon_button(trf("Move up: {}", name), up, icon::kArrowUpBold, {.look = ButtonLook::outline, .enabled = index > 0})) to = index - 1;
  if (icon_button(trf("Move down: {}", name), down, icon::kArrowDownBold, {.look = ButtonLook::outline, .enabled = index + 1 < draft().count(list)})) to = index + 1;
  if (to == index) return false;
  draft().move(list, index, to);
  view.state.open_item = (list / to).words();
  return true;
}

void Form::rows(const Path& list, std::string_view add, std::string_view key) {
  if (head(list, add)) {
    draft().add(list);
    show_field(view.state, list / (draft().count(list) - 1));
  }
  for (std::size_t i = 0; i < draft().count(list); ++i) {
    const Path path = key.empty() ? list / i : list / i / key;
    Box row = area.cut_top(row_height(path, area.w - kRowHeight - 4), 6);
    const Box close = row.cut_right(kRowHeight, 4);
    field_in(row, path, true);
    if (take_out({close.x, close.y, kRowHeight, kRowHeight}, list / i)) break;
  }
  area.cut_top(10);
}

void Form::words(const Path& list, std::string_view add) {
  field_label(area.cut_top(24, 2).min(), field_caption(list));
  const std::size_t count = draft().count(list);
  std::optional<std::size_t> out;
  choices(area, count + 1, [&](std::size_t i, const auto& place) {
    if (i < count) {
      const std::string label = fmt::format("{}##{}", draft().text(list / i), i);
      if (choice(label, place(choice_width(label, true)), false, icon::kClose)) out = i;
      return;
    }
    std::string& typed = view.state.new_words[list.words()];
    const Box box = place(180);
    goal(list, box, add);
    const auto response = field(add, typed, box, {.hint = add, .enabled = count < author::most_at(list), .invalid = is_wrong(list), .most_characters = 40, .type = theme::kMeta});
    if (!response.submitted || typed.find_first_not_of(' ') == std::string::npos) return;
    if (!draft().holds(list, typed)) draft().add(list, typed);
    typed.clear();
  });
  if (out) draft().remove(list / *out);
}

void show_field(EditorState& state, const Path& path) {
  state.tab = editor_tab_of(path);
  state.preview_open = false;
  state.show = path;
  state.show_frames = 6;
  const auto parts = path.parts();
  if (parts.size() < 2) return;
  // An item shows its details first.
  if (parts[0] == "customer" && parts.size() > 2) {
    const Path item = Path("customer") / parts[1] / parts[2];
    if (parts[1] == "feelings") state.feeling = item.index();
    if (parts[1] == "facts" || parts[1] == "beats") state.open_item = item.words();
  }
  if (parts[0] == "variants") state.variant_tab = (Path("variants") / parts[1]).index();
}

}  // namespace earshot::views
