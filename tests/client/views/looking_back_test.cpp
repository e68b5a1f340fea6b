// What is looked back at, over the made-up class of tests/support/looking_back.h.
#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "shared/words/words.h"
#include "tests/client/views/screen.h"
#include "tests/support/temporary_folder.h"

using namespace earshot;
using namespace earshot::views;
using looking_back::Screen;

namespace {

struct Page {
  std::string name;
  const char* waits;  ///< what it says before the server has answered
  std::function<void(Screen&)> open;
};

void review(Screen& screen, std::size_t tab) {
  looking_back::as_trainer(screen.model);
  screen.state.place = Place::review;
  screen.state.review.tab = tab;
}

void board(Screen& screen, protocol::BoardKind kind) {
  screen.state.place = Place::board;
  screen.state.board.kind = kind;
  screen.state.board.scope.window = protocol::BoardWindow::season;
}

void progress(Screen& screen, std::size_t tab) {
  screen.state.place = Place::progress;
  screen.state.progress.tab = tab;
}

const std::vector<Page>& pages() {
  static const std::vector<Page> all{
      {"people", "The board is on its way.", [](Screen& s) { board(s, protocol::BoardKind::people); }},
      {"people, to a trainer", "The board is on its way.", [](Screen& s) { looking_back::as_trainer(s.model); board(s, protocol::BoardKind::people); }},
      {"teams", "The board is on its way.", [](Screen& s) { board(s, protocol::BoardKind::teams); }},
      {"improvement", "The board is on its way.", [](Screen& s) { board(s, protocol::BoardKind::improvement); }},
      {"nobody rated", "The board is on its way.", [](Screen& s) { board(s, protocol::BoardKind::people); s.model.insight.boards.clear(); s.model.insight.seasons.clear(); }},
      {"audit", "The figures are on their way.", [](Screen& s) { s.state.place = Place::audit; s.state.audit.wanted = {{}, {protocol::BoardWindow::season}}; }},
      {"audit, sessions", "The figures are on their way.", [](Screen& s) { s.state.place = Place::audit; s.state.audit.wanted = {{}, {protocol::BoardWindow::season}}; s.state.audit.tab = 1; }},
      {"badges", "Your progress is on its way.", [](Screen& s) { progress(s, 0); }},
      {"past sessions", "Your sessions are on their way.", [](Screen& s) { progress(s, 1); }},
      {"letter", "Your progress is on its way.", [](Screen& s) { looking_back::in_practice(s.model); progress(s, 2); }},
      {"you", "Your progress is on its way.", [](Screen& s) { progress(s, 3); }},
      {"report", "The round's figures are on their way.", [](Screen& s) { review(s, 0); }},
      {"raters", "No rater yet", [](Screen& s) { review(s, 1); }},
      {"roster", "The roster is on its way.", [](Screen& s) { review(s, 2); }},
      {"seasons", "No season has begun", [](Screen& s) { review(s, 3); }},
      {"lobby", "Find a partner", [](Screen& s) { s.model.insight.promises.clear(); s.model.insight.profile->promise.clear(); }},
  };
  return all;
}

}  // namespace

TEST_CASE("no words of what is looked back at are cut, in any language, on a large window or a small one") {
  for (const auto& language : words::languages()) {
    words::set_language(language.code);
    for (const ImVec2 size : {ImVec2(1440, 900), ImVec2(1024, 640)}) {
      for (const auto& page : pages()) {
        Screen screen(size);
        page.open(screen);
        screen.window.kit.recorder.keep_cuts();
        screen.frames(2);
        draw(screen.model, screen.state, looking_back::kNow);
        std::string cuts;
        for (const auto& one : screen.window.kit.recorder.cuts()) cuts += "[" + one + "] ";
        CHECK_MESSAGE(cuts.empty(), page.name << " in " << language.code << " at " << size.x << ": " << cuts);
      }
    }
  }
  words::set_language("en");
}

#if EARSHOT_UI_RECORDER
TEST_CASE("a page that waits for the server, or has nothing to show, says so") {
  const testing::TemporaryFolder folder;
  const std::string record = folder.path() / "record.json";
  for (const auto& page : pages()) {
    Screen screen;
    page.open(screen);
    screen.model.insight = {};
    screen.window.kit.recorder.write_to(record);
    screen.frames(3);
    std::ifstream in(record);
    const std::string shown{std::istreambuf_iterator<char>(in), {}};
    CHECK_MESSAGE(shown.find(page.waits) != std::string::npos, page.name);
  }
}
#endif

TEST_CASE("a role-play that begins takes the screen from whatever was looked back at") {
  for (const auto& page : pages()) {
    Screen screen;
    page.open(screen);
    auto& session = screen.model.session.emplace();
    session.id = SessionId{7};
    session.people = {{PersonId{13}, "Sam Reyes", protocol::Role::agent, {}, {}, false}, {PersonId{10}, "Priya Nair", protocol::Role::customer, {}, {}, false}};
    session.agent.emplace();
    session.role = protocol::Role::agent;
    screen.frames(2);
    CHECK_MESSAGE(screen.state.place == Place::home, page.name);
  }
}
