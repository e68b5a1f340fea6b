// The two cereal archives of the wire: little-endian, fixed widths, lengths as 32 bits.
//
// cereal's own portable archive goes through a stream and trusts every length it reads. These write to and
// read from memory, and the reader checks a length against the bytes that are left before anything is
// allocated: an element takes at least one byte, so a longer list cannot be true.
#pragma once

#include <bit>
#include <cereal/cereal.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

static_assert(std::endian::native == std::endian::little, "the wire is little-endian; swap bytes here for other machines");

using Bytes = std::vector<std::uint8_t>;

/// Thrown inside `decode` alone, where it becomes an Error.
class DecodeError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Appends to a buffer it does not own.
class WireOutput : public cereal::OutputArchive<WireOutput, cereal::AllowEmptyClassElision> {
 public:
  explicit WireOutput(Bytes& out) : OutputArchive(this), out_(out) {}
  void write(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    out_.insert(out_.end(), bytes, bytes + size);
  }

 private:
  Bytes& out_;
};

/// Reads from bytes it does not own.
class WireInput : public cereal::InputArchive<WireInput, cereal::AllowEmptyClassElision> {
 public:
  explicit WireInput(std::span<const std::uint8_t> in) : InputArchive(this), in_(in) {}
  void read(void* data, std::size_t size) {
    if (size > in_.size()) throw DecodeError("the message ends too early");
    if (size > 0) std::memcpy(data, in_.data(), size);
    in_ = in_.subspan(size);
  }
  void check_length(std::size_t elements) const {
    if (elements > in_.size()) throw DecodeError("a length is larger than what is left of the message");
  }
  std::size_t left() const { return in_.size(); }

 private:
  std::span<const std::uint8_t> in_;
};

template <class T>
std::enable_if_t<std::is_arithmetic_v<T>> CEREAL_SAVE_FUNCTION_NAME(WireOutput& ar, const T& value) {
  ar.write(&value, sizeof value);
}
template <class T>
std::enable_if_t<std::is_arithmetic_v<T>> CEREAL_LOAD_FUNCTION_NAME(WireInput& ar, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    std::uint8_t byte = 0;
    ar.read(&byte, 1);
    if (byte > 1) throw DecodeError("a yes-or-no is neither");
    value = byte == 1;
  } else {
    ar.read(&value, sizeof value);
  }
}
template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(WireOutput& ar, cereal::NameValuePair<T>& pair) {
  ar(pair.value);
}
/// An enum in a list, where it has no name: cereal's own loader would take any number.
template <class E>
requires(kValues<E> > 0) void load_minimal(const WireInput&, E& value, const std::underlying_type_t<E>& number) {
  if (number >= kValues<E>) throw DecodeError("a list holds a word without a meaning: " + std::to_string(number));
  value = static_cast<E>(number);
}

template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(WireInput& ar, cereal::NameValuePair<T>& pair) {
  using Value = std::decay_t<T>;
  if constexpr (std::is_enum_v<Value>) {
    // An enum never holds a number that has no word: nobody above has to think of it.
    std::underlying_type_t<Value> number{};
    ar(number);
    if (number >= kValues<Value>) throw DecodeError(std::string(pair.name) + " has no value " + std::to_string(number));
    pair.value = static_cast<Value>(number);
  } else {
    ar(pair.value);
  }
}
template <class T>
void CEREAL_SAVE_FUNCTION_NAME(WireOutput& ar, const cereal::SizeTag<T>& tag) {
  const auto size = static_cast<std::uint32_t>(tag.size);
  ar.write(&size, sizeof size);
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(WireInput& ar, cereal::SizeTag<T>& tag) {
  std::uint32_t size = 0;
  ar.read(&size, sizeof size);
  ar.check_length(size);
  tag.size = size;
}
template <class T>
void CEREAL_SAVE_FUNCTION_NAME(WireOutput& ar, const cereal::BinaryData<T>& data) {
  ar.write(data.data, static_cast<std::size_t>(data.size));
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(WireInput& ar, cereal::BinaryData<T>& data) {
  ar.read(data.data, static_cast<std::size_t>(data.size));
}

}  // namespace earshot::protocol

CEREAL_SETUP_ARCHIVE_TRAITS(earshot::protocol::WireInput, earshot::protocol::WireOutput)
