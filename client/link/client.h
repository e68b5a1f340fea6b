// A whole client but for its face: the model, and the link that feeds it.
//
// Window and line client call poll() when wait_fd() is readable or next_wakeup() has passed, draw model(), and give
// intents to send(). Owned by one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "client/link/finder.h"
#include "client/link/link.h"
#include "client/link/state_folder.h"
#include "client/model/model.h"

namespace earshot::link {

struct ClientOptions {
  std::optional<std::filesystem::path> state;  ///< nothing: nothing is remembered
  std::uint16_t find_port = secure::kDefaultPort;  ///< where classes are looked for
};

class Client {
 public:
  /// Fails if the state folder cannot be used, or there is no network.
  static Result<std::unique_ptr<Client>> make(const ClientOptions& options, Random& random);
  /// Over a given transport: for tests and for other carriers.
  Client(std::unique_ptr<transport::ClientTransport> transport, std::optional<StateFolder> state, Random& random,
         std::uint16_t find_port = secure::kDefaultPort);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  const model::Model& model() const { return model_; }
  /// The invite that was opened last; its code is what `join` is about.
  const secure::Invite& invite() const { return invite_; }

  void open(const secure::Invite& invite, TimePoint now);
  void accept_identity(TimePoint now);
  void try_now(TimePoint now);
  void close(TimePoint now);

  /// What this person reads: told with every sign-in from here on, and at once where somebody is signed in.
  void set_language(std::string code, TimePoint now);

  /// Looks for servers on the local network, or no more; what answers is in `model().discovery`. Nothing is joined by it.
  void look_for_classes(bool on, TimePoint now);

  /// The number that Accepted or Refused, and the model's `pending`, will carry; 0 for Typing, which is sent at most every
  /// two seconds, however often it is given.
  std::uint64_t send(protocol::Intent intent, TimePoint now);
  void drop_failed_line(std::uint64_t intent) { model::drop_failed_line(model_, intent); }

  /// Called for each event, with the model just as that event leaves it.
  using AfterEach = std::function<void(const LinkEvent&)>;
  /// Takes in what came; true if there was anything, so that a window draws again.
  bool poll(TimePoint now, const AfterEach& after_each = {});
  std::optional<Milliseconds> next_wakeup(TimePoint now) const;
  int wait_fd() const { return epoll_; }
  /// How many intents have no answer yet.
  std::size_t unanswered() const { return link_.unanswered(); }

  /// For later runs. What could not be kept is said in `model().connection.warning`.
  void keep_language(std::string_view code);

  /// What was being written in this session, on this server; empty without a state folder.
  Draft draft(SessionId session) const;
  /// What could not be kept is said in `model().connection.warning`.
  void keep_draft(SessionId session, const Draft& draft);
  /// The card that was being written for this server; the same holds for it.
  CardDraft card_draft() const;
  void keep_card_draft(const CardDraft& draft);

 private:
  std::unique_ptr<transport::ClientTransport> transport_;
  std::optional<StateFolder> state_;
  Link link_;
  model::Model model_;
  secure::Invite invite_;
  int epoll_;  ///< over the link's descriptor and the finder's
  std::uint16_t find_port_;
  std::optional<Finder> finder_;
  bool finder_failed_ = false;
  TimePoint typing_sent_{};
  std::string language_;
};

}  // namespace earshot::link
