// Trainees of Earshot's own server, by the real handshake and protocol: they join classes, are paired by a round that a
// trainer starts, say that they are ready, and then talk.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "bench/crowd.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/protocol/codec.h"
#include "shared/secure/invite.h"
#include "shared/transport/client_transport.h"

namespace earshot::bench {

/// How long each step took from the first client's start of it to the last one's end.
struct Gathering {
  std::chrono::duration<double> joined{};   ///< connect, handshake, join, and all members of the class
  std::chrono::duration<double> talking{};  ///< paired, briefed, ready, in the talk
};

/// A board that was asked for, from the ask to the last page of figures that are up to date.
struct BoardAsked {
  std::uint32_t season = 0;
  bool refit = false;  ///< the server had older figures of it to start from
  std::size_t ratings = 0;
  std::chrono::duration<double> took{};
  double cpu = 0;  ///< seconds, by the meter
};

class ClassCrowd final : public Crowd, private transport::ClientEvents {
 public:
  /// `clients` is even. Classes hold at most `class_size` trainees, an even number, and have a trainer each.
  ClassCrowd(secure::Invite server, std::string trainer_token, std::size_t clients, std::size_t class_size);

  /// Returns when everybody is in the talk; throws std::runtime_error if that takes longer than `patience`, or if anybody is
  /// refused or lost on the way.
  Gathering gather(Seconds patience);

  std::size_t classes() const { return trainers_; }

  /// From here on the trainers ask for boards, the next one as soon as the last is there: each season's, the first of them
  /// `first`, and once more after a class was confirmed, which puts every board out of date. A class is confirmed once, and
  /// when all are, seasons are asked for once each. `meter` says how much CPU fits have taken.
  void ask_boards(std::uint32_t first, std::uint32_t last, std::function<double()> meter);
  /// Asks for no more, and waits for the one that is on its way.
  void stop_asking(Seconds patience);
  const std::vector<BoardAsked>& boards() const { return boards_; }

  std::size_t size() const override { return clients_.size() - trainers_; }
  std::size_t partner(std::size_t who) const override { return clients_[trainers_ + who].partner - trainers_; }
  void say(std::size_t who, std::string_view line) override;
  void flush() override { transport_->flush(); }
  void poll(const Heard& heard) override;
  int wait_fd() const override { return transport_->wait_fd(); }

 private:
  enum class Place { outside, in_class, in_brief, in_talk };
  struct Client {
    transport::LinkId link;
    std::size_t in_class = 0;
    PersonId person{};
    SessionId session{};
    std::size_t partner = 0;
    Place place = Place::outside;
    std::uint64_t last_intent = 0;
  };

  void opened(transport::LinkId link) override;
  void identified(transport::LinkId link, const secure::ServerIdentity& server, std::string_view server_name) override;
  void received(transport::LinkId link, std::span<const std::uint8_t> message) override;
  void closed(transport::LinkId link, const transport::CloseReason& reason) override;

  void ask_next_board();
  bool is_trainer(std::size_t index) const { return index < trainers_; }
  std::string name(std::size_t index) const;
  void connect(std::size_t index);
  void send(std::size_t index, protocol::Intent intent, bool numbered);
  void fault(std::size_t index, std::string_view what);
  void wait_for(Place place, TimePoint give_up);

  void take(std::size_t index, const protocol::Welcome& welcome);
  void take(std::size_t index, const protocol::Refused& refused);
  void take(std::size_t index, const protocol::ClassEntered& entered);
  void take(std::size_t index, const protocol::CardPage& page);
  void take(std::size_t index, const protocol::Paired& paired);
  void take(std::size_t index, const protocol::PhaseShown& shown);
  void take(std::size_t index, const protocol::Lines& lines);
  void take(std::size_t index, const protocol::BoardPage& page);
  void take(std::size_t, const auto&) {}  // for the eyes of people

  const secure::Invite server_;
  const std::string trainer_token_;
  const std::size_t class_size_;
  const std::size_t trainers_;
  SystemClock clock_;
  SecureRandom random_;
  std::unique_ptr<transport::ClientTransport> transport_;
  std::vector<Client> clients_;  ///< the trainers first, one a class
  std::vector<std::string> codes_;
  std::string card_;
  std::unordered_map<std::uint64_t, std::size_t> by_link_;
  std::unordered_map<PersonId, std::size_t> by_person_;
  protocol::Bytes bytes_;
  const Heard* heard_ = nullptr;

  /// The board that is on its way.
  struct Asking {
    std::size_t by = 0;  ///< a trainer
    BoardAsked board;
    std::chrono::steady_clock::time_point at{};
    double cpu = 0;
  };
  std::optional<Asking> asking_;
  std::uint32_t next_season_ = 0;
  std::uint32_t last_season_ = 0;
  bool ask_on_ = false;
  std::size_t confirmed_ = 0;  ///< classes
  std::function<double()> meter_;
  std::vector<BoardAsked> boards_;
};

}  // namespace earshot::bench
