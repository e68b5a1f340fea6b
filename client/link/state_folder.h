// What a device keeps between runs: which servers it trusts, its resume tokens, and what was being written.
//
//   known-servers          a line a server: host:port, fingerprint, name
//   tokens/FINGERPRINT     the resume token for the server with this key
//   drafts/FINGERPRINT16-SESSION.json
//   drafts/FINGERPRINT16-card.json   the card that was being written and not saved
//   language               the code of the language that the person chose
//
// The folder has mode 0700, its files 0600; each is written whole or not at all. Two programs may share a folder: the last
// writer wins. Not thread-safe.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/protocol/recap.h"
#include "shared/secure/identity.h"

namespace earshot::link {

/// What a person was writing in a session.
struct Draft {
  std::string composer;
  protocol::Recap recap;
  bool empty() const { return composer.empty() && recap == protocol::Recap{}; }
  friend bool operator==(const Draft&, const Draft&) = default;
};

/// A card that a trainer was writing; no text: none.
struct CardDraft {
  std::string card, language;
  std::uint32_t base = 0;  ///< the server's version it was made from
  std::string text;
  friend bool operator==(const CardDraft&, const CardDraft&) = default;
};

/// Where state is kept unless a folder is named: the user's state folder by the XDG rules.
std::filesystem::path default_state_folder();

class StateFolder {
 public:
  /// Makes the folder where it is missing. Fails if it cannot be written, or belongs to somebody else.
  static Result<StateFolder> open(const std::filesystem::path& folder);

  /// The language that was chosen, without making the folder: it is wanted before anything else.
  static std::optional<std::string> language_in(const std::filesystem::path& folder);
  Result<void> keep_language(std::string_view code);

  /// The key remembered for "host:port".
  std::optional<secure::Fingerprint> known_server(std::string_view address) const;
  Result<void> remember_server(std::string_view address, const secure::Fingerprint& key, std::string_view name);

  std::optional<std::string> token(const secure::Fingerprint& server) const;
  Result<void> keep_token(const secure::Fingerprint& server, std::string_view token);

  Draft draft(const secure::Fingerprint& server, SessionId session) const;
  /// An empty draft removes what was kept.
  Result<void> keep_draft(const secure::Fingerprint& server, SessionId session, const Draft& draft);

  CardDraft card_draft(const secure::Fingerprint& server) const;
  /// One without text removes what was kept.
  Result<void> keep_card_draft(const secure::Fingerprint& server, const CardDraft& draft);

 private:
  explicit StateFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::filesystem::path draft_file(const secure::Fingerprint& server, SessionId session) const;
  std::filesystem::path card_file(const secure::Fingerprint& server) const;

  std::filesystem::path folder_;
};

}  // namespace earshot::link
