#include <doctest/doctest.h>

#include "client/model/model.h"
#include "shared/protocol/codec.h"

namespace earshot::model {
namespace {

using namespace protocol;

constexpr TimePoint kNow = from_unix_ms(1'800'000'000'000);
constexpr PersonId kAna{1};
constexpr PersonId kBen{2};
constexpr SessionId kSession{7};

CardPage card_page(std::string id, bool complete) { return {{{std::move(id), "Title", "sector", 1, 2, 8, ""}}, complete}; }

Moment at(int seconds) { return Moment{kNow + Seconds{seconds}}; }

/// Ana, signed in, in a class with Ben.
struct Seen {
  Model model;
  TimePoint now = kNow;

  Seen() {
    *this << Welcome{kAna, "Ana", "token", false, 0} << ClassEntered{ClassId{3}, "CODE", "Class", Standing::trainee, {"A"}, false}
          << MemberPage{{{kAna, "Ana", "A", Standing::trainee, true}}, false}
          << MemberPage{{{kBen, "Ben", "A", Standing::trainee, true}}, true};
  }

  Seen& operator<<(const ServerMessage& message) {
    reduce(model, message, now);
    return *this;
  }
  Seen& submit(std::uint64_t number, Intent intent) {
    model::submit(model, {number, std::move(intent)}, now);
    return *this;
  }
  /// The pages of a session, Ana being the agent.
  Seen& pair(Role role = Role::agent) {
    const Role other = role == Role::agent ? Role::customer : Role::agent;
    return *this << Paired{kSession, RoundId{1}, role, Mode::chat, "card", "Title", "",
                           {{kAna, "Ana", role, PresenceState::here, false}, {kBen, "Ben", other, PresenceState::here, false}},
                           {"attention"}, "", false}
                 << phase(Phase::talk);
  }
  static PhaseShown phase(Phase phase, int from = 0, int until = 300) {
    return {kSession, phase, at(from), at(until), false, at(from)};
  }
  static Lines line(std::uint64_t id, PersonId from, std::string text) {
    return {kSession, {{MessageId{id}, from, std::move(text), at(1), Phase::talk}}};
  }
  const Session& session() const { return *model.session; }
};

}  // namespace

TEST_CASE("members come in pages, change in place, and leave") {
  Seen seen;
  REQUIRE(seen.model.in_class->members.size() == 2);
  CHECK(seen.model.in_class->members_complete);
  seen << MemberPage{{{kBen, "Ben", "B", Standing::trainee, false}}, true};
  CHECK(seen.model.in_class->members[1].present == false);
  CHECK(seen.model.in_class->teams == std::vector<std::string>{"A", "B"});  // Ben has founded a team
  seen << MemberLeft{kBen};
  CHECK(seen.model.in_class->members.size() == 1);
}

TEST_CASE("entering another class leaves nothing of the one before") {
  Seen seen;
  seen.pair() << RoundShown{RoundId{1}, true, false, "card", "Title", Mode::chat, {}, {}}
              << ClassEntered{ClassId{4}, "OTHER", "Other", Standing::trainee, {}, true};
  CHECK(seen.model.in_class->members.empty());
  CHECK_FALSE(seen.model.in_class->members_complete);
  CHECK_FALSE(seen.model.round.has_value());
  CHECK_FALSE(seen.model.session.has_value());
}

TEST_CASE("leaving a class says why until another is entered") {
  Seen seen;
  seen << ClassLeft{"The trainer has taken you out of the class."};
  CHECK_FALSE(seen.model.in_class.has_value());
  CHECK(seen.model.class_left == "The trainer has taken you out of the class.");
  seen << ClassEntered{};
  CHECK_FALSE(seen.model.class_left.has_value());
}

TEST_CASE("cards come in pages; the first page after a whole list starts anew") {
  Seen seen;
  seen << card_page("a", false) << card_page("b", true);
  CHECK(seen.model.cards.size() == 2);
  seen << card_page("c", true);
  REQUIRE(seen.model.cards.size() == 1);
  CHECK(seen.model.cards[0].id == "c");
}

TEST_CASE("a card that was opened is whole once its last part has come, and a new one takes its place") {
  Seen seen;
  seen << CardSource{"lamp", "en", 3, true, 0, 2, "id: la"};
  REQUIRE(seen.model.opened_card);
  CHECK(seen.model.opened_card->parts_left == 1);
  seen << CardSource{"lamp", "en", 3, true, 1, 2, "mp"};
  CHECK(*seen.model.opened_card == OpenedCard{"lamp", "en", 3, true, "id: lamp", 0});
  seen << CardSource{"lamp", "en", 3, true, 1, 2, "once more"};
  CHECK(seen.model.opened_card->text == "id: lamp");
  seen << CardSource{"kettle", "de", 0, false, 0, 1, "id: kettle"};
  CHECK(*seen.model.opened_card == OpenedCard{"kettle", "de", 0, false, "id: kettle", 0});
}

TEST_CASE("a card whose last parts were lost with the connection is not shown in halves") {
  Seen seen;
  seen << CardSource{"lamp", "en", 3, true, 0, 2, "id: la"} << Welcome{kAna, "Ana", "", true, 0};
  CHECK_FALSE(seen.model.opened_card);
  seen << CardSource{"lamp", "en", 3, true, 0, 1, "id: lamp"} << Welcome{kAna, "Ana", "", true, 0};
  CHECK(seen.model.opened_card);  // whoever works on it goes on
}

TEST_CASE("the shelf holds what is worked on, each card and language once, and nothing that was dropped") {
  Seen seen;
  const auto entry = [](std::string card, std::string language, std::uint32_t version, bool draft, bool published) {
    return ShelfEntry{std::move(card), std::move(language), "Title", version, draft, published, "Tess", at(0)};
  };
  seen << ShelfPage{{entry("lamp", "en", 1, true, false), entry("lamp", "de", 4, false, true)}, false}
       << ShelfPage{{entry("kettle", "en", 2, true, true)}, true};
  REQUIRE(seen.model.shelf.size() == 3);
  seen << ShelfPage{{entry("lamp", "en", 2, false, true)}, true};
  REQUIRE(seen.model.shelf.size() == 3);
  CHECK(seen.model.shelf.at({"lamp", "en"}).version == 2);
  seen << ShelfPage{{entry("lamp", "en", 3, false, false)}, true};
  CHECK_FALSE(seen.model.shelf.contains({"lamp", "en"}));

  // While the connection was lost, somebody dropped the kettle.
  seen << Welcome{kAna, "Ana", "", true, 0} << ShelfPage{{entry("lamp", "de", 4, false, true)}, true};
  CHECK(seen.model.shelf.size() == 1);
}

TEST_CASE("an own line shows at once, is stored, and is never there twice") {
  Seen seen;
  seen.pair().submit(5, Say{"hello"});
  REQUIRE(seen.session().pending.size() == 1);
  CHECK_FALSE(seen.session().pending[0].stored);

  SUBCASE("accepted first, as the server sends it") {
    seen << Accepted{5, 1, at(1)};
    CHECK(seen.session().pending[0].stored);
    seen << Seen::line(1, kAna, "hello");
  }
  SUBCASE("the line first") { seen << Seen::line(1, kAna, "hello") << Accepted{5, 1, at(1)}; }
  CHECK(seen.session().pending.empty());
  CHECK(seen.session().lines.size() == 1);
  CHECK(seen.model.pending.empty());
}

TEST_CASE("a refused line stays to be read and mended") {
  Seen seen;
  seen.pair().submit(5, Say{"hello"}) << Refused{5, Why::storage, "the server cannot store anything right now", ""};
  CHECK(seen.session().pending.empty());
  REQUIRE(seen.session().failed.size() == 1);
  CHECK(seen.session().failed[0].text == "hello");
  drop_failed_line(seen.model, 5);
  CHECK(seen.session().failed.empty());
}

TEST_CASE("a refusal stands at its field until an intent of its kind is given again") {
  Seen seen;
  seen.submit(9, Join{"NOPE", "Ana", "", ""});
  CHECK(is_pending<Join>(seen.model));
  seen << Refused{9, Why::wrong_code, "no class has the code 'NOPE'", "code"};
  CHECK_FALSE(is_pending<Join>(seen.model));
  REQUIRE(refusal_of<Join>(seen.model) != nullptr);
  CHECK(refusal_of<Join>(seen.model)->field == "code");
  CHECK(seen.model.last_refusal->kind == Join::kNumber);
  seen.submit(10, Join{"CODE", "Ana", "", ""});
  CHECK(refusal_of<Join>(seen.model) == nullptr);
  CHECK_FALSE(seen.model.last_refusal.has_value());
}

TEST_CASE("lines stand in the order of their ids, whatever page brought them") {
  Seen seen;
  seen.pair() << Seen::line(3, kBen, "c") << Seen::line(1, kBen, "a") << Seen::line(2, kAna, "b") << Seen::line(3, kBen, "c");
  REQUIRE(seen.session().lines.size() == 3);
  CHECK(seen.session().lines[0].text == "a");
  CHECK(seen.session().lines[2].text == "c");
}

TEST_CASE("typing is shown for a while, and ends with the line") {
  Seen seen;
  seen.pair() << TypingShown{kSession, kBen};
  CHECK(seen.session().is_typing(kBen, kNow + Seconds{3}));
  CHECK_FALSE(seen.session().is_typing(kBen, kNow + Seconds{4}));
  seen << Seen::line(1, kBen, "a");
  CHECK_FALSE(seen.session().is_typing(kBen, kNow));
}

TEST_CASE("the clock is the server's, whatever this machine's says") {
  Seen seen;
  seen.now = kNow - Seconds{100};  // this machine is slow
  seen.pair();
  CHECK(seen.session().left(seen.now) == Seconds{300});
  CHECK(seen.session().left(seen.now + Seconds{60}) == Seconds{240});
  CHECK(seen.session().clock.share(seen.now + Seconds{75}) == doctest::Approx(0.25));
  CHECK(seen.session().left(seen.now + Seconds{1000}) == Milliseconds{0});
}

TEST_CASE("a paused clock stands still") {
  Seen seen;
  seen.pair() << PhaseShown{kSession, Phase::talk, at(0), at(300), true, at(100)};
  CHECK(seen.session().left(kNow + Seconds{5000}) == Seconds{200});
}

TEST_CASE("during a breath the clock stands still, then goes on") {
  Seen seen;
  seen.pair() << BreathShown{kSession, at(20)} << PhaseShown{kSession, Phase::talk, at(20), at(320), false, at(0)};
  CHECK(seen.session().breath_left(kNow + Seconds{5}) == Seconds{15});
  CHECK(seen.session().left(kNow + Seconds{5}) == Seconds{300});
  CHECK(seen.session().left(kNow + Seconds{30}) == Seconds{290});
  CHECK(seen.session().breath_used);
}

TEST_CASE("ready counts for the present phase alone") {
  Seen seen;
  seen.pair() << ReadyShown{kSession, kBen, Phase::brief};
  CHECK_FALSE(seen.session().seat(kBen)->ready);
  seen << ReadyShown{kSession, kBen, Phase::talk};
  CHECK(seen.session().seat(kBen)->ready);
  seen << Seen::phase(Phase::talk, 0, 400);  // more time: still the same phase
  CHECK(seen.session().seat(kBen)->ready);
  seen << Seen::phase(Phase::recap);
  CHECK_FALSE(seen.session().seat(kBen)->ready);
}

TEST_CASE("a seat that is away is held until a moment, and comes back") {
  Seen seen;
  seen.pair() << PartnerShown{kSession, kBen, PresenceState::away, at(90)};
  CHECK(seen.session().seat(kBen)->held_until == at(90).point());
  seen << PartnerShown{kSession, kBen, PresenceState::here, {}};
  CHECK(seen.session().seat(kBen)->state == PresenceState::here);
  CHECK(seen.session().seat(kBen)->held_until == TimePoint{});
}

TEST_CASE("the first recap and the mended one each keep their marks") {
  Seen seen;
  seen.pair() << RecapShown{kSession, 1, {"one", {"a"}, {}}, at(1)} << MarksShown{kSession, 1, {{{true, ""}}, {}, {}, {}}, 2, at(2)}
              << RecapShown{kSession, 2, {"two", {"b"}, {}}, at(3)};
  REQUIRE(seen.session().recaps.size() == 2);
  CHECK(seen.session().recaps[0].missed == 2);
  CHECK(seen.session().recaps[0].marks.has_value());
  CHECK_FALSE(seen.session().recaps[1].marks.has_value());
  CHECK(seen.session().last_recap()->recap.text == "two");
  seen << RecapShown{kSession, 200, {"garbage", {}, {}}, at(4)};
  CHECK(seen.session().recaps.size() == 2);
}

TEST_CASE("what is of another session changes nothing") {
  Seen seen;
  seen.pair();
  const Model before = seen.model;
  seen << Lines{SessionId{8}, {{MessageId{1}, kBen, "x", at(1), Phase::talk}}} << FeltShown{SessionId{8}, 3, at(1)}
       << PhaseShown{SessionId{8}, Phase::score, at(0), at(1), false, at(0)} << SessionClosed{SessionId{8}, Ending::finished, ""};
  CHECK(seen.model == before);
}

TEST_CASE("a closed session stays readable until the next begins") {
  Seen seen;
  seen.pair() << Seen::line(1, kBen, "a") << SessionClosed{kSession, Ending::stepped_out, "The scene stops here."};
  CHECK_FALSE(seen.model.session.has_value());
  REQUIRE(seen.model.ended.has_value());
  CHECK(seen.model.ended->ending == Ending::stepped_out);
  CHECK(seen.model.ended->session.lines.size() == 1);
  CHECK(name_of(seen.model, kBen) == "Ben");
  seen.pair();
  CHECK_FALSE(seen.model.ended.has_value());
}

TEST_CASE("after a resume the session is built anew and unanswered lines are still there") {
  Seen seen;
  seen.pair() << Seen::line(1, kBen, "a");
  seen.submit(5, Say{"b"}) << Welcome{kAna, "Ana", "token", false, 4};
  CHECK_FALSE(seen.model.session.has_value());
  seen << ClassEntered{ClassId{3}, "CODE", "Class", Standing::trainee, {"A"}, false};
  seen.pair() << Lines{kSession, {{MessageId{1}, kBen, "a", at(1), Phase::talk}, {MessageId{2}, kBen, "x", at(2), Phase::talk}}};
  CHECK(seen.session().lines.size() == 2);
  REQUIRE(seen.session().pending.size() == 1);
  CHECK(seen.session().pending[0].text == "b");
}

TEST_CASE("a resume without a session leaves none") {
  Seen seen;
  seen.pair() << Welcome{kAna, "Ana", "token", false, 0} << ClassEntered{} << Waiting{"Your trainer starts the round.", 0, false};
  CHECK_FALSE(seen.model.session.has_value());
  CHECK(seen.model.waiting->reason == "Your trainer starts the round.");
}

TEST_CASE("another person on this device sees nothing of the one before") {
  Seen seen;
  seen.pair() << BroadcastShown{kBen, "hello"} << SessionClosed{kSession, Ending::finished, ""}
              << Welcome{PersonId{9}, "Cleo", "other", false, 0};
  CHECK(seen.model.self.name == "Cleo");
  CHECK(seen.model.posts.empty());
  CHECK_FALSE(seen.model.ended.has_value());
}

TEST_CASE("live messages and a resume compose to the same model") {
  Seen live;
  live.pair(Role::customer) << Seen::line(1, kBen, "a") << FeltShown{kSession, 3, at(5)} << TypingShown{kSession, kBen}
                            << Seen::line(2, kBen, "b") << ReadyShown{kSession, kBen, Phase::talk}
                            << PhaseShown{kSession, Phase::talk, at(0), at(300), true, at(50)};
  live.submit(1, Say{"not sent yet"});
  Seen resumed;
  resumed.now = kNow + Seconds{70};
  resumed << Paired{kSession, RoundId{1}, Role::customer, Mode::chat, "card", "Title", "",
                    {{kAna, "Ana", Role::customer, PresenceState::here, false}, {kBen, "Ben", Role::agent, PresenceState::here, true}},
                    {"attention"}, "", false}
          << PhaseShown{kSession, Phase::talk, at(0), at(320), true, at(70)}
          << Lines{kSession, {{MessageId{1}, kBen, "a", at(1), Phase::talk}, {MessageId{2}, kBen, "b", at(1), Phase::talk}}}
          << FeltShown{kSession, 3, at(5)};
  CHECK(live.model != resumed.model);
  CHECK(projected(live.model) == projected(resumed.model));
}

TEST_CASE("a board is replaced when its last page has come") {
  Seen seen;
  const auto page = [](std::uint32_t from, bool complete, std::string name) {
    BoardPage made;
    made.scope.card = "lamp";
    made.from = from;
    made.complete = complete;
    made.rows.resize(1);
    made.rows.front().name = std::move(name);
    return made;
  };
  seen << page(0, false, "a") << page(1, true, "b");
  const Board& board = seen.model.insight.boards.at({BoardKind::people, {BoardWindow::class_, "lamp"}});
  REQUIRE(board.complete);
  CHECK(board.rows.size() == 2);
  seen << page(0, false, "c");
  CHECK(board.rows[0].name == "a");
  seen << page(1, true, "d");
  CHECK(board.rows[0].name == "c");
}

TEST_CASE("the grid keeps what is over until the next round begins") {
  Seen seen;
  SessionShown shown{SessionId{1}, RoundId{1}, "card", kAna, kBen, {}, Phase::talk, true, at(1), 0, 0, 3};
  seen << shown;
  shown.open = false;
  seen << shown;
  CHECK(seen.model.sessions.size() == 1);
  seen << SessionShown{SessionId{2}, RoundId{2}, "card", kAna, kBen, {}, Phase::brief, true, at(1), 0, 0, 3};
  REQUIRE(seen.model.sessions.size() == 1);
  CHECK(seen.model.sessions.begin()->first == SessionId{2});
}

TEST_CASE("notices and posts keep the newest hundred") {
  Seen seen;
  for (int i = 0; i < 150; ++i) seen << BroadcastShown{kBen, std::to_string(i)} << TrainerNotice{kBen, {}, false, std::to_string(i)};
  CHECK(seen.model.posts.size() == Model::kKept);
  CHECK(seen.model.posts.back().text == "149");
  CHECK(seen.model.notices.size() == Model::kKept);
}

TEST_CASE("a trainer's line that a resume brings again is kept once, and counts in its class") {
  Seen seen;
  seen << BroadcastShown{kBen, "hello", {}, 1, at(1)} << WhisperShown{kBen, kAna, "you", 2, at(2)}
       << BroadcastShown{kBen, "session", kSession, 3, at(3)};
  seen << Welcome{kAna, "Ana", "token", false, 0} << ClassEntered{ClassId{3}, "CODE", "Class", Standing::trainee, {}, false}
       << BroadcastShown{kBen, "hello", {}, 1, at(1)} << WhisperShown{kBen, kAna, "you", 2, at(2)}
       << BroadcastShown{kBen, "more", {}, 4, at(4)};
  REQUIRE(seen.model.posts.size() == 4);
  CHECK(seen.model.posts[1].to == kAna);
  CHECK(seen.model.posts[2].session == kSession);
  CHECK(seen.model.posts[3].text == "more");
  CHECK(seen.model.posts[3].at == at(4).point());
  seen << ClassEntered{ClassId{4}, "OTHER", "Other", Standing::trainee, {}, false} << BroadcastShown{kBen, "there", {}, 1, at(9)};
  CHECK(seen.model.posts.back().text == "there");
}

TEST_CASE("'eyes up' is there while it is on") {
  Seen seen;
  CHECK_FALSE(seen.model.eyes_up.has_value());
  seen << EyesUpShown{true, "Look here"};
  REQUIRE(seen.model.eyes_up.has_value());
  CHECK(seen.model.eyes_up->text == "Look here");
  seen << EyesUpShown{false, ""};
  CHECK_FALSE(seen.model.eyes_up.has_value());
}

TEST_CASE("the calls for help, the wishes and the plan are replaced whole") {
  Seen seen;
  seen << HelpShown{{{kBen, kSession, "how?", at(1)}, {kAna, {}, "", at(2)}}} << HelpShown{{{kAna, {}, "", at(2)}}};
  REQUIRE(seen.model.help.size() == 1);
  CHECK(seen.model.help[0].person == kAna);
  seen << WishesShown{{{kAna, kBen, Wish::apart}}} << WishesShown{};
  CHECK(seen.model.wishes.empty());
  PlanShown plan{{"", "Tuesday", {PlanStep{}, PlanStep{}}}, {}, false, false, {}, {}};
  seen << plan;
  plan.step = 1;
  plan.auto_run = true;
  seen << plan;
  CHECK(seen.model.plan == plan);
  seen << SettingsShown{{true, LateJoin::next_round, DropOut::trainer, false, false, 30}};
  CHECK(seen.model.settings->seat_held_seconds == 30);
}

TEST_CASE("the lessons come in pages, and anew from the first one") {
  Seen seen;
  const auto page = [](std::string id, bool complete) { return LessonPage{{{std::move(id), "Title", "", 3, 60}}, complete}; };
  seen << page("a", false) << page("b", true);
  CHECK(seen.model.lessons.size() == 2);
  CHECK(seen.model.lessons_complete);
  seen << page("c", true);
  REQUIRE(seen.model.lessons.size() == 1);
  CHECK(seen.model.lessons[0].id == "c");
}

TEST_CASE("another class has its own plan, settings, calls and 'eyes up'") {
  Seen seen;
  seen << EyesUpShown{true, ""} << SettingsShown{} << PlanShown{} << HelpShown{{{kBen, {}, "", at(1)}}}
       << WishesShown{{{kAna, kBen, Wish::apart}}};
  seen << ClassEntered{ClassId{4}, "OTHER", "Other", Standing::trainer, {}, false};
  CHECK_FALSE(seen.model.eyes_up.has_value());
  CHECK_FALSE(seen.model.settings.has_value());
  CHECK_FALSE(seen.model.plan.has_value());
  CHECK(seen.model.help.empty());
  CHECK(seen.model.wishes.empty());
}

TEST_CASE("who sits in a role now takes the place of the one before") {
  constexpr PersonId kCleo{3};
  Seen seen;
  seen.pair() << TypingShown{kSession, kBen}
              << SeatShown{kSession, {kCleo, "Cleo", Role::customer, PresenceState::here, false}, kBen};
  REQUIRE(seen.session().people.size() == 2);
  CHECK(seen.session().seat(kBen) == nullptr);
  CHECK(seen.session().seat(Role::customer)->person == kCleo);
  CHECK(seen.session().typing.empty());
  // Somebody who comes to a new place takes nobody's.
  seen << SeatShown{kSession, {kBen, "Ben", Role::observer, PresenceState::here, false}, {}};
  CHECK(seen.session().people.size() == 3);
  // Of a session that is not the own one, nothing is kept.
  seen << SeatShown{SessionId{99}, {PersonId{4}, "Dan", Role::agent, PresenceState::here, false}, kAna};
  CHECK(seen.session().seat(kAna) != nullptr);
}

TEST_CASE("what comes in beside the talk is one entry, opened and put away") {
  Seen seen;
  PingShown ping{kSession, 1, "Kim", "Do you have a minute?", "", false, at(10)};
  seen.pair() << ping;
  ping.open = true;
  ping.inside = "It can wait.";
  seen << ping << PingShown{kSession, 2, "Lee", "Lunch?", "", false, at(20)};
  REQUIRE(seen.session().pings.size() == 2);
  CHECK(seen.session().pings[0] == ping);
  CHECK_FALSE(seen.session().pings[1].open);
}

TEST_CASE("notes of the agent before stand beside the own ones") {
  Seen seen;
  seen.pair() << NoteShown{kSession, NoteId{1}, NoteKind::fact, "ours", {}, at(2), kAna}
              << NoteShown{kSession, NoteId{1}, NoteKind::fact, "theirs", {}, at(1), kBen};
  REQUIRE(seen.session().notes.size() == 2);
  CHECK(seen.session().notes[0].text == "ours");
  CHECK(seen.session().notes[1].by == kBen);
}

TEST_CASE("an observer knows what to tap, and whether they wait outside") {
  Seen seen;
  Paired paired{kSession, RoundId{1}, Role::observer, Mode::chat, "card", "Title", "", {}, {}, "", false};
  paired.tasks = {Tally::open_question, Tally::pause};
  paired.outside = true;
  paired.kind = SessionKind::warm_up;
  seen << paired;
  CHECK(seen.session().tasks == paired.tasks);
  CHECK(seen.session().outside);
  CHECK(seen.session().kind == SessionKind::warm_up);
}

TEST_CASE("what the debrief tells of challenges, retakes and the scene is kept with the session") {
  Seen seen;
  seen.pair() << SceneNote{kSession, "Ben lost the connection.", at(30)} << Seen::phase(Phase::debrief)
              << ModifiersShown{kSession, {{Modifier::bias, "You were told they complain often.", "They never did."}}}
              << RetakeShown{kSession, kAna, MessageId{1}, "Tell me more?"} << SessionClosed{kSession, Ending::finished, ""};
  REQUIRE(seen.model.ended.has_value());
  const Session& session = seen.model.ended->session;
  CHECK(session.scene.size() == 1);
  REQUIRE(session.modifiers.has_value());
  CHECK(session.modifiers->told[0].modifier == Modifier::bias);
  REQUIRE(session.retakes.size() == 1);
  CHECK(session.retakes[0].text == "Tell me more?");
}

TEST_CASE("the server's clock makes no other grid, and a resume no other class") {
  const auto shown = [](Seen& seen, int now) {
    seen << ClassEntered{ClassId{3}, "CODE", "Class", Standing::trainer, {}, false, true}
         << SettingsShown{{true, LateJoin::at_once, DropOut::waiting, true, true, 60}} << EyesUpShown{true, "up"}
         << PlanShown{{"", "Tuesday", {PlanStep{}}}, 0, false, true, at(900), {}} << WishesShown{{{kAna, kBen, Wish::together}}}
         << HelpShown{{{kBen, {}, "", at(1)}}}
         << SessionShown{SessionId{1}, RoundId{1}, "card", kAna, kBen, {}, Phase::talk, true, at(now + 100), 0, 0, 3,
                         SessionKind::role_play, true, at(now)};
  };
  Seen live;
  shown(live, 0);
  live << BroadcastShown{kBen, "hello", {}, 1, at(1)};
  Seen resumed;
  shown(resumed, 60);
  CHECK(live.model != resumed.model);
  CHECK(projected(live.model) == projected(resumed.model));
  resumed << SettingsShown{};
  CHECK(projected(live.model) != projected(resumed.model));
}

}  // namespace earshot::model
