#include "server/store/place.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>

namespace earshot::store {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kFileName = "earshot.db";

std::string reason(int error) { return std::generic_category().message(error); }

/// postgresql://user:password@host/db without the password; parameters may hold one too and are left out.
std::string without_password(std::string_view url) {
  url = url.substr(0, url.find('?'));
  const auto at = url.rfind('@');
  if (at == std::string_view::npos) return std::string(url);
  const auto user = url.find("://") + 3;
  const auto colon = url.find(':', user);
  if (colon == std::string_view::npos || colon > at) return std::string(url);
  return std::string(url.substr(0, colon)) + std::string(url.substr(at));
}

}  // namespace

Result<Place> read_place(const std::string& place) {
  if (place.empty()) return fail("no place for the data: give a folder or a URL");
  if (place.starts_with("postgresql://") || place.starts_with("postgres://")) {
    return Place{.postgresql = true, .url = place, .shown = without_password(place)};
  }
  Place sqlite;
  if (place.starts_with(kSqlite)) {
    sqlite.file = place.substr(kSqlite.size());
    if (sqlite.file.empty()) return fail("no file named after sqlite:");
  } else if (place.find("://") != std::string::npos) {
    return fail("unknown kind of store: give a folder, sqlite:FILE or postgresql://...");
  } else {
    sqlite.file = std::filesystem::path(place) / kFileName;
  }
  // SOCI takes the file's name in double quotes and knows no escape.
  if (sqlite.file.native().find('"') != std::string::npos)
    return fail("a data path cannot hold a double quote", place);
  sqlite.shown = sqlite.file.native();
  return sqlite;
}

Result<FileLock> FileLock::take(const std::filesystem::path& database) {
  const std::filesystem::path folder = database.parent_path();
  std::error_code error;
  if (!folder.empty() && std::filesystem::create_directories(folder, error)) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  }
  if (error) return fail("the data folder cannot be made: " + error.message(), folder.native());

  const std::string path = database.native() + ".lock";
  FileLock lock;
  lock.fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock.fd_ < 0) return fail("cannot write here: " + reason(errno), path);
  if (::flock(lock.fd_, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return fail("cannot be locked: " + reason(errno), path);
    std::array<char, 16> pid{};
    const bool known = ::read(lock.fd_, pid.data(), pid.size() - 1) > 0;
    return fail(fmt::format("another server{} works on this data; stop it first, or give another folder",
                            known ? fmt::format(" (process {})", std::atoi(pid.data())) : ""),
                database.native());
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(lock.fd_, 0) != 0 || ::write(lock.fd_, pid.data(), pid.size()) < 0) {
    return fail("cannot be written: " + reason(errno), path);
  }

  const int made = ::open(database.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (made < 0) return fail("cannot be opened: " + reason(errno), database.native());
  ::close(made);
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FileLock::~FileLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace earshot::store
