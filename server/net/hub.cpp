#include "server/net/hub.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <functional>

#include "server/domain/challenge.h"
#include "shared/base/text.h"
#include "shared/protocol/limits.h"

namespace earshot::net {
namespace {

using protocol::Refusal;
using protocol::Why;

/// Answers to at most so many intents of a device are remembered.
constexpr std::size_t kRemembered = 256;
/// So many messages above the rate, and the connection is closed.
constexpr double kFlood = 300;
/// A season's figures follow its results by so much, so that a round that ends makes one fit of many.
constexpr Milliseconds kRefitAfter{5'000};
constexpr std::size_t kRefusalCharacters = 1'500;

/// A refusal can quote what somebody sent or wrote: never so much of it that it fits no message.
Refusal fit(Refusal refusal) {
  refusal.text = text::first(refusal.text, kRefusalCharacters);
  refusal.field = text::first(refusal.field, protocol::limits::kIdCharacters);
  return refusal;
}

/// What an intent costs of a connection's rate: those that make the server read cards or show them anew cost more.
double cost_of(const protocol::Intent& intent) {
  if (std::holds_alternative<protocol::UseLanguage>(intent)) return 5;
  if (std::holds_alternative<protocol::AskBoard>(intent) || std::holds_alternative<protocol::AskRaters>(intent) ||
      std::holds_alternative<protocol::AskAudit>(intent) || std::holds_alternative<protocol::AskReport>(intent)) {
    return 2;
  }
  if (std::holds_alternative<protocol::OpenDebrief>(intent)) return 5;
  if (std::holds_alternative<protocol::OpenCard>(intent)) return 2;
  if (std::holds_alternative<protocol::DropCard>(intent)) return 10;
  const auto* save = std::get_if<protocol::SaveCard>(&intent);
  return save && save->publish && save->part + 1 == save->parts ? 10 : 1;
}

}  // namespace

Hub::Hub(HubSettings settings, const store::Loaded& loaded, ContentLibrary& content, store::Writer& writer,
         transport::ServerTransport& transport, Random& random)
    : settings_(settings), content_(content), writer_(writer), transport_(transport), random_(random), registry_(loaded),
      strangers_(settings.strangers), standings_(loaded, settings.background_fits) {
  for (const store::LoadedClass& entry : loaded.classes) {
    if (entry.record.open) open_room(entry.record).set_last_number(entry.last_number);
  }
}

void Hub::replay(const store::Row& row) {
  if (ClassRoom* found = room(row.class_id)) found->replay(row);
}

void Hub::remember(const std::vector<store::Done>& done) {
  for (const store::Done& entry : done) remember(entry);
}

void Hub::remember(const store::Done& done) {
  DoneIntents& intents = done_[done.device];
  intents.highest = std::max(intents.highest, done.intent);
  intents.answers[done.intent] = {done.made, done.at};
  if (intents.answers.size() > kRemembered) intents.answers.erase(intents.answers.begin());
}

std::optional<std::string> Hub::begin(TimePoint alive, TimePoint now) {
  now_ = now;
  if (!registry_.class_of_code("PRACTICE")) {
    const auto record = registry_.add_class("PRACTICE", "Practice", {}, true, now_);
    commit(open_room(record), {domain::ClassOpened{record.code, record.name, {}, true, {}}}, {}, {record});
  }
  for (auto& [id, room] : rooms_) {
    for (const auto& [session, state] : room->state().sessions) {
      class_of_session_[session] = id;
      ++open_sessions_;
    }
    auto events = domain::after_downtime(room->state(), std::max(Milliseconds{0}, now_ - alive), context(*room));
    if (!events.empty()) commit(*room, std::move(events), {});
    for (const auto& [session, state] : room->state().sessions) index_due(*room, session);
    index_class_due(*room);
  }
  list_classes();
  if (standings_.seasons().empty()) write(standings_.start_season("Season 1", {}, TimePoint{}));
  if (registry_.has_trainers()) return {};
  const std::string token = make_token(random_);
  store::TrainerToken record;
  record.token_hash = hash_secret(token);
  record.created = now_;
  write({registry_.update(record)});
  return token;
}

// --- Connections ----------------------------------------------------------------------------------------------------

void Hub::connected(transport::PeerId peer, std::string address) {
  spdlog::debug("peer {} connected from {}", peer.value, address);
  Connection connection;
  connection.peer = peer;
  connection.address = std::move(address);
  connection.tokens = settings_.intents_burst;
  connection.tokens_at = now_;
  connections_.emplace(peer, std::move(connection));
}

void Hub::refused(std::string address, std::string_view reason) {
  spdlog::info("a connection from {} was refused: {}", address, reason);
}

void Hub::closed(transport::PeerId peer, std::string_view reason) {
  const auto found = connections_.find(peer);
  if (found == connections_.end()) return;
  spdlog::info("peer {} ({}) closed: {}", peer.value, found->second.address, reason);
  forget_person(found->second);
  connections_.erase(found);
}

void Hub::received(transport::PeerId peer, std::span<const std::uint8_t> message) {
  const auto found = connections_.find(peer);
  if (found == connections_.end()) return;
  auto decoded = protocol::decode_intent(message);
  if (!decoded) {
    // No program of ours sends this: the connection ends, and the log says why.
    spdlog::warn("peer {} ({}) sent bad bytes: {}", peer.value, found->second.address, decoded.error().to_string());
    transport_.close(peer, "a message could not be read: " + decoded.error().to_string());
    return;
  }
  handle(found->second, *decoded);
}

// --- The way of one intent ------------------------------------------------------------------------------------------

void Hub::charge(Connection& connection, double cost) {
  const std::chrono::duration<double> passed = now_ - connection.tokens_at;
  connection.tokens_at = now_;
  connection.tokens = std::min(settings_.intents_burst, connection.tokens + passed.count() * settings_.intents_per_second) - cost;
}

bool Hub::answered_before(Connection& connection, std::uint64_t number) {
  if (number == 0) return false;
  if (const auto refused = connection.refused.find(number); refused != connection.refused.end()) {
    refuse_at_once(connection, number, refused->second);
    return true;
  }
  const auto device = done_.find(connection.device);
  if (device == done_.end() || number > device->second.highest) return false;
  const auto answer = device->second.answers.find(number);
  if (answer == device->second.answers.end()) return false;
  send(connection, protocol::Accepted{number, answer->second.first, protocol::Moment{answer->second.second}});
  return true;
}

void Hub::handle(Connection& connection, protocol::NumberedIntent& numbered) {
  charge(connection, cost_of(numbered.intent));
  if (connection.tokens < -kFlood) return transport_.close(connection.peer, "far too many messages at once");
  if (answered_before(connection, numbered.number)) return;

  std::optional<Refusal> refusal;
  if (connection.tokens < 0) {
    refusal = Refusal{Why::too_fast, "too many messages at once; wait a moment"};
  } else if (refusal = protocol::validate(numbered.intent); !refusal && !writer_.healthy()) {
    refusal = Refusal{Why::storage, "the server cannot store anything right now; try again in a moment"};
  }
  if (!refusal) return dispatch(connection, numbered);
  // Typing expects no answer, and number 0 would be taken for the answer to a sign-in.
  if (!std::holds_alternative<protocol::Typing>(numbered.intent)) refuse_at_once(connection, numbered.number, *refusal);
}

domain::Whos Hub::who(const Connection& connection) const {
  using domain::Who;
  const store::Person* person = registry_.person(connection.person);
  if (!person) return domain::bit(Who::stranger);
  domain::Whos who = person->trainer ? domain::bit(Who::server_trainer) : domain::Whos{};
  const auto found = rooms_.find(connection.in_class);
  if (found == rooms_.end()) return who | domain::bit(Who::outsider);
  if (found->second->watches(person->id)) who |= domain::bit(Who::watcher);
  return who | domain::who_in(found->second->state(), person->id);
}

void Hub::dispatch(Connection& connection, const protocol::NumberedIntent& numbered) {
  const std::uint64_t number = numbered.number;
  if (auto refusal = domain::not_yours(who(connection), numbered.intent)) {
    // Typing expects no answer, and number 0 would be taken for the answer to a sign-in.
    if (!std::holds_alternative<protocol::Typing>(numbered.intent)) refuse(connection, number, *refusal);
    return;
  }
  std::visit(
      [&](const auto& intent) {
        using T = std::decay_t<decltype(intent)>;
        if constexpr (std::is_same_v<T, protocol::SignIn>) {
          sign_in(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::Join>) {
          join(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::Resume>) {
          resume(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::Redeem>) {
          redeem(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::InviteTrainer>) {
          invite_trainer(connection, number);
        } else if constexpr (std::is_same_v<T, protocol::Link>) {
          link(connection, number);
        } else if constexpr (std::is_same_v<T, protocol::CreateClass>) {
          create_class(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::Typing>) {
          type(connection);
        } else if constexpr (std::is_same_v<T, protocol::AskBoard>) {
          ask_board(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::Watch>) {
          watch(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::Unwatch>) {
          unwatch(connection, number);
        } else if constexpr (std::is_same_v<T, protocol::UseLanguage>) {
          use_language(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::OpenCard>) {
          open_card(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::SaveCard>) {
          save_card(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::DropCard>) {
          drop_card(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::AskAudit>) {
          ask_audit(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::AskRaters>) {
          ask_raters(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::SetBoardName>) {
          set_board_name(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::StartSeason>) {
          start_season(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::EndSeason>) {
          end_season(connection, number);
        } else if constexpr (std::is_same_v<T, protocol::SetTeam>) {
          set_team(connection, numbered);
        } else if constexpr (std::is_same_v<T, protocol::AskProfile>) {
          ask_profile(connection, number);
        } else if constexpr (std::is_same_v<T, protocol::AskHistory>) {
          ask_history(connection, number);
        } else if constexpr (std::is_same_v<T, protocol::OpenDebrief>) {
          open_debrief(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::AskReport>) {
          ask_report(connection, intent, number);
        } else if constexpr (std::is_same_v<T, protocol::SetGoal>) {
          set_goal(connection, numbered);
        } else if constexpr (std::is_same_v<T, protocol::Rerate>) {
          rerate(connection, intent, number);
        } else {
          in_class(connection, numbered);
        }
      },
      numbered.intent);
}

void Hub::in_class(Connection& connection, const protocol::NumberedIntent& numbered) {
  ClassRoom* found = room(connection.in_class);
  auto decision = domain::decide(found->state(), connection.person, numbered.intent, context(*found));
  if (!decision) return refuse(connection, numbered.number, decision.error());
  if (decision->empty()) return accept(connection, numbered.number, 0);  // nothing changes, so nothing is stored
  const bool said = std::ranges::any_of(*decision, [](const auto& event) { return std::holds_alternative<domain::Said>(event); });
  if (said) typists_.erase(connection.person);
  commit(*found, std::move(*decision), {connection.device, numbered.number}, {}, &connection);
}

void Hub::accept(Connection& connection, std::uint64_t number, std::uint64_t made) {
  if (number != 0) send(connection, protocol::Accepted{number, made, protocol::Moment{now_}});
}

void Hub::remember_refusal(Connection& connection, std::uint64_t number, const Refusal& refusal) {
  spdlog::debug("peer {}: refused {} ({})", connection.peer.value, protocol::word(refusal.why), refusal.field);
  if (number == 0) return;
  connection.refused.insert_or_assign(number, refusal);
  if (connection.refused.size() > kRemembered) connection.refused.erase(connection.refused.begin());
}

void Hub::refuse(Connection& connection, std::uint64_t number, const Refusal& whole) {
  const Refusal refusal = fit(whole);
  remember_refusal(connection, number, refusal);
  send(connection, protocol::Refused{number, refusal.why, refusal.text, refusal.field});
}

void Hub::refuse_at_once(Connection& connection, std::uint64_t number, const Refusal& whole) {
  const Refusal refusal = fit(whole);
  remember_refusal(connection, number, refusal);
  protocol::Bytes bytes;
  protocol::encode(protocol::Refused{number, refusal.why, refusal.text, refusal.field}, bytes);
  transport_.send(connection.peer, bytes);
}

void Hub::send(const Connection& connection, const protocol::ServerMessage& message) {
  outbox_.add(written_, {&connection.peer, 1}, message);
}

void Hub::type(Connection& connection) {
  ClassRoom* found = room(connection.in_class);
  typists_[connection.person] = now_;
  if (now_ < connection.typed_at + settings_.typing_every) return;
  const domain::Session* session = found->state().session_of(connection.person);
  if (!session || found->state().muted.contains(connection.person)) return;
  connection.typed_at = now_;
  std::vector<PersonId> others;
  for (const domain::Seat& seat : session->seats) {
    if (seat.person != connection.person && !domain::is_outside(*session, seat.person)) others.push_back(seat.person);
  }
  deliver_in(*found)(others, protocol::TypingShown{session->id, connection.person});
}

void Hub::watch(Connection& connection, const protocol::Watch& intent, std::uint64_t number) {
  ClassRoom* found = room(connection.in_class);
  if (found->state().session_of(connection.person)) {
    return refuse(connection, number, {Why::busy, "you play in a role-play; leave it before you watch another"});
  }
  const auto session = found->state().sessions.find(intent.session);
  if (session == found->state().sessions.end()) {
    return refuse(connection, number, {Why::unknown, "this session is not open", "session"});
  }
  accept(connection, number, 0);
  found->watch(connection.person, intent.session);
  domain::snapshot_for_watcher(session->second, connection.person, context(*found), deliver_in(*found));
}

void Hub::unwatch(Connection& connection, std::uint64_t number) {
  accept(connection, number, 0);
  ClassRoom* found = room(connection.in_class);
  if (const SessionId session = found->unwatch(connection.person)) {
    const std::vector<PersonId> self{connection.person};
    deliver_in(*found)(self, protocol::SessionClosed{session, protocol::Ending::finished, "You no longer watch."});
  }
}

// --- From events to the journal -------------------------------------------------------------------------------------

domain::Context Hub::context(const ClassRoom& room) const {
  return {now_, content_, registry_, random_, room.present(), settings_.domain, typists_};
}

std::vector<transport::PeerId> Hub::peers_of(PersonId person, ClassId in_class) const {
  std::vector<transport::PeerId> peers;
  const auto online = online_.find(person);
  if (online == online_.end()) return peers;
  for (const transport::PeerId peer : online->second) {
    const auto connection = connections_.find(peer);
    if (connection != connections_.end() && connection->second.in_class == in_class) peers.push_back(peer);
  }
  return peers;
}

std::vector<transport::PeerId> Hub::peers_of(std::span<const PersonId> people, ClassId in_class) const {
  std::vector<transport::PeerId> peers;
  for (const PersonId person : people) std::ranges::copy(peers_of(person, in_class), std::back_inserter(peers));
  return peers;
}

domain::Deliver Hub::deliver_in(const ClassRoom& room) {
  return [this, id = room.state().id](std::span<const PersonId> to, const protocol::ServerMessage& message) {
    outbox_.add(written_, peers_of(to, id), message);
  };
}

void Hub::write(std::vector<store::Write> records) {
  if (!records.empty()) written_ = writer_.submit(std::move(records));
}

void Hub::write_done(const Connection& connection, std::uint64_t number, std::vector<store::Write> records) {
  if (number != 0) {
    const store::Done done{connection.device, number, 0, now_};
    records.emplace_back(done);
    remember(done);
  }
  write(std::move(records));
}

std::uint64_t Hub::commit(ClassRoom& room, domain::Events events, const Cause& cause, std::vector<store::Write> before,
                          const Connection* answer_to) {
  // What is sent rests on the batch that is being made; its position is known once it is submitted, and it is the next.
  std::vector<std::pair<std::vector<transport::PeerId>, protocol::ServerMessage>> made_messages;
  const auto collect = [&, id = room.state().id](std::span<const PersonId> to, protocol::ServerMessage message) {
    auto peers = peers_of(to, id);
    if (!peers.empty()) made_messages.emplace_back(std::move(peers), std::move(message));
  };
  Committed committed = room.commit(std::move(events), cause, context(room), collect);
  std::ranges::move(committed.writes, std::back_inserter(before));
  write(std::move(before));
  if (cause.intent != 0) remember({cause.device, cause.intent, committed.made, now_});
  if (answer_to && cause.intent != 0) {
    send(*answer_to, protocol::Accepted{cause.intent, committed.made, protocol::Moment{now_}});
  }
  for (const auto& [peers, message] : made_messages) outbox_.add(written_, peers, message);
  after_commit(room, committed);
  return committed.made;
}

void Hub::after_commit(ClassRoom& room, const Committed& committed) {
  for (const domain::Event& event : committed.events) {
    if (const auto* started = std::get_if<domain::SessionStarted>(&event)) {
      class_of_session_[started->session] = room.state().id;
      ++open_sessions_;
    } else if (const auto* ended = std::get_if<domain::SessionEnded>(&event)) {
      class_of_session_.erase(ended->session);
      --open_sessions_;
    } else if (const auto* left = std::get_if<domain::MemberLeft>(&event)) {
      for (const transport::PeerId peer : peers_of(left->person, room.state().id)) {
        Connection& connection = connections_.at(peer);
        // Who was taken out for good is told so whenever they come back to this class.
        if (!left->for_good) write(moved_to(connection, {}));
        connection.in_class = {};
      }
      room.set_present(left->person, false);
    } else if (std::holds_alternative<domain::ClassSet>(event)) {
      list_classes();
    }
  }
  for (const SessionId session : committed.touched) index_due(room, session);
  index_class_due(room);
  for (const domain::Result& result : committed.results) standings_.add(result, room.state().id);
  for (const domain::CalibrationOutcome& outcome : committed.calibrations) standings_.add(outcome, room.state().id);
  for (const store::ExcuseRecord& excuse : committed.excuses) standings_.add(excuse);
  if (!committed.results.empty()) {
    refit_at_ = now_ + kRefitAfter;
    show_goal(room);
  }
  const bool roster = std::ranges::any_of(committed.events, [](const domain::Event& e) { return std::holds_alternative<domain::RosterConfirmed>(e); });
  if (roster) standings_.rosters_changed();
}

void Hub::list_classes() {
  std::vector<const domain::Class*> found;
  for (const auto& [id, room] : rooms_) {
    if (room->state().settings.listed) found.push_back(&room->state());
  }
  std::ranges::sort(found, std::greater{}, &domain::Class::id);
  std::vector<secure::ListedClass> listed;
  for (const domain::Class* klass : found) listed.push_back({klass->code, klass->name});
  transport_.list_classes(std::move(listed));
}

void Hub::release() {
  if (outbox_.release(writer_.durable(), transport_)) transport_.flush();
}

ClassRoom* Hub::room(ClassId id) {
  const auto found = rooms_.find(id);
  return found == rooms_.end() ? nullptr : found->second.get();
}

ClassRoom& Hub::open_room(const store::ClassRecord& record) {
  return *rooms_.try_emplace(record.id, std::make_unique<ClassRoom>(record.id, content_)).first->second;
}

}  // namespace earshot::net
