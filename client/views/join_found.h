// The join screen's part about the network: what was found on it, and what to ask for when it lets nothing through.
#pragma once

#include <optional>
#include <string>

#include "client/views/view.h"

namespace earshot::views {

/// What a press in the list of found classes stands for.
struct FoundChoice {
  std::string address;  ///< "192.168.1.20:7717"
  std::string code;     ///< empty: the server names no class
};

/// The classes that were found, in a list that scrolls where `box` is too low, with its heading. Gives what was pressed.
std::optional<FoundChoice> found_list(const View& view, Box box);
/// How high the whole list is; 0 while nothing is looked for.
float found_height(const model::Discovery& discovery);
/// The lowest height that found_list can do with.
inline constexpr float kFoundLeast = 112;

/// Where a class with this code is to be had: the server that lists it, else the only server that may have it.
std::optional<FoundChoice> server_for(const model::Discovery& discovery, const std::string& code);
/// A server lists this code; `address` narrows it to one.
bool is_listed(const model::Discovery& discovery, const std::string& code, std::string_view address = {});

/// What may be in the way when nothing answers at `address`, and what to ask for.
float silence_advice(const Box& box, std::string_view address);

}  // namespace earshot::views
