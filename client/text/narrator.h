// Says what happens, as it happens, in short spoken sentences.
#pragma once

#include <map>
#include <string>

#include "client/link/link.h"
#include "client/model/model.h"
#include "client/text/read_aloud.h"

namespace earshot::text_client {

class Narrator {
 public:
  /// What to say of this event, which `model` holds already. Often nothing.
  Spoken say(const link::LinkEvent& event, const model::Model& model, TimePoint now);

 private:
  Spoken connection(const model::Connection& connection);
  Spoken members(const model::Model& model);

  model::ConnectionState state_ = model::ConnectionState::idle;
  bool was_ready_ = false;
  ClassId class_;
  std::map<PersonId, protocol::Member> members_;
  protocol::Phase phase_{};
  SessionId session_;       ///< whose phase was announced
  TimePoint ends_at_{};
  bool paused_ = false;
  std::string waiting_;

  friend class NarratorVisitor;
};

}  // namespace earshot::text_client
