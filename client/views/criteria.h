// Criteria being rated, one a row: the levels, the text of the chosen one and of the next.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "client/views/view.h"
#include "client/widgets/score_row.h"

namespace earshot::views {

/// What the rows change.
struct CriteriaEdit {
  std::string& open;  ///< the criterion whose texts are shown
  std::map<std::string, widgets::Level>& levels;
  Tone tone = Tone::neutral;
};

/// How many have no level yet.
std::size_t open_criteria(const std::vector<const protocol::Criterion*>& criteria, const std::map<std::string, widgets::Level>& levels);

/// 1 to 5 for the open criterion, Up and Down for its neighbours, while no text is being written.
void criteria_keys(const std::vector<const protocol::Criterion*>& criteria, const CriteriaEdit& edit);
/// The rows, in a region that scrolls.
void criteria_list(const Box& box, const std::vector<const protocol::Criterion*>& criteria, const CriteriaEdit& edit);
/// Which keys there are, on a line.
void criteria_help(const Box& line);

}  // namespace earshot::views
