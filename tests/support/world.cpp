#include "tests/support/world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "shared/protocol/limits.h"

namespace earshot::testing {

namespace {

constexpr int kMostFollowing = 1'000;  // as the server

}  // namespace

World::World(Start start)
    : shelf_(std::move(start.cards), scene_rubric(), std::move(start.lessons)), random_(start.seed) {
  klass_.id = ClassId{1};
  if (start.practice) {
    happen({domain::ClassOpened{"PRACTICE", "Practice", {}, true, {}}});
    return;
  }
  const PersonId owner{++people_};
  names_.add(owner, "Tess");
  happen({domain::ClassOpened{"ABCD", "Tests", start.teams, false, owner},
          domain::MemberJoined{owner, {}, domain::Standing::trainer}});
  enter(owner);
}

domain::Context World::context() { return {now_, shelf_, names_, random_, present_, settings_, typists_}; }

PersonId World::join(const std::string& name, const std::string& team) {
  const auto decision = try_join(name, team);
  REQUIRE_MESSAGE(decision.has_value(), (decision ? "" : decision.error().text));
  return PersonId{people_};
}

domain::Decision World::try_join(const std::string& name, const std::string& team, domain::Standing standing) {
  const PersonId person{people_ + 1};
  auto decision = domain::join(klass_, person, name, team, standing, context());
  if (!decision) return decision;
  ++people_;
  names_.add(person, name);
  happen(*decision);
  enter(person);
  return decision;
}

void World::start_round(protocol::StartRound round) { must(trainer(), std::move(round)); }

domain::Decision World::attempt(PersonId who, protocol::Intent intent) {
  if (auto refusal = protocol::validate(intent)) return tl::unexpected<protocol::Refusal>(*refusal);
  auto decision = domain::decide(klass_, who, intent, context());
  if (!decision || decision->empty()) return decision;
  happen(*decision);
  for (const auto& event : *decision) {
    if (const auto* said = std::get_if<domain::Said>(&event)) typists_.erase(said->from);
    const auto* left = std::get_if<domain::MemberLeft>(&event);
    if (!left) continue;
    present_.erase(left->person);
    models_.erase(left->person);
  }
  return decision;
}

Events World::must(PersonId who, protocol::Intent intent) {
  auto decision = attempt(who, std::move(intent));
  REQUIRE_MESSAGE(decision.has_value(), (decision ? "" : decision.error().text));
  return *decision;
}

void World::happen(Events events) {
  for (const auto& event : events) apply_one(event);
  settle(true);
}

void World::apply_one(const domain::Event& event) {
  const SessionId session = domain::session_of(event);
  if (const auto* passed = std::get_if<domain::SeatPassed>(&event)) watching_.erase(passed->person);
  std::vector<PersonId> watchers;
  for (const auto& [person, watched] : watching_) {
    if (session && watched == session) watchers.push_back(person);
  }
  const auto* standing = std::get_if<domain::StandingSet>(&event);
  if (standing && standing->standing == domain::Standing::trainee) watching_.erase(standing->person);
  domain::apply(klass_, event, now_, shelf_);
  journal_.push_back({now_, event});
  if (std::holds_alternative<domain::SessionEnded>(event)) {
    std::erase_if(watching_, [&](const auto& entry) { return entry.second == session; });
  }
  domain::project(klass_, event, context(), watchers, delivery());
  if (after_event) after_event(event);
}

void World::settle(bool class_too) {
  for (int turn = 0; turn < kMostFollowing; ++turn) {
    Events events;
    for (const auto& [id, session] : klass_.sessions) {
      events = domain::consequences(session, context());
      if (!events.empty()) break;
    }
    if (events.empty() && class_too) events = domain::consequences(klass_, context());
    if (events.empty()) return;
    class_too = true;
    for (const auto& event : events) apply_one(event);
  }
  throw std::logic_error("events follow from events without end");
}

void World::wait(Milliseconds time) {
  const TimePoint end = now_ + time;
  for (;;) {
    TimePoint next = end;
    for (const auto& [id, session] : klass_.sessions) {
      if (const auto due = domain::due(session)) next = std::min(next, *due);
    }
    const auto class_due = domain::due(klass_);
    if (class_due) next = std::min(next, *class_due);
    if (next >= end) break;
    now_ = std::max(now_, next);
    const std::size_t before = journal_.size();
    settle(class_due && *class_due <= now_);
    REQUIRE_MESSAGE(journal_.size() > before, "a session or the class is due, and nothing follows");
  }
  now_ = end;
  const auto class_due = domain::due(klass_);
  settle(class_due && *class_due <= now_);
}

void World::lose(PersonId person) {
  if (present_.erase(person) == 0) return;
  watching_.erase(person);
  models_.erase(person);
  domain::project_presence(klass_, person, context(), delivery());
  happen(domain::went_away(klass_, person, context()));
}

void World::regain(PersonId person) {
  if (klass_.member(person) && !present_.contains(person)) enter(person);
}

/// As the server: the snapshot first, then everybody hears of it.
void World::enter(PersonId person) {
  present_.insert(person);
  models_[person] = {};
  resume_in_passing(person);
  domain::project_presence(klass_, person, context(), delivery());
  happen(domain::came_back(klass_, person));
}

void World::restart(Milliseconds downtime) {
  now_ += downtime;
  present_.clear();
  watching_.clear();
  models_.clear();
  happen(domain::after_downtime(klass_, downtime, context()));
}

void World::watch(PersonId trainer, SessionId session) {
  watching_[trainer] = session;
  domain::snapshot_for_watcher(klass_.sessions.at(session), trainer, context(), delivery());
}

const domain::Session& World::session() const {
  REQUIRE(klass_.sessions.size() == 1);
  return klass_.sessions.begin()->second;
}

std::vector<protocol::ServerMessage> World::snapshot_of(PersonId person) {
  std::vector<protocol::ServerMessage> messages{protocol::Welcome{person, std::string(names_.name(person)), {}, false, 0}};
  domain::snapshot(klass_, person, context(), [&](auto to, protocol::ServerMessage message) {
    CHECK((to.size() == 1 && to[0] == person));
    messages.push_back(std::move(message));
  });
  if (const auto watched = watching_.find(person); watched != watching_.end()) {
    domain::snapshot_for_watcher(klass_.sessions.at(watched->second), person, context(),
                                 [&](auto, protocol::ServerMessage message) { messages.push_back(std::move(message)); });
  }
  return messages;
}

void World::resume_in_passing(PersonId person) {
  for (const auto& message : snapshot_of(person)) deliver({&person, 1}, message);
}

domain::Deliver World::delivery() {
  return [this](std::span<const PersonId> to, const protocol::ServerMessage& message) { deliver(to, message); };
}

void World::deliver(std::span<const PersonId> to, const protocol::ServerMessage& message) {
  protocol::Bytes bytes;
  protocol::encode(message, bytes);
  CHECK_MESSAGE(bytes.size() <= protocol::limits::kMessageBytes, "message ", protocol::number_of(message), " is too large");
  for (const PersonId person : to) {
    if (!present_.contains(person)) continue;
    Sent one{person, {}, {}, message, bytes};
    const domain::Session* session = klass_.session_of(person);
    if (session) one.role = session->seat_of(person)->role;
    if (const auto watched = watching_.find(person); watched != watching_.end()) {
      session = &klass_.sessions.at(watched->second);
      one.role = Role::observer;
    }
    if (session) one.phase = session->phase;
    sent_.push_back(std::move(one));
    model::reduce(models_.at(person), message, now_);
  }
}

// --- A scene --------------------------------------------------------------------------------------------------------

Scene::Scene(std::size_t people, protocol::StartRound round, Start start) : World(std::move(start)) {
  for (const char* name : {"Ann", "Ben", "Cleo"}) {
    if (people-- > 0) join(name);
  }
  start_round(std::move(round));
  customer_ = of(Role::customer);
  agent_ = of(Role::agent);
  observer_ = of(Role::observer);
}

std::vector<PersonId> Scene::people() const {
  std::vector<PersonId> all{customer_, agent_};
  if (observer_) all.push_back(observer_);
  return all;
}

void Scene::go_to(Phase wanted) {
  while (phase() != wanted) must(trainer(), protocol::NextPhase{});
}

void Scene::all_ready() {
  const Phase now_in = phase();
  for (const PersonId person : people()) must(person, protocol::Ready{now_in});
}

protocol::Recap good_recap() { return {"You said the lamp is dark.", {"It is dark", "It was a gift"}, {"You are sad"}}; }

protocol::Mark marks_for_good_recap() {
  return {{{true, kDark}, {false, ""}}, {{true, kSad}}, {kBulb}, {kChild}};
}

protocol::Rate rate(PersonId of, Role role, std::uint8_t level) {
  protocol::Rate rating;
  rating.of = of;
  if (role == Role::agent) {
    rating.levels = {{"attention", level}, {"empathy", level}};
  } else {
    rating.levels = {{"in_role", level}, {"disclosure", level}, {"fairness", level}};
  }
  return rating;
}

protocol::Outcome good_outcome() { return {4, 3, 5, 2, {kNewLamp}, {kCheck}, {}}; }

}  // namespace earshot::testing
