// The line client's shell: standard input and output, signals, the clock, and the loop that waits on all of them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "client/text/face.h"
#include "shared/secure/invite.h"

namespace earshot::text_client {

struct Options {
  bool json = false;
  std::filesystem::path state;
  std::string name;
  std::string language;  ///< what the server is told that this person reads; empty: nothing
  secure::Invite invite;
};

/// Runs until the input ends, a signal comes or the face ends it. Gives the exit code.
int run(const Options& options);

}  // namespace earshot::text_client
