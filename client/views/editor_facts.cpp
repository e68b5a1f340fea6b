#include <fmt/format.h>

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

constexpr float kRow = 40;
constexpr float kRule = 224;

struct Rule {
  std::string_view word;
  const char* name;
  const char* glyph;
};
constexpr std::array<Rule, 3> kRules{{{"at_once", mark("Tell at once"), icon::kBullhorn},
                                      {"if_asked", mark("Only if asked"), icon::kHelpCircleOutline},
                                      {"if_heard", mark("Once heard"), icon::kHeartOutline}}};

std::string rule_words(const author::Draft& draft, const Path& fact) {
  const std::string rule = draft.text(fact / "rule");
  const auto found = std::ranges::find(kRules, rule, &Rule::word);
  if (found == kRules.end()) return std::string(tr("When?"));
  if (rule != "if_heard") return std::string(tr(found->name));
  const std::string level = draft.text(fact / "level");
  return level == "5" ? std::string(tr("Once heard, at 5")) : trf("Once heard, {} or more", level.empty() ? "4" : level);
}

const char* rule_icon(const author::Draft& draft, const Path& fact) {
  const auto found = std::ranges::find(kRules, draft.text(fact / "rule"), &Rule::word);
  return found == kRules.end() ? icon::kHelpCircleOutline : found->glyph;
}

/// Text, rule, and a button that takes it out; the chevron opens the details.
bool fact_row(Form& form, const Path& list, std::size_t i) {
  auto& state = form.view.state;
  const Path fact = list / i;
  const bool open = state.open_item == fact.words();
  const float text_width_here = form.area.w - 30 - kRule - kRow - 16;
  Box row = form.area.cut_top(form.row_height(fact / "text", text_width_here), 6);
  const Box chevron{row.x - 2, row.y + (kRow - 28) / 2, 28, 28};
  row.cut_left(30);
  const std::string details = trf("Details: {}", field_name(fact));
  const auto at = control(details, chevron, {.radius = theme::kRadiusSmall, .value = open ? "open" : ""});
  draw_icon(chevron.centre(), 20, at.hovered ? palette().text1 : palette().text3, open ? icon::kChevronDown : icon::kChevronRight);
  if (at.clicked) state.open_item = open ? std::string() : fact.words();
  const Box close = row.cut_right(kRow, 4);
  const Box rule = row.cut_right(kRule, 8);
  if (form.field_in(row, fact / "text", true).active && !open) state.open_item = fact.words();
  rule_picker(form, fact, {rule.x, rule.y, rule.w, kRow});
  return form.take_out({close.x, close.y, kRow, kRow}, fact);
}

}  // namespace

void rule_picker(Form& form, const Path& fact, const Box& box) {
  auto& draft = form.draft();
  const std::string name = field_name(fact / "rule");
  form.goal(fact / "rule", box, name);
  const std::string popup = "rules " + fact.words();
  const std::string chosen = rule_words(draft, fact);
  const auto at = control(name, box, {.radius = theme::kRadiusField, .value = chosen});
  if (at.visible) {
    fill(box, palette().well, theme::kRadiusField);
    const bool wrong = form.is_wrong(fact / "rule") || form.is_wrong(fact / "topic") || form.is_wrong(fact / "level");
    border(box, wrong ? palette()[Tone::danger].text : at.hovered ? palette().text2 : palette().edge, wrong ? 2 : 1.5F, theme::kRadiusField);
    Box inner = box.inset(12, 0);
    draw_icon({inner.x + 9, box.centre().y}, 18, palette()[Tone::customer].text, rule_icon(draft, fact));
    draw_icon({inner.right() - 8, box.centre().y}, 20, palette().text2, icon::kChevronDown);
    inner.cut_left(26);
    inner.cut_right(20);
    text_in(inner, theme::kMetaStrong, palette().text1, chosen);
  }
  if (at.clicked) ImGui::OpenPopup(popup.c_str());
  std::vector<Option> options;
  for (const auto& rule : kRules) {
    if (rule.word != "if_heard") {
      options.push_back({std::string(rule.word), std::string(tr(rule.name))});
      continue;
    }
    for (int level = 2; level <= 5; ++level) {
      options.push_back({fmt::format("if_heard {}", level), level == 5 ? std::string(tr("Once heard, at 5")) : trf("Once heard, {} or more", level)});
    }
  }
  const auto picked = option_list(popup.c_str(), options, box.w);
  if (!picked) return;
  draft.set_rule(fact, picked->substr(0, picked->find(' ')));
  if (picked->starts_with("if_heard")) draft.set(fact / "level", picked->substr(picked->size() - 1));
}

void fact_details(Form& form, const Path& fact) {
  const bool asked = form.draft().text(fact / "rule") == "if_asked";
  if (asked) {
    form.texts(fact / "label", fact / "topic");
  } else {
    form.text(fact / "label");
  }
}

void facts_form(Form& form) {
  auto& draft = form.draft();
  auto& state = form.view.state;
  const Path list("customer/facts");
  if (form.head(list, tr("Add a fact"))) {
    draft.add(list);
    const Path fact = list / (draft.count(list) - 1);
    draft.set_rule(fact, "if_asked");
    show_field(state, fact / "text");
  }
  for (std::size_t i = 0; i < draft.count(list); ++i) {
    const Path fact = list / i;
    if (fact_row(form, list, i)) break;
    if (state.open_item != fact.words()) continue;
    Box inside = form.area;
    const float left = form.area.x;
    form.area = {left + 30, inside.y, inside.w - 30 - kRow - 4, inside.h};
    fact_details(form, fact);
    const Box tools = form.area.cut_top(theme::kButtonSmall, 14);
    label_in(tools, theme::kMeta, palette().text3, tr("Its place in the list"));
    const bool moved = form.movers(tools, list, i);
    form.area = {left, form.area.y, inside.w, inside.h};
    if (moved) break;
  }
  form.area.cut_top(10);
}

}  // namespace earshot::views
