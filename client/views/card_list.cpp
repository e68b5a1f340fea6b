#include "client/views/card_list.h"

#include <algorithm>

#include "client/views/parts.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/control.h"
#include "client/widgets/field.h"
#include "client/widgets/kit.h"
#include "client/widgets/scroll.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kRow = 58;
constexpr std::size_t kSearchCharacters = 60;

/// A chip that opens a list; what is chosen then.
void filter_chip(const char* popup, std::string_view any, const std::vector<Option>& options, std::string& chosen, const Box& box, const char* glyph) {
  const auto found = std::ranges::find(options, chosen, &Option::id);
  const std::string_view label = found == options.end() ? any : std::string_view(found->text);
  if (choice(label, box, !chosen.empty(), glyph)) ImGui::OpenPopup(popup);
  std::vector<Option> all{{"", std::string(any)}};
  all.insert(all.end(), options.begin(), options.end());
  if (const auto picked = option_list(popup, all, 240)) chosen = *picked;
}

std::vector<Option> plain_options(const std::vector<std::string>& words) {
  std::vector<Option> out;
  for (const auto& word : words) out.push_back({word, word});
  return out;
}

std::vector<Option> difficulties() {
  std::vector<Option> out;
  for (std::uint8_t i = 1; i <= 5; ++i) out.push_back({std::to_string(i), std::string(difficulty_word(i))});
  return out;
}

}  // namespace

std::string language_name(std::string_view code) {
  for (const auto& language : words::languages()) {
    if (language.code == code) return language.name;
  }
  return std::string(code);
}

void card_search(const View& view, Box& area, CardFilter& filter) {
  Box line = area.cut_top(theme::kButton, 10);
  if (!filter.any()) {
    const std::string_view clear = tr("Show all");
    if (button(clear, line.cut_right(button_width(clear, theme::kButton), 8), {.look = ButtonLook::ghost})) filter = {};
  }
  field(tr("Search the cards"), filter.search, line, {.hint = tr("Search by title, sector or topic"), .icon = icon::kMagnify, .most_characters = kSearchCharacters});
  const auto languages = languages_of(view.model.cards);
  const std::size_t chips = languages.size() > 1 ? 3 : 2;
  choices(area, chips, [&](std::size_t i, const auto& place) {
    const auto chip = [&](const char* popup, std::string_view any, const std::vector<Option>& options, std::string& chosen, const char* glyph) {
      const auto found = std::ranges::find(options, chosen, &Option::id);
      filter_chip(popup, any, options, chosen, place(choice_width(found == options.end() ? any : std::string_view(found->text), true)), glyph);
    };
    if (i == 0) chip("sectors", tr("Any sector"), plain_options(sectors_of(view.model.cards)), filter.sector, icon::kShopping);
    if (i == 1) {
      std::string chosen = filter.difficulty == 0 ? std::string() : std::to_string(filter.difficulty);
      chip("difficulties", tr("Any difficulty"), difficulties(), chosen, icon::kSignal);
      filter.difficulty = chosen.empty() ? 0 : static_cast<std::uint8_t>(chosen[0] - '0');
    }
    if (i == 2) {
      std::vector<Option> options;
      for (const auto& code : languages) options.push_back({code, language_name(code)});
      chip("languages", tr("Any language"), options, filter.language, icon::kTranslate);
    }
  });
}

std::vector<const protocol::CardSummary*> cards_found(const model::Model& model, const CardFilter& filter, bool warm_ups) {
  std::vector<const protocol::CardSummary*> out;
  for (const auto& card : model.cards) {
    if (card.warm_up == warm_ups && fits(card, filter)) out.push_back(&card);
  }
  return out;
}

bool card_row(Box& area, const CardRow& row, Box* place) {
  const Box box = area.cut_top(kRow, 6);
  if (place) *place = box;
  ImGui::PushID(row.id.data(), row.id.data() + row.id.size());
  const bool chosen = row.chosen.value_or(false);
  const auto at = control(row.title, {box.x, box.y, box.w - row.room_right, box.h}, {.value = chosen ? "chosen" : ""});
  ImGui::PopID();
  if (!at.visible) return at.clicked;
  fill(box, chosen || at.hovered ? palette().raised : palette().well, theme::kRadiusButton);
  if (chosen) border(box, palette().text1, 2, theme::kRadiusButton);
  float left = 18;
  if (row.chosen) {
    draw_icon({box.x + 28, box.centre().y}, 24, chosen ? palette().text1 : palette().text3, chosen ? icon::kRadioboxMarked : icon::kRadioboxBlank);
    left = 54;
  }
  float right = 16 + row.room_right;
  if (!row.word.empty()) {
    const float width = chip_width(row.word, true);
    chip({box.right() - width - right, box.centre().y - theme::kChip / 2}, row.word, row.word_icon, row.word_tone);
    right += width + 8;
  }
  text_in({box.x + left, box.y + 6, box.w - left - right, 26}, theme::kChatStrong, palette().text1, row.title);
  text_in({box.x + left, box.y + 31, box.w - left - right, 20}, theme::kMeta, palette().text3, row.about);
  return at.clicked;
}

std::string about_card(const protocol::CardSummary& card) {
  const std::string out = trf_count("{0}, {1} minutes of talk, {2} variant", "{0}, {1} minutes of talk, {2} variants", card.variants, card.sector, card.talk_minutes, card.variants);
  return card.later.empty() ? out : trf("{0}, a follow-up: {1}", out, card.later);
}

void no_card_fits(Box& area, CardFilter& filter) {
  area.cut_top(paragraph(area, theme::kBody, palette().text3, tr("No card fits. Search for fewer words, or show all.")), 10);
  const std::string_view all = tr("Show all cards");
  if (button(all, area.cut_top(theme::kButtonSmall).cut_left(button_width(all, theme::kButtonSmall)), {.look = ButtonLook::outline})) filter = {};
}

std::optional<std::string> card_popup(const char* popup, const View& view, CardFilter& filter, float width) {
  if (!ImGui::IsPopupOpen(popup)) return std::nullopt;
  constexpr float kHeight = 480;
  ImGui::SetNextWindowSize({width, kHeight});
  if (!ImGui::BeginPopup(popup, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoScrollbar)) return std::nullopt;
  if (ImGui::IsWindowAppearing()) kit().focus(std::string(tr("Search the cards")));
  const ImVec2 at = ImGui::GetWindowPos();
  const Box box{at.x, at.y, width, kHeight};
  fill(box, palette().panel, theme::kRadiusButton);
  border(box, palette().edge, 1.5F, theme::kRadiusButton);
  std::optional<std::string> picked;
  Box inner = box.inset(12);
  card_search(view, inner, filter);
  {
    Scroll scroll("found", inner);
    Box area = scroll.content();
    const float top = area.y;
    area.h = 10'000;
    if (filter.any() && card_row(area, {.id = "any", .title = tr("Any card"), .about = tr("One that you have not met")})) picked = "";
    const auto found = cards_found(view.model, filter);
    for (const auto* card : found) {
      if (card_row(area, {.id = card->id, .title = card->title, .about = about_card(*card), .word = difficulty_word(card->difficulty)})) picked = card->id;
    }
    if (found.empty()) no_card_fits(area, filter);
    scroll.set_height(area.y - top);
  }
  const bool inside_list = ImGui::IsPopupOpen("sectors") || ImGui::IsPopupOpen("difficulties") || ImGui::IsPopupOpen("languages");
  if (picked || (!inside_list && ImGui::IsKeyPressed(ImGuiKey_Escape))) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
  return picked;
}

}  // namespace earshot::views
