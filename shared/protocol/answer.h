// How an intent is answered, whatever it asked. More answers, each to its own question, stand beside what is asked.
#pragma once

#include <cereal/types/string.hpp>
#include <cstdint>
#include <string>

#include "shared/protocol/moment.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

/// The intent with this number is on disk. `id` is what it made (a message's id, a note's), if anything.
struct Accepted {
  static constexpr std::uint16_t kNumber = 2;
  std::uint64_t intent = 0;
  std::uint64_t id = 0;
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(intent), CEREAL_NVP(id), CEREAL_NVP(at));
  }
};

struct Refused {
  static constexpr std::uint16_t kNumber = 3;
  std::uint64_t intent = 0;
  Why why{};
  std::string text;
  std::string field;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(intent), CEREAL_NVP(why), CEREAL_NVP(text), CEREAL_NVP(field));
  }
};

}  // namespace earshot::protocol
