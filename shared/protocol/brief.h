// Brief: the two sides of a card.
#pragma once

#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

// --- Intents --------------------------------------------------------------------------------------------------------

/// Before the talk: a card with a content note is put back, without a reason, and another one is dealt.
struct SwapCard {
  static constexpr std::uint16_t kNumber = 48;
  template <class A>
  void serialize(A&) {}
};

// --- Messages -------------------------------------------------------------------------------------------------------

struct FactShown {
  std::string id;
  std::string label;
  std::string text;
  FactRule rule{};
  std::string topic;       ///< of `if_asked`
  std::uint8_t level = 0;  ///< of `if_heard`
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(label), CEREAL_NVP(text), CEREAL_NVP(rule), CEREAL_NVP(topic), CEREAL_NVP(level));
  }
  friend bool operator==(const FactShown&, const FactShown&) = default;
};

struct FeelingShown {
  std::string id;
  std::string name;
  std::string reason;
  std::uint8_t intensity = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(name), CEREAL_NVP(reason), CEREAL_NVP(intensity));
  }
  friend bool operator==(const FeelingShown&, const FeelingShown&) = default;
};

/// Something with an id and a text: a resolution, a prevention, a beat that waits for a press.
struct Named {
  std::string id;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(text));
  }
  friend bool operator==(const Named&, const Named&) = default;
};

/// The customer's side of the card. To the customer at once; to the others with the debrief (an observer: with Score).
struct CustomerBrief {
  static constexpr std::uint16_t kNumber = 31;
  SessionId session;
  std::string name;
  std::string subtitle;
  std::string situation;
  std::string want;
  std::string stake;
  std::string manner;
  std::string opening;
  std::string goal;
  std::uint8_t felt_start = 0;
  std::vector<FeelingShown> feelings;
  std::vector<FactShown> facts;
  std::vector<Named> resolution;
  std::vector<Named> prevention;
  std::vector<Named> presses;  ///< beats the customer may play
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(name), CEREAL_NVP(subtitle), CEREAL_NVP(situation), CEREAL_NVP(want),
      CEREAL_NVP(stake), CEREAL_NVP(manner), CEREAL_NVP(opening), CEREAL_NVP(goal), CEREAL_NVP(felt_start),
      CEREAL_NVP(feelings), CEREAL_NVP(facts), CEREAL_NVP(resolution), CEREAL_NVP(prevention), CEREAL_NVP(presses));
  }
  friend bool operator==(const CustomerBrief&, const CustomerBrief&) = default;
};

struct OfferShown {
  std::string title;
  std::string detail;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(title), CEREAL_NVP(detail));
  }
  friend bool operator==(const OfferShown&, const OfferShown&) = default;
};

struct HistoryShown {
  std::string when;
  std::string by;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(when), CEREAL_NVP(by), CEREAL_NVP(text));
  }
  friend bool operator==(const HistoryShown&, const HistoryShown&) = default;
};

/// The agent's side of the card. To the agent at once; to the others as with CustomerBrief.
struct AgentBrief {
  static constexpr std::uint16_t kNumber = 32;
  SessionId session;
  std::string customer_name;
  std::string name;
  std::string company;
  std::string subtitle;
  std::string about;
  std::string policy;
  std::string success;
  std::string remember;
  std::vector<OfferShown> may_offer;
  std::vector<OfferShown> ask_first;
  std::string ask_whom;
  std::vector<OfferShown> not_yours;
  std::vector<HistoryShown> history;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(customer_name), CEREAL_NVP(name), CEREAL_NVP(company), CEREAL_NVP(subtitle),
      CEREAL_NVP(about), CEREAL_NVP(policy), CEREAL_NVP(success), CEREAL_NVP(remember), CEREAL_NVP(may_offer),
      CEREAL_NVP(ask_first), CEREAL_NVP(ask_whom), CEREAL_NVP(not_yours), CEREAL_NVP(history));
  }
  friend bool operator==(const AgentBrief&, const AgentBrief&) = default;
};

}  // namespace earshot::protocol
