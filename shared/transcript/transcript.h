// A recorded talk that a whole class rates, to see how far apart its ratings lie.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/protocol/calibration.h"

namespace earshot::transcript {

/// What somebody who knows the rubric sees in the talk. It names no level: the class compares itself to its own trainer.
struct Note {
  std::string criterion;
  std::string why;
  friend bool operator==(const Note&, const Note&) = default;
};

struct Transcript {
  std::string id;
  std::string title;
  std::string language;
  std::string situation;
  std::vector<std::string> focus;               ///< criteria to rate, in the order of the rubric; at least one
  std::vector<protocol::TranscriptLine> lines;  ///< of customer and agent
  std::vector<Note> notes;                      ///< one for each criterion of the focus, in its order
  std::string hash;                             ///< BLAKE2b-128 of the file's bytes, 32 hex digits
  std::string source;                           ///< the file's bytes
  friend bool operator==(const Transcript&, const Transcript&) = default;
};

/// What is seen of this criterion; empty if nothing is said.
std::string_view why(const Transcript& transcript, std::string_view criterion);

/// True if both are rated on the same criteria and spoken by the same roles line by line, so that it does not matter
/// which of them somebody has read.
bool same_talk(const Transcript& one, const Transcript& other);

}  // namespace earshot::transcript
