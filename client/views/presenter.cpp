#include "client/views/presenter.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "client/views/calibration.h"
#include "client/views/grid.h"
#include "client/views/parts.h"
#include "client/views/podium.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/kit.h"
#include "client/widgets/logo.h"
#include "client/widgets/timer.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Member;
using protocol::Standing;
using theme::Weight;
using words::tr;
using words::tr_count;
using words::trf;
using words::trf_count;

constexpr TypeStyle kSmall{20, 28};
constexpr TypeStyle kSmallStrong{20, 28, Weight::semibold};
constexpr TypeStyle kText{26, 34};
constexpr TypeStyle kTextBold{26, 34, Weight::bold};
constexpr TypeStyle kLarge{30, 40};
constexpr TypeStyle kLargeStrong{30, 40, Weight::semibold};
constexpr TypeStyle kLine{40, 52, Weight::semibold};
constexpr TypeStyle kBrand{44, 56, Weight::bold};
constexpr TypeStyle kCode{140, 170, Weight::bold};
constexpr TypeStyle kCount{150, 170, Weight::bold};
constexpr TypeStyle kEyesUp{140, 180, Weight::bold};
constexpr float kEdge = 72;

void head(const View& view, const Box& page, std::string_view title) {
  logo({page.x + 82, page.y + 75}, 50);
  const float left = std::max(560.0F, 140 + text({page.x + 140, page.y + 47}, kBrand, palette().text1, title) + 24);
  text_in({page.x + left, page.y + 55, page.w - left - kEdge, 40}, kLarge, palette().text2, view.model.in_class->name, Align::right);
}

/// The warm upper half with rings from both sides.
void ground(const Box& window, const Box& page) {
  const auto& colours = palette();
  Box top = window;
  top.h = page.y + 532 - window.y;
  gradient(top, colours.glow, colours.page, 0, true);
  fill({window.x, top.bottom(), window.w, window.bottom() - top.bottom()}, colours.panel);
  const Clip clip(top);
  rings({page.x, page.y + 330}, 38, 58, 8, colours[Tone::customer].text, 0.35F);
  rings({page.right(), page.y + 330}, 38, 58, 8, colours[Tone::agent].text, 0.35F);
}

void code_tiles(const View& view, const Box& page) {
  const std::string& code = view.model.in_class->code;
  kit().recorder.text(spaced_code(code), {page.x + kEdge, page.y + 224, 956, 188});
  float x = page.x + kEdge;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const Box tile{x, page.y + 224, 142, 188};
    fill(tile, theme::mix(palette().raised, palette().glow, 0.35F), 20);
    text_in(tile, kCode, palette().text1, std::string_view(code).substr(i, 1), Align::centre);
    x += 142 + (i == 2 && code.size() == 6 ? 48.0F : 14.0F);
  }
}

void invitation(const View& view, const Box& page, PresenterState& state) {
  text({page.x + kEdge, page.y + 154}, kLine, palette().text1, tr("Join with this code"));
  code_tiles(view, page);
  std::string words = view.model.connection.words;
  std::ranges::replace(words, '-', ' ');
  draw_icon({page.x + 86, page.y + 453}, 28, palette()[Tone::success].text, icon::kLock);
  const float width = text({page.x + 114, page.y + 436}, kText, palette().text2, tr("Your screen must show"));
  text({page.x + 128 + width, page.y + 436}, kTextBold, palette().text1, words);
  const Box card{page.x + 1076, page.y + 168, 292, 330};
  fill(card, theme::dark().text1, 20);
  state.invite.draw({card.x + 4, card.y + 4, 284, 284}, invite_of(view.model));
  label_in({card.x, card.bottom() - 50, card.w, 36}, kSmallStrong, theme::dark().page, tr("or scan the invite"), Align::centre);
}

/// Pills in lines; what does not fit is counted in the last one. Takes `rows` lines off `area`.
void name_pills(Box& area, const std::vector<const Member*>& people, int rows, bool newest) {
  constexpr float kPill = 64;
  float x = area.x;
  float y = area.y;
  int row = 1;
  const auto width_of = [](std::string_view words) { return text_width(kLargeStrong, words) + 56; };
  for (std::size_t i = 0; i < people.size(); ++i) {
    const std::string name = first_name(people[i]->name);
    const float width = width_of(name);
    const std::string more = trf("{} more", people.size() - i);
    const bool last = i + 1 == people.size();
    if (x + width > area.right() && row < rows) {
      x = area.x;
      y += kPill + 16;
      ++row;
    }
    // On the last line there has to be room for the count of those who do not fit.
    if (row == rows && x + width + (last ? 0 : 16 + width_of(more)) > area.right()) {
      const Box pill{x, y, width_of(more), kPill};
      border(pill, palette().edge, 2, kPill / 2);
      text_in(pill, kLarge, palette().text3, more, Align::centre);
      break;
    }
    const Box pill{x, y, width, kPill};
    const bool fresh = newest && last;
    fill(pill, fresh ? palette()[Tone::neutral].fill : palette().raised, kPill / 2);
    text_in(pill, kLargeStrong, fresh ? palette()[Tone::neutral].ink : palette().text1, name, Align::centre);
    x += width + 16;
  }
  area.cut_top(static_cast<float>(rows) * (kPill + 16));
}

void team_line(const View& view, const Box& line, const std::vector<const Member*>& here) {
  std::map<std::string, std::size_t> count;
  for (const auto& team : view.model.in_class->teams) count[team];
  for (const auto* member : here) {
    if (!member->team.empty()) ++count[member->team];
  }
  float x = line.x;
  for (const auto& [team, people] : count) {
    const std::string words = fmt::format("{} {}", team, people);
    const float width = text_width(kText, words) + 48;
    if (x + width > line.right()) break;
    draw_icon({x + 14, line.centre().y}, 28, palette().text2, team_icon(team));
    text_in({x + 38, line.y, width, line.h}, kText, palette().text2, words);
    x += width + 24;
  }
}

std::vector<const Member*> trainees(const View& view, bool present_only) {
  std::vector<const Member*> out;
  for (const auto& member : view.model.in_class->members) {
    if (member.standing == Standing::trainee && (member.present || !present_only)) out.push_back(&member);
  }
  return out;
}

void who_is_here(const View& view, const Box& page) {
  const auto here = trainees(view, true);
  const std::size_t all = trainees(view, false).size();
  const float x = page.x + kEdge;
  text({x, page.y + 582}, kCount, palette().text1, std::to_string(here.size()));
  const float words = text({x, page.y + 750}, kLarge, palette().text2, all > here.size() ? trf("of {} are here", all) : std::string(tr_count("is here", "are here", here.size())));
  const Box bar{x, page.y + 806, 220, 16};
  fill(bar, palette().line, 8);
  const float part = all > 0 ? static_cast<float>(here.size()) / static_cast<float>(all) : 0;
  if (part > 0.08F) gradient({bar.x, bar.y, bar.w * part, bar.h}, palette()[Tone::customer].fill, palette()[Tone::agent].fill, 8);
  const float left = std::max(346.0F, kEdge + words + 24);
  Box area{page.x + left, page.y + 594, page.w - left - kEdge, 280};
  const bool teams = !view.model.in_class->teams.empty();
  if (here.empty()) {
    label_in({area.x, area.y, area.w, 64}, kLarge, palette().text3, tr("Nobody yet."));
    return;
  }
  name_pills(area, here, teams ? 2 : 3, true);
  if (teams) team_line(view, {area.x, area.y + 8, area.w, 40}, here);
}

void round_clock(const View& view, const Box& page) {
  const auto* behind = furthest_behind(view.model, view.now);
  const auto& round = *view.model.round;
  const float x = page.x + kEdge;
  const bool paused = round.paused || (behind && behind->paused);
  const float above = text({x, page.y + 566}, kLarge, palette().text2, round_line(round.round, behind, paused));
  float width = 0;
  if (behind) {
    const auto left = time_left(view.model, *behind, view.now);
    const bool late = left <= Seconds{30} && !paused;
    const std::string clock = clock_text(left);
    kit().recorder.text(clock, {x, page.y + 604, 300, 170});
    width = digits({x, page.y + 604}, kCount, late ? palette()[Tone::warning].text : paused ? palette().text3 : palette().text1, clock);
    if (!behind->paused && left.count() > 0) kit().draw_again_in(Milliseconds{(left.count() - 1) % 1000 + 1});
  }
  const auto here = trainees(view, true);
  const float below = text({x, page.y + 784}, kLarge, palette().text2, trf("{0} of {1} are here", here.size(), trainees(view, false).size()));
  Box area{x + std::max({360.0F, width + 60, above + 24, below + 24}), page.y + 594, 0, 280};
  area.w = page.right() - kEdge - area.x;
  const float high = std::min(104.0F, paragraph_height(kLine, round.title, area.w));
  {
    const Clip clip({area.x, area.y, area.w, high});
    paragraph({area.x, area.y, area.w, high}, kLine, palette().text1, round.title);
  }
  area.cut_top(high + 20);
  const auto open = std::ranges::count_if(view.model.sessions, [](const auto& entry) { return entry.second.open; });
  label_in(area.cut_top(40, 16), kLarge, palette().text2, trf_count("{} conversation", "{} conversations", static_cast<std::size_t>(open), open));
  team_line(view, area.cut_top(40), here);
}

void eyes_up(const View& view, const Box& window, const Box& page) {
  fill(window, palette().page);
  rings(page.centre(), 120, 80, 9, palette()[Tone::customer].text, 0.5F);
  label_in({page.x, page.y + 300, page.w, 180}, kEyesUp, palette().text1, tr("Eyes up"), Align::centre);
  const std::string& words = view.model.eyes_up->text;
  paragraph({page.x + 160, page.y + 500, page.w - 320, 160}, kLine, palette().text2, words.empty() ? tr("Your screens wait for you.") : words, Align::centre);
  text_in({page.x, page.bottom() - 80, page.w - kEdge, 40}, kText, palette().text3, spaced_code(view.model.in_class->code), Align::right);
}

/// One line, large, with the seat it was said from and no name.
void quote(const Box& page, const protocol::Quote& shown) {
  constexpr TypeStyle kHuge{56, 72, Weight::semibold};
  const Tone tone = tone_of(shown.role);
  rings({page.x + kEdge, page.y + 420}, 60, 70, 8, palette()[tone].text, 0.25F);
  const float width = page.w - 2 * kEdge - 120;
  const TypeStyle& type = paragraph_height(kHuge, shown.text, width) > 500 ? kLine : kHuge;
  const float high = std::min(540.0F, paragraph_height(type, shown.text, width));
  const Box box{page.x + kEdge + 60, page.y + 170 + (540 - high) / 2, width, high};
  fill({box.x - 32, box.y, 6, box.h}, palette()[tone].text, 3);
  {
    const Clip clip({page.x, box.y, page.w, box.h + 8});
    paragraph(box, type, palette().text1, shown.text);
  }
  const Box below{box.x, page.bottom() - 132, width, 40};
  text_in(below, kLarge, palette()[tone].text, role_word(shown.role));
  text_in(below.moved(0, 44), kText, palette().text2, shown.card);
}

}  // namespace

bool may_present(const model::Model& model) {
  return model.in_class && !model.in_class->practice && model.in_class->standing == Standing::trainer;
}

Actions draw_presenter(const model::Model& model, State& state, TimePoint now) {
  Actions out;
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const Box window{0, 0, size.x, size.y};
  const Box page{window.centre().x - kPictureWidth / 2, window.centre().y - kPictureHeight / 2, kPictureWidth, kPictureHeight};
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(size);
  ImGui::Begin("Projector", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
  const View view{model, now, page, false, theme::kGap, out};
  if (ImGui::IsKeyPressed(ImGuiKey_Escape, false) || ImGui::IsKeyPressed(ImGuiKey_F9, false)) state.presenter.open = false;
  // Whoever takes a line back has it off the wall at once.
  if (state.presenter.quote && std::ranges::find(model.insight.quotes, *state.presenter.quote) == model.insight.quotes.end()) state.presenter.quote.reset();
  if (ImGui::IsKeyPressed(ImGuiKey_P, false)) turn_podium(view, state.presenter);
  if (!may_present(model)) {
    fill(window, palette().page);
  } else if (model.eyes_up) {
    eyes_up(view, window, page);
  } else if (state.presenter.quote) {
    fill(window, palette().page);
    quote(page, *state.presenter.quote);
    head(view, page, tr("A line of today"));
  } else if (state.presenter.podium) {
    fill(window, palette().page);
    podium(view, page);
    head(view, page, tr("Today's listeners"));
  } else if (shows_calibration(model, state.calibration)) {
    fill(window, palette().page);
    head(view, page, model.insight.calibration && model.insight.calibration->on ? tr("Rate one talk") : tr("How the class rated it"));
    calibration_picture(view, {page.x + kEdge, page.y + 130, page.w - 2 * kEdge, page.h - 170});
  } else {
    ground(window, page);
    head(view, page, "Earshot");
    invitation(view, page, state.presenter);
    model.round && model.round->running ? round_clock(view, page) : who_is_here(view, page);
  }
  ImGui::End();
  return out;
}

}  // namespace earshot::views
