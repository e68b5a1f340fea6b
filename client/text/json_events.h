// The line client's words for events: what the server says, as JSON objects. docs/line-client.md lists them.
//
// Most are one message each; `class`, `sessions`, `cards`, `debrief`, and what comes in pages, are composed of the model,
// which holds the message already.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "client/model/model.h"
#include "client/text/json_intents.h"
#include "shared/protocol/messages.h"

namespace earshot::text_client {

/// The events of one message. Accepted and Refused come without "ref": only the face knows it.
std::vector<Json> events_of(const protocol::ServerMessage& message, const model::Model& model);

Json connection_event(const model::Connection& connection);
/// Of an intent that never left: a bad line.
Json refused_event(const protocol::Refusal& refusal);
/// The client ends, or will not connect again.
Json closed_event(std::string_view why, std::string_view text);

/// The class with all its members.
Json class_event(const model::ClassView& view);
/// The trainer's grid.
Json sessions_event(const model::Model& model);
/// Everything about a session in its debrief.
Json debrief_event(const model::Session& session, const model::Model& model);

}  // namespace earshot::text_client
