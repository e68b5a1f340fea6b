#include "client/link/state_folder.h"
#include "shared/words/words.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <system_error>

namespace earshot::link {
namespace {

using words::tr;
using words::trf;

namespace fs = std::filesystem;

tl::unexpected<Error> failed(std::string_view what, const fs::path& file, int code) {
  return fail(std::string(what) + ": " + std::strerror(code), file.string());
}

Result<void> make_private(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(trf("the folder cannot be made: {}", error.message()), folder.string());
  struct stat status{};
  if (::stat(folder.c_str(), &status) != 0) return failed(tr("the folder cannot be looked at"), folder, errno);
  if (status.st_uid != ::geteuid()) return fail(std::string(tr("the folder belongs to somebody else; name another with --state")), folder.string());
  if ((status.st_mode & 0077) != 0 && ::chmod(folder.c_str(), 0700) != 0)
    return failed(tr("the folder cannot be made private"), folder, errno);
  if (::access(folder.c_str(), W_OK) != 0) return failed(tr("the folder cannot be written"), folder, errno);
  return {};
}

/// Complete or not at all: a crash leaves the old file.
Result<void> write_file(const fs::path& file, std::string_view bytes) {
  std::string temporary = file.string() + ".XXXXXX";
  const int fd = ::mkstemp(temporary.data());  // mode 0600
  if (fd < 0) return failed(tr("the file cannot be made"), file, errno);
  std::size_t written = 0;
  int code = 0;
  while (written < bytes.size() && code == 0) {
    const ssize_t some = ::write(fd, bytes.data() + written, bytes.size() - written);
    if (some < 0 && errno != EINTR) code = errno;
    if (some > 0) written += static_cast<std::size_t>(some);
  }
  if (code == 0 && ::fsync(fd) != 0) code = errno;
  if (::close(fd) != 0 && code == 0) code = errno;
  if (code == 0 && ::rename(temporary.c_str(), file.c_str()) != 0) code = errno;
  if (code == 0) return {};
  ::unlink(temporary.c_str());
  return failed(tr("the file cannot be written"), file, code);
}

std::optional<std::string> read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Result<void> remove_draft(const fs::path& file) {
  std::error_code error;
  fs::remove(file, error);
  if (error) return fail(trf("the draft cannot be removed: {}", error.message()), file.string());
  return {};
}

struct KnownServer {
  std::string address;
  std::string fingerprint;
  std::string name;
};

std::vector<KnownServer> read_known(const fs::path& file) {
  std::vector<KnownServer> known;
  std::istringstream lines(read_file(file).value_or(""));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    KnownServer server;
    words >> server.address >> server.fingerprint >> std::ws;
    std::getline(words, server.name);
    if (!server.fingerprint.empty()) known.push_back(std::move(server));
  }
  return known;
}

}  // namespace

fs::path default_state_folder() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state && *state) return fs::path(state) / "earshot";
  if (const char* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".local" / "state" / "earshot";
  return "earshot-state";
}

Result<StateFolder> StateFolder::open(const fs::path& folder) {
  for (const fs::path& part : {folder, folder / "tokens", folder / "drafts"}) {
    if (auto made = make_private(part); !made) return tl::unexpected(made.error());
  }
  return StateFolder(folder);
}

std::optional<std::string> StateFolder::language_in(const fs::path& folder) {
  auto code = read_file(folder / "language");
  if (code) code->erase(std::min(code->size(), code->find_first_of(" \n")));
  if (code && code->empty()) code.reset();
  return code;
}

Result<void> StateFolder::keep_language(std::string_view code) { return write_file(folder_ / "language", std::string(code) + '\n'); }

std::optional<secure::Fingerprint> StateFolder::known_server(std::string_view address) const {
  for (const KnownServer& server : read_known(folder_ / "known-servers")) {
    if (server.address != address) continue;
    if (auto parsed = secure::Fingerprint::parse(server.fingerprint)) return *parsed;
  }
  return std::nullopt;
}

Result<void> StateFolder::remember_server(std::string_view address, const secure::Fingerprint& key,
                                          std::string_view name) {
  const fs::path file = folder_ / "known-servers";
  std::string out;
  const std::string line = std::string(address) + ' ' + key.to_string() + ' ' + std::string(name) + '\n';
  for (const KnownServer& server : read_known(file)) {
    if (server.address != address) out += server.address + ' ' + server.fingerprint + ' ' + server.name + '\n';
  }
  out += line;
  if (read_file(file) == out) return {};
  return write_file(file, out);
}

std::optional<std::string> StateFolder::token(const secure::Fingerprint& server) const {
  auto token = read_file(folder_ / "tokens" / server.to_string());
  if (token && !token->empty() && token->back() == '\n') token->pop_back();
  if (token && token->empty()) token.reset();
  return token;
}

Result<void> StateFolder::keep_token(const secure::Fingerprint& server, std::string_view token) {
  return write_file(folder_ / "tokens" / server.to_string(), std::string(token) + '\n');
}

fs::path StateFolder::draft_file(const secure::Fingerprint& server, SessionId session) const {
  return folder_ / "drafts" / (server.to_string().substr(0, 16) + '-' + std::to_string(session.value) + ".json");
}

Draft StateFolder::draft(const secure::Fingerprint& server, SessionId session) const {
  Draft draft;
  const auto bytes = read_file(draft_file(server, session));
  if (!bytes) return draft;
  const auto json = nlohmann::json::parse(*bytes, nullptr, false);
  if (!json.is_object()) return draft;
  const auto text = [&](const char* key) { return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : ""; };
  const auto list = [&](const char* key) {
    std::vector<std::string> out;
    if (!json.contains(key) || !json[key].is_array()) return out;
    for (const auto& entry : json[key]) {
      if (entry.is_string()) out.push_back(entry.get<std::string>());
    }
    return out;
  };
  draft.composer = text("composer");
  draft.recap = {text("recap"), list("facts"), list("feelings")};
  return draft;
}

Result<void> StateFolder::keep_draft(const secure::Fingerprint& server, SessionId session, const Draft& draft) {
  const fs::path file = draft_file(server, session);
  if (draft.empty()) return remove_draft(file);
  const nlohmann::json json{{"composer", draft.composer},
                            {"recap", draft.recap.text},
                            {"facts", draft.recap.facts},
                            {"feelings", draft.recap.feelings}};
  return write_file(file, json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

fs::path StateFolder::card_file(const secure::Fingerprint& server) const {
  return folder_ / "drafts" / (server.to_string().substr(0, 16) + "-card.json");
}

CardDraft StateFolder::card_draft(const secure::Fingerprint& server) const {
  const auto bytes = read_file(card_file(server));
  const auto json = bytes ? nlohmann::json::parse(*bytes, nullptr, false) : nlohmann::json();
  if (!json.is_object() || !json.contains("base") || !json["base"].is_number_unsigned()) return {};
  const auto text = [&](const char* key) { return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : ""; };
  return {text("card"), text("language"), json["base"].get<std::uint32_t>(), text("text")};
}

Result<void> StateFolder::keep_card_draft(const secure::Fingerprint& server, const CardDraft& draft) {
  const fs::path file = card_file(server);
  if (draft.text.empty()) return remove_draft(file);
  const nlohmann::json json{{"card", draft.card}, {"language", draft.language}, {"base", draft.base}, {"text", draft.text}};
  return write_file(file, json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace earshot::link
