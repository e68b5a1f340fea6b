#include "client/link/link.h"
#include "shared/words/words.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "shared/protocol/codec.h"
#include "shared/protocol/goodbye.h"
#include "shared/protocol/limits.h"

namespace earshot::link {

using model::ConnectionState;
using model::Trust;
using protocol::Why;
using transport::CloseKind;

namespace {

using words::mark;

/// These make the server know who this is; they are never numbered.
bool names_a_person(const protocol::Intent& intent) {
  return std::holds_alternative<protocol::SignIn>(intent) || std::holds_alternative<protocol::Resume>(intent) ||
         std::holds_alternative<protocol::Redeem>(intent);
}

/// So does the first Join.
bool can_sign_in(const protocol::Intent& intent) {
  return names_a_person(intent) || std::holds_alternative<protocol::Join>(intent);
}

/// A connection that lasted this long was a good one: the next loss begins with the shortest wait again.
constexpr Milliseconds kLasted{3'000};

/// An answer is missed after this: the oldest intent goes out again. A server that has restarted since says at once that it
/// does not know us; ENet's own ping would tell only after seconds.
constexpr Milliseconds kProdAfter{1'000};

constexpr std::size_t kAttemptCharacters = 32;

model::Trouble trouble_of(CloseKind kind) {
  switch (kind) {
    case CloseKind::unresolved: return model::Trouble::unresolved;
    case CloseKind::silent: return model::Trouble::silent;
    case CloseKind::untrusted: return model::Trouble::wrong_key;
    case CloseKind::version: return model::Trouble::old_program;
    case CloseKind::by_us: return model::Trouble::none;
    case CloseKind::by_server:
    case CloseKind::lost:
    case CloseKind::gone:
    case CloseKind::unreachable:
    case CloseKind::full:
    case CloseKind::broken: break;
  }
  return model::Trouble::other;
}

}  // namespace

Link::Link(transport::ClientTransport& transport, StateFolder* state, Random& random)
    : transport_(transport), state_(state), random_(random) {}

// --- What the person asks for ---------------------------------------------------------------------------------------

void Link::open(const secure::Invite& invite, TimePoint now) {
  close(now);
  invite_ = invite;
  server_.reset();
  token_.clear();
  unanswered_.clear();
  next_number_ = 1;
  tries_ = 0;
  accepted_ = invite.fingerprint;
  connection_ = {};
  connection_.address = address();
  if (accepted_) {
    connection_.trust = Trust::invited;
  } else if (state_) {
    accepted_ = state_->known_server(connection_.address);
    if (accepted_) connection_.trust = Trust::remembered;
  }
  connect();
}

void Link::accept_identity(TimePoint now) {
  now_ = now;
  if (connection_.state != ConnectionState::identify || !server_) return;
  accepted_ = server_;
  enter(ConnectionState::connecting);
  if (link_) {
    transport_.accept(link_);
  } else {
    connect();  // the server did not wait that long
  }
}

void Link::try_now(TimePoint now) {
  now_ = now;
  if (connection_.state == ConnectionState::reconnecting && !link_) connect();
}

void Link::close(TimePoint now) {
  now_ = now;
  if (link_) transport_.close(link_, "the client leaves");
  transport_.flush();
  link_ = {};
  known_ = false;
  if (connection_.state != ConnectionState::idle) enter(ConnectionState::idle);
}

std::uint64_t Link::send(protocol::Intent intent, TimePoint now) {
  now_ = now;
  if (std::holds_alternative<protocol::Typing>(intent)) {
    Unanswered typing{0, 0, std::move(intent)};
    if (known_) transmit(typing);
    transport_.flush();
    return 0;
  }
  const std::uint64_t ticket = next_ticket_++;
  if (auto refusal = protocol::validate(intent)) {
    refuse(ticket, std::move(*refusal));
    return ticket;
  }
  if (auto* join = std::get_if<protocol::Join>(&intent); join && join->attempt.empty()) {
    join->attempt = random_.pick(kCodeAlphabet, kAttemptCharacters);
  }
  if (connection_.state == ConnectionState::idle || connection_.state == ConnectionState::stopped) {
    refuse(ticket, {Why::not_signed_in, mark("there is no connection; open an invite first")});
    return ticket;
  }
  protocol::Bytes bytes;
  protocol::encode(protocol::NumberedIntent{0, intent}, bytes);
  if (bytes.size() > protocol::limits::kIntentBytes) {
    refuse(ticket, {Why::too_long, mark("this is too long to be sent in one piece")});
    return ticket;
  }
  unanswered_.push_back({ticket, 0, std::move(intent)});
  if (known_) {
    send_all();
  } else if (connection_.state == ConnectionState::signed_out) {
    sign_in();
  }
  transport_.flush();
  return ticket;
}

std::vector<LinkEvent> Link::poll(TimePoint now) {
  now_ = now;
  if (connection_.state == ConnectionState::reconnecting && !link_ && now >= connection_.retry_at) connect();
  transport_.poll(now, *this);
  if (misses_answer() && now - heard_or_sent_ >= kProdAfter) transmit(unanswered_.front());
  transport_.flush();
  return std::exchange(events_, {});
}

std::optional<Milliseconds> Link::next_wakeup(TimePoint now) const {
  if (!events_.empty()) return Milliseconds{0};
  std::optional<Milliseconds> wait = transport_.next_wakeup();
  if (connection_.state == ConnectionState::reconnecting && !link_) {
    const Milliseconds retry = std::max(Milliseconds{0}, connection_.retry_at - now);
    wait = wait ? std::min(*wait, retry) : retry;
  }
  if (misses_answer()) {
    const Milliseconds prod = std::max(Milliseconds{0}, heard_or_sent_ + kProdAfter - now);
    wait = wait ? std::min(*wait, prod) : prod;
  }
  return wait;
}

// --- The connection -------------------------------------------------------------------------------------------------

std::string Link::address() const {
  std::string host = invite_.host;
  std::ranges::transform(host, host.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return host + ':' + std::to_string(invite_.port);
}

void Link::connect() {
  known_ = false;
  resuming_ = false;
  signing_in_ = 0;
  for (Unanswered& intent : unanswered_) intent.sent = false;
  link_ = transport_.connect({invite_.host, invite_.port, accepted_});
  const bool again = connection_.state == ConnectionState::reconnecting;
  enter(again ? ConnectionState::reconnecting : ConnectionState::connecting, again ? connection_.reason : "");
}

void Link::enter(ConnectionState state, std::string reason) {
  if (connection_.state != state) connection_.since = now_;
  connection_.state = state;
  if (reason.empty()) connection_.trouble = model::Trouble::none;
  connection_.reason = std::move(reason);
  events_.emplace_back(connection_);
}

void Link::warn(const Result<void>& kept) {
  if (kept) return;
  connection_.warning = kept.error().to_string();
  events_.emplace_back(connection_);
}

void Link::identified(transport::LinkId link, const secure::ServerIdentity& server, std::string_view server_name) {
  if (link != link_) return;
  server_ = server.fingerprint;
  if (key_ != server.key) connection_.words.clear();
  key_ = server.key;
  connection_.server_name = server_name;
  connection_.fingerprint = server.fingerprint.to_string();
  if (accepted_) {
    transport_.accept(link);
    return;
  }
  connection_.words = secure::security_words(server.key);
  enter(ConnectionState::identify);
}

void Link::opened(transport::LinkId link) {
  if (link != link_) return;
  connection_.words.clear();
  connection_.attempts = 0;
  if (state_) {
    warn(state_->remember_server(connection_.address, *server_, connection_.server_name));
    if (token_.empty()) token_ = state_->token(*server_).value_or("");
  }
  if (token_.empty()) {
    sign_in();
    return;
  }
  resuming_ = true;
  Unanswered resume{0, 0, protocol::Resume{token_, language_}};
  transmit(resume);
  enter(ConnectionState::signing_in);
}

void Link::closed(transport::LinkId link, const transport::CloseReason& reason) {
  if (link != link_) return;
  link_ = {};
  if (std::exchange(known_, false) && now_ - connection_.since >= kLasted) tries_ = 0;
  connection_.trouble = trouble_of(reason.kind);
  switch (reason.kind) {
    case CloseKind::by_us: return;
    case CloseKind::version: enter(ConnectionState::stopped, reason.text); return;
    case CloseKind::untrusted:
      connection_.trust = Trust::changed;
      enter(ConnectionState::stopped, reason.text);
      return;
    case CloseKind::by_server:
      if (reason.text == protocol::kTakenOver) {
        enter(ConnectionState::stopped, mark("Earshot was opened with this place somewhere else; it works there"));
        return;
      }
      break;
    case CloseKind::lost:
    case CloseKind::gone:
    case CloseKind::unreachable:
    case CloseKind::unresolved:
    case CloseKind::silent:
    case CloseKind::full:
    case CloseKind::broken: break;
  }
  if (connection_.state == ConnectionState::identify) return;  // the person is still comparing the words
  retry_after(reason.kind, reason.text);
}

void Link::retry_after(CloseKind kind, std::string reason) {
  Milliseconds wait = kLastRetry;
  const bool patient = kind == CloseKind::full || kind == CloseKind::broken;
  if (!patient && tries_ < 5) wait = std::min(kLastRetry, kFirstRetry * (1 << tries_));
  wait -= Milliseconds{static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(wait.count() / 5 + 1)))};
  if (kind == CloseKind::gone && tries_ == 0) wait = Milliseconds{0};
  ++tries_;
  ++connection_.attempts;
  connection_.retry_at = now_ + wait;
  enter(ConnectionState::reconnecting, std::move(reason));
}

// --- Becoming somebody ----------------------------------------------------------------------------------------------

/// Sends the first intent that can make this connection somebody's; without one, nobody is signed in.
void Link::sign_in() {
  const auto first = std::ranges::find_if(unanswered_, [](const Unanswered& one) { return can_sign_in(one.intent); });
  if (first == unanswered_.end()) {
    refuse_strangers();
    if (connection_.state != ConnectionState::signed_out) enter(ConnectionState::signed_out);
    return;
  }
  first->number = 0;
  signing_in_ = first->ticket;
  transmit(*first);
  enter(ConnectionState::signing_in);
}

void Link::refuse_strangers() {
  for (const Unanswered& one : std::exchange(unanswered_, {})) {
    refuse(one.ticket, {Why::not_signed_in, mark("join a class or sign in first")});
  }
}

void Link::take_welcome(protocol::Welcome welcome) {
  const std::uint64_t ticket = std::exchange(signing_in_, 0);
  resuming_ = false;
  known_ = true;
  const auto answered = std::ranges::find(unanswered_, ticket, &Unanswered::ticket);
  std::string token = welcome.resume.empty() ? token_ : welcome.resume;
  if (ticket != 0 && answered != unanswered_.end()) {
    if (const auto* resume = std::get_if<protocol::Resume>(&answered->intent); resume && welcome.resume.empty()) {
      token = resume->token;
    }
    unanswered_.erase(answered);
  }
  if (token != token_) {
    token_ = token;
    if (state_) warn(state_->keep_token(*server_, token_));
    // Another device counts anew.
    for (Unanswered& one : unanswered_) one.number = 0;
    next_number_ = 1;
  }
  next_number_ = std::max(next_number_, welcome.last_intent + 1);
  welcome.resume = token_;
  // Trainees ask their trainer for the words.
  if (welcome.trainer && connection_.words.empty()) connection_.words = secure::security_words(key_);
  events_.emplace_back(protocol::ServerMessage{std::move(welcome)});
  if (ticket != 0) events_.emplace_back(protocol::ServerMessage{protocol::Accepted{ticket, 0, now_}});
  enter(ConnectionState::ready);
  send_all();
}

void Link::take_sign_in_refused(protocol::Refused answer) {
  if (std::exchange(resuming_, false)) {
    const bool wrong = answer.why == Why::wrong_token || answer.why == Why::unknown;
    events_.emplace_back(protocol::ServerMessage{answer});
    if (wrong) {
      token_.clear();  // the file stays until another token takes its place
      sign_in();
    } else {
      transport_.close(std::exchange(link_, {}), "the token could not be used now");
      retry_after(CloseKind::by_server, answer.text);
    }
    return;
  }
  answer.intent = std::exchange(signing_in_, 0);
  std::erase_if(unanswered_, [&](const Unanswered& one) { return one.ticket == answer.intent; });
  events_.emplace_back(protocol::ServerMessage{std::move(answer)});
  if (known_) {
    enter(ConnectionState::ready);
    send_all();
  } else {
    sign_in();
  }
}

// --- Intents and their answers --------------------------------------------------------------------------------------

void Link::transmit(Unanswered& intent) {
  protocol::Bytes bytes;
  protocol::encode(protocol::NumberedIntent{intent.number, intent.intent}, bytes);
  transport_.send(link_, bytes);
  intent.sent = true;
  heard_or_sent_ = now_;
}

/// Whoever is signed in may change: nothing behind such an intent goes out before its answer.
void Link::send_all() {
  if (signing_in_ != 0) return;
  for (Unanswered& one : unanswered_) {
    if (names_a_person(one.intent)) {
      signing_in_ = one.ticket;
      transmit(one);
      return;
    }
    if (one.number == 0) one.number = next_number_++;
    if (!one.sent) transmit(one);
  }
}

void Link::refuse(std::uint64_t ticket, protocol::Refusal refusal) {
  events_.emplace_back(
      protocol::ServerMessage{protocol::Refused{ticket, refusal.why, std::move(refusal.text), std::move(refusal.field)}});
}

void Link::take_accepted(protocol::Accepted answer) {
  const auto found = std::ranges::find(unanswered_, answer.intent, &Unanswered::number);
  if (answer.intent == 0 || found == unanswered_.end()) return;  // answered before, over an earlier connection
  answer.intent = found->ticket;
  unanswered_.erase(found);
  events_.emplace_back(protocol::ServerMessage{answer});
}

void Link::take_refused(protocol::Refused answer) {
  if (answer.intent == 0) {
    take_sign_in_refused(std::move(answer));
    return;
  }
  const auto found = std::ranges::find(unanswered_, answer.intent, &Unanswered::number);
  if (found == unanswered_.end()) return;
  answer.intent = found->ticket;
  unanswered_.erase(found);
  events_.emplace_back(protocol::ServerMessage{std::move(answer)});
}

void Link::received(transport::LinkId link, std::span<const std::uint8_t> bytes) {
  if (link != link_) return;
  heard_or_sent_ = now_;
  auto message = protocol::decode_message(bytes);
  if (!message) {
    transport_.close(std::exchange(link_, {}), "the client does not understand: " + message.error().to_string());
    known_ = false;
    retry_after(CloseKind::broken, mark("the server sent something this program does not understand"));
    return;
  }
  if (auto* welcome = std::get_if<protocol::Welcome>(&*message)) {
    take_welcome(std::move(*welcome));
  } else if (auto* accepted = std::get_if<protocol::Accepted>(&*message)) {
    take_accepted(*accepted);
  } else if (auto* refused = std::get_if<protocol::Refused>(&*message)) {
    take_refused(std::move(*refused));
  } else {
    events_.emplace_back(std::move(*message));
  }
}

}  // namespace earshot::link
