// The screens of a role-play, over made-up ones, to be looked at.
// The language is the machine's: LC_ALL=de earshot-play-gallery lobby.
// `earshot-play-gallery [--light] [--small] SCENE`; without a scene it says which there are.
#include <string_view>

#include "client/views/app.h"
#include "client/widgets/kit.h"
#include "shared/words/words.h"
#include "tests/support/playing.h"
#include "tests/ui/gallery_window.h"

using namespace earshot;

int main(int argc, char** argv) {
  words::set_language(words::system_language());
  widgets::Kit kit;
  kit.reduced_motion = true;
  model::Model model;
  views::State state;
  platform::Geometry geometry{1440, 900, 0, 0};
  bool found = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view what(argv[i]);
    if (what == "--light") {
      kit.palette = &theme::light();
    } else if (what == "--small") {
      geometry = {1024, 640, 0, 0};
    } else {
      found = playing::show(what, model, state);
    }
  }
  if (!found) return no_such_scene(playing::scenes());
  return show_gallery("Earshot", geometry, kit, [&] {
    views::draw(model, state, playing::kNow);
  });
}
