// Who a server is: its Ed25519 key, the key's fingerprint, and the words people compare aloud.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/secure/bytes.h"

namespace earshot::secure {

/// An Ed25519 public key: what a client remembers a server by.
struct PublicKey {
  std::array<std::uint8_t, 32> bytes{};
  friend auto operator<=>(const PublicKey&, const PublicKey&) = default;
};

/// An Ed25519 signature.
using Signature = std::array<std::uint8_t, 64>;

/// BLAKE2b-256 of a public key: what an invite carries.
struct Fingerprint {
  std::array<std::uint8_t, 32> bytes{};

  static Fingerprint of(const PublicKey& key);
  /// 64 hex digits, upper or lower case; the error says what is wrong with the text.
  static Result<Fingerprint> parse(std::string_view hex);
  /// 64 hex digits, upper case.
  std::string to_string() const;
  friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

/// A server's identity, as a client has verified it.
struct ServerIdentity {
  PublicKey key;
  Fingerprint fingerprint;
  friend bool operator==(const ServerIdentity&, const ServerIdentity&) = default;
};

/// Six words with hyphens, out of 48 bits of Argon2id of the key, for two people to compare aloud. Takes about 0.3 s
/// and 64 MB on purpose, so that a look-alike cannot be ground out: compute it once per key, not per frame.
std::string security_words(const PublicKey& key);

/// The server's own key pair. Its secret half is wiped when the object goes.
class ServerKey {
 public:
  static ServerKey generate();
  /// The same key for the same seed: for tests, and what the key file holds.
  static ServerKey from_seed(const std::array<std::uint8_t, 32>& seed);
  /// Reads the key file; where there is none yet, makes a key and writes it, complete or not at all, with mode 0600.
  /// Refuses a file that others can read, or that is damaged, and says how to mend it.
  static Result<ServerKey> load_or_create(const std::filesystem::path& file);

  ServerKey(const ServerKey&) = default;
  ServerKey(ServerKey&&) = default;
  ServerKey& operator=(const ServerKey&) = default;
  ServerKey& operator=(ServerKey&&) = default;
  ~ServerKey();

  const PublicKey& public_key() const { return public_; }
  Fingerprint fingerprint() const { return Fingerprint::of(public_); }
  Signature sign(View message) const;

 private:
  ServerKey() = default;
  PublicKey public_;
  std::array<std::uint8_t, 64> secret_{};  // libsodium's form: seed, then public key
};

/// True if whoever holds the secret half of `key` signed `message`.
bool verify(const PublicKey& key, View message, const Signature& signature);

/// Readies libsodium; every entry point of this folder calls it. Throws std::runtime_error if there is no randomness.
void prepare();

}  // namespace earshot::secure
