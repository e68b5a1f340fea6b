#include <fmt/format.h>

#include <algorithm>

#include "client/views/debrief_parts.h"
#include "client/views/parts.h"
#include "client/views/retakes.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/timer.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Role;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kTags = 250;

Milliseconds since_talk(const PlayView& view, protocol::Moment at) {
  return std::max(Milliseconds{0}, Milliseconds{at.ms - view.session.debrief->talk_started.ms});
}

/// The last line of the agent up to a moment; none before the agent's first.
MessageId agent_line_before(const PlayView& view, protocol::Moment at) {
  const model::Seat* agent = view.seat(Role::agent);
  MessageId out;
  for (const auto& line : view.session.lines) {
    if (agent && line.from == agent->person && line.at.ms <= at.ms) out = line.id;
  }
  return out;
}

const protocol::FactShown* fact_of(const PlayView& view, const std::string& id) {
  if (!view.session.customer) return nullptr;
  const auto& facts = view.session.customer->facts;
  const auto found = std::ranges::find(facts, id, &protocol::FactShown::id);
  return found == facts.end() ? nullptr : &*found;
}

/// The customer's line with which a fact was told: the first one at that time or after.
MessageId line_that_told(const PlayView& view, const protocol::ToldFact& told) {
  const model::Seat* customer = view.seat(Role::customer);
  if (told.at.ms == 0 || customer == nullptr) return {};
  MessageId before;
  for (const auto& line : view.session.lines) {
    if (line.from != customer->person) continue;
    if (line.at.ms == told.at.ms) return line.id;
    if (line.at.ms < told.at.ms) before = line.id;
  }
  return before;
}

void line_row(const PlayView& view, Box& area, const protocol::Line& said, const std::vector<Tag>& tags, bool lit, bool may_mark) {
  const Role role = said.role;
  const auto& tone = palette()[tone_of(role)];
  const float room = area.w - 76 - (tags.empty() ? 0 : kTags);
  const float words = paragraph_height(theme::kBody, said.text, room);
  const float tag_rows = static_cast<float>((tags.size() + 1) / 2);
  const bool own = said.from == view.self() && may_mark && said.phase != protocol::Phase::debrief;
  const float height = std::max(words + 24, tag_rows * 34) + 18;
  const Box row = area.cut_top(height);
  if (lit) fill(row.inset(-12, 1), palette().raised, theme::kRadiusButton);
  text_in({row.x, row.y + 9, 52, 24}, theme::kMeta, palette().text3, clock_text(since_talk(view, said.at)));
  fill({row.x + 52, row.y + 9, 4, words + 24}, tone.text, 2);
  const Box name{row.x + 70, row.y + 8, room, 22};
  text_in(name, theme::kMetaStrong, tone.text, view.name_in_play(role));
  paragraph({row.x + 70, row.y + 31, room, words}, theme::kBody, palette().text1, said.text);
  float x = row.right();
  float y = row.y + 12;
  for (const auto& tag : tags) {
    const float width = chip_width(tag.words, true);
    if (x - width < row.right() - kTags) {
      x = row.right();
      y += 34;
    }
    x -= width;
    chip({x, y}, tag.words, tag.icon, tag.tone);
    x -= 8;
  }
  if (!own) return;
  const bool heated = std::ranges::any_of(tags, [](const Tag& tag) { return tag.icon == icon::kPulse; });
  if (heated) return;
  ImGui::PushID(static_cast<int>(said.id.value));
  const float at = name.x + text_width(theme::kMetaStrong, view.name_in_play(role)) + 10;
  const Box place{at, row.y + 6, room_for(tr("I got heated here"), 164, 26), 26};
  if (button(tr("I got heated here"), place, {.look = ButtonLook::ghost})) view.out.send(protocol::Heated{said.id});
  ImGui::PopID();
}

}  // namespace

std::vector<Move> moves_of(const PlayView& view) {
  std::vector<Move> out;
  const auto& curve = view.session.debrief->curve;
  for (std::size_t i = 1; i < curve.size(); ++i) {
    if (curve[i].level == curve[i - 1].level) continue;
    out.push_back({since_talk(view, curve[i].at), curve[i - 1].level, curve[i].level, agent_line_before(view, curve[i].at)});
  }
  return out;
}

std::vector<Tag> tags_of(const PlayView& view, const protocol::Line& line, bool read_others) {
  std::vector<Tag> out;
  const auto& debrief = *view.session.debrief;
  for (const auto& move : moves_of(view)) {
    if (move.line != line.id) continue;
    const bool up = move.to > move.from;
    out.push_back({trf("Felt heard {0} to {1}", move.from, move.to), up ? icon::kArrowTopRight : icon::kArrowDownBold, up ? Tone::customer : Tone::danger});
  }
  for (const auto& told : debrief.told) {
    if (line_that_told(view, told) != line.id) continue;
    const auto* fact = fact_of(view, told.fact);
    const bool unlocked = fact && fact->rule == protocol::FactRule::if_heard && told.earned;
    if (unlocked) out.push_back({std::string(tr("Unlocked")), icon::kKeyVariant, Tone::success});
    if (!told.earned) out.push_back({std::string(tr("Told unasked")), icon::kAlert, Tone::warning});
    if (!unlocked && told.earned) out.push_back({std::string(told.captured ? tr("Fact, captured") : tr("Fact, not given back")), icon::kCheck, told.captured ? Tone::success : Tone::customer});
  }
  for (const auto& rating : view.session.ratings) {
    if (!read_others && rating.by != view.self()) continue;
    if (std::ranges::find(rating.rate.moments, line.id, &protocol::CriterionMoment::message) != rating.rate.moments.end()) {
      out.push_back({trf("{}'s evidence", first_name(model::name_of(view.model, rating.by))), icon::kBookmarkOutline, Tone::neutral});
    }
  }
  if (std::ranges::find(debrief.heated, line.id) != debrief.heated.end()) out.push_back({std::string(tr("Heated")), icon::kPulse, Tone::danger});
  return out;
}

void curve_panel(const PlayView& view, const Box& box, DebriefState& state) {
  Box inner = panel(box);
  const auto& debrief = *view.session.debrief;
  const auto moves = moves_of(view);
  const std::string name = view.name_in_play(Role::customer);
  heading(inner.cut_top(26, 2), trf("How heard {} felt", name), nullptr,
          moves.empty() ? std::string(tr("It never moved. What would have moved it?"))
                        : trf_count("{} moment that moved it. Click one to read it.", "{} moments that moved it. Click one to read it.",
                                    moves.size(), moves.size()));
  std::vector<CurvePoint> points;
  for (const auto& point : debrief.curve) points.push_back({since_talk(view, point.at), point.level});
  std::vector<std::string> labels;
  for (const auto& move : moves) labels.push_back(trf("{0} to {1}", move.from, move.to));
  std::vector<CurveMoment> moments;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    const Tone tone = moves[i].to < moves[i].from ? Tone::danger : moves[i].to == 5 ? Tone::success : Tone::agent;
    moments.push_back({moves[i].at, tone, labels[i]});
  }
  auto length = since_talk(view, debrief.talk_ended);
  if (!points.empty()) length = std::max(length, points.back().at);
  const auto pressed = curve(inner, points, moments, {.length = std::max<Milliseconds>(length, Milliseconds{60'000}), .area = true, .times = true, .chosen = state.moment});
  if (!pressed) return;
  state.moment = pressed;
  state.line = {};
  state.scroll_to_moment = true;
  if (state.shown != DebriefState::Shown::all_lines) state.shown = DebriefState::Shown::moments;
}

void moments_list(const PlayView& view, const Box& box, DebriefState& state, bool over) {
  const bool all = state.shown == DebriefState::Shown::all_lines;
  Scroll scroll(all ? "all lines" : "moments", box);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  const auto moves = moves_of(view);
  const bool chosen = state.moment && *state.moment < moves.size();
  bool any = false;
  for (const auto& line : view.session.lines) {
    if (line.phase == protocol::Phase::debrief) continue;
    const auto tags = tags_of(view, line, over || state.read_others);
    if (!all && tags.empty()) continue;
    any = true;
    const bool lit = state.line ? state.line == line.id : chosen && moves[*state.moment].line == line.id;
    const float before = area.y;
    line_row(view, area, line, tags, lit, all && !over);
    retakes_of(view, area, line, state, all && !over);
    if (all && !over) line_actions(view, area, line, state);
    if (all && over) take_back_action(view, area, line);
    if (lit && state.scroll_to_moment) {
      scroll.show((before + area.y) / 2);
      state.scroll_to_moment = false;
    }
  }
  if (!any) label_in(area.cut_top(60), theme::kBody, palette().text3, all ? tr("No lines were written.") : tr("No line stands out. Look at all messages."));
  scroll.set_height(area.y - top);
}

}  // namespace earshot::views
