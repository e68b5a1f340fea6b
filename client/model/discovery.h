// What answers on the local network. Nobody vouches for any of it: who a server is shows when it is connected to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/clock.h"

namespace earshot::model {

/// A class whose trainer lets it be found.
struct FoundClass {
  std::string code;
  std::string name;  ///< may be empty
  friend bool operator==(const FoundClass&, const FoundClass&) = default;
};

struct FoundServer {
  std::string address;      ///< "192.168.1.20:7717": what an invite would name
  std::string name;         ///< what it calls itself; may be empty
  std::string fingerprint;  ///< 64 hex digits, as it says
  bool other_version = false;  ///< it cannot be joined with this program
  std::vector<FoundClass> classes;
  std::uint32_t more = 0;  ///< further classes that it did not name
  friend bool operator==(const FoundServer&, const FoundServer&) = default;
};

struct Discovery {
  bool looking = false;
  std::uint32_t asked = 0;  ///< how often, since looking began
  TimePoint next{};         ///< when it asks again
  std::vector<FoundServer> servers;  ///< by name, then address
  friend bool operator==(const Discovery&, const Discovery&) = default;
};

}  // namespace earshot::model
