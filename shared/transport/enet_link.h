// One link of the ENet client: how far it has come, and what it tells when ENet ends it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "shared/secure/channel.h"
#include "shared/secure/handshake.h"
#include "shared/secure/query.h"
#include "shared/transport/client_transport.h"
#include "shared/transport/enet_host.h"
#include "shared/transport/resolver.h"

namespace earshot::transport::detail {

inline constexpr Milliseconds kFirstAskAgain{300};

struct Link {
  LinkId id;
  Target target;
  Stage stage = Stage::resolving;
  bool ended = false;
  EnetHost* host = nullptr;
  TimePoint deadline{};  // of the stage; of an ended link: when it is forgotten
  TimePoint next_ask{};
  Milliseconds ask_again = kFirstAskAgain;
  int retries = 0;
  int redirects = 0;
  bool retry = false;
  std::optional<Resolution> resolution{};
  ENetAddress base{};   // where the invite points
  ENetAddress asked{};  // the port that is asked and connected to
  secure::Query query{};
  secure::Answer answer{};
  ENetPeer* peer = nullptr;
  std::unique_ptr<secure::ClientHandshake> handshake{};
  std::optional<secure::Channel> channel{};
  Backlog backlog{};

  std::string where() const;  ///< for texts: the host and port of the target
};

/// For the person at the screen.
std::string text_of(Code code);
CloseKind kind_of(Code code);

}  // namespace earshot::transport::detail
