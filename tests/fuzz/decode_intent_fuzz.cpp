// Any bytes are an intent or an error with words; an intent survives validation, and encodes to the bytes it came from.
#include <cstdlib>

#include "shared/protocol/codec.h"
#include "shared/protocol/validate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace earshot::protocol;
  auto decoded = decode_intent({data, size});
  if (!decoded) {
    if (decoded.error().text.empty()) std::abort();
    return 0;
  }
  Bytes again;
  encode(*decoded, again);
  if (again != Bytes(data, data + size)) std::abort();
  // What validation lets through, it lets through again, unchanged.
  if (!validate(decoded->intent)) {
    Bytes once;
    encode(*decoded, once);
    if (validate(decoded->intent)) std::abort();
    Bytes twice;
    encode(*decoded, twice);
    if (once != twice) std::abort();
  }
  return 0;
}
