// docs/protocol.md lists every kind with its number and all its fields in their order.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <string>

#include "shared/protocol/codec.h"
#include "tests/shared/protocol/filler.h"

namespace earshot::testing {

/// Collects the names of a struct's own fields.
class FieldNames : public cereal::InputArchive<FieldNames, cereal::AllowEmptyClassElision> {
 public:
  FieldNames() : InputArchive(this) {}
  std::vector<std::string> names;
};

template <class T>
void CEREAL_SERIALIZE_FUNCTION_NAME(FieldNames& ar, cereal::NameValuePair<T>& pair) {
  ar.names.emplace_back(pair.name);
}

}  // namespace earshot::testing

namespace earshot::protocol {
namespace {

std::string row_of(const std::string& document, std::uint16_t number, const std::string& kind) {
  const std::size_t start = document.find(fmt::format("\n| {} | `{}` | ", number, kind));
  if (start == std::string::npos) return {};
  return document.substr(start + 1, document.find('\n', start + 1) - start - 1);
}

template <class Variant>
void check_documented(const std::string& document) {
  testing::each_example<Variant>([&](auto message) {
    using T = decltype(message);
    const std::string kind = testing::kind_name<T>();
    CAPTURE(kind);
    const std::string row = row_of(document, T::kNumber, kind);
    REQUIRE_FALSE(row.empty());
    testing::FieldNames fields;
    fields(message);
    std::size_t at = 0;
    for (const std::string& name : fields.names) {
      const std::size_t found = row.find(name + ": ", at);
      CHECK_MESSAGE(found != std::string::npos, kind << " has no field '" << name << "' there, or in another place");
      if (found != std::string::npos) at = found;
    }
  });
}

}  // namespace

TEST_CASE("the protocol's page lists every message, its number and its fields in their order") {
  std::ifstream in(EARSHOT_SOURCE_DIR "/docs/protocol.md");
  const std::string document(std::istreambuf_iterator<char>(in), {});
  check_documented<Intent>(document);
  check_documented<ServerMessage>(document);
}

}  // namespace earshot::protocol
