// Text files that a person names: for exporting and importing.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace earshot::link {

/// "~/x" is in the person's home folder.
std::filesystem::path file_named(std::string_view typed);

/// Not more than `most_bytes`. The error says what a person can do about it.
Result<std::string> read_text_file(const std::filesystem::path& file, std::size_t most_bytes);

/// What the error of a file that is there already names as its place.
inline constexpr std::string_view kFileExists = "exists";

/// Whole or not at all. An existing file is written only with `replace`.
Result<void> write_text_file(const std::filesystem::path& file, std::string_view text, bool replace);

}  // namespace earshot::link
