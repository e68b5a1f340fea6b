// Somebody at the plain line client, in the middle of a role-play.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string_view>
#include <variant>

#include "client/text/plain_face.h"
#include "tests/client/text/scene.h"

namespace earshot::testing {

struct Person {
  Desk desk;
  text_client::PlainFace face{desk.port(), {"CODE", "Ana"}};
  TimePoint now = kNow;

  explicit Person(protocol::Role role = protocol::Role::agent, protocol::Phase phase = protocol::Phase::talk) { desk.model = scene(role, phase); }

  Person& type(std::string_view line) {
    face.line(line, now);
    return *this;
  }
  void hear(const protocol::ServerMessage& message) {
    model::reduce(desk.model, message, now);
    face.event(message, now);
  }
  void connection(model::ConnectionState state) {
    desk.model.connection.state = state;
    desk.model.connection.server_name = "Room 4";
    desk.model.connection.words = "apple-river-stone";
    face.event(desk.model.connection, now);
  }
  template <class Kind>
  Kind sent() const {
    REQUIRE_FALSE(desk.sent.empty());
    REQUIRE(std::holds_alternative<Kind>(desk.sent.back()));
    return std::get<Kind>(desk.sent.back());
  }
  bool was_said(std::string_view part) const {
    return std::ranges::any_of(desk.printed, [&](const std::string& line) { return line.find(part) != std::string::npos; });
  }
};

}  // namespace earshot::testing
