// What a person does at a screen: intents for the server, and what concerns this device alone.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "shared/protocol/intents.h"

namespace earshot::views {

/// Connect to what an invite names; the text is the person's.
struct OpenInvite {
  std::string text;
};
/// The words on this screen are the trainer's words.
struct AcceptIdentity {};
/// Do not wait for the next attempt.
struct TryNow {};
/// Leave this server.
struct Disconnect {};
/// A refused line is given up.
struct DropFailedLine {
  std::uint64_t intent = 0;
};
/// The interface speaks this language from now on, in later runs too.
struct ChooseLanguage {
  std::string code;
};

/// Read a file of this machine for the card editor; what comes of it is put into State::files.
struct ReadFile {
  std::string path;
};
/// Write one; an existing one only with `replace`.
struct WriteFile {
  std::string path;
  std::string text;
  bool replace = false;
};

using Action =
    std::variant<protocol::Intent, OpenInvite, AcceptIdentity, TryNow, Disconnect, DropFailedLine, ChooseLanguage, ReadFile, WriteFile>;

class Actions {
 public:
  template <class Intent>
  void send(Intent intent) {
    all_.emplace_back(protocol::Intent{std::move(intent)});
  }
  /// Built in place: moving the nested variant sets off a false warning of GCC 12 about unset memory.
  template <class Kind>
  void add(Kind action) {
    all_.emplace_back(std::move(action));
  }
  const std::vector<Action>& all() const { return all_; }

 private:
  std::vector<Action> all_;
};

}  // namespace earshot::views
