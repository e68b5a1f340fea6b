// Each badge is reached at its thresholds and not one below, and what misses its point does not count.
#include <functional>
#include <map>

#include "tests/shared/game/world.h"

namespace earshot::game {
namespace {

using namespace testing;

struct Example {
  Deed deed;                                        ///< adds one to the badge's count
  std::vector<std::function<void(Deed&)>> spoil{};  ///< each of them takes that away
  std::function<void(Deed&, int)> vary{};           ///< where only different ones count
};

Example with(Modifier modifier, std::vector<std::function<void(Deed&)>> spoil = {}) {
  Example example{recap(5, 0), std::move(spoil)};
  example.deed.modifiers = {modifier};
  example.spoil.push_back([](Deed& deed) { deed.modifiers = {Modifier::short_time}; });
  example.spoil.push_back([](Deed& deed) { --deed.facts_captured; });  // under half: nobody is steady by saying nothing
  return example;
}

Example plain(Deed deed, std::function<void(Deed&)> change, std::vector<std::function<void(Deed&)>> spoil) {
  change(deed);
  return {std::move(deed), std::move(spoil)};
}

const std::map<std::string, Example>& examples() {
  static const std::map<std::string, Example> all = [] {
    std::map<std::string, Example> made;
    made["whole-attention"] = with(Modifier::distraction, {[](Deed& d) { d.pings_opened = 1; }, [](Deed& d) { d.pings_seen = 0; }});
    made["whole-attention"].deed.pings_seen = 3;
    made["whole-attention"].spoil.erase(made["whole-attention"].spoil.begin() + 2);  // bait is bait, from whatever challenge
    made["steady"] = with(Modifier::pressure, {[](Deed& d) { d.pressure_rose = 1; }});
    made["no-assumptions"] = with(Modifier::bias, {[](Deed& d) { d.invented = 1; }});
    made["deep-breath"] = plain(recap(5, 0), [](Deed& d) { d.breath = true; },
                                {[](Deed& d) { d.breath = false; }, [](Deed& d) { --d.facts_captured; }});
    made["third-ear"] = plain(session(Role::observer, 0), [](Deed& d) { d.tasks_tapped = 1; }, {[](Deed& d) { d.tasks_tapped = 0; }, [](Deed& d) { d.kind = DeedKind::excused; }});
    made["same-measure"] = plain(calibration(rules().calibration.close, 0), [](Deed&) {},
                                 {[](Deed& d) { d.calibration_distance = rules().calibration.close + 1; },
                                  [](Deed& d) { d.calibration_distance.reset(); }, [](Deed& d) { d.kind = DeedKind::session; }});
    made["fair-part"] = plain(session(Role::customer, 0), [](Deed& d) { d.part_mean = 400; },
                              {[](Deed& d) { d.part_mean = 399; }, [](Deed& d) { d.part_mean.reset(); }});
    made["asks-first"] = plain(recap(0, 0), [](Deed& d) { d.if_asked_of = 4, d.if_asked_earned = 1; }, {[](Deed& d) { d.if_asked_earned = 0; }});
    made["opens-up"] = plain(recap(0, 0), [](Deed& d) { d.if_heard_of = 4, d.if_heard_earned = 1; }, {[](Deed& d) { d.if_heard_earned = 0; }});
    made["nothing-lost"] = plain(recap(10, 0), [](Deed&) {},
                                 {[](Deed& d) { --d.facts_captured; }, [](Deed& d) { d.recap_marked = false; },
                                  [](Deed& d) { d.facts_told = d.facts_captured = 1, d.feelings_told = d.feelings_captured = 1; }});
    made["nothing-added"] = plain(recap(5, 0), [](Deed&) {}, {[](Deed& d) { d.invented = 1; }, [](Deed& d) { --d.facts_captured; }});
    made["names-it"] = plain(recap(0, 0), [](Deed& d) { d.feelings_captured = 1; }, {[](Deed& d) { d.feelings_captured = 0; }});
    made["open-door"] = plain(recap(0, 0), [](Deed& d) { d.open_questions = 2, d.if_asked_earned = 1; },
                              {[](Deed& d) { d.open_questions = 1; }, [](Deed& d) { d.if_asked_earned = 0; }});
    made["hard-nut"] = plain(recap(5, 0), [](Deed& d) { d.difficulty = 4; },
                             {[](Deed& d) { d.difficulty = 3; }, [](Deed& d) { --d.facts_captured; }});
    made["right-first"] = plain(recap(10, 0), [](Deed& d) { d.recap_confirmed = true; }, {[](Deed& d) { d.recap_confirmed = false; }});
    made["mended"] = plain(recap(5, 0), [](Deed& d) { d.mended = true; },
                           {[](Deed& d) { d.mended = false; }, [](Deed& d) { d.recap_confirmed = true; }});
    made["never-again"] = plain(recap(0, 0), [](Deed& d) { d.prevention_named = 2; }, {[](Deed& d) { d.prevention_named = 0; }});
    made["to-the-point"] = plain(recap(5, 0), [](Deed& d) { d.resolution_named = 2; },
                                 {[](Deed& d) { d.resolution_named = 0; }, [](Deed& d) { --d.facts_captured; }});
    made["told-once"] = with(Modifier::handover, {[](Deed& d) { d.told_again = 1; }});
    made["looks-back"] = plain(session(Role::customer, 0), [](Deed& d) { d.intention_brought = true, d.intention_kept = 1; },
                               {[](Deed& d) { d.intention_brought = false; }, [](Deed& d) { d.intention_kept.reset(); }});
    made["comes-back"] = plain(session(Role::customer, 0), [](Deed&) {}, {[](Deed& d) { d.kind = DeedKind::excused; }});
    made["comes-back"].vary = [](Deed& d, int i) { d.at = at(7 * i); };
    made["many-trades"] = plain(session(Role::customer, 0), [](Deed&) {},
                                {[](Deed& d) { d.kind = DeedKind::excused; }, [](Deed& d) { d.sector.clear(); }});
    made["many-trades"].vary = [](Deed& d, int i) { d.sector = "sector " + std::to_string(i); };
    return made;
  }();
  return all;
}

std::vector<Deed> times(const Example& example, std::uint32_t count) {
  std::vector<Deed> deeds;
  for (std::uint32_t i = 0; i < count; ++i) {
    deeds.push_back(example.deed);
    deeds.back().session = SessionId{i + 1};
    if (example.vary) example.vary(deeds.back(), static_cast<int>(i));
  }
  return deeds;
}

}  // namespace

TEST_CASE("each badge is reached at its thresholds, and not one below") {
  CHECK(examples().size() == rules().badges.size());
  for (std::size_t i = 0; i < rules().badges.size(); ++i) {
    const Badge& badge = rules().badges[i];
    CAPTURE(badge.id);
    REQUIRE(examples().contains(badge.id));
    const Example& example = examples().at(badge.id);
    for (std::uint32_t tier = 0; tier < kTiers; ++tier) {
      const Progress below = played(times(example, badge.at[tier] - 1)).badges[i];
      CHECK(below == Progress{badge.at[tier] - 1, tier, badge.at[tier]});
      const Progress reached = played(times(example, badge.at[tier])).badges[i];
      CHECK(reached == Progress{badge.at[tier], tier + 1, tier + 1 < kTiers ? badge.at[tier + 1] : 0});
    }
  }
}

TEST_CASE("what misses the point of a badge does not count for it") {
  for (const auto& [id, example] : examples()) {
    CAPTURE(id);
    const std::size_t badge = badge_called(id);
    CHECK(played({example.deed}).badges[badge].count == 1);
    for (std::size_t i = 0; i < example.spoil.size(); ++i) {
      CAPTURE(i);
      Deed spoilt = example.deed;
      example.spoil[i](spoilt);
      CHECK(played({spoilt}).badges[badge].count == 0);
    }
  }
}

TEST_CASE("who handed over earns it, too, when the customer had to say nothing twice") {
  const auto counted = [](const Deed& deed) { return played({deed}).badges[badge_called("told-once")].count; };
  Deed first = session(Role::agent, 0);
  first.modifiers = {Modifier::handover};
  first.handed_over = true;
  first.facts_told = 3;
  CHECK(counted(first) == 1);
  Deed twice = first;
  twice.told_again = 1;
  CHECK(counted(twice) == 0);
  Deed little = first;
  little.facts_told = 2;  // there was nothing to note down
  CHECK(counted(little) == 0);
  Deed stayed = first;
  stayed.handed_over = false;
  CHECK(counted(stayed) == 0);
}

TEST_CASE("only different sectors and weeks count") {
  for (const char* id : {"many-trades", "comes-back"}) {
    const Deed deed = examples().at(id).deed;
    CHECK(played({deed, deed, deed}).badges[badge_called(id)].count == 1);
  }
}

TEST_CASE("what an agent earns, a customer or an observer does not") {
  for (const auto& [id, example] : examples()) {
    if (example.deed.kind != DeedKind::session || example.deed.role != Role::agent) continue;
    CAPTURE(id);
    for (const Role role : {Role::customer, Role::observer}) {
      Deed other = example.deed;
      other.role = role;
      CHECK(played({other}).badges[badge_called(id)].count == 0);
    }
  }
}

TEST_CASE("where a badge begins to count is a rule, too") {
  const auto counted = [](const char* id, void (*change)(Counting&)) {
    Rules changed = rules();
    change(changed.counting);
    return profile(std::vector{examples().at(id).deed}, changed, at(1), kUtc).badges[badge_called(id)].count;
  };
  CHECK(counted("nothing-lost", [](Counting& by) { by.told = 10; }) == 1);
  CHECK(counted("nothing-lost", [](Counting& by) { by.told = 11; }) == 0);
  CHECK(counted("steady", [](Counting& by) { by.share = 51; }) == 0);
  CHECK(counted("open-door", [](Counting& by) { by.questions = 3; }) == 0);
  CHECK(counted("hard-nut", [](Counting& by) { by.hard = 5; }) == 0);
  CHECK(counted("fair-part", [](Counting& by) { by.part = 401; }) == 0);
}

TEST_CASE("the metrics that no badge counts, count what they say") {
  const auto counted = [](std::string_view name, const std::vector<Deed>& deeds) {
    const auto index = find_metric(name);
    REQUIRE(index);
    return count(metrics()[*index], deeds, measure_by(rules(), kUtc));
  };
  Deed fresh = session(Role::customer, 1);
  fresh.first_time = true;
  Deed left = excused(2);
  left.first_time = true;
  const std::vector<Deed> deeds{recap(9, 0), fresh, session(Role::agent, 1), left, calibration(0, 3)};
  CHECK(counted("sessions", deeds) == 3);
  CHECK(counted("agent_sessions", deeds) == 2);
  CHECK(counted("days", deeds) == 3);
  CHECK(counted("new_cards", deeds) == 1);
  CHECK(counted("facts_captured", deeds) == 8);
  CHECK_FALSE(find_metric("words"));
}

}  // namespace earshot::game
