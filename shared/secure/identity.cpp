#include "shared/secure/identity.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>
#include <optional>
#include <stdexcept>

#include "shared/secure/words.h"

namespace earshot::secure {
namespace {

constexpr std::string_view kKeyFileTitle = "earshot server key 1";

std::string hex_upper(View bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) fmt::format_to(std::back_inserter(out), "{:02X}", byte);
  return out;
}

std::optional<std::uint8_t> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  return std::nullopt;
}

bool parse_hex(std::string_view hex, std::span<std::uint8_t> out) {
  if (hex.size() != out.size() * 2) return false;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto high = hex_digit(hex[2 * i]);
    const auto low = hex_digit(hex[2 * i + 1]);
    if (!high || !low) return false;
    out[i] = static_cast<std::uint8_t>(*high << 4 | *low);
  }
  return true;
}

/// A file descriptor that closes itself.
class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

std::string reason() { return std::strerror(errno); }

/// Nothing if there is no file yet.
Result<std::optional<ServerKey>> load(const std::filesystem::path& file) {
  const File in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in) {
    if (errno == ENOENT) return std::nullopt;
    return fail("the server's key cannot be read: " + reason(), file.string());
  }
  struct stat info {};
  if (::fstat(in.get(), &info) != 0)
    return fail("the server's key cannot be read: " + reason(), file.string());
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return fail(fmt::format("others may read the server's key (mode {:04o}); run: chmod 600 '{}'",
                            info.st_mode & 07777, file.string()),
                file.string());
  std::array<char, 256> text{};
  const ssize_t got = ::read(in.get(), text.data(), text.size());
  if (got < 0) return fail("the server's key cannot be read: " + reason(), file.string());
  std::string_view rest(text.data(), static_cast<std::size_t>(got));
  std::array<std::uint8_t, 32> seed{};
  const bool sound = rest.starts_with(kKeyFileTitle) && rest.size() == kKeyFileTitle.size() + 66 &&
                     rest[kKeyFileTitle.size()] == '\n' && rest.back() == '\n' &&
                     parse_hex(rest.substr(kKeyFileTitle.size() + 1, 64), seed);
  std::optional<ServerKey> key;
  if (sound) key = ServerKey::from_seed(seed);
  sodium_memzero(text.data(), text.size());
  sodium_memzero(seed.data(), seed.size());
  if (!sound)
    return fail(
        "this is no key of an Earshot server, or it is damaged; put your copy back, or move it away to get a "
        "new "
        "key (clients will then ask whom they are talking to)",
        file.string());
  return key;
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(fd, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

/// Writes the whole file or none. False without an error: somebody else has made the file meanwhile.
Result<bool> store(const std::filesystem::path& file, View seed) {
  std::array<std::uint8_t, 8> salt{};
  randombytes_buf(salt.data(), salt.size());
  const std::filesystem::path part = file.string() + "." + hex_upper(salt) + ".part";
  std::string text = fmt::format("{}\n{}\n", kKeyFileTitle, hex_upper(seed));
  bool written = false;
  {
    const File out(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!out) return fail("the server's key cannot be written: " + reason(), part.string());
    written =
        ::fchmod(out.get(), S_IRUSR | S_IWUSR) == 0 && write_all(out.get(), text) && ::fsync(out.get()) == 0;
  }
  sodium_memzero(text.data(), text.size());
  // A link, unlike a rename, never replaces a key that another process made at the same time.
  const bool linked = written && ::link(part.c_str(), file.c_str()) == 0;
  const bool exists = written && !linked && errno == EEXIST;
  const std::string why = linked || exists ? "" : reason();
  ::unlink(part.c_str());
  if (!linked && !exists) return fail("the server's key cannot be written: " + why, file.string());
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const File directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory) ::fsync(directory.get());
  return linked;
}

}  // namespace

void prepare() {
  static const int ready = sodium_init();
  if (ready < 0) throw std::runtime_error("libsodium does not start: this machine offers no randomness");
}

Fingerprint Fingerprint::of(const PublicKey& key) {
  Fingerprint out;
  crypto_generichash(out.bytes.data(), out.bytes.size(), key.bytes.data(), key.bytes.size(), nullptr, 0);
  return out;
}

Result<Fingerprint> Fingerprint::parse(std::string_view hex) {
  Fingerprint out;
  if (hex.size() != out.bytes.size() * 2)
    return fail(fmt::format("a fingerprint has {} characters, this one has {}: copy the whole invite",
                            out.bytes.size() * 2, hex.size()));
  if (!parse_hex(hex, out.bytes))
    return fail("a fingerprint has only the characters 0-9 and A-F: copy the invite again");
  return out;
}

std::string Fingerprint::to_string() const { return hex_upper(bytes); }

std::string security_words(const PublicKey& key) {
  prepare();
  // Whoever wants a key with the same words pays this price 2^48 times; an honest reader pays it once.
  constexpr unsigned long long kPasses = 10;
  constexpr std::size_t kMemory = std::size_t{64} << 20;
  constexpr std::array<std::uint8_t, crypto_pwhash_SALTBYTES> kSalt = {
      'e', 'a', 'r', 's', 'h', 'o', 't', ' ', 'w', 'o', 'r', 'd', 's', ' ', '1', ' '};
  std::array<std::uint8_t, crypto_pwhash_BYTES_MIN> hash{};
  if (crypto_pwhash(hash.data(), hash.size(), reinterpret_cast<const char*>(key.bytes.data()),
                    key.bytes.size(), kSalt.data(), kPasses, kMemory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  std::string out;
  for (std::size_t i = 0; i < 6; ++i) {
    if (i != 0) out += '-';
    out += kWords[hash[i]];
  }
  return out;
}

ServerKey ServerKey::generate() {
  prepare();
  std::array<std::uint8_t, 32> seed{};
  randombytes_buf(seed.data(), seed.size());
  ServerKey key = from_seed(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

ServerKey ServerKey::from_seed(const std::array<std::uint8_t, 32>& seed) {
  static_assert(crypto_sign_SEEDBYTES == 32 && crypto_sign_SECRETKEYBYTES == 64 && crypto_sign_BYTES == 64);
  prepare();
  ServerKey key;
  crypto_sign_seed_keypair(key.public_.bytes.data(), key.secret_.data(), seed.data());
  return key;
}

Result<ServerKey> ServerKey::load_or_create(const std::filesystem::path& file) {
  prepare();
  auto found = load(file);
  if (!found) return tl::unexpected(found.error());
  if (found->has_value()) return **found;
  const ServerKey fresh = generate();
  const auto made = store(file, View(fresh.secret_).first(crypto_sign_SEEDBYTES));
  if (!made) return tl::unexpected(made.error());
  if (*made) return fresh;
  found = load(file);
  if (!found) return tl::unexpected(found.error());
  if (!found->has_value())
    return fail("the server's key came and went while it was read; start again", file.string());
  return **found;
}

ServerKey::~ServerKey() { sodium_memzero(secret_.data(), secret_.size()); }

Signature ServerKey::sign(View message) const {
  Signature out{};
  crypto_sign_detached(out.data(), nullptr, message.data(), message.size(), secret_.data());
  return out;
}

bool verify(const PublicKey& key, View message, const Signature& signature) {
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.bytes.data()) == 0;
}

}  // namespace earshot::secure
