// A group of keys, declared once: how each is read into a member of T, and what may stand there (shape.h).
//
//   const Record<Feeling, Reading> kFeeling("a feeling", {
//       id("id", &Feeling::id, Need::always, "…"),
//       text("name", &Feeling::name, 40, Need::always, …),
//   });
//   kFeeling.read(node, feeling, context);
//
// C is what the reading of one file needs beside the node. It has
//   yaml::Report& report();
//   bool full() const;                                      false: Need::in_full keys may be missing
//   void written(const Node&, const std::string& text, std::string_view what, std::size_t max);
//                                                           called for each text that may hold placeholders
//   void bare(const Node&, const std::string& text, std::string_view what);      and for each other text
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "shared/yaml/reader.h"
#include "shared/yaml/shape.h"

namespace earshot::yaml {

/// Who sees a field and what it is for.
struct About {
  std::string_view seen{};
  std::string_view text{};
};

/// A key of T: its shape, and how its value gets into T. `node` is null where the key is absent.
template <class T, class C>
struct Field {
  FieldShape shape;
  std::function<void(const Node* node, T& into, C& context)> take;
};

template <class T, class C>
class Record {
 public:
  /// Looks at the record as a whole once its fields were taken: `map` has the keys.
  using Check = std::function<void(const Node& node, const Map& map, T& read, C& context)>;

  Record(std::string_view what, std::vector<Field<T, C>> fields, Check check = {})
      : fields_(std::move(fields)), check_(std::move(check)) {
    shape_.what = what;
    for (const auto& field : fields_) shape_.fields.push_back(field.shape);
  }
  Record(const Record&) = delete;  // shapes point at each other
  Record& operator=(const Record&) = delete;

  const RecordShape& shape() const { return shape_; }

  /// Leaves `into` as it is where the node is absent.
  void read(const Node* node, T& into, C& context) const {
    Keys keys;
    for (const FieldShape& field : shape_.fields) {
      const bool needed = field.need == Need::always || (field.need == Need::in_full && context.full());
      (needed ? keys.required : keys.optional).push_back(field.key);
    }
    const Map map(node, shape_.what, keys, context.report());
    for (const auto& field : fields_) field.take(map[field.shape.key], into, context);
    if (node && node->kind == Node::Kind::map && check_) check_(*node, map, into, context);
  }

 private:
  RecordShape shape_;
  std::vector<Field<T, C>> fields_;
  Check check_;
};

/// Of a text whose placeholders are not filled in yet.
inline constexpr std::size_t kMaxRawText = 4'000;

/// The kinds of fields. An absent key leaves the member as it is: its initial value is the default.
template <class C>
struct Fields {
  /// A text that may hold placeholders; `plain` is one that may not.
  template <class T>
  static Field<T, C> text(std::string_view key, std::string T::* member, std::size_t max, Need need, About about) {
    return {{key, {.kind = Shape::Kind::text, .min = 1, .max = max, .placeholders = true}, need, "", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              if (node) into.*member = placeheld(*node, key, max, context);
            }};
  }

  template <class T>
  static Field<T, C> plain(std::string_view key, std::string T::* member, std::size_t max, Need need, About about) {
    return {{key, {.kind = Shape::Kind::text, .min = 1, .max = max}, need, "", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              if (node) into.*member = without_placeholders(*node, key, max, context);
            }};
  }

  template <class T>
  static Field<T, C> id(std::string_view key, std::string T::* member, std::size_t max, Need need, About about) {
    return {{key, {.kind = Shape::Kind::id, .min = 1, .max = max}, need, "", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              if (node) into.*member = yaml::id(node, key, max, context.report());
            }};
  }

  template <class T>
  static Field<T, C> whole(std::string_view key, int T::* member, int min, int max, Need need, About about) {
    return {{key, {.kind = Shape::Kind::whole, .min = static_cast<std::size_t>(min), .max = static_cast<std::size_t>(max)}, need,
             need == Need::never ? std::to_string(T{}.*member) : "", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              into.*member = yaml::whole(node, key, min, max, into.*member, context.report());
            }};
  }

  template <class T>
  static Field<T, C> minutes(std::string_view key, Seconds T::* member, Seconds min, Seconds max, Need need, About about) {
    return {{key, {.kind = Shape::Kind::minutes, .min = static_cast<std::size_t>(min.count()), .max = static_cast<std::size_t>(max.count())},
             need, need == Need::never ? clock_text(T{}.*member) : "", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              into.*member = yaml::minutes(node, key, min, max, into.*member, context.report());
            }};
  }

  template <class T>
  static Field<T, C> yes(std::string_view key, bool T::* member, About about) {
    return {{key, {.kind = Shape::Kind::yes}, Need::never, "no", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              static constexpr std::string_view kAnswers[] = {"yes", "true", "no", "false"};
              if (const auto answer = one_of(node, key, kAnswers, context.report())) into.*member = *answer < 2;
            }};
  }

  /// One of `names`, in the order of the enum. Where it is not given or not known the member stays as it is.
  template <class T, class E>
  static Field<T, C> word(std::string_view key, E T::* member, std::span<const std::string_view> names, Need need, About about) {
    return {{key, {.kind = Shape::Kind::word, .words = {names.begin(), names.end()}}, need,
             need == Need::never ? std::string(names[static_cast<std::size_t>(T{}.*member)]) : "", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              if (const auto found = one_of(node, key, names, context.report())) into.*member = static_cast<E>(*found);
            }};
  }

  template <class T>
  static Field<T, C> words(std::string_view key, std::vector<std::string> T::* member, std::span<const std::string_view> names, About about) {
    return {{key, {.kind = Shape::Kind::words, .max = names.size(), .words = {names.begin(), names.end()}}, Need::never, "", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              for (const Node& item : list(node, key, 0, names.size(), context.report())) {
                if (const auto found = one_of(&item, key, names, context.report())) (into.*member).emplace_back(names[*found]);
              }
            }};
  }

  template <class T>
  static Field<T, C> texts(std::string_view key, std::vector<std::string> T::* member, std::size_t min, std::size_t max, std::size_t length,
                           Need need, About about) {
    return {{key, {.kind = Shape::Kind::texts, .min = min, .max = max, .max_length = length, .placeholders = true}, need, "", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              for (const Node& item : list(node, key, min, max, context.report())) (into.*member).push_back(placeheld(item, key, length, context));
            }};
  }

  template <class T>
  static Field<T, C> plain_texts(std::string_view key, std::vector<std::string> T::* member, std::size_t max, std::size_t length, About about) {
    return {{key, {.kind = Shape::Kind::texts, .max = max, .max_length = length}, Need::never, "", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              for (const Node& item : list(node, key, 0, max, context.report())) {
                (into.*member).push_back(without_placeholders(item, key, length, context));
              }
            }};
  }

  template <class T>
  static Field<T, C> ids(std::string_view key, std::vector<std::string> T::* member, std::size_t max, std::size_t length, About about) {
    return {{key, {.kind = Shape::Kind::ids, .max = max, .max_length = length}, Need::never, "", about.seen, about.text},
            [=](const Node* node, T& into, C& context) {
              for (const Node& item : list(node, key, 0, max, context.report())) {
                (into.*member).push_back(yaml::id(&item, key, length, context.report()));
              }
            }};
  }

  /// A group of keys; `Inner` may be what an optional member holds.
  template <class T, class M, class Inner>
  static Field<T, C> one(std::string_view key, M T::* member, const Record<Inner, C>& record, Need need, About about) {
    return {{key, {.kind = Shape::Kind::record, .record = &record.shape()}, need, "", about.seen, about.text},
            [member, &record](const Node* node, T& into, C& context) {
              if (!node) return;
              if constexpr (std::is_same_v<M, Inner>) {
                record.read(node, into.*member, context);
              } else {
                record.read(node, (into.*member).emplace(), context);
              }
            }};
  }

  /// A list of groups of keys. Where each has an id, no two may be alike.
  template <class T, class Inner>
  static Field<T, C> many(std::string_view key, std::vector<Inner> T::* member, const Record<Inner, C>& record, std::size_t min, std::size_t max,
                          Need need, About about) {
    return {{key, {.kind = Shape::Kind::records, .min = min, .max = max, .record = &record.shape()}, need, "", about.seen, about.text},
            [=, &record](const Node* node, T& into, C& context) {
              std::vector<const Node*> nodes;
              std::vector<std::string> names;
              for (const Node& item : list(node, key, min, max, context.report())) {
                Inner& read = (into.*member).emplace_back();
                record.read(&item, read, context);
                if constexpr (requires { read.id; }) {
                  nodes.push_back(item.find("id"));
                  names.push_back(read.id);
                }
              }
              check_unique(nodes, names, key.ends_with('s') ? std::string(key) : "items of " + std::string(key), context.report());
            }};
  }

 private:
  static std::string without_placeholders(const Node& node, std::string_view key, std::size_t max, C& context) {
    std::string read = yaml::text(&node, key, max, context.report());
    context.bare(node, read, key);
    return read;
  }

  static std::string placeheld(const Node& node, std::string_view key, std::size_t max, C& context) {
    // How long a text with placeholders gets is known once they are filled in; what bounds it until then is the file.
    const bool filled_in_later = node.text.find('{') != std::string::npos;
    std::string read = yaml::text(&node, key, filled_in_later ? kMaxRawText : max, context.report());
    if (!read.empty()) context.written(node, read, key, max);
    return read;
  }
};

}  // namespace earshot::yaml
