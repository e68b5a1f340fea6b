// Which of the trainers' lines were shown already: a resume brings them again.
#pragma once

#include <cstdint>
#include <set>
#include <utility>

#include "client/model/model.h"
#include "shared/protocol/messages.h"

namespace earshot::text_client {

class Posts {
 public:
  /// True if `message` is a trainer's line that was asked about before. `model` names the class its id counts in.
  bool is_repeated(const protocol::ServerMessage& message, const model::Model& model);

 private:
  std::set<std::pair<ClassId, std::uint64_t>> shown_;
};

}  // namespace earshot::text_client
