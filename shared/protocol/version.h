// The version of everything in this folder. Both ends must speak the same one.
#pragma once

#include <cstdint>

namespace earshot::protocol {

/// Raised with any change that an older program would misread. Golden files hold each version's bytes.
inline constexpr std::uint16_t kVersion = 4;

}  // namespace earshot::protocol
