#include "client/link/client.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

#include "shared/protocol/version.h"

namespace earshot::link {

namespace {
constexpr Milliseconds kTypingEvery{2'000};

void watch(int epoll, int fd) {
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  if (fd >= 0 && ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &wanted) != 0)
    throw std::runtime_error("a socket cannot be waited on (epoll)");
}
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
  return std::make_unique<Client>(std::move(*transport), std::move(state), random, options.find_port);
}

Client::Client(std::unique_ptr<transport::ClientTransport> transport, std::optional<StateFolder> state, Random& random,
               std::uint16_t find_port)
    : transport_(std::move(transport)), state_(std::move(state)), link_(*transport_, state_ ? &*state_ : nullptr, random),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)), find_port_(find_port) {
  if (epoll_ < 0) throw std::runtime_error("no more files can be opened (epoll)");
  watch(epoll_, link_.wait_fd());
}

Client::~Client() { ::close(epoll_); }

void Client::open(const secure::Invite& invite, TimePoint now) {
  invite_ = invite;
  model::Discovery found = std::move(model_.discovery);
  model_ = {};
  model_.discovery = std::move(found);
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

void Client::look_for_classes(bool on, TimePoint now) {
  if (!on && finder_) {
    finder_.reset();  // closing its socket takes it out of the epoll set
    model_.discovery = {};
  }
  // Without a socket there is nothing to be found; an address can be typed all the same.
  if (!on || finder_ || finder_failed_) return;
  auto opened = Finder::open(protocol::kVersion, find_port_, now);
  finder_failed_ = !opened;
  if (!opened) return;
  finder_ = std::move(*opened);
  watch(epoll_, finder_->wait_fd());
  model_.discovery = finder_->shown();
}

std::optional<Milliseconds> Client::next_wakeup(TimePoint now) const {
  auto wait = link_.next_wakeup(now);
  const auto find = finder_ ? finder_->next_wakeup(now) : std::nullopt;
  if (find && (!wait || *find < *wait)) wait = find;
  return wait;
}

void Client::set_language(std::string code, TimePoint now) {
  if (language_ == code) return;
  language_ = std::move(code);
  link_.set_language(language_);
  if (model_.self.person) send(protocol::UseLanguage{language_}, now);
}

std::uint64_t Client::send(protocol::Intent intent, TimePoint now) {
  std::visit(
      [&](auto& body) {
        using T = std::decay_t<decltype(body)>;
        constexpr bool signs_in = std::is_same_v<T, protocol::SignIn> || std::is_same_v<T, protocol::Join> ||
                                  std::is_same_v<T, protocol::Resume> || std::is_same_v<T, protocol::Redeem>;
        if constexpr (signs_in) {
          if (body.language.empty()) body.language = language_;
        }
        // Whoever says it in an intent means it for the next connection too.
        if constexpr (signs_in || std::is_same_v<T, protocol::UseLanguage>) {
          language_ = body.language;
          link_.set_language(language_);
        }
      },
      intent);
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
  const bool found = finder_ && finder_->poll(now);
  if (found) model_.discovery = finder_->shown();
  return found || !events.empty();
}

void Client::keep_language(std::string_view code) {
  if (!state_) return;
  if (const auto kept = state_->keep_language(code); !kept) model_.connection.warning = kept.error().to_string();
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

CardDraft Client::card_draft() const {
  if (!state_ || !link_.server()) return {};
  return state_->card_draft(*link_.server());
}

void Client::keep_card_draft(const CardDraft& draft) {
  if (!state_ || !link_.server()) return;
  const auto kept = state_->keep_card_draft(*link_.server(), draft);
  model_.connection.warning = kept ? "" : kept.error().to_string();
}

}  // namespace earshot::link
