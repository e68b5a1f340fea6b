// Any bytes are a query, an answer, a 'gone' or an error; and what is decoded encodes to the same bytes.
#include <cstdlib>

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
  return 0;
}
