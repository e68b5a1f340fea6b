#include "shared/card/print.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "shared/card/texts.h"
#include "tests/shared/card/samples.h"

namespace earshot::card {

using samples::good_card;
using samples::good_yaml;
using samples::with;

namespace {

std::string printed(const Card& card) {
  const std::array played = {card};
  return print(played);
}

/// The part of the page that is for one of the roles.
std::string sheet(const std::string& html, const std::string& role) {
  const auto begin = html.find("<section class=\"" + role + "\">");
  REQUIRE(begin != std::string::npos);
  return html.substr(begin, html.find("</section>", begin) - begin);
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

}  // namespace

TEST_CASE("each half is a sheet of its own, and holds all of it") {
  const Card card = resolve(good_card(), 0);
  const std::string html = printed(card);
  CHECK(count(html, "<section ") == 3);
  CHECK(count(html, "</section>") == 3);
  CHECK(holds(html, "break-before: right"));
  const std::string customer = sheet(html, "customer");
  for_each_customer_text(card.customer, [&](const std::string& text) {
    const bool is_label = std::ranges::any_of(card.customer.facts, [&](const Fact& fact) { return fact.label == text; });
    if (!is_label) CHECK_MESSAGE(holds(customer, text), text);
  });
  CHECK(holds(customer, "It starts at 2"));
  CHECK(holds(customer, "once felt heard is 4"));
  CHECK(holds(customer, "Talk, after 0:30, alarmed"));
  const std::string agent = sheet(html, "agent");
  for_each_agent_text(card.agent, [&](const std::string& text) { CHECK_MESSAGE(holds(agent, text), text); });
}

TEST_CASE("neither half tells anything of the other") {
  for (const char* file : {"content/cards/en/wedding-order.yaml", "content/cards/en/third-outage.yaml"}) {
    const Card written = good_card(samples::read_text(file));
    for (std::size_t i = 0; i < written.variants.size(); ++i) {
      const Card card = resolve(written, i);
      const std::string html = printed(card);
      const std::string customer = sheet(html, "customer");
      const std::string agent = sheet(html, "agent");
      for (const Fact& fact : card.customer.facts) {
        CHECK_MESSAGE(!holds(agent, fact.text), fact.text);
        CHECK_MESSAGE(!holds(agent, fact.label), fact.label);
      }
      for (const Feeling& feeling : card.customer.feelings) CHECK_MESSAGE(!holds(agent, feeling.reason), feeling.reason);
      for (const Beat& beat : card.customer.beats) CHECK_MESSAGE(!holds(agent, beat.text), beat.text);
      for (const auto* offers : {&card.agent.you_decide, &card.agent.ask_first, &card.agent.not_yours}) {
        for (const Offer& offer : *offers) CHECK_MESSAGE(!holds(customer, offer.detail), offer.detail);
      }
      for (const HistoryNote& note : card.agent.history) CHECK_MESSAGE(!holds(customer, note.text), note.text);
      // Nobody is told which challenge runs.
      for (const std::string* sheet : {&customer, &agent}) {
        for_each_modifier_text(card.modifiers, [&](const std::string& text) {
          if (text.find(' ') != std::string::npos) CHECK_MESSAGE(!holds(*sheet, text), text);
        });
      }
    }
  }
}

TEST_CASE("what has a meaning in HTML is printed as it was written") {
  std::string yaml = with(good_yaml(), "title: A small card", "title: \"<b>Card</b> & more\"");
  yaml = with(yaml, "text: It is dark.,", "text: \"5 < 6 & \\\"7\\\" > 6 <script>x()</script>\", label: \"a<b\",");
  yaml = with(yaml, "name: Eva", "name: \"Eva </section>\"");
  yaml = with(yaml, "topic: the cord", "topic: \"the <cord>\"");
  const std::string html = printed(resolve(good_card(yaml), 0));
  CHECK(holds(html, "<title>&lt;b&gt;Card&lt;/b&gt; &amp; more</title>"));
  CHECK(holds(html, "5 &lt; 6 &amp; &quot;7&quot; &gt; 6 &lt;script&gt;x()&lt;/script&gt;"));
  CHECK(holds(html, "if asked: the &lt;cord&gt;"));
  CHECK(holds(html, "Eva &lt;/section&gt;"));
  CHECK_FALSE(holds(html, "<script"));
  CHECK(count(html, "</section>") == 3);
}

TEST_CASE("each page says whose it is, the notes have one of their own, and the screen asks for one side of the paper") {
  const std::string html = printed(resolve(good_card(), 0));
  CHECK(count(html, "<div class=\"head\">") == 3);
  CHECK(holds(html, ".head { display: table-header-group"));
  CHECK(holds(html, ".notes { break-before: page; }"));
  CHECK(holds(sheet(html, "agent"), "Your notes"));
  CHECK(holds(html, "one side of the paper"));
  CHECK(holds(html, "@media print { .hint { display: none; } }"));
}

TEST_CASE("who observes gets labels and questions, and of a warm-up only the phases that are played") {
  const std::string observer = sheet(printed(resolve(good_card(), 0)), "observer");
  CHECK(holds(observer, "Brief 1:00, Talk 2:30, Recap 1:30, Solve 4:00, Score 3:00, Debrief 2:30"));
  CHECK(holds(observer, "How was it?"));
  CHECK(holds(observer, "I changed the bulb, a 60 W one."));
  const Card warm_up = resolve(good_card(samples::read_text("content/cards/en/mirror-a-sentence.yaml")), 0);
  const std::string html = printed(warm_up);
  CHECK(holds(sheet(html, "observer"), "Brief 0:30, Talk 2:00<"));
  CHECK_FALSE(holds(sheet(html, "customer"), "It starts at"));
}

TEST_CASE("several cards make one page, in the language of the first") {
  const Card card = good_card(with(good_yaml(), "language: en", "language: pt-BR"));
  const std::array played = {resolve(card, 0), resolve(card, 1)};
  const std::string html = print(played);
  CHECK(html.starts_with("<!doctype html>\n<html lang=\"pt-BR\">"));
  CHECK(count(html, "<section ") == 6);
  CHECK(count(html, "</html>") == 1);
  CHECK(holds(html, "Eva"));
  CHECK(holds(html, "Finn"));
  CHECK(count(print({}), "<section ") == 0);
}

}  // namespace earshot::card
