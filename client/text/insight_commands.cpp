// Commands for looking back, and for what a trainer does about scores.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "client/text/plain_commands.h"
#include "client/text/read_boards.h"
#include "client/text/read_progress.h"

namespace earshot::text_client {

using namespace protocol;
using words::mark;
using words::tr;
using words::trf;

namespace {

constexpr std::array<std::string_view, 3> kSkills{"listen", "extract", "return"};

/// Takes a window, a season's number, a skill or a card; false: it is none of these.
bool take_scope_word(const model::Model& model, Call word, BoardScope& scope) {
  if (const auto window = from_word<BoardWindow>(kWindowWords, word.rest)) {
    scope.window = *window;
  } else if (std::ranges::find(kSkills, word.rest) != kSkills.end() || model::find_criterion(model, word.rest)) {
    scope.skill = word.rest;
  } else if (model::find_card(model, word.rest)) {
    scope.card = word.rest;
  } else if (const auto season = word.number(); season && *season <= 1'000'000) {
    scope.window = BoardWindow::season;
    scope.season = static_cast<std::uint32_t>(*season);
  } else {
    return false;
  }
  return true;
}

/// All of `rest`; nothing if a word of it is unknown.
std::optional<BoardScope> scope_of(Call& call) {
  BoardScope scope;
  while (!call.rest.empty()) {
    if (!take_scope_word(call.model(), {call.face, call.word(), call.now}, scope)) return std::nullopt;
  }
  return scope;
}

void no_scope(const Call& call, std::string_view command) {
  call.refuse(trf("/{0} takes {1}, a season's number, {2}, a criterion's id or a card's id", command, fmt::join(kWindowWords, ", "),
                  fmt::join(kSkills, ", ")));
}

void board(Call& call) {
  AskBoard ask;
  while (!call.rest.empty()) {
    const std::string word = call.word();
    if (const auto kind = from_word<BoardKind>(kBoardWords, word)) {
      ask.kind = *kind;
    } else if (!take_scope_word(call.model(), {call.face, word, call.now}, ask.scope)) {
      ask.scope.card = word;  // the server says if there is no such card
    }
  }
  call.face.send(std::move(ask));
}

/// "", "season", "Ben", "Ben: season"
void audit(Call& call) {
  AskAudit ask;
  Call words = call;
  if (const auto own = scope_of(words)) {
    ask.scope = *own;
    return call.face.send(std::move(ask));
  }
  ask.person = find_member(call.model(), cut(call.rest, ':'));
  if (!ask.person) return call.refuse(tr("write /audit, /audit WINDOW, or /audit NAME: WINDOW with the name of one person of the class"));
  call.rest = trimmed(call.rest);
  const auto scope = scope_of(call);
  if (!scope) return no_scope(call, "audit NAME:");
  ask.scope = *scope;
  call.face.send(std::move(ask));
}

void raters(Call& call) {
  const auto scope = scope_of(call);
  if (!scope) return no_scope(call, "raters");
  call.face.send(AskRaters{*scope});
}

void board_name(Call& call) {
  const auto shown = from_word<NameShown>(kNameShownWords, call.word());
  if (!shown) return call.refuse(tr("/boardname takes name, hidden, or alias and the name to go by"));
  call.face.send(SetBoardName{*shown, call.rest});
}

/// "Spring" or "Spring: 60"
void start_season(Call& call) {
  StartSeason season;
  std::string days = call.rest;
  season.name = cut(days, ':');
  if (!trimmed(days).empty()) {
    const auto count = Call{call.face, trimmed(days), call.now}.number();
    if (!count || *count < 1 || *count > 1000) return call.refuse(tr("write /startseason NAME, or /startseason NAME: DAYS"));
    season.ends_at = Moment{call.now + std::chrono::days{*count}};
  }
  call.face.send(std::move(season));
}

void set_team(Call& call) {
  std::string team = call.rest;
  const PersonId person = find_member(call.model(), cut(team, ':'));
  if (!person) return call.refuse(tr("write /setteam NAME: TEAM, with the name of one person of the class; without a team they are in none"));
  call.face.send(SetTeam{person, trimmed(team)});
}

void badges(Call& call) {
  const auto& profile = call.model().insight.profile;
  if (!profile) return call.refuse(tr("your profile has not come yet; /profile asks for it"));
  call.face.say(read_badges(*profile));
}

void rerate(Call& call) {
  const auto& profile = call.model().insight.profile;
  if (!profile || !profile->old_recap) return call.refuse(tr("there is no old recap to rate; /profile reads it when there is one"));
  const auto level = call.level();
  if (!level) return call.refuse(tr("/rerate takes 1 to 5"));
  call.face.send(Rerate{profile->old_recap->session, *level});
}

void kept(Call& call) {
  const auto level = call.level();
  if (!level) return call.refuse(tr("/kept takes 1 to 5"));
  call.face.send(KeepIntention{*level});
}

void replay(Call& call) {
  if (call.rest == "off") return call.face.send(ReplayFrom{});
  const auto message = call.number();
  if (!message || *message == 0) return call.refuse(tr("/replay takes the number of a message, or off"));
  call.face.send(ReplayFrom{MessageId{*message}});
}

void quote(Call& call) {
  const auto message = call.number();
  if (!message || (!call.rest.empty() && call.rest != "off")) return call.refuse(tr("/quote takes the number of a message of yours, and off to take it back"));
  call.face.send(AllowQuote{MessageId{*message}, call.rest.empty()});
}

void take_back(Call& call) {
  const auto& quotes = call.model().insight.quotes;
  const auto which = call.number();
  if (!which || *which == 0 || *which > quotes.size()) return call.refuse(tr("/takeback takes the number of a message in /quotes"));
  call.face.send(WithdrawQuote{quotes[*which - 1].session, quotes[*which - 1].message});
}

void report(Call& call) {
  if (call.rest.empty()) return call.face.send(AskReport{});
  const auto round = call.number();
  if (!round || *round == 0) return call.refuse(tr("/report takes a round's number, or nothing for the latest"));
  call.face.send(AskReport{RoundId{*round}});
}

void goal(Call& call) {
  if (call.rest.empty()) return call.face.say(read_goal(call.model()));
  call.face.send(SetGoal{call.rest == "none" ? std::string() : call.rest});
}

void calibrate(Call& call) {
  if (call.rest.empty()) return call.face.say(read_calibration(call.model()));
  call.face.send(Calibrate{call.rest});
}

void rate_session(Call& call) {
  const auto id = call.number();
  if (!id) return call.refuse(tr("/ratesession takes a session's number; /sessions lists them"));
  call.face.ask(rate_session_form(call.model(), SessionId{*id}));
}

}  // namespace

const std::vector<Command>& insight_commands() {
  static const std::vector<Command> all{
      {"board", "[people|teams|improvement] [class|week|season|all] [SEASON] [SKILL] [CARD]", mark("reads a leaderboard"), board},
      {"audit", "[NAME:] [class|week|season|all] [SEASON] [SKILL] [CARD]", mark("reads what your score rests on; trainer: or somebody's"), audit},
      {"boardname", "name|hidden|alias ALIAS", mark("how others find you on leaderboards"), board_name},
      {"seasons", "", mark("reads the seasons, and how others find you on leaderboards"), [](Call& c) { c.face.say(read_seasons(c.model(), c.now)); }},
      {"profile", "", mark("reads your points, streak, letter and quest"), bare<AskProfile>()},
      {"badges", "", mark("reads all badges and what they are for"), badges},
      {"history", "", mark("reads your past role-plays, numbered for /debrief"), bare<AskHistory>()},
      {"rerate", "1-5", mark("rates your own first recap again, a month later"), rerate},
      {"kept", "1-5", mark("score: how far you kept what you meant to try"), kept},
      {"replay", "NUMBER|off", mark("debrief: plays again from this message on, with roles swapped, once both ask for it"), replay},
      {"quote", "NUMBER [off]", mark("debrief: the trainer may show this message of yours to the class, without a name"), quote},
      {"goal", "[ID|none]", mark("reads the class's goal; trainer: sets it"), goal},
      {"promise", "TEXT", mark("makes one promise for tomorrow"), [](Call& c) { c.face.send(Promise{c.rest}); }},
      {"promises", "", mark("reads what is promised for tomorrow"), [](Call& c) { c.face.say(read_promises(c.model())); }},
      {"calibration", "", mark("reads the recorded talk that everybody rates"), [](Call& c) { c.face.say(read_calibration(c.model())); }},
      {"ratetranscript", "", mark("rates that recorded talk, step by step"), [](Call& c) { c.face.ask(transcript_form(c.model())); }},
      {"calibrate", "[ID]", mark("trainer: gives the class a recorded talk to rate, or reads which there are"), calibrate},
      {"endcalibration", "", mark("trainer: shows all how the recorded talk was rated"), bare<EndCalibration>()},
      {"ratesession", "NUMBER", mark("trainer: rates the agent of a role-play, step by step"), rate_session},
      {"report", "[ROUND]", mark("trainer: reads what the role-plays of a round show together"), report},
      {"quotes", "", mark("reads your messages that may be shown to the class; trainer: everybody's"), [](Call& c) { c.face.say(read_quotes(c.model())); }},
      {"takeback", "NUMBER", mark("the trainer may no longer show this message of yours, by its number in /quotes"), take_back},
      {"raters", "[class|week|season|all] [SEASON] [SKILL] [CARD]", mark("trainer: reads how people rate"), raters},
      {"roster", "", mark("trainer: reads whether the members are confirmed"), [](Call& c) { c.face.say(read_roster(c.model())); }},
      {"confirmroster", "", mark("trainer: these are the people of the class; their ratings count"), bare<ConfirmRoster>()},
      {"setteam", "NAME[: TEAM]", mark("trainer: puts a person into a team, or into none"), set_team},
      {"startseason", "NAME[: DAYS]", mark("trainer of the server: begins a season, and ends the one before"), start_season},
      {"endseason", "", mark("trainer of the server: ends the season"), bare<EndSeason>()},
  };
  return all;
}

}  // namespace earshot::text_client
