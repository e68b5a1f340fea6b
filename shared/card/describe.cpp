#include "shared/card/describe.h"

#include <fmt/format.h>

#include <string_view>

#include "shared/yaml/reader.h"

namespace earshot::card {

namespace {

std::string_view name_of(BeatPhase phase) {
  switch (phase) {
    case BeatPhase::talk:
      return "talk";
    case BeatPhase::recap:
      return "recap";
    case BeatPhase::solve:
      return "solve";
  }
  return "";
}

}  // namespace

std::string clock(Seconds time) { return yaml::clock_text(time); }

std::string describe(const Trigger& when) {
  const std::string_view phase = name_of(when.phase);
  switch (when.kind) {
    case Trigger::Kind::time:
      return fmt::format("{} into the {}", clock(when.after), phase);
    case Trigger::Kind::phase:
      return fmt::format("as the {} begins", phase);
    case Trigger::Kind::agent_messages:
      return fmt::format("after {} agent messages in the {}", when.count, phase);
    case Trigger::Kind::felt_heard:
      return fmt::format("once felt heard rises to {} in the {}", when.count, phase);
    case Trigger::Kind::pressed:
      return fmt::format("when the customer chooses, in the {}", phase);
  }
  return "";
}

std::string describe(const Fact& fact) {
  switch (fact.rule) {
    case Rule::at_once:
      return "at once";
    case Rule::if_asked:
      return fmt::format("if asked about {}", fact.topic);
    case Rule::if_heard:
      return fmt::format("once felt heard is {}", fact.level);
  }
  return "";
}

}  // namespace earshot::card
