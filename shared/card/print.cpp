#include "shared/card/print.h"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "shared/card/describe.h"

namespace earshot::card {

namespace {

constexpr std::string_view kStyle = R"(
@page { size: A4; margin: 14mm 16mm; }
body { font: 10.5pt/1.4 Inter, "Noto Sans", Arial, sans-serif; color: #251f1b; margin: 0 auto; max-width: 178mm; }
section { break-before: page; }
section:first-of-type { break-before: auto; }
header { border-radius: 8px; padding: 10px 16px; margin-bottom: 10px; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
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
.lines { height: 80mm; background: repeating-linear-gradient(#fff 0 9mm, #e0d6c8 9mm calc(9mm + 1px)); }
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
    out_ += fmt::format("<section class=\"{}\"><header><p>{}</p><h1>{}</h1><p>{}</p></header>\n", role, escape(above), escape(title), escape(below));
  }

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
    list(tr("How you feel"), side.feelings, [&](const Feeling& feeling) { item(feeling.name, feeling.reason, false); });
    list(tr("What you know, and when you tell it"), side.facts, [&](const Fact& fact) { item(fact.text, describe(fact), true); });
    list(tr("What happens on the way"), side.beats, [&](const Beat& beat) {
      item(beat.text, describe(beat.when) + (beat.time_jump.empty() ? "" : ", " + beat.time_jump), false);
    });
    list(tr("What would solve it"), side.resolution, [&](const Option& option) { item(option.text, "", true); });
    list(tr("What would keep it from happening again"), side.prevention, [&](const Option& option) { item(option.text, "", true); });
    add("</section>\n");
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
    list(fmt::format("{} {}", tr("Ask first:"), side.ask_whom), side.ask_first, each_offer);
    list(tr("Not yours to promise"), side.not_yours, each_offer);
    list(tr("What the CRM knows"), side.history, [&](const HistoryNote& note) { item(note.text, fmt::format("{}, {}", note.when, note.by), false); });
    add(fmt::format("<h2>{}</h2><div class=\"lines\"></div></section>\n", tr("Your notes")));
  }

  void observer() {
    const Durations& minutes = card_.minutes;
    open("observer", tr("Who observes, or leads the talk"), card_.title, fmt::format("{}, {}/5", card_.sector, card_.difficulty));
    passage(tr("Content note"), card_.content_note);
    passage(tr("Minutes"), fmt::format("{} {}, {} {}, {} {}, {} {}, {} {}, {} {}", tr("Brief"), clock(minutes.brief), tr("Talk"), clock(minutes.talk),
                                       tr("Recap"), clock(minutes.recap), tr("Solve"), clock(minutes.solve), tr("Score"), clock(minutes.score),
                                       tr("Debrief"), clock(minutes.debrief)));
    list(tr("Facts: told, and given back"), card_.customer.facts, [&](const Fact& fact) { item(fact.label, describe(fact), true); });
    list(tr("Feelings: given back"), card_.customer.feelings, [&](const Feeling& feeling) { item(feeling.name, "", true); });
    list(tr("For the debrief"), card_.debrief, [&](const std::string& question) { item(question, "", false); });
    add("</section>\n");
  }

  const Card& card_;
  std::string out_;
};

}  // namespace

std::string print(std::span<const Card> played) {
  std::string body;
  for (const Card& card : played) body += Sheets(card).html();
  return fmt::format("<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title><style>{}</style></head>\n<body>\n{}</body></html>\n",
                     played.empty() ? "en" : escape(played.front().language), played.size() == 1 ? escape(played.front().title) : "Earshot", kStyle, body);
}

}  // namespace earshot::card
