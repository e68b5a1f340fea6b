#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "client/text/json_events.h"
#include "tests/client/text/script.h"
#include "tests/shared/protocol/filler.h"

namespace earshot::text_client {
namespace {

using namespace protocol;
using model::ConnectionState;
using testing::Script;

std::string line_client_document() {
  std::ifstream in(EARSHOT_SOURCE_DIR "/docs/line-client.md");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

TEST_CASE("every server message is said, or is part of one that is, in words that are documented") {
  const std::string document = line_client_document();
  std::set<std::string> words;
  testing::each_example<ServerMessage>([&](auto message) {
    using T = decltype(message);
    CAPTURE(testing::kind_name<T>());
    model::Model model = testing::scene(Role::observer, Phase::debrief);
    if constexpr (requires { message.session; }) message.session = testing::kSession;
    model::reduce(model, message, testing::kNow);
    const std::vector<Json> events = events_of(message, model);
    // Class lists wait for their last page, and so do a card's text and a past debrief; typing is said as it is.
    const bool silent = std::is_same_v<T, ClassEntered> || std::is_same_v<T, CardSource> || std::is_same_v<T, PastPart>;
    CHECK(events.empty() == silent);
    for (const Json& event : events) {
      const std::string word = event.at("event");
      words.insert(word);
      CHECK_MESSAGE(document.find("| `" + word + "` |") != std::string::npos, "docs/line-client.md has no row for the event " << word);
      CHECK_FALSE(event.dump().empty());
    }
  });
  CHECK(words.size() > 40);
}

TEST_CASE("every word for an intent is documented") {
  const std::string document = line_client_document();
  for (const std::string_view word : kIntentWords) {
    CHECK_MESSAGE(document.find("| `" + std::string(word) + "` |") != std::string::npos, "docs/line-client.md has no row for " << word);
  }
}

TEST_CASE("accepted and refused carry the reference back, once") {
  Script script;
  script.face.line(R"({"do":"say","text":"hello","ref":41})", testing::kNow);
  script.face.line(R"({"do":"feel","level":4,"ref":"x"})", testing::kNow);
  REQUIRE(script.desk.sent.size() == 2);
  script.hear(Accepted{1, 9, Moment{testing::kNow}});
  CHECK(script.last() == Json::parse(R"({"event":"accepted","id":9,"at":1800000000000,"ref":41})"));
  script.hear(Refused{2, Why::not_your_role, "only the customer says how heard they feel", "level"});
  CHECK(script.last()["ref"] == "x");
  CHECK(script.last()["why"] == "not_your_role");
  CHECK(script.last()["field"] == "level");
  script.hear(Accepted{1, 9, {}});
  CHECK_FALSE(script.last().contains("ref"));
}

TEST_CASE("a bad line is refused and the next one is read") {
  Script script;
  script.face.line("this is not JSON", testing::kNow);
  CHECK(script.last()["event"] == "refused");
  CHECK(script.last()["why"] == "bad_message");
  script.face.line(R"({"do":"dance","ref":3})", testing::kNow);
  CHECK(script.last()["ref"] == 3);
  script.face.line_too_long();
  CHECK(script.last()["why"] == "too_long");
  script.face.line("  ", testing::kNow);
  CHECK(script.desk.sent.empty());
  script.face.line(R"({"do":"pause"})", testing::kNow);
  CHECK(script.desk.sent.size() == 1);
  CHECK_FALSE(script.desk.ended.has_value());
}

TEST_CASE("the class is said whole whenever its list changes, and only then") {
  Script script;
  script.hear(Welcome{testing::kAna, "Ana", "token", false, 0});
  script.hear(ClassEntered{ClassId{3}, "CODE", "Class", Standing::trainee, {}, false});
  script.hear(MemberPage{{{testing::kAna, "Ana", "", Standing::trainee, true}}, false});
  CHECK(script.last()["event"] == "welcome");
  script.hear(MemberPage{{{testing::kBen, "Ben", "", Standing::trainee, true}}, true});
  CHECK(script.last()["event"] == "class");
  CHECK(script.last()["members"].size() == 2);
  const std::size_t said = script.desk.printed.size();
  script.hear(MemberPage{{{testing::kBen, "Ben", "", Standing::trainee, true}}, true});
  CHECK(script.desk.printed.size() == said);
  script.hear(MemberLeft{testing::kBen});
  CHECK(script.last()["members"].size() == 1);
}

TEST_CASE("a card that was opened is said once it is whole, and what is on the shelf at once") {
  Script script;
  script.hear(CardSource{"lamp", "de", 3, true, 0, 2, "id: la"});
  CHECK(script.desk.printed.empty());
  script.hear(CardSource{"lamp", "de", 3, true, 1, 2, "mp"});
  CHECK(script.last() == Json::parse(R"({"event":"card_source","card":"lamp","language":"de","version":3,"draft":true,"text":"id: lamp"})"));
  CHECK(line_client_document().find("| `card_source` |") != std::string::npos);
  script.hear(ShelfPage{{{"lamp", "de", "Die Lampe", 3, true, false, "Tess", Moment{testing::kNow}}}, true});
  CHECK(script.last() == Json::parse(R"({"event":"shelf","entries":[{"card":"lamp","language":"de","title":"Die Lampe","version":3,"draft":true,"published":false,"by":"Tess","at":1800000000000}]})"));
}

TEST_CASE("a line names the role it was said in, whoever plays it now") {
  Script script;
  script.desk.model = testing::scene(Role::agent, Phase::debrief);
  script.hear(Lines{testing::kSession, {{MessageId{2}, testing::kBen, "I was the agent then.", Moment{testing::kNow}, Phase::talk, Role::agent}}});
  CHECK(script.last()["role"] == "agent");
}

TEST_CASE("a brief is the own side only; the debrief holds both") {
  Script script;
  script.desk.model = testing::scene(Role::agent, Phase::talk);
  AgentBrief own;
  own.session = testing::kSession;
  own.company = "Lamps Ltd";
  script.hear(own);
  CHECK(script.last()["side"] == "agent");
  CHECK_FALSE(script.last().contains("facts"));

  const std::size_t said = script.desk.printed.size();
  script.hear(testing::customer_brief());
  CHECK(script.desk.printed.size() == said);

  DebriefShown debrief;
  debrief.session = testing::kSession;
  debrief.told = {{"order", true, true, Moment{testing::kNow}}};
  script.hear(debrief);
  const Json event = script.last();
  CHECK(event["event"] == "debrief");
  CHECK(event["customer"]["facts"].size() == 3);
  CHECK(event["agent"]["company"] == "Lamps Ltd");
  CHECK(event["transcript"][0]["text"] == "hello");
  CHECK(event["facts"][0]["captured"] == true);
  CHECK(event["facts"][1]["told"] == false);
}

TEST_CASE("marks say how many were missed, and which only to those who may know") {
  Script script;
  script.desk.model = testing::scene(Role::agent, Phase::recap);
  script.hear(MarksShown{testing::kSession, 1, {{{true, ""}, {false, "", "in June"}}, {{true, ""}}, {}, {}}, 3, {}});
  const Json event = script.last();
  CHECK(event["fact_corrections"] == Json::parse(R"({"1":"in June"})"));
  CHECK(event["feeling_corrections"].empty());
  CHECK(event["facts"] == Json::parse(R"({"0":"confirmed","1":"wrong"})"));
  CHECK(event["feelings"] == Json::parse(R"({"0":"confirmed"})"));
  CHECK(event["missed"].empty());
  CHECK(event["missed_count"] == 3);
}

TEST_CASE("a server whose fingerprint is not known ends the program") {
  Script script;
  script.connection(ConnectionState::identify);
  CHECK(script.last()["event"] == "closed");
  CHECK(script.last()["why"] == "unknown_server");
  CHECK(script.desk.ended == kNotTrusted);
  CHECK(script.desk.complaints.size() == 1);
  CHECK_FALSE(script.desk.accepted);
}

TEST_CASE("a changed key, an old version and a server that is not there each end with their own code") {
  Script changed;
  changed.connection(ConnectionState::stopped, "not the one expected", model::Trust::changed);
  CHECK(changed.last()["why"] == "not_trusted");
  CHECK(changed.desk.ended == kNotTrusted);

  Script old;
  old.connection(ConnectionState::stopped, "update Earshot");
  CHECK(old.last()["why"] == "stopped");
  CHECK(old.desk.ended == kNotServed);

  Script nowhere;
  nowhere.connection(ConnectionState::reconnecting, "no answer", model::Trust::invited, kFirstAttempts - 1);
  CHECK_FALSE(nowhere.desk.ended.has_value());
  nowhere.connection(ConnectionState::reconnecting, "no answer", model::Trust::invited, kFirstAttempts);
  CHECK(nowhere.desk.ended == kNotServed);
}

TEST_CASE("a server that was reached once is waited for without end") {
  Script script;
  script.connection(ConnectionState::signed_out);
  script.connection(ConnectionState::reconnecting, "no answer", model::Trust::invited, 50);
  CHECK_FALSE(script.desk.ended.has_value());
  CHECK(script.last()["state"] == "reconnecting");
}

}  // namespace earshot::text_client
