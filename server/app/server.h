// The running server: store, transport and hub on one event loop. The only part of the server that waits and reads a
// clock.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "server/app/options.h"
#include "shared/base/result.h"

namespace earshot::app {

class Server {
 public:
  /// Opens the store, replays it, and listens. The error says what is wrong and what to do.
  static Result<std::unique_ptr<Server>> start(const Options& options);
  ~Server();

  /// "earshot://host:port#fingerprint"
  std::string invite() const;
  /// "127.0.0.1:7717"
  std::string listening() const;
  /// The first trainer token, if this start made it.
  const std::optional<std::string>& trainer_token() const;

  /// Serves until SIGTERM or SIGINT, then writes out what waits. Fails if the store was lost to another server.
  Result<void> run();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Makes a new token for the server's first trainer and revokes the tokens that trainer had.
Result<std::string> reissue_trainer_token(const Options& options);

}  // namespace earshot::app
