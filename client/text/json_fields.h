// Reading one line's fields, each with a complaint that names it.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/text/json_intents.h"

namespace earshot::text_client {

/// Thrown while a line is read, caught in parse_intent: the reader's straight path stays readable.
struct Complaint {
  protocol::Refusal refusal;
};

[[noreturn]] inline void complain(protocol::Why why, std::string text, std::string field = {}) {
  throw Complaint{{why, std::move(text), std::move(field)}};
}

std::string list_words(const auto& words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

/// The fields of one intent. Every one that is there must be asked for, or the line is refused: a typing error in
/// an optional field would otherwise pass in silence.
class Fields {
 public:
  /// `used`: fields that are nobody's to ask for.
  Fields(const Json& object, std::string_view word, std::set<std::string, std::less<>> used = {})
      : object_(object), word_(word), used_(std::move(used)) {}

  bool has(const char* key) {
    used_.insert(key);
    return object_.contains(key) && !object_[key].is_null();
  }

  const Json& need(const char* key) {
    if (!has(key)) complain(protocol::Why::empty, fmt::format("'{}' needs the field '{}'", word_, key), key);
    return object_[key];
  }

  std::string text(const char* key) { return text_of(need(key), key); }
  std::string text_or(const char* key, std::string otherwise) { return has(key) ? text(key) : std::move(otherwise); }

  bool flag_or(const char* key, bool otherwise) { return has(key) ? flag(key) : otherwise; }
  bool flag(const char* key) {
    need(key);
    if (!object_[key].is_boolean()) wrong_type(key, "true or false");
    return object_[key].get<bool>();
  }

  template <class Number>
  Number number(const char* key) {
    return number_of<Number>(need(key), key);
  }
  template <class Number>
  Number number_or(const char* key, Number otherwise) {
    return has(key) ? number<Number>(key) : otherwise;
  }

  template <class E, std::size_t N>
  E word(const char* key, const std::array<std::string_view, N>& words) {
    return word_of<E>(text(key), key, words);
  }
  template <class E, std::size_t N>
  E word_or(const char* key, const std::array<std::string_view, N>& words, E otherwise) {
    return has(key) ? word<E>(key, words) : otherwise;
  }
  template <class E, std::size_t N>
  std::vector<E> words_or_none(const char* key, const std::array<std::string_view, N>& words) {
    std::vector<E> out;
    for (const std::string& given : texts_or_none(key)) out.push_back(word_of<E>(given, key, words));
    return out;
  }
  template <class E, std::size_t N>
  static E word_of(const std::string& given, const char* key, const std::array<std::string_view, N>& words) {
    if (const auto value = protocol::from_word<E>(words, given)) return *value;
    complain(protocol::Why::unknown, fmt::format("'{}' has no '{}'; it knows {}", key, given, list_words(words)), key);
  }

  std::vector<std::string> texts_or_none(const char* key) {
    std::vector<std::string> out;
    if (!has(key)) return out;
    if (!object_[key].is_array()) wrong_type(key, "a list of texts");
    for (const Json& entry : object_[key]) out.push_back(text_of(entry, key));
    return out;
  }

  /// {"0": …, "3": …}, or a list that counts from 0.
  std::vector<std::pair<std::size_t, Json>> indexed(const char* key) {
    std::vector<std::pair<std::size_t, Json>> out;
    if (!has(key)) return out;
    const Json& value = object_[key];
    if (value.is_array()) {
      for (std::size_t i = 0; i < value.size(); ++i) out.emplace_back(i, value[i]);
      return out;
    }
    if (!value.is_object()) wrong_type(key, "an object from line numbers to marks");
    for (const auto& [index, entry] : value.items()) {
      const bool digits = !index.empty() && index.size() < 4 && std::ranges::all_of(index, [](char c) { return c >= '0' && c <= '9'; });
      if (!digits) complain(protocol::Why::bad_message, fmt::format("'{}' counts lines from 0; '{}' is no number", key, index), key);
      out.emplace_back(std::stoul(index), entry);
    }
    return out;
  }

  const Json& list(const char* key) {
    if (!need(key).is_array()) wrong_type(key, "a list");
    return object_[key];
  }

  const Json& object(const char* key) {
    if (!need(key).is_object()) wrong_type(key, "an object");
    return object_[key];
  }

  void expect_no_more() const {
    for (const auto& [key, value] : object_.items()) {
      if (!used_.contains(key)) complain(protocol::Why::bad_message, fmt::format("'{}' has no field '{}'", word_, key), key);
    }
  }

  static std::string text_of(const Json& value, const char* key) {
    if (!value.is_string()) wrong_type(key, "a text");
    return value.get<std::string>();
  }

  template <class Number>
  static Number number_of(const Json& value, const char* key) {
    if (!value.is_number_integer()) wrong_type(key, "a whole number");
    const bool negative = !value.is_number_unsigned() && value.get<std::int64_t>() < 0;
    if (negative || value.get<std::uint64_t>() > std::numeric_limits<Number>::max()) {
      complain(protocol::Why::out_of_range, fmt::format("'{}' is {}, which is out of range", key, value.dump()), key);
    }
    return value.get<Number>();
  }

  [[noreturn]] static void wrong_type(const char* key, std::string_view wanted) {
    complain(protocol::Why::bad_message, fmt::format("'{}' must be {}", key, wanted), key);
  }

 private:
  const Json& object_;
  std::string_view word_;
  std::set<std::string, std::less<>> used_;
};

struct Where {
  const model::Model& model;
  const Defaults& defaults;
};

/// A person's id, or "customer", "agent", "observer", "self".
PersonId person_of(const Json& value, const char* key, const model::Model& model);
/// Criteria by id, or the name of one of the rubric's focus sets.
std::vector<std::string> read_focus(Fields& fields, const Where& where);

}  // namespace earshot::text_client
