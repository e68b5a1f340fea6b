// Fills a message with examples: every text, list and optional holds something, no two numbers are the same, and the same
// kind always gets the same values. It walks the struct's own `serialize`, so that no field can be forgotten.
#pragma once

#include <cereal/cereal.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <cstdlib>
#include <cxxabi.h>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <variant>

#include "shared/protocol/archive.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::testing {

class Filler : public cereal::InputArchive<Filler, cereal::AllowEmptyClassElision> {
 public:
  Filler() : InputArchive(this) {}
  std::uint64_t next() { return ++count_; }
  std::string_view field = "text";

 private:
  std::uint64_t count_ = 0;
};

}  // namespace earshot::testing

/// cereal asks this for ids and moments, which load from a bare number.
template <>
struct cereal::traits::detail::get_output_from_input<earshot::testing::Filler> {
  using type = earshot::protocol::WireOutput;
};

namespace earshot::testing {

template <class T>
std::enable_if_t<std::is_arithmetic_v<T>> CEREAL_LOAD_FUNCTION_NAME(Filler& ar, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    value = true;
  } else if constexpr (std::is_floating_point_v<T>) {
    value = static_cast<T>(ar.next()) + T{0.25};
  } else if constexpr (sizeof(T) == 1) {
    value = static_cast<T>(ar.next());
  } else {
    // Other bytes than the lowest count too: a wrong width or order must show.
    value = static_cast<T>(ar.next() * 257);
  }
}
inline void CEREAL_LOAD_FUNCTION_NAME(Filler& ar, std::string& text) {
  text = std::string(ar.field) + " \xC3\xA9 " + std::to_string(ar.next());
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(Filler&, cereal::SizeTag<T>& tag) {
  tag.size = 2;
}
/// An enum in a list.
template <class E>
requires(protocol::kValues<E> > 0) void load_minimal(const Filler&, E& value, const std::underlying_type_t<E>& number) {
  value = static_cast<E>(number % protocol::kValues<E>);
}
template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(Filler& ar, cereal::NameValuePair<T>& pair) {
  using Value = std::decay_t<T>;
  const std::string_view name = pair.name;
  if constexpr (std::is_enum_v<Value>) {
    pair.value = static_cast<Value>(ar.next() % protocol::kValues<Value>);
  } else if constexpr (std::is_same_v<Value, bool>) {
    pair.value = name != "nullopt";  // cereal's word for an empty optional
  } else {
    if (name != "data") ar.field = name;
    ar(pair.value);
  }
}

/// A full example of a kind.
template <class T>
T example() {
  T value;
  Filler filler;
  filler(value);
  return value;
}

/// Calls `each(example<T>())` for every alternative T of a variant.
template <class Variant, std::size_t... I>
void each_example_of(auto&& each, std::index_sequence<I...>) {
  (each(example<std::variant_alternative_t<I, Variant>>()), ...);
}
template <class Variant>
void each_example(auto&& each) {
  each_example_of<Variant>(each, std::make_index_sequence<std::variant_size_v<Variant>>{});
}

/// "Say" of earshot::protocol::Say.
template <class T>
std::string kind_name() {
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> whole(abi::__cxa_demangle(typeid(T).name(), nullptr, nullptr, &status), std::free);
  const std::string name = whole.get();
  return name.substr(name.rfind(':') + 1);
}

}  // namespace earshot::testing
