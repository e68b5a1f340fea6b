#include "shared/card/card.h"

#include <algorithm>

#include "shared/card/texts.h"

namespace earshot::card {

namespace {

std::string fill_in(const std::string& text, const std::map<std::string, std::string>& values) {
  std::string out;
  std::size_t from = 0;
  for (const Placeholder& placeholder : placeholders(text)) {
    const auto value = values.find(placeholder.name);
    if (value == values.end()) continue;
    out.append(text, from, placeholder.at - from).append(value->second);
    from = placeholder.at + placeholder.length;
  }
  return out.append(text, from, std::string::npos);
}

}  // namespace

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
  const auto found = std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.id == id; });
  return found == facts.end() ? nullptr : &*found;
}

}  // namespace earshot::card
