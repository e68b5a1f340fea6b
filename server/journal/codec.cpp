#include "server/journal/codec.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cereal/archives/json.hpp>
#include <cereal/types/optional.hpp>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <stdexcept>
#include <streambuf>
#include <type_traits>
#include <variant>

#include "server/journal/upgrade.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

// cereal's own loader would take any number for an enum. Found by argument-dependent lookup, hence in this
// namespace.
template <class E>
requires(kValues<E> > 0) void load_minimal(const cereal::JSONInputArchive&, E& value,
                                           const std::underlying_type_t<E>& number) {
  if (number >= kValues<E>) throw std::out_of_range(fmt::format("no value has the number {}", number));
  value = static_cast<E>(number);
}

}  // namespace earshot::protocol

namespace earshot::journal {
namespace {

class StringOutput : public std::streambuf {
 public:
  explicit StringOutput(std::string& out) : out_(out) {}

 protected:
  int_type overflow(int_type c) override {
    out_.push_back(traits_type::to_char_type(c));
    return c;
  }
  std::streamsize xsputn(const char* data, std::streamsize size) override {
    out_.append(data, static_cast<std::size_t>(size));
    return size;
  }

 private:
  std::string& out_;
};

class StringInput : public std::streambuf {
 public:
  explicit StringInput(std::string_view in) {
    char* begin = const_cast<char*>(in.data());  // only ever read
    setg(begin, begin, begin + in.size());
  }
};

/// cereal's writer breaks lines and puts a space after each colon, also without indents.
void remove_white_space(std::string& json) {
  bool in_text = false;
  auto out = json.begin();
  for (auto in = json.begin(); in != json.end(); ++in) {
    if (in_text) {
      if (*in == '\\') {
        *out++ = *in++;
      } else if (*in == '"') {
        in_text = false;
      }
    } else if (*in == '"') {
      in_text = true;
    } else if (*in == '\n' || *in == ' ') {
      continue;
    }
    *out++ = *in;
  }
  json.erase(out, json.end());
}

void add_missing(nlohmann::json& body, std::string_view field, const nlohmann::json& value) {
  const auto star = field.find("/*");
  const nlohmann::json::json_pointer place{std::string(field.substr(0, star))};
  if (star == std::string_view::npos) {
    if (!body.contains(place)) body[place] = value;
  } else if (body.contains(place)) {
    for (auto& element : body[place]) add_missing(element, field.substr(star + 2), value);
  }
}

template <class E>
domain::Event read(std::string_view body) {
  StringInput buffer(body);
  std::istream stream(&buffer);
  cereal::JSONInputArchive archive(stream);
  E event;
  event.serialize(archive);
  return event;
}

struct Kind {
  std::string_view type;
  domain::Event (*read)(std::string_view);
};

template <std::size_t... Is>
constexpr auto make_kinds(std::index_sequence<Is...>) {
  std::array kinds{Kind{std::variant_alternative_t<Is, domain::Event>::kType,
                        &read<std::variant_alternative_t<Is, domain::Event>>}...};
  std::ranges::sort(kinds, {}, &Kind::type);
  return kinds;
}

constexpr auto kKinds = make_kinds(std::make_index_sequence<std::variant_size_v<domain::Event>>{});
static_assert(std::ranges::adjacent_find(kKinds, {}, &Kind::type) == kKinds.end(),
              "two kinds of event share a type");

}  // namespace

void encode(const domain::Event& event, std::string& type, std::string& body) {
  body.clear();
  std::visit(
      [&](const auto& e) {
        type = e.kType;
        StringOutput buffer(body);
        std::ostream stream(&buffer);
        cereal::JSONOutputArchive archive(stream, cereal::JSONOutputArchive::Options::NoIndent());
        // Fields stand at the top: archive(e) would wrap them. Writing leaves the event as it is.
        const_cast<std::decay_t<decltype(e)>&>(e).serialize(archive);
      },
      event);
  remove_white_space(body);
}

Result<domain::Event> decode(std::string_view type, std::string_view body, ClassId class_id,
                             std::uint64_t number, std::span<const Addition> additions) {
  const auto error = [&](std::string text) {
    return fail(std::move(text), fmt::format("journal {}:{}", class_id.value, number));
  };
  const auto kind = std::ranges::lower_bound(kKinds, type, {}, &Kind::type);
  if (kind == kKinds.end() || kind->type != type) {
    return error(fmt::format("no kind of event is called '{}'; a newer Earshot may have written it", type));
  }
  try {
    if (std::ranges::find(additions, type, &Addition::type) == additions.end()) return kind->read(body);
    nlohmann::json full = nlohmann::json::parse(body);
    if (type == domain::Rated::kType && full.contains("rating")) give_moments(full["rating"]);
    for (const Addition& addition : additions) {
      if (addition.type == type) add_missing(full, addition.field, nlohmann::json::parse(addition.value));
    }
    return kind->read(full.dump());
  } catch (const nlohmann::json::exception&) {
    return error(fmt::format("the body of {} is no JSON", type));
  } catch (const std::exception& e) {
    return error(fmt::format("the body of {} cannot be read: {}", type, e.what()));
  }
}

}  // namespace earshot::journal
