// A trainer's grid, worked out from the model alone: its order, its clocks, who sits in no session, and why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/model/model.h"
#include "client/widgets/draw.h"
#include "shared/words/words.h"
#include "shared/base/clock.h"

namespace earshot::views {

enum class GridOrder : std::uint8_t { needs_me, phase, name };
/// In their order; shown by tr().
inline constexpr const char* kGridOrders[] = {words::mark("Needs me first"), words::mark("By phase"), words::mark("By name")};

/// Open sessions first. `needs_me`: by the gravity of their flags, then those furthest behind.
std::vector<const protocol::SessionShown*> in_order(const model::Model& model, GridOrder order);

/// What a session's clock shows; it stands still while the session is paused. Never negative.
Milliseconds time_left(const model::Model& model, const protocol::SessionShown& session, TimePoint now);

/// The open role-play that is furthest behind; of those in one phase, the one with the least time. Null: none is open.
const protocol::SessionShown* furthest_behind(const model::Model& model, TimePoint now);

struct Idle {
  const protocol::Member* member;
  std::string why;
};
/// Trainees who sit in no open session, and why.
std::vector<Idle> without_session(const model::Model& model);

/// The open session a person sits in; null: none.
const protocol::SessionShown* session_of(const model::Model& model, PersonId person);

/// Customer or agent, if the seat was given up.
std::optional<protocol::Role> free_role(const model::Model& model, const protocol::SessionShown& session);

struct FlagLook {
  std::string_view words;
  const char* icon;
  widgets::Tone tone;
};
FlagLook look_of(protocol::Flag flag);

/// "Ana and Bo", "Ana, Bo and Cleo": the first names of whoever sits there.
std::string people_of(const model::Model& model, const protocol::SessionShown& session);

/// The moment of today when a clock on the wall shows this; none where it is no time such as 16:30, or is over.
std::optional<TimePoint> parse_time_of_day(std::string_view text, TimePoint now);

}  // namespace earshot::views
