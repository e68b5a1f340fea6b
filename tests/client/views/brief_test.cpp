// The whole library as it is read: every card, variant and language, both sides, in the smallest window.
#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "client/views/app.h"
#include "server/domain/project.h"
#include "shared/card/shelf.h"
#include "shared/words/words.h"
#include "tests/client/widgets/headless.h"

using namespace earshot;
using protocol::Phase;
using protocol::Role;

namespace {

constexpr TimePoint kNow{Seconds{1'000'000}};

/// What a card says, as against the interface around it.
std::set<std::string> texts_of(const protocol::CustomerBrief& customer, const protocol::AgentBrief& agent) {
  std::set<std::string> all{customer.name, customer.subtitle, agent.name, agent.subtitle, agent.company};
  for (const auto& feeling : customer.feelings) all.insert(feeling.name);
  for (const auto& fact : customer.facts) all.insert({fact.text, fact.label});
  for (const auto* offers : {&agent.may_offer, &agent.ask_first, &agent.not_yours}) {
    for (const auto& offer : *offers) all.insert({offer.title, offer.detail});
  }
  for (const auto& note : agent.history) all.insert({note.when, note.by, note.text});
  return all;
}

model::Model reader_of(const card::Card& card, Role role) {
  model::Model model;
  model.self = {PersonId{1}, "Ana", false};
  model.connection.state = model::ConnectionState::ready;
  auto& klass = model.in_class.emplace();
  klass.code = "K7M4QX";
  auto& session = model.session.emplace();
  session.id = SessionId{1};
  session.role = role;
  session.card = card.id;
  session.title = card.title;
  session.content_note = card.content_note;
  session.phase = Phase::brief;
  session.clock.ends_at = kNow + Seconds{120};
  session.people = {{PersonId{1}, "Ana", role}, {PersonId{2}, "Ben", role == Role::customer ? Role::agent : Role::customer}};
  if (role == Role::customer) {
    session.customer = domain::customer_brief(card, session.id);
  } else {
    session.agent = domain::agent_brief(card, session.id);
  }
  return model;
}

/// The card's texts that are cut where one side is read.
std::vector<std::string> cut_texts(widgets::Headless& window, const card::Card& played, Role role) {
  const model::Model model = reader_of(played, role);
  const auto texts = texts_of(domain::customer_brief(played, {}), domain::agent_brief(played, {}));
  std::vector<std::string> cut;
  views::State state;
  for (int frame = 0; frame < 2; ++frame) {
    views::draw(model, state, kNow);
    const auto& cuts = window.kit.recorder.cuts();
    if (frame == 1) std::ranges::copy_if(cuts, std::back_inserter(cut), [&](const std::string& text) { return texts.contains(text); });
    window.next();
  }
  return cut;
}

}  // namespace

TEST_CASE("every brief fits its panel in a window of 1024 x 640, in every language") {
  const auto cards = card::load_folder(EARSHOT_SOURCE_DIR "/content/cards").cards;
  REQUIRE_FALSE(cards.empty());
  widgets::Headless window({1024, 640});
  window.kit.reduced_motion = true;
  window.kit.recorder.keep_cuts();
  for (const card::Card& card : cards) {
    words::set_language(card.language);
    for (std::size_t variant = 0; variant < card.variants.size(); ++variant) {
      const card::Card played = card::resolve(card, variant);
      for (const Role role : {Role::customer, Role::agent}) {
        CAPTURE(card.language);
        CAPTURE(card.id);
        CAPTURE(played.variant);
        for (const std::string& text : cut_texts(window, played, role)) CHECK_MESSAGE(false, text);
      }
    }
  }
  words::set_language("en");
}
