// What a kind of file may hold, as plain values: for a schema, a reference, a form. Made by record.h from the very
// tables that files are read with, so that none of them can say something else than the reader does.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace earshot::yaml {

struct RecordShape;

/// One value. `min` and `max` are the characters of a text, the items of a list, the bounds of a whole number, or the
/// seconds of minutes; `max_length` is that of each text in a list of texts or values.
struct Shape {
  enum class Kind {
    text,     ///< one line for people
    id,       ///< a word of small letters, digits, - and _
    word,     ///< one of `words`
    whole,    ///< a whole number
    minutes,  ///< 2, 1.5 or 1:30
    yes,      ///< yes or no
    texts,    ///< a list of texts
    ids,      ///< a list of ids
    words,    ///< a list of some of `words`
    record,   ///< a group of keys
    records,  ///< a list of groups of keys
    values,   ///< free keys, each with a text
  };
  Kind kind = Kind::text;
  std::size_t min = 0;
  std::size_t max = 0;
  std::size_t max_length = 0;
  std::vector<std::string_view> words{};
  const RecordShape* record = nullptr;  ///< static
  bool placeholders = false;            ///< {names} in it are filled in from the variant
};

enum class Need {
  always,
  in_full,  ///< a short file, such as a card to warm up, may leave it out
  never,
};

/// A key and what belongs to it.
struct FieldShape {
  std::string_view key;
  Shape shape;
  Need need = Need::always;
  std::string otherwise{};  ///< what stands in where it is left out; empty: nothing
  std::string_view seen{};  ///< who sees it, and when
  std::string_view about{};
};

struct RecordShape {
  std::string_view what;  ///< as problems call it: "the customer", "a fact"
  std::vector<FieldShape> fields;

  const FieldShape* find(std::string_view key) const {
    for (const FieldShape& field : fields) {
      if (field.key == key) return &field;
    }
    return nullptr;
  }
};

}  // namespace earshot::yaml
