#include "client/link/discovery.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace earshot::link {
namespace {

/// An answer to the question before the last may still be on its way.
constexpr std::size_t kRememberedQuestions = 4;
constexpr std::uint32_t kSoonQuestions = 3;

}  // namespace

void Discovery::start(TimePoint now) {
  if (shown_.looking) return;
  shown_ = {};
  shown_.looking = true;
  shown_.next = now;
}

void Discovery::stop() {
  nonces_.clear();
  heard_.clear();
  shown_ = {};
}

std::optional<secure::Bytes> Discovery::question(TimePoint now, const std::vector<std::array<std::uint8_t, 4>>& own) {
  if (!shown_.looking || now < shown_.next) return std::nullopt;
  own_ = own;
  const secure::FindQuestion question = secure::make_find_question(version_);
  nonces_.push_back(question.nonce);
  if (nonces_.size() > kRememberedQuestions) nonces_.pop_front();
  ++shown_.asked;
  shown_.next = now + (shown_.asked < kSoonQuestions ? kFirstFindAgain * shown_.asked : kFindAgain);
  return secure::encode(question);
}

bool Discovery::take(const secure::Address& from, secure::View datagram, TimePoint now) {
  if (!shown_.looking || from.port != port_) return false;
  auto answer = secure::decode_find_answer(datagram);
  if (!answer || std::ranges::find(nonces_, answer->nonce) == nonces_.end()) return false;
  const auto known = heard_.find(from);
  if (known == heard_.end() && heard_.size() >= kMostFound) return false;
  Heard& heard = known == heard_.end() ? heard_[from] : known->second;
  heard.at = now;
  answer->nonce = {};
  if (known != heard_.end() && heard.answer == *answer) return false;
  heard.answer = std::move(*answer);
  show();
  return true;
}

bool Discovery::forget(TimePoint now) {
  const auto gone = std::erase_if(heard_, [&](const auto& entry) { return now - entry.second.at >= kFoundFor; });
  if (gone > 0) show();
  return gone > 0;
}

std::optional<TimePoint> Discovery::next_due() const {
  if (!shown_.looking) return std::nullopt;
  TimePoint due = shown_.next;
  for (const auto& [address, heard] : heard_) due = std::min(due, heard.at + kFoundFor);
  return due;
}

void Discovery::show() {
  const auto is_own = [&](const secure::Address& address) { return std::ranges::find(own_, address.ip) != own_.end(); };
  const auto is_loopback = [](const secure::Address& address) { return address.ip[0] == 127; };
  // A server on this machine: the address that others can reach as well is the one to pass on.
  const auto shown_elsewhere = [&](const secure::Address& address, const Heard& heard) {
    return is_loopback(address) && std::ranges::any_of(heard_, [&](const auto& other) {
      return !is_loopback(other.first) && is_own(other.first) &&
             other.second.answer.fingerprint == heard.answer.fingerprint;
    });
  };
  shown_.servers.clear();
  for (const auto& [address, heard] : heard_) {
    if (shown_elsewhere(address, heard)) continue;
    const secure::FindAnswer& answer = heard.answer;
    model::FoundServer server;
    server.address = address.to_string();
    server.name = answer.server;
    server.fingerprint = answer.fingerprint.to_string();
    server.other_version = answer.version != version_;
    for (const secure::ListedClass& listed : answer.classes) server.classes.push_back({listed.code, listed.name});
    server.more = answer.more;
    shown_.servers.push_back(std::move(server));
  }
  std::ranges::sort(shown_.servers, {}, [](const model::FoundServer& server) { return std::tie(server.name, server.address); });
}

}  // namespace earshot::link
