#include "client/text/posts.h"

#include <variant>

namespace earshot::text_client {

bool Posts::is_repeated(const protocol::ServerMessage& message, const model::Model& model) {
  std::uint64_t id = 0;
  if (const auto* broadcast = std::get_if<protocol::BroadcastShown>(&message)) id = broadcast->id;
  if (const auto* whisper = std::get_if<protocol::WhisperShown>(&message)) id = whisper->id;
  if (id == 0) return false;
  return !shown_.emplace(model.in_class ? model.in_class->id : ClassId{}, id).second;
}

}  // namespace earshot::text_client
