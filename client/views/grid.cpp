#include "client/views/grid.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <tuple>

#include "client/views/view.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using words::tr;
using words::trf;

using protocol::Flag;
using protocol::Role;
using protocol::SessionShown;

bool sits_in(const SessionShown& session, PersonId person) {
  return session.customer == person || session.agent == person || session.observer == person;
}

/// Two digits at most; the rest of the text is left in `text`.
std::optional<int> number(std::string_view& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + std::min<std::size_t>(2, text.size()), value);
  if (error != std::errc{} || value < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

}  // namespace

std::vector<const SessionShown*> in_order(const model::Model& model, GridOrder order) {
  std::vector<const SessionShown*> out;
  for (const auto& [id, session] : model.sessions) out.push_back(&session);
  const auto before = [&](const SessionShown* a, const SessionShown* b) {
    if (a->open != b->open) return a->open;
    switch (order) {
      case GridOrder::needs_me:
        // No flag at all comes after every flag.
        if (a->flags.empty() != b->flags.empty()) return b->flags.empty();
        return std::tie(a->flags, a->phase, a->session) < std::tie(b->flags, b->phase, b->session);
      case GridOrder::phase: return std::tie(a->phase, a->session) < std::tie(b->phase, b->session);
      case GridOrder::name: break;
    }
    return std::pair(people_of(model, *a), a->session) < std::pair(people_of(model, *b), b->session);
  };
  std::ranges::sort(out, before);
  return out;
}

Milliseconds time_left(const model::Model& model, const SessionShown& session, TimePoint now) {
  const TimePoint at = session.paused ? session.now.point() : now + model.grid_ahead;
  return std::max(Milliseconds{0}, Milliseconds{session.ends_at.point() - at});
}

const SessionShown* furthest_behind(const model::Model& model, TimePoint now) {
  const SessionShown* behind = nullptr;
  const auto key = [&](const SessionShown& session) { return std::pair(session.phase, time_left(model, session, now)); };
  for (const auto& [id, session] : model.sessions) {
    if (!session.open || session.kind != protocol::SessionKind::role_play) continue;
    if (model.round && session.round != model.round->round) continue;
    if (behind == nullptr || key(session) < key(*behind)) behind = &session;
  }
  return behind;
}

const SessionShown* session_of(const model::Model& model, PersonId person) {
  for (const auto& [id, session] : model.sessions) {
    if (session.open && sits_in(session, person)) return &session;
  }
  return nullptr;
}

std::vector<Idle> without_session(const model::Model& model) {
  std::vector<Idle> out;
  if (!model.in_class) return out;
  const bool runs = model.round && model.round->running;
  const bool next_round = model.settings && model.settings->late == protocol::LateJoin::next_round;
  for (const auto& member : model.in_class->members) {
    if (member.standing != protocol::Standing::trainee || session_of(model, member.person)) continue;
    const bool played = runs && std::ranges::any_of(model.sessions, [&](const auto& entry) {
      return entry.second.round == model.round->round && sits_in(entry.second, member.person);
    });
    const std::string_view why = !member.present ? tr("away")
                                 : !runs         ? tr("waits for the round")
                                 : played        ? tr("done early")
                                 : next_round    ? tr("plays in the next round")
                                                 : tr("waits for a partner");
    out.push_back({&member, std::string(why)});
  }
  return out;
}

std::optional<Role> free_role(const model::Model& model, const SessionShown& session) {
  if (!session.open || !model.in_class) return std::nullopt;
  for (const auto& [person, role] : {std::pair{session.customer, Role::customer}, std::pair{session.agent, Role::agent}}) {
    if (!person || !model.in_class->member(person)) return role;
  }
  return std::nullopt;
}

FlagLook look_of(Flag flag) {
  using widgets::Tone;
  switch (flag) {
    case Flag::stepped_out: return {tr("Stepped out"), icon::kStop, Tone::danger};
    case Flag::partner_lost: return {tr("Partner lost"), icon::kLanDisconnect, Tone::danger};
    case Flag::asked_help: return {tr("Asks for help"), icon::kBellRing, Tone::warning};
    case Flag::silent: return {tr("Silent"), icon::kTimerSand, Tone::warning};
    case Flag::advice_early: return {tr("Advice early"), icon::kAlert, Tone::warning};
    case Flag::one_sided: return {tr("One-sided"), icon::kCommentAlertOutline, Tone::warning};
  }
  return {tr("Look here"), icon::kAlert, Tone::warning};
}

std::string people_of(const model::Model& model, const SessionShown& session) {
  std::vector<std::string> names;
  for (const PersonId person : {session.customer, session.agent, session.observer}) {
    if (person) names.push_back(first_name(model::name_of(model, person)));
  }
  switch (names.size()) {
    case 0: return std::string(tr("nobody"));
    case 1: return names[0];
    case 2: return trf("{0} and {1}", names[0], names[1]);
    default: return trf("{0}, {1} and {2}", names[0], names[1], names[2]);
  }
}

std::optional<TimePoint> parse_time_of_day(std::string_view text, TimePoint now) {
  const auto hours = number(text);
  if (!hours || *hours > 23 || text.empty() || (text.front() != ':' && text.front() != '.')) return std::nullopt;
  text.remove_prefix(1);
  if (text.size() != 2) return std::nullopt;
  const auto minutes = number(text);
  if (!minutes || *minutes > 59 || !text.empty()) return std::nullopt;
  const std::time_t today = std::chrono::floor<Seconds>(now).time_since_epoch().count();
  std::tm wall{};
  localtime_r(&today, &wall);
  wall.tm_hour = *hours;
  wall.tm_min = *minutes;
  wall.tm_sec = 0;
  wall.tm_isdst = -1;
  const TimePoint at{std::chrono::duration_cast<Milliseconds>(Seconds{std::mktime(&wall)})};
  if (at <= now) return std::nullopt;
  return at;
}

}  // namespace earshot::views
