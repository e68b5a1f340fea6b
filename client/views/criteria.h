// Criteria being rated, one a row: the levels, the text of the chosen one and of the next.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "client/views/view.h"
#include "client/widgets/score_row.h"
#include "shared/base/ids.h"

namespace earshot::views {

/// What the rows change.
struct CriteriaEdit {
  std::string& open;  ///< the criterion whose texts are shown
  std::map<std::string, widgets::Level>& levels;
  Tone tone = Tone::neutral;
  /// Lines that speak for a level, by criterion: a sign stands beside those that have one; null: there are none here.
  const std::map<std::string, MessageId>* moments = nullptr;
};

/// How many have no level yet.
std::size_t open_criteria(const std::vector<const protocol::Criterion*>& criteria, const std::map<std::string, widgets::Level>& levels);

/// How many have 'no opportunity', and whether this one may: it is for the exception, so many in one rating and no more.
std::size_t no_opportunity(const std::map<std::string, widgets::Level>& levels);
bool may_say_none(const std::map<std::string, widgets::Level>& levels, const std::string& criterion);

/// 1 to 5 for the open criterion, Up and Down for its neighbours, while no text is being written.
void criteria_keys(const std::vector<const protocol::Criterion*>& criteria, const CriteriaEdit& edit);
/// The rows, in a region that scrolls.
void criteria_list(const Box& box, const std::vector<const protocol::Criterion*>& criteria, const CriteriaEdit& edit);
/// Which keys there are, on a line.
void criteria_help(const Box& line);

}  // namespace earshot::views
