// A class: its members, its settings, and what passes between it and its trainer.
#pragma once

#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/moment.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

/// What a trainer sets for the class once.
struct ClassSettings {
  bool triads = false;     ///< all sessions in threes, as far as the number allows
  LateJoin late{};
  DropOut drop_out{};
  bool warm_ups = false;   ///< two who have arrived warm up until the first round
  bool listed = false;     ///< discovery on the local network names the class and its code
  std::uint32_t seat_held_seconds = 90;
  std::string language{};  ///< of all cards, where they are translated; empty: what both people of a session read
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(triads), CEREAL_NVP(late), CEREAL_NVP(drop_out), CEREAL_NVP(warm_ups), CEREAL_NVP(listed),
      CEREAL_NVP(seat_held_seconds), CEREAL_NVP(language));
  }
  friend bool operator==(const ClassSettings&, const ClassSettings&) = default;
};

/// Two people whom the trainer keeps apart or together.
struct WishPair {
  PersonId one;
  PersonId other;
  Wish wish{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(one), CEREAL_NVP(other), CEREAL_NVP(wish));
  }
  friend bool operator==(const WishPair&, const WishPair&) = default;
};

/// Somebody who asked for help and has not been answered.
struct HelpRequest {
  PersonId person;
  SessionId session;  ///< 0: from the lobby
  std::string text;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(session), CEREAL_NVP(text), CEREAL_NVP(at));
  }
  friend bool operator==(const HelpRequest&, const HelpRequest&) = default;
};

// --- Intents --------------------------------------------------------------------------------------------------------

/// Leaves the class. In a session it counts as a partner who is gone.
struct Leave {
  static constexpr std::uint16_t kNumber = 7;
  template <class A>
  void serialize(A&) {}
};

/// `lesson` names one of the server's lessons, or is empty.
struct CreateClass {
  static constexpr std::uint16_t kNumber = 10;
  std::string name;
  std::vector<std::string> teams;
  std::string lesson{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(name), CEREAL_NVP(teams), CEREAL_NVP(lesson));
  }
};

/// To everybody in the class.
struct Broadcast {
  static constexpr std::uint16_t kNumber = 17;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text));
  }
};

/// A trainer's quiet line to one person.
struct Whisper {
  static constexpr std::uint16_t kNumber = 18;
  PersonId to;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(to), CEREAL_NVP(text));
  }
};

/// Takes a person out of the class; `for_good`: they cannot come back, with no name and no token.
struct Remove {
  static constexpr std::uint16_t kNumber = 19;
  PersonId person;
  bool for_good = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(for_good));
  }
};

/// 'Eyes up': every screen and every clock stands still until it is taken back.
struct EyesUp {
  static constexpr std::uint16_t kNumber = 85;
  bool on = false;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(on), CEREAL_NVP(text));
  }
};

struct SetClass {
  static constexpr std::uint16_t kNumber = 86;
  ClassSettings settings;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(settings));
  }
};

/// Keeps two people apart or together from the next round on; `none` takes it back.
struct SetWish {
  static constexpr std::uint16_t kNumber = 87;
  WishPair pair;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(pair));
  }
};

/// To everybody in one session.
struct SpeakTo {
  static constexpr std::uint16_t kNumber = 89;
  SessionId session;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(text));
  }
};

/// A muted person reads and plays on, but says nothing in chat.
struct Mute {
  static constexpr std::uint16_t kNumber = 91;
  PersonId person;
  bool on = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(on));
  }
};

/// Asks the trainer.
struct Help {
  static constexpr std::uint16_t kNumber = 39;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text));
  }
};

/// This person's call for help has been answered.
struct HelpDone {
  static constexpr std::uint16_t kNumber = 92;
  PersonId person;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person));
  }
};

/// Makes a member a trainer of this class, or a trainee again.
struct Promote {
  static constexpr std::uint16_t kNumber = 94;
  PersonId person;
  bool trainer = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(trainer));
  }
};

// --- Messages -------------------------------------------------------------------------------------------------------

/// You have entered this class. Everything known of an earlier class is void.
struct ClassEntered {
  static constexpr std::uint16_t kNumber = 10;
  ClassId id;
  std::string code;
  std::string name;
  Standing standing{};
  std::vector<std::string> teams;
  bool practice = false;  ///< the server's own class, whose queue is always open
  bool owner = false;     ///< you opened this class
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(code), CEREAL_NVP(name), CEREAL_NVP(standing), CEREAL_NVP(teams), CEREAL_NVP(practice),
      CEREAL_NVP(owner));
  }
};

struct Member {
  PersonId person;
  std::string name;
  std::string team;
  Standing standing{};
  bool present = false;
  bool muted = false;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(name), CEREAL_NVP(team), CEREAL_NVP(standing), CEREAL_NVP(present), CEREAL_NVP(muted));
  }
  friend bool operator==(const Member&, const Member&) = default;
};

/// Members in pages, added to the list or replacing their earlier entry; `complete` marks the last page.
struct MemberPage {
  static constexpr std::uint16_t kNumber = 11;
  std::vector<Member> members;
  bool complete = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(members), CEREAL_NVP(complete));
  }
};

struct MemberLeft {
  static constexpr std::uint16_t kNumber = 12;
  PersonId person;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person));
  }
};

/// To a trainer: somebody asked for help, or stepped out (`text` empty then).
struct TrainerNotice {
  static constexpr std::uint16_t kNumber = 18;
  PersonId person;
  SessionId session;
  bool stepped_out = false;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(person), CEREAL_NVP(session), CEREAL_NVP(stepped_out), CEREAL_NVP(text));
  }
};

/// A trainer spoke to everybody, or to one session. `id` counts what trainers said in this class: said again on a
/// resume, it has the same id.
struct BroadcastShown {
  static constexpr std::uint16_t kNumber = 19;
  PersonId from;
  std::string text;
  SessionId session{};  ///< 0: to the whole class
  std::uint64_t id = 0;
  Moment at{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(from), CEREAL_NVP(text), CEREAL_NVP(session), CEREAL_NVP(id), CEREAL_NVP(at));
  }
};

struct WhisperShown {
  static constexpr std::uint16_t kNumber = 20;
  PersonId from;
  PersonId to;
  std::string text;
  std::uint64_t id = 0;  ///< as with BroadcastShown
  Moment at{};
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(from), CEREAL_NVP(to), CEREAL_NVP(text), CEREAL_NVP(id), CEREAL_NVP(at));
  }
};

/// You are no longer in the class.
struct ClassLeft {
  static constexpr std::uint16_t kNumber = 21;
  std::string why;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(why));
  }
};

struct SettingsShown {
  static constexpr std::uint16_t kNumber = 22;
  ClassSettings settings;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(settings));
  }
};

struct EyesUpShown {
  static constexpr std::uint16_t kNumber = 25;
  bool on = false;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(on), CEREAL_NVP(text));
  }
  friend bool operator==(const EyesUpShown&, const EyesUpShown&) = default;
};

/// To trainers: everybody who waits for help, the first first.
struct HelpShown {
  static constexpr std::uint16_t kNumber = 26;
  std::vector<HelpRequest> waiting;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(waiting));
  }
};

/// To trainers: whom they keep apart or together.
struct WishesShown {
  static constexpr std::uint16_t kNumber = 27;
  std::vector<WishPair> pairs;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(pairs));
  }
};

}  // namespace earshot::protocol
