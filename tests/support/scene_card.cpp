#include "tests/support/scene_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace earshot::testing {
namespace {

using card::BeatPhase;
using card::Rule;
using Kind = card::Trigger::Kind;

/// "~fact:dark~" gives "~text fact:dark~": the one does not hold the other.
std::string of(const std::string& what, const std::string& id) { return "~" + what + " " + id.substr(1); }

card::Fact fact(const std::string& id, Rule rule, int level = 4) {
  return {id, of("text", id), of("label", id), rule, rule == Rule::if_asked ? of("topic", id) : "", level};
}

card::Feeling feeling(const std::string& id, int intensity) { return {id, of("name", id), of("reason", id), intensity, {}}; }

card::Beat beat(const std::string& id, card::Trigger when, std::string jump = {}) {
  return {id, of("text", id), when, of("mood", id), std::move(jump)};
}

card::CustomerSide customer() {
  card::CustomerSide side;
  side.name = "Eva Lind";  // both sides know it
  side.subtitle = "~customer:subtitle~";
  side.situation = "~customer:situation~";
  side.want = "~customer:want~";
  side.stake = "~customer:stake~";
  side.manner = "~customer:manner~";
  side.opening = "~customer:opening~";
  side.goal = "~customer:goal~";
  side.felt_start = kFeltStart;
  side.feelings = {feeling(kSad, 2), feeling(kAngry, 5)};
  side.facts = {fact(kDark, Rule::at_once), fact(kBulb, Rule::if_asked), fact(kCord, Rule::if_asked),
                fact(kGift, Rule::if_heard, 4), fact(kChild, Rule::if_heard, 5)};
  side.beats = {beat(kClick, {Kind::time, BeatPhase::talk, Seconds{30}, 0}),
                beat(kStart, {Kind::phase, BeatPhase::talk, {}, 0}),
                beat(kSecond, {Kind::agent_messages, BeatPhase::talk, {}, 2}),
                beat(kHeard, {Kind::felt_heard, BeatPhase::talk, {}, 4}),
                beat(kOwn, {Kind::pressed, BeatPhase::talk, {}, 0}),
                beat(kListen, {Kind::phase, BeatPhase::recap, {}, 0}),
                beat(kLater, {Kind::time, BeatPhase::solve, Seconds{60}, 0}, kJump),
                beat(kLeft, {Kind::pressed, BeatPhase::solve, {}, 0})};
  side.resolution = {{kNewLamp, of("text", kNewLamp)}, {kMoneyBack, of("text", kMoneyBack)}};
  side.prevention = {{kCheck, of("text", kCheck)}};
  return side;
}

card::AgentSide agent() {
  card::AgentSide side;
  side.name = "~agent:name~";
  side.company = "~agent:company~";
  side.subtitle = "~agent:subtitle~";
  side.about = "~agent:about~";
  side.success = "~agent:success~";
  side.remember = "~agent:remember~";
  side.policy = "~agent:policy~";
  side.you_decide = {{"~decide:title~", "~decide:detail~"}};
  side.ask_first = {{"~ask:title~", "~ask:detail~"}};
  side.ask_whom = "~agent:ask-whom~";
  side.not_yours = {{"~not-yours:title~", "~not-yours:detail~"}};
  side.history = {{"~history:when~", "~history:by~", "~history:text~"}};
  return side;
}

card::Modifiers modifiers() {
  card::Modifiers all;
  all.distraction = {{"~bait:from one~", "~bait:text one~", "~bait:inside one~", Seconds{40}},
                     {"~bait:from two~", "~bait:text two~", "~bait:inside two~", Seconds{100}}};
  all.bias = card::Bias{{"~bias:when~", "~bias:by~", "~bias:text~"}, "~bias:truth~"};
  all.pressure = card::Pressure{2, {"~pressure:one~", "~pressure:two~", "~pressure:three~"}};
  all.handover = card::Handover{"~handover:to~", "~handover:to agent~", "~handover:to customer~"};
  return all;
}

}  // namespace

card::Card scene_card(const std::string& id) {
  card::Card card;
  card.id = id;
  card.title = "The dark " + id;
  card.sector = "Tests";
  card.language = "en";
  card.difficulty = 2;
  card.minutes = {kBriefTime, kTalkTime, kRecapTime, kSolveTime, kScoreTime, kDebriefTime};
  card.customer = customer();
  card.agent = agent();
  card.debrief = {"~question:one~"};
  card.variants = {{"first", "", {}, "", {}}, {"second", "", {}, "~stake of the second~", {}}};
  card.hash = id + "-hash";
  return card;
}

card::Card translated(card::Card card, const std::string& language) {
  card.language = language;
  card.title += " (" + language + ")";
  card.hash += "-" + language;
  return card;
}

card::Card challenge_card(const std::string& id) {
  card::Card card = scene_card(id);
  card.modifiers = modifiers();
  if (id == "lamp") card.content_note = "It is about the dark.";
  return card;
}

std::vector<card::Card> challenge_cards() { return {challenge_card(), challenge_card("kettle")}; }

rubric::Rubric scene_rubric() {
  rubric::Rubric rubric;
  rubric.id = "listening";
  rubric.title = "Listening";
  const auto criterion = [](const std::string& id, rubric::Step step) {
    return rubric::Criterion{id, id, step, {"one", "two", "three", "four", "five"}};
  };
  for (const char* id : {"attention", "self"}) rubric.criteria.push_back(criterion(id, rubric::Step::listen));
  for (const char* id : {"clarify", "facts"}) rubric.criteria.push_back(criterion(id, rubric::Step::extract));
  for (const char* id : {"empathy", "recap"}) rubric.criteria.push_back(criterion(id, rubric::Step::give_back));
  for (const char* id : {"in_role", "disclosure", "fairness"}) {
    rubric.customer_criteria.push_back(criterion(id, rubric::Step::listen));
  }
  rubric.focus_sets = {{"first", {"attention", "empathy"}}, {"second", {"facts", "recap"}}};
  rubric.hash = "rubric-hash";
  return rubric;
}

transcript::Transcript scene_transcript(const std::string& id, const std::string& language) {
  const auto text = [&](const std::string& what) { return fmt::format("{} in {}", what, language); };
  transcript::Transcript transcript;
  transcript.id = id;
  transcript.title = text(id);
  transcript.language = language;
  transcript.situation = text("It is cold");
  transcript.focus = {"attention", "empathy"};
  transcript.lines = {{protocol::Role::customer, text("My heater is off.")}, {protocol::Role::agent, text("Since when?")}};
  transcript.notes = {{"attention", text("Asks what was not said.")}, {"empathy", text("Names no feeling.")}};
  transcript.hash = id + "-" + language;
  return transcript;
}

Shelf::Shelf(std::vector<card::Card> cards, rubric::Rubric rubric, std::vector<lesson::Lesson> lessons)
    : lessons_(std::move(lessons)), rubric_(std::make_shared<const rubric::Rubric>(std::move(rubric))) {
  for (card::Card& card : cards) put(std::move(card));
  put(scene_transcript());
  put(scene_transcript("heater", "de"));
}

void Shelf::put(card::Card card) {
  for (std::uint32_t variant = 0; variant < card.variants.size(); ++variant) {
    resolved_[{card.hash, variant}] = std::make_shared<const card::Card>(card::resolve(card, variant));
  }
  const auto original = std::ranges::find(cards_, card.id, &card::Card::id);
  auto& among = original == cards_.end() || (*original)->language == card.language ? cards_ : translations_;
  const auto old = std::ranges::find_if(among, [&](const auto& other) { return other->id == card.id && other->language == card.language; });
  auto shared = std::make_shared<const card::Card>(std::move(card));
  if (old == among.end()) {
    among.push_back(std::move(shared));
  } else {
    *old = std::move(shared);
  }
}

void Shelf::remove(const std::string& id, const std::string& language) {
  for (auto* among : {&cards_, &translations_}) {
    std::erase_if(*among, [&](const auto& card) { return card->id == id && card->language == language; });
  }
}

std::shared_ptr<const card::Card> Shelf::resolved(const std::string& hash, std::uint32_t variant) const {
  const auto found = resolved_.find({hash, variant});
  if (found == resolved_.end()) throw std::runtime_error(fmt::format("no card {} {}", hash, variant));
  return found->second;
}

void Shelf::put(transcript::Transcript transcript) {
  auto shared = std::make_shared<const transcript::Transcript>(std::move(transcript));
  transcripts_by_hash_[shared->hash] = shared;
  transcripts_.push_back(std::move(shared));
}

std::shared_ptr<const transcript::Transcript> Shelf::transcript(const std::string& hash) const {
  const auto found = transcripts_by_hash_.find(hash);
  if (found == transcripts_by_hash_.end()) throw std::runtime_error("no transcript " + hash);
  return found->second;
}

std::shared_ptr<const rubric::Rubric> Shelf::rubric(const std::string& hash) const {
  if (hash != rubric_->hash) throw std::runtime_error("no rubric " + hash);
  return rubric_;
}

}  // namespace earshot::testing
