// What an operator can set, on the command line or in a configuration file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "shared/base/result.h"
#include "shared/protocol/limits.h"

namespace earshot::app {

struct Options {
  std::filesystem::path data;     ///< key, and the SQLite database unless `store` names another
  std::string store;              ///< URL; empty: SQLite in `data`
  std::string address = "0.0.0.0";
  std::uint16_t port = 7717;      ///< 0: any free port
  std::string public_host;        ///< host or host:port that invites name; empty: found out
  std::filesystem::path content;
  std::string name = "Earshot";   ///< what the server calls itself
  std::string log_level = "info";
  std::size_t class_members = protocol::limits::kClassMembers;
  std::uint32_t seat_held_seconds = 90;
  bool reissue_trainer_token = false;  ///< the command `trainer-token`
};

/// What the command line asks for: options, or an exit code after help or an error was printed.
struct Parsed {
  std::optional<Options> options;
  int exit_code = 0;
};

Parsed parse(int argc, char** argv);

/// "127.0.0.1:7717", "0.0.0.0" or ":7717".
Result<void> parse_listen(const std::string& text, Options& options);

}  // namespace earshot::app
