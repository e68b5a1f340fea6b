// Who may ask for what: one table for the whole server (docs/rights.md shows the same). When something fits, in which
// phase or after what, is not a right: the decisions say it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "server/domain/class.h"
#include "shared/protocol/intents.h"

namespace earshot::domain {

/// What somebody is to the server and to a class. One person can be several at once: they may what any of them may.
enum class Who : std::uint8_t {
  stranger,        ///< not signed in
  outsider,        ///< signed in, not in the class
  server_trainer,  ///< signed in with a trainer token; in a class they are something else as well
  owner,           ///< opened the class
  co_trainer,      ///< was made a trainer of the class
  waiting,         ///< a trainee in no session and no queue
  queued,
  customer,
  agent,
  observer,
  watcher,  ///< a trainer of the class who follows a session
};
inline constexpr std::array<std::string_view, 11> kWhoWords{"stranger", "outsider", "server trainer", "owner",
                                                            "co-trainer", "waiting",  "queued",        "customer",
                                                            "agent",      "observer", "watcher"};

/// A set of them, one bit each.
using Whos = std::uint16_t;
constexpr Whos bit(Who who) { return static_cast<Whos>(1U << static_cast<unsigned>(who)); }

inline constexpr std::size_t kIntents = std::variant_size_v<protocol::Intent>;

/// The name of an intent, by its index in the variant.
std::string_view intent_name(std::size_t intent);

/// Whether the table lets `who` ask for the intent with this index in the variant.
bool may(Whos who, std::size_t intent);

/// What `person` is in this class: `outsider`, or one or more of owner to observer.
Whos who_in(const Class& klass, PersonId person);

/// Why the table does not let `who` ask for this; nothing if it does.
std::optional<Refusal> not_yours(Whos who, const protocol::Intent& intent);

}  // namespace earshot::domain
