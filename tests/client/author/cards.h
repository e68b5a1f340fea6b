// Cards for the tests of the author's side.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "client/author/draft.h"

namespace earshot::author {

inline std::string library_card(const std::string& id) {
  std::ifstream in(std::string(EARSHOT_SOURCE_DIR "/content/cards/en/") + id + ".yaml", std::ios::binary);
  REQUIRE_MESSAGE(in.good(), id);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline Draft wedding() { return *Draft::from_yaml(library_card("wedding-order")).draft; }

}  // namespace earshot::author
