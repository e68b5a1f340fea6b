#include "client/views/view.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "shared/base/text.h"

namespace earshot::views {
namespace {

std::tm local(TimePoint at) {
  const std::time_t seconds = std::chrono::floor<Seconds>(at).time_since_epoch().count();
  std::tm out{};
  localtime_r(&seconds, &out);
  return out;
}

}  // namespace

std::string PlayView::name_in_play(protocol::Role role) const {
  if (role == protocol::Role::customer) {
    if (session.customer) return first_name(session.customer->name);
    if (session.agent && !session.agent->customer_name.empty()) return first_name(session.agent->customer_name);
  }
  if (role == protocol::Role::agent && session.agent && !session.agent->name.empty()) return first_name(session.agent->name);
  return first_name(person_name(role));
}

std::string PlayView::person_name(protocol::Role role) const {
  const model::Seat* found = session.seat(role);
  return found ? found->name : std::string(words::tr("nobody"));
}

protocol::Role other_side(protocol::Role role) {
  using protocol::Role;
  switch (role) {
    case Role::customer: return Role::agent;
    case Role::agent: return Role::customer;
    case Role::observer: break;
  }
  return role;
}

protocol::Role role_now(const PlayView& view) {
  const bool swapped = view.session.replay && view.session.replay->on;
  return swapped ? other_side(view.session.role) : view.session.role;
}

Tone tone_of(protocol::Role role) {
  switch (role) {
    case protocol::Role::customer: return Tone::customer;
    case protocol::Role::agent: return Tone::agent;
    case protocol::Role::observer: return Tone::observer;
  }
  return Tone::neutral;
}

std::string role_word(protocol::Role role) { return sentence(in_words(role)); }
std::string phase_word(protocol::Phase phase) { return sentence(in_words(phase)); }
std::string with_role(std::string_view name, protocol::Role role) { return fmt::format("{}, {}", name, in_words(role)); }

std::string first_name(std::string_view name) { return std::string(name.substr(0, name.find(' '))); }

std::string time_of_day(TimePoint at) { return fmt::format("{:%H:%M}", local(at)); }

std::string day_of(TimePoint at) { return fmt::format("{:%Y-%m-%d}", local(at)); }

std::string focus_word(std::string_view name) {
  if (name == "understanding") return std::string(words::tr("Understanding"));
  if (name == "solving") return std::string(words::tr("Solving"));
  if (name == "lasting") return std::string(words::tr("Lasting"));
  if (name == "all") return std::string(words::tr("All"));
  return sentence(name);
}

std::string sentence(std::string_view text) { return text::capitalised(text); }

}  // namespace earshot::views
