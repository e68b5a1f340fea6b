// The same people again: with their roles passed on, or as they were.
#include <algorithm>
#include <map>
#include <set>

#include "server/domain/pairing.h"

namespace earshot::domain {
namespace {

Role next_role(Role role, std::size_t people) {
  if (role == Role::customer) return Role::agent;
  return role == Role::agent && people == 3 ? Role::observer : Role::customer;
}

/// What becomes of the roles.
enum class Roles { passed_on, kept };

class SameTables {
 public:
  SameTables(const PairingRequest& request, Roles roles, Random& random) : request_(request), roles_(roles), random_(random) {}

  /// The tables of the past sessions for which `sat(session)`.
  template <class Sat>
  std::vector<Group> run(Sat sat) {
    free_.insert(request_.people.begin(), request_.people.end());
    // From the end: who was moved within a round goes on with those they were with last.
    for (auto session = request_.past.rbegin(); session != request_.past.rend(); ++session) {
      if (session->kind == SessionKind::role_play && sat(*session)) keep(*session);
    }
    std::ranges::reverse(groups_);
    pair_the_rest();
    return std::move(groups_);
  }

 private:
  bool apart(PersonId a, PersonId b) const {
    return std::ranges::any_of(request_.wishes, [&](const protocol::WishPair& w) {
      return w.wish == protocol::Wish::apart && std::minmax(w.one, w.other) == std::minmax(a, b);
    });
  }
  /// How many of them are kept apart from `person`.
  std::size_t apart_from(const std::vector<SeatTaken>& seats, PersonId person) const {
    return static_cast<std::size_t>(std::ranges::count_if(seats, [&](const SeatTaken& s) { return apart(s.person, person); }));
  }

  bool holds_two_apart(const Group& group) const {
    return std::ranges::any_of(group.seats, [&](const SeatTaken& seat) { return apart_from(group.seats, seat.person) > 0; });
  }

  std::vector<Group> pair(std::vector<PersonId> people, const std::vector<std::string>& cards) {
    PairingRequest request = request_;
    request.people = std::move(people);
    request.cards = cards;
    return pair_up(request, random_);
  }

  void keep(const PastSession& session) {
    std::map<PersonId, Role> had;  // a seat that changed hands: the role somebody began with
    for (const SeatTaken& seat : session.seats) {
      if (free_.contains(seat.person)) had.try_emplace(seat.person, seat.role);
    }
    if (had.size() < 2 || had.size() > 3) return;
    std::vector<PersonId> people;
    std::map<Role, PersonId> next;
    for (const auto& [person, role] : had) {
      if (std::ranges::any_of(people, [&, who = person](PersonId other) { return apart(who, other); })) return;
      people.push_back(person);
      next.emplace(roles_ == Roles::kept ? role : next_role(role, had.size()), person);
    }
    for (const PersonId person : people) free_.erase(person);
    const bool whole = next.size() == had.size() && next.contains(Role::customer) && next.contains(Role::agent);
    std::vector<std::string> cards = request_.cards;
    if (cards.empty()) cards.push_back(session.card);
    Group group = pair(people, cards).front();  // whose turn it is, if the roles they had cannot be passed on
    if (whole) {
      group.seats.clear();
      for (const auto& [role, person] : next) group.seats.push_back({person, role});
      group.card = fresh_card(group.seats, cards);
    }
    groups_.push_back(std::move(group));
  }

  /// The first card that none of them had in the role they have now, or the one that fewest had.
  std::string fresh_card(const std::vector<SeatTaken>& seats, const std::vector<std::string>& cards) const {
    const auto had = [&](const std::string& card) {
      return std::ranges::count_if(request_.past, [&](const PastSession& p) {
        return p.card == card && p.kind == SessionKind::role_play && std::ranges::any_of(p.seats, [&](const SeatTaken& seat) {
                 return std::ranges::find(seats, seat) != seats.end();
               });
      });
    };
    return *std::ranges::min_element(cards, {}, had);
  }

  void pair_the_rest() {
    std::vector<PersonId> rest(free_.begin(), free_.end());
    if (rest.size() == 1 && !groups_.empty()) {
      const PersonId one = rest.front();
      const auto group = std::ranges::min_element(groups_, {}, [&](const Group& g) {
        return std::pair{apart_from(g.seats, one), g.seats.size()};
      });
      if (group->seats.size() == 2) {
        group->seats.push_back({one, Role::observer});
        return;
      }
      rest.push_back(group->seats.back().person);  // all are threes: an observer plays with the one who is left over
      group->seats.pop_back();
    }
    auto groups = pair(rest, request_.cards);
    // Where only each other is left for two who are kept apart, another table is broken up for them.
    while (!groups_.empty() && std::ranges::any_of(groups, [&](const Group& g) { return holds_two_apart(g); })) {
      for (const SeatTaken& seat : groups_.back().seats) rest.push_back(seat.person);
      groups_.pop_back();
      groups = pair(rest, request_.cards);
    }
    std::ranges::move(groups, std::back_inserter(groups_));
  }

  const PairingRequest& request_;
  const Roles roles_;
  Random& random_;
  std::set<PersonId> free_;
  std::vector<Group> groups_;
};

}  // namespace

std::vector<Group> pass_roles_on(const PairingRequest& request, Random& random) {
  RoundId last;
  for (const PastSession& session : request.past) {
    if (session.kind == SessionKind::role_play) last = std::max(last, session.round);
  }
  return SameTables(request, Roles::passed_on, random).run([&](const PastSession& session) { return last && session.round == last; });
}

std::vector<Group> meet_again(const PairingRequest& request, std::string_view card, Random& random) {
  return SameTables(request, Roles::kept, random).run([&](const PastSession& session) { return session.card == card; });
}

}  // namespace earshot::domain
