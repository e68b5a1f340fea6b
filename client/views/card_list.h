// Looking for a card among many: a search, chips that narrow it, and rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/views/card_filter.h"
#include "client/views/view.h"

namespace earshot::views {

/// The search field and its chips; takes their room off `area`. `hint` says what is looked for.
void card_search(const View& view, Box& area, CardFilter& filter);

/// Role-plays, or warm-ups, that fit.
std::vector<const protocol::CardSummary*> cards_found(const model::Model& model, const CardFilter& filter, bool warm_ups = false);

struct CardRow {
  std::string_view id;  ///< apart from others with this title
  std::string_view title;
  std::string_view about;
  std::string_view word{};  ///< in a chip at the right
  const char* word_icon = icon::kSignal;
  Tone word_tone = Tone::neutral;
  std::optional<bool> chosen{};  ///< none: it is pressed, not chosen
  float room_right = 0;          ///< left free for what the caller draws there
};
/// True when it was pressed. Takes its room off `area`; `place` is where it stands.
bool card_row(Box& area, const CardRow& row, Box* place = nullptr);

/// "Airline, 8 minutes of talk, 3 variants".
std::string about_card(const protocol::CardSummary& card);
/// Said where no card fits; takes its room off `area`.
void no_card_fits(Box& area, CardFilter& filter);

/// A list of cards with a search, once ImGui::OpenPopup was called with its name; the id that was chosen, "" for any.
std::optional<std::string> card_popup(const char* popup, const View& view, CardFilter& filter, float width);

/// The name of a language in itself, or its code.
std::string language_name(std::string_view code);

}  // namespace earshot::views
