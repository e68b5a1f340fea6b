// Says how much time is left in a phase, at moments that help and do not nag: half, one minute, ten seconds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/model/model.h"

namespace earshot::text_client {

/// "8 minutes", "1 minute 30 seconds"; rounded to whole seconds.
std::string spoken(Milliseconds time);
/// "8 minutes left in talk."
std::string left_in_phase(Milliseconds left, protocol::Phase phase);

class PhaseClock {
 public:
  /// What is to be said now: nothing or one sentence.
  std::optional<std::string> tick(const model::Model& model, TimePoint now);
  std::optional<Milliseconds> next(const model::Model& model, TimePoint now) const;

 private:
  SessionId session_;
  protocol::Phase phase_{};
  TimePoint ends_at_{};
  std::vector<Milliseconds> due_;  ///< times left at which to speak, the longest last
};

}  // namespace earshot::text_client
