#include "shared/card/texts.h"

namespace earshot::card {

namespace {

bool names_placeholder(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

// The placeholder that the brace at `at` opens; length 0 if it opens none.
Placeholder placeholder_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && names_placeholder(text[end])) ++end;
  if (end == at + 1 || end >= text.size() || text[end] != '}') return {};
  return {std::string(text.substr(at + 1, end - at - 1)), at, end + 1 - at};
}

}  // namespace

std::vector<Placeholder> placeholders(std::string_view text) {
  std::vector<Placeholder> found;
  for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    if (auto placeholder = placeholder_at(text, at); placeholder.length > 0)
      found.push_back(std::move(placeholder));
  }
  return found;
}

std::size_t stray_brace(std::string_view text) {
  std::size_t at = 0;
  while ((at = text.find_first_of("{}", at)) != std::string_view::npos) {
    const auto length = text[at] == '{' ? placeholder_at(text, at).length : 0;
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

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

std::size_t customer_bytes(const Card& card) {
  std::size_t bytes = 0;
  const auto add = [&](const std::string& text) { bytes += text.size(); };
  for_each_customer_text(card.customer, add);
  for (const auto& feeling : card.customer.feelings) add(feeling.id);
  for (const auto& fact : card.customer.facts) add(fact.id);
  for (const auto& beat : card.customer.beats) add(beat.id);
  for (const auto* options : {&card.customer.resolution, &card.customer.prevention}) {
    for (const auto& option : *options) add(option.id);
  }
  return bytes;
}

std::size_t debrief_bytes(const Card& card) {
  std::size_t bytes = 0;
  for (const auto& beat : card.customer.beats) bytes += beat.id.size() + beat.text.size();
  for (const auto& question : card.debrief) bytes += question.size();
  return bytes;
}

std::size_t agent_bytes(const Card& card) {
  std::size_t bytes = 0;
  const auto add = [&](const std::string& text) { bytes += text.size(); };
  for_each_agent_text(card.agent, add);
  for_each_modifier_text(card.modifiers, add);
  return bytes;
}

}  // namespace earshot::card
