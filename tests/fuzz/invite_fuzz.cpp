// Any text is an invite or an error with words; and an invite prints to a text that means the same.
#include <cstdlib>

#include "shared/secure/bytes.h"
#include "shared/secure/invite.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace earshot::secure;
  const auto invite = Invite::parse(as_text({data, size}));
  const bool sound = invite ? Invite::parse(invite->to_string()) == *invite : !invite.error().text.empty();
  if (!sound) std::abort();
  return 0;
}
