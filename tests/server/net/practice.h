// Role-plays from the brief to the debrief, over connections, as people play them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/server/net/hub_fixture.h"

namespace earshot::net::testing {

/// What somebody plays it with; everything else is as good people play.
struct Play {
  std::string card = "wedding-order";
  std::uint8_t level = 4;       ///< that the customer gives the agent
  std::uint8_t own_level = 5;   ///< that the agent gives themselves
  std::size_t told = 3;         ///< facts of the card that the customer tells, from the first
  std::size_t captured = 2;     ///< of those, in the recap
  std::string recap = "You ordered brass and silver came.";
};

/// A session that was scored.
struct Played {
  SessionId session;
  RoundId round;
  transport::PeerId customer;
  transport::PeerId agent;
};

class Practice : public Fixture {
 public:
  explicit Practice(HubSettings settings = generous()) : Fixture(settings) {}

  /// Boards at once, and no limit that a test would meet while its clock stands still.
  static HubSettings generous() {
    HubSettings settings = at_once();
    settings.intents_burst = 100'000;
    return settings;
  }

  /// A trainer with a class that has these teams.
  transport::PeerId trainer_of(std::vector<std::string> teams) {
    const auto peer = connect();
    tell(peer, 0, protocol::SignIn{trainer_token, "Ngozi"});
    must(peer, protocol::CreateClass{"Care Desk", std::move(teams)});
    code = last<protocol::ClassEntered>(peer).code;
    return peer;
  }
  /// Another trainer of this server, with a class of their own.
  transport::PeerId other_trainer(transport::PeerId by) {
    const auto invite = ask<protocol::TrainerInvite>(by, protocol::InviteTrainer{});
    const auto peer = connect();
    tell(peer, 0, protocol::SignIn{invite.token, "Omar"});
    must(peer, protocol::CreateClass{"Night Desk", {}});
    return peer;
  }
  transport::PeerId trainee_in(const std::string& class_code, const std::string& name, const std::string& team = {}) {
    const auto peer = connect();
    tell(peer, 0, protocol::Join{class_code, name, team, "attempt of " + name});
    REQUIRE(count<protocol::Welcome>(peer) == 1);
    return peer;
  }

  protocol::Rate rating_of(transport::PeerId rated, protocol::Role role, std::uint8_t level, transport::PeerId by) {
    protocol::Rate rating;
    rating.of = person(rated);
    if (role == protocol::Role::agent) {
      for (const std::string& id : last<protocol::Paired>(by).focus) rating.levels.push_back({id, level});
    } else {
      for (const auto& criterion : last<protocol::RubricShown>(by).customer) rating.levels.push_back({criterion.id, level});
    }
    return rating;
  }

  /// Begins a round of the two and brings it to this phase.
  Played begin(transport::PeerId trainer, transport::PeerId a, transport::PeerId b, protocol::Phase until, const Play& play = {}) {
    must(trainer, protocol::StartRound{play.card, 1, 0, {}, protocol::Mode::chat});
    const auto paired = last<protocol::Paired>(a);
    const Played played{paired.session, paired.round, with_role(protocol::Role::customer, a, b), with_role(protocol::Role::agent, a, b)};
    if (until == protocol::Phase::brief) return played;
    to_phase(trainer, played, protocol::Phase::talk);
    const auto brief = last<protocol::CustomerBrief>(played.customer);
    must(played.agent, protocol::Say{"What happened?"});
    for (std::size_t i = 0; i < play.told; ++i) must(played.customer, protocol::Reveal{brief.facts.at(i).id, true});
    if (until == protocol::Phase::talk) return played;
    to_phase(trainer, played, protocol::Phase::recap);
    protocol::Recap recap{play.recap, {}, {"You feel let down"}};
    protocol::Mark mark;
    for (std::size_t i = 0; i < play.captured; ++i) {
      recap.facts.push_back("Fact " + std::to_string(i + 1));
      mark.facts.push_back({true, brief.facts.at(i).id});
    }
    mark.feelings.push_back({true, brief.feelings.front().id});
    must(played.agent, recap);
    must(played.customer, mark);
    if (until == protocol::Phase::recap) return played;
    to_phase(trainer, played, until < protocol::Phase::score ? until : protocol::Phase::score);
    return played;
  }

  /// Everybody rates everybody, and the debrief begins.
  void score(const Played& played, const Play& play = {}) {
    using protocol::Role;
    must(played.customer, rating_of(played.agent, Role::agent, play.level, played.customer));
    must(played.customer, rating_of(played.customer, Role::customer, 4, played.customer));
    must(played.agent, rating_of(played.agent, Role::agent, play.own_level, played.agent));
    must(played.agent, rating_of(played.customer, Role::customer, 4, played.agent));
    const auto brief = last<protocol::CustomerBrief>(played.customer);
    must(played.customer, protocol::Outcome{4, 3, 5, 2, {brief.resolution.front().id}, {}, {}});
    REQUIRE(phase_of(played.agent) == protocol::Phase::debrief);
  }

  /// A round of two from begin to end. Roles change from one to the next.
  Played play(transport::PeerId trainer, transport::PeerId a, transport::PeerId b, const Play& play = {}) {
    const Played played = begin(trainer, a, b, protocol::Phase::score, play);
    score(played, play);
    must(trainer, protocol::EndRound{});
    return played;
  }

  void to_phase(transport::PeerId trainer, const Played& played, protocol::Phase phase) {
    while (phase_of(played.agent) != phase) must(trainer, protocol::NextPhase{});
  }

  protocol::BoardPage board(transport::PeerId peer, protocol::BoardWindow window, protocol::BoardKind kind = protocol::BoardKind::people) {
    protocol::BoardScope scope;
    scope.window = window;
    return ask<protocol::BoardPage>(peer, protocol::AskBoard{kind, scope});
  }

  /// What is sent of a past session once the writer has read it; the messages that travelled in its parts.
  std::vector<protocol::ServerMessage> past(transport::PeerId peer, SessionId session) {
    const std::size_t before = count<protocol::PastPart>(peer);
    must(peer, protocol::OpenDebrief{session});
    std::vector<protocol::ServerMessage> messages;
    for (;;) {
      hub->tick(now);
      hub->release();
      const auto parts = all<protocol::PastPart>(peer);
      if (parts.size() > before && parts.back().last) {
        for (std::size_t i = before; i + 1 < parts.size(); ++i) {
          CHECK(parts[i].session == session);
          CHECK(parts[i].first == (i == before));
          auto decoded = protocol::decode_message(parts[i].message);
          REQUIRE(decoded);
          messages.push_back(std::move(*decoded));
        }
        return messages;
      }
      wait_for_writer();
    }
  }
};

/// Those of one kind.
template <class Message>
std::vector<Message> of_kind(const std::vector<protocol::ServerMessage>& messages) {
  std::vector<Message> found;
  for (const auto& message : messages) {
    if (const auto* wanted = std::get_if<Message>(&message)) found.push_back(*wanted);
  }
  return found;
}

/// The row of this person, if there is one.
inline const protocol::BoardRow* row_of(const protocol::BoardPage& page, const std::string& name) {
  for (const auto& row : page.rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

}  // namespace earshot::net::testing
