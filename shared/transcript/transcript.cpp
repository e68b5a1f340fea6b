#include "shared/transcript/transcript.h"

#include <algorithm>

namespace earshot::transcript {

std::string_view why(const Transcript& transcript, std::string_view criterion) {
  const auto found = std::ranges::find(transcript.notes, criterion, &Note::criterion);
  return found == transcript.notes.end() ? std::string_view{} : found->why;
}

bool same_talk(const Transcript& one, const Transcript& other) {
  return one.id == other.id && one.focus == other.focus &&
         std::ranges::equal(one.lines, other.lines, {}, &protocol::TranscriptLine::role, &protocol::TranscriptLine::role);
}

}  // namespace earshot::transcript
