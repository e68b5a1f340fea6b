// What must not be seen by whom, and the search for it in the bytes that left.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/support/world.h"

namespace earshot::testing {

/// A text that only some may see before the debrief.
struct Secret {
  std::string text;
  std::set<Role> seats{};             ///< whose it is by role
  PersonId owner{};                   ///< or by person
  std::optional<Phase> observers{};   ///< when an observer may see it
  std::optional<Phase> all{};         ///< when everybody in the session may
};

/// Every text of the customer's side, beats too, but for the name that both know.
std::vector<Secret> customer_secrets(const card::Card& card);
/// Every text of the agent's side.
std::vector<Secret> agent_secrets(const card::Card& card);

/// Every text of the card's challenges.
std::vector<Secret> challenge_secrets(const card::Card& card);

bool may_see(const Secret& secret, const Sent& sent);
bool holds(const Sent& sent, const std::string& text);

/// "message 31 to person 3 in talk holds …", for each message that holds a secret its receiver may not see.
std::vector<std::string> leaks(const std::vector<Sent>& sent, const std::vector<Secret>& secrets);

/// Secrets that their owners never got either: a search for them proves nothing.
std::vector<std::string> never_sent(const std::vector<Sent>& sent, const std::vector<Secret>& secrets);

/// Messages of kinds that carry no text to look for, to people they are not for: felt levels, told marks, others'
/// ratings and notes.
std::vector<std::string> strays(const std::vector<Sent>& sent);

}  // namespace earshot::testing
