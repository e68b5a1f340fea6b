// Fills any event by its own list of fields, so that no kind and no field can be forgotten.
#pragma once

#include <cereal/archives/json.hpp>
#include <cereal/cereal.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <string>
#include <type_traits>

#include "server/domain/events.h"

namespace earshot::journal {

/// Where the values come from.
class Values {
 public:
  virtual ~Values() = default;
  virtual std::uint64_t below(std::uint64_t bound) = 0;  ///< a number in [0, bound)
  virtual std::uint64_t number() = 0;
  virtual std::string text(const std::string& field) = 0;
  virtual std::size_t length() = 0;  ///< of a list
  virtual bool none() = 0;           ///< of an optional
};

/// An input archive that reads an event out of `Values`.
class Filler : public cereal::InputArchive<Filler> {
 public:
  explicit Filler(Values& values) : InputArchive(this), values_(values) {}
  Values& values() { return values_; }
  std::string field{};

 private:
  Values& values_;
};

template <class T>
std::enable_if_t<std::is_arithmetic_v<T>> CEREAL_LOAD_FUNCTION_NAME(Filler& filler, T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    value = filler.field == "nullopt" ? filler.values().none() : filler.values().below(2) == 1;
  } else {
    value = static_cast<T>(filler.values().number());
  }
}
inline void CEREAL_LOAD_FUNCTION_NAME(Filler& filler, std::string& value) {
  value = filler.values().text(filler.field);
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(Filler& filler, cereal::SizeTag<T>& tag) {
  tag.size = filler.values().length();
}
/// An enum in a list.
template <class E>
requires(protocol::kValues<E> > 0) void load_minimal(const Filler&, E& value, const std::underlying_type_t<E>& number) {
  value = static_cast<E>(number % protocol::kValues<E>);
}
template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(Filler& filler, cereal::NameValuePair<T>& pair) {
  using Value = std::decay_t<T>;
  filler.field = pair.name;
  if constexpr (std::is_enum_v<Value>) {
    pair.value = static_cast<Value>(filler.values().below(protocol::kValues<Value>));
  } else {
    filler(pair.value);
  }
}

/// Every kind of event, each filled from values of its own, in the order of the variant.
template <class V>
domain::Events fill_all() {
  domain::Events events;
  [&]<std::size_t... Is>(std::index_sequence<Is...>) {
    const auto fill_one = [&]<class E>(E event) {
      V values;
      Filler filler(values);
      event.serialize(filler);
      events.emplace_back(std::move(event));
    };
    (fill_one(std::variant_alternative_t<Is, domain::Event>{}), ...);
  }
  (std::make_index_sequence<std::variant_size_v<domain::Event>>{});
  return events;
}

/// The same values each time, each other than a default, for golden files and benchmarks.
class FixedValues final : public Values {
 public:
  std::uint64_t below(std::uint64_t bound) override { return bound - 1; }
  std::uint64_t number() override { return ++count_; }
  std::string text(const std::string& field) override {
    return "the \"" + field + "\" — " + std::to_string(++count_);
  }
  std::size_t length() override { return 2; }
  bool none() override { return false; }

 private:
  std::uint64_t count_ = 0;
};

}  // namespace earshot::journal

// Of a pair of archives only this one is needed; cereal wants to know what would have written for it.
template <>
struct cereal::traits::detail::get_output_from_input<earshot::journal::Filler> {
  using type = cereal::JSONOutputArchive;
};
