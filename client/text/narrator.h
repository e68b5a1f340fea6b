// Says what happens, as it happens, in short spoken sentences. What a resume brings again is not said again.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "client/link/link.h"
#include "client/model/model.h"
#include "client/text/insight_narrator.h"
#include "client/text/posts.h"
#include "client/text/read_aloud.h"
#include "shared/protocol/codec.h"

namespace earshot::text_client {

class Narrator {
 public:
  /// What to say of this event, which `model` holds already. Often nothing.
  Spoken say(const link::LinkEvent& event, const model::Model& model, TimePoint now);

 private:
  Spoken connection(const model::Connection& connection);
  Spoken members(const model::Model& model);
  /// True if this was said in this session before.
  bool is_repeated(const protocol::ServerMessage& message);

  model::ConnectionState state_ = model::ConnectionState::idle;
  bool was_ready_ = false;
  ClassId class_;
  std::map<PersonId, protocol::Member> members_;
  protocol::Phase phase_{};
  SessionId session_;       ///< whose phase was announced
  TimePoint ends_at_{};
  bool paused_ = false;
  std::string waiting_;
  std::optional<protocol::RoundShown> round_;
  SessionId paired_;                  ///< the session that `said_` and `last_line_` are about
  std::set<protocol::Bytes> said_;    ///< messages of it that a resume sends again just as they were
  MessageId last_line_;
  std::pair<protocol::Role, bool> seat_;  ///< the role in it, and whether it was waited outside
  std::map<std::uint32_t, protocol::PingShown> pings_;  ///< of it, as they were said last
  Posts posts_;
  std::optional<protocol::PlanShown> plan_;
  bool eyes_up_ = false;
  InsightNarrator insight_;

  friend class NarratorVisitor;
};

}  // namespace earshot::text_client
