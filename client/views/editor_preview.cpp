#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "client/views/feelings.h"
#include "client/views/editor.h"
#include "client/views/editor_names.h"
#include "client/views/parts.h"
#include "client/widgets/bubble.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/panel.h"
#include "client/widgets/role_card.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::trf;

/// A titled paragraph; nothing where there is no text. Takes its room off `area`.
void passage(Box& area, std::string_view title, const char* glyph, Tone tone, std::string_view text) {
  if (text.empty()) return;
  section(area.cut_top(26, 2), title, glyph, tone);
  area.cut_top(paragraph(area, theme::kBody, palette().text1, text), 12);
}

void feelings(Box& area, const card::CustomerSide& side) {
  if (side.feelings.empty()) return;
  section(area.cut_top(26, 4), tr("How you feel"), icon::kHeartOutline, Tone::customer);
  std::vector<std::string> names;
  for (const auto& feeling : side.feelings) names.push_back(feeling.name.empty() ? std::string("…") : sentence(feeling.name));
  feeling_chips(area, names);
  for (const auto& feeling : side.feelings) {
    if (!feeling.reason.empty()) area.cut_top(paragraph(area, theme::kMeta, palette().text2, sentence(feeling.name) + ". " + feeling.reason), 4);
  }
  area.cut_top(8);
}

const char* rule_icon(card::Rule rule) {
  constexpr std::array<const char*, 3> kIcons{icon::kBullhorn, icon::kHelpCircleOutline, icon::kHeartOutline};
  return kIcons[static_cast<std::size_t>(rule)];
}

std::string rule_note(const card::Fact& fact) {
  if (fact.rule == card::Rule::if_asked) return fact.topic.empty() ? std::string() : trf("About {}", fact.topic);
  return fact.rule == card::Rule::if_heard ? trf("At {} or more", fact.level) : std::string();
}

void fact_line(Box& area, const card::Fact& fact, const std::string& name) {
  const std::string words = fact.text.empty() ? trf("{} is still empty", name) : fact.text;
  const std::string note = rule_note(fact);
  const Box text{area.x + 32, area.y, area.w - 32 - (fact.text.empty() ? 28 : 0), area.h};
  const float height = paragraph(text, theme::kBody, fact.text.empty() ? palette().text3 : palette().text1, words);
  draw_icon({area.x + 10, area.y + 12}, 20, palette()[Tone::customer].text, rule_icon(fact.rule));
  if (fact.text.empty()) draw_icon({area.right() - 12, area.y + 12}, 20, palette()[Tone::danger].text, icon::kCloseOctagon);
  area.cut_top(height);
  if (!note.empty()) text_in({text.x, area.y, text.w, 20}, theme::kMeta, palette().text3, note);
  area.cut_top(note.empty() ? 0 : 20, 8);
}

void facts(const EditView& view, Box& area, const card::CustomerSide& side) {
  rule(area.min(), area.w);
  area.cut_top(14);
  const auto places = view.state.draft.written_items("customer/facts");
  // In the order in which they may come out, as in the player's pocket.
  for (const auto which : {card::Rule::at_once, card::Rule::if_asked, card::Rule::if_heard}) {
    for (std::size_t i = 0; i < side.facts.size(); ++i) {
      if (side.facts[i].rule != which) continue;
      fact_line(area, side.facts[i], i < places.size() ? field_name(author::Path("customer/facts") / places[i]) : std::string(tr("A fact of the variant")));
    }
  }
}

void options(Box& area, std::string_view title, const char* glyph, const std::vector<card::Option>& all) {
  if (all.empty()) return;
  section(area.cut_top(26, 2), title, glyph, Tone::customer);
  for (const auto& option : all) area.cut_top(paragraph(area, theme::kBody, palette().text1, option.text), 6);
  area.cut_top(6);
}

void customer_sees(const EditView& view, Box& area, const card::Card& card) {
  const auto& side = card.customer;
  passage(area, tr("What happened"), icon::kCommentTextOutline, Tone::customer, side.situation);
  passage(area, tr("What you want"), icon::kFlagOutline, Tone::customer, side.want);
  passage(area, tr("What is at stake"), icon::kAlert, Tone::customer, side.stake);
  feelings(area, side);
  if (!side.facts.empty()) facts(view, area, side);
  passage(area, tr("How you come across"), icon::kAccount, Tone::customer, side.manner);
  passage(area, tr("Good to know"), icon::kInformationOutline, Tone::customer, card.content_note);
  passage(area, tr("You could open with"), icon::kFormatQuote, Tone::customer, side.opening);
  passage(area, tr("Your goal"), icon::kTarget, Tone::customer, side.goal);
  options(area, tr("What would solve it"), icon::kCheckCircleOutline, side.resolution);
  options(area, tr("What would keep it from happening again"), icon::kRepeat, side.prevention);
  if (side.beats.empty()) return;
  section(area.cut_top(26, 2), tr("Comes on the way"), icon::kTimerSand, Tone::customer);
  for (const auto& beat : side.beats) {
    if (!beat.time_jump.empty()) area.cut_top(paragraph(area, theme::kMetaStrong, palette().text2, sentence(beat.time_jump)));
    area.cut_top(paragraph(area, theme::kBody, palette().text2, beat.text), 6);
  }
}

void offer_list(Box& area, const std::string& title, Tone tone, const char* glyph, const std::vector<card::Offer>& offers) {
  if (offers.empty()) return;
  section(area.cut_top(26, 2), title, glyph, tone);
  for (const auto& offer : offers) {
    area.cut_top(paragraph(area, {{offer.title + ". ", theme::kBodyStrong, palette().text1}, {offer.detail, theme::kBody, palette().text2}}), 6);
  }
  area.cut_top(8);
}

void agent_sees(Box& area, const card::Card& card) {
  const auto& side = card.agent;
  passage(area, tr("The company"), icon::kShopping, Tone::agent, side.about);
  passage(area, tr("House rules"), icon::kBriefcase, Tone::agent, side.policy);
  passage(area, tr("What success is"), icon::kFlagOutline, Tone::agent, side.success);
  passage(area, tr("Remember"), icon::kLightbulbOutline, Tone::agent, side.remember);
  passage(area, tr("Good to know"), icon::kInformationOutline, Tone::agent, card.content_note);
  offer_list(area, std::string(tr("You decide")), Tone::success, icon::kCheckCircle, side.you_decide);
  offer_list(area, side.ask_whom.empty() ? std::string(tr("Ask first")) : trf("Ask {}", side.ask_whom), Tone::warning, icon::kAlert, side.ask_first);
  offer_list(area, std::string(tr("Not yours to promise")), Tone::danger, icon::kCloseOctagon, side.not_yours);
  if (side.history.empty()) return;
  section(area.cut_top(26, 2), tr("What the file says"), icon::kNoteText, Tone::agent);
  for (const auto& note : side.history) {
    area.cut_top(paragraph(area, theme::kMeta, palette().text3, trf("{0}, by {1}", sentence(note.when), note.by)));
    area.cut_top(paragraph(area, theme::kBody, palette().text1, note.text), 8);
  }
}

/// How hard it is, as dots on the header.
void difficulty_dots(const Box& box, Tone tone, int difficulty) {
  const theme::Colour ink = palette()[tone].ink;
  for (int i = 0; i < 5; ++i) {
    disc({box.right() - 24 - 16 * static_cast<float>(4 - i), box.y + 30}, 5, i < difficulty ? ink : theme::fade(ink, 0.25F));
  }
}

std::string variant_words(const card::Variant& variant, std::size_t index) {
  if (!variant.title.empty()) return variant.title;
  const auto name = variant.values.find("name");
  return name == variant.values.end() ? trf("Variant {}", index + 1) : name->second;
}

void variant_choice(const EditView& view, const Box& box) {
  const auto& variants = view.checked.card.variants;
  auto& chosen = view.state.preview_variant;
  chosen = variants.empty() ? 0 : std::min(chosen, variants.size() - 1);
  if (variants.size() < 2 || box.w < 80) return;
  if (picker(tr("Variant to look at"), variant_words(variants[chosen], chosen), box)) ImGui::OpenPopup("variants");
  std::vector<Option> all;
  for (std::size_t i = 0; i < variants.size(); ++i) all.push_back({std::to_string(i), variant_words(variants[i], i)});
  if (const auto picked = option_list("variants", all, std::max(280.0F, box.w))) chosen = author::Path(*picked).index();
}

}  // namespace

void preview_panel(const EditView& view, Box box, float reserved) {
  auto& state = view.state;
  Box head = box.cut_top(theme::kButtonSmall, 10);
  head.cut_right(reserved);
  const std::pair<std::string_view, Tone> sides[] = {{tr("Agent sees"), Tone::agent}, {tr("Customer sees"), Tone::customer}};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto& [label, tone] = sides[i];
    const std::size_t side = 1 - i;
    const Box place = head.cut_right(choice_width(label, true) + 8, 8);
    if (answer(label, place, state.preview_side == side, role_icon(tone), tone)) state.preview_side = side;
  }
  const std::string_view title = tr("Preview");
  const float title_room = text_width(theme::kBodyStrong, title) + 16;
  if (head.w > title_room + 120) text_in(head.cut_left(title_room), theme::kBodyStrong, palette().text1, title);
  variant_choice(view, head);
  const auto card = card::resolve(view.checked.card, state.preview_variant);
  const bool customer = state.preview_side == 0;
  const auto tone = customer ? Tone::customer : Tone::agent;
  const std::string agent = card.agent.company.empty() ? card.agent.name : trf("{0} at {1}", card.agent.name, card.agent.company);
  const Box inside = customer ? role_card(box, {tone, tr("You are the customer"), card.customer.name.empty() ? "…" : std::string_view(card.customer.name), card.customer.subtitle})
                              : role_card(box, {tone, tr("You are the agent"), agent, card.agent.subtitle});
  difficulty_dots(box, tone, card.difficulty);
  Scroll scroll(customer ? "customer sees" : "agent sees", inside);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 100'000;
  if (customer) {
    customer_sees(view, area, card);
  } else {
    agent_sees(area, card);
  }
  scroll.set_height(area.y - top);
}

}  // namespace earshot::views
