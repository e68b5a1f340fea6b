#include <doctest/doctest.h>

#include <string>

#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"
#include "shared/protocol/validate.h"

namespace earshot::protocol {
namespace {

/// What is said of an intent; the intent as it leaves validation goes to `cleaned`.
Refusal refusal_of(Intent intent) {
  const auto refusal = validate(intent);
  REQUIRE(refusal.has_value());
  CHECK_FALSE(refusal->text.empty());
  return *refusal;
}

bool is_allowed(Intent intent) { return !validate(intent).has_value(); }

void check_refused(const Intent& intent, Why why, std::string_view field) {
  const Refusal refusal = refusal_of(intent);
  CHECK(word(refusal.why) == word(why));
  CHECK(refusal.field == field);
}

/// Characters of three bytes each, so that bytes are not mistaken for characters.
std::string characters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "\xE2\x82\xAC";
  return text;
}

/// The longest text is allowed, one more character is refused at its field.
template <class Make>
void check_longest(std::size_t most, std::string_view field, Make make) {
  CAPTURE(field);
  CHECK(is_allowed(make(characters(most))));
  check_refused(make(characters(most + 1)), Why::too_long, field);
}

template <class Make>
void check_not_empty(std::string_view field, Make make) {
  check_refused(make(std::string()), Why::empty, field);
  check_refused(make(std::string(" \t\n ")), Why::empty, field);
}

Rate good_rate() { return {PersonId{1}, {{"attention", std::uint8_t{3}}}, "", "", {}}; }

}  // namespace

TEST_CASE("each text has its limit in characters, and is refused at its own field") {
  using std::string;
  check_longest(limits::kTokenCharacters, "token", [](string t) { return SignIn{t, "Tara"}; });
  check_longest(limits::kNameCharacters, "name", [](string t) { return SignIn{"token", t}; });
  check_longest(limits::kCodeCharacters, "code", [](string t) { return Join{t, "Ana", "", ""}; });
  check_longest(limits::kNameCharacters, "name", [](string t) { return Join{"CODE", t, "", ""}; });
  check_longest(limits::kTeamCharacters, "team", [](string t) { return Join{"CODE", "Ana", t, ""}; });
  check_longest(limits::kTokenCharacters, "attempt", [](string t) { return Join{"CODE", "Ana", "", t}; });
  check_longest(limits::kTokenCharacters, "token", [](string t) { return Resume{t}; });
  check_longest(limits::kCodeCharacters, "code", [](string t) { return Redeem{t}; });
  check_longest(limits::kClassNameCharacters, "name", [](string t) { return CreateClass{t, {}}; });
  check_longest(limits::kTeamCharacters, "teams", [](string t) { return CreateClass{"Class", {"A", t}}; });
  check_longest(limits::kIdCharacters, "card", [](string t) { return StartRound{t, 0, 0, {}, Mode::chat}; });
  check_longest(limits::kIdCharacters, "focus", [](string t) { return StartRound{"card", 0, 0, {t}, Mode::chat}; });
  check_longest(limits::kWhisperCharacters, "text", [](string t) { return Broadcast{t}; });
  check_longest(limits::kWhisperCharacters, "text", [](string t) { return Whisper{PersonId{1}, t}; });
  check_longest(limits::kIdCharacters, "card", [](string t) { return Queue{t, {}}; });
  check_longest(limits::kChatCharacters, "text", [](string t) { return Say{t}; });
  check_longest(limits::kIdCharacters, "fact", [](string t) { return Reveal{t, true}; });
  check_longest(limits::kIdCharacters, "beat", [](string t) { return PlayBeat{t}; });
  check_longest(limits::kNoteCharacters, "text", [](string t) { return TakeNote{NoteKind::fact, t, {}}; });
  check_longest(limits::kHelpCharacters, "text", [](string t) { return Help{t}; });
  check_longest(limits::kRecapCharacters, "text", [](string t) { return Recap{t, {}, {}}; });
  check_longest(limits::kRecapFactCharacters, "facts", [](string t) { return Recap{"recap", {t}, {}}; });
  check_longest(limits::kRecapFeelingCharacters, "feelings", [](string t) { return Recap{"recap", {}, {t}}; });
  check_longest(limits::kIdCharacters, "is", [](string t) { return Mark{{{true, t}}, {}, {}, {}}; });
  check_longest(limits::kCorrectionCharacters, "correction", [](string t) { return Mark{{{false, "", t}}, {}, {}, {}}; });
  check_longest(limits::kIdCharacters, "missed", [](string t) { return Mark{{}, {}, {t}, {}}; });
  check_longest(limits::kIdCharacters, "untold", [](string t) { return Mark{{}, {}, {}, {t}}; });
  check_longest(limits::kCommentCharacters, "keep", [](string t) { Rate r = good_rate(); r.keep = t; return r; });
  check_longest(limits::kCommentCharacters, "next", [](string t) { Rate r = good_rate(); r.next = t; return r; });
  check_longest(limits::kIdCharacters, "resolution", [](string t) { return Outcome{1, 1, 1, 1, {t}, {}, {}}; });
  check_longest(limits::kIdCharacters, "prevention", [](string t) { return Outcome{1, 1, 1, 1, {}, {t}, {}}; });
  check_longest(limits::kIdCharacters, "again", [](string t) { return Outcome{1, 1, 1, 1, {}, {}, {t}}; });
  check_longest(limits::kWordCharacters, "word", [](string t) { return React{t}; });
  check_longest(limits::kIntentionCharacters, "text", [](string t) { return Intend{t}; });
  check_longest(limits::kIdCharacters, "card", [](string t) { return AskBoard{BoardKind::people, BoardWindow::all, t}; });
}

TEST_CASE("what must be said cannot be empty or blank") {
  using std::string;
  check_not_empty("token", [](string t) { return SignIn{t, "Tara"}; });
  check_not_empty("code", [](string t) { return Join{t, "Ana", "", ""}; });
  check_not_empty("token", [](string t) { return Resume{t}; });
  check_not_empty("name", [](string t) { return CreateClass{t, {}}; });
  check_not_empty("text", [](string t) { return Say{t}; });
  check_not_empty("fact", [](string t) { return Reveal{t, true}; });
  check_not_empty("text", [](string t) { return TakeNote{NoteKind::fact, t, {}}; });
  check_not_empty("text", [](string t) { return Recap{t, {"fact"}, {}}; });
  check_not_empty("facts", [](string t) { return Recap{"recap", {"one", t}, {}}; });
  check_not_empty("word", [](string t) { return React{t}; });
  check_not_empty("text", [](string t) { return Intend{t}; });
}

TEST_CASE("a recap holds at most 120 words, 20 facts and 8 feelings") {
  std::string words;
  for (std::size_t i = 0; i < limits::kRecapWords; ++i) words += "a ";
  CHECK(is_allowed(Recap{words, {}, {}}));
  check_refused(Recap{words + "more", {}, {}}, Why::too_long, "text");
  CHECK(is_allowed(Recap{"recap", std::vector<std::string>(limits::kRecapFacts, "x"), {}}));
  check_refused(Recap{"recap", std::vector<std::string>(limits::kRecapFacts + 1, "x"), {}}, Why::too_many, "facts");
  check_refused(Recap{"recap", {}, std::vector<std::string>(limits::kRecapFeelings + 1, "x")}, Why::too_many, "feelings");
}

TEST_CASE("lists have their limits") {
  const std::vector<std::string> ids(limits::kMarkedIds + 1, "x");
  check_refused(CreateClass{"Class", std::vector<std::string>(limits::kTeams + 1, "x")}, Why::too_many, "teams");
  check_refused(StartRound{"card", 0, 0, std::vector<std::string>(limits::kCriteria + 1, "x"), Mode::chat}, Why::too_many, "focus");
  check_refused(Mark{std::vector<LineMark>(limits::kRecapFacts + 1), {}, {}, {}}, Why::too_many, "facts");
  check_refused(Mark{{}, std::vector<LineMark>(limits::kRecapFacts + 1), {}, {}}, Why::too_many, "feelings");
  check_refused(Mark{{}, {}, ids, {}}, Why::too_many, "missed");
  check_refused(Outcome{1, 1, 1, 1, ids, {}, {}}, Why::too_many, "resolution");
}

TEST_CASE("a rating goes from 1 to 5, and names at most three times no opportunity") {
  for (const int level : {0, 6, 255}) {
    Rate rate = good_rate();
    rate.levels[0].level = static_cast<std::uint8_t>(level);
    check_refused(rate, Why::out_of_range, "levels");
  }
  check_refused(Rate{PersonId{1}, {}, "", "", {}}, Why::empty, "levels");
  Rate none = good_rate();
  none.levels.assign(limits::kNoOpportunity, {"a", std::nullopt});
  CHECK(is_allowed(none));
  none.levels.push_back({"b", std::nullopt});
  check_refused(none, Why::too_many, "levels");
  none.levels.assign(limits::kCriteria + 1, {"a", std::uint8_t{1}});
  check_refused(none, Why::too_many, "levels");
}

TEST_CASE("felt-heard and the outcome go from 1 to 5") {
  CHECK(is_allowed(Feel{1}));
  CHECK(is_allowed(Feel{5}));
  check_refused(Feel{0}, Why::out_of_range, "level");
  check_refused(Feel{6}, Why::out_of_range, "level");
  check_refused(Outcome{0, 1, 1, 1, {}, {}, {}}, Why::out_of_range, "solved");
  check_refused(Outcome{1, 6, 1, 1, {}, {}, {}}, Why::out_of_range, "satisfied");
  check_refused(Outcome{1, 1, 0, 1, {}, {}, {}}, Why::out_of_range, "stay");
  check_refused(Outcome{1, 1, 1, 9, {}, {}, {}}, Why::out_of_range, "recommend");
}

TEST_CASE("minutes and seconds stay within their ranges; 0 minutes keeps the card's") {
  CHECK(is_allowed(StartRound{"card", 0, 0, {}, Mode::chat}));
  CHECK(is_allowed(StartRound{"card", 0, limits::kMaxMinutes, {}, Mode::chat}));
  check_refused(StartRound{"card", 0, limits::kMaxMinutes + 1, {}, Mode::chat}, Why::out_of_range, "minutes");
  check_refused(StartRound{"card", 101, 0, {}, Mode::chat}, Why::out_of_range, "variant");
  check_refused(Extend{0}, Why::out_of_range, "seconds");
  check_refused(Extend{limits::kMaxExtendSeconds + 1}, Why::out_of_range, "seconds");
}

TEST_CASE("bytes that are not UTF-8 are refused at their field") {
  check_refused(Say{"caf\xC3"}, Why::not_text, "text");
  check_refused(Join{"CODE", "\xFF", "", ""}, Why::not_text, "name");
  check_refused(Recap{"recap", {"\xED\xA0\x80"}, {}}, Why::not_text, "facts");
}

TEST_CASE("what is allowed comes out clean: composed, trimmed, without control characters; names on one line") {
  Intent say = Say{"  cafe\xCC\x81\x07\nyes "};
  REQUIRE_FALSE(validate(say).has_value());
  CHECK(std::get<Say>(say).text == "caf\xC3\xA9\nyes");
  Intent join = Join{" code ", "Ana\nMaria", "", ""};
  REQUIRE_FALSE(validate(join).has_value());
  CHECK(std::get<Join>(join).code == "code");
  CHECK(std::get<Join>(join).name == "Ana Maria");
}

TEST_CASE("a round's card may be left to the server, and a challenge stands there once") {
  CHECK(is_allowed(StartRound{}));
  StartRound round;
  round.modifiers = {Modifier::short_time, Modifier::bias};
  CHECK(is_allowed(round));
  round.modifiers = {Modifier::bias, Modifier::pressure, Modifier::bias};
  check_refused(round, Why::too_many, "modifiers");
  round.modifiers.assign(limits::kModifiers + 1, Modifier::bias);
  check_refused(round, Why::too_many, "modifiers");
}

TEST_CASE("a plan has a title and a limited number of steps; a refusal names the step") {
  const auto plan = [](PlanStep step, std::size_t count = 2) {
    SetPlan set{{"", "Tuesday", std::vector<PlanStep>(count)}};
    if (count > 1) set.plan.steps[1] = std::move(step);
    return set;
  };
  CHECK(is_allowed(plan({}, limits::kPlanSteps)));
  check_refused(plan({}, limits::kPlanSteps + 1), Why::too_many, "steps");
  check_longest(limits::kClassNameCharacters, "title", [](std::string t) { return SetPlan{{"", t, {}}}; });
  check_not_empty("title", [](std::string t) { return SetPlan{{"", t, {}}}; });
  check_longest(limits::kIdCharacters, "lesson", [](std::string t) { return PickLesson{t}; });

  PlanStep step;
  step.title = characters(limits::kStepTitleCharacters + 1);
  check_refused(plan(step), Why::too_long, "steps.1.title");
  CHECK(refusal_of(plan(step)).text.starts_with("step 2: "));
  step = {};
  step.cards.assign(limits::kStepCards + 1, "card");
  check_refused(plan(step), Why::too_many, "steps.1.cards");
  step = {};
  step.modifiers = {Modifier::bias, Modifier::bias};
  check_refused(plan(step), Why::too_many, "steps.1.modifiers");
  step = {};
  step.focus.assign(limits::kCriteria + 1, "x");
  check_refused(plan(step), Why::too_many, "steps.1.focus");
}

TEST_CASE("a round of a plan may keep its card's minutes, a break needs some") {
  for (const StepKind kind : {StepKind::warm_up, StepKind::pause, StepKind::talk}) {
    PlanStep step;
    step.kind = kind;
    check_refused(SetPlan{{"", "Tuesday", {step}}}, Why::out_of_range, "steps.0.minutes");
    step.minutes = limits::kMaxMinutes;
    CHECK(is_allowed(SetPlan{{"", "Tuesday", {step}}}));
    step.minutes = limits::kMaxMinutes + 1;
    check_refused(SetPlan{{"", "Tuesday", {step}}}, Why::out_of_range, "steps.0.minutes");
  }
}

TEST_CASE("only what was not right is corrected, and the longest marks fit one message") {
  CHECK(is_allowed(Mark{{{false, "", "Half of them: thirty"}}, {}, {}, {}}));
  check_refused(Mark{{{true, "", "Half of them: thirty"}}, {}, {}, {}}, Why::out_of_range, "correction");
  check_refused(Mark{{}, {{true, "", "More than that"}}, {}, {}}, Why::out_of_range, "correction");

  const std::string id(limits::kIdCharacters, 'i');
  const LineMark longest{false, id, characters(limits::kCorrectionCharacters)};
  const std::vector<std::string> ids(limits::kMarkedIds, id);
  const Mark marks{std::vector<LineMark>(limits::kRecapFacts, longest), std::vector<LineMark>(limits::kRecapFeelings, longest), ids, ids};
  CHECK(is_allowed(marks));
  Bytes bytes;
  encode(NumberedIntent{1, marks}, bytes);
  CHECK(bytes.size() <= limits::kIntentBytes);
  bytes.clear();
  encode(ServerMessage{MarksShown{SessionId{1}, 1, marks, 0, Moment{}}}, bytes);
  CHECK(bytes.size() <= limits::kMessageBytes);
}

TEST_CASE("a plan of the most steps, each with the longest title and all its cards, fits one message") {
  PlanStep step;
  step.title = characters(limits::kStepTitleCharacters);
  step.cards.assign(limits::kStepCards, std::string(limits::kIdCharacters, 'c'));
  step.focus.assign(3, std::string(20, 'f'));
  step.modifiers = {Modifier::distraction, Modifier::bias, Modifier::pressure, Modifier::handover, Modifier::short_time};
  const Plan plan{std::string(limits::kIdCharacters, 'i'), characters(limits::kClassNameCharacters),
                  std::vector<PlanStep>(limits::kPlanSteps, step)};
  CHECK(is_allowed(SetPlan{plan}));
  Bytes bytes;
  encode(NumberedIntent{1, SetPlan{plan}}, bytes);
  CHECK(bytes.size() <= limits::kIntentBytes);
  bytes.clear();
  encode(ServerMessage{PlanShown{plan, 1, false, true, Moment{}, Moment{}}}, bytes);
  CHECK(bytes.size() <= limits::kMessageBytes);
}

TEST_CASE("a place is held neither too short nor too long") {
  ClassSettings settings;
  CHECK(is_allowed(SetClass{settings}));
  for (const std::uint32_t seconds : {limits::kMinSeatHeldSeconds - 1, limits::kMaxSeatHeldSeconds + 1}) {
    settings.seat_held_seconds = seconds;
    check_refused(SetClass{settings}, Why::out_of_range, "seat_held_seconds");
  }
}

TEST_CASE("a wish is about two people") {
  CHECK(is_allowed(SetWish{{PersonId{1}, PersonId{2}, Wish::apart}}));
  check_refused(SetWish{{PersonId{1}, PersonId{1}, Wish::apart}}, Why::out_of_range, "other");
}

TEST_CASE("more time for one role-play has its range; other acts need no seconds") {
  CHECK(is_allowed(ControlSession{SessionId{1}, SessionAct::pause, 0}));
  CHECK(is_allowed(ControlSession{SessionId{1}, SessionAct::extend, limits::kMaxExtendSeconds}));
  check_refused(ControlSession{SessionId{1}, SessionAct::extend, 0}, Why::out_of_range, "seconds");
  check_refused(ControlSession{SessionId{1}, SessionAct::extend, limits::kMaxExtendSeconds + 1}, Why::out_of_range, "seconds");
}

TEST_CASE("a language is a code, wherever it is said; only a card's must be there") {
  const auto check_code = [](const std::string& code) {
    for (Intent intent : {Intent{SignIn{"token", "Tara", code}}, Intent{Join{"CODE", "Ana", "", "", code}}, Intent{Resume{"token", code}},
                                 Intent{Redeem{"code", code}}, Intent{UseLanguage{code}}, Intent{SetClass{{.language = code}}},
                                 Intent{OpenCard{"lamp", code}}, Intent{SaveCard{"lamp", code, 0, false, 0, 1, "text"}}, Intent{DropCard{"lamp", code, 0}}}) {
      CAPTURE(number_of(intent));
      const auto refusal = validate(intent);
      const bool may_be_empty = !std::holds_alternative<OpenCard>(intent) && !std::holds_alternative<SaveCard>(intent) && !std::holds_alternative<DropCard>(intent);
      CHECK(refusal.has_value() != (code == "de" || code == "pt-BR" || (code.empty() && may_be_empty)));
      if (refusal) CHECK(refusal->field == "language");
    }
  };
  for (const char* code : {"de", "pt-BR", "", "d/e", "../de", "d e", "elevenchars", "\xC3\xA9s"}) check_code(code);
}

TEST_CASE("a part of a card keeps its white space, and holds neither half a character nor a NUL nor too much") {
  const auto part = [](std::string text) { return SaveCard{"lamp", "en", 0, false, 0, 1, std::move(text)}; };
  Intent intent = part("\n  title: \tA lamp\r\n ");
  CHECK_FALSE(validate(intent));
  CHECK(std::get<SaveCard>(intent).text == "\n  title: \tA lamp\r\n ");
  CHECK(is_allowed(part(std::string(limits::kCardPartBytes, '#'))));
  check_refused(part(std::string(limits::kCardPartBytes + 1, '#')), Why::too_long, "text");
  check_refused(part("\xF0\x9F\x91"), Why::not_text, "text");
  check_refused(part(std::string("a\0b", 3)), Why::not_text, "text");
  check_refused(SaveCard{"lamp", "en", 0, false, 0, limits::kCardParts + 1, "#"}, Why::out_of_range, "parts");
  check_refused(SaveCard{"lamp", "en", 0, false, 0, 0, "#"}, Why::out_of_range, "parts");
  check_refused(SaveCard{"lamp", "en", 0, false, 2, 2, "#"}, Why::out_of_range, "part");
  // The longest part fits an intent.
  Bytes bytes;
  encode(NumberedIntent{1, SaveCard{characters(limits::kIdCharacters), "pt-BR", 1, true, 7, 8, std::string(limits::kCardPartBytes, '#')}}, bytes);
  CHECK(bytes.size() <= limits::kIntentBytes);
}

TEST_CASE("what a trainer says to one role-play, and a line said anew, hold something") {
  check_longest(limits::kWhisperCharacters, "text", [](std::string t) { return SpeakTo{SessionId{1}, t}; });
  check_not_empty("text", [](std::string t) { return SpeakTo{SessionId{1}, t}; });
  check_longest(limits::kChatCharacters, "text", [](std::string t) { return Retake{MessageId{1}, t}; });
  check_not_empty("text", [](std::string t) { return Retake{MessageId{1}, t}; });
  check_longest(limits::kWhisperCharacters, "text", [](std::string t) { return EyesUp{true, t}; });
  CHECK(is_allowed(EyesUp{true, ""}));
  check_refused(BeginStep{limits::kPlanSteps}, Why::out_of_range, "step");
}

}  // namespace earshot::protocol
