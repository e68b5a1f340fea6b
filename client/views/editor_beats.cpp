#include <algorithm>
#include <array>

#include "client/views/editor.h"
#include "client/views/editor_names.h"
#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/panel.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using author::Path;
using words::mark;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kRow = 40;
constexpr float kWhen = 224;

struct Kind {
  std::string_view key;
  const char* name;
};
constexpr std::array<Kind, 5> kKinds{{{"", mark("As the phase begins")},
                                      {"after", mark("After a time")},
                                      {"agent_messages", mark("After messages of the agent")},
                                      {"felt_heard", mark("Once the meter has risen")},
                                      {"pressed", mark("When the customer chooses")}}};

struct Phase {
  std::string_view key;
  const char* name;
};
constexpr std::array<Phase, 3> kPhases{{{"talk", mark("Talk")}, {"recap", mark("Recap")}, {"solve", mark("Solve")}}};

/// "Talk, 2:00".
std::string when_words(const author::Draft& draft, const Path& beat) {
  const Path when = beat / "when";
  const std::string in = draft.text(when / "in");
  const auto phase = std::ranges::find(kPhases, in, &Phase::key);
  const std::string_view word = tr(phase == kPhases.end() ? kPhases[0].name : phase->name);
  const std::string kind = draft.waits_for(beat);
  const std::string value = draft.text(when / kind);
  if (kind == "after") return trf("{0}, at {1}", word, value);
  if (kind == "agent_messages") return trf("{0}, message {1}", word, value);
  if (kind == "felt_heard") return trf("{0}, meter at {1}", word, value);
  if (kind == "pressed") return trf("{}, when pressed", word);
  return trf("{}, as it begins", word);
}

void trigger(Form& form, const Path& beat) {
  auto& draft = form.draft();
  const Path when = beat / "when";
  const std::string kind = draft.waits_for(beat);
  const std::string in = draft.text(when / "in");
  field_label(form.area.cut_top(24, 2).min(), field_caption(when / "in"));
  choices(form.area, kPhases.size(), [&](std::size_t i, const auto& place) {
    const auto word = tr(kPhases[i].name);
    const Box box = place(choice_width(word, false));
    if (i == 0) form.goal(when / "in", box, word);
    if (choice(word, box, in.empty() ? i == 0 : in == kPhases[i].key)) draft.set(when / "in", std::string(kPhases[i].key));
  });
  field_label(form.area.cut_top(24, 2).min(), field_caption(when));
  choices(form.area, kKinds.size(), [&](std::size_t i, const auto& place) {
    const auto word = tr(kKinds[i].name);
    const Box box = place(choice_width(word, false));
    if (i == 0) form.goal(when, box, word, false);
    if (choice(word, box, kind == kKinds[i].key)) draft.wait_for(beat, kKinds[i].key);
  });
  if (kind == "felt_heard") return form.scale(when / kind, 4);
  if (kind != "after" && kind != "agent_messages") return;
  field_label(form.area.cut_top(24, 2).min(), field_caption(when / kind));
  form.field_in(form.area.cut_top(theme::kButton, 12).cut_left(160), when / kind);
}

void details(Form& form, const Path& list, std::size_t i) {
  const Path beat = list / i;
  trigger(form, beat);
  const bool in_solve = form.draft().text(beat / "when/in") == "solve";
  if (in_solve || !form.draft().text(beat / "time_jump").empty()) {
    form.texts(beat / "mood", beat / "time_jump");
  } else {
    form.text(beat / "mood");
  }
}

/// The text, and when it comes; pressing that opens the details.
bool beat_row(Form& form, const Path& list, std::size_t i) {
  auto& state = form.view.state;
  const Path beat = list / i;
  const bool open = state.open_item == beat.words();
  Box row = form.area.cut_top(form.row_height(beat / "text", form.area.w - kWhen - kRow - 12), 6);
  const Box close = row.cut_right(kRow, 4);
  Box when = row.cut_right(kWhen, 8);
  when.h = kRow;
  if (form.field_in(row, beat / "text", true).active && !open) state.open_item = beat.words();
  const std::string words = when_words(form.draft(), beat);
  const auto at = control(trf("Details: {}", field_name(beat)), when, {.radius = theme::kRadiusField, .value = words});
  if (at.visible) {
    const bool wrong = form.is_wrong(beat / "when") || form.is_wrong(beat / "time_jump");
    fill(when, palette().well, theme::kRadiusField);
    border(when, wrong ? palette()[Tone::danger].text : at.hovered ? palette().text2 : palette().edge, wrong ? 2 : 1.5F, theme::kRadiusField);
    Box inner = when.inset(12, 0);
    draw_icon({inner.x + 9, when.centre().y}, 18, palette()[Tone::customer].text, icon::kTimerSand);
    draw_icon({inner.right() - 8, when.centre().y}, 20, palette().text2, open ? icon::kChevronDown : icon::kChevronRight);
    inner.cut_left(26);
    inner.cut_right(20);
    text_in(inner, theme::kMetaStrong, palette().text1, words);
  }
  if (at.clicked) state.open_item = open ? std::string() : beat.words();
  return form.take_out({close.x, close.y, kRow, kRow}, beat);
}

}  // namespace

void beats_form(Form& form) {
  auto& draft = form.draft();
  auto& state = form.view.state;
  const Path list("customer/beats");
  if (form.head(list, tr("Add a beat"))) {
    draft.add(list);
    const Path beat = list / (draft.count(list) - 1);
    draft.wait_for(beat, "after");
    show_field(state, beat / "text");
  }
  for (std::size_t i = 0; i < draft.count(list); ++i) {
    const Path beat = list / i;
    if (beat_row(form, list, i)) break;
    if (state.open_item != beat.words()) continue;
    const Box before = form.area;
    form.area = {before.x + 16, before.y, before.w - 16 - kRow - 4, before.h};
    details(form, list, i);
    const Box tools = form.area.cut_top(theme::kButtonSmall, 14);
    label_in(tools, theme::kMeta, palette().text3, tr("Its place in the list"));
    const bool moved = form.movers(tools, list, i);
    form.area = {before.x, form.area.y, before.w, before.h};
    if (moved) break;
  }
  form.area.cut_top(10);
}

}  // namespace earshot::views
