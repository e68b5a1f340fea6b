// Who is there: how a person is recognised, and comes in.
#pragma once

#include <cereal/types/string.hpp>
#include <cstdint>
#include <string>

#include "shared/base/ids.h"
#include "shared/protocol/moment.h"

namespace earshot::protocol {

// --- Intents --------------------------------------------------------------------------------------------------------

/// A trainer shows the trainer token and says how to be called. Answer: Welcome.
struct SignIn {
  static constexpr std::uint16_t kNumber = 1;
  std::string token;
  std::string name;
  std::string language{};  ///< that the person reads: "de"; empty: unknown
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(token), CEREAL_NVP(name), CEREAL_NVP(language));
  }
};

/// Enters a class by its code. Without a person on this connection it creates one and hands out a resume token.
/// `attempt` is random and kept for resends, so that a lost answer does not make a second person.
struct Join {
  static constexpr std::uint16_t kNumber = 2;
  std::string code;
  std::string name;
  std::string team;
  std::string attempt;
  std::string language{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(code), CEREAL_NVP(name), CEREAL_NVP(team), CEREAL_NVP(attempt), CEREAL_NVP(language));
  }
};

/// Comes back as the person the token belongs to. Answer: Welcome, then everything that person may see.
struct Resume {
  static constexpr std::uint16_t kNumber = 3;
  std::string token;
  std::string language{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(token), CEREAL_NVP(language));
  }
};

/// Asks for a token that makes somebody else a trainer of this server. Answer: TrainerInvite.
struct InviteTrainer {
  static constexpr std::uint16_t kNumber = 4;
  template <class A>
  void serialize(A&) {}
};

/// Asks for a code that moves this person to another device. Answer: LinkCode.
struct Link {
  static constexpr std::uint16_t kNumber = 5;
  template <class A>
  void serialize(A&) {}
};

/// Becomes the person of a link code on this device. Answer: Welcome.
struct Redeem {
  static constexpr std::uint16_t kNumber = 6;
  std::string code;
  std::string language{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(code), CEREAL_NVP(language));
  }
};

/// The person reads this language from here on. Cards that are dealt later, lists and the rubric come in it.
struct UseLanguage {
  static constexpr std::uint16_t kNumber = 8;
  std::string language;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(language));
  }
};

// --- Messages -------------------------------------------------------------------------------------------------------

/// You are `person`. `resume` is the token of this device, sent once when it is made.
struct Welcome {
  static constexpr std::uint16_t kNumber = 1;
  PersonId person;
  std::string name;
  std::string resume;
  bool trainer = false;
  /// The highest intent number the server has stored for this device: the link goes on from there.
  std::uint64_t last_intent = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(name), CEREAL_NVP(resume), CEREAL_NVP(trainer), CEREAL_NVP(last_intent));
  }
};

struct TrainerInvite {
  static constexpr std::uint16_t kNumber = 4;
  std::string token;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(token));
  }
};

struct LinkCode {
  static constexpr std::uint16_t kNumber = 5;
  std::string code;
  Moment until;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(code), CEREAL_NVP(until));
  }
};

}  // namespace earshot::protocol
