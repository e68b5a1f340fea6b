#include "client/views/editor_names.h"

#include <algorithm>
#include <array>

#include "shared/words/words.h"
#include "shared/card/limits.h"

namespace earshot::views {
namespace {

using author::Path;
using words::mark;
using words::tr;
using words::trf;

/// `#` stands for a place in a list; {} in a name for that place, counted from 1.
struct Name {
  std::string_view path;
  const char* name;
  const char* caption = nullptr;  ///< none: the name
  const char* hint = nullptr;
};

constexpr Name kNames[] = {
    {"title", mark("Title"), nullptr, mark("It gives nothing away")},
    {"sector", mark("Sector"), nullptr, mark("Online shop")},
    {"difficulty", mark("Difficulty")},
    {"minutes", mark("Minutes")},
    {"minutes/brief", mark("Minutes of the brief"), mark("Brief"), mark("2:00")},
    {"minutes/talk", mark("Minutes of the talk"), mark("Talk"), mark("8:00")},
    {"minutes/recap", mark("Minutes of the recap"), mark("Recap"), mark("4:00")},
    {"minutes/solve", mark("Minutes of solve"), mark("Solve"), mark("4:00")},
    {"minutes/score", mark("Minutes of score"), mark("Score"), mark("3:00")},
    {"minutes/debrief", mark("Minutes of the debrief"), mark("Debrief"), mark("8:00")},
    {"tags", mark("Words to find it by")},
    {"skills", mark("Skills it stresses")},
    {"content_note", mark("Content note, if a theme is heavy"), nullptr, mark("What somebody may want to know before it is dealt")},
    {"warm_up", mark("A card to warm up: a short talk that nobody scores")},
    {"follows", mark("Follow-up")},
    {"follows/card", mark("Goes on where this card ended")},
    {"follows/later", mark("How much later"), nullptr, mark("nine days later")},
    {"debrief", mark("Questions for the debrief")},
    {"debrief/#", mark("Question {}"), nullptr, mark("Which question opened the most?")},
    {"sources", mark("Where it comes from")},
    {"sources/#", mark("Source {}"), nullptr, mark("Invented, after what shops tell")},

    {"customer", mark("The customer's side")},
    {"customer/name", mark("Name on the card"), nullptr, mark("{name}, filled in by each variant")},
    {"customer/subtitle", mark("Who they are"), nullptr, mark("A line on who that is")},
    {"customer/situation", mark("What happened, told to the customer"), nullptr, mark("You ordered … and today …")},
    {"customer/want", mark("What they want"), nullptr, mark("What, and by when")},
    {"customer/stake", mark("What is at stake"), nullptr, mark("What it is really about")},
    {"customer/manner", mark("How they come across"), nullptr, mark("How to play it")},
    {"customer/opening", mark("A first line they could send"), nullptr, mark("Hi. My order came today, and it is all wrong.")},
    {"customer/goal", mark("Goal of the player"), nullptr, mark("Left empty: help your agent to hear you")},
    {"customer/felt_start", mark("Where the felt-heard meter starts")},
    {"customer/feelings", mark("How they feel")},
    {"customer/feelings/#", mark("Feeling {}")},
    {"customer/feelings/#/name", mark("Feeling {}"), mark("In one or two words"), mark("let down")},
    {"customer/feelings/#/reason", mark("Feeling {}: why"), mark("Why, told to the customer"), mark("You wrote in good time and heard nothing.")},
    {"customer/feelings/#/intensity", mark("Feeling {}: how strong"), mark("How strong")},
    {"customer/feelings/#/shown_in", mark("Feeling {}: where it shows"), mark("In whose words an agent could notice it")},
    {"customer/facts", mark("Facts and when they come out")},
    {"customer/facts/#", mark("Fact {}")},
    {"customer/facts/#/text", mark("Fact {}"), nullptr, mark("Write the fact as the customer would say it")},
    {"customer/facts/#/rule", mark("Fact {}: when it comes out"), mark("When it comes out")},
    {"customer/facts/#/label", mark("Fact {}: short form"), mark("Short form, for lists"), mark("Needed where the fact is long")},
    {"customer/facts/#/topic", mark("Fact {}: asked about"), mark("A question about"), mark("the order number")},
    {"customer/facts/#/level", mark("Fact {}: level of the meter"), mark("Once the meter is at")},
    {"customer/beats", mark("What happens on the way")},
    {"customer/beats/#", mark("Beat {}")},
    {"customer/beats/#/text", mark("Beat {}"), nullptr, mark("What the customer is to do now")},
    {"customer/beats/#/when", mark("Beat {}: when it comes"), mark("When it comes")},
    {"customer/beats/#/when/in", mark("Beat {}: in which phase"), mark("In which phase")},
    {"customer/beats/#/when/after", mark("Beat {}: after minutes"), mark("Minutes after the phase began"), mark("2:00")},
    {"customer/beats/#/when/agent_messages", mark("Beat {}: after messages"), mark("Messages of the agent"), mark("3")},
    {"customer/beats/#/when/felt_heard", mark("Beat {}: level of the meter"), mark("When the meter has risen to")},
    {"customer/beats/#/when/pressed", mark("Beat {}: pressed")},
    {"customer/beats/#/mood", mark("Beat {}: mood"), mark("How the customer feels from here on"), mark("calmer")},
    {"customer/beats/#/time_jump", mark("Beat {}: jump in time"), mark("Jump in time, in solve only"), mark("two days later")},
    {"customer/resolution", mark("What would solve it")},
    {"customer/resolution/#", mark("Solution {}")},
    {"customer/resolution/#/text", mark("Solution {}"), nullptr, mark("What is done, by whom, and by when")},
    {"customer/prevention", mark("What would keep it from happening again")},
    {"customer/prevention/#", mark("Prevention {}")},
    {"customer/prevention/#/text", mark("Prevention {}"), nullptr, mark("What is changed, so that it does not come again")},

    {"agent", mark("The agent's side")},
    {"agent/name", mark("Whom the agent plays"), nullptr, mark("Sam")},
    {"agent/company", mark("Company"), nullptr, mark("Fernleaf")},
    {"agent/subtitle", mark("A line on the company"), nullptr, mark("What it sells, since when")},
    {"agent/about", mark("About the company"), nullptr, mark("Two or three sentences. It means well.")},
    {"agent/success", mark("What a good end is"), nullptr, mark("The customer says, yes, that is it.")},
    {"agent/remember", mark("One thing to keep in mind"), nullptr, mark("Understand first.")},
    {"agent/policy", mark("House rules"), nullptr, mark("The rules the agent works under")},
    {"agent/you_decide", mark("You decide")},
    {"agent/you_decide/#", mark("Own offer {}")},
    {"agent/you_decide/#/title", mark("Own offer {}"), nullptr, mark("What may be offered at once")},
    {"agent/you_decide/#/detail", mark("Own offer {}: terms"), nullptr, mark("Under which terms")},
    {"agent/ask_first", mark("Ask first")},
    {"agent/ask_first/#", mark("Offer with consent {}")},
    {"agent/ask_first/#/title", mark("Offer with consent {}"), nullptr, mark("What needs somebody's consent")},
    {"agent/ask_first/#/detail", mark("Offer with consent {}: terms"), nullptr, mark("Say when you will know, not yes")},
    {"agent/ask_whom", mark("Whom the agent asks first"), nullptr, mark("the workshop")},
    {"agent/not_yours", mark("Not yours to promise")},
    {"agent/not_yours/#", mark("Out of reach {}")},
    {"agent/not_yours/#/title", mark("Out of reach {}"), nullptr, mark("What cannot be promised")},
    {"agent/not_yours/#/detail", mark("Out of reach {}: instead"), nullptr, mark("What is done instead")},
    {"agent/history", mark("What the file says, all of it true")},
    {"agent/history/#", mark("Note {}")},
    {"agent/history/#/when", mark("Note {}: when"), nullptr, mark("last year")},
    {"agent/history/#/by", mark("Note {}: by whom"), nullptr, mark("Ana")},
    {"agent/history/#/text", mark("Note {}"), nullptr, mark("Bought something and praised it")},

    {"modifiers", mark("Challenges")},
    {"modifiers/distraction", mark("Distraction"), mark("Baits")},
    {"modifiers/distraction/#", mark("Bait {}")},
    {"modifiers/distraction/#/from", mark("Bait {}: from whom"), mark("From whom"), mark("Jonas, team chat")},
    {"modifiers/distraction/#/text", mark("Bait {}"), mark("What it says"), mark("Two minutes, promise.")},
    {"modifiers/distraction/#/inside", mark("Bait {}: opened"), mark("What opening it shows"), mark("It was about next week.")},
    {"modifiers/distraction/#/after", mark("Bait {}: after minutes"), mark("Minutes into the talk"), mark("2:00")},
    {"modifiers/bias", mark("Bias")},
    {"modifiers/bias/note", mark("The misleading note")},
    {"modifiers/bias/note/when", mark("Misleading note: when"), nullptr, mark("eleven months ago")},
    {"modifiers/bias/note/by", mark("Misleading note: by whom"), nullptr, mark("J.B.")},
    {"modifiers/bias/note/text", mark("Misleading note"), nullptr, mark("Difficult customer.")},
    {"modifiers/bias/truth", mark("What it was in truth"), nullptr, mark("A parcel had been returned twice by mistake.")},
    {"modifiers/pressure", mark("Pressure")},
    {"modifiers/pressure/within", mark("Messages in which the feeling must be named")},
    {"modifiers/pressure/lines", mark("Prompts, in order of heat")},
    {"modifiers/pressure/lines/#", mark("Prompt {}"), nullptr, mark("Say that you feel you are talking to a form.")},
    {"modifiers/handover", mark("Hand-over")},
    {"modifiers/handover/to", mark("Name of the second agent"), nullptr, mark("Ilse")},
    {"modifiers/handover/to_agent", mark("Told to the second agent"), nullptr, mark("You take over with the case notes alone.")},
    {"modifiers/handover/to_customer", mark("Told to the customer"), nullptr, mark("Somebody else answers from here on.")},

    {"variants", mark("Variants")},
    {"variants/#", mark("Variant {}")},
    {"variants/#/title", mark("Variant {}: title"), mark("What is special about it, for trainers"), mark("Amara, sixty seats")},
    {"variants/#/values", mark("Variant {}: placeholders"), mark("What stands for the names in braces")},
    {"variants/#/stake", mark("Variant {}: stake"), mark("What is at stake here, if it is another thing"), mark("Left empty: as on the customer's side")},
    {"variants/#/fact", mark("Variant {}: own fact"), mark("A fact of its own")},
    {"variants/#/fact/text", mark("Variant {}: own fact"), mark("The fact"), mark("Write the fact as the customer would say it")},
    {"variants/#/fact/rule", mark("Variant {}: own fact, when it comes out"), mark("When it comes out")},
    {"variants/#/fact/label", mark("Variant {}: own fact, short form"), mark("Short form, for lists"), mark("Needed where the fact is long")},
    {"variants/#/fact/topic", mark("Variant {}: own fact, asked about"), mark("A question about"), mark("the order number")},
    {"variants/#/fact/level", mark("Variant {}: own fact, level of the meter"), mark("Once the meter is at")},
};

struct Found {
  const Name* name = nullptr;
  std::size_t index = 0;  ///< of the innermost list
};

bool is_number(std::string_view part) {
  return !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
}

Found find(const Path& path) {
  Path pattern;
  Found out;
  for (const auto part : path.parts()) {
    if (is_number(part)) out.index = Path(std::string(part)).index();
    pattern = pattern / (is_number(part) ? std::string_view("#") : part);
  }
  const auto found = std::ranges::find(kNames, std::string_view(pattern.words()), &Name::path);
  if (found != std::end(kNames)) out.name = &*found;
  return out;
}

std::string with_number(std::string_view words, std::size_t index) {
  std::string out(words);
  const auto hole = out.find("{}");
  if (hole != std::string::npos) out.replace(hole, 2, std::to_string(index + 1));
  return out;
}

constexpr std::array<const char*, kEditorTabs> kTabs{mark("Basics"), mark("Customer"), mark("Agent"), mark("Challenges"), mark("Variants")};

struct Section {
  std::string_view path;
  const char* words;
};
constexpr Section kSections[] = {{"customer/facts", mark("Customer, facts")},
                                 {"customer/feelings", mark("Customer, feelings")},
                                 {"customer/beats", mark("Customer, beats")},
                                 {"customer/resolution", mark("Customer, solutions")},
                                 {"customer/prevention", mark("Customer, prevention")},
                                 {"agent/history", mark("Agent, file")},
                                 {"agent/you_decide", mark("Agent, offers")},
                                 {"agent/ask_first", mark("Agent, offers")},
                                 {"agent/not_yours", mark("Agent, offers")},
                                 {"minutes", mark("Basics, minutes")},
                                 {"debrief", mark("Basics, debrief")}};

struct Skill {
  std::string_view id;
  const char* words;
};
constexpr std::array<Skill, card::kSkills.size()> kSkillWords{{{"attention", mark("Full attention")},
                                                              {"facts", mark("Facts")},
                                                              {"feelings", mark("Feelings")},
                                                              {"clarify", mark("Clarifying questions")},
                                                              {"reflect", mark("Reflecting")},
                                                              {"empathy", mark("Empathy")},
                                                              {"recap", mark("Recap")},
                                                              {"solution", mark("Fitting solution")},
                                                              {"prevention", mark("Prevention")},
                                                              {"follow_up", mark("Following up")},
                                                              {"self", mark("Own emotion and bias")},
                                                              {"continuity", mark("Handing on")}}};

}  // namespace

std::string field_name(const Path& path) {
  const auto found = find(path);
  if (found.name) return with_number(tr(found.name->name), found.index);
  const Path parent = path.parent();
  if (parent.last() == "values") return trf("{{{0}}} in variant {1}", path.last(), parent.parent().index() + 1);
  // An item of a list of words, or what the card language does not know.
  return parent.empty() || !find(parent).name ? std::string(path.last()) : field_name(parent);
}

std::string_view field_caption(const Path& path) {
  const auto found = find(path);
  if (!found.name) return {};
  return tr(found.name->caption ? found.name->caption : found.name->name);
}

std::string_view field_hint(const Path& path) {
  const auto found = find(path);
  return found.name && found.name->hint ? tr(found.name->hint) : std::string_view{};
}

std::string_view editor_tab_word(std::size_t tab) { return tr(kTabs[std::min(tab, kEditorTabs - 1)]); }

std::size_t editor_tab_of(const Path& path) {
  for (const auto& [root, tab] : {std::pair{"customer", 1}, std::pair{"agent", 2}, std::pair{"modifiers", 3}, std::pair{"variants", 4}}) {
    if (path.within(root)) return static_cast<std::size_t>(path.empty() ? 0 : tab);
  }
  return 0;
}

std::string place_word(const Path& path) {
  for (const auto& section : kSections) {
    if (path.within(Path(std::string(section.path)))) return std::string(tr(section.words));
  }
  return std::string(editor_tab_word(editor_tab_of(path)));
}

std::string_view skill_word(std::string_view id) {
  const auto found = std::ranges::find(kSkillWords, id, &Skill::id);
  return found == kSkillWords.end() ? id : tr(found->words);
}

}  // namespace earshot::views
