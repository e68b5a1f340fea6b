// An event as it lies in the journal: its type by name and its body as compact cereal JSON.
//
// How the vocabulary grows. A kind's name and its fields' names are for ever. A field that is added is
// missing from older bodies: list it in kAdditions with the value it has there. A field that is no longer
// read stays in old bodies and is skipped. A kind that changes its meaning is a new kind.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "server/domain/events.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"

namespace earshot::journal {

/// A field that older bodies of a kind do not have.
struct Addition {
  std::string_view type;
  std::string_view field;  ///< as a JSON pointer: "/teams", "/rating/moments"; '*' stands for each element of a list
  std::string_view value;  ///< JSON; what an older body meant
};

inline constexpr std::array kAdditions{
    Addition{"ClassSet", "/settings/language", "\"\""},
    Addition{"MemberLeft", "/for_good", "false"},  Addition{"RoundStarted", "/modifiers", "[]"},
    Addition{"RecapMarked", "/marks/facts/*/correction", "\"\""},
    Addition{"RecapMarked", "/marks/feelings/*/correction", "\"\""},
    Addition{"SessionStarted", "/kind", "0"},      Addition{"SessionStarted", "/modifiers", "[]"},
    Addition{"Rated", "/rating/moments", "[]"},    Addition{"Said", "/over", "false"},
    Addition{"SessionStarted", "/tasks", "[]"},    Addition{"TrainerSpoke", "/session", "0"},
};

/// Overwrites `type` and `body`, and so reuses their memory.
void encode(const domain::Event& event, std::string& type, std::string& body);

/// Fails on an unknown type, on what is not JSON, on a missing field and on a value out of its range; the
/// error names `class_id:number`.
Result<domain::Event> decode(std::string_view type, std::string_view body, ClassId class_id,
                             std::uint64_t number, std::span<const Addition> additions = kAdditions);

}  // namespace earshot::journal
