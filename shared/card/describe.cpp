#include "shared/card/describe.h"

#include <fmt/format.h>

#include <string_view>

#include "shared/words/words.h"
#include "shared/yaml/reader.h"

namespace earshot::card {

namespace {

using words::tr;
using words::trf;
using words::trf_count;

std::string_view name_of(BeatPhase phase) {
  switch (phase) {
    case BeatPhase::talk: return tr("Talk");
    case BeatPhase::recap: return tr("Recap");
    case BeatPhase::solve: return tr("Solve");
  }
  return "";
}

std::string moment(const Trigger& when) {
  const auto count = static_cast<std::size_t>(when.count);
  switch (when.kind) {
    case Trigger::Kind::time: return trf("after {}", clock(when.after));
    case Trigger::Kind::phase: return std::string(tr("at the start"));
    case Trigger::Kind::agent_messages: return trf_count("after {} message of the agent", "after {} messages of the agent", count, count);
    case Trigger::Kind::felt_heard: return trf("once felt heard is {}", when.count);
    case Trigger::Kind::pressed: return std::string(tr("when the customer chooses"));
  }
  return "";
}

}  // namespace

std::string clock(Seconds time) { return yaml::clock_text(time); }

std::string describe(const Trigger& when) { return fmt::format("{}, {}", name_of(when.phase), moment(when)); }

std::string describe(const Fact& fact) {
  switch (fact.rule) {
    case Rule::at_once: return std::string(tr("at once"));
    case Rule::if_asked: return trf("if asked: {}", fact.topic);
    case Rule::if_heard: return trf("once felt heard is {}", fact.level);
  }
  return "";
}

}  // namespace earshot::card
