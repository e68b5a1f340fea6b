#include "client/text/json_face.h"

#include <variant>

#include "client/text/json_events.h"

namespace earshot::text_client {

using model::ConnectionState;

void JsonFace::event(const link::LinkEvent& event, TimePoint) {
  if (const auto* said = std::get_if<protocol::ServerMessage>(&event)) {
    message(*said);
  } else {
    connection(std::get<model::Connection>(event));
  }
}

void JsonFace::message(const protocol::ServerMessage& message) {
  if (posts_.is_repeated(message, port_.model)) return;
  for (Json& out : events_of(message, port_.model)) {
    if (const auto* accepted = std::get_if<protocol::Accepted>(&message)) add_ref(out, accepted->intent);
    if (const auto* refused = std::get_if<protocol::Refused>(&message)) add_ref(out, refused->intent);
    print(out);
  }
}

void JsonFace::add_ref(Json& event, std::uint64_t intent) {
  const auto found = refs_.find(intent);
  if (found == refs_.end()) return;
  event["ref"] = found->second;
  refs_.erase(found);
}

namespace {

std::string as_line(const Json& event) { return event.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// What makes this event another one: the server's clock does not.
std::string what_it_says(Json event) {
  if (const auto rows = event.find("sessions"); rows != event.end()) {
    for (Json& row : *rows) row.erase("now");
  }
  return as_line(event);
}

}  // namespace

void JsonFace::print(const Json& event) {
  // These two are said whole: once is enough for each state.
  const std::string& word = event["event"].get_ref<const std::string&>();
  for (auto [name, last] : {std::pair{"class", &last_class_}, std::pair{"sessions", &last_sessions_}}) {
    if (word != name) continue;
    if (std::string said = what_it_says(event); *last == said) return;
    else *last = std::move(said);
  }
  port_.print(as_line(event));
}

void JsonFace::connection(const model::Connection& connection) {
  print(connection_event(connection));
  switch (connection.state) {
    case ConnectionState::identify:
      end("unknown_server",
          "The server's fingerprint is not known. Give the whole invite, which holds it after '#': " + connection.fingerprint,
          kNotTrusted);
      break;
    case ConnectionState::stopped:
      if (connection.trust == model::Trust::changed) {
        end("not_trusted", connection.reason, kNotTrusted);
      } else {
        end("stopped", connection.reason, kNotServed);
      }
      break;
    case ConnectionState::reconnecting:
      if (!reached_ && connection.attempts >= kFirstAttempts) end("unreachable", connection.reason, kNotServed);
      break;
    case ConnectionState::signed_out:
    case ConnectionState::signing_in:
    case ConnectionState::ready: reached_ = true; break;
    case ConnectionState::idle:
    case ConnectionState::connecting: break;
  }
}

void JsonFace::end(std::string_view why, std::string_view text, int code) {
  print(closed_event(why, text));
  port_.complain(text);
  port_.end(code);
}

void JsonFace::line(std::string_view text, TimePoint) {
  if (text.find_first_not_of(" \t\r") == std::string_view::npos) return;
  ParsedLine parsed = parse_intent(text, port_.model, defaults_);
  if (!parsed.intent) {
    Json out = refused_event(parsed.intent.error());
    if (!parsed.ref.is_null()) out["ref"] = parsed.ref;
    print(out);
    return;
  }
  const std::uint64_t number = port_.send(std::move(*parsed.intent));
  if (!parsed.ref.is_null() && number != 0) refs_[number] = std::move(parsed.ref);
}

void JsonFace::line_too_long() {
  print(refused_event({protocol::Why::too_long, "this line is longer than any intent; it was not read", ""}));
}

}  // namespace earshot::text_client
