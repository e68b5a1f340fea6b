// Any bytes are a server message or an error with words; the model takes whatever decodes.
#include <cstdlib>

#include "client/model/model.h"
#include "shared/protocol/codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace earshot;
  const auto decoded = protocol::decode_message({data, size});
  if (!decoded) {
    if (decoded.error().text.empty()) std::abort();
    return 0;
  }
  model::Model model;
  protocol::Paired paired;
  paired.session = SessionId{0x0101};
  model::reduce(model, protocol::ClassEntered{}, {});
  model::reduce(model, paired, {});
  model::reduce(model, *decoded, {});
  model::reduce(model, *decoded, {});
  return 0;
}
