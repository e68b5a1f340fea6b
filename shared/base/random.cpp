#include "shared/base/random.h"

#include <sodium.h>

#include <cstring>

namespace earshot {

std::uint64_t Random::next() {
  std::array<std::uint8_t, 8> bytes{};
  fill(bytes);
  std::uint64_t value = 0;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
  // Values under `uneven` are drawn again, so that every result is equally likely.
  const std::uint64_t uneven = (0 - bound) % bound;
  std::uint64_t value = next();
  while (value < uneven) value = next();
  return value % bound;
}

std::string Random::pick(std::string_view alphabet, std::size_t length) {
  std::string out(length, ' ');
  for (char& c : out) c = alphabet[below(alphabet.size())];
  return out;
}

void SecureRandom::fill(std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); }

void SeededRandom::fill(std::span<std::uint8_t> out) {
  // SplitMix64 (Steele, Lea and Flood, 2014): small, well mixed, and the same on every machine.
  for (std::size_t i = 0; i < out.size(); i += 8) {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    z ^= z >> 31;
    std::memcpy(out.data() + i, &z, out.size() - i < 8 ? out.size() - i : 8);
  }
}

}  // namespace earshot
