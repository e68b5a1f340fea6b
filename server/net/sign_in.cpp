// The hub's half that says who is there: signing in, joining, resuming, moving to another device.

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <utility>

#include "server/net/hub.h"
#include "shared/protocol/goodbye.h"

namespace earshot::net {
namespace {

using protocol::Why;

/// Wrong codes and tokens after which a connection is closed.
constexpr int kWrongCodes = 10;

}  // namespace

void Hub::forget_person(Connection& connection) {
  leave_class(connection);
  if (const auto online = online_.find(connection.person); online != online_.end()) {
    std::erase(online->second, connection.peer);
    if (online->second.empty()) online_.erase(online);
  }
  typists_.erase(connection.person);
  connection.person = {};
  connection.device = {};
}

void Hub::become(Connection& connection, const store::Device& device) {
  if (connection.person != device.person) forget_person(connection);
  // A device has one connection: the newer one is the one that works.
  if (const auto online = online_.find(device.person); online != online_.end()) {
    const std::vector<transport::PeerId> peers = online->second;
    for (const transport::PeerId peer : peers) {
      Connection& other = connections_.at(peer);
      if (peer == connection.peer || other.device != device.id) continue;
      transport_.close(peer, protocol::kTakenOver);
      // The newer connection takes the older one's place without anybody seeing it leave.
      connection.in_class = std::exchange(other.in_class, {});
      forget_person(other);
    }
  }
  connection.device = device.id;
  connection.person = device.person;
  connection.refused.clear();
  auto& peers = online_[device.person];
  if (std::ranges::find(peers, connection.peer) == peers.end()) peers.push_back(connection.peer);
}

void Hub::welcome(const Connection& connection, const std::string& resume_token) {
  const store::Person* person = registry_.person(connection.person);
  const auto done = done_.find(connection.device);
  send(connection, protocol::Welcome{connection.person, person->name, resume_token, person->trainer,
                                     done == done_.end() ? 0 : done->second.highest});
  if (person->trainer) show_shelf(connection);
  send(connection, standings_.shown_to(connection.person));
}

void Hub::enter(Connection& connection, ClassRoom& room) {
  if (connection.in_class != room.state().id) leave_class(connection);
  const bool was_here = room.present().contains(connection.person);
  connection.in_class = room.state().id;
  room.set_present(connection.person, true);
  domain::snapshot(room.state(), connection.person, context(room), deliver_in(room));
  show_goal(room, {&connection.person, 1});
  if (was_here) return;
  domain::project_presence(room.state(), connection.person, context(room), deliver_in(room));
  commit(room, domain::came_back(room.state(), connection.person), {});
}

void Hub::leave_class(Connection& connection) {
  ClassRoom* found = room(connection.in_class);
  connection.in_class = {};
  if (!found || !found->state().member(connection.person) || !peers_of(connection.person, found->state().id).empty()) return;
  found->set_present(connection.person, false);
  domain::project_presence(found->state(), connection.person, context(*found), deliver_in(*found));
  if (auto events = domain::went_away(found->state(), connection.person, context(*found)); !events.empty()) {
    commit(*found, std::move(events), {});
  }
}

std::vector<store::Write> Hub::moved_to(const Connection& connection, ClassId current) {
  const store::Device* device = registry_.device(connection.device);
  if (!device || device->current_class == current) return {};
  store::Device changed = *device;
  changed.current_class = current;
  return {registry_.update(std::move(changed))};
}

bool Hub::may_be_strange(const Connection& connection) {
  std::array<std::uint8_t, 4> ip{};
  const std::string host = connection.address.substr(0, connection.address.rfind(':'));
  if (inet_pton(AF_INET, host.c_str(), ip.data()) != 1) return true;
  return strangers_.take(ip, now_);
}

void Hub::refuse_guess(Connection& connection, std::uint64_t number, const protocol::Refusal& refusal) {
  refuse_at_once(connection, number, refusal);
  if (!may_be_strange(connection) || ++connection.wrong_codes >= kWrongCodes) {
    transport_.close(connection.peer, "too many wrong codes");
  }
}

ClassId Hub::home_of(PersonId trainer) const {
  if (const auto online = online_.find(trainer); online != online_.end()) {
    for (const transport::PeerId peer : online->second) {
      if (const ClassId in_class = connections_.at(peer).in_class) return in_class;
    }
  }
  ClassId owned;
  ClassId other;
  for (const auto& [id, room] : rooms_) {
    if (!room->state().is_trainer(trainer)) continue;
    ClassId& newest = room->state().owner == trainer ? owned : other;
    newest = std::max(newest, id);
  }
  return owned ? owned : other;
}

void Hub::sign_in(Connection& connection, const protocol::SignIn& intent, std::uint64_t number) {
  const store::TrainerToken* token = registry_.trainer_token(intent.token);
  if (!token) {
    return refuse_guess(connection, number,
                        {Why::wrong_token, "this trainer token is not valid here; look for a typing error or ask for a new one", "token"});
  }
  std::vector<store::Write> records;
  store::TrainerToken used = *token;
  if (!used.person) {
    const store::Person person = registry_.add_person(intent.name.empty() ? "Trainer" : intent.name, true, now_);
    used.person = person.id;
    records.emplace_back(person);
    records.emplace_back(registry_.update(used));
  } else if (const store::Person* known = registry_.person(used.person); !intent.name.empty() && known->name != intent.name) {
    store::Person renamed = *known;
    renamed.name = intent.name;
    records.emplace_back(registry_.update(std::move(renamed)));
  }
  const std::string resume_token = make_token(random_);
  store::Device device = registry_.add_device(used.person, resume_token, {}, now_);
  device.current_class = home_of(used.person);
  records.emplace_back(registry_.update(device));
  write(std::move(records));
  become(connection, device);
  if (!intent.language.empty()) registry_.set_language(device.person, intent.language);
  accept(connection, number, 0);
  welcome(connection, resume_token);
  spdlog::info("trainer {} signed in on peer {}", used.person.value, connection.peer.value);
  if (ClassRoom* home = room(device.current_class)) enter(connection, *home);
}

void Hub::join(Connection& connection, const protocol::Join& intent, std::uint64_t number) {
  const store::ClassRecord* record = registry_.class_of_code(intent.code);
  ClassRoom* found = record ? room(record->id) : nullptr;
  if (!found) {
    return refuse_guess(connection, number,
                        {Why::wrong_code, fmt::format("no class has the code '{}'; check it with your trainer", intent.code), "code"});
  }
  if (!connection.person) {
    // The answer to this very join may have been lost: then its person exists already.
    if (const store::Device* device = registry_.device_of_attempt(intent.attempt)) {
      store::Device renewed = *device;
      const std::string token = make_token(random_);
      renewed.token_hash = hash_secret(token);
      write({registry_.update(renewed)});
      become(connection, renewed);
      welcome(connection, token);
      return join_as(connection, intent, *found, number);
    }
    return join_as_new_person(connection, intent, *found, number);
  }
  join_as(connection, intent, *found, number);
}

void Hub::join_as_new_person(Connection& connection, const protocol::Join& intent, ClassRoom& room, std::uint64_t number) {
  if (intent.name.empty()) return refuse(connection, number, {Why::empty, "say how you want to be called", "name"});
  if (!may_be_strange(connection)) {
    return refuse(connection, number, {Why::too_fast, "too many people join from this address at once; try again in a minute"});
  }
  auto decision = domain::join(room.state(), registry_.next_person(), intent.name, intent.team, domain::Standing::trainee, context(room));
  if (!decision) return refuse(connection, number, decision.error());

  const store::Person person = registry_.add_person(intent.name, false, now_);
  registry_.set_language(person.id, intent.language);
  const std::string token = make_token(random_);
  store::Device device = registry_.add_device(person.id, token, intent.attempt, now_);
  device.current_class = room.state().id;
  registry_.update(device);
  // Person, device and membership are one batch: a crash leaves all of them or none.
  commit(room, std::move(*decision), {}, {person, device});
  become(connection, device);
  accept(connection, number, 0);
  welcome(connection, token);
  enter(connection, room);
  spdlog::info("person {} joined class {}", person.id.value, room.state().id.value);
}

namespace {

/// The team in which somebody was last scored in this class, if they were.
std::optional<std::string> scored_team(const Standings& standings, ClassId class_id, PersonId person) {
  std::optional<std::string> team;
  for (const auto& scored : standings.results_of(person)) {
    if (scored->class_id != class_id) continue;
    const domain::Result& result = scored->result;
    if (result.agent == person) team = result.team;
    const auto given = std::ranges::find(result.ratings, person, &domain::ResultRating::by);
    if (given != result.ratings.end() && !given->trainer) team = given->team;
  }
  return team;
}

}  // namespace

void Hub::join_as(Connection& connection, const protocol::Join& intent, ClassRoom& room, std::uint64_t number) {
  if (ClassRoom* now_in = this->room(connection.in_class); now_in && now_in != &room && now_in->state().session_of(connection.person)) {
    return refuse(connection, number, {Why::busy, "you are in a role-play; finish it or step out first", "code"});
  }
  // Who is known keeps the name, unless another one is given: then it is changed everywhere.
  store::Person person = *registry_.person(connection.person);
  if (!intent.name.empty()) person.name = intent.name;
  if (!intent.language.empty()) registry_.set_language(person.id, intent.language);
  const auto standing = room.state().owner == connection.person ? domain::Standing::trainer : domain::Standing::trainee;
  // Teams are locked after a scored round: nobody changes theirs by leaving and coming back.
  const std::string team = scored_team(standings_, room.state().id, person.id).value_or(intent.team);
  auto decision = domain::join(room.state(), person.id, person.name, team, standing, context(room));
  if (!decision) return refuse(connection, number, decision.error());
  if (connection.in_class != room.state().id) leave_class(connection);
  std::vector<store::Write> records = moved_to(connection, room.state().id);
  if (person.name != registry_.name(person.id)) records.emplace_back(registry_.update(person));
  if (decision->empty()) {
    write(std::move(records));
  } else {
    commit(room, std::move(*decision), {connection.device, number}, std::move(records));
  }
  accept(connection, number, 0);
  enter(connection, room);
}

void Hub::resume(Connection& connection, const protocol::Resume& intent, std::uint64_t number) {
  const store::Device* device = registry_.device_of_token(intent.token);
  if (!device) {
    return refuse_guess(connection, number,
                        {Why::wrong_token, "this server does not know your place any more; join again with the class code", "token"});
  }
  const ClassId current = device->current_class;
  become(connection, *device);
  if (!intent.language.empty()) registry_.set_language(device->person, intent.language);
  accept(connection, number, 0);
  welcome(connection, {});
  enter_again(connection, current);
}

void Hub::enter_again(Connection& connection, ClassId current) {
  ClassRoom* found = room(current);
  if (!found) return;
  if (found->state().member(connection.person)) return enter(connection, *found);
  if (!found->state().banned.contains(connection.person)) return;
  const std::string text = fmt::format("the trainer has taken you out of '{}' for good; join another class", found->state().name);
  refuse(connection, 0, {Why::removed, text});  // the welcome has answered what was asked
  send(connection, protocol::ClassLeft{text});
}

void Hub::invite_trainer(Connection& connection, std::uint64_t number) {
  const std::string token = make_token(random_);
  store::TrainerToken record;
  record.token_hash = hash_secret(token);
  record.created = now_;
  write({registry_.update(record)});
  accept(connection, number, 0);
  send(connection, protocol::TrainerInvite{token});
}

void Hub::link(Connection& connection, std::uint64_t number) {
  if (!may_be_strange(connection)) return refuse(connection, number, {Why::too_fast, "too many link codes; wait a minute"});
  const std::string code = random_.pick(kCodeAlphabet, 10);
  const TimePoint until = now_ + settings_.link_code_lives;
  write({registry_.add_link_code(code, connection.person, until)});
  accept(connection, number, 0);
  send(connection, protocol::LinkCode{code, protocol::Moment{until}});
}

void Hub::redeem(Connection& connection, const protocol::Redeem& intent, std::uint64_t number) {
  auto spent = registry_.spend_link_code(intent.code, now_);
  if (!spent) {
    return refuse_guess(connection, number,
                        {Why::wrong_code, "this link code is wrong, used or older than ten minutes; make a new one", "code"});
  }
  const std::string token = make_token(random_);
  store::Device device = registry_.add_device(spent->first, token, {}, now_);
  // The new device opens where the person is now.
  if (const auto online = online_.find(spent->first); online != online_.end() && !online->second.empty()) {
    const Connection& here = connections_.at(online->second.front());
    const store::Device* last = registry_.device(here.device);
    device.current_class = here.in_class ? here.in_class : last ? last->current_class : ClassId{};
    registry_.update(device);
  }
  write({spent->second, device});
  become(connection, device);
  if (!intent.language.empty()) registry_.set_language(device.person, intent.language);
  accept(connection, number, 0);
  welcome(connection, token);
  enter_again(connection, device.current_class);
}

void Hub::create_class(Connection& connection, const protocol::CreateClass& intent, std::uint64_t number) {
  const lesson::Lesson* lesson = intent.lesson.empty() ? nullptr : content_.find_lesson(intent.lesson);
  if (!intent.lesson.empty() && !lesson) {
    return refuse(connection, number, {Why::unknown, fmt::format("this server has no lesson '{}'", intent.lesson), "lesson"});
  }
  const auto record = registry_.add_class(registry_.free_code(random_), intent.name, connection.person, false, now_);
  ClassRoom& room = open_room(record);
  leave_class(connection);
  std::vector<store::Write> records = moved_to(connection, room.state().id);
  records.emplace_back(record);
  domain::Events events{domain::ClassOpened{record.code, record.name, intent.teams, false, connection.person},
                        domain::MemberJoined{connection.person, {}, domain::Standing::trainer}};
  if (lesson) events.push_back(domain::PlanSet{lesson->plan});
  commit(room, std::move(events), {connection.device, number}, std::move(records), &connection);
  enter(connection, room);
  spdlog::info("class {} created by trainer {}", record.id.value, connection.person.value);
}

}  // namespace earshot::net
