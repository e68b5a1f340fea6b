// The client's end over ENet: one socket for up to `links_per_host` links.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_map>
#include <utility>
#include <vector>

#include "shared/transport/client_transport.h"
#include "shared/transport/enet_host.h"
#include "shared/transport/enet_link.h"

namespace earshot::transport {
namespace {

using namespace detail;
using namespace std::chrono_literals;

constexpr std::size_t kMaxReasonBytes = 1024;
constexpr Milliseconds kLastAskAgain{1'500};
constexpr Milliseconds kBeforeRetry{200};
constexpr int kMaxRetries = 8;  // after a server that was full or has restarted in between
constexpr int kMaxRedirects = 3;
constexpr Milliseconds kLinger{5'000};
constexpr Milliseconds kBusyTick{25};
constexpr Milliseconds kQuietTick{500};
constexpr std::uint16_t kMaxGoneAgeMs = 10'000;  // of the datagram that a 'gone' answers

class EnetClient final : public ClientTransport, private EnetHost::Handler {
 public:
  explicit EnetClient(const ClientOptions& options) : options_(options) {}

  EnetClient(const EnetClient&) = delete;
  EnetClient& operator=(const EnetClient&) = delete;
  ~EnetClient() override {
    for (auto& [id, link] : links_) {
      if (link->ended || link->stage != Stage::open) continue;
      send_sealed(*link->peer, *link->channel, secure::as_view("the program was closed"),
                  secure::FrameKind::close, link->backlog);
      link->host->mark_dirty();
    }
    hosts_.flush();
    hosts_.clear();  // before the links: their backlogs count what ENet still holds
  }

  Result<void> open_host() {
    auto host = EnetHost::create(std::nullopt, options_.links_per_host, hosts_.size(), *this);
    if (!host) return tl::unexpected(host.error());
    hosts_.add(std::move(*host));
    used_.push_back(0);
    return {};
  }

  LinkId connect(const Target& target) override {
    auto link = std::make_unique<Link>();
    link->id = LinkId{++last_link_};
    link->target = target;
    link->backlog.packets = &packets_;
    link->resolution.emplace(target.host);
    const LinkId id = link->id;
    starting_.push_back(id);
    links_.emplace(id.value, std::move(link));
    fresh_ = true;
    return id;
  }

  void accept(LinkId id) override {
    Link* link = live(id);
    if (link == nullptr || link->stage != Stage::identified || link->channel) return;
    auto finish = link->handshake->finish();
    if (!finish) return end(*link, CloseKind::broken, finish.error().text);
    link->handshake.reset();
    link->channel.emplace(std::move(finish->channel));
    send_raw(*link->peer, finish->message, link->backlog);
    link->host->mark_dirty();
    news_.push_back({id, std::nullopt});
  }

  void send(LinkId id, std::span<const std::uint8_t> message) override {
    Link* link = live(id);
    if (link == nullptr || link->stage != Stage::open) return;
    send_sealed(*link->peer, *link->channel, message, secure::FrameKind::message, link->backlog);
    link->host->mark_dirty();
  }

  void close(LinkId id, std::string_view reason) override {
    if (Link* link = live(id)) end(*link, CloseKind::by_us, std::string(reason));
  }

  void poll(TimePoint now, ClientEvents& events) override {
    now_ = now;
    events_ = &events;
    fresh_ = false;
    tell_news();
    step_starting();
    hosts_.service(now, busy() ? kBusyTick : kQuietTick);
    step_starting();
    tell_news();
    forget_ended();
    hosts_.flush();
    events_ = nullptr;
  }

  void flush() override { hosts_.flush(); }
  int wait_fd() const override { return hosts_.wait_fd(); }

  std::optional<Milliseconds> next_wakeup() const override {
    if (fresh_ || !news_.empty() || hosts_.dirty()) return 0ms;
    if (busy()) return kBusyTick;
    if (!links_.empty()) return kQuietTick;
    return std::nullopt;
  }

 private:
  // --- before the connection ---

  /// Gives each link that is on its way its turn, and drops those that have arrived or ended from the list.
  void step_starting() {
    for (std::size_t i = 0; i < starting_.size(); ++i)
      if (Link* link = live(starting_[i])) step(*link);
    std::erase_if(starting_, [&](LinkId id) {
      const Link* link = live(id);
      return link == nullptr || link->stage >= Stage::identified;
    });
  }

  void step(Link& link) {
    switch (link.stage) {
      case Stage::resolving:
        if (const auto found = link.resolution->result()) resolved(link, *found);
        return;
      case Stage::asking:
        if (now_ >= link.deadline)
          end(link, CloseKind::silent,
              fmt::format("no answer from {}: is the server running, and is the address right? A firewall or "
                          "a guest Wi-Fi may "
                          "block UDP; another network or a phone's hotspot often helps",
                          link.where()));
        else if (now_ >= link.next_ask)
          ask(link);
        return;
      case Stage::connecting:
        if (link.retry)
          retry(link);
        else if (now_ >= link.deadline)
          end(link, CloseKind::unreachable,
              fmt::format("{} answers, but takes no connection: it may be overloaded, try again in a minute",
                          link.where()));
        return;
      case Stage::greeting:
        if (now_ >= link.deadline)
          end(link, CloseKind::unreachable,
              fmt::format("{} does not finish the handshake: try again", link.where()));
        return;
      case Stage::identified:
      case Stage::open:
        return;
    }
  }

  void resolved(Link& link, const Result<std::array<std::uint8_t, 4>>& found) {
    if (!found) return end(link, CloseKind::unresolved, found.error().text);
    link.resolution.reset();
    link.base = {std::bit_cast<std::uint32_t>(*found), link.target.port};
    link.asked = link.base;
    const auto host = host_with_room();
    if (!host) return end(link, CloseKind::unreachable, host.error().text);
    link.host = *host;
    ++used_[link.host->index()];
    set_stage(link, Stage::asking);
    link.deadline = now_ + options_.ask_timeout;
    ask(link);
  }

  Result<EnetHost*> host_with_room() {
    for (std::size_t i = 0; i < hosts_.size(); ++i)
      if (used_[i] < options_.links_per_host) return &hosts_[i];
    if (const auto opened = open_host(); !opened) return tl::unexpected(opened.error());
    return &hosts_[hosts_.size() - 1];
  }

  void ask(Link& link) {
    asking_.erase(nonce_key(link.query));
    link.query = secure::make_query(options_.version);
    asking_[nonce_key(link.query)] = link.id;
    link.host->send_datagram(link.asked, secure::encode(link.query));
    link.next_ask = now_ + link.ask_again;
    link.ask_again = std::min(link.ask_again * 2, kLastAskAgain);
  }

  static std::uint64_t nonce_key(const secure::Query& query) {
    return *secure::Reader(query.nonce).number<std::uint64_t>();
  }

  /// Asks from the start again: the server was full, or it has restarted since it answered.
  void retry(Link& link) {
    link.retry = false;
    release_peer(link);
    if (++link.retries > kMaxRetries)
      return end(link, CloseKind::full,
                 fmt::format("{} has no free seat: try again in a minute", link.where()));
    link.asked = link.base;
    link.redirects = 0;
    link.ask_again = kFirstAskAgain;
    link.next_ask = now_ + kBeforeRetry * link.retries;
    link.deadline = link.next_ask + options_.ask_timeout;
    set_stage(link, Stage::asking);
  }

  // --- what arrives beside ENet ---

  bool intercept(EnetHost& host, const ENetAddress& from, View datagram) override {
    if (secure::looks_like_answer(datagram)) {
      if (const auto answer = secure::decode_answer(datagram)) answered(from, *answer);
      return true;
    }
    if (secure::looks_like_gone(datagram)) {
      if (const auto gone = secure::decode_gone(datagram)) is_gone(host, from, gone->echo);
      return true;
    }
    return false;
  }

  void answered(const ENetAddress& from, const secure::Answer& answer) {
    const auto found = asking_.find(*secure::Reader(answer.nonce).number<std::uint64_t>());
    if (found == asking_.end()) return;
    Link* link = live(found->second);
    if (link == nullptr || link->stage != Stage::asking || answer.nonce != link->query.nonce ||
        !same_address(from, link->asked))
      return;
    asking_.erase(found);
    if (answer.version != options_.version) {
      const bool older = answer.version > options_.version;
      return end(
          *link, CloseKind::version,
          fmt::format(
              "this program speaks version {} of Earshot's protocol, the server at {} version {}: {}",
              options_.version, link->where(), answer.version,
              older ? "get the newer program" : "the server must be updated, or use an older program"));
    }
    if (answer.room == secure::Room::full)
      return end(*link, CloseKind::full,
                 fmt::format("{} has no free seat: try again in a minute", link->where()));
    if (answer.room == secure::Room::elsewhere && link->redirects < kMaxRedirects) {
      // Its cookie must be for the way to that port, and a NAT may use another address for each.
      ++link->redirects;
      link->asked.port = answer.port;
      link->ask_again = kFirstAskAgain;
      return ask(*link);
    }
    link->answer = answer;
    link->peer = link->host->connect(link->asked, answer.cookie);
    if (link->peer == nullptr)
      return end(*link, CloseKind::unreachable,
                 "too many connections of this program are still closing: try again");
    link->peer->data = link;
    link->deadline = now_ + options_.connect_timeout;
    set_stage(*link, Stage::connecting);
  }

  /// The server does not know the sender of a datagram that began with `echo`. An answer to none of ours is ignored: who
  /// cannot see our datagrams must not end our connections.
  void is_gone(EnetHost& host, const ENetAddress& from, View echo) {
    secure::Reader reader(echo);
    const std::uint16_t field = *reader.number<std::uint16_t>();
    const std::uint16_t sent_at = *reader.number<std::uint16_t>();
    const std::uint16_t id = field & ENET_PROTOCOL_MAXIMUM_PEER_ID;
    const bool has_time = (field & ENET_PROTOCOL_HEADER_FLAG_SENT_TIME) != 0;
    const auto age = static_cast<std::uint16_t>(enet_time_get() - sent_at);
    if (has_time && age > kMaxGoneAgeMs) return;
    if (id == ENET_PROTOCOL_MAXIMUM_PEER_ID) {
      reader.bytes(sizeof(ENetProtocolCommandHeader));
      const auto own = reader.number<std::uint16_t>();
      if (!own || *own >= host.peers().size()) return;
      const ENetPeer& peer = host.peers()[*own];
      if (peer.state != ENET_PEER_STATE_CONNECTING || !same_address(peer.address, from) ||
          peer.data == nullptr)
        return;
      static_cast<Link*>(peer.data)->retry = true;
      return;
    }
    for (const ENetPeer& peer : host.peers()) {
      if (peer.state != ENET_PEER_STATE_CONNECTED || peer.outgoingPeerID != id ||
          !same_address(peer.address, from) ||
          peer.outgoingSessionID !=
              (field & ENET_PROTOCOL_HEADER_SESSION_MASK) >> ENET_PROTOCOL_HEADER_SESSION_SHIFT ||
          peer.data == nullptr)
        continue;
      Link& link = *static_cast<Link*>(peer.data);
      if (!link.ended)
        end(link, CloseKind::gone, "the server restarted and does not know this connection any more");
      link.deadline = now_;
    }
  }

  // --- what ENet tells ---

  void on_connect(EnetHost& host, ENetPeer& peer) override {
    if (peer.data == nullptr) return;
    Link& link = *static_cast<Link*>(peer.data);
    if (link.ended) return;
    link.retry = false;
    link.handshake = std::make_unique<secure::ClientHandshake>(link.query, link.answer);
    send_raw(peer, link.handshake->hello(), link.backlog);
    host.mark_dirty();
    link.deadline = now_ + options_.greet_timeout;
    set_stage(link, Stage::greeting);
  }

  void on_receive(EnetHost&, ENetPeer& peer, View packet) override {
    if (peer.data == nullptr) return;
    Link& link = *static_cast<Link*>(peer.data);
    if (link.ended) return;
    if (link.channel) open(link);
    if (link.ended) return;
    switch (link.stage) {
      case Stage::greeting:
        return greeted(link, packet);
      case Stage::open: {
        const auto opened = link.channel->open(packet);
        if (!opened) return end(link, CloseKind::broken, opened.error().text);
        if (opened->kind == secure::FrameKind::message) return events_->received(link.id, opened->bytes);
        return end(link, CloseKind::by_server, readable_reason(opened->bytes));
      }
      case Stage::resolving:
      case Stage::asking:
      case Stage::connecting:
      case Stage::identified:
        return end(link, CloseKind::broken, "the server spoke out of turn");
    }
  }

  void greeted(Link& link, View packet) {
    const auto identity = link.handshake->verify(packet);
    if (!identity) return end(link, CloseKind::broken, identity.error().text);
    if (link.target.expected && *link.target.expected != identity->fingerprint)
      return end(
          link, CloseKind::untrusted,
          fmt::format("the server at {} is not the one expected. Its key has the fingerprint {}, expected is "
                      "{}. Somebody "
                      "may be posing as your server, or it was set up anew: ask your trainer for a fresh "
                      "invite, and do "
                      "not go on before",
                      link.where(), identity->fingerprint.to_string(), link.target.expected->to_string()));
    set_stage(link, Stage::identified);
    if (!link.ended) events_->identified(link.id, *identity, link.answer.name);
  }

  void on_disconnect(EnetHost&, ENetPeer& peer, Code code) override {
    if (peer.data == nullptr) return;
    Link& link = *static_cast<Link*>(peer.data);
    peer.data = nullptr;
    link.peer = nullptr;
    if (!link.ended) end(link, kind_of(code), text_of(code));
  }

  // --- the life of a link ---

  Link* live(LinkId id) {
    const auto found = links_.find(id.value);
    return found != links_.end() && !found->second->ended ? found->second.get() : nullptr;
  }

  void set_stage(Link& link, Stage stage) {
    link.stage = stage;
    events_->stage(link.id, stage);
  }

  /// The application has accepted; the server's first message may be here before it was told.
  void open(Link& link) {
    if (link.stage != Stage::identified) return;
    set_stage(link, Stage::open);
    if (!link.ended) events_->opened(link.id);
  }

  /// Says good-bye in the way that the stage allows; ENet may still deliver last words.
  void end(Link& link, CloseKind kind, std::string text) {
    if (link.peer != nullptr) {
      if (kind == CloseKind::by_us && link.channel) {
        const auto reason = secure::as_view(text).first(std::min(text.size(), kMaxReasonBytes));
        send_sealed(*link.peer, *link.channel, reason, secure::FrameKind::close, link.backlog);
        enet_peer_disconnect_later(link.peer, static_cast<std::uint32_t>(Code::said_why));
      } else if (kind !=
                 CloseKind::by_server) {  // that one hangs up by itself when its last words have arrived
        enet_peer_disconnect(
            link.peer, static_cast<std::uint32_t>(kind == CloseKind::broken ? Code::broken : Code::left));
      }
      link.host->mark_dirty();
      // ENet frees the slot of a connection that was not made yet at once.
      if (link.peer->state == ENET_PEER_STATE_DISCONNECTED) release_peer(link);
    }
    asking_.erase(nonce_key(link.query));
    link.ended = true;
    link.deadline = now_ + kLinger;
    ended_.push_back(link.id);
    news_.push_back({link.id, CloseReason{kind, std::move(text)}});
  }

  void release_peer(Link& link) {
    if (link.peer == nullptr) return;
    link.peer->data = nullptr;
    enet_peer_reset(link.peer);
    link.peer = nullptr;
  }

  void forget_ended() {
    std::erase_if(ended_, [&](LinkId id) {
      Link& link = *links_.at(id.value);
      if (link.peer != nullptr && now_ < link.deadline) return false;
      release_peer(link);
      if (link.host != nullptr) --used_[link.host->index()];
      links_.erase(id.value);
      return true;
    });
  }

  void tell_news() {
    // By index: a handler may make further news.
    for (std::size_t i = 0; i < news_.size(); ++i) {
      const News news = std::move(news_[i]);
      if (news.closed) {
        events_->closed(news.link, *news.closed);
      } else if (Link* link = live(news.link)) {
        open(*link);
      }
    }
    news_.clear();
  }

  bool busy() const { return packets_ > 0 || !starting_.empty() || !ended_.empty(); }

  struct News {
    LinkId link;
    std::optional<CloseReason> closed;  // nothing: it is open
  };

  const ClientOptions options_;
  std::size_t packets_ = 0;  // given to ENet, not yet acknowledged
  std::unordered_map<std::uint64_t, std::unique_ptr<Link>> links_;
  HostSet hosts_;
  std::vector<std::size_t> used_;  // links a host
  std::vector<LinkId> starting_;
  std::vector<LinkId> ended_;
  std::unordered_map<std::uint64_t, LinkId> asking_;  // by the first half of the nonce
  std::vector<News> news_;
  std::uint64_t last_link_ = 0;
  bool fresh_ = false;  // a link waits for its first turn

  TimePoint now_{};
  ClientEvents* events_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<ClientTransport>> make_client_transport(const ClientOptions& options) {
  auto client = std::make_unique<EnetClient>(options);
  if (const auto opened = client->open_host(); !opened) return tl::unexpected(opened.error());
  return client;
}

}  // namespace earshot::transport
