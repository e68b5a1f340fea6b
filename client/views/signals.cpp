#include "client/views/signals.h"

#include <algorithm>
#include <vector>

#include "client/widgets/control.h"
#include "client/widgets/panel.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::ChatSignal;
using protocol::Role;
using words::tr;
using words::trf_count;

std::string own_words(const protocol::SignalCount& signal, const std::string& partner) {
  const auto n = signal.count;
  switch (signal.kind) {
    case ChatSignal::over_typing:
      return trf_count("{0} of your lines came while {1} was typing. What happened there?", "{0} of your lines came while {1} was typing. What happened there?", n, n, partner);
    case ChatSignal::too_quick:
      return trf_count("{0} of your answers came sooner than {1}'s line can be read. What did you answer?", "{0} of your answers came sooner than {1}'s lines can be read. What did you answer?", n, n, partner);
    case ChatSignal::burst:
      return trf_count("{0} time you sent three lines or more in a row. What would {1} have said meanwhile?", "{0} times you sent three lines or more in a row. What would {1} have said meanwhile?", n, n, partner);
    case ChatSignal::took_up:
      return trf_count("{0} of your lines took up {1}'s own words. What did it open?", "{0} of your lines took up {1}'s own words. Which of them opened something?", n, n, partner);
  }
  return {};
}

std::string other_words(const protocol::SignalCount& signal, const std::string& who, const std::string& partner) {
  const auto n = signal.count;
  switch (signal.kind) {
    case ChatSignal::over_typing:
      return trf_count("{0} of {1}'s lines came while {2} was typing. What happened there?", "{0} of {1}'s lines came while {2} was typing. What happened there?", n, n, who, partner);
    case ChatSignal::too_quick:
      return trf_count("{0} of {1}'s answers came sooner than {2}'s line can be read. How was that?", "{0} of {1}'s answers came sooner than {2}'s lines can be read. How was that?", n, n, who, partner);
    case ChatSignal::burst:
      return trf_count("{0} time {1} sent three lines or more in a row. What would {2} have said meanwhile?", "{0} times {1} sent three lines or more in a row. What would {2} have said meanwhile?", n, n, who, partner);
    case ChatSignal::took_up:
      return trf_count("{0} of {1}'s lines took up {2}'s own words. What did it open?", "{0} of {1}'s lines took up {2}'s own words. Which of them opened something?", n, n, who, partner);
  }
  return {};
}

const char* icon_of(ChatSignal kind) {
  switch (kind) {
    case ChatSignal::over_typing: return icon::kCommentAlertOutline;
    case ChatSignal::too_quick: return icon::kTimerSand;
    case ChatSignal::burst: return icon::kBullhorn;
    case ChatSignal::took_up: return icon::kFormatQuote;
  }
  return icon::kCommentTextOutline;
}

/// The role in which the first such line was said: after a hand-over its author may sit elsewhere.
Role role_of(const PlayView& view, const protocol::SignalCount& signal) {
  const auto line = std::ranges::find(view.session.lines, signal.first, &protocol::Line::id);
  return line == view.session.lines.end() ? Role::agent : line->role;
}

std::string words_of(const PlayView& view, const protocol::SignalCount& signal) {
  const Role role = role_of(view, signal);
  const std::string partner = view.name_in_play(role == Role::customer ? Role::agent : Role::customer);
  return signal.person == view.self() ? own_words(signal, partner) : other_words(signal, view.name_in_play(role), partner);
}

}  // namespace

void signals_panel(const PlayView& view, Box& area, DebriefState& state) {
  auto signals = view.session.debrief->signals;
  if (signals.empty()) return;
  std::ranges::stable_sort(signals, {}, [&](const auto& signal) { return signal.person != view.self(); });
  const float room = area.w - 2 * theme::kPanelPadding - 30;
  std::vector<std::string> rows;
  const std::string_view below = tr("Questions, not scores. Click one to read the line.");
  float height = 2 * theme::kPanelPadding + 38 + paragraph_height(theme::kMeta, below, area.w - 2 * theme::kPanelPadding);
  for (const auto& signal : signals) {
    rows.push_back(words_of(view, signal));
    height += paragraph_height(theme::kBody, rows.back(), room) + 12;
  }
  Box inner = panel(area.cut_top(height, view.gap));
  heading(inner.cut_top(28, 2), tr("What the chat showed"), icon::kCommentQuestionOutline);
  inner.cut_top(paragraph(inner, theme::kMeta, palette().text3, below), 8);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float words = paragraph_height(theme::kBody, rows[i], room);
    const Box row = inner.cut_top(words + 8, 4);
    ImGui::PushID(static_cast<int>(i));
    const auto at = control(rows[i], row, {.radius = theme::kRadiusSmall});
    ImGui::PopID();
    if (at.hovered) fill(row.inset(-6, 0), palette().raised, theme::kRadiusSmall);
    draw_icon({row.x + 10, row.y + 16}, 20, palette()[tone_of(role_of(view, signals[i]))].text, icon_of(signals[i].kind));
    paragraph({row.x + 30, row.y + 4, room, words}, theme::kBody, palette().text1, rows[i]);
    if (at.clicked) state.show(signals[i].first);
  }
}

}  // namespace earshot::views
