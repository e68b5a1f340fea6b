#include "client/text/line_reader.h"

namespace earshot::text_client {

namespace {
std::string_view without_return(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}
}  // namespace

void LineReader::feed(std::string_view bytes, const OnLine& on_line, const std::function<void()>& too_long) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    if (!dropping_ && part_.size() + piece.size() > kMaxLine) {
      dropping_ = true;
      part_.clear();
      too_long();
    }
    if (!dropping_) part_ += piece;
    if (end == std::string_view::npos) return;
    if (!dropping_) on_line(without_return(part_));
    part_.clear();
    dropping_ = false;
    bytes.remove_prefix(end + 1);
  }
}

void LineReader::finish(const OnLine& on_line) {
  if (!dropping_ && !part_.empty()) on_line(without_return(part_));
  part_.clear();
}

}  // namespace earshot::text_client
