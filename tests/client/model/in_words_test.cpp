#include "client/model/in_words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace earshot;
using namespace earshot::protocol;

namespace {

/// In English a person reads the wire's word with spaces in it.
template <class E>
void check_all() {
  for (std::size_t i = 0; i < kValues<E>; ++i) {
    std::string wire(word(static_cast<E>(i)));
    std::ranges::replace(wire, '_', ' ');
    CHECK(model::in_words(static_cast<E>(i)) == wire);
  }
}

}  // namespace

TEST_CASE("every word that is shown has a reading") {
  check_all<Phase>();
  check_all<Role>();
  check_all<Standing>();
  check_all<NoteKind>();
  check_all<Tally>();
  check_all<Modifier>();
  check_all<StepKind>();
  check_all<DropOut>();
  check_all<Flag>();
  check_all<BoardKind>();
}
