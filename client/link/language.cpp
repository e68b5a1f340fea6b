#include "client/link/language.h"

#include "client/link/state_folder.h"
#include "shared/words/words.h"

namespace earshot::link {

Result<void> begin_in_language(std::string_view asked, const std::filesystem::path& state) {
  if (asked.empty()) {
    words::set_language(StateFolder::language_in(state).value_or(words::system_language()));
    return {};
  }
  const std::string& code = words::set_language(asked);
  // What is not known gives English, too.
  const bool english = asked.starts_with("en") || asked.starts_with("EN");
  if (code == words::languages().front().code && !english) {
    std::string all;
    for (const auto& language : words::languages()) all += all.empty() ? language.code : ", " + language.code;
    return fail(words::trf("there is no '{0}'; there are {1}", asked, all), "language");
  }
  auto folder = StateFolder::open(state);
  if (!folder) return tl::unexpected(folder.error());
  return folder->keep_language(code);
}

}  // namespace earshot::link
