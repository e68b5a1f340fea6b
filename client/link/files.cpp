#include "client/link/files.h"

#include <cstdlib>
#include <fstream>
#include <system_error>

#include "shared/words/words.h"

namespace earshot::link {

namespace fs = std::filesystem;
using words::tr;

fs::path file_named(std::string_view typed) {
  const char* home = std::getenv("HOME");
  if (typed.starts_with("~/") && home && *home) return fs::path(home) / typed.substr(2);
  return fs::path(typed);
}

Result<std::string> read_text_file(const fs::path& file, std::size_t most_bytes) {
  std::error_code error;
  const auto status = fs::status(file, error);
  if (!fs::exists(status)) return fail(std::string(tr("there is no such file")), "path");
  if (fs::is_directory(status)) return fail(std::string(tr("this is a folder; name a file in it")), "path");
  if (!fs::is_regular_file(status)) return fail(std::string(tr("the file cannot be read")), "path");  // a pipe would never end
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(std::string(tr("the file cannot be opened; look at its rights")), "path");
  std::string text(most_bytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) return fail(std::string(tr("the file cannot be read")), "path");
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > most_bytes) return fail(std::string(tr("the file is too large for a card")), "path");
  return text;
}

Result<void> write_text_file(const fs::path& file, std::string_view text, bool replace) {
  std::error_code error;
  if (fs::is_directory(file, error)) return fail(std::string(tr("this is a folder; name a file in it")), "path");
  if (!replace && fs::exists(file, error)) return fail(std::string(tr("there is such a file already; press once more to replace it")), std::string(kFileExists));
  const fs::path beside = file.string() + ".part";
  {
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.close();
    if (!out) {
      fs::remove(beside, error);
      return fail(std::string(tr("the file cannot be written there; look at the folder and its rights")), "path");
    }
  }
  fs::rename(beside, file, error);
  if (!error) return {};
  fs::remove(beside, error);
  return fail(std::string(tr("the file cannot be written there; look at the folder and its rights")), "path");
}

}  // namespace earshot::link
