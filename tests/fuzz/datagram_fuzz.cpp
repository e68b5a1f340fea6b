// Any bytes are a query, an answer, a 'gone', a question or answer about classes, or an error; and what is decoded encodes
// to the same bytes, or is read the same way again where later versions may say more.
#include <cstdlib>

#include "shared/secure/find.h"
#include "shared/secure/query.h"

namespace {

using namespace earshot::secure;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const View datagram(data, size);
  const Bytes bytes(datagram.begin(), datagram.end());
  if (const auto query = decode_query(datagram)) require(encode(*query) == bytes);
  if (const auto answer = decode_answer(datagram)) require(encode(*answer) == bytes);
  if (const auto gone = decode_gone(datagram)) require(encode_gone(gone->echo) == bytes);
  if (const auto question = decode_find_question(datagram)) require(decode_find_question(encode(*question)) == question);
  if (const auto found = decode_find_answer(datagram)) {
    const Bytes again = encode(*found, kMaxFindQuestion);
    require(again.size() <= bytes.size() && decode_find_answer(again) == found);
  }
  return 0;
}
