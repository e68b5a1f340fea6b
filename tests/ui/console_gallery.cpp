// The trainer's console over a made-up class of thirty, to be looked at beside the design.
// `earshot-console-gallery [--light] [--small] [--presenter] SCENE`; without a scene it says which there are. With `--presenter` what the projector shows.
#include <string_view>

#include "client/views/app.h"
#include "client/views/presenter.h"
#include "client/widgets/kit.h"
#include "shared/words/words.h"
#include "tests/support/at_console.h"
#include "tests/ui/gallery_window.h"

using namespace earshot;

int main(int argc, char** argv) {
  words::set_language(words::system_language());
  widgets::Kit kit;
  kit.reduced_motion = true;
  model::Model model;
  views::State state;
  platform::Geometry geometry{1440, 900, 0, 0};
  bool presenter = false;
  bool found = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view what(argv[i]);
    if (what == "--light") {
      kit.palette = &theme::light();
    } else if (what == "--small") {
      geometry = {1024, 640, 0, 0};
    } else if (what == "--presenter") {
      presenter = true;
    } else {
      found = at_console::show(what, model, state);
    }
  }
  if (!found) return no_such_scene(at_console::scenes());
  return show_gallery("Earshot console", geometry, kit, [&] {
    presenter ? views::draw_presenter(model, state, at_console::kNow) : views::draw(model, state, at_console::kNow);
  });
}
