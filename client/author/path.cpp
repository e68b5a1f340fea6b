#include "client/author/path.h"

#include <charconv>

#include "shared/card/language.h"

namespace earshot::author {

using yaml::FieldShape;
using yaml::RecordShape;
using Kind = yaml::Shape::Kind;

Path Path::operator/(std::string_view key) const {
  return Path(words_.empty() ? std::string(key) : words_ + '/' + std::string(key));
}

std::vector<std::string_view> Path::parts() const {
  std::vector<std::string_view> out;
  for (std::string_view rest = words_; !rest.empty();) {
    const auto end = std::min(rest.find('/'), rest.size());
    out.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

Path Path::parent() const {
  const auto slash = words_.rfind('/');
  return slash == std::string::npos ? Path() : Path(words_.substr(0, slash));
}

std::string_view Path::last() const {
  const auto slash = words_.rfind('/');
  return slash == std::string::npos ? std::string_view(words_) : std::string_view(words_).substr(slash + 1);
}

std::size_t Path::index() const {
  std::size_t out = 0;
  const auto words = last();
  std::from_chars(words.data(), words.data() + words.size(), out);
  return out;
}

bool Path::within(const Path& outer) const {
  if (outer.empty() || words_ == outer.words_) return true;
  return words_.size() > outer.words_.size() && words_.starts_with(outer.words_) && words_[outer.words_.size()] == '/';
}

namespace {

struct Found {
  const RecordShape* record;
  const FieldShape* field;
};

Found find(const Path& path) {
  Found out{&card::shape(), nullptr};
  bool in_list = false;
  for (const auto part : path.parts()) {
    if (out.field && out.field->shape.kind == Kind::records && !in_list) {
      in_list = true;
      out.record = out.field->shape.record;
      continue;
    }
    const FieldShape* next = out.record->find(part);
    if (!next || (out.field && !out.field->shape.record)) break;  // an item of a list of texts, a value, or unknown
    out.field = next;
    in_list = false;
    if (next->shape.kind == Kind::record) out.record = next->shape.record;
  }
  return out;
}

}  // namespace

const FieldShape* field_at(const Path& path) { return find(path).field; }
const RecordShape& record_at(const Path& path) { return *find(path).record; }

std::size_t most_at(const Path& path) {
  const FieldShape* field = field_at(path);
  if (!field) return 0;
  const bool inside = path.last() != field->key && field->shape.max_length > 0;
  return inside ? field->shape.max_length : field->shape.max;
}

}  // namespace earshot::author
