// What the loader says about a draft, each thing at the field where it can be mended.
#pragma once

#include <string>
#include <vector>

#include "client/author/draft.h"
#include "shared/card/card.h"

namespace earshot::author {

struct Finding {
  Path path;          ///< of a field in the draft, or of a group or list as a whole
  bool error = true;  ///< else something to think about
  bool empty = false; ///< the field is empty and should not be
  std::string what, mend;
  friend bool operator==(const Finding&, const Finding&) = default;
};

struct Checked {
  std::vector<Finding> findings;  ///< errors first, each kind in the order of the card
  card::Card card;                ///< as far as it can be read, for a preview
  std::vector<std::size_t> variants;  ///< where the draft has the card's variants
  std::size_t errors() const;
  bool playable() const { return errors() == 0; }
  /// The first finding at this field or in it; errors first.
  const Finding* at(const Path& path) const;
};

/// The very checks of card::load, on what `draft.yaml()` gives. What compares it with other cards is the server's.
Checked check(const Draft& draft);

}  // namespace earshot::author
