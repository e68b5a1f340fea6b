#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

#include "client/views/app.h"
#include "client/views/editor_names.h"
#include "client/views/editor_store.h"
#include "shared/base/text.h"
#include "shared/card/language.h"
#include "shared/protocol/limits.h"
#include "tests/client/widgets/headless.h"

using namespace earshot;
using author::Path;
using protocol::OpenCard;
using protocol::SaveCard;
using views::Place;

namespace {

const TimePoint kNow{Seconds{1'000'000}};

std::string library_card(const std::string& id) {
  std::ifstream in(std::string(EARSHOT_SOURCE_DIR "/content/cards/en/") + id + ".yaml", std::ios::binary);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A trainer at the shelf of a server that answers when a test says so.
struct Author {
  widgets::Headless window;
  model::Model model;
  views::State state;
  TimePoint now = kNow;
  std::vector<views::Action> done;
  std::uint64_t number = 0;

  Author() {
    window.kit.reduced_motion = true;
    model.self = {PersonId{1}, "Ngozi Okafor", true};
    model.connection.state = model::ConnectionState::ready;
    auto& klass = model.in_class.emplace();
    klass.code = "K7M4QX";
    klass.standing = protocol::Standing::trainer;
    model.cards = {{"wedding-order", "Wrong item", "Online shop", 2, 3, 8, "", {}, false, {"en"}}};
    state.place = Place::library;
  }

  views::EditorState& editor() { return state.editor; }
  author::Draft& draft() { return state.editor.draft; }

  void frame() {
    const views::Actions actions = views::draw(model, state, now);
    for (const auto& action : actions.all()) {
      done.push_back(action);
      if (const auto* intent = std::get_if<protocol::Intent>(&action)) model::submit(model, {++number, *intent}, now);
    }
    window.next();
  }

  void press(const char* label) {
    for (int i = 0; i < 3; ++i) frame();
    window.kit.focus(label);
    frame();
    frame();
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Enter, true);
    frame();
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Enter, false);
    frame();
    frame();
  }

  template <class Kind>
  std::vector<Kind> sent() const {
    std::vector<Kind> out;
    for (const auto& action : done) {
      const auto* intent = std::get_if<protocol::Intent>(&action);
      if (const auto* one = intent ? std::get_if<Kind>(intent) : nullptr) out.push_back(*one);
    }
    return out;
  }

  /// The server accepts everything that waits; a save makes a version on the shelf.
  void accept() {
    if (const auto saves = sent<SaveCard>(); !saves.empty() && model::is_pending<SaveCard>(model)) {
      const auto& save = saves.back();
      shelf(save.base + 1, !save.publish, "Ngozi Okafor");
    }
    while (!model.pending.empty()) model::reduce(model, protocol::Accepted{model.pending.begin()->first, 0, {}}, now);
    frame();
  }
  void refuse(protocol::Why why, const std::string& text) {
    while (!model.pending.empty()) model::reduce(model, protocol::Refused{model.pending.begin()->first, why, text, ""}, now);
    frame();
  }
  void shelf(std::uint32_t version, bool draft_there, const std::string& by) {
    protocol::ShelfEntry entry;
    entry.card = "wedding-order";
    entry.language = "en";
    entry.title = "Wrong item";
    entry.version = version;
    entry.draft = draft_there;
    entry.published = !draft_there;
    entry.by = by;
    entry.at = protocol::Moment{now};
    model::reduce(model, protocol::ShelfPage{{entry}, true}, now);
  }
  void source(const std::string& text, std::uint32_t version) {
    while (!model.pending.empty()) model::reduce(model, protocol::Accepted{model.pending.begin()->first, 0, {}}, now);
    model::reduce(model, protocol::CardSource{"wedding-order", "en", version, false, 0, 1, text}, now);
    frame();
    frame();
  }

  void open() {
    press("Wrong item");
    source(library_card("wedding-order"), 0);
    REQUIRE(state.place == Place::editor);
  }
  void later(Seconds time) {
    now += time;
    frame();
  }
};

void each_field(const yaml::RecordShape& record, const Path& path, std::vector<Path>& out) {
  for (const auto& field : record.fields) {
    const Path here = path / field.key;
    out.push_back(here);
    if (field.shape.kind == yaml::Shape::Kind::record) each_field(*field.shape.record, here, out);
    if (field.shape.kind == yaml::Shape::Kind::records) each_field(*field.shape.record, here / 0, out);
  }
}

}  // namespace

TEST_CASE("every field of the card language has a name in the form, so that a new one cannot be forgotten") {
  std::vector<Path> all;
  each_field(card::shape(), Path(), all);
  CHECK(all.size() > 60);
  for (const Path& path : all) {
    if (path.last() == "id" || path == Path("language")) continue;  // made by the editor
    CAPTURE(path.words());
    CHECK_FALSE(views::field_caption(path).empty());
  }
}

TEST_CASE("the place of a problem names its tab and its section") {
  CHECK(views::place_word("customer/facts/3/text") == "Customer, facts");
  CHECK(views::place_word("agent/name") == "Agent");
  CHECK(views::place_word("minutes/talk") == "Basics, minutes");
  CHECK(views::field_name("customer/facts/4/text") == "Fact 5");
  CHECK(views::field_name("variants/1/values/order") == "{order} in variant 2");
}

TEST_CASE("a text is cut into parts that one message carries, between characters") {
  std::string text;
  while (text.size() < 30'000) text += "Größe ";
  const auto parts = views::card_parts(text);
  CHECK(parts.size() == 3);
  std::string all;
  for (const auto& part : parts) {
    CHECK(part.size() <= protocol::limits::kCardPartBytes);
    CHECK(text::is_utf8(part));
    all += part;
  }
  CHECK(all == text);
}

TEST_CASE("a press on a card opens it once the server has sent all of it") {
  Author author;
  author.press("Wrong item");
  REQUIRE(author.sent<OpenCard>().size() == 1);
  CHECK(author.sent<OpenCard>()[0].language == "en");
  CHECK(author.state.place == Place::library);
  author.source(library_card("wedding-order"), 0);
  CHECK(author.state.place == Place::editor);
  CHECK(author.draft().text("customer/facts/0/id") == "wrong_metal");
  CHECK_FALSE(author.editor().dirty());
}

TEST_CASE("what was changed is saved as a draft by itself, once, after a while") {
  Author author;
  author.open();
  author.draft().set("title", "Two parcels");
  author.later(Seconds{19});
  CHECK(author.sent<SaveCard>().empty());
  author.later(Seconds{2});
  REQUIRE(author.sent<SaveCard>().size() == 1);
  const auto save = author.sent<SaveCard>()[0];
  CHECK(save.base == 0);
  CHECK_FALSE(save.publish);
  CHECK(save.text.find("title: Two parcels") != std::string::npos);
  author.accept();
  CHECK_FALSE(author.editor().dirty());
  CHECK(author.editor().base == 1);
  author.later(Seconds{60});
  CHECK(author.sent<SaveCard>().size() == 1);
}

TEST_CASE("a card goes on being saved while the trainer is with the class") {
  Author author;
  author.open();
  author.draft().set("title", "Two parcels");
  author.state.place = Place::home;
  author.later(Seconds{21});
  CHECK(author.sent<SaveCard>().size() == 1);
}

TEST_CASE("nothing is sent without a connection, and what was written is still there when it is back") {
  Author author;
  author.open();
  author.draft().set("title", "Two parcels");
  author.model.connection.state = model::ConnectionState::reconnecting;
  author.later(Seconds{60});
  CHECK(author.sent<SaveCard>().empty());
  CHECK(views::to_keep(author.editor()).text.find("Two parcels") != std::string::npos);
  author.model.connection.state = model::ConnectionState::ready;
  author.later(Seconds{1});
  CHECK(author.sent<SaveCard>().size() == 1);
}

TEST_CASE("a card with an error can be saved and not be published") {
  Author author;
  author.open();
  author.draft().set("customer/facts/2/text", "");
  author.press("Publish");
  CHECK(author.sent<SaveCard>().empty());
  author.press("Save");
  REQUIRE(author.sent<SaveCard>().size() == 1);
  CHECK_FALSE(author.sent<SaveCard>()[0].publish);
  author.accept();
  author.draft().set("customer/facts/2/text", "The order number is {order}.");
  author.press("Publish");
  REQUIRE(author.sent<SaveCard>().size() == 2);
  CHECK(author.sent<SaveCard>()[1].publish);
  CHECK(author.sent<SaveCard>()[1].base == 1);
}

TEST_CASE("what the server will not publish is said, and the card stays open") {
  Author author;
  author.open();
  author.draft().set("title", "Two parcels");
  author.press("Publish");
  author.refuse(protocol::Why::not_allowed, "line 3: the German card differs");
  CHECK(author.editor().save_error == "Line 3: the German card differs");
  CHECK(author.editor().dirty());
}

TEST_CASE("'Show' opens the tab of a problem and puts the keyboard into its field") {
  Author author;
  author.open();
  author.draft().set("customer/facts/8/text", "");
  author.frame();
  CHECK(author.editor().tab == 0);
  author.press("Show");
  for (int i = 0; i < 6; ++i) author.frame();
  CHECK(author.editor().tab == 1);
  CHECK_FALSE(author.editor().show);
  ImGui::GetIO().AddInputCharactersUTF8("My sister can take it.");
  for (int i = 0; i < 3; ++i) author.frame();
  CHECK(author.draft().text("customer/facts/8/text") == "My sister can take it.");
  CHECK(author.editor().checked->errors() == 0);
}

TEST_CASE("when somebody else has saved, nothing is saved over it until it was decided whose is kept") {
  Author author;
  author.open();
  author.draft().set("title", "Mine");
  author.shelf(1, true, "Bo Lindqvist");
  author.later(Seconds{60});
  CHECK(author.sent<SaveCard>().empty());
  REQUIRE(author.editor().conflict);
  CHECK(author.editor().conflict->by == "Bo Lindqvist");
  SUBCASE("keep mine") {
    author.press("Keep mine");
    REQUIRE(author.sent<SaveCard>().size() == 1);
    CHECK(author.sent<SaveCard>()[0].base == 1);
    author.accept();
    CHECK(author.editor().base == 2);
    CHECK_FALSE(author.editor().conflict);
  }
  SUBCASE("look at theirs, and go back") {
    author.press("Look at theirs");
    author.source("id: wedding-order\ntitle: Theirs\n", 1);
    CHECK(author.draft().text("title") == "Theirs");
    CHECK(views::to_keep(author.editor()).text.find("title: Mine") != std::string::npos);
    author.press("Back to mine");
    CHECK(author.draft().text("title") == "Mine");
    CHECK(author.editor().conflict);
    CHECK(author.editor().dirty());
  }
  SUBCASE("look at theirs, and go on with it") {
    author.press("Look at theirs");
    author.source("id: wedding-order\ntitle: Theirs\n", 1);
    author.press("Go on with theirs");
    CHECK(author.draft().text("title") == "Theirs");
    CHECK_FALSE(author.editor().conflict);
    CHECK_FALSE(author.editor().dirty());
    CHECK(author.editor().base == 1);
  }
}

TEST_CASE("a save that came too late is a conflict, not an error") {
  Author author;
  author.open();
  author.draft().set("title", "Mine");
  author.press("Save");
  author.shelf(1, true, "Bo Lindqvist");
  author.refuse(protocol::Why::changed, "Bo Lindqvist has saved version 1 of this card since");
  CHECK(author.editor().conflict);
  CHECK(author.editor().save_error.empty());
}

TEST_CASE("leaving with changes asks first") {
  Author author;
  author.open();
  author.draft().set("title", "Mine");
  author.press("Back to the cards");
  CHECK(author.state.place == Place::editor);
  SUBCASE("stay") {
    author.press("Stay");
    CHECK(author.draft().text("title") == "Mine");
    CHECK(author.state.place == Place::editor);
  }
  SUBCASE("throw it away") {
    author.press("Throw it away");
    CHECK(author.state.place == Place::library);
    CHECK_FALSE(author.editor().open);
  }
  SUBCASE("save it") {
    author.press("Save as a draft");
    REQUIRE(author.sent<SaveCard>().size() == 1);
    author.accept();
    author.frame();
    CHECK(author.state.place == Place::library);
  }
}

TEST_CASE("a file becomes the draft of the card that it names, and a bad one says where it is wrong") {
  Author author;
  author.press("Import a file");
  author.state.library.import_path = "/tmp/card.yaml";
  author.press("Import");
  const bool asked = std::ranges::any_of(author.done, [](const auto& action) { return std::holds_alternative<views::ReadFile>(action); });
  REQUIRE(asked);
  SUBCASE("a card") {
    author.state.files.answer = views::FileAnswer{"/tmp/card.yaml", library_card("third-outage"), "", false, false};
    author.frame();
    author.frame();
    CHECK(author.state.place == Place::editor);
    CHECK(author.editor().card == "third-outage");
    CHECK(author.editor().dirty());
  }
  SUBCASE("no YAML") {
    author.state.files.answer = views::FileAnswer{"/tmp/card.yaml", "title: [a\n", "", false, false};
    author.frame();
    author.frame();
    CHECK(author.state.place == Place::library);
    CHECK(author.state.files.answer->error.starts_with("Line "));
  }
}

TEST_CASE("what an earlier run has kept is offered, and comes back as not saved") {
  Author author;
  author.state.kept_card = {"wedding-order", "en", 4, library_card("wedding-order")};
  author.press("Go on with it");
  CHECK(author.state.place == Place::editor);
  CHECK(author.editor().base == 4);
  CHECK(author.editor().dirty());
  CHECK(author.state.kept_card.empty());
}

TEST_CASE("whatever an imported file holds, every tab of the form can be looked at") {
  for (const char* text : {"title: nothing else\n", "customer: text\nagent: [a, b]\nvariants: {a: b}\nminutes: 3\ntags: one\nskills: {x: y}\n",
                           "customer: {facts: [a, {text: b}], feelings: {}, beats: [{when: now}]}\nvariants: [a, {values: [x]}]\nmodifiers: {bias: x, pressure: {lines: y}}\n",
                           "unknown: {deep: [1, 2]}\ncustomer: {colour: red}\n"}) {
    CAPTURE(text);
    Author author;
    views::edit(author.editor(), *author::Draft::from_yaml(text).draft, "a", "en", 0, author.now);
    author.state.place = Place::editor;
    for (std::size_t tab = 0; tab < views::kEditorTabs; ++tab) {
      author.editor().tab = tab;
      for (int i = 0; i < 3; ++i) author.frame();
    }
    CHECK(author.state.place == Place::editor);
  }
}

TEST_CASE("what no field of the form shows can be taken out where its problem stands") {
  Author author;
  author.open();
  author.draft().set("customer/colour", "red");
  author.press("Take it out");
  CHECK_FALSE(author.draft().has("customer/colour"));
}
