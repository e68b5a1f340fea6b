#include "bench/class_crowd.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "shared/protocol/version.h"

namespace earshot::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t kTalkMinutes = 60;
constexpr int kLongestWaitMs = 20;

transport::ClientOptions options() {
  transport::ClientOptions options;
  options.version = protocol::kVersion;
  options.links_per_host = 256;
  // All come at once from one address: the server lets them in a few hundred a second.
  options.ask_timeout = options.connect_timeout = options.greet_timeout = 60s;
  return options;
}

}  // namespace

ClassCrowd::ClassCrowd(secure::Invite server, std::string trainer_token, std::size_t clients, std::size_t class_size)
    : server_(std::move(server)),
      trainer_token_(std::move(trainer_token)),
      class_size_(class_size),
      trainers_((clients + class_size - 1) / class_size),
      clients_(trainers_ + clients),
      codes_(trainers_) {
  auto made = transport::make_client_transport(options());
  if (!made) throw std::runtime_error(made.error().to_string());
  transport_ = std::move(*made);
  for (std::size_t i = 0; i < clients_.size(); ++i) {
    clients_[i].in_class = is_trainer(i) ? i : (i - trainers_) / class_size_;
  }
}

Gathering ClassCrowd::gather(Seconds patience) {
  using Steady = std::chrono::steady_clock;
  const TimePoint give_up = clock_.now() + patience;
  for (std::size_t i = 0; i < trainers_; ++i) connect(i);
  while (std::ranges::find(codes_, "") != codes_.end() || card_.empty()) wait_for(Place::outside, give_up);

  Gathering took;
  const auto begin = Steady::now();
  for (std::size_t i = trainers_; i < clients_.size(); ++i) connect(i);
  wait_for(Place::in_class, give_up);
  const auto joined = Steady::now();
  for (std::size_t i = 0; i < trainers_; ++i) {
    protocol::StartRound round;
    round.card = card_;
    round.minutes = kTalkMinutes;
    send(i, std::move(round), true);
  }
  flush();
  wait_for(Place::in_talk, give_up);
  took.joined = joined - begin;
  took.talking = Steady::now() - joined;
  return took;
}

/// Polls once, and then until every trainee is in that place.
void ClassCrowd::wait_for(Place place, TimePoint give_up) {
  const auto there = [&](std::size_t i) { return is_trainer(i) || clients_[i].place >= place; };
  std::size_t next = 0;  // all before are there
  do {
    if (clock_.now() > give_up) {
      throw std::runtime_error(fmt::format("{} of {} clients have come no further", size() - (next - trainers_), size()));
    }
    poll([](std::size_t, std::string_view) {});
    if (!faults_.empty()) throw std::runtime_error(faults_.front());
    while (next < clients_.size() && there(next)) ++next;
    pollfd readable{wait_fd(), POLLIN, 0};
    if (next < clients_.size()) ::poll(&readable, 1, kLongestWaitMs);
  } while (next < clients_.size());
}

std::string ClassCrowd::name(std::size_t index) const {
  return is_trainer(index) ? fmt::format("Trainer {}", index + 1) : fmt::format("Trainee {}", index - trainers_ + 1);
}

void ClassCrowd::connect(std::size_t index) {
  clients_[index].link = transport_->connect({server_.host, server_.port, server_.fingerprint});
  by_link_[clients_[index].link.value] = index;
}

void ClassCrowd::send(std::size_t index, protocol::Intent intent, bool numbered) {
  Client& client = clients_[index];
  bytes_.clear();
  protocol::encode(protocol::NumberedIntent{numbered ? ++client.last_intent : 0, std::move(intent)}, bytes_);
  transport_->send(client.link, bytes_);
}

void ClassCrowd::say(std::size_t who, std::string_view line) {
  send(trainers_ + who, protocol::Say{std::string(line)}, true);
}

void ClassCrowd::fault(std::size_t index, std::string_view what) {
  faults_.push_back(fmt::format("{}: {}", name(index), what));
}

void ClassCrowd::poll(const Heard& heard) {
  heard_ = &heard;
  transport_->poll(clock_.now(), *this);
  if (ask_on_ && !asking_) ask_next_board();
  transport_->flush();
  heard_ = nullptr;
}

// --- Boards ---------------------------------------------------------------------------------------------------------

void ClassCrowd::ask_boards(std::uint32_t first, std::uint32_t last, std::function<double()> meter) {
  next_season_ = first;
  last_season_ = last;
  meter_ = std::move(meter);
  ask_on_ = true;
}

void ClassCrowd::ask_next_board() {
  const bool again = !boards_.empty() && !boards_.back().refit && confirmed_ < trainers_;
  if (!again && next_season_ > last_season_) {
    ask_on_ = false;
    return;
  }
  Asking asking;
  asking.board.refit = again;
  asking.board.season = again ? boards_.back().season : next_season_++;
  if (again) {
    asking.by = confirmed_++;
    send(asking.by, protocol::ConfirmRoster{}, true);
  }
  asking.at = std::chrono::steady_clock::now();
  asking.cpu = meter_();
  protocol::AskBoard ask;
  ask.scope.window = protocol::BoardWindow::season;
  ask.scope.season = asking.board.season;
  send(asking.by, std::move(ask), true);
  asking_ = asking;
}

void ClassCrowd::stop_asking(Seconds patience) {
  ask_on_ = false;
  const TimePoint give_up = clock_.now() + patience;
  while (asking_ && clock_.now() < give_up) {
    poll([](std::size_t, std::string_view) {});
    pollfd readable{wait_fd(), POLLIN, 0};
    ::poll(&readable, 1, kLongestWaitMs);
  }
  if (asking_) fault(asking_->by, fmt::format("the board of season {} did not come", asking_->board.season));
  asking_.reset();
}

// --- What the transport tells ---------------------------------------------------------------------------------------

void ClassCrowd::identified(transport::LinkId link, const secure::ServerIdentity&, std::string_view) {
  transport_->accept(link);
}

void ClassCrowd::opened(transport::LinkId link) {
  const std::size_t index = by_link_.at(link.value);
  if (is_trainer(index)) return send(index, protocol::SignIn{trainer_token_, "Trainer"}, false);
  send(index, protocol::Join{codes_[clients_[index].in_class], name(index), {}, random_.pick(kCodeAlphabet, 32)}, false);
}

void ClassCrowd::received(transport::LinkId link, std::span<const std::uint8_t> bytes) {
  const std::size_t index = by_link_.at(link.value);
  const auto message = protocol::decode_message(bytes);
  if (!message) return fault(index, message.error().to_string());
  std::visit([&](const auto& body) { take(index, body); }, *message);
}

void ClassCrowd::closed(transport::LinkId link, const transport::CloseReason& reason) {
  fault(by_link_.at(link.value), "lost: " + reason.text);
}

// --- What the server says -------------------------------------------------------------------------------------------

void ClassCrowd::take(std::size_t index, const protocol::Welcome& welcome) {
  Client& client = clients_[index];
  client.person = welcome.person;
  client.last_intent = welcome.last_intent;
  if (is_trainer(index)) {
    send(index, protocol::CreateClass{fmt::format("Class {}", index + 1), {}}, true);
  } else {
    by_person_[welcome.person] = index;
  }
}

void ClassCrowd::take(std::size_t index, const protocol::Refused& refused) {
  fault(index, fmt::format("refused ({}): {}", protocol::word(refused.why), refused.text));
}

void ClassCrowd::take(std::size_t index, const protocol::ClassEntered& entered) {
  if (is_trainer(index)) {
    codes_[index] = entered.code;
  } else {
    clients_[index].place = Place::in_class;
  }
}

void ClassCrowd::take(std::size_t, const protocol::CardPage& page) {
  if (card_.empty() && !page.cards.empty()) card_ = page.cards.front().id;
}

void ClassCrowd::take(std::size_t index, const protocol::Paired& paired) {
  Client& client = clients_[index];
  client.session = paired.session;
  client.place = Place::in_brief;
  if (paired.people.size() != 2) return fault(index, fmt::format("in a session of {}", paired.people.size()));
  const bool first = paired.people.front().person == client.person;
  client.partner = by_person_.at(first ? paired.people.back().person : paired.people.front().person);
}

void ClassCrowd::take(std::size_t index, const protocol::PhaseShown& shown) {
  Client& client = clients_[index];
  if (shown.session != client.session) return;
  if (shown.phase == protocol::Phase::brief) send(index, protocol::Ready{protocol::Phase::brief}, true);
  if (shown.phase == protocol::Phase::talk) client.place = Place::in_talk;
}

void ClassCrowd::take(std::size_t index, const protocol::Lines& lines) {
  for (const protocol::Line& line : lines.lines) {
    if (line.from != clients_[index].person) (*heard_)(index - trainers_, line.text);
  }
}

void ClassCrowd::take(std::size_t index, const protocol::BoardPage& page) {
  const bool wanted = asking_ && asking_->by == index && page.scope.season == asking_->board.season;
  if (!wanted || !page.fresh || !page.complete) return;
  asking_->board.ratings = page.ratings;
  asking_->board.took = std::chrono::steady_clock::now() - asking_->at;
  asking_->board.cpu = meter_() - asking_->cpu;
  boards_.push_back(asking_->board);
  asking_.reset();
}

}  // namespace earshot::bench
