#include "tests/server/domain/secrets.h"

#include <cereal/cereal.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "server/domain/project.h"

namespace earshot::testing {

/// Collects every text of a message by its own list of fields, so that a field added later is not forgotten.
class Texts : public cereal::OutputArchive<Texts> {
 public:
  Texts() : OutputArchive(this) {}
  std::vector<std::string> found{};
};

template <class T>
std::enable_if_t<std::is_arithmetic_v<T>> CEREAL_SAVE_FUNCTION_NAME(Texts&, const T&) {}
inline void CEREAL_SAVE_FUNCTION_NAME(Texts& texts, const std::string& text) { texts.found.push_back(text); }
template <class T>
void CEREAL_SAVE_FUNCTION_NAME(Texts&, const cereal::SizeTag<T>&) {}
template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(Texts& texts, cereal::NameValuePair<T>& pair) {
  if constexpr (!std::is_enum_v<std::decay_t<T>>) texts(pair.value);
}

namespace {

template <class Message>
std::vector<std::string> texts_of(Message message) {
  Texts texts;
  message.serialize(texts);
  return texts.found;
}

/// The card's: observers from Score on, everybody in the debrief.
Secret of_the_card(const std::string& text, Role seat) { return {text, {seat}, {}, Phase::score, Phase::debrief}; }

std::string place(const Sent& sent) {
  return fmt::format("message {} to person {} in {}", protocol::number_of(sent.message), sent.to.value,
                     sent.phase ? protocol::word(*sent.phase) : "no session");
}

bool is_stray(const Sent& sent) {
  const bool open = sent.phase == Phase::debrief;
  const bool customer = sent.role == Role::customer;
  return std::visit(
      [&](const auto& message) {
        using T = std::decay_t<decltype(message)>;
        if constexpr (std::is_same_v<T, protocol::FeltShown> || std::is_same_v<T, protocol::ToldShown> ||
                      std::is_same_v<T, protocol::BeatShown>) {
          return !customer;
        } else if constexpr (std::is_same_v<T, protocol::RatingShown>) {
          return !open && message.by != sent.to;
        } else if constexpr (std::is_same_v<T, protocol::IntentionKept>) {
          return !open && message.person != sent.to;
        } else if constexpr (std::is_same_v<T, protocol::OutcomeShown>) {
          return !open && !customer;
        } else if constexpr (std::is_same_v<T, protocol::DebriefShown>) {
          return !open;
        } else if constexpr (std::is_same_v<T, protocol::ModifiersShown> || std::is_same_v<T, protocol::RetakeShown> ||
                             std::is_same_v<T, protocol::ReplayShown>) {
          return !open;
        } else if constexpr (std::is_same_v<T, protocol::PingShown>) {
          return sent.role != Role::agent;
        } else if constexpr (std::is_same_v<T, protocol::TallyShown>) {
          return sent.role != Role::observer;
        } else if constexpr (std::is_same_v<T, protocol::RecapShown> || std::is_same_v<T, protocol::MarksShown>) {
          return sent.role == Role::observer && sent.phase < Phase::score;
        } else {
          return false;
        }
      },
      sent.message);
}

}  // namespace

std::vector<Secret> customer_secrets(const card::Card& card) {
  std::vector<Secret> secrets;
  for (const std::string& text : texts_of(domain::customer_brief(card, SessionId{1}))) {
    const bool given_twice = std::ranges::find(secrets, text, &Secret::text) != secrets.end();
    if (!text.empty() && text != card.customer.name && !given_twice) secrets.push_back(of_the_card(text, Role::customer));
  }
  for (const card::Beat& beat : card.customer.beats) {
    for (const std::string& text : {beat.id, beat.text, beat.mood}) {
      if (std::ranges::find(secrets, text, &Secret::text) == secrets.end()) secrets.push_back(of_the_card(text, Role::customer));
    }
  }
  return secrets;
}

std::vector<Secret> agent_secrets(const card::Card& card) {
  std::vector<Secret> secrets;
  for (const std::string& text : texts_of(domain::agent_brief(card, SessionId{1}))) {
    if (text != card.customer.name) secrets.push_back(of_the_card(text, Role::agent));
  }
  return secrets;
}

std::vector<Secret> challenge_secrets(const card::Card& card) {
  const card::Modifiers& texts = card.modifiers;
  std::vector<Secret> secrets;
  const auto before_debrief = [&](const std::string& text, std::set<Role> seats) {
    secrets.push_back({text, std::move(seats), {}, {}, Phase::debrief});
  };
  for (const card::Bait& bait : texts.distraction) {
    for (const std::string& text : {bait.from, bait.text, bait.inside}) before_debrief(text, {Role::agent});
  }
  for (const std::string& text : {texts.bias->note.when, texts.bias->note.by, texts.bias->note.text}) {
    secrets.push_back(of_the_card(text, Role::agent));
  }
  before_debrief(texts.bias->truth, {});
  for (const std::string& line : texts.pressure->lines) before_debrief(line, {Role::customer});
  before_debrief(texts.handover->to, {Role::agent});
  before_debrief(texts.handover->to_agent, {Role::agent});
  before_debrief(texts.handover->to_customer, {Role::customer});
  return secrets;
}

bool may_see(const Secret& secret, const Sent& sent) {
  if (!sent.phase) return false;
  if (sent.to == secret.owner || secret.seats.contains(*sent.role)) return true;
  if (secret.all && *sent.phase >= *secret.all) return true;
  return sent.role == Role::observer && secret.observers && *sent.phase >= *secret.observers;
}

bool holds(const Sent& sent, const std::string& text) {
  return std::search(sent.bytes.begin(), sent.bytes.end(), text.begin(), text.end()) != sent.bytes.end();
}

std::vector<std::string> leaks(const std::vector<Sent>& sent, const std::vector<Secret>& secrets) {
  std::vector<std::string> found;
  for (const Sent& one : sent) {
    for (const Secret& secret : secrets) {
      if (!may_see(secret, one) && holds(one, secret.text)) found.push_back(fmt::format("{} holds {}", place(one), secret.text));
    }
  }
  return found;
}

std::vector<std::string> never_sent(const std::vector<Sent>& sent, const std::vector<Secret>& secrets) {
  std::vector<std::string> missing;
  for (const Secret& secret : secrets) {
    const bool found = std::ranges::any_of(sent, [&](const Sent& one) {
      const bool owners = one.to == secret.owner || (one.role && secret.seats.contains(*one.role));
      const bool early = !secret.all || one.phase < *secret.all;
      return owners && early && holds(one, secret.text);
    });
    if (!found) missing.push_back(secret.text);
  }
  return missing;
}

std::vector<std::string> strays(const std::vector<Sent>& sent) {
  std::vector<std::string> found;
  for (const Sent& one : sent) {
    if (is_stray(one)) found.push_back(place(one));
  }
  return found;
}

}  // namespace earshot::testing
