#include "shared/card/card.h"

#include <algorithm>

#include "shared/card/texts.h"

namespace earshot::card {

Card resolve(const Card& card, std::size_t index) {
  Card played = card;
  played.variants.clear();
  played.source.clear();
  if (card.variants.empty()) return played;

  const Variant& variant = card.variants[index % card.variants.size()];
  played.variant = variant.id;
  if (!variant.stake.empty()) played.customer.stake = variant.stake;
  if (variant.fact) {
    auto& facts = played.customer.facts;
    const auto same = std::find_if(facts.begin(), facts.end(),
                                   [&](const Fact& fact) { return fact.id == variant.fact->id; });
    if (same != facts.end()) {
      *same = *variant.fact;
    } else {
      facts.push_back(*variant.fact);
    }
  }
  for_each_text(played, [&](std::string& text) { text = fill_in(text, variant.values); });
  return played;
}

const Fact* find_fact(const Card& card, const std::string& id) {
  const auto& facts = card.customer.facts;
  const auto found =
      std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.id == id; });
  return found == facts.end() ? nullptr : &*found;
}

}  // namespace earshot::card
