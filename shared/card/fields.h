// What all parts of a card are read with. Internal to the loader.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "shared/card/limits.h"
#include "shared/card/read.h"

namespace earshot::card {

/// A reader of one part of a card: the shapes of its fields, and the reading that they go into.
class FieldReader {
 protected:
  FieldReader(Reading& reading, yaml::Report& report) : reading_(reading), report_(report) {}

  // A text in which placeholders may stand.
  std::string text(const yaml::Node* node, std::string_view what, std::size_t max) {
    std::string read = yaml::text(node, what, max, report_);
    if (!read.empty()) reading_.texts.push_back({node, read, std::string(what), max});
    return read;
  }

  std::string plain(const yaml::Node* node, std::string_view what, std::size_t max) {
    return yaml::text(node, what, max, report_);
  }

  std::string id(const yaml::Node* node, std::string_view what) {
    return yaml::id(node, what, kMaxId, report_);
  }

  int scale(const yaml::Node* node, std::string_view what, int otherwise) {
    return yaml::whole(node, what, kMinScale, kMaxScale, otherwise, report_);
  }

  std::vector<std::string> lines(const yaml::Node* node, std::string_view what, std::size_t max,
                                 std::size_t length) {
    std::vector<std::string> read;
    for (const yaml::Node& item : yaml::list(node, what, 0, max, report_)) {
      read.push_back(text(&item, what, length));
    }
    return read;
  }

  // A list of things with ids, each id once.
  template <class T, class ReadOne>
  std::vector<T> named_list(const yaml::Node* node, std::string_view what, std::size_t min, std::size_t max,
                            ReadOne read_one) {
    std::vector<T> read;
    std::vector<const yaml::Node*> nodes;
    std::vector<std::string> ids;
    for (const yaml::Node& item : yaml::list(node, what, min, max, report_)) {
      read.push_back(read_one(item));
      ids.push_back(read.back().id);
      nodes.push_back(item.find("id"));
    }
    yaml::check_unique(nodes, ids, what, report_);
    return read;
  }

  /// Of a card to warm up little is needed: nobody recaps, solves or scores it.
  bool side_may_be_short() const { return reading_.card.warm_up; }

  /// Refuses a time at which the trigger's phase is over; `what` names what would have played.
  void refuse_late(const yaml::Node& node, const Trigger& trigger, std::string_view what);

  Reading& reading_;
  yaml::Report& report_;
};

inline constexpr std::array<std::string_view, 3> kBeatPhases = {"talk", "recap", "solve"};

/// The customer's side, into `reading.card`. Reads after the card's minutes.
void read_customer(const yaml::Node* node, Reading& reading, yaml::Report& report);

/// One fact, of the customer or of a variant. Reads after the customer's felt_start.
Fact read_fact(const yaml::Node& node, Reading& reading, yaml::Report& report);

}  // namespace earshot::card
