// Any bytes are a card or a list of problems, and a card can be resolved, shown, printed, and compared with others. A line
// of '%%%' parts two cards, the second of which is taken for a translation and a follow-up of the first. The rubric's
// loader rides along.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/text.h"
#include "shared/card/limits.h"
#include "shared/card/load.h"
#include "shared/card/print.h"
#include "shared/card/shelf.h"
#include "shared/card/show.h"
#include "shared/card/start.h"
#include "shared/card/texts.h"
#include "shared/rubric/rubric.h"

namespace {

namespace card = earshot::card;
using earshot::yaml::Problem;

constexpr std::string_view kFile = "fuzz.yaml";
constexpr std::string_view kNext = "\n%%%\n";
constexpr std::size_t kMostProblems = 100;

void require(bool holds) {
  if (!holds) std::abort();
}

void can_be_read(const std::vector<Problem>& problems) {
  require(problems.size() <= kMostProblems);
  for (const Problem& problem : problems) {
    require(problem.file == kFile && !problem.what.empty() && !problem.mend.empty());
    require(problem.line >= 0 && (problem.line == 0 || problem.column >= 1));
  }
}

void plays(const card::Card& written, std::size_t variant) {
  const card::Card played = card::resolve(written, variant);
  require(played.variant == written.variants[variant].id);
  require(!card::show(played).empty());
  for (const card::Fact& fact : played.customer.facts) {
    require(earshot::text::length(fact.text) <= card::kMaxLine && !fact.label.empty() && earshot::text::length(fact.label) <= card::kMaxLabel);
  }
  const std::string page = card::print({&played, 1});
  std::size_t sheets = 0;
  for (auto at = page.find("<section"); at != std::string::npos; at = page.find("<section", at + 1)) ++sheets;
  require(sheets == 3);
  bool braces_in_values = false;
  for (const auto& [name, value] : written.variants[variant].values) braces_in_values = braces_in_values || value.find('{') != std::string::npos;
  if (braces_in_values) return;
  card::for_each_text(played, [](const std::string& text) { require(card::placeholders(text).empty()); });
}

std::optional<card::Card> read(std::string_view bytes) {
  auto outcome = card::load(bytes, std::string(kFile));
  require(outcome.card.has_value() == !earshot::yaml::has_errors(outcome.problems));
  can_be_read(outcome.problems);
  if (!outcome.card) return {};
  require(!outcome.card->variants.empty());
  for (std::size_t i = 0; i < outcome.card->variants.size(); ++i) plays(*outcome.card, i);
  require(card::load(outcome.card->source, std::string(kFile)).card == outcome.card);
  return outcome.card;
}

void stand_together(const card::Card& original, const card::Card& other) {
  can_be_read(card::compare(original, other, std::string(kFile)));
  if (other.follows) can_be_read(card::compare_episode(&original, other, std::string(kFile)));
  const std::vector<card::Card> both = {original, other};
  const card::Card* found = card::find(both, other.id, other.language);
  require(found != nullptr && found->id == other.id && found->language == other.language);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const card::Card kOther = *card::load(card::start("other", "en"), std::string(kFile)).card;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto next = bytes.find(kNext);
  const auto first = read(bytes.substr(0, next));
  if (first) {
    require(!earshot::yaml::has_errors(card::compare(*first, *first, std::string(kFile))));
    if (first->follows) can_be_read(card::compare_episode(nullptr, *first, std::string(kFile)));
    stand_together(kOther, *first);
    stand_together(*first, kOther);
  }
  if (next != std::string_view::npos) {
    const auto second = read(bytes.substr(next + kNext.size()));
    if (first && second) {
      stand_together(*first, *second);
      stand_together(*second, *first);
    }
  }
  const auto rubric = earshot::rubric::load(bytes, std::string(kFile));
  require(rubric.rubric.has_value() == !earshot::yaml::has_errors(rubric.problems));
  return 0;
}
