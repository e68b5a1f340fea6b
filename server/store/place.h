// Where a store lies: what the operator wrote, turned into what the database wants.
#pragma once

#include <filesystem>
#include <string>

#include "shared/base/result.h"

namespace earshot::store {

struct Place {
  bool postgresql = false;
  std::string url{};             ///< of PostgreSQL
  std::filesystem::path file{};  ///< of SQLite
  /// For messages: never shows a password.
  std::string shown{};
};

/// See Store::open. Creates nothing.
Result<Place> read_place(const std::string& place);

/// Holds a file's lock for as long as it lives, so that no second server works on the same data.
class FileLock {
 public:
  /// Creates the folder (0700), the lock file beside `database`, and `database` itself (0600), where missing.
  static Result<FileLock> take(const std::filesystem::path& database);
  FileLock() = default;
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  int fd_ = -1;
};

}  // namespace earshot::store
