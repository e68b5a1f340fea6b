// What older servers wrote in another form. Used for the journal's bodies and for the rows of results.
#pragma once

#include <nlohmann/json.hpp>

namespace earshot::journal {

/// A rating once named one line for the whole of it, as `evidence`; now `moments` names one a criterion, and that one
/// has none.
inline void give_moments(nlohmann::json& rating) {
  if (!rating.is_object() || rating.contains("moments")) return;
  nlohmann::json moments = nlohmann::json::array();
  const auto evidence = rating.find("evidence");
  if (evidence != rating.end() && evidence->is_object() && evidence->contains("data")) {
    moments.push_back({{"criterion", ""}, {"message", evidence->at("data")}});
  }
  rating["moments"] = std::move(moments);
}

}  // namespace earshot::journal
