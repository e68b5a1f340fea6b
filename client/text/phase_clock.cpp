#include "client/text/phase_clock.h"

#include <algorithm>

#include "client/model/in_words.h"
#include "shared/words/words.h"

namespace earshot::text_client {

namespace {
constexpr Milliseconds kMinute{60'000};
constexpr Milliseconds kLast{10'000};

std::string in_minutes(std::int64_t n) { return words::trf_count("{} minute", "{} minutes", static_cast<std::size_t>(n), n); }
std::string in_seconds(std::int64_t n) { return words::trf_count("{} second", "{} seconds", static_cast<std::size_t>(n), n); }
}  // namespace

std::string spoken(Milliseconds time) {
  const std::int64_t seconds = std::max<std::int64_t>(0, (time.count() + 500) / 1000);
  const std::int64_t minutes = seconds / 60;
  const std::int64_t rest = seconds % 60;
  if (minutes == 0) return in_seconds(rest);
  if (rest == 0) return in_minutes(minutes);
  return in_minutes(minutes) + ' ' + in_seconds(rest);
}

std::string left_in_phase(Milliseconds left, protocol::Phase phase) {
  return words::trf("{0} left in {1}.", spoken(left), model::in_words(phase));
}

std::optional<std::string> PhaseClock::tick(const model::Model& model, TimePoint now) {
  if (!model.session || model.session->clock.ends_at == TimePoint{}) {
    session_ = {};
    due_.clear();
    return std::nullopt;
  }
  const model::Session& session = *model.session;
  const Milliseconds left = session.left(now);
  if (session.id != session_ || session.phase != phase_ || session.clock.ends_at != ends_at_) {
    session_ = session.id;
    phase_ = session.phase;
    ends_at_ = session.clock.ends_at;
    const Milliseconds half = (ends_at_ - session.clock.started_at) / 2;
    due_ = {kLast, kMinute};
    if (half > kMinute) due_.push_back(half);
    // What has passed already when the phase, or a longer clock, is first seen is not said.
    std::erase_if(due_, [&](Milliseconds at) { return left <= at; });
  }
  if (session.clock.paused || due_.empty() || left > due_.back()) return std::nullopt;
  while (!due_.empty() && left <= due_.back()) due_.pop_back();
  return left_in_phase(left, session.phase);
}

std::optional<Milliseconds> PhaseClock::next(const model::Model& model, TimePoint now) const {
  if (!model.session || due_.empty() || model.session->clock.paused) return std::nullopt;
  return std::max(Milliseconds{0}, model.session->left(now) - due_.back()) + model.session->breath_left(now);
}

}  // namespace earshot::text_client
