// Any bytes are a card or a list of problems; a card resolves in all its variants. The rubric's loader rides along.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "shared/card/load.h"
#include "shared/card/show.h"
#include "shared/rubric/rubric.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto card = earshot::card::load(bytes, "fuzz.yaml");
  require(card.card.has_value() == !earshot::yaml::has_errors(card.problems));
  if (card.card) {
    for (std::size_t i = 0; i < card.card->variants.size(); ++i) {
      require(!earshot::card::show(earshot::card::resolve(*card.card, i)).empty());
    }
  }
  const auto rubric = earshot::rubric::load(bytes, "fuzz.yaml");
  require(rubric.rubric.has_value() == !earshot::yaml::has_errors(rubric.problems));
  return 0;
}
