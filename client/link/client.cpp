#include "client/link/client.h"

#include <utility>

#include "shared/protocol/version.h"

namespace earshot::link {

namespace {
constexpr Milliseconds kTypingEvery{2'000};
}

Result<std::unique_ptr<Client>> Client::make(const ClientOptions& options, Random& random) {
  std::optional<StateFolder> state;
  if (options.state) {
    auto opened = StateFolder::open(*options.state);
    if (!opened) return tl::unexpected(opened.error());
    state = std::move(*opened);
  }
  transport::ClientOptions wanted;
  wanted.version = protocol::kVersion;
  auto transport = transport::make_client_transport(wanted);
  if (!transport) return tl::unexpected(transport.error());
  return std::make_unique<Client>(std::move(*transport), std::move(state), random);
}

Client::Client(std::unique_ptr<transport::ClientTransport> transport, std::optional<StateFolder> state, Random& random)
    : transport_(std::move(transport)), state_(std::move(state)), link_(*transport_, state_ ? &*state_ : nullptr, random) {}

void Client::open(const secure::Invite& invite, TimePoint now) {
  invite_ = invite;
  model_ = {};
  link_.open(invite, now);
  model_.connection = link_.connection();
}

void Client::accept_identity(TimePoint now) {
  link_.accept_identity(now);
  model_.connection = link_.connection();
}

void Client::try_now(TimePoint now) {
  link_.try_now(now);
  model_.connection = link_.connection();
}

void Client::close(TimePoint now) {
  link_.close(now);
  model_.connection = link_.connection();
}

std::uint64_t Client::send(protocol::Intent intent, TimePoint now) {
  if (std::holds_alternative<protocol::Typing>(intent)) {
    if (now - typing_sent_ < kTypingEvery) return 0;
    typing_sent_ = now;
    return link_.send(std::move(intent), now);
  }
  protocol::NumberedIntent shown{0, intent};
  shown.number = link_.send(std::move(intent), now);
  model::submit(model_, shown, now);
  model_.connection = link_.connection();
  return shown.number;
}

bool Client::poll(TimePoint now, const AfterEach& after_each) {
  const std::vector<LinkEvent> events = link_.poll(now);
  for (const LinkEvent& event : events) {
    if (const auto* message = std::get_if<protocol::ServerMessage>(&event)) {
      model::reduce(model_, *message, now);
    } else {
      model_.connection = std::get<model::Connection>(event);
    }
    if (after_each) after_each(event);
  }
  return !events.empty();
}

Draft Client::draft(SessionId session) const {
  if (!state_ || !link_.server()) return {};
  return state_->draft(*link_.server(), session);
}

void Client::keep_draft(SessionId session, const Draft& draft) {
  if (!state_ || !link_.server()) return;
  const auto kept = state_->keep_draft(*link_.server(), session, draft);
  model_.connection.warning = kept ? "" : kept.error().to_string();
}

}  // namespace earshot::link
