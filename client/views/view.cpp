#include "client/views/view.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

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
  return found ? found->name : "nobody";
}

Tone tone_of(protocol::Role role) {
  switch (role) {
    case protocol::Role::customer: return Tone::customer;
    case protocol::Role::agent: return Tone::agent;
    case protocol::Role::observer: return Tone::observer;
  }
  return Tone::neutral;
}

std::string_view role_word(protocol::Role role) {
  switch (role) {
    case protocol::Role::customer: return "Customer";
    case protocol::Role::agent: return "Agent";
    case protocol::Role::observer: return "Observer";
  }
  return {};
}

std::string first_name(std::string_view name) { return std::string(name.substr(0, name.find(' '))); }

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string time_of_day(TimePoint at) { return fmt::format("{:%H:%M}", local(at)); }

std::string day_of(TimePoint at) { return fmt::format("{:%Y-%m-%d}", local(at)); }

std::string sentence(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace earshot::views
