#include "shared/card/language.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "shared/base/text.h"
#include "shared/card/limits.h"
#include "shared/yaml/record.h"

namespace earshot::card {

namespace {

using yaml::About;
using yaml::Map;
using yaml::Need;
using yaml::Node;
using yaml::Shape;
using Take = yaml::Fields<Reading>;
template <class T>
using Field = yaml::Field<T, Reading>;
template <class T>
using Record = yaml::Record<T, Reading>;

// Who sees a field, and when.
constexpr std::string_view kList = "everybody, before it is dealt";
constexpr std::string_view kCustomer = "the customer from the brief on, observers from Score, all in the debrief";
constexpr std::string_view kAgent = "the agent from the brief on, observers from Score, all in the debrief";
constexpr std::string_view kRules = "nobody; the server plays by it";
constexpr std::string_view kAuthors = "authors and trainers";
constexpr std::string_view kWhenItComes = "the customer when it comes, all in the debrief";
constexpr std::string_view kBoth = "both, when it comes";
constexpr std::string_view kWhoTakesOver = "the agent who takes over, when it comes";
constexpr std::string_view kDebrief = "all in the debrief";

constexpr std::array<std::string_view, 3> kRuleWords = {"at_once", "if_asked", "if_heard"};
constexpr std::array<std::string_view, 3> kBeatPhases = {"talk", "recap", "solve"};

constexpr Seconds kMinPhase{kMinPhaseSeconds};
constexpr Seconds kMaxPhase{kMaxPhaseSeconds};

/// What the customer's player is after where a card says nothing, in the card's language; empty if nobody wrote it yet.
std::string_view general_goal(std::string_view language) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kGoals = {{
      {"de", "Hilf deinem Gegenüber, dich zu hören. Sei fair, nicht bequem: Bestätige nur, was wirklich zurückkam."},
      {"es", "Ayuda a tu agente a escucharte. Con justicia, pero sin ponérselo fácil: confirma solo lo que de verdad te han devuelto."},
      {"fr", "Aide ton interlocuteur à t'entendre. Sois juste, pas facile : ne confirme que ce qui a vraiment été redit."},
      {"en", "Help your agent to hear you. Be fair, not easy: confirm only what was really said back."},
  }};
  for (const auto& [code, goal] : kGoals) {
    if (language.substr(0, language.find('-')) == code) return goal;
  }
  return {};
}

template <class T>
Field<T> scale(std::string_view key, int T::* member, Need need, About about) {
  return Take::whole(key, member, kMinScale, kMaxScale, need, about);
}

/// A field that has no default of its own.
template <class T>
Field<T> without_default(Field<T> field) {
  field.shape.otherwise.clear();
  return field;
}

/// Refuses a time at which the phase is over; `what` names what would have played.
void refuse_late(const Node& node, BeatPhase in, Seconds after, std::string_view what, Reading& reading) {
  const Durations& minutes = reading.card.minutes;
  const Seconds length = in == BeatPhase::talk    ? minutes.talk
                         : in == BeatPhase::recap ? minutes.recap
                                                  : minutes.solve;
  if (after < length) return;
  const auto phase = kBeatPhases[static_cast<std::size_t>(in)];
  reading.report().error(node, fmt::format("the {} is over by then, so this {} never plays", phase, what),
                         fmt::format("use less than {}, or give '{}' more minutes", yaml::clock_text(length), phase));
}

// --- The customer's side -------------------------------------------------------------------------------------------

const Record<Feeling>& feeling() {
  static const Record<Feeling> record(
      "a feeling",
      {Take::id("id", &Feeling::id, kMaxId, Need::always, {kRules, ""}),
       Take::text("name", &Feeling::name, kMaxLabel, Need::always, {kCustomer, "one or two words: let down"}),
       Take::text("reason", &Feeling::reason, kMaxLine, Need::always, {kCustomer, "why, to the player"}),
       scale("intensity", &Feeling::intensity, Need::never, {kCustomer, "how strong"}),
       Take::ids("shown_in", &Feeling::shown_in, kMaxShownIn, kMaxId,
                 {kAuthors, "facts and beats by id, or `opening`: in whose words an agent could notice it"})});
  return record;
}

/// Facts and beats are what `shown_in` names beside the opening.
void refuse_opening(const Map& map, const std::string& id, Reading& reading) {
  if (id == kOpening) reading.report().error(*map["id"], "'opening' stands for the customer's first line in 'shown_in'", "choose another id");
}

void check_fact(const Node& item, const Map& map, Fact& read, Reading& reading) {
  yaml::Report& report = reading.report();
  refuse_opening(map, read.id, reading);
  if (!map["label"]) {
    read.label = read.text;
    if (map["text"]) reading.labels.push_back({map["text"], read.text, read.id, kMaxLabel});
  }
  const Node* rule = map["rule"];
  if (!rule || std::ranges::find(kRuleWords, rule->text) == kRuleWords.end()) return;  // said already

  if (read.rule == Rule::if_asked && !map["topic"]) {
    report.error(item, fmt::format("the fact '{}' is told if asked, yet has no topic", read.id),
                 "add a line 'topic: …' with what the question must be about");
  }
  const auto refuse_unused = [&](std::string_view key, Rule needed) {
    if (!map[key] || read.rule == needed) return;
    report.error(*map[key], fmt::format("'{}' means nothing with the rule {}", key, kRuleWords[static_cast<std::size_t>(read.rule)]),
                 fmt::format("remove it, or use 'rule: {}'", kRuleWords[static_cast<std::size_t>(needed)]));
  };
  refuse_unused("topic", Rule::if_asked);
  refuse_unused("level", Rule::if_heard);
  const int start = reading.card.customer.felt_start;
  if (read.rule == Rule::if_heard && read.level <= start) {
    report.error(map["level"] ? *map["level"] : item,
                 fmt::format("the meter starts at {}, so level {} locks nothing", start, read.level),
                 "raise 'level', or lower 'felt_start'");
  }
}

const Record<Fact>& fact() {
  static const Record<Fact> record(
      "a fact",
      {Take::id("id", &Fact::id, kMaxId, Need::always, {kRules, ""}),
       Take::text("text", &Fact::text, kMaxLine, Need::always,
                  {kCustomer, "in the customer's words, first person: a tap sends it as it stands"}),
       Take::word("rule", &Fact::rule, kRuleWords, Need::always,
                  {kCustomer, "`at_once`: told in the first messages; `if_asked`: after a question about its topic; `if_heard`: once the meter "
                              "has reached its level"}),
       Take::text("label", &Fact::label, kMaxLabel, Need::never,
                  {kCustomer, "short, for lists and marks; needed if the text is longer than this"}),
       Take::text("topic", &Fact::topic, kMaxLabel, Need::never, {kCustomer, "what a question must be about; needed with `if_asked`"}),
       scale("level", &Fact::level, Need::never, {kCustomer, "of the meter, for `if_heard`; above `felt_start`"})},
      check_fact);
  return record;
}

void check_trigger(const Node& node, const Map& map, Trigger& read, Reading& reading) {
  yaml::Report& report = reading.report();
  int given = 0;
  if (const Node* after = map["after"]) {
    ++given;
    read.kind = Trigger::Kind::time;
    refuse_late(*after, read.phase, read.after, "beat", reading);
  }
  if (const Node* count = map["agent_messages"]) {
    ++given;
    read.kind = Trigger::Kind::agent_messages;
    if (read.phase == BeatPhase::recap) {
      report.error(*count, "the agent sends no messages in the recap, so this beat never plays", "use 'in: talk' or 'in: solve'");
    }
  }
  if (const Node* level = map["felt_heard"]) {
    ++given;
    read.kind = Trigger::Kind::felt_heard;
    const int start = reading.card.customer.felt_start;
    if (read.count >= kMinScale && read.count <= start) {
      report.error(*level, fmt::format("the meter starts at {}, so it never rises to {}", start, read.count),
                   "use a higher level, or lower 'felt_start'");
    }
  }
  if (const Node* pressed = map["pressed"]) {
    ++given;
    read.kind = Trigger::Kind::pressed;
    if (pressed->kind != Node::Kind::text || (pressed->text != "yes" && pressed->text != "true")) {
      report.error(*pressed, "'pressed' can only be yes", "write 'pressed: yes', or let the beat wait for something else");
    }
  }
  if (given > 1) {
    report.error(node, "this beat waits for two things", "keep one of after, agent_messages, felt_heard, pressed");
  } else if (given == 0 && !map["in"]) {
    report.error(node, "nothing says when this beat plays", "add one of in, after, agent_messages, felt_heard, pressed");
  }
}

const Record<Trigger>& trigger() {
  static const Record<Trigger> record(
      "when",
      {Take::word("in", &Trigger::phase, kBeatPhases, Need::never, {kRules, "the phase; alone: as it begins"}),
       without_default(Take::minutes("after", &Trigger::after, Seconds{1}, kMaxPhase, Need::never, {kRules, "so long after the phase began"})),
       without_default(Take::whole("agent_messages", &Trigger::count, 1, kMaxAgentMessages, Need::never,
                                   {kRules, "after so many of the agent in the phase; not in the recap"})),
       without_default(scale("felt_heard", &Trigger::count, Need::never, {kRules, "when the meter has risen to it"})),
       Field<Trigger>{{"pressed", {.kind = Shape::Kind::yes}, Need::never, "", kRules, "`yes`: when the customer chooses"},
                      [](const Node*, Trigger&, Reading&) {}}},
      check_trigger);
  return record;
}

void check_beat(const Node&, const Map& map, Beat& read, Reading& reading) {
  refuse_opening(map, read.id, reading);
  if (!map["time_jump"] || !map["when"] || read.when.phase == BeatPhase::solve) return;
  reading.report().error(*map["time_jump"], "a jump in time before the solve phase would skip the listening",
                         "play it in solve: 'when: {in: solve, after: 1:00}'");
}

const Record<Beat>& beat() {
  static const Record<Beat> record(
      "a beat",
      {Take::id("id", &Beat::id, kMaxId, Need::always, {kRules, ""}),
       Take::text("text", &Beat::text, kMaxLine, Need::always, {kWhenItComes, "what the customer is to do now"}),
       Take::one("when", &Beat::when, trigger(), Need::always, {kRules, "what it waits for: one of `after`, `agent_messages`, `felt_heard`, `pressed`, or `in` alone"}),
       Take::text("mood", &Beat::mood, kMaxLabel, Need::never, {"the customer when it comes", "how the customer feels from here on"}),
       Take::text("time_jump", &Beat::time_jump, kMaxLabel, Need::never, {kBoth, "moves the story on: two days later; in `solve` only"})},
      check_beat);
  return record;
}

/// Resolution and prevention are alike and called by their own names.
template <class Name>
const Record<Option>& option(Name) {
  static const Record<Option> record(
      Name::value, {Take::id("id", &Option::id, kMaxId, Need::always, {kRules, ""}),
                    Take::text("text", &Option::text, kMaxLine, Need::always, {kCustomer, "ticked in the outcome if it was said"})});
  return record;
}
struct ResolutionItem {
  static constexpr std::string_view value = "an item of resolution";
};
struct PreventionItem {
  static constexpr std::string_view value = "an item of prevention";
};

const Record<CustomerSide>& customer() {
  using Side = CustomerSide;
  static const Record<Side> record(
      "the customer",
      {Take::text("name", &Side::name, kMaxName, Need::always, {"both, from the brief on", "who the customer is"}),
       Take::text("subtitle", &Side::subtitle, kMaxTitle, Need::always, {kCustomer, "a line on who that is"}),
       Take::text("situation", &Side::situation, kMaxPassage, Need::always, {kCustomer, "what happened, told to the player"}),
       Take::text("want", &Side::want, kMaxPassage, Need::always, {kCustomer, "what the customer wants"}),
       Take::text("manner", &Side::manner, kMaxLine, Need::always, {kCustomer, "how to play it"}),
       Take::text("opening", &Side::opening, kMaxLine, Need::always, {kCustomer, "a first line that could be sent"}),
       Take::text("stake", &Side::stake, kMaxLine, Need::never, {kCustomer, "what is at stake"}),
       Take::text("goal", &Side::goal, kMaxLine, Need::never, {kCustomer, "what the player is after; left out: a general one"}),
       scale("felt_start", &Side::felt_start, Need::never, {kCustomer, "where the felt-heard meter starts"}),
       Take::many("feelings", &Side::feelings, feeling(), 1, kMaxFeelings, Need::in_full, {kCustomer, "what the customer feels, and why"}),
       Take::many("facts", &Side::facts, fact(), 1, kMaxFacts, Need::in_full, {kCustomer, "what the customer knows"}),
       Take::many("beats", &Side::beats, beat(), 0, kMaxBeats, Need::never, {kWhenItComes, "what happens on the way"}),
       Take::many("resolution", &Side::resolution, option(ResolutionItem{}), 1, kMaxOptions, Need::in_full, {kCustomer, "what would solve it"}),
       Take::many("prevention", &Side::prevention, option(PreventionItem{}), 1, kMaxOptions, Need::in_full,
                  {kCustomer, "what would keep it from happening again"})},
      [](const Node& node, const Map& map, Side& side, Reading& reading) {
        if (map["goal"]) return;
        const std::string& language = reading.card.language;
        side.goal = general_goal(language);
        if (!side.goal.empty()) return;
        side.goal = general_goal("en");
        if (!is_language(language)) return;  // said already
        reading.report().advise(node, fmt::format("there is no general goal in '{}', so the player reads the English one", language),
                                "add a line 'goal: …' to the customer");
      });
  return record;
}

// --- The agent's side ----------------------------------------------------------------------------------------------

const Record<HistoryNote>& note() {
  static const Record<HistoryNote> record(
      "a note", {Take::text("when", &HistoryNote::when, kMaxLabel, Need::always, {kAgent, "eleven months ago"}),
                 Take::text("by", &HistoryNote::by, kMaxName, Need::always, {kAgent, "who wrote it"}),
                 Take::text("text", &HistoryNote::text, kMaxLine, Need::always, {kAgent, ""})});
  return record;
}

template <class Name>
const Record<Offer>& offer(Name) {
  static const Record<Offer> record(Name::value, {Take::text("title", &Offer::title, kMaxTitle, Need::always, {kAgent, ""}),
                                                  Take::text("detail", &Offer::detail, kMaxLine, Need::always, {kAgent, ""})});
  return record;
}
struct YouDecideItem {
  static constexpr std::string_view value = "an item of you_decide";
};
struct AskFirstItem {
  static constexpr std::string_view value = "an item of ask_first";
};
struct NotYoursItem {
  static constexpr std::string_view value = "an item of not_yours";
};

const Record<AgentSide>& agent() {
  using Side = AgentSide;
  static const Record<Side> record(
      "the agent",
      {Take::text("name", &Side::name, kMaxName, Need::always, {kAgent, "whom the agent plays"}),
       Take::text("company", &Side::company, kMaxName, Need::always, {kAgent, "where that one works"}),
       Take::text("subtitle", &Side::subtitle, kMaxTitle, Need::always, {kAgent, "a line on the company"}),
       Take::text("about", &Side::about, kMaxPassage, Need::always, {kAgent, "the company in two or three sentences"}),
       Take::text("success", &Side::success, kMaxPassage, Need::always, {kAgent, "what a good end is"}),
       Take::text("remember", &Side::remember, kMaxPassage, Need::always, {kAgent, "one thing to keep in mind"}),
       Take::text("policy", &Side::policy, kMaxPassage, Need::never, {kAgent, "the rules the agent works under"}),
       Take::many("you_decide", &Side::you_decide, offer(YouDecideItem{}), 1, kMaxOffers, Need::in_full, {kAgent, "what may be offered at once"}),
       Take::many("ask_first", &Side::ask_first, offer(AskFirstItem{}), 0, kMaxOffers, Need::never, {kAgent, "what needs somebody's consent"}),
       Take::text("ask_whom", &Side::ask_whom, kMaxLabel, Need::never, {kAgent, "whose; needed with `ask_first`"}),
       Take::many("not_yours", &Side::not_yours, offer(NotYoursItem{}), 0, kMaxOffers, Need::never, {kAgent, "what cannot be promised"}),
       Take::many("history", &Side::history, note(), 0, kMaxHistory, Need::never, {kAgent, "the CRM's lines, all true"})},
      [](const Node&, const Map& map, Side& read, Reading& reading) {
        if (!read.ask_first.empty() && !map["ask_whom"]) {
          reading.report().error(*map["ask_first"], "nothing says whom the agent asks first", "add a line 'ask_whom: the …' to the agent");
        }
        if (!map["ask_first"] && map["ask_whom"]) {
          reading.report().advise(*map["ask_whom"], "there is nothing to ask for first", "add 'ask_first', or take 'ask_whom' out");
        }
      });
  return record;
}

// --- Challenges and variants ---------------------------------------------------------------------------------------

const Record<Bait>& bait() {
  static const Record<Bait> record(
      "a distraction",
      {Take::text("from", &Bait::from, kMaxName, Need::always, {"the agent when it comes", "who seems to write"}),
       Take::text("text", &Bait::text, kMaxLine, Need::always, {"the agent when it comes", ""}),
       Take::text("inside", &Bait::inside, kMaxLine, Need::always, {"the agent on opening it, all in the debrief", "what opening it shows"}),
       without_default(Take::minutes("after", &Bait::after, Seconds{1}, kMaxPhase, Need::always, {kRules, "so long after the talk began"}))},
      [](const Node&, const Map& map, Bait& read, Reading& reading) {
        if (map["after"]) refuse_late(*map["after"], BeatPhase::talk, read.after, "bait", reading);
      });
  return record;
}

const Record<Bias>& bias() {
  static const Record<Bias> record(
      "bias", {Take::one("note", &Bias::note, note(), Need::always, {"the agent, among the history", "misleading; as a note of the history"}),
               Take::text("truth", &Bias::truth, kMaxLine, Need::always, {kDebrief, "what it was in truth"})});
  return record;
}

const Record<Pressure>& pressure() {
  static const Record<Pressure> record(
      "pressure",
      {Take::texts("lines", &Pressure::lines, 1, kMaxPressureLines, kMaxLine, Need::always,
                   {"the customer, one after each reply that leaves the feeling out", "in order of heat"}),
       scale("within", &Pressure::within, Need::never, {kRules, "agent messages in which the feeling must be named"})});
  return record;
}

const Record<Handover>& handover() {
  static const Record<Handover> record(
      "handover", {Take::text("to", &Handover::to, kMaxName, Need::always, {kBoth, "the second agent's name"}),
                   Take::text("to_agent", &Handover::to_agent, kMaxLine, Need::always, {kWhoTakesOver, "what that one is told"}),
                   Take::text("to_customer", &Handover::to_customer, kMaxLine, Need::always, {"the customer, when it comes", ""})});
  return record;
}

const Record<Modifiers>& modifiers() {
  static const Record<Modifiers> record(
      "modifiers",
      {Take::many("distraction", &Modifiers::distraction, bait(), 1, kMaxBaits, Need::never, {"", "bait on the agent's screen"}),
       Take::one("bias", &Modifiers::bias, bias(), Need::never, {"", "a note that misleads"}),
       Take::one("pressure", &Modifiers::pressure, pressure(), Need::never, {"", "prompts that heat up unless the feeling is named"}),
       Take::one("handover", &Modifiers::handover, handover(), Need::never, {"", "a second agent takes over with the case notes alone"})});
  return record;
}

const Record<Durations>& durations() {
  using D = Durations;
  const auto phase = [](std::string_view key, Seconds D::* member) {
    return Take::minutes(key, member, kMinPhase, kMaxPhase, Need::never, {"both, as the clock", ""});
  };
  static const Record<D> record("minutes", {phase("brief", &D::brief), phase("talk", &D::talk), phase("recap", &D::recap),
                                            phase("solve", &D::solve), phase("score", &D::score), phase("debrief", &D::debrief)});
  return record;
}

bool may_name_placeholder(std::string_view key) {
  const bool fits = std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  return fits && !key.empty() && key.size() <= kMaxId;
}

void take_values(const Node* node, Variant& into, Reading& reading) {
  if (!node || node->kind == Node::Kind::nothing) return;
  yaml::Report& report = reading.report();
  if (node->kind != Node::Kind::map) {
    report.error(*node, "'values' gives no placeholders", "write lines such as 'city: Porto' under it");
    return;
  }
  if (node->keys.size() > kMaxValues) {
    report.error(node->keys[kMaxValues], fmt::format("more than {} placeholders", kMaxValues),
                 "write what is alike in all variants into the texts");
  }
  for (std::size_t i = 0; i < std::min(node->items.size(), kMaxValues); ++i) {
    const Node& key = node->keys[i];
    if (node->items[i].kind == Node::Kind::nothing) {
      report.error(key, fmt::format("'{}' is empty", text::first(key.text, kMaxLabel)), "write the text that this variant fills in");
      into.values[key.text];
      continue;
    }
    if (!may_name_placeholder(key.text)) {
      report.error(key, fmt::format("'{}' is no name for a placeholder", text::first(key.text, kMaxLabel)),
                   "use small letters, digits and _");
      continue;
    }
    into.values[key.text] = yaml::text(&node->items[i], key.text, kMaxLine, report);
  }
}

const Record<Variant>& variant() {
  static const Record<Variant> record(
      "a variant",
      {Take::id("id", &Variant::id, kMaxId, Need::always, {kRules, ""}),
       Take::plain("title", &Variant::title, kMaxTitle, Need::never, {kAuthors, "what is special about it"}),
       Field<Variant>{{"values",
                       {.kind = Shape::Kind::values, .max = kMaxValues, .max_length = kMaxLine},
                       Need::never,
                       "",
                       "where the placeholder stands",
                       "a text for each placeholder; the same names in every variant"},
                      take_values},
       Take::text("stake", &Variant::stake, kMaxLine, Need::never, {kCustomer, "takes the place of the customer's"}),
       Take::one("fact", &Variant::fact, fact(), Need::never, {kCustomer, "takes the place of the fact with its id, or comes on top"})});
  return record;
}

// --- The card ------------------------------------------------------------------------------------------------------

const Record<Follows>& follows() {
  static const Record<Follows> record(
      "follows",
      {Take::id("card", &Follows::card, kMaxId, Need::always, {kList, "the card whose people meet again; its variants have the same ids"}),
       Take::plain("later", &Follows::later, kMaxLabel, Need::always, {kList, "how much later this is: nine days later"})});
  return record;
}

/// A code says by itself how long it may be, so that a wrong one is one fault and not two.
void take_language(const Node* node, Card& into, Reading& reading) {
  if (!node || node->kind == Node::Kind::nothing) return;
  into.language = yaml::text(node, "language", kMaxLine, reading.report());
  if (into.language.empty() || is_language(into.language)) return;
  reading.report().error(*node, fmt::format("'{}' is no language code", text::first(into.language, kMaxLabel)),
                         "use a code such as en, de or pt-BR");
}

const Record<Card>& card() {
  static const Record<Card> record(
      "a card",
      {Take::id("id", &Card::id, kMaxId, Need::always, {kRules, "never changes once the card was played; the file's name"}),
       Take::plain("title", &Card::title, kMaxTitle, Need::always, {kList, "gives nothing away"}),
       Take::plain("sector", &Card::sector, kMaxName, Need::always, {kList, "where it plays"}),
       Field<Card>{{"language",
                    {.kind = Shape::Kind::text, .min = 2, .max = kMaxLanguage},
                    Need::always,
                    "",
                    kList,
                    "a code such as `en` or `pt-BR`; the folder's name"},
                   take_language},
       without_default(scale("difficulty", &Card::difficulty, Need::always, {kList, "1: one open feeling; 5: grief, guilt or shame, and no fix in reach"})),
       Take::one("minutes", &Card::minutes, durations(), Need::never, {"", "the debrief is at least as long as the talk"}),
       Take::plain_texts("tags", &Card::tags, kMaxTags, kMaxName, {kList, "words to find it by"}),
       Take::words("skills", &Card::skills, kSkills, {kList, "which it stresses"}),
       Take::plain("content_note", &Card::content_note, kMaxPassage, Need::never, {kList, "what somebody may want to know beforehand"}),
       Take::yes("warm_up", &Card::warm_up, {kList, "`yes`: a short talk that nobody scores"}),
       Take::one("follows", &Card::follows, follows(), Need::never, {kList, "a follow-up episode of another card"}),
       Take::one("customer", &Card::customer, customer(), Need::always, {"", "one side"}),
       Take::one("agent", &Card::agent, agent(), Need::always, {"", "the other side"}),
       Take::one("modifiers", &Card::modifiers, modifiers(), Need::never, {"", "texts for challenges"}),
       Take::texts("debrief", &Card::debrief, 0, kMaxQuestions, kMaxLine, Need::never, {kDebrief, "questions to talk about"}),
       Take::plain_texts("sources", &Card::sources, kMaxSources, kMaxLine, {kAuthors, "where it comes from"}),
       Take::many("variants", &Card::variants, variant(), 1, kMaxVariants, Need::always, {"", "other names, numbers and stakes; two or more are advised"})});
  return record;
}

}  // namespace

bool is_language(std::string_view code) {
  const auto all = [](std::string_view part, char from, char to) {
    return std::ranges::all_of(part, [=](char c) { return c >= from && c <= to; });
  };
  const auto dash = std::min(code.find('-'), code.size());
  const std::string_view region = code.substr(std::min(dash + 1, code.size()));
  const bool region_fits = dash == code.size() || (region.size() == 2 && all(region, 'A', 'Z'));
  return dash >= 2 && dash <= 3 && all(code.substr(0, dash), 'a', 'z') && region_fits;
}

void Reading::bare(const Node& node, const std::string& text, std::string_view what) {
  if (text.find_first_of("{}") == std::string::npos) return;
  report_.error(node, fmt::format("nothing fills in the braces in '{}'", what), "write out what should stand there");
}

void read(const Node& root, Reading& reading) {
  // It says which of the other keys a card needs, so it is read before them; what is wrong with it is said in its turn.
  if (const Node* warm_up = root.kind == Node::Kind::map ? root.find("warm_up") : nullptr) {
    reading.card.warm_up = warm_up->text == "yes" || warm_up->text == "true";
  }
  card().read(&root, reading.card, reading);
}

const yaml::RecordShape& shape() { return card().shape(); }

}  // namespace earshot::card
