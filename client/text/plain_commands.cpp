// The commands of the plain line client. docs/line-client.md lists them.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "client/text/plain_commands.h"
#include "client/text/read_class.h"

namespace earshot::text_client {
namespace {

using namespace protocol;
using words::mark;
using words::tr;
using words::trf;

/// The thing numbered `call.number()` in a list of the customer's brief; says `none` or `range` where there is no such.
template <class T>
const T* numbered(Call& call, const std::vector<T>& list, std::string_view none, std::string_view range) {
  const auto number = call.number();
  if (number && *number >= 1 && *number <= list.size()) return &list[*number - 1];
  call.refuse(list.empty() ? none : range);
  return nullptr;
}

// --- Class ----------------------------------------------------------------------------------------------------------

void join(Call& call) {
  std::string code = call.word();
  if (code.empty()) code = call.face.defaults().code;
  std::string name = call.rest;
  std::string team;
  if (const std::size_t comma = name.find(','); comma != std::string::npos) {
    team = name.substr(comma + 1);
    name.resize(comma);
  }
  if (name.empty()) name = call.face.defaults().name;
  call.face.send(Join{std::move(code), std::move(name), std::move(team), {}});
}

void practice(Call& call) {
  call.face.send(Join{"PRACTICE", call.rest.empty() ? call.face.defaults().name : call.rest, {}, {}});
}

void sign_in(Call& call) {
  std::string token = call.word();
  call.face.send(SignIn{std::move(token), call.rest.empty() ? call.face.defaults().name : call.rest});
}

void queue(Call& call) {
  Queue wish;
  while (!call.rest.empty()) {
    const std::string word = call.word();
    if (const auto role = from_word<Role>(kRoleWords, word)) {
      wish.role = role;
    } else {
      wish.card = word;
    }
  }
  call.face.send(std::move(wish));
}

// --- Session --------------------------------------------------------------------------------------------------------

void ready(Call& call) {
  if (const auto* session = call.session()) call.face.send(Ready{session->phase});
}

void feel(Call& call) {
  const auto level = call.level();
  if (!level) return call.refuse(tr("/feel takes 1 to 5"));
  call.face.send(Feel{*level});
}

void fact(Call& call) {
  const auto* session = call.session();
  if (!session) return;
  if (!session->customer) return call.refuse(tr("the facts are the customer's"));
  const auto& facts = session->customer->facts;
  if (const auto* found = numbered(call, facts, tr("there is no fact"), trf("facts go from 1 to {}", facts.size()))) call.face.send(Reveal{found->id, call.rest != "told"});
}

void beat(Call& call) {
  const auto* session = call.session();
  if (!session) return;
  if (!session->customer) return call.refuse(tr("beats are the customer's"));
  const auto& beats = session->customer->presses;
  if (const auto* found = numbered(call, beats, tr("there is no beat"), trf("beats go from 1 to {}", beats.size()))) call.face.send(PlayBeat{found->id});
}

void note(Call& call) {
  TakeNote note;
  note.kind = NoteKind::key_point;
  const std::string all = call.rest;
  if (const auto kind = from_word<NoteKind>(kNoteWords, call.word())) {
    note.kind = *kind;
    note.text = call.rest;
  } else {
    note.text = all;
  }
  call.face.send(std::move(note));
}

void heated(Call& call) {
  const auto id = call.number();
  if (!id) return call.refuse(tr("/heated takes the number of a message of yours"));
  call.face.send(Heated{MessageId{*id}});
}

void retake(Call& call) {
  const auto id = call.number();
  if (!id) return call.refuse(tr("/retake takes the number of a message of yours, and how you would say it now"));
  call.face.send(Retake{MessageId{*id}, call.rest});
}

std::function<void(Call&)> open_ping(bool open) {
  return [open](Call& call) {
    const auto ping = call.number();
    if (!ping || *ping > 1'000'000) return call.refuse(tr("/open and /putaway take a number; /messages reads them"));
    call.face.send(OpenPing{static_cast<std::uint32_t>(*ping), open});
  };
}

void tap(Call& call) {
  const auto kind = from_word<Tally>(kTallyWords, call.rest);
  if (!kind) return call.refuse(trf("/tap takes one of {}", fmt::join(kTallyWords, ", ")));
  call.face.send(TapTally{*kind});
}

void rate(Call& call) {
  const auto* session = call.session();
  if (!session) return;
  PersonId of = next_to_rate(call.model());
  if (call.rest == "self") {
    of = call.model().self.person;
  } else if (const auto role = from_word<Role>(kRoleWords, call.rest)) {
    const model::Seat* seat = session->seat(*role);
    of = seat ? seat->person : PersonId{};
  } else if (!call.rest.empty()) {
    return call.refuse(tr("/rate takes agent, customer or self, or nothing for the next one"));
  }
  call.face.ask(rate_form(call.model(), of));
}

void ask_form(Call& call, Result<Form> (*form)(const model::Model&)) {
  if (call.session()) call.face.ask(form(call.model()));
}

void time_left(Call& call) {
  const auto* session = call.session();
  if (session) call.face.say(left_in_phase(session->left(call.now), session->phase));
}

/// Of the open session, of a past one that was opened since, or of the one that is just over.
void read_session(Call& call, const std::function<Spoken(const model::Session&)>& read) {
  if (call.model().session) {
    call.face.say(read(*call.model().session));
  } else if (call.face.looks_back() && call.model().insight.past_complete && call.model().insight.past) {
    call.face.say(read(*call.model().insight.past));
  } else if (call.model().ended) {
    call.face.say(read(call.model().ended->session));
  } else {
    call.refuse(tr("you are in no role-play"));
  }
}

void debrief(Call& call) {
  if (call.rest.empty()) return read_session(call, [&](const model::Session& session) { return read_debrief(session, call.model()); });
  const auto& history = call.model().insight.history;
  if (!history || !history->complete) return call.refuse(tr("/history first, which numbers your past role-plays"));
  if (const auto* past = numbered(call, history->sessions, tr("you have no past role-plays yet"), trf("your past role-plays go from 1 to {}", history->sessions.size()))) {
    call.face.send(OpenDebrief{past->session});
  }
}

// --- The table ------------------------------------------------------------------------------------------------------

void help(Call& call);

/// Those of other files stand before the last two, which end something.
std::vector<Command> with_all_commands(std::vector<Command> own) {
  for (const auto* more : {&insight_commands(), &class_commands()}) own.insert(own.end() - 2, more->begin(), more->end());
  return own;
}

const std::vector<Command>& commands() {
  static const std::vector<Command> all = with_all_commands({
      {"help", "[COMMAND]", mark("reads all commands, or one"), help},
      {"join", "CODE NAME[, TEAM]", mark("enters a class"), join},
      {"practice", "NAME", mark("enters the class that is always open, to find a partner"), practice},
      {"signin", "TOKEN NAME", mark("signs in as a trainer"), sign_in},
      {"redeem", "CODE", mark("becomes the person of another device"), [](Call& c) { c.face.send(Redeem{c.rest}); }},
      {"link", "", mark("asks for a code for another device of yours"), bare<Link>()},
      {"leave", "", mark("leaves the class"), bare<Leave>()},
      {"who", "", mark("reads who is in the class"), [](Call& c) { c.face.say(read_members(c.model())); }},
      {"cards", "", mark("reads the cards"), [](Call& c) { c.face.say(read_cards(c.model())); }},
      {"queue", "[CARD] [ROLE]", mark("waits for a partner"), queue},
      {"unqueue", "", mark("stops waiting"), bare<Unqueue>()},
      {"brief", "", mark("reads your side of the card"),
       [](Call& c) { read_session(c, [](const model::Session& s) { return read_brief(s); }); }},
      {"ready", "", mark("you are done with this phase"), ready},
      {"time", "", mark("reads how much time is left"), time_left},
      {"say", "TEXT", mark("says it, also where the text begins with a slash"), [](Call& c) { c.face.send(Say{c.rest}); }},
      {"feel", "1-5", mark("customer: how heard you feel"), feel},
      {"facts", "", mark("customer: reads your facts and which are told"),
       [](Call& c) { read_session(c, [](const model::Session& s) { return read_facts(s); }); }},
      {"fact", "NUMBER [told]", mark("customer: tells a fact in the card's words; with 'told' it only counts as told"), fact},
      {"beat", "NUMBER", mark("customer: plays a beat"), beat},
      {"note", "[fact|feeling|key_point] TEXT", mark("takes a note for yourself"), note},
      {"notes", "", mark("reads your notes"), 
       [](Call& c) { read_session(c, [&](const model::Session& s) { return read_notes(s, c.model().self.person); }); }},
      {"transcript", "", mark("reads what was said"),
       [](Call& c) { read_session(c, [&](const model::Session& s) { return read_transcript(s, c.model()); }); }},
      {"breathe", "", mark("agent: stops the clock for a breath, once a talk"), bare<Breathe>()},
      {"heated", "NUMBER", mark("marks a message of yours: I got heated here"), heated},
      {"tap", "WORD", mark("observer: counts what you notice"), tap},
      {"recap", "", mark("agent: gives back what you heard, step by step"), [](Call& c) { ask_form(c, recap_form); }},
      {"mark", "", mark("customer: marks the recap, line by line"), [](Call& c) { ask_form(c, mark_form); }},
      {"outcome", "", mark("customer: answers the four questions"), [](Call& c) { ask_form(c, outcome_form); }},
      {"rate", "[agent|customer|self]", mark("rates the next person, or this one"), rate},
      {"debrief", "[NUMBER]", mark("reads the debrief again; with a number of /history that of a past role-play"), debrief},
      {"react", "WORD", mark("how was it, in one word"), [](Call& c) { c.face.send(React{c.rest}); }},
      {"intend", "TEXT", mark("what you will try next time"), [](Call& c) { c.face.send(Intend{c.rest}); }},
      {"retake", "NUMBER TEXT", mark("debrief: says a message of yours anew"), retake},
      {"swapcard", "", mark("before the talk: another card, where this one has a content note"), bare<SwapCard>()},
      {"messages", "", mark("agent: reads what came in beside the talk"),
       [](Call& c) { read_session(c, [](const model::Session& s) { return read_pings(s); }); }},
      {"open", "NUMBER", mark("agent: opens what came in beside the talk"), open_ping(true)},
      {"putaway", "NUMBER", mark("agent: puts it away again"), open_ping(false)},
      {"stepout", "", mark("ends the scene at once, kindly and without a reason"), bare<StepOut>()},
      {"ask", "[TEXT]", mark("asks the trainer for help"), [](Call& c) { c.face.send(Help{c.rest}); }},
      {"cancel", "", mark("stops the questions you are being asked"), [](Call& c) { c.face.cancel(); }},
      {"quit", "", mark("leaves; your place in a role-play is held for a while"), [](Call& c) { c.face.leave(); }},
  });
  return all;
}

void help(Call& call) {
  std::string wanted = call.rest.starts_with('/') ? call.rest.substr(1) : call.rest;
  std::erase(wanted, '-');
  bool found = false;
  for (const Command& command : commands()) {
    if (!wanted.empty() && command.word != wanted) continue;
    found = true;
    call.face.say(fmt::format("/{}{}{}: {}.", command.word, command.arguments.empty() ? "" : " ", command.arguments, tr(command.what)));
  }
  if (!found) call.refuse(trf("there is no command /{}", wanted));
}

}  // namespace

void run_command(PlainFace& face, std::string_view text, TimePoint now) {
  Call call{face, std::string(text.substr(1)), now};
  std::string word = call.word();
  std::erase(word, '-');
  const auto found = std::ranges::find(commands(), word, &Command::word);
  if (found == commands().end()) {
    call.refuse(trf("there is no command /{}; /help reads all of them", word));
    return;
  }
  found->run(call);
}

}  // namespace earshot::text_client
