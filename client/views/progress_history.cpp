#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "client/views/parts.h"
#include "client/views/progress.h"
#include "client/views/progress_words.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/empty.h"
#include "client/widgets/panel.h"
#include "client/widgets/score_row.h"
#include "client/widgets/scroll.h"
#include "client/widgets/trend.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::PastSession;
using words::mark;
using words::tr;
using words::trf;

struct Skill {
  const char* name;
  std::optional<double> PastSession::*mean;
};
constexpr std::array<Skill, 3> kSkills{{{mark("Listen"), &PastSession::listen}, {mark("Extract"), &PastSession::extract}, {mark("Return"), &PastSession::give_back}}};
constexpr float kRow = 64;

std::string level_word(const std::optional<double>& level) { return level ? fmt::format("{:.1f}", *level) : std::string("-"); }

/// A line a skill, the oldest session on the left.
void lines(const Box& box, const std::vector<PastSession>& sessions, float gap) {
  for (std::size_t i = 0; i < kSkills.size(); ++i) {
    Box cell = box.column(static_cast<int>(i), static_cast<int>(kSkills.size()), gap);
    well(cell, theme::kRadiusButton);
    cell = cell.inset(16, 12);
    std::vector<std::optional<float>> levels;
    std::optional<double> latest;
    for (auto session = sessions.rbegin(); session != sessions.rend(); ++session) {
      const auto& mean = (*session).*kSkills[i].mean;
      levels.push_back(mean ? std::optional(static_cast<float>(*mean)) : std::nullopt);
      if (mean) latest = mean;
    }
    Box line = cell.cut_top(28, 8);
    text_in(line.cut_right(44), theme::kTitle, palette().text1, level_word(latest), Align::right);
    label_in(line, theme::kBodyStrong, palette().text2, tr(kSkills[i].name));
    trend(cell.inset(4, 4), levels);
  }
}

std::string with_whom(const PastSession& session) {
  std::string out;
  for (const auto& partner : session.partners) out += (out.empty() ? "" : ", ") + first_name(partner);
  return out.empty() ? in_words(session.role).data() : trf("{0}, with {1}", sentence(in_words(session.role)), out);
}

float recap_width() { return std::max(110.0F, std::ceil(text_width(theme::kMeta, tr("First recap"))) + 1); }

/// One width for the three, so that their figures stand evenly.
float skill_width() {
  float out = 58;
  for (const auto& skill : kSkills) out = std::max(out, std::ceil(text_width(theme::kMeta, tr(skill.name))) + 9);
  return out;
}

bool session_row(const Box& box, const PastSession& session) {
  const std::string label = fmt::format("{}##{}", session.card, session.session.value);
  const auto at = control(label, box, {.radius = theme::kRadiusButton, .value = day_of(session.at.point())});
  if (!at.visible) return false;
  if (at.hovered) fill(box, palette().raised, theme::kRadiusButton);
  Box row = box.inset(14, 0);
  draw_icon({row.right() - 8, row.centre().y}, 20, palette().text3, icon::kChevronRight);
  row.cut_right(30);
  if (session.told > 0) {
    const std::string caught = trf("{0} of {1} facts", session.captured, session.told);
    text_in(row.cut_right(recap_width(), 10), theme::kMeta, palette().text2, caught, Align::right);
  } else {
    row.cut_right(recap_width() + 10);
  }
  for (std::size_t i = kSkills.size(); i-- > 0;) text_in(row.cut_right(skill_width()), theme::kBodyStrong, palette().text1, level_word(session.*kSkills[i].mean), Align::right);
  row.cut_right(12);
  draw_icon({row.x + 10, row.centre().y}, 20, palette()[tone_of(session.role)].text, session.role == protocol::Role::customer ? icon::kCommentAccount : session.role == protocol::Role::agent ? icon::kHeadset : icon::kEye);
  row.cut_left(34);
  text_in({row.x, row.centre().y - 24, row.w, 24}, theme::kBody, palette().text1, session.card);
  text_in({row.x, row.centre().y, row.w, 22}, theme::kMeta, palette().text3, fmt::format("{}  {}", day_of(session.at.point()), with_whom(session)));
  return at.clicked;
}

void heads(const Box& line) {
  Box row = line.inset(14, 0);
  row.cut_right(30);
  label_in(row.cut_right(recap_width(), 10), theme::kMeta, palette().text3, tr("First recap"), Align::right);
  for (std::size_t i = kSkills.size(); i-- > 0;) label_in(row.cut_right(skill_width()), theme::kMeta, palette().text3, tr(kSkills[i].name), Align::right);
  label_in(row, theme::kMeta, palette().text3, tr("Open one to read its debrief again."));
}

}  // namespace

void past_sessions(const View& view, const Box& box, State& state) {
  const auto& history = view.model.insight.history;
  if (!history || !history->complete) {
    const auto refusal = refused_elsewhere<protocol::AskHistory>(view.model, {});
    return refusal.empty() ? empty_state(box, tr("One moment"), tr("Your sessions are on their way.")) : empty_state(box, sentence(refusal), tr("Go back, and try again."));
  }
  if (history->sessions.empty()) return empty_state(box, tr("No session yet"), tr("Your first debrief stays here, to be read again."));
  Box rest = box;
  lines(rest.cut_top(view.folded ? 118.0F : 168.0F, 12), history->sessions, view.gap);
  heads(rest.cut_top(28));
  Scroll scroll("sessions", rest);
  Box list = scroll.content();
  const float top = list.y;
  list.h = 1'000'000;
  for (const auto& session : history->sessions) {
    if (!session_row(list.cut_top(kRow, 2), session)) continue;
    state.progress.opening = session.session;
    state.place = Place::past_debrief;
    view.out.send(protocol::OpenDebrief{session.session});
  }
  scroll.set_height(list.y - top);
}

}  // namespace earshot::views
