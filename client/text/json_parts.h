// The parts that events are made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/model/model.h"
#include "client/text/json_intents.h"
#include "shared/protocol/messages.h"

namespace earshot::text_client {

Json to_json(const protocol::Member& member);
Json to_json(const protocol::CardSummary& card);
Json to_json(const protocol::Criterion& criterion);
Json to_json(const protocol::FocusSet& set);
Json to_json(const protocol::Participant& one);
Json to_json(const protocol::SessionShown& session);
/// The customer's side; "side" says so.
Json to_json(const protocol::CustomerBrief& brief);
Json to_json(const protocol::AgentBrief& brief);
/// `session` names the speaker's role; null: unknown.
Json to_json(const protocol::Line& line);
Json to_json(const protocol::ShelfEntry& entry);
Json to_json(const protocol::Recap& recap);
/// In the words of `mark`; `missed` is how many, since the ids are not everybody's before the debrief.
Json to_json(const protocol::Mark& mark, std::uint32_t missed);
/// `evidence` is a number where one message speaks for the whole rating, as in `rate`.
Json to_json(PersonId by, const protocol::Rate& rate);
Json to_json(const protocol::Outcome& outcome);
Json to_json(const protocol::Evidence& evidence);
Json to_json(const protocol::ClassSettings& settings);
Json to_json(const protocol::PlanStep& step);
Json to_json(const protocol::PlanShown& plan);
Json to_json(const protocol::LessonSummary& lesson);
Json to_json(const protocol::HelpRequest& request);
Json to_json(const protocol::WishPair& pair);
// Without the session they are of.
Json to_json(const protocol::PingShown& ping);
Json to_json(const protocol::RetakeShown& retake);
Json to_json(const protocol::ModifierTold& told);
Json to_json(const protocol::SceneNote& note);
Json to_json(const protocol::ReplayShown& replay);
Json to_json(const protocol::IntentionKept& kept);
Json to_json(const protocol::SignalCount& signal);
Json debrief_parts(const model::Session& session, const model::Model& model);

/// Only where there is one.
void put_text(Json& out, const char* key, std::string_view text);

template <class T>
Json list_of(const std::vector<T>& values) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(to_json(value));
  return out;
}

template <class T, class Make>
Json map_to(const std::vector<T>& values, Make make) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(make(value));
  return out;
}

template <class E>
Json words_of(const std::vector<E>& values) {
  Json out = Json::array();
  for (const E value : values) out.push_back(protocol::word(value));
  return out;
}

}  // namespace earshot::text_client
