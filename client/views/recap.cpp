#include "client/views/facts.h"
#include "client/views/notes.h"
#include "client/views/page.h"
#include "client/views/recap_parts.h"
#include "client/views/screens.h"
#include "client/widgets/empty.h"
#include "client/widgets/panel.h"

namespace earshot::views {

using protocol::Role;
using words::tr;

void recap_screen(const PlayView& view, PlayState& state) {
  if (view.is(Role::customer)) {
    heard_keys(view);
    recap_of_customer(view, state);
    return;
  }
  if (view.is(Role::agent)) return recap_of_agent(view, state);
  Box rest = view.content;
  Box side = rest.cut_left(view.folded ? 300 : 404, view.gap);
  notes_panel(view, side, state.talk);
  ready_bar(view, rest.cut_bottom(88, view.gap), tr("I am done here"), tr("Goes on when all are ready"));
  widgets::empty_state(widgets::panel(rest, 0), tr("The agent gives it back"),
                       tr("You see the recap and its marks in Score. Use the time: what did you notice, and what would you tell them?"));
}

}  // namespace earshot::views
