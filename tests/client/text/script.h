// A script at the line client's JSON face, in the middle of whatever its model holds.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "client/text/json_face.h"
#include "tests/client/text/scene.h"

namespace earshot::testing {

/// A face over a model that takes what it is told, as in the program.
struct Script {
  Desk desk;
  text_client::JsonFace face{desk.port(), {"CODE", "Ana"}};

  void hear(const protocol::ServerMessage& message) {
    model::reduce(desk.model, message, kNow);
    face.event(message, kNow);
  }
  void connection(model::ConnectionState state, std::string reason = "", model::Trust trust = model::Trust::invited, std::uint32_t attempts = 0) {
    model::Connection connection;
    connection.state = state;
    connection.reason = std::move(reason);
    connection.trust = trust;
    connection.attempts = attempts;
    desk.model.connection = connection;
    face.event(connection, kNow);
  }
  text_client::Json last() const {
    REQUIRE_FALSE(desk.printed.empty());
    return text_client::Json::parse(desk.printed.back());
  }
};

}  // namespace earshot::testing
