#include "client/views/view.h"

#include <doctest/doctest.h>

#include "client/views/eyes_up.h"

using namespace earshot;
using namespace earshot::views;

TEST_CASE("a refusal is shown at the field it names, and elsewhere if it names none of a form's fields") {
  model::Model model;
  model.refusals[protocol::Join::kNumber] = {1, protocol::Join::kNumber, protocol::Why::name_taken, "'Sam' is taken", "name", {}};
  CHECK(refused<protocol::Join>(model, "name") == "'Sam' is taken");
  CHECK(refused<protocol::Join>(model, "code").empty());
  CHECK(refused_elsewhere<protocol::Join>(model, {"code", "name"}).empty());
  CHECK(refused_elsewhere<protocol::Join>(model, {"code"}) == "'Sam' is taken");
  CHECK(refused<protocol::SignIn>(model, "name").empty());
}

TEST_CASE("people are called by the card where it names them, else by their first name") {
  model::Model model;
  Actions out;
  model::Session session;
  session.people = {{PersonId{1}, "Priya Nair", protocol::Role::customer, {}, {}, false},
                    {PersonId{2}, "Sam Reyes", protocol::Role::agent, {}, {}, false}};
  const PlayView view{{model, {}, {}, false, 16, out}, session};
  CHECK(view.name_in_play(protocol::Role::customer) == "Priya");
  session.agent = protocol::AgentBrief{};
  session.agent->customer_name = "Dana Whitlock";
  CHECK(view.name_in_play(protocol::Role::customer) == "Dana");
  CHECK(view.name_in_play(protocol::Role::agent) == "Sam");
  CHECK(view.person_name(protocol::Role::observer) == "nobody");
}

TEST_CASE("words are put together as a person would") {
  CHECK(sentence("kept to the rules") == "Kept to the rules");
  CHECK(sentence("\u00E9coute active") == "\u00C9coute active");
  CHECK(first_name("Ngozi Okafor") == "Ngozi");
  CHECK(role_word(protocol::Role::observer) == "Observer");
  CHECK(phase_word(protocol::Phase::talk) == "Talk");
  CHECK(with_role("Sam", protocol::Role::agent) == "Sam, agent");
}

TEST_CASE("'eyes up' stops a trainee's screens, and never a trainer's") {
  model::Model model;
  model.in_class = model::ClassView{};
  CHECK_FALSE(eyes_up(model));
  model.eyes_up = protocol::EyesUpShown{true, ""};
  CHECK(eyes_up(model));
  model.in_class->standing = protocol::Standing::trainer;
  CHECK_FALSE(eyes_up(model));
}
