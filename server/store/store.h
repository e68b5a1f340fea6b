// The one SQL store of a server: SQLite by default, PostgreSQL by URL. The only folder that knows SQL.
//
// Used by one thread at a time: the main thread opens and reads it at start, then a Writer owns it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "server/store/records.h"
#include "shared/base/result.h"

namespace earshot::store {

/// Why a write failed; nothing of it was kept. `lost`: another server has taken the class over, or the numbers
/// do not follow, so retrying cannot help.
struct WriteFailure {
  Error error;  ///< holds no text of any record
  bool lost = false;
};

/// The moments of one transaction, for the tests' hook.
enum class Stage { begun, written, committed };

struct Options {
  /// Called at each stage of every transaction; what it answers fails the write there. For tests.
  std::function<Result<void>(Stage)> hook{};
};

class Store {
 public:
  /// Opens or creates the store and brings its schema up to date. `place` is
  ///   a folder (the file in it is earshot.db), created with mode 0700 if it is missing,
  ///   "sqlite:/path/to/file.db", or "postgresql://user@host/database".
  /// Fails with a text for the operator: another server works on it, a newer schema, a damaged file, no right
  /// to it.
  static Result<std::unique_ptr<Store>> open(const std::string& place, Options options = {});
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// Reads all plain tables and takes every open class over: its epoch is raised by one, so that whoever held
  /// it before can no longer write to it. Call once, before the first write to a class that was there.
  Result<Loaded> load();

  /// Calls `each` in number order with the rows of the class itself and of its open sessions.
  Result<void> replay(ClassId class_id, const std::function<void(const Row&)>& each);

  /// The rows of a closed session, and those of its class from its first to its last one; none if it is open, unknown or
  /// from before its place was kept.
  Result<std::vector<Row>> session_rows(ClassId class_id, SessionId session);

  /// The latest accepted intents of every device: first those that rows of the journal name, then those that left none;
  /// of each at most `per_device`, newest first. Rows of one intent count once, with the largest `made` and the
  /// earliest time.
  Result<std::vector<Done>> recent_intents(std::size_t per_device = 256);

  /// Writes all of it in one transaction, or nothing. Rows of a class must continue its numbers, and its
  /// epoch must still be this server's; both are checked inside the transaction. After a failure only the
  /// same writes may follow; it is well if the failure hid a commit that took place.
  tl::expected<void, WriteFailure> write(std::span<const Write> writes);

 private:
  class Impl;
  explicit Store(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace earshot::store
