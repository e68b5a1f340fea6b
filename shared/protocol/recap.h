// Recap: the agent gives back what was heard, and the customer marks it.
#pragma once

#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/ids.h"
#include "shared/protocol/moment.h"

namespace earshot::protocol {

// --- Intents --------------------------------------------------------------------------------------------------------

/// The agent gives back what was heard. The first one scores; one mend is allowed after it was marked.
struct Recap {
  static constexpr std::uint16_t kNumber = 42;
  std::string text;
  std::vector<std::string> facts;
  std::vector<std::string> feelings;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(text), CEREAL_NVP(facts), CEREAL_NVP(feelings));
  }
  friend bool operator==(const Recap&, const Recap&) = default;
};

/// The customer's mark on one line of the recap.
struct LineMark {
  bool confirmed = false;
  std::string is;            ///< links it to the card's fact or feeling; empty: not linked
  std::string correction{};  ///< how it was, in the customer's words, for the agent; never with a confirmed line
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(confirmed), CEREAL_NVP(is), CEREAL_NVP(correction));
  }
  friend bool operator==(const LineMark&, const LineMark&) = default;
};

/// Marks the latest recap, line by line: as many marks as it has facts and feelings.
struct Mark {
  static constexpr std::uint16_t kNumber = 43;
  std::vector<LineMark> facts;
  std::vector<LineMark> feelings;
  std::vector<std::string> missed;  ///< facts and feelings that were told and not given back
  std::vector<std::string> untold;  ///< facts and feelings that were never told
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(facts), CEREAL_NVP(feelings), CEREAL_NVP(missed), CEREAL_NVP(untold));
  }
  friend bool operator==(const Mark&, const Mark&) = default;
};

// --- Messages -------------------------------------------------------------------------------------------------------

/// Recap number `attempt` (1, or 2 for the mended one).
struct RecapShown {
  static constexpr std::uint16_t kNumber = 44;
  SessionId session;
  std::uint8_t attempt = 1;
  Recap recap;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(attempt), CEREAL_NVP(recap), CEREAL_NVP(at));
  }
  friend bool operator==(const RecapShown&, const RecapShown&) = default;
};

/// The customer's marks, as their receiver may see them: links and ids of the card are empty before the debrief for
/// everybody but the customer; `missed` and `untold` too.
struct MarksShown {
  static constexpr std::uint16_t kNumber = 45;
  SessionId session;
  std::uint8_t attempt = 1;
  Mark marks;
  std::uint32_t missed = 0;  ///< how many
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(session), CEREAL_NVP(attempt), CEREAL_NVP(marks), CEREAL_NVP(missed), CEREAL_NVP(at));
  }
  friend bool operator==(const MarksShown&, const MarksShown&) = default;
};

}  // namespace earshot::protocol
