#include "client/text/json_fields.h"

namespace earshot::text_client {

using namespace protocol;

PersonId person_of(const Json& value, const char* key, const model::Model& model) {
  if (!value.is_string()) return PersonId{Fields::number_of<std::uint64_t>(value, key)};
  const std::string word = value.get<std::string>();
  if (word == "self") return model.self.person;
  const auto role = from_word<Role>(kRoleWords, word);
  if (!role) {
    complain(protocol::Why::unknown, fmt::format("'{}' takes a person's id, 'self', or one of {}", key, list_words(kRoleWords)), key);
  }
  const model::Seat* seat = model.session ? model.session->seat(*role) : nullptr;
  if (!seat) complain(protocol::Why::unknown, fmt::format("there is no {} in a session of yours", word), key);
  return seat->person;
}

std::vector<std::string> read_focus(Fields& fields, const Where& where) {
  if (!fields.has("focus") || !fields.need("focus").is_string()) return fields.texts_or_none("focus");
  const std::string name = fields.text("focus");
  std::vector<std::string> known;
  if (where.model.rubric) {
    for (const FocusSet& set : where.model.rubric->focus_sets) {
      if (set.name == name) return set.criteria;
      known.push_back(set.name);
    }
  }
  complain(Why::unknown, fmt::format("there is no focus set '{}'; the rubric has {}", name, list_words(known)), "focus");
}

}  // namespace earshot::text_client
