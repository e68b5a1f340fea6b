#include <fmt/format.h>

#include <algorithm>

#include "client/views/notes.h"
#include "client/views/page.h"
#include "client/views/parts.h"
#include "client/views/recap_parts.h"
#include "client/widgets/avatar.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/empty.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/base/text.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
namespace limits = protocol::limits;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kNotes = 316;
constexpr float kSide = 316;
constexpr float kHintFrom = 200;

/// Notes that become lines of the recap with one press.
void note_sources(const PlayView& view, const Box& box, RecapState& state) {
  Box inner = panel(box);
  heading(inner.cut_top(28, 2), tr("Your notes"), icon::kNoteText);
  // Where a recap is mended in a small window, the notes themselves need the room.
  if (box.h >= kHintFrom) inner.cut_top(paragraph(inner, theme::kMeta, palette().text3, tr("The transcript is hidden. A press puts a note into the recap.")), 10);
  if (view.session.notes.empty()) return empty_state(inner, tr("No notes"), tr("Write down what you remember."));
  Scroll scroll("sources", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  for (const auto& note : view.session.notes) {
    const bool feeling = note.kind == protocol::NoteKind::feeling;
    const float words = paragraph_height(theme::kBody, note.text, area.w - 74);
    const Box row = area.cut_top(words + 18, 8);
    ImGui::PushID(static_cast<int>(note.id.value));
    const auto at = control(note.text, row, {.radius = theme::kRadiusField});
    ImGui::PopID();
    fill(row, at.hovered ? palette()[Tone::agent].soft : palette().well, theme::kRadiusField);
    draw_icon({row.x + 20, row.y + 21}, 18, palette()[Tone::agent].text, feeling ? icon::kHeartOutline : note.kind == protocol::NoteKind::fact ? icon::kCheckCircleOutline : icon::kStarOutline);
    paragraph({row.x + 38, row.y + 9, row.w - 74, words}, theme::kBody, palette().text1, note.text);
    draw_icon({row.right() - 20, row.y + 21}, 18, palette().text3, icon::kArrowRight);
    if (!at.clicked) continue;
    auto& list = feeling ? state.draft.feelings : state.draft.facts;
    const auto most = feeling ? limits::kRecapFeelings : limits::kRecapFacts;
    std::string words_of(text::first(note.text, feeling ? limits::kRecapFeelingCharacters : limits::kRecapFactCharacters));
    if (list.size() < most && std::ranges::find(list, words_of) == list.end()) list.push_back(std::move(words_of));
  }
  scroll.set_height(area.y - top);
}

struct ListWords {
  std::string_view title, hint, add, keep;
  std::string (*one)(std::size_t number), (*remove)(std::size_t number);
  const char* icon;
  std::size_t most, characters;
};

/// Lines that can be changed and taken out, and a field for the next one.
void line_list(Box& area, std::vector<std::string>& lines, std::string& next, const ListWords& words, std::string_view refusal) {
  const Box head = area.cut_top(28, 6);
  heading(head, words.title, words.icon, trf("{0} of {1}", lines.size(), words.most));
  std::optional<std::size_t> removed;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Box row = area.cut_top(44, 6);
    ImGui::PushID(static_cast<int>(i));
    const Box away = row.cut_right(44, 6);
    field(words.one(i + 1), lines[i], row, {.most_characters = words.characters});
    if (icon_button(words.remove(i + 1), away, icon::kClose, {.look = ButtonLook::ghost})) removed = i;
    ImGui::PopID();
  }
  if (removed) lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(*removed));
  if (lines.size() < words.most) {
    Box row = area.cut_top(44, 6);
    const Box plus = row.cut_right(44, 6);
    const auto typed = field(words.add, next, row, {.hint = words.hint, .icon = icon::kPlus, .most_characters = words.characters});
    const bool written = next.find_first_not_of(' ') != std::string::npos;
    const bool pressed = icon_button(words.keep, plus, icon::kCheck, {.look = ButtonLook::outline, .enabled = written});
    if (written && (typed.submitted || pressed)) {
      lines.push_back(next);
      next.clear();
    }
  }
  area.cut_top(field_refusal(area, refusal));
  area.cut_top(10);
}

void writer(const PlayView& view, const Box& box, RecapState& state) {
  using Sent = protocol::Recap;
  Box inner = panel(box, 24);
  Scroll scroll("writer", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  const auto words = text::count_words(state.draft.text);
  Box head = area.cut_top(56, 6);
  const std::string count = trf("{0} of {1} words", words, limits::kRecapWords);
  const bool over = words > limits::kRecapWords;
  const float width = chip_width(count, true);
  chip({head.right() - width, head.y + 4}, count, icon::kFormatQuote, over ? Tone::danger : Tone::neutral);
  head.w -= width + 12;
  label_in(head.cut_top(30), theme::kTitle, palette().text1, trf("Give it back to {}", view.name_in_play(protocol::Role::customer)));
  label_in(head, theme::kMeta, palette().text3, tr("Facts and feelings, in your own words. Ask to be corrected."));
  const auto wrong_text = refused<Sent>(view.model, "text");
  const float height = std::max(132.0F, field_height(state.draft.text, area.w, theme::kChat, 4));
  field(tr("Your recap"), state.draft.text, area.cut_top(height, 6),
        {.hint = tr("You told me that \u2026 and that left you \u2026 Did I get that right?"), .invalid = over || !wrong_text.empty(), .lines = true,
         .most_characters = limits::kRecapCharacters, .tone = Tone::agent, .type = theme::kChat});
  area.cut_top(field_refusal(area, over ? trf("{} words are allowed. The shorter one is kept longer in mind.", limits::kRecapWords) : std::string(wrong_text)));
  area.cut_top(10);
  line_list(area, state.draft.facts, state.new_fact,
            {tr("Facts, one a line"), tr("As you heard it"), tr("Next fact"), tr("Keep Fact"), [](std::size_t number) { return trf("Fact {}", number); },
             [](std::size_t number) { return trf("Remove Fact {}", number); }, icon::kCheckCircleOutline, limits::kRecapFacts, limits::kRecapFactCharacters},
            refused<Sent>(view.model, "facts"));
  line_list(area, state.draft.feelings, state.new_feeling,
            {tr("Feelings"), tr("One feeling, and why"), tr("Next feeling"), tr("Keep Feeling"), [](std::size_t number) { return trf("Feeling {}", number); },
             [](std::size_t number) { return trf("Remove Feeling {}", number); }, icon::kHeartOutline, limits::kRecapFeelings, limits::kRecapFeelingCharacters},
            refused<Sent>(view.model, "feelings"));
  scroll.set_height(area.y - top);
}

void keep_written(RecapState& state) {
  for (auto [next, list, most] : {std::tuple{&state.new_fact, &state.draft.facts, limits::kRecapFacts}, std::tuple{&state.new_feeling, &state.draft.feelings, limits::kRecapFeelings}}) {
    if (next->find_first_not_of(' ') == std::string::npos || list->size() >= most) continue;
    list->push_back(*next);
    next->clear();
  }
}

void send_panel(const PlayView& view, const Box& box, RecapState& state) {
  Box inner = panel(box);
  heading(inner.cut_top(28, 8), state.mending ? tr("Mend it once") : tr("The first one counts"), icon::kClipboardCheck);
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2,
                          state.mending ? tr("Take in what the customer marked. This one is not scored, it is for the two of you.")
                                        : tr("The customer marks it line by line. You may mend it once after that; only this one is scored.")), 16);
  const auto elsewhere = refused_elsewhere<protocol::Recap>(view.model, {"text", "facts", "feelings"});
  inner.cut_top(field_refusal(inner, elsewhere));
  const bool written = state.draft.text.find_first_not_of(" \n") != std::string::npos;
  const bool waits = model::is_pending<protocol::Recap>(view.model);
  const bool fits = text::count_words(state.draft.text) <= limits::kRecapWords;
  if (button(tr("Send the recap"), inner.cut_top(theme::kButtonBig, 10), {.icon = icon::kSend, .tone = Tone::agent, .enabled = written && fits && !waits && view.live()})) {
    keep_written(state);
    view.out.send(state.draft);
  }
  if (!written) label_in(inner.cut_top(20), theme::kMeta, palette().text3, tr("Write it first"), Align::centre);
}

void advice(const PlayView& view, const Box& box) {
  Box inner = panel(box);
  heading(inner.cut_top(28, 8), tr("What a good one holds"), icon::kLightbulbOutline);
  const std::string customer = view.name_in_play(protocol::Role::customer);
  const std::string lines[] = {std::string(tr("The facts in their order, and what is at stake.")), trf("The feeling, and what it comes from, in words {} would use.", customer),
                               std::string(tr("No offer yet. That comes next.")), std::string(tr("A question at the end: did I get that right?"))};
  for (const auto& words : lines) {
    draw_icon({inner.x + 10, inner.y + 12}, 18, palette()[Tone::agent].text, icon::kCheck);
    inner.cut_top(paragraph({inner.x + 30, inner.y, inner.w - 30, 0}, theme::kBody, palette().text2, words), 10);
  }
}

constexpr float kCorrectionIndent = 26;

float correction_height(const std::string& correction, float width) { return paragraph_height(theme::kBody, correction, width - kCorrectionIndent); }

/// What the customer says to a line, below it. Returns its height.
float correction_line(const Box& below, const std::string& correction) {
  if (correction.empty()) return 0;
  const Colour ink = palette()[Tone::warning].text;
  draw_icon({below.x + 9, below.y + theme::kBody.line / 2}, 16, ink, icon::kPencil);
  return paragraph({below.x + kCorrectionIndent, below.y, below.w - kCorrectionIndent, 0}, theme::kBody, ink, correction);
}

/// Beside the second try: the lines that were not right, and how it was.
void to_mend(const PlayView& view, const Box& box, const model::RecapRound& round) {
  Box inner = panel(box);
  heading(inner.cut_top(28, 8), trf("Not quite, says {}", view.name_in_play(protocol::Role::customer)), icon::kCommentAlertOutline);
  Scroll scroll("to mend", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  const auto show = [&](const std::vector<std::string>& lines, const std::vector<protocol::LineMark>& marks) {
    for (std::size_t i = 0; i < lines.size() && i < marks.size(); ++i) {
      if (marks[i].confirmed) continue;
      area.cut_top(paragraph(area, theme::kBody, palette().text1, lines[i]), 2);
      area.cut_top(correction_line(area, marks[i].correction), 12);
    }
  };
  show(round.recap.facts, round.marks->facts);
  show(round.recap.feelings, round.marks->feelings);
  const std::string missed = round.missed == 0 ? std::string(tr("Nothing was left out."))
                                               : trf_count("{} thing was told and is not in it.", "{} things were told and are not in it.", round.missed, round.missed);
  area.cut_top(paragraph(area, theme::kBody, palette().text2, missed), 8);
  scroll.set_height(area.y - top);
}

void mark_lines(Box& area, const std::vector<std::string>& lines, const std::vector<protocol::LineMark>* marks) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string correction = marks && i < marks->size() ? (*marks)[i].correction : std::string();
    const float width_of_words = area.w - 190;
    const float words = paragraph_height(theme::kChat, lines[i], width_of_words);
    const float corrected = correction.empty() ? 0 : correction_height(correction, width_of_words) + 4;
    const Box row = area.cut_top(words + corrected + 20);
    rule(row.min(), row.w);
    text_in({row.x, row.y, 30, row.h}, theme::kMetaStrong, palette().text3, std::to_string(i + 1));
    paragraph({row.x + 34, row.y + 10, width_of_words, words}, theme::kChat, palette().text1, lines[i]);
    correction_line({row.x + 34, row.y + 10 + words + 4, width_of_words, corrected}, correction);
    if (marks == nullptr || i >= marks->size()) continue;
    const bool right = (*marks)[i].confirmed;
    const std::string_view word = right ? tr("Right") : tr("Not quite");
    const float width = chip_width(word, true);
    chip({row.right() - width, row.centre().y - 14}, word, right ? icon::kCheck : icon::kPencil, right ? Tone::success : Tone::warning);
  }
}

void sent_recap(const PlayView& view, const Box& box, const model::RecapRound& round) {
  Box inner = panel(box, 24);
  Scroll scroll("sent", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  Box head = area.cut_top(56, 6);
  label_in(head.cut_top(30), theme::kTitle, palette().text1, view.session.recaps.size() > 1 ? tr("Your mended recap") : tr("Your recap"));
  label_in(head, theme::kMeta, palette().text3, round.marks ? std::string(tr("Marked by the customer")) : trf("{} reads and marks it", view.name_in_play(protocol::Role::customer)));
  area.cut_top(recap_bubble(area, round.recap), 20);
  const auto& marks = round.marks;
  if (!round.recap.facts.empty()) label_in(area.cut_top(26, 6), theme::kChatStrong, palette().text1, tr("Facts"));
  mark_lines(area, round.recap.facts, marks ? &marks->facts : nullptr);
  area.cut_top(14);
  if (!round.recap.feelings.empty()) label_in(area.cut_top(26, 6), theme::kChatStrong, palette().text1, tr("Feelings"));
  mark_lines(area, round.recap.feelings, marks ? &marks->feelings : nullptr);
  scroll.set_height(area.y - top);
}

void sent_side(const PlayView& view, Box side, const model::RecapRound& round, RecapState& state) {
  if (round.marks) {
    mark_counts(panel(side.cut_top(112, view.gap), 8), count_marks(*round.marks), round.missed);
    Box next = panel(side);
    const bool may_mend = view.session.recaps.size() == 1;
    const model::Seat* own = view.session.seat(view.self());
    const bool ready = own && own->ready;
    if (button(ready ? tr("You are ready") : tr("Go on to the solution"), next.cut_top(theme::kButtonBig, 12), {.icon = icon::kCheck, .tone = Tone::agent, .enabled = !ready && view.live()})) {
      view.out.send(protocol::Ready{protocol::Phase::recap});
    }
    if (may_mend && button(tr("Mend it once"), next.cut_top(theme::kButton, 8), {.icon = icon::kUndo, .look = ButtonLook::outline, .enabled = !ready})) {
      state.mending = true;
      state.draft = round.recap;
      kit().focus(std::string(tr("Your recap")));
    }
    label_in(next.cut_top(20), theme::kMeta, palette().text3, tr("Goes on when all are ready"), Align::centre);
    return;
  }
  empty_state(panel(side, 0), tr("With the customer"), tr("Stay quiet for a moment. The marks come here."));
}

}  // namespace

void recap_of_agent(const PlayView& view, PlayState& play) {
  RecapState& state = play.recap;
  if (view.session.recaps.size() > 1) state.mending = false;
  const auto* last = view.session.last_recap();
  const bool writes = last == nullptr || state.mending;
  Box rest = view.content;
  const float side_width = view.folded ? 272 : kSide;
  if (writes) {
    Box side = rest.cut_right(side_width, view.gap);
    const bool mends = last && last->marks;
    if (view.folded) {
      send_panel(view, side.cut_bottom(236, view.gap), state);
      if (mends) to_mend(view, side.cut_top(side.h / 2, view.gap), *last);
      note_sources(view, side, state);
    } else {
      send_panel(view, side.cut_top(236, view.gap), state);
      mends ? to_mend(view, side, *last) : advice(view, side);
      note_sources(view, rest.cut_left(kNotes, view.gap), state);
    }
    writer(view, rest, state);
    return;
  }
  sent_side(view, rest.cut_right(side_width, view.gap), *last, state);
  sent_recap(view, rest, *last);
}

}  // namespace earshot::views
