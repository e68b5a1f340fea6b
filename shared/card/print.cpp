#include "shared/card/print.h"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "shared/card/describe.h"
#include "shared/words/words.h"

namespace earshot::card {

namespace {

using words::tr;
using words::trf;

constexpr int kNoteLines = 24;  // of 9 mm: a page

constexpr std::string_view kStyle = R"(
@page { size: A4; margin: 14mm 16mm; }
body { font: 10.5pt/1.4 Inter, "Noto Sans", Arial, sans-serif; color: #251f1b; margin: 0 auto; max-width: 178mm; }
.hint { background: #fff7d6; padding: 8px 16px; }
@media print { .hint { display: none; } }
@media screen { section { margin: 24px 0 64px; } }
/* A new sheet, not the back of the last one; some browsers take 'right' for 'page', so the hint asks for one side. */
section { display: table; width: 100%; break-before: page; break-before: right; }
section:first-of-type { break-before: auto; }
/* As the head of a table it comes again on each page, so that a loose page says whose it is. */
.head { display: table-header-group; break-inside: avoid; }
.head > div { padding-bottom: 10px; }
header { border-radius: 8px; padding: 10px 16px; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.customer header { background: #f2a945; color: #2a1b05; }
.agent header { background: #07686e; color: #fff; }
.observer header { background: #6440b5; color: #fff; }
h1 { font-size: 19pt; line-height: 1.2; margin: 0; }
header p { margin: 0; }
h2 { font-size: 10.5pt; margin: 10px 0 2px; break-after: avoid; }
.customer h2 { color: #955000; } .agent h2 { color: #07686e; } .observer h2 { color: #6440b5; }
p { margin: 0 0 4px; } ul { margin: 0; padding: 0; list-style: none; }
li { padding: 2px 0 2px 22px; position: relative; break-inside: avoid; }
li::before { content: ""; position: absolute; left: 2px; top: 6px; width: 10px; height: 10px; border: 1px solid #8a7f73; border-radius: 2px; }
li.plain::before { border: 0; border-radius: 50%; background: #8a7f73; width: 5px; height: 5px; left: 5px; top: 9px; }
small { color: #675d54; font-size: 9pt; }
.notes { break-before: page; }
.notes p { height: 9mm; margin: 0; border-bottom: 1px solid #b9ad9c; }
)";

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

class Sheets {
 public:
  explicit Sheets(const Card& card) : card_(card) {}

  std::string html() {
    customer();
    agent();
    observer();
    return std::move(out_);
  }

 private:
  void add(std::string_view html) { out_ += html; }

  void open(std::string_view role, std::string_view above, const std::string& title, const std::string& below) {
    out_ += fmt::format("<section class=\"{}\"><div class=\"head\"><div><header><p>{}</p><h1>{}</h1><p>{}</p></header></div></div><div>\n", role, escape(above), escape(title), escape(below));
  }

  void close() { add("</div></section>\n"); }

  void passage(std::string_view heading, const std::string& text) {
    if (!text.empty()) out_ += fmt::format("<h2>{}</h2><p>{}</p>\n", escape(heading), escape(text));
  }

  void item(const std::string& text, const std::string& aside, bool tick) {
    out_ += fmt::format("<li{}>{}{}</li>\n", tick ? "" : " class=\"plain\"", escape(text), aside.empty() ? "" : fmt::format(" <small>{}</small>", escape(aside)));
  }

  template <class T, class Each>
  void list(std::string_view heading, const std::vector<T>& items, Each each) {
    if (items.empty()) return;
    out_ += fmt::format("<h2>{}</h2><ul>\n", escape(heading));
    for (const T& item : items) each(item);
    add("</ul>\n");
  }

  void customer() {
    const CustomerSide& side = card_.customer;
    open("customer", tr("You are the customer"), side.name, side.subtitle);
    passage(tr("What happened"), side.situation);
    passage(tr("What you want"), side.want);
    passage(tr("What is at stake"), side.stake);
    passage(tr("How you play it"), side.manner);
    passage(tr("Your goal"), side.goal);
    passage(tr("You could open with"), side.opening);
    if (!side.facts.empty()) passage(tr("How heard you feel, from 1 to 5"), trf("It starts at {}", side.felt_start));
    list(tr("How you feel"), side.feelings, [&](const Feeling& feeling) { item(feeling.name, feeling.reason, false); });
    list(tr("What you know, and when you tell it"), side.facts, [&](const Fact& fact) { item(fact.text, describe(fact), true); });
    list(tr("What happens on the way"), side.beats, [&](const Beat& beat) {
      std::string aside = describe(beat.when);
      for (const std::string* more : {&beat.time_jump, &beat.mood}) {
        if (!more->empty()) aside += ", " + *more;
      }
      item(beat.text, aside, false);
    });
    list(tr("What would solve it"), side.resolution, [&](const Option& option) { item(option.text, "", true); });
    list(tr("What would keep it from happening again"), side.prevention, [&](const Option& option) { item(option.text, "", true); });
    close();
  }

  void agent() {
    const AgentSide& side = card_.agent;
    open("agent", tr("You are the agent"), fmt::format("{}, {}", side.name, side.company), side.subtitle);
    passage(tr("The company"), side.about);
    passage(tr("What success is"), side.success);
    passage(tr("Remember"), side.remember);
    passage(tr("Policy"), side.policy);
    const auto each_offer = [&](const Offer& offer) { item(offer.title, offer.detail, false); };
    list(tr("You decide"), side.you_decide, each_offer);
    list(trf("Ask first: {}", side.ask_whom), side.ask_first, each_offer);
    list(tr("Not yours to promise"), side.not_yours, each_offer);
    list(tr("What the CRM knows"), side.history, [&](const HistoryNote& note) { item(note.text, fmt::format("{}, {}", note.when, note.by), false); });
    add(fmt::format("<div class=\"notes\"><h2>{}</h2>", tr("Your notes")));
    for (int line = 0; line < kNoteLines; ++line) add("<p></p>");
    add("</div>\n");
    close();
  }

  void observer() {
    const Durations& times = card_.minutes;
    std::string minutes = fmt::format("{} {}, {} {}", tr("Brief"), clock(times.brief), tr("Talk"), clock(times.talk));
    if (!card_.warm_up) {
      minutes += fmt::format(", {} {}, {} {}, {} {}, {} {}", tr("Recap"), clock(times.recap), tr("Solve"), clock(times.solve), tr("Score"), clock(times.score),
                             tr("Debrief"), clock(times.debrief));
    }
    open("observer", tr("Who observes, or leads the talk"), card_.title, fmt::format("{}, {}/5", card_.sector, card_.difficulty));
    passage(tr("Content note"), card_.content_note);
    passage(tr("Minutes"), minutes);
    list(tr("Facts: told, and given back"), card_.customer.facts, [&](const Fact& fact) { item(fact.label, describe(fact), true); });
    list(tr("Feelings: given back"), card_.customer.feelings, [&](const Feeling& feeling) { item(feeling.name, "", true); });
    list(tr("For the debrief"), card_.debrief, [&](const std::string& question) { item(question, "", false); });
    close();
  }

  const Card& card_;
  std::string out_;
};

}  // namespace

std::string print(std::span<const Card> played) {
  if (!played.empty()) words::set_language(played.front().language);
  std::string body = fmt::format("<p class=\"hint\">{}</p>\n", tr("Print this on one side of the paper: each half is for one person alone."));
  for (const Card& card : played) {
    words::set_language(card.language);
    body += Sheets(card).html();
  }
  return fmt::format("<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title><style>{}</style></head>\n<body>\n{}</body></html>\n",
                     played.empty() ? "en" : escape(played.front().language), played.size() == 1 ? escape(played.front().title) : "Earshot", kStyle, body);
}

}  // namespace earshot::card
