// The server's end over ENet: small hosts on consecutive ports, opened as they fill.
#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <queue>
#include <stdexcept>
#include <unordered_map>
#include <utility>
#include <vector>

#include "shared/base/text.h"
#include "shared/secure/handshake.h"
#include "shared/transport/enet_host.h"
#include "shared/transport/rate_limiter.h"
#include "shared/transport/server_transport.h"

namespace earshot::transport {
namespace {

using namespace detail;
using namespace std::chrono_literals;

constexpr std::size_t kMaxBacklog = std::size_t{1024} * 1024;
constexpr std::size_t kMaxReasonBytes = 1024;
constexpr int kPortsToTry = 1'000;
constexpr Milliseconds kLinger{5'000};       // for the last words of a connection to arrive
constexpr Milliseconds kPromise{2'000};      // from an answer to the CONNECT it leads to
constexpr Milliseconds kConnecting{10'000};  // ENet's own handshake has timers that we do not see
constexpr Milliseconds kBusyTick{50};
constexpr Milliseconds kQuietTick{250};

enum class State : std::uint8_t { hello, finish, open, closing };

struct Connection {
  PeerId id;
  EnetHost* host = nullptr;
  ENetPeer* peer = nullptr;
  std::string address{};
  State state = State::hello;
  TimePoint deadline{};  // of every state but `open`
  std::unique_ptr<secure::ServerHandshake> handshake{};
  std::optional<secure::Channel> channel{};
  Backlog backlog{};
};

/// How full a host is: connections, and the places lately promised in answers to queries.
struct Seats {
  std::size_t used = 0;
  std::int64_t period = 0;
  std::size_t promised = 0;
  std::size_t promised_before = 0;

  void roll(TimePoint now) {
    const std::int64_t current = now.time_since_epoch() / kPromise;
    if (current == period) return;
    promised_before = current == period + 1 ? promised : 0;
    promised = 0;
    period = current;
  }
  std::size_t load() const { return used + promised + promised_before; }
};

/// The start of a datagram of ENet, as far as it must be known before ENet sees it.
struct Header {
  std::uint16_t field = 0;
  std::uint16_t peer() const { return field & ENET_PROTOCOL_MAXIMUM_PEER_ID; }
  std::uint8_t session() const {
    return static_cast<std::uint8_t>((field & ENET_PROTOCOL_HEADER_SESSION_MASK) >>
                                     ENET_PROTOCOL_HEADER_SESSION_SHIFT);
  }
};

class EnetServer final : public ServerTransport, private EnetHost::Handler {
 public:
  EnetServer(const ListenOptions& options, Address base, const secure::ServerKey& key)
      : options_(options),
        base_(base),
        key_(key),
        own_{.version = options.version,
             .nonce = {},
             .fingerprint = key.fingerprint(),
             .room = secure::Room::full,
             .port = 0,
             .cookie = 0,
             .name = options.server_name},
        queries_(options.queries),
        connects_(options.connects),
        gones_(options.gone),
        finds_(options.finds),
        all_finds_(options.all_finds) {}

  EnetServer(const EnetServer&) = delete;
  EnetServer& operator=(const EnetServer&) = delete;
  ~EnetServer() override {
    hosts_.flush();
    for (auto& [id, connection] : connections_)
      if (connection->state != State::closing)
        enet_peer_disconnect_now(connection->peer, static_cast<std::uint32_t>(Code::stopping));
    hosts_.clear();  // before the connections: their backlogs count what ENet still holds
  }

  Result<void> open_first() {
    auto host = EnetHost::create(base_, options_.slots_per_host, 0, *this);
    if (!host)
      return fail(host.error().text +
                  "; is another server running there? --listen takes another address or port");
    base_.port = (*host)->port();
    next_port_ = base_.port + 1;
    hosts_.add(std::move(*host));
    seats_.emplace_back();
    return {};
  }

  void send(PeerId peer, std::span<const std::uint8_t> message) override {
    Connection* connection = open_connection(peer);
    if (connection == nullptr) return;
    if (connection->backlog.bytes + message.size() > kMaxBacklog) {
      cut(*connection, Code::too_slow, "it took in too little of what was sent");
      return;
    }
    send_sealed(*connection->peer, *connection->channel, message, secure::FrameKind::message,
                connection->backlog);
    connection->host->mark_dirty();
  }

  void close(PeerId peer, std::string_view reason) override {
    Connection* connection = open_connection(peer);
    if (connection == nullptr) return;
    send_sealed(*connection->peer, *connection->channel, secure::as_view(reason.substr(0, kMaxReasonBytes)),
                secure::FrameKind::close, connection->backlog);
    enet_peer_disconnect_later(connection->peer, static_cast<std::uint32_t>(Code::said_why));
    finish(*connection, std::string(reason));
  }

  void poll(TimePoint now, ServerEvents& events) override {
    now_ = now;
    events_ = &events;
    tell_ended();
    hosts_.service(now, busy() ? kBusyTick : kQuietTick);
    expire();
    tell_ended();
    hosts_.flush();
    events_ = nullptr;
  }

  void flush() override { hosts_.flush(); }
  int wait_fd() const override { return hosts_.wait_fd(); }

  std::optional<Milliseconds> next_wakeup() const override {
    if (!ended_.empty() || hosts_.dirty()) return 0ms;
    if (busy()) return kBusyTick;
    if (!connections_.empty()) return kQuietTick;
    return std::nullopt;
  }

  void list_classes(std::vector<secure::ListedClass> classes) override {
    unnamed_ = classes.size() - std::min(classes.size(), secure::kMaxListedClasses);
    classes.resize(classes.size() - unnamed_);
    listed_ = std::move(classes);
  }

  std::uint16_t port() const override { return base_.port; }

  ServerStats stats() const override {
    ServerStats out = stats_;
    out.hosts = hosts_.size();
    out.peers = count(State::open);
    out.handshaking = count(State::hello) + count(State::finish);
    return out;
  }

 private:
  // --- what arrives beside ENet ---

  bool intercept(EnetHost& host, const ENetAddress& from, View datagram) override {
    if (secure::looks_like_query(datagram)) {
      answer_query(host, from, datagram);
      return true;
    }
    if (secure::looks_like_find_question(datagram)) {
      answer_find(host, from, datagram);
      return true;
    }
    if (datagram.size() < secure::kMinGoneEcho) return true;  // ENet sends none that short
    const Header header{*secure::Reader(datagram).number<std::uint16_t>()};
    if ((header.field & ENET_PROTOCOL_HEADER_FLAG_COMPRESSED) != 0) return true;
    if (header.peer() == ENET_PROTOCOL_MAXIMUM_PEER_ID) return !may_connect(host, from, datagram);
    if (knows(host, from, header)) return false;
    say_gone(host, from, datagram);
    return true;
  }

  /// The same test that ENet makes before it takes a datagram, so that we can answer where ENet would be silent.
  static bool knows(EnetHost& host, const ENetAddress& from, Header header) {
    const auto peers = host.peers();
    if (header.peer() >= peers.size()) return false;
    const ENetPeer& peer = peers[header.peer()];
    return peer.state != ENET_PEER_STATE_DISCONNECTED && peer.state != ENET_PEER_STATE_ZOMBIE &&
           same_address(peer.address, from) &&
           (peer.outgoingPeerID >= ENET_PROTOCOL_MAXIMUM_PEER_ID ||
            header.session() == peer.incomingSessionID);
  }

  void answer_query(EnetHost& host, const ENetAddress& from, View datagram) {
    const Address address = to_address(from);
    if (!queries_.take(address.ip, now_)) return;
    const auto query = secure::decode_query(datagram);
    if (!query) return;
    secure::Answer answer = own_;
    answer.nonce = query->nonce;
    if (const EnetHost* roomy = host_with_room(host)) {
      answer.room = roomy == &host ? secure::Room::here : secure::Room::elsewhere;
      answer.port = roomy->port();
    }
    answer.cookie = jar_.make(address, now_);
    host.send_datagram(from, secure::encode(answer));
    ++stats_.queries;
  }

  void answer_find(EnetHost& host, const ENetAddress& from, View datagram) {
    // One address for all: the second limit is everybody's.
    if (!finds_.take(to_address(from).ip, now_) || !all_finds_.take({}, now_)) return;
    const auto question = secure::decode_find_question(datagram);
    if (!question) return;
    const secure::FindAnswer answer{.version = own_.version,
                                    .nonce = question->nonce,
                                    .fingerprint = own_.fingerprint,
                                    .server = own_.name,
                                    .classes = listed_,
                                    .more = static_cast<std::uint16_t>(std::min<std::size_t>(unnamed_, 0xFFFF))};
    host.send_datagram(from, secure::encode(answer, question->size));
    ++stats_.finds;
  }

  /// The asked host itself where it has room, else the first that has, else a new one; nullptr when all are full.
  EnetHost* host_with_room(EnetHost& asked) {
    const auto roomy = [&](std::size_t index) {
      seats_[index].roll(now_);
      return seats_[index].load() < options_.slots_per_host;
    };
    if (roomy(asked.index())) {
      ++seats_[asked.index()].promised;
      return &asked;
    }
    for (std::size_t i = 0; i < hosts_.size(); ++i)
      if (roomy(i)) return &hosts_[i];
    if (EnetHost* opened = open_next()) return opened;
    // Promises alone never fill the server: anybody can ask under made-up addresses.
    if (seats_[asked.index()].used < options_.slots_per_host) return &asked;
    for (std::size_t i = 0; i < hosts_.size(); ++i)
      if (seats_[i].used < options_.slots_per_host) return &hosts_[i];
    return nullptr;
  }

  EnetHost* open_next() {
    if (hosts_.size() >= options_.max_hosts) return nullptr;
    for (int tries = 0; tries < kPortsToTry && next_port_ <= 65'535; ++tries) {
      const Address address{base_.ip, static_cast<std::uint16_t>(next_port_++)};
      auto host = EnetHost::create(address, options_.slots_per_host, hosts_.size(), *this);
      if (!host) continue;
      seats_.emplace_back();
      return &hosts_.add(std::move(*host));
    }
    return nullptr;
  }

  bool may_connect(EnetHost& host, const ENetAddress& from, View datagram) {
    struct Connect {
      ENetProtocolHeader header;
      ENetProtocolConnect body;
    } ENET_PACKED connect{};
    if (datagram.size() < sizeof connect) return false;
    std::memcpy(&connect, datagram.data(), sizeof connect);
    if ((connect.body.header.command & ENET_PROTOCOL_COMMAND_MASK) != ENET_PROTOCOL_COMMAND_CONNECT)
      return false;
    const Address address = to_address(from);
    if (!jar_.check(address, ntohl(connect.body.data), now_)) {
      ++stats_.bad_cookies;
      say_gone(host, from, datagram);
      return false;
    }
    if (!connects_.take(address.ip, now_)) return false;  // ENet's client tries again by itself
    connecting_until_ = now_ + kConnecting;
    if (host.has_free_slot()) return true;
    for (const ENetPeer& peer : host.peers())
      if (same_address(peer.address, from) && peer.connectID == connect.body.connectID)
        return true;  // sent again
    say_gone(host, from, datagram);
    return false;
  }

  void say_gone(EnetHost& host, const ENetAddress& from, View datagram) {
    if (!gones_.take(to_address(from).ip, now_)) return;
    host.send_datagram(from, secure::encode_gone(datagram));
    ++stats_.gone;
  }

  // --- what ENet tells ---

  void on_connect(EnetHost& host, ENetPeer& peer) override {
    tune(peer);
    // ENet would slow down reliable sending when round trips grow; for a few lines a second that only hurts.
    enet_peer_throttle_configure(&peer, ENET_PEER_PACKET_THROTTLE_INTERVAL,
                                 ENET_PEER_PACKET_THROTTLE_ACCELERATION, 0);
    auto connection = std::make_unique<Connection>();
    connection->id = PeerId{++last_peer_};
    connection->host = &host;
    connection->peer = &peer;
    connection->address = to_address(peer.address).to_string();
    connection->handshake = std::make_unique<secure::ServerHandshake>(key_, own_);
    connection->backlog.packets = &packets_;
    peer.data = connection.get();
    ++seats_[host.index()].used;
    ++counts_[static_cast<std::size_t>(State::hello)];
    set_deadline(*connection, options_.handshake_timeout);
    connections_.emplace(connection->id.value, std::move(connection));
  }

  void on_receive(EnetHost& host, ENetPeer& peer, View packet) override {
    if (peer.data == nullptr) return;
    Connection& connection = *static_cast<Connection*>(peer.data);
    switch (connection.state) {
      case State::hello: {
        const auto answer = connection.handshake->answer(packet);
        if (!answer) return cut(connection, Code::broken, answer.error().text);
        send_raw(peer, *answer, connection.backlog);
        host.mark_dirty();
        set_state(connection, State::finish);
        set_deadline(connection, options_.accept_timeout);
        return;
      }
      case State::finish: {
        auto channel = connection.handshake->complete(packet);
        if (!channel) return cut(connection, Code::broken, channel.error().text);
        connection.handshake.reset();
        connection.channel.emplace(std::move(*channel));
        set_state(connection, State::open);
        events_->connected(connection.id, connection.address);
        return;
      }
      case State::open: {
        const auto opened = connection.channel->open(packet);
        if (!opened) return cut(connection, Code::broken, opened.error().text);
        if (opened->kind == secure::FrameKind::message)
          return events_->received(connection.id, opened->bytes);
        // The client hangs up by itself as soon as it knows that its last words have arrived.
        return finish(connection, readable_reason(opened->bytes));
      }
      case State::closing:
        return;
    }
  }

  void on_disconnect(EnetHost&, ENetPeer& peer, Code code) override {
    if (peer.data == nullptr) return;
    Connection& connection = *static_cast<Connection*>(peer.data);
    if (connection.state != State::closing)
      finish(connection, code == Code::timeout ? "no sign of life any more" : "the client hung up");
    forget(connection);
  }

  // --- the life of a connection ---

  Connection* open_connection(PeerId id) {
    const auto found = connections_.find(id.value);
    return found != connections_.end() && found->second->state == State::open ? found->second.get() : nullptr;
  }

  void set_state(Connection& connection, State state) {
    --counts_[static_cast<std::size_t>(connection.state)];
    ++counts_[static_cast<std::size_t>(state)];
    connection.state = state;
  }
  std::size_t count(State state) const { return counts_[static_cast<std::size_t>(state)]; }

  void set_deadline(Connection& connection, Milliseconds after) {
    connection.deadline = now_ + after;
    deadlines_.push({connection.deadline, connection.id});
  }

  /// Breaks the connection off without sealed words; `why` is for the log.
  void cut(Connection& connection, Code code, std::string why) {
    enet_peer_disconnect(connection.peer, static_cast<std::uint32_t>(code));
    finish(connection, std::move(why));
  }

  /// From here on the application does not know it; ENet may still deliver last words.
  void finish(Connection& connection, std::string reason) {
    const bool was_open = connection.state == State::open;
    ended_.push_back({connection.id, was_open, connection.address, std::move(reason)});
    if (!was_open) ++stats_.refused;
    set_state(connection, State::closing);
    set_deadline(connection, kLinger);
    connection.host->mark_dirty();
  }

  /// After ENet has let go of the peer.
  void forget(Connection& connection) {
    connection.peer->data = nullptr;
    --seats_[connection.host->index()].used;
    --counts_[static_cast<std::size_t>(connection.state)];
    connections_.erase(connection.id.value);
  }

  void expire() {
    while (!deadlines_.empty() && deadlines_.top().at <= now_) {
      const Deadline due = deadlines_.top();
      deadlines_.pop();
      const auto found = connections_.find(due.peer.value);
      if (found == connections_.end() || found->second->deadline != due.at) continue;
      Connection& connection = *found->second;
      switch (connection.state) {
        case State::hello:
        case State::finish:
          cut(connection, Code::too_late, "the handshake took too long");
          break;
        case State::open:
          break;
        case State::closing:
          enet_peer_reset(connection.peer);
          forget(connection);
          break;
      }
    }
  }

  void tell_ended() {
    // By index: a handler may close further peers.
    for (std::size_t i = 0; i < ended_.size(); ++i) {
      const Ended ended = std::move(ended_[i]);
      if (ended.was_open)
        events_->closed(ended.peer, ended.reason);
      else
        events_->refused(ended.address, ended.reason);
    }
    ended_.clear();
  }

  bool busy() const {
    return packets_ > 0 || now_ < connecting_until_ ||
           counts_[static_cast<std::size_t>(State::open)] < connections_.size();
  }

  struct Deadline {
    TimePoint at;
    PeerId peer;
    friend bool operator>(const Deadline& a, const Deadline& b) { return a.at > b.at; }
  };
  struct Ended {
    PeerId peer;
    bool was_open;
    std::string address;
    std::string reason;
  };

  const ListenOptions options_;
  Address base_;
  const secure::ServerKey key_;
  const secure::Answer own_;
  const secure::CookieJar jar_;
  RateLimiter queries_;
  RateLimiter connects_;
  RateLimiter gones_;
  RateLimiter finds_;
  RateLimiter all_finds_;
  std::vector<secure::ListedClass> listed_;
  std::size_t unnamed_ = 0;  // listed as well, but more than an answer names

  std::size_t packets_ = 0;  // given to ENet, not yet acknowledged
  std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
  HostSet hosts_;
  std::vector<Seats> seats_;  // one a host
  int next_port_ = 0;
  std::uint64_t last_peer_ = 0;
  std::array<std::size_t, 4> counts_{};  // by State
  std::priority_queue<Deadline, std::vector<Deadline>, std::greater<>> deadlines_;
  std::vector<Ended> ended_;
  ServerStats stats_;

  TimePoint now_{};
  TimePoint connecting_until_{};
  ServerEvents* events_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<ServerTransport>> listen(const ListenOptions& options, const secure::ServerKey& key) {
  Address base{{}, options.port};
  if (::inet_pton(AF_INET, options.address.c_str(), base.ip.data()) != 1)
    return fail(fmt::format("'{}' is no IPv4 address in numbers to listen on", options.address), "listen");
  if (text::length(options.server_name) > secure::kMaxServerName)
    return fail(fmt::format("the server's name is longer than {} characters", secure::kMaxServerName),
                "name");
  auto server = std::make_unique<EnetServer>(options, base, key);
  if (const auto opened = server->open_first(); !opened) return tl::unexpected(opened.error());
  return server;
}

}  // namespace earshot::transport
