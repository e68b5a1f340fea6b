#include "client/views/debrief_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

#include "client/views/outcome.h"
#include "client/views/parts.h"
#include "client/views/replay.h"
#include "client/widgets/avatar.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/field.h"
#include "client/widgets/panel.h"
#include "client/widgets/radar.h"
#include "shared/words/words.h"
#include "shared/protocol/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::around;
using words::tr;
using words::trf;
using words::tr_count;
using protocol::Role;

struct Rater {
  const model::Rating* rating;
  Tone tone;
  std::string name;
};

/// Who rated the agent: the agent first, then the others, then a trainer who watched.
std::vector<Rater> raters_of_agent(const PlayView& view) {
  std::vector<Rater> out;
  const model::Seat* agent = view.seat(Role::agent);
  if (agent == nullptr) return out;
  for (const Role role : {Role::agent, Role::customer, Role::observer}) {
    for (const auto& rating : view.session.ratings) {
      const model::Seat* by = view.session.seat(rating.by);
      if (rating.rate.of != agent->person || by == nullptr || by->role != role) continue;
      const bool self = by->person == view.self();
      const std::string name = first_name(by->name);
      out.push_back({&rating, tone_of(role), self ? std::string(tr("You")) : view.folded ? name : with_role(name, role)});
    }
  }
  for (const auto& rating : view.session.ratings) {
    if (rating.rate.of == agent->person && view.session.seat(rating.by) == nullptr) out.push_back({&rating, Tone::neutral, std::string(tr("Trainer"))});
  }
  return out;
}

/// The line a rater chose for this criterion; of an older program's rating, which chose one for all, that one.
const protocol::Line* evidence_for(const PlayView& view, const model::Rating& rating, const std::string& criterion) {
  const auto moment = std::ranges::find(rating.rate.moments, criterion, &protocol::CriterionMoment::criterion);
  if (moment == rating.rate.moments.end()) return nullptr;
  const auto line = std::ranges::find(view.session.lines, moment->message, &protocol::Line::id);
  return line == view.session.lines.end() ? nullptr : &*line;
}

std::optional<float> level_in(const model::Rating& rating, const std::string& criterion) {
  for (const auto& level : rating.rate.levels) {
    if (level.criterion == criterion && level.level) return static_cast<float>(*level.level);
  }
  return std::nullopt;
}

/// An id is the shortest name there is: "follow_up" becomes "Follow up".
std::string axis_name(std::string id) {
  std::ranges::replace(id, '_', ' ');
  return sentence(id);
}

std::string criterion_name(const PlayView& view, const std::string& id) {
  const auto* criterion = model::find_criterion(view.model, id);
  return sentence(criterion ? criterion->name : id);
}

/// One criterion: its name, and each rater's level.
void level_row(Box& area, const std::string& name, const std::string& id, const std::vector<Rater>& raters) {
  const Box row = area.cut_top(34);
  rule(row.min(), row.w);
  const float cell = 34;
  float x = row.right() - cell * static_cast<float>(raters.size());
  text_in({row.x, row.y, x - row.x - 8, row.h}, theme::kBody, palette().text1, name);
  for (const auto& rater : raters) {
    const auto level = level_in(*rater.rating, id);
    text_in({x, row.y, cell, row.h}, theme::kBodyStrong, level ? palette()[rater.tone].text : palette().text3,
            level ? fmt::format("{:.0f}", *level) : std::string(words::tr_in("no opportunity", "NO")), Align::right);
    x += cell;
  }
}

constexpr float kEvidenceRow = 26;

/// The lines that were chosen for a criterion, one a rater.
void evidence_rows(const PlayView& view, Box& area, const std::string& id, const std::vector<Rater>& raters, DebriefState& state) {
  for (std::size_t i = 0; i < raters.size(); ++i) {
    const auto* line = evidence_for(view, *raters[i].rating, id);
    if (!line) continue;
    const Box row = area.cut_top(kEvidenceRow);
    ImGui::PushID(id.c_str());
    ImGui::PushID(static_cast<int>(i));
    const auto at = control(line->text, row, {.radius = theme::kRadiusSmall});
    ImGui::PopID();
    ImGui::PopID();
    if (at.hovered) fill(row.inset(-6, 0), palette().raised, theme::kRadiusSmall);
    draw_icon({row.x + 9, row.y + 12}, 16, palette()[raters[i].tone].text, icon::kBookmarkOutline);
    text_in({row.x + 24, row.y, row.w - 24, 24}, theme::kMeta, palette().text2, line->text);
    if (at.clicked) state.show(line->id);
  }
}

std::size_t evidence_count(const PlayView& view, const std::string& id, const std::vector<Rater>& raters) {
  return static_cast<std::size_t>(std::ranges::count_if(raters, [&](const Rater& rater) { return evidence_for(view, *rater.rating, id) != nullptr; }));
}

struct ShareRow {
  const char* icon;
  std::string share;
  std::string_view sentence;  ///< with {} where the share stands
  Tone tone;
};

float share_height(const ShareRow& row, float width) {
  const auto [before, after] = around(row.sentence);
  return paragraph_height(theme::kBody, fmt::format("{}{}{}", before, row.share, after), width - 34) + 8;
}

void share_row(Box& area, const ShareRow& what) {
  const Box row = area.cut_top(share_height(what, area.w));
  draw_icon({row.x + 10, row.y + 12}, 20, palette()[what.tone].text, what.icon);
  const auto [before, after] = around(what.sentence);
  paragraph({row.x + 30, row.y, row.w - 30, 24}, {{before, theme::kBody, palette().text2}, {what.share, theme::kBodyStrong, palette().text1}, {after, theme::kBody, palette().text2}});
}

std::string shares(const protocol::Share& share) { return trf("{0} of {1}", share.points, share.of); }

}  // namespace

void reactions_panel(const PlayView& view, const Box& box, DebriefState& state, bool over) {
  Box inner = panel(box);
  const bool said = std::ranges::any_of(view.session.reactions, [&](const auto& r) { return r.person == view.self(); });
  Box head = inner.cut_top(26, 8);
  const bool in_role = !over && view.session.mode == protocol::Mode::chat && !view.is(Role::observer) && !is_out_of_role(view);
  if (in_role) {
    const std::string_view leave = tr("Step out of role");
    const Box place = head.cut_right(button_width(leave, theme::kButtonSmall, true), 8);
    if (button(leave, {place.x, place.y - 6, place.w, theme::kButtonSmall}, {.icon = icon::kAccountConvert, .look = ButtonLook::outline, .enabled = view.live()})) {
      view.out.send(protocol::Say{out_of_role(view)});
      state.shown = DebriefState::Shown::talk;
    }
  }
  heading(head, view.folded && in_role ? tr("How was it?") : tr("How was it, in one word?"), icon::kHeartOutline, view.folded || in_role ? "" : tr("The customer first"));
  float x = inner.x;
  float y = inner.y;
  for (const auto& reaction : view.session.reactions) {
    const model::Seat* seat = view.session.seat(reaction.person);
    const Tone tone = seat ? tone_of(seat->role) : Tone::neutral;
    const std::string words = fmt::format("{}: {}", first_name(model::name_of(view.model, reaction.person)), reaction.text);
    const float width = chip_width(words, false);
    if (x + width > inner.right() && x > inner.x) {
      x = inner.x;
      y += 34;
    }
    chip({x, y}, words, nullptr, tone);
    x += width + 8;
  }
  if (said || over) {
    if (view.session.reactions.empty()) text({inner.x, inner.y}, theme::kBody, palette().text3, tr("Nobody said one."));
    return;
  }
  Box row = inner.cut_bottom(theme::kField);
  const auto refusal = refused<protocol::React>(view.model, "word");
  const Box send = row.cut_right(96, 10);
  const auto typed = field(tr("Your word"), state.word, row, {.hint = refusal.empty() ? tr("One word") : refusal, .invalid = !refusal.empty(), .most_characters = protocol::limits::kWordCharacters});
  const bool written = state.word.find_first_not_of(' ') != std::string::npos;
  const bool pressed = button(tr("Say it"), {send.x, send.y + 2, send.w, 44}, {.tone = tone_of(view.session.role), .enabled = written && view.live()});
  if (written && (pressed || typed.submitted)) view.out.send(protocol::React{state.word});
}

void outcome_panel(const PlayView& view, const Box& box) {
  Box inner = panel(box);
  if (!view.session.outcome) {
    heading(inner.cut_top(26, 8), tr("Solved and satisfied?"), icon::kSchool);
    paragraph(inner, theme::kBody, palette().text3, tr("The customer did not answer. Ask each other now."));
    return;
  }
  const auto& outcome = *view.session.outcome;
  outcome_picture(inner.cut_left(std::min(170.0F, inner.w * (view.folded ? 0.36F : 0.45F)), 18), outcome);
  inner.cut_top(paragraph(inner, theme::kBodyStrong, palette().text1, outcome_words(outcome)), 8);
  label_in(inner.cut_top(24), theme::kBody, palette().text2, trf("Would stay: {}", outcome.stay));
  label_in(inner.cut_top(24), theme::kBody, palette().text2, trf("Would recommend: {}", outcome.recommend));
}

void ratings_panel(const PlayView& view, Box& area, DebriefState& state) {
  const auto raters = raters_of_agent(view);
  const bool own = view.is(Role::agent);
  std::vector<std::string> ids;
  for (const auto& id : view.session.focus) {
    const bool rated = std::ranges::any_of(raters, [&](const Rater& r) { return level_in(*r.rating, id).has_value(); });
    if (rated) ids.push_back(id);
  }
  const bool picture = ids.size() >= 3;
  float chosen_lines = 0;
  for (const std::string& id : ids) chosen_lines += kEvidenceRow * static_cast<float>(evidence_count(view, id, raters));
  chosen_lines += kEvidenceRow * static_cast<float>(evidence_count(view, {}, raters));
  const float height = chosen_lines + 68 + (picture ? 300.0F : 0) + 34 * static_cast<float>(ids.size()) + (raters.empty() ? 40.0F : 8.0F) + (picture ? 0.0F : 30.0F);
  Box inner = panel(area.cut_top(height, view.gap));
  heading(inner.cut_top(28, 4), own ? std::string(tr("Views of your listening")) : trf("Views of {}'s listening", view.name_in_play(Role::agent)));
  if (raters.empty()) {
    label_in(inner.cut_top(28), theme::kBody, palette().text3, tr("Nobody rated in time."));
    return;
  }
  std::deque<std::string> axis_names;  // keeps the addresses that `axes` holds
  std::vector<std::string_view> axes;
  for (const auto& id : ids) {
    axes.push_back(axis_names.emplace_back(axis_name(id)));
  }
  std::vector<RadarLine> lines;
  for (const auto& rater : raters) {
    RadarLine line{rater.name, rater.tone, {}};
    for (const auto& id : ids) line.values.push_back(level_in(*rater.rating, id));
    lines.push_back(std::move(line));
  }
  if (picture) {
    radar(inner.cut_top(300), axes, lines);
  } else {
    radar(inner.cut_top(30), {}, lines);
  }
  for (const std::string& id : ids) {
    level_row(inner, view.folded ? axis_name(id) : criterion_name(view, id), id, raters);
    evidence_rows(view, inner, id, raters, state);
  }
  evidence_rows(view, inner, {}, raters, state);
}

void facts_captured_panel(const PlayView& view, Box& area, DebriefState& state) {
  const auto& evidence = view.session.debrief->evidence;
  const auto& told = view.session.debrief->told;
  std::vector<ShareRow> rows;
  const auto add = [&rows](const char* glyph, const protocol::Share& share, std::string_view sentence) {
    if (share.of > 0) rows.push_back({glyph, shares(share), sentence, Tone::agent});
  };
  add(icon::kKeyVariant, evidence.disclosure, tr("{} facts came since a question or a feeling opened the door."));
  add(icon::kCheckCircleOutline, evidence.resolution, tr("{} of what would settle it was named."));
  add(icon::kRepeat, evidence.prevention, tr("{} of what keeps it away was named."));
  if (evidence.invented > 0) {
    rows.push_back({icon::kAlert, std::to_string(evidence.invented),
                    tr_count("{} in the recap was never part of the story.", "{} in the recap was never part of the story.", evidence.invented), Tone::danger});
  }
  if (evidence.told_again > 0) {
    rows.push_back({icon::kCommentAlertOutline, std::to_string(evidence.told_again),
                    tr_count("{} had to be said twice.", "{} had to be said twice.", evidence.told_again), Tone::warning});
  }
  float height = 40 + 40 + 12 + theme::kButtonSmall + 10;
  for (const auto& row : rows) height += share_height(row, area.w - 40);
  std::vector<std::pair<std::string, const protocol::ToldFact*>> facts;
  if (view.session.customer) {
    for (const auto& fact : view.session.customer->facts) {
      const auto found = std::ranges::find(told, fact.id, &protocol::ToldFact::fact);
      facts.emplace_back(fact.label.empty() ? fact.text : fact.label, found == told.end() ? nullptr : &*found);
    }
  }
  for (const auto& [name, fact] : facts) height += paragraph_height(theme::kMeta, name, area.w - 40 - 140) + 10;
  Box inner = panel(area.cut_top(height, view.gap));
  Box head = inner.cut_top(36, 4);
  const std::string captured = shares(evidence.capture);
  text_in(head.cut_right(text_width(theme::kTitle, captured) + 1, 12), theme::kTitle, palette().text1, captured, Align::right);
  label_in(head, theme::kBodyStrong, palette().text1, tr("Captured in the first recap"));
  for (const auto& row : rows) share_row(inner, row);
  rule(inner.min(), inner.w);
  inner.cut_top(10);
  for (const auto& [name, fact] : facts) {
    const float words = paragraph_height(theme::kMeta, name, inner.w - 140);
    const Box row = inner.cut_top(words, 10);
    paragraph({row.x, row.y, row.w - 140, words}, theme::kMeta, fact ? palette().text1 : palette().text3, name);
    const std::string_view became = !fact ? tr("never told") : fact->captured ? tr("captured") : tr("told, not given back");
    text_in({row.right() - 134, row.y, 134, 20}, theme::kMeta, fact && fact->captured ? palette()[Tone::success].text : palette().text3, became, Align::right);
  }
  const std::string_view how = tr("How is this counted?");
  const Box foot = inner.cut_top(theme::kButtonSmall);
  if (button(how, {foot.x, foot.y, button_width(how, theme::kButtonSmall, true), foot.h}, {.icon = icon::kHelpCircleOutline, .look = ButtonLook::outline})) state.counted_open = true;
}

void comments_panel(const PlayView& view, Box& area, bool others) {
  struct Comment {
    std::string from;
    std::string_view keep, next;
  };
  std::vector<Comment> all;
  for (const auto& rating : view.session.ratings) {
    if (rating.rate.keep.empty() && rating.rate.next.empty()) continue;
    if (!others && rating.by != view.self()) continue;
    const bool self = rating.by == rating.rate.of;
    all.push_back({self ? trf("{}, of the own part", first_name(model::name_of(view.model, rating.by)))
                        : trf("{0}, to {1}", first_name(model::name_of(view.model, rating.by)), first_name(model::name_of(view.model, rating.rate.of))),
                   rating.rate.keep, rating.rate.next});
  }
  if (all.empty()) return;
  const float room = area.w - 40 - 30;
  float height = 76;
  const auto part = [&](std::string_view words) { return words.empty() ? 0.0F : paragraph_height(theme::kBody, words, room) + 6; };
  for (const auto& comment : all) height += 24 + part(comment.keep) + part(comment.next) + 10;
  Box inner = panel(area.cut_top(height, view.gap));
  heading(inner.cut_top(28, 8), tr("Keep doing, try next"), icon::kPencil);
  for (const auto& comment : all) {
    text_in(inner.cut_top(22, 2), theme::kMetaStrong, palette().text3, comment.from);
    for (const auto& [words, glyph, tone] : {std::tuple{comment.keep, icon::kRepeat, Tone::success}, std::tuple{comment.next, icon::kArrowRightBoldCircleOutline, Tone::warning}}) {
      if (words.empty()) continue;
      draw_icon({inner.x + 10, inner.y + 12}, 18, palette()[tone].text, glyph);
      inner.cut_top(paragraph({inner.x + 30, inner.y, room, 0}, theme::kBody, palette().text1, words), 6);
    }
    inner.cut_top(10);
  }
}

void read_others_panel(const PlayView& view, Box& area, DebriefState& state) {
  const bool said = std::ranges::any_of(view.session.reactions, [&](const auto& r) { return r.person == view.self(); });
  const std::string_view below = said ? tr("You have said yours. Now read theirs.") : tr("First say your word: what you think yourself comes before what others think.");
  const float words = paragraph_height(theme::kBody, below, area.w - 2 * theme::kPanelPadding);
  Box inner = panel(area.cut_top(2 * theme::kPanelPadding + words + 12 + theme::kButton, view.gap));
  inner.cut_top(paragraph(inner, theme::kBody, palette().text2, below), 12);
  if (button(tr("Read what others saw"), inner.cut_top(theme::kButton), {.icon = icon::kEye, .tone = tone_of(view.session.role), .enabled = said})) state.read_others = true;
}

void questions_panel(const PlayView& view, Box& area) {
  const auto& debrief = *view.session.debrief;
  if (!debrief.tallies.empty()) {
    Box inner = panel(area.cut_top(76 + 28 * static_cast<float>(debrief.tallies.size()), view.gap));
    heading(inner.cut_top(28, 8), tr("Tapped by the observer"), icon::kEye);
    for (const auto& tally : debrief.tallies) {
      const Box row = inner.cut_top(24, 4);
      text_in(row, theme::kBody, palette().text2, tally_word(tally.kind));
      text_in(row, theme::kBodyStrong, palette()[Tone::observer].text, std::to_string(tally.count), Align::right);
    }
  }
  if (debrief.questions.empty()) return;
  const float room = area.w - 40 - 28;
  float height = 76;
  for (const auto& question : debrief.questions) height += paragraph_height(theme::kBody, question, room) + 8;
  Box inner = panel(area.cut_top(height, view.gap));
  heading(inner.cut_top(28, 8), tr("To talk about"), icon::kCommentQuestionOutline);
  for (const auto& question : debrief.questions) {
    disc({inner.x + 8, inner.y + 12}, 3, palette().text3);
    inner.cut_top(paragraph({inner.x + 28, inner.y, room, 0}, theme::kBody, palette().text1, question), 8);
  }
}

}  // namespace earshot::views
