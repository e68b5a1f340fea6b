// The card of a role: who one is, in the role's colour.
#pragma once

#include <string_view>

#include "client/widgets/draw.h"

namespace earshot::widgets {

const char* role_icon(Tone role);

struct RoleCard {
  Tone role;
  std::string_view you_are;  ///< "You are the customer"
  std::string_view name;
  std::string_view line;     ///< who that is
};

/// Header of 124 on a panel; returns the box for what the card says.
Box role_card(const Box& box, const RoleCard& card);

}  // namespace earshot::widgets
