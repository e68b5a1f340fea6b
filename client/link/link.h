// The connection to one server, kept for as long as the person wants it: it asks, connects, checks who the server is,
// comes back as the person this device knows, numbers intents and sends them again until they are answered.
//
//   open() → connecting → identify? → signed_out | signing_in → ready ⇄ reconnecting          (stopped: it gave up)
//
// Exactly once: every intent gets a number for this process (its ticket) at once, and the device's number when the server
// has said how far it counts. Unanswered intents are sent again, in order, after each resume; the server answers what it
// has stored already. Answers come back under the ticket. Typing alone has none, is never stored and never repeated.
//
// Owned by one thread; never blocks, except for the 0.3 s in which the security words of an unknown server are computed.
// Time and randomness are parameters.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "client/link/state_folder.h"
#include "client/model/connection.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/protocol/intents.h"
#include "shared/protocol/messages.h"
#include "shared/protocol/validate.h"
#include "shared/secure/invite.h"
#include "shared/transport/client_transport.h"

namespace earshot::link {

using LinkEvent = std::variant<protocol::ServerMessage, model::Connection>;

/// Between two attempts to connect: doubled each time, with up to a fifth taken off by chance.
inline constexpr Milliseconds kFirstRetry{200};
inline constexpr Milliseconds kLastRetry{5'000};

class Link : private transport::ClientEvents {
 public:
  /// `state` may be null: then nothing is remembered. All three must outlive the link.
  Link(transport::ClientTransport& transport, StateFolder* state, Random& random);
  ~Link() override = default;
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  /// Starts to connect; an earlier connection is closed. Unanswered intents are dropped.
  void open(const secure::Invite& invite, TimePoint now);
  /// In `identify`: the person has compared the words.
  void accept_identity(TimePoint now);
  /// Told when resuming.
  void set_language(std::string code) { language_ = std::move(code); }
  /// In `reconnecting`: do not wait.
  void try_now(TimePoint now);
  /// Leaves the server; the state becomes idle.
  void close(TimePoint now);

  /// Checks the intent's values here too, so that a refusal needs no network. Gives the ticket its answer will carry
  /// (Accepted or Refused; for Join, SignIn, Redeem and Resume a Welcome or ClassEntered comes beside it); 0 for Typing.
  std::uint64_t send(protocol::Intent intent, TimePoint now);

  /// Moves everything on and gives what came: server messages, and the connection whenever it changed.
  std::vector<LinkEvent> poll(TimePoint now);
  std::optional<Milliseconds> next_wakeup(TimePoint now) const;
  int wait_fd() const { return transport_.wait_fd(); }

  const model::Connection& connection() const { return connection_; }
  /// Of the server whose identity is proven.
  const std::optional<secure::Fingerprint>& server() const { return server_; }
  /// How many intents have no answer yet.
  std::size_t unanswered() const { return unanswered_.size(); }

 private:
  struct Unanswered {
    std::uint64_t ticket = 0;
    std::uint64_t number = 0;  ///< the device's; 0: not numbered yet, or one that makes the device known
    protocol::Intent intent;
    bool sent = false;         ///< over the present connection
  };

  // transport::ClientEvents
  void identified(transport::LinkId link, const secure::ServerIdentity& server, std::string_view server_name) override;
  void opened(transport::LinkId link) override;
  void received(transport::LinkId link, std::span<const std::uint8_t> message) override;
  void closed(transport::LinkId link, const transport::CloseReason& reason) override;

  void connect();
  void retry_after(transport::CloseKind kind, std::string reason);
  void enter(model::ConnectionState state, std::string reason = {});
  void warn(const Result<void>& kept);
  std::string address() const;

  void sign_in();
  void send_all();
  void transmit(Unanswered& intent);
  void refuse(std::uint64_t ticket, protocol::Refusal refusal);
  void refuse_strangers();
  /// A numbered intent is out; one that names a person is not sent twice.
  bool misses_answer() const { return known_ && signing_in_ == 0 && !unanswered_.empty() && unanswered_.front().number != 0; }

  void take_welcome(protocol::Welcome welcome);
  void take_accepted(protocol::Accepted answer);
  void take_refused(protocol::Refused answer);
  void take_sign_in_refused(protocol::Refused answer);

  transport::ClientTransport& transport_;
  StateFolder* state_;
  Random& random_;
  TimePoint now_{};

  secure::Invite invite_;
  transport::LinkId link_;  ///< 0: none
  model::Connection connection_;
  std::optional<secure::Fingerprint> server_;
  secure::PublicKey key_;  ///< of server_
  std::optional<secure::Fingerprint> accepted_;  ///< the key the person trusts, from the invite, this run or an earlier one
  std::string token_;                            ///< of this device on that server; empty: none
  std::string language_;

  std::deque<Unanswered> unanswered_;  ///< in the order they were given
  std::uint64_t next_ticket_ = 1;
  std::uint64_t next_number_ = 1;
  std::uint64_t signing_in_ = 0;  ///< ticket of the Join, SignIn, Redeem or Resume that is out
  bool resuming_ = false;         ///< the stored token is out
  bool known_ = false;            ///< the server knows who this connection is
  int tries_ = 0;                 ///< since a connection lasted
  TimePoint heard_or_sent_{};     ///< when something last went either way
  std::vector<LinkEvent> events_;
};

}  // namespace earshot::link
