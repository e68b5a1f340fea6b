#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "client/views/card_list.h"
#include "client/views/editor.h"
#include "client/views/editor_names.h"
#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/panel.h"
#include "shared/words/words.h"
#include "shared/card/limits.h"

namespace earshot::views {
namespace {

using namespace widgets;
using author::Path;
using words::mark;
using words::tr;
using words::trf;

void difficulty(Form& form) {
  field_label(form.area.cut_top(24, 2).min(), field_caption("difficulty"));
  const std::string chosen = form.draft().text("difficulty");
  choices(form.area, 5, [&](std::size_t i, const auto& place) {
    const auto word = difficulty_word(static_cast<std::uint8_t>(i + 1));
    const Box box = place(choice_width(word, false));
    if (i == 0) form.goal("difficulty", box, word);
    const std::string value = std::to_string(i + 1);
    if (choice(word, box, chosen == value)) form.draft().set("difficulty", value);
  });
}

void minutes(Form& form) {
  constexpr std::array<const char*, 6> kPhases{"brief", "talk", "recap", "solve", "score", "debrief"};
  label_in(form.area.cut_top(24, 2), theme::kMetaStrong, palette().text2, tr("Minutes, as 2, 1.5 or 1:30"));
  const Box captions = form.area.cut_top(20, 2);
  const Box fields = form.area.cut_top(theme::kButton, 14);
  for (int i = 0; i < 6; ++i) {
    const Path path = Path("minutes") / kPhases[static_cast<std::size_t>(i)];
    text_in(captions.column(i, 6, 8), theme::kMeta, palette().text3, field_caption(path));
    form.field_in(fields.column(i, 6, 8), path);
  }
}

void skills(Form& form) {
  field_label(form.area.cut_top(24, 2).min(), field_caption("skills"));
  choices(form.area, card::kSkills.size(), [&](std::size_t i, const auto& place) {
    const auto id = card::kSkills[i];
    const auto word = skill_word(id);
    const Box box = place(choice_width(word, false));
    if (i == 0) form.goal("skills", box, word);
    if (choice(word, box, form.draft().holds("skills", id))) form.draft().toggle("skills", id);
  });
}

void follow_up(Form& form) {
  auto& draft = form.draft();
  const auto& cards = form.view.model.cards;
  const std::string first = draft.text("follows/card");
  const auto found = std::ranges::find(cards, first, &protocol::CardSummary::id);
  field_label(form.area.cut_top(24, 2).min(), field_caption("follows/card"));
  const Box row = form.area.cut_top(theme::kButton, 12);
  const std::string chosen = first.empty() ? std::string(tr("None: it stands alone")) : found == cards.end() ? first : found->title;
  const std::string name = field_name("follows/card");
  form.goal("follows/card", row, name);
  if (picker(name, chosen, row)) ImGui::OpenPopup("first card");
  if (const auto picked = card_popup("first card", form.view, form.view.state.first_card, std::min(560.0F, row.w))) draft.set("follows/card", *picked);
  if (first.empty()) return;
  form.text("follows/later");
  const std::string_view alone = tr("Let it stand alone");
  if (button(alone, form.area.cut_top(theme::kButtonSmall, 12).cut_left(button_width(alone, theme::kButtonSmall)), {.look = ButtonLook::outline})) draft.remove("follows");
}

}  // namespace

void basics_form(Form& form) {
  form.text("title");
  Box captions = form.area.cut_top(24, 2);
  Box row = form.area.cut_top(theme::kButton, 12);
  field_label(captions.column(0, 2, 12).min(), field_caption("sector"));
  field_label(captions.column(1, 2, 12).min(), tr("Language and id; they never change"));
  form.field_in(row.column(0, 2, 12), "sector");
  const Box fixed = row.column(1, 2, 12);
  well(fixed);
  label_in(fixed.inset(14, 0), theme::kBody, palette().text3, trf("{0}, {1}", language_name(form.view.state.language), form.view.state.card));
  difficulty(form);
  minutes(form);
  skills(form);
  form.words("tags", tr("Add a word"));
  form.text("content_note", 2);
  form.yes("warm_up");
  follow_up(form);
  form.rows("debrief", tr("Add a question"));
  form.rows("sources", tr("Add a source"));
}

}  // namespace earshot::views
