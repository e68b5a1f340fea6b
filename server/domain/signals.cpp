#include "server/domain/signals.h"

#include <algorithm>

#include "server/domain/content_words.h"
#include "shared/base/text.h"

namespace earshot::domain {
namespace {

using protocol::ChatSignal;
using protocol::Line;

/// Two lines of one phase; between phases the scene stands still.
bool goes_on(const Line& before, const Line& line) { return before.phase == line.phase; }

bool is_too_quick(const Line& before, const Line& line) {
  if (!goes_on(before, line) || before.role == line.role) return false;
  const double reading = static_cast<double>(text::length(before.text)) / kReadsCharacters * 1'000;
  const auto passed = Milliseconds{line.at.ms - before.at.ms} - kBeginsToAnswer;
  return static_cast<double>(passed.count()) < reading;
}

bool takes_up(const std::vector<Line>& lines, std::size_t index) {
  const Words said = content_words(lines[index].text);
  std::size_t looked_at = 0;
  for (std::size_t i = index; i > 0 && looked_at < kTakesUpLines; --i) {
    if (lines[i - 1].role == lines[index].role) continue;
    ++looked_at;
    const Words heard = content_words(lines[i - 1].text);
    if (std::ranges::any_of(heard, [&](const std::string& word) { return said.contains(word); })) return true;
  }
  return false;
}

/// How many lines from `index` on are one burst; 0: none begins here.
std::size_t burst_at(const std::vector<Line>& lines, std::size_t index) {
  const Line& first = lines[index];
  std::size_t end = index + 1;
  while (end < lines.size() && goes_on(first, lines[end]) && lines[end].role == first.role &&
         lines[end].at.point() - first.at.point() <= kBurstLasts) {
    ++end;
  }
  return end - index >= kBurstLines ? end - index : 0;
}

class Counts {
 public:
  void add(ChatSignal kind, const Line& line) {
    const auto known = std::ranges::find_if(all_, [&](const auto& one) { return one.kind == kind && one.person == line.from; });
    if (known == all_.end()) {
      all_.push_back({kind, line.from, 1, line.id});
    } else {
      ++known->count;
    }
  }
  std::vector<protocol::SignalCount> by_kind() && {
    std::ranges::stable_sort(all_, {}, &protocol::SignalCount::kind);
    return std::move(all_);
  }

 private:
  std::vector<protocol::SignalCount> all_;
};

}  // namespace

std::vector<protocol::SignalCount> chat_signals(const Session& session) {
  if (session.mode != Mode::chat) return {};
  std::vector<Line> lines;
  for (const Line& line : session.lines) {
    if (line.phase == Phase::talk || line.phase == Phase::solve) lines.push_back(line);
  }
  Counts counts;
  std::size_t in_burst = 0;  // lines up to here belong to the last one
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (std::ranges::find(session.over, lines[i].id) != session.over.end()) counts.add(ChatSignal::over_typing, lines[i]);
    if (i > 0 && is_too_quick(lines[i - 1], lines[i])) counts.add(ChatSignal::too_quick, lines[i]);
    if (takes_up(lines, i)) counts.add(ChatSignal::took_up, lines[i]);
    if (i < in_burst) continue;
    if (const std::size_t burst = burst_at(lines, i)) {
      counts.add(ChatSignal::burst, lines[i]);
      in_burst = i + burst;
    }
  }
  return std::move(counts).by_kind();
}

}  // namespace earshot::domain
