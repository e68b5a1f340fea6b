// Input: a list of steps on a stream of frames. Whatever is done to the frames, what the other side opens is a beginning of
// what was sealed, and nothing follows a failure.
//   0 seal and pass on, 1 seal and drop, 2 repeat the last, 3 alter one bit of the last, 4 cut the last, 5 foreign bytes,
//   6 close
#include <algorithm>
#include <cstdlib>
#include <deque>

#include "shared/secure/channel.h"

namespace {

using namespace earshot::secure;

void require(bool holds) {
  if (!holds) std::abort();
}

Channel::Key key_of(std::uint8_t fill) {
  Channel::Key key{};
  key.fill(fill);
  return key;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Channel from(key_of(1));
  Channel to(key_of(2));
  require(to.receive_with(key_of(1), from.header()).has_value());
  std::deque<Bytes> expected;
  Bytes last;
  bool poisoned = false;
  Reader steps({data, size});
  const auto offer = [&](const Bytes& frame, bool genuine) {
    const auto opened = to.open(frame);
    require(opened.has_value() == (genuine && !poisoned));
    if (!opened) {
      poisoned = true;
      return;
    }
    require(!expected.empty() && expected.front() == Bytes(opened->bytes.begin(), opened->bytes.end()));
    expected.pop_front();
    if (opened->kind == FrameKind::close) poisoned = true;
  };
  bool in_step = true;  // no frame was lost so far
  while (const auto step = steps.number<std::uint8_t>()) {
    const std::uint8_t argument = steps.number<std::uint8_t>().value_or(0);
    switch (*step % 7) {
      case 0:
      case 1:
      case 6: {
        const auto plain = steps.bytes(std::min<std::size_t>(argument, steps.rest().size()));
        last.clear();
        from.seal(*plain, last, *step % 7 == 6 ? FrameKind::close : FrameKind::message);
        expected.emplace_back(plain->begin(), plain->end());
        if (*step % 7 == 1) {
          in_step = false;
          last.clear();
        } else {
          offer(last, in_step);
        }
        break;
      }
      case 2:
        offer(last, false);
        break;
      case 3:
        if (last.empty()) break;
        last[argument % last.size()] =
            static_cast<std::uint8_t>(last[argument % last.size()] ^ (1U << argument % 8));
        offer(last, false);
        break;
      case 4:
        last.resize(std::min<std::size_t>(argument, last.size()));
        offer(last, false);
        break;
      case 5: {
        const auto foreign = steps.bytes(std::min<std::size_t>(argument, steps.rest().size()));
        offer(Bytes(foreign->begin(), foreign->end()), false);
        break;
      }
    }
  }
  return 0;
}
