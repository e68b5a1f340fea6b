#include "client/text/app.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <memory>

#include "client/link/client.h"
#include "client/text/json_face.h"
#include "client/text/line_reader.h"
#include "client/text/plain_face.h"
#include "shared/words/words.h"
#include "shared/base/random.h"

namespace earshot::text_client {
namespace {

/// How long to wait for answers after the input has ended.
constexpr Milliseconds kFlushTime{10'000};
/// How long the goodbye may take to leave.
constexpr Milliseconds kGoodbyeTime{200};
constexpr Milliseconds kLongestWait{60'000};

class App {
 public:
  App(const Options& options, link::Client& client) : client_(client), face_(make_face(options)) {
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGINT);
    ::sigaddset(&signals, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    signals_ = ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    std::signal(SIGPIPE, SIG_IGN);
  }
  App(const App&) = delete;
  App& operator=(const App&) = delete;
  ~App() { ::close(signals_); }

  int run(const Options& options) {
    client_.open(options.invite, now());
    while (!code_) {
      turn();
      if (input_ended_) finish_input();
      if (!code_) wait(next_wait());
    }
    say_goodbye();
    return *code_;
  }

 private:
  std::unique_ptr<Face> make_face(const Options& options) {
    Port port{client_.model(),
              [this](protocol::Intent intent) { return client_.send(std::move(intent), now()); },
              [this] { client_.accept_identity(now()); },
              [this](int code) { code_ = code; },
              [this](std::string_view line) { print(stdout, line); },
              [this](std::string_view line) { print(stderr, line); }};
    if (options.json) return std::make_unique<JsonFace>(std::move(port), Defaults{options.invite.code, options.name});
    return std::make_unique<PlainFace>(std::move(port), Defaults{options.invite.code, options.name});
  }

  TimePoint now() { return clock_.now(); }

  void print(std::FILE* to, std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), to);
    std::fputc('\n', to);
    // Whoever reads has gone: there is nobody left to tell.
    if (std::fflush(to) != 0 && errno == EPIPE && !code_) code_ = kDone;
  }

  /// What one event leads to may lead to more: until nothing comes.
  void turn() {
    while (client_.poll(now(), [&](const link::LinkEvent& event) { face_->event(event, now()); }) && !code_) {
    }
    face_->tick(now());
  }

  Milliseconds next_wait() {
    Milliseconds wait = kLongestWait;
    if (const auto link = client_.next_wakeup(now())) wait = std::min(wait, *link);
    if (const auto tick = face_->next_tick(now())) wait = std::min(wait, *tick);
    if (input_ended_) wait = std::min(wait, std::max(Milliseconds{0}, flush_until_ - now()));
    return wait;
  }

  void wait(Milliseconds time) {
    std::array<pollfd, 3> waits{{{signals_, POLLIN, 0}, {client_.wait_fd(), POLLIN, 0}, {input_ended_ ? -1 : STDIN_FILENO, POLLIN, 0}}};
    if (::poll(waits.data(), waits.size(), static_cast<int>(time.count())) <= 0) return;
    if (waits[0].revents != 0) code_ = kDone;
    if (waits[2].revents != 0) read_input();
  }

  void read_input() {
    std::array<char, 16 * 1024> bytes{};
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    const auto on_line = [&](std::string_view line) {
      if (!code_) face_->line(line, now());
    };
    if (count <= 0) {
      reader_.finish(on_line);
      input_ended_ = true;
      flush_until_ = now() + kFlushTime;
      return;
    }
    reader_.feed({bytes.data(), static_cast<std::size_t>(count)}, on_line, [&] { face_->line_too_long(); });
  }

  void finish_input() {
    if (code_) return;
    if (client_.unanswered() == 0) {
      code_ = kDone;
    } else if (now() >= flush_until_) {
      print(stderr, words::tr("The server did not answer everything before the end."));
      code_ = kLeftUnanswered;
    }
  }

  void say_goodbye() {
    const TimePoint until = now() + kGoodbyeTime;
    client_.close(now());
    while (now() < until) {
      client_.poll(now());
      const auto next = client_.next_wakeup(now());
      if (!next) break;
      pollfd wait{client_.wait_fd(), POLLIN, 0};
      ::poll(&wait, 1, static_cast<int>(std::min(*next, until - now()).count()));
    }
  }

  link::Client& client_;
  SystemClock clock_;
  std::optional<int> code_;
  std::unique_ptr<Face> face_;
  LineReader reader_;
  int signals_ = -1;
  bool input_ended_ = false;
  TimePoint flush_until_{};
};

}  // namespace

int run(const Options& options) {
  SecureRandom random;
  auto client = link::Client::make({options.state}, random);
  if (!client) {
    std::fprintf(stderr, "%s\n", client.error().to_string().c_str());
    return kBadStart;
  }
  (*client)->set_language(options.language, SystemClock().now());
  App app(options, **client);
  return app.run(options);
}

}  // namespace earshot::text_client
