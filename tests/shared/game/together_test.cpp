// What teams and classes do together.
#include "tests/shared/game/world.h"

namespace earshot::game {
namespace {

using namespace testing;
using People = std::vector<std::vector<Deed>>;

/// One of whatever the metric counts, for the rules' quests and goals.
Deed brings(std::string_view metric, int i) {
  Deed deed = recap(10, metric == "days" ? i % 7 : 0, i);
  deed.feelings_told = deed.feelings_captured = 1;
  deed.facts_told = deed.facts_captured = metric == "facts_captured" ? 1 : 3;
  deed.if_asked_earned = deed.if_heard_earned = deed.prevention_named = 1;
  return deed;
}

std::vector<Deed> bringing(std::string_view metric, std::uint32_t count) {
  std::vector<Deed> deeds;
  for (std::uint32_t i = 0; i < count; ++i) deeds.push_back(brings(metric, static_cast<int>(i)));
  return deeds;
}

/// The deeds, moved into the week.
std::vector<Deed> moved(std::vector<Deed> deeds, std::int64_t week) {
  const std::chrono::days by{7 * (week - week_of(at(0), kUtc))};
  for (Deed& deed : deeds) deed.at = deed.at.point() + by;
  return deeds;
}

}  // namespace

TEST_CASE("each quest is reached with what each member owes, and not with one less") {
  for (std::size_t i = 0; i < rules().quests.size(); ++i) {
    const QuestRule& rule = rules().quests[i];
    CAPTURE(rule.id);
    const auto metric = metrics()[rule.metric].name;
    const auto week = static_cast<std::int64_t>(i);  // the first weeks have the quests in order
    const auto full = moved(bringing(metric, rule.each), week);
    const auto less = moved(bringing(metric, rule.each - 1), week);
    CHECK(quest_of(People{full, full}, rules(), week, kUtc) == Quest{i, 2 * rule.each, 2 * rule.each, 2, true});
    const Quest missed = quest_of(People{full, less}, rules(), week, kUtc);
    CHECK(missed.have == 2 * rule.each - 1);
    CHECK_FALSE(missed.reached);
  }
}

TEST_CASE("nobody carries the team alone") {
  const QuestRule& rule = rules().quests[0];
  const auto much = moved(bringing(metrics()[rule.metric].name, 40), 0);
  const Quest quest = quest_of(People{much, {}, {}}, rules(), 0, kUtc);
  CHECK(quest.have == rule.at_most);
  CHECK(quest.target == 3 * rule.each);
  CHECK(quest.gave == 1);
  CHECK_FALSE(quest.reached);
}

TEST_CASE("a quest lasts a week, and the next one follows") {
  const auto count = static_cast<std::int64_t>(rules().quests.size());
  for (std::int64_t week = -3; week < 3 * count; ++week) {
    const Quest quest = quest_of({}, rules(), week, kUtc);
    CHECK(quest.rule == quest_of({}, rules(), week + count, kUtc).rule);
    CHECK((quest.rule + 1) % rules().quests.size() == quest_of({}, rules(), week + 1, kUtc).rule);
    CHECK_FALSE(quest.reached);  // nobody is there
  }
  const auto deeds = moved(bringing(metrics()[rules().quests[0].metric].name, 4), count);
  CHECK(quest_of(People{deeds}, rules(), count, kUtc).have > 0);
  CHECK(quest_of(People{deeds}, rules(), 0, kUtc).have == 0);
}

TEST_CASE("each class goal is reached with what each pair owes, and not with one less") {
  for (std::size_t i = 0; i < rules().goals.size(); ++i) {
    const GoalRule& rule = rules().goals[i];
    CAPTURE(rule.id);
    const auto metric = metrics()[rule.metric].name;
    const People people{bringing(metric, rule.each), bringing(metric, rule.each), {}, {}};
    CHECK(goal_of(people, 2, rules(), i, kUtc) == Goal{i, 2 * rule.each, 2 * rule.each, 2, true});
    const People fewer{bringing(metric, rule.each), bringing(metric, rule.each - 1), {}, {}};
    CHECK_FALSE(goal_of(fewer, 2, rules(), i, kUtc).reached);
  }
}

TEST_CASE("a class's goal grows with its rounds") {
  CHECK(goal_for(rules(), 0) == 0);
  for (std::uint32_t rounds = 1; rounds < 10; ++rounds) {
    const std::size_t index = goal_for(rules(), rounds);
    CHECK(rules().goals[index].from_rounds <= rounds);
    CHECK(goal_for(rules(), rounds + 1) >= index);
  }
}

TEST_CASE("sessions with a partner one chose count for oneself alone") {
  auto deeds = moved(bringing(metrics()[rules().quests[0].metric].name, 8), 0);
  for (Deed& deed : deeds) deed.partner = Partner::chosen;
  CHECK(quest_of(People{deeds}, rules(), 0, kUtc).have == 0);
  CHECK(goal_of(People{deeds}, 1, rules(), 0, kUtc).have == 0);
  CHECK(profile(deeds, rules(), at(0), kUtc).xp > 0);
}

TEST_CASE("a class without pairs, or with a goal that is not there, has reached nothing") {
  CHECK_FALSE(goal_of({}, 0, rules(), 0, kUtc).reached);
  CHECK(goal_of({}, 3, rules(), 99, kUtc) == Goal{});
}

}  // namespace earshot::game
