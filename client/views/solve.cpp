#include <fmt/format.h>

#include <algorithm>

#include "client/views/chat.h"
#include "client/views/facts.h"
#include "client/views/notes.h"
#include "client/views/page.h"
#include "client/views/screens.h"
#include "client/views/toolkit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "client/widgets/tabs.h"

namespace earshot::views {
namespace {

using namespace widgets;
using protocol::Role;
using words::tr;
using words::trf;

constexpr float kSide = 316;
constexpr float kSideFolded = 272;

void named_list(Box& area, std::string_view title, const char* glyph, const std::vector<protocol::Named>& entries) {
  if (entries.empty()) return;
  section(area.cut_top(26, 6), title, glyph, Tone::customer);
  for (const auto& entry : entries) {
    const float words = paragraph_height(theme::kBody, entry.text, area.w - 26);
    const Box row = area.cut_top(words, 10);
    disc({row.x + 8, row.y + 12}, 3, palette().text3);
    paragraph({row.x + 26, row.y, row.w - 26, words}, theme::kBody, palette().text1, entry.text);
  }
  area.cut_top(6);
}

/// What would satisfy the customer, and what would keep it from coming back: for the customer's eyes alone.
void wishes(const PlayView& view, const Box& box) {
  const auto& brief = *view.session.customer;
  const Box inner = panel(box);
  Scroll scroll("wishes", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  named_list(area, tr("What would settle it"), icon::kCheckCircleOutline, brief.resolution);
  named_list(area, tr("So that it stays away"), icon::kRepeat, brief.prevention);
  area.cut_top(paragraph(area, theme::kMeta, palette().text3, tr("Do not hand these out. You tick what was named when you score.")));
  scroll.set_height(area.y - top);
}

void offer_list(Box& area, std::string_view title, const char* glyph, Tone tone, const std::vector<protocol::OfferShown>& offers) {
  if (offers.empty()) return;
  section(area.cut_top(26, 6), title, glyph, tone);
  for (const auto& offer : offers) {
    const float head = paragraph_height(theme::kBodyStrong, offer.title, area.w - 24);
    const float detail = paragraph_height(theme::kMeta, offer.detail, area.w - 24);
    const Box row = area.cut_top(head + detail + 16, 6);
    well(row, theme::kRadiusSmall);
    paragraph({row.x + 12, row.y + 8, row.w - 24, head}, theme::kBodyStrong, palette().text1, offer.title);
    paragraph({row.x + 12, row.y + 8 + head, row.w - 24, detail}, theme::kMeta, palette().text2, offer.detail);
  }
  area.cut_top(6);
}

void offers(const PlayView& view, const Box& box) {
  const auto& brief = *view.session.agent;
  const Box inner = panel(box);
  Scroll scroll("offers", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  offer_list(area, tr("You decide"), icon::kCheckCircle, Tone::success, brief.may_offer);
  offer_list(area, brief.ask_whom.empty() ? std::string(tr("Ask first")) : trf("Ask {}", brief.ask_whom), icon::kAlert, Tone::warning, brief.ask_first);
  offer_list(area, tr("Not yours to promise"), icon::kCloseOctagon, Tone::danger, brief.not_yours);
  scroll.set_height(area.y - top);
}

void middle(const PlayView& view, const Box& box, PlayState& state) {
  const bool observer = !view.is(Role::customer) && !view.is(Role::agent);
  if (view.session.mode == protocol::Mode::spoken) {
    spoken_panel(view, box, tr("Now the solution: offer, owner, time, and what keeps it from coming back."));
    return;
  }
  chat_panel(view, box, state.talk,
             {.hint = view.is(Role::customer) ? tr("See whether the offer answers what you said") : tr("Now the solution: offer, owner and time"),
              .writes = !observer, .authors = observer, .selects = view.is(Role::agent)});
}

}  // namespace

void solve_screen(const PlayView& view, PlayState& state) {
  if (view.is(Role::customer)) heard_keys(view);
  Box rest = view.content;
  Box right = rest.cut_right(view.folded ? kSideFolded : kSide, view.gap);
  ready_small(view, right.cut_bottom(92, view.gap), tr("It is settled"));
  const bool customer = view.is(Role::customer) && view.session.customer;
  const bool agent = view.is(Role::agent) && view.session.agent;
  if (view.folded) {
    if (customer) {
      heard_strip_row(view, right);
      beat_card(view, right);
      wishes(view, right);
    } else if (agent) {
      if (view.session.mode == protocol::Mode::chat) prompt_chips(view, rest.cut_bottom(34, view.gap), state.talk, solve_prompts());
      offers(view, right);
    } else {
      notes_panel(view, right, state.talk);
    }
  } else if (customer) {
    Box left = rest.cut_left(332, view.gap);
    beat_card(view, left);
    wishes(view, left);
    heard_panel(view, right);
  } else if (agent) {
    offers(view, rest.cut_left(kSide, view.gap));
    prompts_panel(view, right, state.talk, tr("Offer, owner, time"), solve_prompts());
  } else {
    tally_panel(view, right.cut_top(tally_height(), view.gap));
    notes_panel(view, rest.cut_left(kSide, view.gap), state.talk);
  }
  middle(view, rest, state);
}

}  // namespace earshot::views
