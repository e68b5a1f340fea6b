// Input: what a trainer sends as a card's text. It is checked beside a good card, kept as a draft, and published if nothing
// was found: then it is in force and can be played in every variant. Whatever it was, the good card stays.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "server/net/content.h"
#include "shared/base/text.h"
#include "shared/card/load.h"
#include "shared/protocol/limits.h"

namespace {

using namespace earshot;

void require(bool holds) {
  if (!holds) std::abort();
}

std::string read(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

store::AuthoredCard authored(const std::string& id, const std::string& language, bool draft, std::string source) {
  return {id, language, draft, 1, PersonId{1}, {}, std::move(source)};
}

void write_card(const std::string& text, const std::string& id, const std::string& language) {
  static const std::string good = read(EARSHOT_SOURCE_DIR "/tests/golden/card-faults/good.yaml");
  net::ContentLibrary library;
  library.put(authored("small-card", "en", false, good));
  require(library.cards().size() == 1);
  const bool fits = library.check(text, id, language).empty();
  library.put(authored(id, language, true, text));
  require(library.cards().size() == 1 && library.translations().empty());
  if (!fits) return;
  library.put(authored(id, language, false, text));
  const auto card = library.find(id, language);
  require(card && card->id == id && card->language == language && card->source == text);
  for (std::uint32_t variant = 0; variant < card->variants.size(); ++variant) require(library.resolved(card->hash, variant)->variants.empty());
  require(library.find("small-card") != nullptr);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  // As at the door: protocol::validate and Hub::upload.
  if (text.empty() || size > protocol::limits::kCardBytes || !text::is_utf8(text) || text.find('\0') != std::string::npos) return 0;
  write_card(text, "small-card", "en");
  write_card(text, "small-card", "de");
  if (const auto outcome = card::load(text, "text"); outcome.card) write_card(text, outcome.card->id, outcome.card->language);
  return 0;
}
