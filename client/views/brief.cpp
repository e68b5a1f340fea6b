#include <algorithm>
#include <array>

#include "client/views/feelings.h"
#include "client/views/outside.h"
#include "client/views/page.h"
#include "client/views/parts.h"
#include "client/views/screens.h"
#include "client/widgets/bubble.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/keycap.h"
#include "client/widgets/panel.h"
#include "client/widgets/role_card.h"
#include "client/widgets/scroll.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::mark;
using words::tr;
using words::trf;
using words::trf_count;
using protocol::FactRule;
using protocol::Role;

constexpr float kCard = 404;
constexpr float kCardFolded = 330;
constexpr float kReady = 88;

/// A titled paragraph; takes its room off `area`.
void passage(Box& area, std::string_view title, const char* glyph, Tone tone, std::string_view words) {
  if (words.empty()) return;
  section(area.cut_top(26, 2), title, glyph, tone);
  area.cut_top(paragraph(area, theme::kChat, palette().text1, words), 14);
}

/// The intention of the last debrief, and the card's content note: both belong to everybody's brief.
void carried_over(const PlayView& view, Box& area, Tone tone) {
  passage(area, tr("You meant to try"), icon::kTarget, tone, view.session.intention);
  passage(area, tr("Good to know"), icon::kInformationOutline, tone, view.session.content_note);
  if (view.session.content_note.empty() || view.session.watching) return;
  if (button(tr("Swap this card"), area.cut_top(theme::kButton, 4), {.icon = icon::kSwapHorizontal, .look = ButtonLook::outline, .enabled = view.live()})) {
    view.out.send(protocol::SwapCard{});
  }
  area.cut_top(paragraph(area, theme::kMeta, palette().text3, tr("Another card for all of you, without a reason.")), 14);
}

void opening_line(Box& area, std::string_view opening) {
  if (opening.empty()) return;
  rule(area.min(), area.w);
  area.cut_top(14);
  text(area.cut_top(20, 6).min(), theme::kMeta, palette().text3, tr("You could open with"));
  const Bubble what{.id = 1, .text = opening, .tone = Tone::customer};
  const float height = bubble_height(area.w / 0.78F, what);
  bubble(area.min(), area.w / 0.78F, what);
  area.cut_top(height, 8);
}

void feelings(Box& area, const protocol::CustomerBrief& brief) {
  section(area.cut_top(26, 4), tr("How you feel"), icon::kHeartOutline, Tone::customer);
  std::vector<std::string> names;
  for (const auto& feeling : brief.feelings) names.push_back(sentence(feeling.name));
  feeling_chips(area, names);
  for (const auto& feeling : brief.feelings) {
    area.cut_top(paragraph(area, {{sentence(feeling.name) + ". ", theme::kBodyStrong, palette().text1}, {feeling.reason, theme::kBody, palette().text2}}), 6);
  }
  area.cut_top(8);
}

void customer_card(const PlayView& view, const Box& box) {
  const auto& brief = *view.session.customer;
  const Box inside = role_card(box, {Tone::customer, tr("You are the customer"), brief.name, brief.subtitle});
  Scroll scroll("card", inside);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  passage(area, tr("What happened"), icon::kCommentTextOutline, Tone::customer, brief.situation);
  passage(area, tr("What you want"), icon::kFlagOutline, Tone::customer, brief.want);
  passage(area, tr("What is at stake"), icon::kAlert, Tone::customer, brief.stake);
  feelings(area, brief);
  passage(area, tr("How you come across"), icon::kAccount, Tone::customer, brief.manner);
  carried_over(view, area, Tone::customer);
  opening_line(area, brief.opening);
  scroll.set_height(area.y - top);
}

struct RuleWords {
  const char* icon;
  std::string_view title, what;
};

RuleWords words_of(FactRule rule) {
  switch (rule) {
    case FactRule::at_once: return {icon::kBullhorn, tr("Tell at once"), tr("Say these in your first messages")};
    case FactRule::if_asked: return {icon::kHelpCircleOutline, tr("Only if asked"), tr("A question has to open the door")};
    case FactRule::if_heard: return {icon::kHeartOutline, tr("Only once you feel heard"), tr("When your meter is high enough")};
  }
  return {};
}

float fact_height(const protocol::FactShown& fact, float width) {
  const float words = paragraph_height(theme::kBody, fact.text, width - 62);
  return std::max(52.0F, words + 24 + (fact.topic.empty() && fact.level == 0 ? 0 : 20));
}

void fact_well(const Box& box, const protocol::FactShown& fact, std::size_t number) {
  well(box);
  text_in({box.x + 16, box.y, 24, std::min(box.h, 52.0F)}, theme::kMetaStrong, palette().text3, std::to_string(number));
  const bool note = !fact.topic.empty() || fact.level > 0;
  const float words = paragraph_height(theme::kBody, fact.text, box.w - 62);
  const float top = box.y + (box.h - words - (note ? 20 : 0)) / 2;
  paragraph({box.x + 44, top, box.w - 62, words}, theme::kBody, palette().text1, fact.text);
  if (!note) return;
  const std::string aside = fact.level > 0 ? trf("At {} or more", fact.level) : trf("About {}", fact.topic);
  text_in({box.x + 44, top + words, box.w - 62, 20}, theme::kMeta, palette().text3, aside);
}

void fact_group(Box& area, const protocol::CustomerBrief& brief, FactRule rule, int columns, std::size_t& number) {
  std::vector<const protocol::FactShown*> facts;
  for (const auto& fact : brief.facts) {
    if (fact.rule == rule) facts.push_back(&fact);
  }
  if (facts.empty()) return;
  const auto words = words_of(rule);
  const Box head = area.cut_top(36, 8);
  disc({head.x + 18, head.centre().y}, 18, palette()[Tone::customer].soft);
  draw_icon({head.x + 18, head.centre().y}, 20, palette()[Tone::customer].text, words.icon);
  const float title = text_width(theme::kChatStrong, words.title);
  text_in({head.x + 48, head.y, title + 2, head.h}, theme::kChatStrong, palette().text1, words.title);
  label_in({head.x + 60 + title, head.y + 1, head.right() - head.x - 60 - title, head.h}, theme::kMeta, palette().text3, words.what);
  for (std::size_t i = 0; i < facts.size();) {
    const auto in_row = std::min<std::size_t>(static_cast<std::size_t>(columns), facts.size() - i);
    float height = 0;
    for (std::size_t k = 0; k < in_row; ++k) {
      height = std::max(height, fact_height(*facts[i + k], area.column(0, static_cast<int>(in_row), 8).w));
    }
    const Box row = area.cut_top(height, 8);
    for (std::size_t k = 0; k < in_row; ++k) {
      fact_well(row.column(static_cast<int>(k), static_cast<int>(in_row), 8), *facts[i + k], ++number);
    }
    i += in_row;
  }
  area.cut_top(8);
}

std::string facts_in_words(std::size_t count) {
  constexpr const char* kWords[] = {mark("No facts in your pocket"), mark("One fact in your pocket"), mark("Two facts in your pocket"), mark("Three facts in your pocket"),
                                    mark("Four facts in your pocket"), mark("Five facts in your pocket"), mark("Six facts in your pocket"), mark("Seven facts in your pocket"),
                                    mark("Eight facts in your pocket"), mark("Nine facts in your pocket"), mark("Ten facts in your pocket"), mark("Eleven facts in your pocket"),
                                    mark("Twelve facts in your pocket")};
  return count < std::size(kWords) ? std::string(tr(kWords[count])) : trf_count("{} fact in your pocket", "{} facts in your pocket", count, count);
}

void customer_facts(const PlayView& view, const Box& box) {
  const auto& brief = *view.session.customer;
  Box inner = panel(box);
  if (!brief.goal.empty()) {
    const float words = paragraph_height(theme::kBody, brief.goal, inner.w - 76);
    const Box goal = inner.cut_bottom(words + 24 + 26, 12);
    fill(goal, palette()[Tone::customer].soft, theme::kRadiusButton);
    draw_icon({goal.x + 30, goal.centre().y}, 26, palette()[Tone::customer].text, icon::kTarget);
    label_in({goal.x + 60, goal.y + 12, goal.w - 76, 24}, theme::kBodyStrong, palette().text1, tr("Your goal"));
    paragraph({goal.x + 60, goal.y + 37, goal.w - 76, words}, theme::kBody, palette().text2, brief.goal);
  }
  text(inner.cut_top(30).min(), theme::kTitle, palette().text1, facts_in_words(brief.facts.size()));
  text(inner.cut_top(24, 10).min(), theme::kBody, palette().text2, tr("The game is in when you let them go. You can see this list while you talk."));
  Scroll scroll("facts", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  std::size_t number = 0;
  const int columns = view.folded ? 1 : 2;
  for (const FactRule rule : {FactRule::at_once, FactRule::if_asked, FactRule::if_heard}) fact_group(area, brief, rule, columns, number);
  scroll.set_height(area.y - top);
}

void agent_card(const PlayView& view, const Box& box) {
  const auto& brief = *view.session.agent;
  const std::string name = brief.company.empty() ? brief.name : trf("{0} at {1}", brief.name, brief.company);
  const Box inside = role_card(box, {Tone::agent, tr("You are the agent"), name, brief.subtitle});
  Scroll scroll("card", inside);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  passage(area, tr("The company"), icon::kShopping, Tone::agent, brief.about);
  passage(area, tr("House rules"), icon::kBriefcase, Tone::agent, brief.policy);
  passage(area, tr("What success is"), icon::kFlagOutline, Tone::agent, brief.success);
  passage(area, tr("Remember"), icon::kLightbulbOutline, Tone::agent, brief.remember);
  carried_over(view, area, Tone::agent);
  scroll.set_height(area.y - top);
}

struct OfferColumn {
  std::string title;
  Tone tone;
  const char* icon;
  const std::vector<protocol::OfferShown>* offers;
};

float offer_column(Box area, const OfferColumn& column) {
  const float top = area.y;
  const Colour colour = palette()[column.tone].text;
  const Box head = area.cut_top(28, 10);
  draw_icon({head.x + 11, head.centre().y}, 22, colour, column.icon);
  label_in({head.x + 30, head.y, head.w - 30, head.h}, theme::kChatStrong, colour, column.title);
  for (const auto& offer : *column.offers) {
    const float title = paragraph_height(theme::kBodyStrong, offer.title, area.w - 32);
    const float detail = paragraph_height(theme::kMeta, offer.detail, area.w - 32);
    const Box box = area.cut_top(std::max(76.0F, title + detail + 28), 10);
    well(box);
    const float y = box.y + (box.h - title - detail) / 2;
    paragraph({box.x + 16, y, box.w - 32, title}, theme::kBodyStrong, palette().text1, offer.title);
    paragraph({box.x + 16, y + title, box.w - 32, detail}, theme::kMeta, palette().text2, offer.detail);
  }
  return area.y - top;
}

float history(Box area, const protocol::AgentBrief& brief) {
  const float top = area.y;
  for (const auto& entry : brief.history) {
    const float words = paragraph_height(theme::kBody, entry.text, area.w - 60);
    const Box box = area.cut_top(words + 44, 8);
    well(box);
    draw_icon({box.x + 24, box.y + 24}, 20, palette().text3, icon::kNoteText);
    label_in({box.x + 44, box.y + 10, box.w - 60, 20}, theme::kMeta, palette().text3, trf("{0}, by {1}", sentence(entry.when), entry.by));
    paragraph({box.x + 44, box.y + 30, box.w - 60, words}, theme::kBody, palette().text1, entry.text);
  }
  return area.y - top;
}

void agent_offers(const PlayView& view, const Box& box) {
  const auto& brief = *view.session.agent;
  const Box inner = panel(box);
  Scroll scroll("offers", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  text(area.cut_top(28, 12).min(), theme::kTitle, palette().text1, tr("What you may offer, later"));
  const std::array<OfferColumn, 3> columns{{
      {std::string(tr("You decide")), Tone::success, icon::kCheckCircle, &brief.may_offer},
      {brief.ask_whom.empty() ? std::string(tr("Ask first")) : trf("Ask {}", brief.ask_whom), Tone::warning, icon::kAlert, &brief.ask_first},
      {std::string(tr("Not yours to promise")), Tone::danger, icon::kCloseOctagon, &brief.not_yours},
  }};
  float height = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    height = std::max(height, offer_column(area.column(static_cast<int>(i), 3, view.gap), columns[i]));
  }
  area.cut_top(height, 10);
  if (!brief.history.empty()) {
    text(area.cut_top(28, 10).min(), theme::kTitle, palette().text1, tr("What the file says"));
    area.cut_top(history(area, brief), 6);
    area.cut_top(paragraph(area, theme::kMeta, palette().text3, trf("Is it true today? Let {} tell you before you decide.", brief.customer_name)));
  }
  scroll.set_height(area.y - top);
}

void observer_card(const PlayView& view, const Box& box) {
  const Box inside = role_card(box, {Tone::observer, tr("You are the observer"), view.model.self.name, tr("You hear both, and say nothing until the debrief")});
  Scroll scroll("card", inside);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  passage(area, tr("What you do"), icon::kEye, Tone::observer, view.session.outside ? tr("You wait outside. Once the call is handed over you are the agent.") : tr("You read along and write private notes. Tap what you notice: open questions, feelings that are named, advice that comes before the recap."));
  passage(area, tr("What you rate"), icon::kStarOutline, Tone::observer, tr("You rate how the agent listened, and lightly how the customer played, from what was said."));
  carried_over(view, area, Tone::observer);
  scroll.set_height(area.y - top);
}

void observer_focus(const PlayView& view, const Box& box) {
  const Box inner = panel(box);
  Scroll scroll("focus", inner);
  Box area = scroll.content();
  const float top = area.y;
  area.h = 10'000;
  text(area.cut_top(28, 4).min(), theme::kTitle, palette().text1, tr("What this round looks at"));
  area.cut_top(paragraph(area, theme::kBody, palette().text2, tr("A five in each reads like this. Listen for it, and for what comes close.")), 12);
  for (const auto& id : view.session.focus) {
    const auto* criterion = model::find_criterion(view.model, id);
    if (!criterion) continue;
    const std::string_view best = criterion->levels.empty() ? std::string_view{} : std::string_view(criterion->levels.back());
    const float words = paragraph_height(theme::kBody, best, area.w - 60);
    const Box row = area.cut_top(words + 54, 10);
    well(row);
    draw_icon({row.x + 24, row.y + 28}, 20, palette()[Tone::observer].text, icon::kTarget);
    text_in({row.x + 46, row.y + 14, row.w - 60, 26}, theme::kChatStrong, palette().text1, sentence(criterion->name));
    paragraph({row.x + 46, row.y + 40, row.w - 60, words}, theme::kBody, palette().text2, best);
  }
  scroll.set_height(area.y - top);
}

}  // namespace

void brief_screen(const PlayView& view) {
  Box rest = view.content;
  const Box card = rest.cut_left(view.folded ? kCardFolded : kCard, view.gap);
  const bool spoken = view.session.mode == protocol::Mode::spoken;
  ready_bar(view, rest.cut_bottom(kReady, view.gap), tr("I am ready"), spoken ? tr("This round is spoken") : tr("Starts when all are ready"));
  if (view.session.outside) {
    outside_screen(view, rest);
    observer_card(view, card);
  } else if (view.is(Role::customer) && view.session.customer) {
    customer_card(view, card);
    customer_facts(view, rest);
  } else if (view.is(Role::agent) && view.session.agent) {
    agent_card(view, card);
    agent_offers(view, rest);
  } else {
    observer_card(view, card);
    observer_focus(view, rest);
  }
}

}  // namespace earshot::views
