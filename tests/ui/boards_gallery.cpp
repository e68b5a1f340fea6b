// What is looked back at, over made-up people, to be looked at beside the design.
// `earshot-boards-gallery [--light] [--small] [--trainer] [--practice] PAGE`, PAGE one of
// --board --teams --improvement --many --long --hidden --working --empty --no-season --around --naming
// --audit --progress --sessions --letter --lobby --report --raters --roster --seasons-page --podium --podium-people --unranked --quote
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "client/views/app.h"
#include "client/views/presenter.h"
#include "client/widgets/kit.h"
#include "shared/words/words.h"
#include "tests/support/looking_back.h"
#include "tests/ui/gallery_window.h"

using namespace earshot;

namespace {

struct Shown {
  model::Model model = looking_back::a_class();
  views::State state;
  bool presenter = false;
};

void board(Shown& shown, std::string_view what) {
  auto& state = shown.state;
  auto& insight = shown.model.insight;
  state.place = views::Place::board;
  state.board.scope.window = protocol::BoardWindow::season;
  if (what == "--teams") state.board.kind = protocol::BoardKind::teams;
  if (what == "--improvement") state.board.kind = protocol::BoardKind::improvement;
  if (what == "--around") state.board.around = true;
  if (what == "--naming") state.board.naming = {true, false, protocol::NameShown::alias, "Quiet Owl"};
  if (what == "--no-season") {
    insight.seasons.clear();
    insight.boards.clear();
    insight.boards[{protocol::BoardKind::people, state.board.scope}].complete = true;
  }
  auto& people = insight.boards[{protocol::BoardKind::people, state.board.scope}];
  if (what == "--many" || what == "--around") people.rows = looking_back::many_rows(200);
  if (what == "--empty") people.rows.clear();
  if (what == "--working") people.fresh = false;
  if (what == "--long") {
    for (auto& row : people.rows) row.name = "Maximiliane Hohenstein-Oberauer";
    for (auto& row : people.rows) row.team = "Harbour of the northern lights";
  }
  if (what == "--hidden") {
    insight.shown = protocol::NameShown::hidden;
    std::erase_if(people.rows, [](const auto& row) { return row.own; });
  }
}

bool page(Shown& shown, std::string_view what) {
  auto& state = shown.state;
  for (const std::string_view one : {"--board", "--teams", "--improvement", "--many", "--long", "--hidden", "--working", "--empty", "--no-season", "--around", "--naming"}) {
    if (what != one) continue;
    board(shown, what);
    return true;
  }
  if (what == "--audit") {
    state.place = views::Place::audit;
    state.audit.wanted = {{}, {protocol::BoardWindow::season}};
    return true;
  }
  if (what == "--progress" || what == "--sessions" || what == "--letter") {
    state.place = views::Place::progress;
    state.progress.tab = what == "--progress" ? 0 : what == "--sessions" ? 1 : 2;
    return true;
  }
  for (const std::string_view one : {"--report", "--raters", "--roster", "--seasons-page"}) {
    if (what != one) continue;
    looking_back::as_trainer(shown.model);
    state.place = views::Place::review;
    state.review.tab = what == "--report" ? 0 : what == "--raters" ? 1 : what == "--roster" ? 2 : 3;
    return true;
  }
  if (what == "--podium" || what == "--podium-people" || what == "--unranked" || what == "--quote") {
    looking_back::as_trainer(shown.model);
    shown.presenter = true;
    state.presenter.podium = true;
    if (what == "--podium-people") shown.model.insight.boards.erase({protocol::BoardKind::teams, {protocol::BoardWindow::class_}});
    if (what == "--unranked") looking_back::unranked(shown.model);
    if (what == "--quote") state.presenter.quote = shown.model.insight.quotes.front();
    return true;
  }
  return what == "--lobby";
}

}  // namespace

int main(int argc, char** argv) {
  words::set_language(words::system_language());
  widgets::Kit kit;
  kit.reduced_motion = true;
  Shown shown;
  platform::Geometry geometry{1440, 900, 0, 0};
  for (int i = 1; i < argc; ++i) {
    const std::string_view what(argv[i]);
    if (what == "--light") {
      kit.palette = &theme::light();
    } else if (what == "--small") {
      geometry = {1024, 640, 0, 0};
    } else if (what == "--trainer") {
      looking_back::as_trainer(shown.model);
    } else if (what == "--practice") {
      looking_back::in_practice(shown.model);
    } else if (!page(shown, what)) {
      std::fprintf(stderr, "earshot-boards-gallery: there is no page %s\n", argv[i]);
      return 2;
    }
  }
  return show_gallery("Earshot boards", geometry, kit, [&] {
    shown.presenter ? views::draw_presenter(shown.model, shown.state, looking_back::kNow) : views::draw(shown.model, shown.state, looking_back::kNow);
  });
}
