// `earshot-text --find`: what answers on the local network, printed as it is found. Joins nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "client/model/discovery.h"
#include "shared/base/clock.h"
#include "shared/secure/invite.h"

namespace earshot::text_client {

struct FindOptions {
  bool json = false;
  std::uint16_t port = secure::kDefaultPort;  ///< where servers are asked
  Milliseconds time{3'000};                   ///< how long to wait for answers
};

/// Prints each server when it is found, and again when what it says has changed.
class FoundPrinter {
 public:
  FoundPrinter(bool json, std::function<void(std::string_view)> print) : json_(json), print_(std::move(print)) {}
  void show(const model::Discovery& discovery);
  std::size_t servers() const { return shown_.size(); }

 private:
  bool json_;
  std::function<void(std::string_view)> print_;
  std::map<std::string, model::FoundServer> shown_;  ///< by address
};

/// Looks until the time is over or a signal comes. Gives the exit code: kNotServed if nothing was found.
int find(const FindOptions& options);

}  // namespace earshot::text_client
