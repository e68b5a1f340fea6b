#include "server/net/hub.h"

namespace earshot::net {

void Hub::index_due(const ClassRoom& room, SessionId session) {
  const auto state = room.state().sessions.find(session);
  const auto at = state == room.state().sessions.end() ? std::nullopt : domain::due(state->second);
  const auto old = due_at_.find(session);
  if (old != due_at_.end()) {
    if (at == old->second) return;
    due_.erase({old->second, session});
    due_at_.erase(old);
  }
  if (at) {
    due_.emplace(*at, session);
    due_at_[session] = *at;
  }
}

void Hub::index_class_due(const ClassRoom& room) {
  const ClassId id = room.state().id;
  const auto at = domain::due(room.state());
  const auto old = class_due_at_.find(id);
  if (old != class_due_at_.end()) {
    if (at == old->second) return;
    class_due_.erase({old->second, id});
    class_due_at_.erase(old);
  }
  if (at) {
    class_due_.emplace(*at, id);
    class_due_at_[id] = *at;
  }
}

void Hub::fire_class(ClassId id) {
  ClassRoom* found = room(id);
  auto events = domain::consequences(found->state(), context(*found));
  if (!events.empty()) {
    commit(*found, std::move(events), {});
    return;
  }
  // Nothing follows after all: look again at the next moment that the state names.
  class_due_.erase(class_due_.begin());
  class_due_at_.erase(id);
  if (const auto next = domain::due(found->state()); next && *next > now_) index_class_due(*found);
}

void Hub::tick(TimePoint now) {
  now_ = now;
  take_figures();
  take_reads();
  while (!class_due_.empty() && class_due_.begin()->first <= now_) fire_class(class_due_.begin()->second);
  while (!due_.empty() && due_.begin()->first <= now_) {
    const auto [at, session] = *due_.begin();
    ClassRoom* found = room(class_of_session_.at(session));
    auto events = found->due_events(session, context(*found));
    if (events.empty()) {
      // Nothing follows after all: look again at the next moment that the state names.
      due_.erase(due_.begin());
      due_at_.erase(session);
      const auto state = found->state().sessions.find(session);
      const auto next = state == found->state().sessions.end() ? std::nullopt : domain::due(state->second);
      if (next && *next > now_) index_due(*found, session);
      continue;
    }
    commit(*found, std::move(events), {});
  }
}

std::optional<TimePoint> Hub::next_due() const {
  std::optional<TimePoint> next;
  if (!due_.empty()) next = due_.begin()->first;
  if (refit_at_ && (!next || *refit_at_ < *next)) next = refit_at_;
  if (!class_due_.empty() && (!next || class_due_.begin()->first < *next)) next = class_due_.begin()->first;
  return next;
}

}  // namespace earshot::net
