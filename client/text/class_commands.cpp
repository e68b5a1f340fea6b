#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "client/text/plain_commands.h"
#include "client/text/read_class.h"
#include "shared/base/text.h"

namespace earshot::text_client {

using namespace protocol;
using words::mark;
using words::tr;
using words::trf;

PersonId find_member(const model::Model& model, std::string_view name) {
  if (!model.in_class) return {};
  const std::string wanted = text::fold(name);
  PersonId found;
  for (const Member& member : model.in_class->members) {
    const std::string folded = text::fold(member.name);
    if (folded == wanted) return member.person;
    if (!wanted.empty() && folded.starts_with(wanted)) {
      if (found) return {};
      found = member.person;
    }
  }
  return found;
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

std::string cut(std::string& text, char at) {
  const std::size_t end = text.find(at);
  std::string first = trimmed(text.substr(0, end));
  text = end == std::string::npos ? "" : text.substr(end + 1);
  return first;
}

namespace {

template <class Do>
void with_member(Call& call, std::string_view command, Do act) {
  const PersonId person = find_member(call.model(), call.rest);
  if (!person) return call.refuse(trf("write /{} NAME, with the name of one person of the class", command));
  act(person);
}

/// "on" or "off"; says so if it is neither.
std::optional<bool> on_or_off(const Call& call, std::string_view given, std::string_view command) {
  if (given == "on") return true;
  if (given == "off") return false;
  call.refuse(trf("{} takes on or off", command));
  return std::nullopt;
}

void create_class(Call& call) {
  CreateClass create;
  const std::size_t colon = call.rest.find(':');
  create.name = call.rest.substr(0, colon);
  std::string teams = colon == std::string::npos ? "" : call.rest.substr(colon + 1);
  while (!teams.empty()) {
    const std::size_t comma = teams.find(',');
    create.teams.push_back(teams.substr(0, comma));
    teams = comma == std::string::npos ? "" : teams.substr(comma + 1);
  }
  call.face.send(std::move(create));
}

// --- Rounds and the plan --------------------------------------------------------------------------------------------

/// Takes one word of what a round is: minutes, how it is held, a challenge, or else a card.
void take_round_word(Call& call, std::string word, PlanStep& step) {
  Call minutes{call.face, word, call.now};
  if (const auto value = minutes.number(); value && *value < 1000) {
    step.minutes = static_cast<std::uint32_t>(*value);
  } else if (word == "spoken") {
    step.mode = Mode::spoken;
  } else if (word == "triads") {
    step.triads = true;
  } else if (word == "swap") {
    step.swap = true;
  } else if (const auto modifier = from_word<Modifier>(kModifierWords, word)) {
    step.modifiers.push_back(*modifier);
  } else if (word != "any") {
    step.cards.push_back(std::move(word));
  }
}

void start(Call& call) {
  PlanStep step;
  while (!call.rest.empty()) take_round_word(call, call.word(), step);
  if (step.cards.size() > 1) {
    return call.refuse(trf("besides the card stand the minutes of talk, spoken, triads, swap, and {}",
                                   fmt::join(kModifierWords, ", ")));
  }
  StartRound round;
  if (!step.cards.empty()) round.card = step.cards.front();
  round.minutes = step.minutes;
  round.mode = step.mode;
  round.modifiers = std::move(step.modifiers);
  round.triads = step.triads;
  round.swap = step.swap;
  call.face.send(std::move(round));
}

void next_phase(Call& call) {
  NextPhase next;
  if (!call.rest.empty()) {
    next.from = from_word<Phase>(kPhaseWords, call.rest);
    if (!next.from) return call.refuse(trf("/next takes one of {}", fmt::join(kPhaseWords, ", ")));
  }
  call.face.send(next);
}

/// "TITLE: round wedding-order 8; break 5 Coffee; talk 10 What did we hear"
void set_plan(Call& call) {
  Plan plan;
  std::string rest = call.rest;
  plan.title = cut(rest, ':');
  while (!trimmed(rest).empty()) {
    Call one{call.face, cut(rest, ';'), call.now};
    const std::string kind = one.word();
    const auto known = from_word<StepKind>(kStepWords, kind);
    if (!known) return call.refuse(trf("a step begins with one of {}", fmt::join(kStepWords, ", ")));
    PlanStep step;
    step.kind = *known;
    if (step.kind == StepKind::pause || step.kind == StepKind::talk) {
      take_round_word(call, one.word(), step);
      step.title = one.rest;
    } else {
      while (!one.rest.empty()) take_round_word(call, one.word(), step);
    }
    plan.steps.push_back(std::move(step));
  }
  if (plan.title.empty() || plan.steps.empty()) return call.refuse(tr("write /setplan TITLE: STEP; STEP"));
  call.face.send(SetPlan{std::move(plan)});
}

void begin_step(Call& call) {
  const auto& plan = call.model().plan;
  if (call.rest.empty()) {
    const std::uint32_t next = plan && plan->step ? *plan->step + 1 : 0;
    if (!plan || next >= plan->plan.steps.size()) return call.refuse(tr("there is no next step"));
    return call.face.send(BeginStep{next});
  }
  const auto number = call.number();
  if (!number || *number < 1 || *number > 100) return call.refuse(tr("/step takes a step's number; /plan reads them"));
  call.face.send(BeginStep{static_cast<std::uint32_t>(*number - 1)});
}

void auto_run(Call& call) {
  if (const auto on = on_or_off(call, call.rest, "/autorun")) call.face.send(AutoRun{*on});
}

void finish_in(Call& call) {
  if (call.rest == "off") return call.face.send(FinishAt{});
  const auto minutes = call.number();
  if (!minutes || *minutes < 1 || *minutes > 1000) return call.refuse(tr("/finishin takes minutes, or off"));
  FinishAt finish;
  finish.at = Moment{call.now + Milliseconds{static_cast<std::int64_t>(*minutes) * 60'000}};
  call.face.send(finish);
}

// --- The class ------------------------------------------------------------------------------------------------------

void set(Call& call) {
  ClassSettings settings = call.model().settings.value_or(ClassSettings{});
  const std::string what = call.word();
  bool* flag = what == "triads" ? &settings.triads : what == "warm_ups" ? &settings.warm_ups : what == "listed" ? &settings.listed : nullptr;
  if (flag) {
    const auto on = on_or_off(call, call.rest, "/set " + what);
    if (!on) return;
    *flag = *on;
  } else if (what == "late") {
    const auto late = from_word<LateJoin>(kLateJoinWords, call.rest);
    if (!late) return call.refuse(trf("/set late takes one of {}", fmt::join(kLateJoinWords, ", ")));
    settings.late = *late;
  } else if (what == "drop_out") {
    const auto first = from_word<DropOut>(kDropOutWords, call.rest);
    if (!first) return call.refuse(trf("/set drop_out takes one of {}", fmt::join(kDropOutWords, ", ")));
    settings.drop_out = *first;
  } else if (what == "seat_held") {
    const auto seconds = call.number();
    if (!seconds || *seconds > 100'000) return call.refuse(tr("/set seat_held takes seconds"));
    settings.seat_held_seconds = static_cast<std::uint32_t>(*seconds);
  } else if (what == "cards_in") {
    settings.language = call.rest == "both" ? std::string() : call.rest;
  } else {
    return call.refuse(tr("/set takes triads, late, drop_out, warm_ups, listed, seat_held or cards_in, and a value; /settings reads them"));
  }
  call.face.send(SetClass{settings});
}

std::function<void(Call&)> wish(Wish wish) {
  return [wish](Call& call) {
    std::string names = call.rest;
    const PersonId one = find_member(call.model(), cut(names, ','));
    const PersonId other = find_member(call.model(), trimmed(names));
    if (!one || !other) return call.refuse(tr("write two names of the class with a comma between them"));
    call.face.send(SetWish{{one, other, wish}});
  };
}

void control(Call& call) {
  ControlSession control;
  const auto id = call.number();
  const auto act = from_word<SessionAct>(kSessionActWords, call.word());
  if (!id || !act) {
    return call.refuse(trf("write /session NUMBER and one of {}; /sessions lists them", fmt::join(kSessionActWords, ", ")));
  }
  control.session = SessionId{*id};
  control.act = *act;
  if (control.act == SessionAct::extend) {
    const auto seconds = call.number();
    if (!seconds || *seconds > 100'000) return call.refuse(tr("extend takes seconds"));
    control.seconds = static_cast<std::uint32_t>(*seconds);
  }
  call.face.send(control);
}

void speak(Call& call) {
  const auto id = call.number();
  if (!id) return call.refuse(tr("write /speak NUMBER TEXT, with a session's number; /sessions lists them"));
  call.face.send(SpeakTo{SessionId{*id}, call.rest});
}

void move(Call& call) {
  std::string where = call.rest;
  const PersonId person = find_member(call.model(), cut(where, ':'));
  Call number{call.face, trimmed(where), call.now};
  const auto session = number.rest == "out" ? std::optional<std::uint64_t>{0} : number.number();
  if (!person || !session) return call.refuse(tr("write /move NAME: NUMBER, with a session's number, or out"));
  call.face.send(Move{person, SessionId{*session}});
}

void take_seat(Call& call) {
  const auto id = call.number();
  const auto role = from_word<Role>(kRoleWords, call.rest);
  if (!id || !role) return call.refuse(tr("write /takeseat NUMBER ROLE, with a session's number; /sessions lists them"));
  call.face.send(TakeSeat{SessionId{*id}, *role});
}

void extend(Call& call) {
  const auto seconds = call.number();
  if (!seconds || *seconds > 100'000) return call.refuse(tr("/extend takes seconds"));
  call.face.send(Extend{static_cast<std::uint32_t>(*seconds)});
}

void whisper(Call& call) {
  const std::size_t colon = call.rest.find(':');
  const PersonId to = find_member(call.model(), call.rest.substr(0, colon));
  if (colon == std::string::npos || !to) return call.refuse(tr("write /whisper NAME: TEXT, with the name of one person of the class"));
  call.face.send(Whisper{to, call.rest.substr(colon + 1)});
}

void watch(Call& call) {
  const auto id = call.number();
  if (!id) return call.refuse(tr("/watch takes a session's number; /sessions lists them"));
  call.face.send(Watch{SessionId{*id}});
}

}  // namespace

const std::vector<Command>& class_commands() {
  static const std::vector<Command> all{
      {"class", "NAME[: TEAM, TEAM]", mark("trainer: creates a class"), create_class},
      {"start", "CARD|any [MINUTES] [spoken] [triads] [swap] [CHALLENGE]", mark("trainer: starts a round"), start},
      {"pause", "", mark("trainer: stops the clocks"), bare<Pause>()},
      {"continue", "", mark("trainer: lets them run again"), bare<Continue>()},
      {"extend", "SECONDS", mark("trainer: gives more time"), extend},
      {"next", "[PHASE]", mark("trainer: moves those behind, or those in this phase, to the next one"), next_phase},
      {"end", "", mark("trainer: ends the round"), bare<EndRound>()},
      {"sessions", "", mark("trainer: reads all role-plays"), [](Call& c) { c.face.say(read_grid(c.model())); }},
      {"watch", "NUMBER", mark("trainer: follows a role-play"), watch},
      {"unwatch", "", mark("trainer: stops following"), bare<Unwatch>()},
      {"broadcast", "TEXT", mark("trainer: says something to all"), [](Call& c) { c.face.send(Broadcast{c.rest}); }},
      {"whisper", "NAME: TEXT", mark("trainer: says something to one person"), whisper},
      {"remove", "NAME", mark("trainer: takes a person out of the class"),
       [](Call& c) { with_member(c, "remove", [&](PersonId person) { c.face.send(Remove{person, false}); }); }},
      {"ban", "NAME", mark("trainer: takes a person out of the class for good"),
       [](Call& c) { with_member(c, "ban", [&](PersonId person) { c.face.send(Remove{person, true}); }); }},
      {"invitetrainer", "", mark("trainer: makes a token for another trainer"), bare<InviteTrainer>()},
      {"lessons", "", mark("trainer: reads the lessons of this server"), [](Call& c) { c.face.say(read_lessons(c.model())); }},
      {"lesson", "ID", mark("trainer: gives the class this lesson"), [](Call& c) { c.face.send(PickLesson{c.rest}); }},
      {"plan", "", mark("reads the lesson's plan"), [](Call& c) { c.face.say(read_plan(c.model(), c.now)); }},
      {"setplan", "TITLE: KIND [WORDS]; KIND [WORDS]", mark("trainer: gives the class a plan; the words of a round are those of /start"),
       set_plan},
      {"step", "[NUMBER]", mark("trainer: begins the next step of the plan, or this one"), begin_step},
      {"autorun", "on|off", mark("trainer: each step follows by itself"), auto_run},
      {"finishin", "MINUTES|off", mark("trainer: what is left of the plan ends by then"), finish_in},
      {"eyesup", "[TEXT]", mark("trainer: every screen and clock stands still"), [](Call& c) { c.face.send(EyesUp{true, c.rest}); }},
      {"eyesdown", "", mark("trainer: everybody goes on"), [](Call& c) { c.face.send(EyesUp{false, {}}); }},
      {"settings", "", mark("reads what is set for the class"), [](Call& c) { c.face.say(read_settings(c.model())); }},
      {"set", "WHAT VALUE", mark("trainer: sets triads, late, drop_out, warm_ups, listed, seat_held or cards_in (a language, or both)"), set},
      {"apart", "NAME, NAME", mark("trainer: keeps two people apart from the next round on"), wish(Wish::apart)},
      {"together", "NAME, NAME", mark("trainer: keeps two people together"), wish(Wish::together)},
      {"nowish", "NAME, NAME", mark("trainer: takes that back"), wish(Wish::none)},
      {"wishes", "", mark("trainer: reads whom you keep apart or together"), [](Call& c) { c.face.say(read_wishes(c.model())); }},
      {"session", "NUMBER move_on|extend SECONDS|pause|continue|end|re_pair", mark("trainer: controls one role-play"), control},
      {"speak", "NUMBER TEXT", mark("trainer: says something to one role-play"), speak},
      {"move", "NAME: NUMBER|out", mark("trainer: moves a person into a role-play, or out of theirs"), move},
      {"takeseat", "NUMBER ROLE", mark("trainer: plays a role that was given up"), take_seat},
      {"mute", "NAME", mark("trainer: a person reads and plays on, but says nothing in chat"),
       [](Call& c) { with_member(c, "mute", [&](PersonId person) { c.face.send(Mute{person, true}); }); }},
      {"unmute", "NAME", mark("trainer: takes that back"),
       [](Call& c) { with_member(c, "unmute", [&](PersonId person) { c.face.send(Mute{person, false}); }); }},
      {"calls", "", mark("trainer: reads who waits for help"), [](Call& c) { c.face.say(read_help(c.model(), c.now)); }},
      {"helped", "NAME", mark("trainer: this call for help is answered"),
       [](Call& c) { with_member(c, "helped", [&](PersonId person) { c.face.send(HelpDone{person}); }); }},
      {"promote", "NAME", mark("trainer: makes a person a trainer of this class"),
       [](Call& c) { with_member(c, "promote", [&](PersonId person) { c.face.send(Promote{person, true}); }); }},
      {"demote", "NAME", mark("trainer: makes a trainer a trainee again"),
       [](Call& c) { with_member(c, "demote", [&](PersonId person) { c.face.send(Promote{person, false}); }); }},
  };
  return all;
}

}  // namespace earshot::text_client
