// A model in the middle of a role-play, and a port that keeps what a face does.
#pragma once

#include <string>
#include <vector>

#include "client/model/model.h"
#include "client/text/face.h"

namespace earshot::testing {

inline constexpr TimePoint kNow = from_unix_ms(1'800'000'000'000);
inline constexpr PersonId kAna{1};
inline constexpr PersonId kBen{2};
inline constexpr SessionId kSession{7};

inline protocol::CustomerBrief customer_brief() {
  protocol::CustomerBrief brief;
  brief.session = kSession;
  brief.name = "Dana";
  brief.felt_start = 2;
  brief.feelings = {{"worried", "worried", "the event is near.", 4}};
  brief.facts = {{"order", "The order", "I ordered in May.", protocol::FactRule::at_once, "", 0},
                 {"event", "The event", "It is for Saturday.", protocol::FactRule::if_asked, "the date", 0},
                 {"mother", "My mother", "My mother will be there.", protocol::FactRule::if_heard, "", 4}};
  brief.resolution = {{"expedite", "Send it overnight."}, {"refund", "Give the money back."}};
  brief.prevention = {{"check", "Check orders before they leave."}};
  brief.presses = {{"angrier", "You get angrier."}};
  return brief;
}

/// Ana plays `role`, Ben the other one; the phase is `phase`, five minutes long.
inline model::Model scene(protocol::Role role, protocol::Phase phase) {
  using namespace protocol;
  model::Model model;
  const auto take = [&](const ServerMessage& message) { model::reduce(model, message, kNow); };
  const Role other = role == Role::agent ? Role::customer : Role::agent;
  take(Welcome{kAna, "Ana", "token", false, 0});
  take(ClassEntered{ClassId{3}, "CODE", "Class", Standing::trainee, {}, false});
  take(MemberPage{{{kAna, "Ana", "", Standing::trainee, true}, {kBen, "Ben", "", Standing::trainee, true}}, true});
  take(RubricShown{"listening",
                   {{"attention", "Full attention", "Listen", {"one", "two", "three", "four", "five"}}},
                   {{"in_role", "In role", "", {"stayed in role"}}},
                   {{"First rounds", {"attention"}}}});
  take(Paired{kSession, RoundId{1}, role, Mode::chat, "card", "Title", "",
              {{kAna, "Ana", role, PresenceState::here, false}, {kBen, "Ben", other, PresenceState::here, false}},
              {"attention"}, "", false});
  if (role == Role::customer) take(customer_brief());
  take(PhaseShown{kSession, phase, Moment{kNow}, Moment{kNow + Seconds{300}}, false, Moment{kNow}});
  take(Lines{kSession, {{MessageId{1}, kBen, "hello", Moment{kNow}, Phase::talk}}});
  return model;
}

/// What a face did.
struct Desk {
  model::Model model;
  std::vector<std::string> printed;
  std::vector<std::string> complaints;
  std::vector<protocol::Intent> sent;
  std::optional<int> ended;
  bool accepted = false;

  text_client::Port port() {
    return {model,
            [this](protocol::Intent intent) {
              sent.push_back(std::move(intent));
              return sent.size();
            },
            [this] { accepted = true; },
            [this](int code) { ended = code; },
            [this](std::string_view line) { printed.emplace_back(line); },
            [this](std::string_view line) { complaints.emplace_back(line); }};
  }
  std::vector<std::string> take_printed() { return std::exchange(printed, {}); }
};

}  // namespace earshot::testing
