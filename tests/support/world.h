// One class with its people and a clock, run as the server runs it: an intent is validated and decided, events are
// applied and projected one by one, then comes what follows. Everybody connected has a model that is fed live.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "client/model/model.h"
#include "server/domain/class.h"
#include "server/domain/project.h"
#include "shared/protocol/codec.h"
#include "tests/support/scene_card.h"

namespace earshot::testing {

using domain::Events;
using domain::Phase;
using domain::Role;
using domain::Why;

/// A message that left for somebody who is connected.
struct Sent {
  PersonId to;
  std::optional<Phase> phase;  ///< of the session the receiver sat in or watched; none: in no session
  std::optional<Role> role;    ///< the receiver's in it; observer for who watched
  protocol::ServerMessage message;
  protocol::Bytes bytes;
};

/// An event as the journal holds it.
struct Recorded {
  TimePoint at;
  domain::Event event;
};

class Names final : public domain::People {
 public:
  std::string_view name(PersonId person) const override { return names_.at(person); }
  std::string_view language(PersonId person) const override {
    const auto found = languages_.find(person);
    return found == languages_.end() ? std::string_view{} : found->second;
  }
  void add(PersonId person, std::string name) { names_[person] = std::move(name); }
  void reads(PersonId person, std::string language) { languages_[person] = std::move(language); }

 private:
  std::map<PersonId, std::string> names_;
  std::map<PersonId, std::string> languages_;
};

struct Start {
  std::uint64_t seed = 1;  ///< of the server's randomness
  std::vector<std::string> teams{};
  bool practice = false;
  std::vector<card::Card> cards{scene_card(), scene_card("kettle")};
  std::vector<lesson::Lesson> lessons{};
};

/// The first card as its author wrote it, in its first variant.
inline protocol::StartRound lamp_round(std::uint32_t minutes = 0, protocol::Mode mode = protocol::Mode::chat) {
  return {"lamp", 1, minutes, {}, mode};
}

class World {
 public:
  explicit World(Start start = Start());
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // --- Doing ---

  /// The trainer who owns the class; nobody in Practice.
  PersonId trainer() const { return klass_.owner; }
  /// Joins and is connected. Fails the test on a refusal.
  PersonId join(const std::string& name, const std::string& team = {});
  domain::Decision try_join(const std::string& name, const std::string& team = {},
                            domain::Standing standing = domain::Standing::trainee);
  /// What this person reads from here on.
  void reads(PersonId person, std::string language) { names_.reads(person, std::move(language)); }
  /// A card round with whoever is present.
  void start_round(protocol::StartRound round = lamp_round());
  /// As the server does it. On a refusal nothing has happened.
  domain::Decision attempt(PersonId who, protocol::Intent intent);
  /// Fails the test on a refusal.
  Events must(PersonId who, protocol::Intent intent);
  /// As a trainer sets the class.
  void set(protocol::ClassSettings settings) { happen({domain::ClassSet{settings}}); }
  /// Applies events without a decision.
  void happen(Events events);
  /// Time passes; everything due happens at its moment.
  void wait(Milliseconds time);
  /// A sign of typing comes in.
  void type(PersonId person) { typists_[person] = now_; }
  void lose(PersonId person);    ///< the connection
  void regain(PersonId person);  ///< connects and resumes
  void restart(Milliseconds downtime);  ///< of the server: everybody is away until they regain
  void watch(PersonId trainer, SessionId session);

  // --- Looking ---

  const domain::Class& klass() const { return klass_; }
  /// The only open session.
  const domain::Session& session() const;
  PersonId of(Role role) const { return session().person_with(role); }
  Phase phase() const { return session().phase; }
  TimePoint now() const { return now_; }
  domain::Context context();
  const Shelf& content() const { return shelf_; }
  Shelf& content() { return shelf_; }
  bool is_present(PersonId person) const { return present_.contains(person); }

  const std::vector<Recorded>& journal() const { return journal_; }
  const std::vector<Sent>& sent() const { return sent_; }
  /// Messages of one kind to one person, in order.
  template <class Message>
  std::vector<Message> sent_to(PersonId person) const {
    std::vector<Message> found;
    for (const Sent& one : sent_) {
      if (const auto* message = std::get_if<Message>(&one.message); message && one.to == person) found.push_back(*message);
    }
    return found;
  }
  const model::Model& model(PersonId person) const { return models_.at(person); }
  const std::map<PersonId, model::Model>& models() const { return models_; }
  /// What a client that connects now is sent.
  std::vector<protocol::ServerMessage> snapshot_of(PersonId person);
  /// A snapshot as it would be sent, kept among the messages sent.
  void resume_in_passing(PersonId person);

  std::function<void(const domain::Event&)> after_event;

 private:
  void apply_one(const domain::Event& event);
  void settle(bool class_too);
  void deliver(std::span<const PersonId> to, const protocol::ServerMessage& message);
  void enter(PersonId person);
  domain::Deliver delivery();

  Shelf shelf_;
  Names names_;
  SeededRandom random_;
  domain::Settings settings_;
  std::unordered_set<PersonId> present_;
  std::map<PersonId, SessionId> watching_;
  domain::Typists typists_;
  domain::Class klass_;
  TimePoint now_ = from_unix_ms(1'800'000'000'000);
  std::vector<Recorded> journal_;
  std::vector<Sent> sent_;
  std::map<PersonId, model::Model> models_;
  std::uint64_t people_ = 0;
};

/// A class of Ann, Ben and perhaps Cleo (the observer then) whose round has begun: everybody is in Brief.
class Scene : public World {
 public:
  explicit Scene(std::size_t people = 3, protocol::StartRound round = lamp_round(), Start start = {});

  PersonId customer() const { return customer_; }
  PersonId agent() const { return agent_; }
  PersonId observer() const { return observer_; }
  std::vector<PersonId> people() const;
  /// By the trainer's Next, until the phase is reached.
  void go_to(Phase phase);
  void all_ready();

 private:
  PersonId customer_;
  PersonId agent_;
  PersonId observer_;
};

// Intents with sensible values.
protocol::Recap good_recap();
protocol::Mark marks_for_good_recap();
protocol::Rate rate(PersonId of, Role role, std::uint8_t level = 4);
protocol::Outcome good_outcome();

}  // namespace earshot::testing
