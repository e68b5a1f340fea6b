#include <fmt/format.h>

#include <algorithm>

#include "client/views/facts.h"
#include "client/views/match.h"
#include "client/views/page.h"
#include "client/views/parts.h"
#include "client/views/recap_parts.h"
#include "client/widgets/avatar.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/empty.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/tabs.h"
#include "shared/base/text.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::LineMark;
using words::mark;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kSide = 404;
constexpr float kMarkWidth = 256;
constexpr const char* kNothing = mark("Nothing of my card");

std::vector<Candidate> fact_candidates(const protocol::CustomerBrief& brief) {
  std::vector<Candidate> out;
  for (const auto& fact : brief.facts) out.push_back({fact.id, fmt::format("{} {} {}", fact.label, fact.text, fact.topic)});
  return out;
}

std::vector<Candidate> feeling_candidates(const protocol::CustomerBrief& brief) {
  std::vector<Candidate> out;
  for (const auto& feeling : brief.feelings) out.push_back({feeling.id, fmt::format("{} {}", feeling.name, feeling.reason)});
  return out;
}

std::string name_of(const protocol::CustomerBrief& brief, const std::string& id) {
  for (const auto& fact : brief.facts) {
    if (fact.id == id) return fact.label.empty() ? fact.text : fact.label;
  }
  for (const auto& feeling : brief.feelings) {
    if (feeling.id == id) return sentence(feeling.name);
  }
  return std::string(tr(kNothing));
}

std::string guess(const std::string& line, const std::vector<Candidate>& candidates, const std::vector<Candidate>& others) {
  if (const auto found = best_match(line, candidates)) return candidates[*found].id;
  if (const auto found = best_match(line, others)) return others[*found].id;
  return {};
}

/// Marks for a recap that just came: links guessed, nothing confirmed yet.
void begin_marks(const PlayView& view, MarkState& state) {
  if (state.attempt == view.session.recaps.size()) return;
  const auto& recap = view.session.recaps.back().recap;
  const auto facts = fact_candidates(*view.session.customer);
  const auto feelings = feeling_candidates(*view.session.customer);
  state = MarkState{};
  state.attempt = view.session.recaps.size();
  state.facts.resize(recap.facts.size());
  state.feelings.resize(recap.feelings.size());
  for (const auto& line : recap.facts) state.fact_guesses.push_back(guess(line, facts, feelings));
  for (const auto& line : recap.feelings) state.feeling_guesses.push_back(guess(line, feelings, facts));
}

/// What the lines are linked to, or seem to be.
std::vector<std::string> linked_ids(const MarkState& state) {
  std::vector<std::string> out;
  const auto add = [&out](const auto& marks, const auto& guesses) {
    for (std::size_t i = 0; i < marks.size(); ++i) out.push_back(marks[i] ? marks[i]->is : guesses[i]);
  };
  add(state.facts, state.fact_guesses);
  add(state.feelings, state.feeling_guesses);
  return out;
}

struct Row {
  const std::string* words;
  std::optional<LineMark>* mark;
  std::string guess;
  int id;
};

void link_picker(const Box& box, const protocol::CustomerBrief& brief, LineMark& mark) {
  const std::string shown = name_of(brief, mark.is);
  if (picker(tr("This is"), trf("This is: {}", shown), box)) ImGui::OpenPopup("links");
  std::vector<Option> options;
  for (const auto& fact : brief.facts) options.push_back({fact.id, fact.label.empty() ? fact.text : fact.label});
  for (const auto& feeling : brief.feelings) options.push_back({feeling.id, sentence(feeling.name)});
  options.push_back({"", std::string(tr(kNothing))});
  if (const auto picked = option_list("links", options, 420)) mark.is = *picked;
}

constexpr float kLinkRow = 44;

void mark_row(Box& area, const protocol::CustomerBrief& brief, const Row& row, std::size_t number, bool enabled) {
  ImGui::PushID(row.id);
  const float width = area.w - kMarkWidth - 50;
  const float words = paragraph_height(theme::kChat, *row.words, width);
  const bool chosen = row.mark->has_value();
  const bool confirmed = chosen && (*row.mark)->confirmed;
  const Box box = area.cut_top(std::max(words + 34, 60.0F) + (!chosen ? 0 : confirmed ? kLinkRow : 2 * kLinkRow));
  rule(box.min(), box.w);
  const float line = std::max(words + 34, 60.0F);
  text_in({box.x, box.y, 28, line}, theme::kMetaStrong, palette().text3, std::to_string(number));
  paragraph({box.x + 28, box.y + (line - words) / 2, width, words}, theme::kChat, palette().text1, *row.words);
  const Box right{box.right() - kMarkWidth, box.y + line / 2 - 20, 108, 40};
  const Box wrong{right.right() + 8, right.y, kMarkWidth - 116, 40};
  const std::string is = chosen ? (*row.mark)->is : row.guess;
  if (answer(tr("Right"), right, confirmed, icon::kCheck, Tone::success, enabled)) *row.mark = LineMark{true, is};
  if (answer(tr("Not quite"), wrong, chosen && !confirmed, icon::kPencil, Tone::warning, enabled)) *row.mark = LineMark{false, is, chosen ? (*row.mark)->correction : std::string()};
  Box below{box.x + 28, box.y + line - 4, std::min(460.0F, box.w - 28), 2 * kLinkRow};
  if (chosen) link_picker(below.cut_top(38, kLinkRow - 38), brief, **row.mark);
  if (chosen && !confirmed) {
    field(tr("How it was"), (*row.mark)->correction, below.cut_top(38),
          {.hint = tr("How it was, in your words (if you like)"), .enabled = enabled, .most_characters = protocol::limits::kCorrectionCharacters});
  }
  ImGui::PopID();
}

void recap_head(const PlayView& view, Box& area, const protocol::Recap& recap) {
  Box head = area.cut_top(52, 8);
  avatar({head.x + 22, head.y + 22}, 44, view.person_name(protocol::Role::agent), Tone::agent);
  const auto said = text::count_words(recap.text);
  const std::string count = trf_count("{} word", "{} words", said, said);
  const float width = chip_width(count, true);
  chip({head.right() - width, head.y + 8}, count, icon::kFormatQuote, Tone::neutral);
  head.cut_left(56);
  head.w -= width + 12;
  label_in(head.cut_top(28), theme::kTitle, palette().text1, trf("{} gives it back", view.name_in_play(protocol::Role::agent)));
  label_in(head.cut_top(20), theme::kMeta, palette().text3, tr("Read it slowly, then mark what was really said"));
  area.cut_top(recap_bubble(area, recap), 20);
}

void lines_to_mark(const PlayView& view, const Box& box, MarkState& state) {
  const auto& recap = view.session.recaps.back().recap;
  const auto& brief = *view.session.customer;
  Box inner = panel(box, 24);
  Scroll scroll("marks", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  recap_head(view, area, recap);
  const bool enabled = !state.sent && view.live();
  Box head = area.cut_top(26, 10);
  label_in(head, theme::kChatStrong, palette().text1, trf("Facts {} gave back", view.name_in_play(protocol::Role::agent)));
  label_in({head.right() - kMarkWidth, head.y, kMarkWidth, head.h}, theme::kBodyStrong, palette().text2, tr("Your mark"));
  for (std::size_t i = 0; i < recap.facts.size(); ++i) {
    mark_row(area, brief, {&recap.facts[i], &state.facts[i], state.fact_guesses[i], static_cast<int>(i)}, i + 1, enabled);
  }
  if (recap.facts.empty()) label_in(area.cut_top(40), theme::kBody, palette().text3, tr("None in lines of their own."));
  area.cut_top(16);
  label_in(area.cut_top(26, 10), theme::kChatStrong, palette().text1, tr("Feelings"));
  for (std::size_t i = 0; i < recap.feelings.size(); ++i) {
    mark_row(area, brief, {&recap.feelings[i], &state.feelings[i], state.feeling_guesses[i], 1000 + static_cast<int>(i)}, i + 1, enabled);
  }
  if (recap.feelings.empty()) label_in(area.cut_top(40), theme::kBody, palette().text3, tr("None were named."));
  scroll.set_height(area.y - top);
}

/// A fact or feeling that no line is linked to: was it missed, or never told?
void left_out_row(Box& area, const std::string& id, const std::string& name, bool missed, MarkState& state) {
  ImGui::PushID(id.c_str());
  const float words = paragraph_height(theme::kBody, name, area.w);
  paragraph(area.cut_top(words, 6), theme::kBody, palette().text1, name);
  const Box row = area.cut_top(40, 12);
  if (answer(tr("Missed"), row.column(0, 2, 8), missed, icon::kCloseOctagon, Tone::danger, !state.sent)) state.missed[id] = true;
  if (answer(tr("I never told it"), row.column(1, 2, 8), !missed, missed ? nullptr : icon::kCheck, Tone::neutral, !state.sent)) state.missed[id] = false;
  ImGui::PopID();
}

struct LeftOut {
  std::string id, name;
  bool missed;
};

std::vector<LeftOut> left_out(const PlayView& view, const MarkState& state) {
  const auto linked = linked_ids(state);
  const auto given = [&](const std::string& id) { return std::ranges::find(linked, id) != linked.end(); };
  const auto chosen = [&](const std::string& id, bool otherwise) {
    const auto found = state.missed.find(id);
    return found == state.missed.end() ? otherwise : found->second;
  };
  std::vector<LeftOut> out;
  for (const auto& fact : view.session.customer->facts) {
    if (!given(fact.id)) out.push_back({fact.id, fact.label.empty() ? fact.text : fact.label, chosen(fact.id, view.session.is_told(fact.id))});
  }
  for (const auto& feeling : view.session.customer->feelings) {
    if (!given(feeling.id)) out.push_back({feeling.id, trf("You felt {}", feeling.name), chosen(feeling.id, true)});
  }
  return out;
}

void left_out_panel(const PlayView& view, const Box& box, MarkState& state) {
  Box inner = panel(box);
  heading(inner.cut_top(28, 2), trf("What {} left out", view.name_in_play(protocol::Role::agent)), icon::kCommentAlertOutline);
  inner.cut_top(paragraph(inner, theme::kMeta, palette().text3, tr("Fair is fair: only what you told can be missed")), 10);
  Scroll scroll("left out", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  const auto all = left_out(view, state);
  if (all.empty()) label_in(area.cut_top(30), theme::kBody, palette().text2, tr("Nothing. Everything was given back."));
  for (const auto& entry : all) left_out_row(area, entry.id, entry.name, entry.missed, state);
  scroll.set_height(area.y - top);
}

protocol::Mark marks_of(const PlayView& view, const MarkState& state) {
  protocol::Mark out;
  for (const auto& mark : state.facts) out.facts.push_back(mark.value_or(LineMark{}));
  for (const auto& mark : state.feelings) out.feelings.push_back(mark.value_or(LineMark{}));
  for (const auto& entry : left_out(view, state)) (entry.missed ? out.missed : out.untold).push_back(entry.id);
  return out;
}

std::size_t open_lines(const MarkState& state) {
  std::size_t open = 0;
  for (const auto* list : {&state.facts, &state.feelings}) open += static_cast<std::size_t>(std::ranges::count_if(*list, [](const auto& mark) { return !mark.has_value(); }));
  return open;
}

void confirm(const PlayView& view, Box inner, MarkState& state) {
  const std::size_t open = open_lines(state);
  const bool marked = view.session.recaps.back().marks.has_value();
  const auto refusal = refused_elsewhere<protocol::Mark>(view.model, {});
  if (marked) {
    const model::Seat* own = view.session.seat(view.self());
    const bool ready = own && own->ready;
    const bool may_mend = view.session.recaps.size() == 1;
    if (button(ready ? tr("You are ready") : tr("Go on to the solution"), inner.cut_top(theme::kButtonBig, 8), {.icon = icon::kCheck, .tone = Tone::customer, .enabled = !ready && view.live()})) {
      view.out.send(protocol::Ready{protocol::Phase::recap});
    }
    inner.cut_top(paragraph(inner, theme::kMeta, palette().text3, may_mend ? tr("Your marks are with the agent, who may mend the recap once.") : tr("Goes on when all are ready.")));
    return;
  }
  const bool can = open == 0 && !state.sent && view.live();
  if (button(tr("Yes, that is what I meant"), inner.cut_top(theme::kButtonBig, 10), {.icon = icon::kCheck, .tone = Tone::customer, .enabled = can})) {
    view.out.send(marks_of(view, state));
    view.out.send(protocol::Ready{protocol::Phase::recap});
    state.sent = true;
  }
  const bool may_return = view.session.recaps.size() == 1;
  if (may_return && button(tr("Send back once, with my marks"), inner.cut_top(theme::kButton, 8), {.icon = icon::kUndo, .look = ButtonLook::outline, .enabled = can})) {
    view.out.send(marks_of(view, state));
    state.sent = true;
  }
  if (!refusal.empty()) {
    state.sent = false;
    field_error(inner, refusal);
  } else if (open > 0) {
    label_in(inner.cut_top(20), theme::kMeta, palette().text3, trf_count("{} line is without a mark", "{} lines are without a mark", open, open), Align::centre);
  }
}

}  // namespace

void recap_of_customer(const PlayView& view, PlayState& play) {
  MarkState& state = play.mark;
  Box rest = view.content;
  if (view.session.recaps.empty() || !view.session.customer) {
    Box side = rest.cut_right(view.folded ? 300 : kSide, view.gap);
    ready_small(view, side.cut_bottom(92, view.gap), tr("I am done here"));
    heard_panel(view, side);
    empty_state(panel(rest, 0), trf("{} is writing the recap", view.name_in_play(protocol::Role::agent)),
                tr("It comes here. Then you mark, line by line, what was really said."));
    return;
  }
  begin_marks(view, state);
  Box side = rest.cut_right(view.folded ? 300 : kSide, view.gap);
  const auto marks = marks_of(view, state);
  auto count = count_marks(marks);
  count.not_quite -= std::min(count.not_quite, open_lines(state));
  confirm(view, panel(side.cut_bottom(178, view.gap)), state);
  if (!view.folded) mark_counts(panel(side.cut_bottom(108, view.gap), 8), count, marks.missed.size());
  left_out_panel(view, side, state);
  lines_to_mark(view, rest, state);
}

}  // namespace earshot::views
