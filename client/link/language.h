// Which language a client begins in.
#pragma once

#include <filesystem>
#include <string_view>

#include "shared/base/result.h"

namespace earshot::link {

/// Puts a language in force: the one that is asked for, which this state folder then keeps; if none is, the one it kept;
/// else the machine's. Fails for a language there is no catalogue of.
Result<void> begin_in_language(std::string_view asked, const std::filesystem::path& state);

}  // namespace earshot::link
