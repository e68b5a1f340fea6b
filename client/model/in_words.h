// The protocol's words as a person reads them within a sentence, in the person's language. On the wire, in JSON and in
// commands they stay what protocol::word() says.
#pragma once

#include <string_view>

#include "shared/protocol/vocabulary.h"

namespace earshot::model {

std::string_view in_words(protocol::Phase v);
std::string_view in_words(protocol::Role v);
std::string_view in_words(protocol::Standing v);
std::string_view in_words(protocol::NoteKind v);
std::string_view in_words(protocol::Tally v);
std::string_view in_words(protocol::Modifier v);
std::string_view in_words(protocol::StepKind v);
std::string_view in_words(protocol::DropOut v);
std::string_view in_words(protocol::Flag v);
std::string_view in_words(protocol::BoardKind v);

}  // namespace earshot::model
