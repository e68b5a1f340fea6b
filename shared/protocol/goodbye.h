// Reasons for closing a connection that the other side acts upon. All others are for people alone.
#pragma once

#include <string_view>

namespace earshot::protocol {

/// The same device has come back over another connection: the client must not fight for the place.
inline constexpr std::string_view kTakenOver = "this place was taken over by a newer connection of yours";

}  // namespace earshot::protocol
