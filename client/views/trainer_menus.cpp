#include <fmt/format.h>

#include <algorithm>

#include "client/views/grid.h"
#include "client/views/parts.h"
#include "client/views/podium.h"
#include "client/views/trainer_parts.h"
#include "client/widgets/kit.h"

namespace earshot::views {
namespace {

using protocol::SessionAct;
using Kind = TrainerMenu::Kind;
using words::tr;
using words::trf;

Option option(std::string id, std::string_view text) { return {std::move(id), std::string(text)}; }

/// Puts the keyboard where the line is written, with the addressee chosen.
void write_to(const View& view, TrainerState& state, Target target) {
  const auto& open = view.model.session;
  if (open && open->watching && target.session == open->id) {
    state.whisper_to.reset();
    return widgets::kit().focus(std::string(tr("Whisper")));
  }
  // The open session stands where messages are written; on a small window it does not.
  if (open && open->watching && !view.folded) view.out.send(protocol::Unwatch{});
  state.target = target;
  state.tab = 2;
  widgets::kit().focus(std::string(tr("Announcement")));
}

std::vector<Option> session_options(const View& view, const protocol::SessionShown& session) {
  const bool watched = view.model.session && view.model.session->watching && view.model.session->id == session.session;
  std::vector<Option> out{option("watch", watched ? tr("Stop watching") : tr("Open live"))};
  if (!session.open) return out;
  out.push_back(option("speak", tr("Speak to them")));
  out.push_back(option("move_on", tr("Move on")));
  out.push_back(option("extend", tr("2 more minutes")));
  out.push_back(session.paused ? option("continue", tr("Let it go on")) : option("pause", tr("Pause it")));
  if (const auto role = free_role(view.model, session)) {
    out.push_back(option("seat", *role == protocol::Role::customer ? tr("Take the customer's role") : tr("Take the agent's role")));
  }
  out.push_back(option("re_pair", tr("Pair them anew")));
  out.push_back(option("end", tr("End it")));
  return out;
}

void session_chosen(const View& view, TrainerState& state, const protocol::SessionShown& session, std::string_view what) {
  const auto act = [&](SessionAct which, std::uint32_t seconds = 0) { view.out.send(protocol::ControlSession{session.session, which, seconds}); };
  if (what == "watch") {
    const bool watched = view.model.session && view.model.session->watching && view.model.session->id == session.session;
    watched ? view.out.send(protocol::Unwatch{}) : view.out.send(protocol::Watch{session.session});
  }
  if (what == "speak") write_to(view, state, {{}, session.session});
  if (what == "move_on") act(SessionAct::move_on);
  if (what == "extend") act(SessionAct::extend, 120);
  if (what == "pause") act(SessionAct::pause);
  if (what == "continue") act(SessionAct::continue_);
  if (what == "re_pair") act(SessionAct::re_pair);
  if (what == "end") act(SessionAct::end);
  if (what != "seat") return;
  if (const auto role = free_role(view.model, session)) view.out.send(protocol::TakeSeat{session.session, *role});
}

std::vector<Option> person_options(const View& view, const protocol::Member& member) {
  const std::string name = first_name(member.name);
  if (member.person == view.self()) return {option("none", tr("This is you"))};
  std::vector<Option> out{{"whisper", trf("Whisper to {}", name)}};
  const bool trainer = member.standing == protocol::Standing::trainer;
  if (!trainer) {
    out.push_back(option("move", tr("Move to a session")));
    out.push_back(option("mute", member.muted ? tr("Let them write again") : tr("Mute in chat")));
  }
  out.push_back(option("promote", trainer ? tr("Make a trainee") : tr("Make a co-trainer")));
  out.push_back(option("remove", tr("Remove")));
  return out;
}

void person_chosen(const View& view, TrainerState& state, const protocol::Member& member, std::string_view what) {
  const bool trainer = member.standing == protocol::Standing::trainer;
  if (what == "whisper") write_to(view, state, {member.person, {}});
  if (what == "move") open_menu(state, {Kind::move, {}, member.person, 0, false});
  if (what == "mute") view.out.send(protocol::Mute{member.person, !member.muted});
  if (what == "promote") view.out.send(protocol::Promote{member.person, !trainer});
  if (what == "remove") open_menu(state, {Kind::remove, {}, member.person, 0, false});
}

std::vector<Option> places(const View& view, PersonId person) {
  std::vector<Option> out;
  const auto* own = session_of(view.model, person);
  if (own) out.push_back(option("0", tr("Out of the own session")));
  for (const auto* session : in_order(view.model, GridOrder::name)) {
    if (!session->open || session == own) continue;
    const auto role = free_role(view.model, *session);
    out.push_back({std::to_string(session->session.value), fmt::format("{} ({})", people_of(view.model, *session), in_words(role.value_or(protocol::Role::observer)))});
  }
  if (out.empty()) out.push_back(option("none", tr("No session runs")));
  return out;
}

std::vector<Option> projector_options(const PresenterState& state) {
  std::vector<Option> out{option("podium", state.podium ? tr("Show the code") : tr("Show the podium"))};
  if (state.quote) out.push_back(option("quote", tr("Take the line away")));
  out.push_back(option("close", tr("Close the projector")));
  return out;
}

std::vector<Option> options_of(const View& view, const State& state) {
  const auto& menu = state.trainer.menu;
  const auto* member = view.model.in_class->member(menu.person);
  const auto session = view.model.sessions.find(menu.session);
  switch (menu.kind) {
    case Kind::session: return session == view.model.sessions.end() ? std::vector<Option>{} : session_options(view, session->second);
    case Kind::person: return member ? person_options(view, *member) : std::vector<Option>{};
    case Kind::move: return member ? places(view, menu.person) : std::vector<Option>{};
    case Kind::remove:
      if (!member) return {};
      return {{"remove", trf("Remove {}", first_name(member->name))}, {"ban", trf("Remove {} for good", first_name(member->name))}, option("none", tr("Keep"))};
    case Kind::projector: return projector_options(state.presenter);
    case Kind::step: return {option("begin", tr("Begin this step")), option("edit", tr("Change the plan"))};
  }
  return {};
}

void projector_chosen(const View& view, PresenterState& state, std::string_view what) {
  if (what == "close") state.open = false;
  if (what == "podium") turn_podium(view, state);
  if (what == "quote") state.quote.reset();
}

void step_chosen(const View& view, TrainerState& state, std::string_view what) {
  if (what == "begin") view.out.send(protocol::BeginStep{state.menu.step});
  if (what != "edit" || !view.model.plan) return;
  state.editor = {true, view.model.plan->plan, state.menu.step, false, 0};
}

void chosen(const View& view, State& state, const std::string& what) {
  const TrainerMenu menu = state.trainer.menu;
  const auto* member = view.model.in_class->member(menu.person);
  const auto session = view.model.sessions.find(menu.session);
  switch (menu.kind) {
    case Kind::session:
      if (session != view.model.sessions.end()) session_chosen(view, state.trainer, session->second, what);
      break;
    case Kind::person:
      if (member) person_chosen(view, state.trainer, *member, what);
      break;
    case Kind::move:
      if (what != "none") view.out.send(protocol::Move{menu.person, SessionId{std::stoull(what)}});
      break;
    case Kind::remove:
      if (what != "none") view.out.send(protocol::Remove{menu.person, what == "ban"});
      break;
    case Kind::projector: projector_chosen(view, state.presenter, what); break;
    case Kind::step: step_chosen(view, state.trainer, what); break;
  }
}

}  // namespace

void open_menu(TrainerState& state, TrainerMenu menu) {
  state.menu = menu;
  state.menu.opening = true;
  widgets::kit().draw_again_in(Milliseconds{0});
}

void trainer_menus(const View& view, State& state) {
  constexpr const char* kName = "trainer menu";
  auto& menu = state.trainer.menu;
  if (menu.opening) ImGui::OpenPopup(kName);
  menu.opening = false;
  const auto options = options_of(view, state);
  if (const auto picked = option_list(kName, options, 300)) chosen(view, state, *picked);
}

}  // namespace earshot::views
