// Randomness is a parameter too: the domain receives random results, it never draws them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace earshot {

/// A source of random bytes. The shell hands out `SecureRandom`; tests hand out a seeded one.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;

  std::uint64_t next();
  /// Uniform in [0, bound); bound > 0.
  std::uint64_t below(std::uint64_t bound);
  /// `length` characters out of `alphabet`, which is not empty.
  std::string pick(std::string_view alphabet, std::size_t length);
};

/// libsodium's generator, seeded by the operating system.
class SecureRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

/// The same bytes for the same seed: for tests, load generators and shuffles that the journal must replay.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  void fill(std::span<std::uint8_t> out) override;

 private:
  std::uint64_t state_;
};

/// Letters and digits that nobody confuses when they are read aloud or off a projector.
inline constexpr std::string_view kCodeAlphabet = "ACDEFGHJKLMNPQRTUVWXY3479";

}  // namespace earshot
