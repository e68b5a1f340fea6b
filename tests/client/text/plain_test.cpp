#include <doctest/doctest.h>

#include <algorithm>

#include "tests/client/text/person.h"
#include "tests/shared/protocol/filler.h"

namespace earshot::text_client {

using namespace protocol;
using model::ConnectionState;
using testing::kNow;
using testing::Person;

TEST_CASE("every server message can be narrated in every role and phase, on single lines") {
  for (const Role role : {Role::customer, Role::agent, Role::observer}) {
    for (const Phase phase : {Phase::brief, Phase::talk, Phase::recap, Phase::score, Phase::debrief}) {
      testing::each_example<ServerMessage>([&](auto message) {
        Person person(role, phase);
        if constexpr (requires { message.session; }) message.session = testing::kSession;
        person.hear(message);
        for (const std::string& line : person.desk.printed) {
          CHECK(line.find('\n') == std::string::npos);
          CHECK(line.find('\033') == std::string::npos);
        }
      });
    }
  }
}

TEST_CASE("plain text is said, a command is not") {
  Person person;
  person.type("Hello, how can I help?");
  CHECK(person.sent<Say>().text == "Hello, how can I help?");
  person.type("/note feeling worried about Saturday");
  CHECK(person.sent<TakeNote>().kind == NoteKind::feeling);
  CHECK(person.sent<TakeNote>().text == "worried about Saturday");
  person.type("/note she said May");
  CHECK(person.sent<TakeNote>().kind == NoteKind::key_point);
  CHECK(person.sent<TakeNote>().text == "she said May");
  person.type("/say /note is a command");
  CHECK(person.sent<Say>().text == "/note is a command");
  const std::size_t count = person.desk.sent.size();
  person.type("/dance");
  CHECK(person.desk.sent.size() == count);
  CHECK(person.was_said("there is no command /dance"));
}

TEST_CASE("facts and beats go by their numbers") {
  Person person(Role::customer);
  person.type("/fact 2");
  CHECK(person.sent<Reveal>().fact == "event");
  CHECK(person.sent<Reveal>().say);
  person.type("/fact 3 told");
  CHECK_FALSE(person.sent<Reveal>().say);
  person.type("/beat 1");
  CHECK(person.sent<PlayBeat>().beat == "angrier");
  person.type("/feel 4");
  CHECK(person.sent<Feel>().level == 4);
  const std::size_t count = person.desk.sent.size();
  for (const char* wrong : {"/fact 4", "/fact", "/fact x", "/beat 2", "/feel 6", "/feel"}) person.type(wrong);
  CHECK(person.desk.sent.size() == count);
}

TEST_CASE("a recap is asked for step by step") {
  Person person(Role::agent, Phase::recap);
  person.type("/recap").type("You ordered in May").type("ordered in May").type("for Saturday").type("").type("worried").type("");
  CHECK(person.sent<Recap>() == Recap{"You ordered in May", {"ordered in May", "for Saturday"}, {"worried"}});
}

TEST_CASE("a recap of too many words is asked for again") {
  Person person(Role::agent, Phase::recap);
  std::string words;
  for (int i = 0; i < 121; ++i) words += "a ";
  person.type("/recap").type(words);
  CHECK(person.was_said("121 words; 120 are allowed"));
  person.type("short").type("").type("");
  CHECK(person.sent<Recap>().text == "short");
}

TEST_CASE("marks link each line, and what was told and not given back follows by itself") {
  Person person(Role::customer, Phase::recap);
  person.hear(ToldShown{testing::kSession, "order", true, {}});
  person.hear(ToldShown{testing::kSession, "event", true, {}});
  person.hear(RecapShown{testing::kSession, 1, {"recap", {"in May", "a red one"}, {"worried"}}, {}});
  person.type("/mark").type("7");
  CHECK(person.was_said("Type no, yes, or the number of your fact."));
  person.type("1").type("no").type("1").type("");
  CHECK(person.sent<Mark>() == Mark{{{true, "order"}, {false, ""}}, {{true, "worried"}}, {"event"}, {"mother"}});
}

TEST_CASE("after no comes how it was, as long as the agent can take it in") {
  Person person(Role::customer, Phase::recap);
  person.hear(RecapShown{testing::kSession, 1, {"recap", {"in May"}, {"worried"}}, {}});
  person.type("/mark").type("no " + std::string(81, 'x'));
  CHECK(person.was_said("Say how it was in at most 80 characters."));
  person.type("no, in June").type("1").type("");
  CHECK(person.sent<Mark>().facts == std::vector<LineMark>{{false, "", "in June"}});
}

TEST_CASE("marks are read with how it was") {
  Person person(Role::agent, Phase::recap);
  person.hear(RecapShown{testing::kSession, 1, {"recap", {"in May"}, {}}, {}});
  person.hear(MarksShown{testing::kSession, 1, {{{false, "", "in June"}}, {}, {}, {}}, 0, {}});
  CHECK(person.was_said("How it was: in June"));
}

TEST_CASE("a rating asks for the round's focus, then for words and a moment") {
  Person person(Role::customer, Phase::score);
  person.type("/rate agent").type("9").type("4").type("kept calm").type("ask one thing").type("1");
  const Rate rate = person.sent<Rate>();
  CHECK(rate.of == testing::kBen);
  CHECK(rate.levels == std::vector<CriterionLevel>{{"attention", std::uint8_t{4}}});
  CHECK(rate.keep == "kept calm");
  CHECK(rate.next == "ask one thing");
  CHECK(rate.moments == std::vector<protocol::CriterionMoment>{{"", MessageId{1}}});
}

TEST_CASE("'/rate' goes through those who are not rated yet") {
  Person person(Role::customer, Phase::score);
  person.hear(RatingShown{testing::kSession, testing::kAna, {testing::kAna, {}, "", "", {}}});
  person.type("/rate").type("-").type("").type("").type("");
  CHECK(person.sent<Rate>().of == testing::kBen);
  CHECK(person.sent<Rate>().levels[0].level == std::nullopt);
  person.hear(RatingShown{testing::kSession, testing::kAna, {testing::kBen, {}, "", "", {}}});
  person.type("/rate");
  CHECK(person.was_said("everybody is rated"));
}

TEST_CASE("the outcome asks its four questions and what was named") {
  Person person(Role::customer, Phase::score);
  person.type("/outcome").type("5").type("4").type("3").type("2").type("1, 2").type("").type("3");
  CHECK(person.sent<Outcome>() == Outcome{5, 4, 3, 2, {"expedite", "refund"}, {}, {"mother"}});
}

TEST_CASE("questions can be stopped, and commands work in between") {
  Person person(Role::agent, Phase::recap);
  person.type("/recap").type("/time");
  CHECK(person.was_said("5 minutes left in recap."));
  person.type("/cancel").type("so I say this");
  CHECK(person.sent<Say>().text == "so I say this");
}

TEST_CASE("questions end with the role-play they belong to") {
  Person person(Role::agent, Phase::recap);
  person.type("/recap");
  person.hear(SessionClosed{testing::kSession, Ending::round_ended, "The trainer has ended the round."});
  person.type("hello");
  CHECK(person.desk.sent.empty());
}

TEST_CASE("an unknown server's words are read out and answered with yes or no") {
  Person person;
  person.connection(ConnectionState::identify);
  CHECK(person.was_said("apple-river-stone"));
  SUBCASE("yes") {
    person.type("perhaps");
    CHECK_FALSE(person.desk.accepted);
    person.type("yes");
    CHECK(person.desk.accepted);
  }
  SUBCASE("no") {
    person.type("no");
    CHECK(person.desk.ended == kNotTrusted);
  }
}

TEST_CASE("an invite with a code joins only after a yes") {
  Person person;
  person.connection(ConnectionState::signed_out);
  CHECK(person.was_said("Join the class CODE as Ana?"));
  CHECK(person.desk.sent.empty());
  person.type("yes");
  CHECK(person.sent<Join>().code == "CODE");
}

TEST_CASE("time is said at half, at one minute and at ten seconds, once each") {
  Person person;
  person.face.tick(person.now);
  CHECK(person.desk.take_printed().empty());
  CHECK(*person.face.next_tick(person.now) == Seconds{150});
  const auto at = [&](int seconds) {
    person.now = kNow + Seconds{seconds};
    person.face.tick(person.now);
    return person.desk.take_printed();
  };
  CHECK(at(149).empty());
  CHECK(at(150) == std::vector<std::string>{"2 minutes 30 seconds left in talk."});
  CHECK(at(151).empty());
  CHECK(at(240) == std::vector<std::string>{"1 minute left in talk."});
  CHECK(at(290) == std::vector<std::string>{"10 seconds left in talk."});
  CHECK(at(299).empty());
  CHECK_FALSE(person.face.next_tick(person.now).has_value());
}

TEST_CASE("who comes back late hears only what is still ahead") {
  Person person;
  person.now = kNow + Seconds{245};
  person.face.tick(person.now);
  CHECK(person.desk.take_printed().empty());
  person.now = kNow + Seconds{290};
  person.face.tick(person.now);
  CHECK(person.desk.take_printed().size() == 1);
}

TEST_CASE("phases are announced with their number, their time and what to do") {
  Person person;
  person.hear(PhaseShown{testing::kSession, Phase::recap, Moment{kNow}, Moment{kNow + Seconds{90}}, false, Moment{kNow}});
  CHECK(person.was_said("Phase 3 of 6: Recap. 1 minute 30 seconds."));
  CHECK(person.was_said("type /recap"));
}

TEST_CASE("who joins, goes away and leaves is said by name") {
  Person person;
  person.hear(MemberPage{{}, true});
  person.desk.printed.clear();
  person.hear(MemberPage{{{PersonId{3}, "Cleo", "", Standing::trainee, true}}, true});
  CHECK(person.was_said("Cleo has joined."));
  person.hear(MemberPage{{{PersonId{3}, "Cleo", "", Standing::trainee, false}}, true});
  CHECK(person.was_said("Cleo is away."));
  person.hear(MemberLeft{PersonId{3}});
  CHECK(person.was_said("Cleo has left."));
}

TEST_CASE("what a resume brings again is not read out again") {
  Person person(Role::customer, Phase::talk);
  const Paired paired{testing::kSession, RoundId{1}, Role::customer, Mode::chat, "card", "Title", "",
                      {{testing::kAna, "Ana", Role::customer, PresenceState::here, false},
                       {testing::kBen, "Ben", Role::agent, PresenceState::here, false}},
                      {"attention"}, "", false};
  const PhaseShown phase{testing::kSession, Phase::talk, Moment{kNow}, Moment{kNow + Seconds{300}}, false, Moment{kNow}};
  const auto line = [](std::uint64_t id) { return Line{MessageId{id}, testing::kBen, "hello " + std::to_string(id), {}, Phase::talk, Role::agent}; };
  const auto history = [&] {
    person.hear(paired);
    person.hear(testing::customer_brief());
    person.hear(phase);
    person.hear(FeltShown{testing::kSession, 3, Moment{kNow}});
    person.hear(ToldShown{testing::kSession, "order", true, {}});
  };
  history();
  person.hear(Lines{testing::kSession, {line(1)}});
  CHECK(person.desk.take_printed().size() > 15);

  person.hear(Welcome{testing::kAna, "Ana", "token", false, 0});
  person.desk.printed.clear();
  history();
  person.hear(Lines{testing::kSession, {line(1), line(2)}});
  CHECK(person.desk.printed == std::vector<std::string>{"You are back in the role-play.", "2. Ben, agent: hello 2"});
}

TEST_CASE("a round that was over before one came is not spoken of") {
  Person person;
  RoundShown round{RoundId{1}, false, false, "card", "Title", Mode::chat, {}, {}};
  person.hear(round);
  CHECK(person.desk.take_printed().empty());
  round.running = true;
  person.hear(round);
  person.hear(round);
  CHECK(person.desk.take_printed() == std::vector<std::string>{"A round runs: Title."});
}

TEST_CASE("help names every command, or one") {
  Person person;
  person.type("/help");
  CHECK(person.desk.printed.size() > 40);
  person.desk.printed.clear();
  person.type("/help stepout");
  CHECK(person.desk.printed == std::vector<std::string>{"/stepout: ends the scene at once, kindly and without a reason."});
}

TEST_CASE("a whisper finds one person by the start of the name") {
  Person person;
  person.type("/whisper be: well done");
  CHECK(person.sent<Whisper>().to == testing::kBen);
  CHECK(person.sent<Whisper>().text == " well done");
  person.type("/whisper x: hello");
  CHECK(person.was_said("with the name of one person"));
}

}  // namespace earshot::text_client
