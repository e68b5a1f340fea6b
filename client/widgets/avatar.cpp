#include "client/widgets/avatar.h"

#include <utf8proc.h>

namespace earshot::widgets {
namespace {

std::string capital(std::string_view from) {
  utf8proc_int32_t character = 0;
  if (utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(from.data()), static_cast<utf8proc_ssize_t>(from.size()),
                       &character) <= 0) {
    return {};
  }
  utf8proc_uint8_t bytes[4];
  const auto size = utf8proc_encode_char(utf8proc_toupper(character), bytes);
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

}  // namespace

std::string initials(std::string_view name) {
  const auto begin = name.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  name = name.substr(begin, name.find_last_not_of(' ') - begin + 1);
  std::string out = capital(name);
  if (const auto space = name.find_last_of(' '); space != std::string_view::npos) out += capital(name.substr(space + 1));
  return out;
}

void avatar(ImVec2 centre, float diameter, std::string_view name, Tone tone, Presence presence, Colour behind) {
  const auto& colours = palette();
  const bool neutral = tone == Tone::neutral;
  disc(centre, diameter / 2, neutral ? colours.raised : colours[tone].fill);
  const Box box{centre.x - diameter / 2, centre.y - diameter / 2, diameter, diameter};
  const TypeStyle type = diameter >= 52 ? TypeStyle{20, 28, theme::Weight::semibold}
                         : diameter >= 40 ? theme::kBodyStrong
                                          : theme::kMetaStrong;
  text_in(box, type, neutral ? colours.text1 : colours[tone].ink, initials(name), Align::centre);
  if (presence == Presence::untold) return;
  const float out = diameter * 0.36F;
  const ImVec2 at(centre.x + out, centre.y + out);
  disc(at, 8, behind != 0 ? behind : colours.page);
  if (presence == Presence::here) {
    disc(at, 6, colours[Tone::success].text);
  } else {
    circle(at, 6, colours.text3, 2);
  }
}

}  // namespace earshot::widgets
