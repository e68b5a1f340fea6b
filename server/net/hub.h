// Between the transport and the domain: who speaks on which connection, what they may ask, and what leaves for whom.
//
//   bytes → decode → validate → standing → decide → apply + journal → project → outbox → (on disk) → bytes
//
// Network thread only. Time comes with every call; the store is written by its own thread.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

#include "server/domain/leaderboard.h"
#include "server/domain/rights.h"
#include "server/net/class_room.h"
#include "server/net/content.h"
#include "server/net/outbox.h"
#include "server/net/registry.h"
#include "server/net/standings.h"
#include "server/store/writer.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/validate.h"
#include "shared/transport/rate_limiter.h"
#include "shared/transport/server_transport.h"

namespace earshot::net {

struct HubSettings {
  domain::Settings domain{};
  Seconds link_code_lives{600};
  Milliseconds typing_every{1'000};  ///< typing is passed on no more often than this
  double intents_per_second = 30;    ///< of one connection, after a burst
  double intents_burst = 120;
  bool background_fits = true;  ///< false: boards are worked out at once; for tests
  Milliseconds utc_offset{0};   ///< where the day of streaks and goals ends
  /// New people, wrong codes and tokens, link codes: of one address. A class behind one address gets in all at once.
  transport::RateLimit strangers{2'500, 20};
};

class Hub final : public transport::ServerEvents {
 public:
  /// `loaded` is what the store held at start. The references must outlive the hub.
  Hub(HubSettings settings, const store::Loaded& loaded, ContentLibrary& content, store::Writer& writer,
      transport::ServerTransport& transport, Random& random);

  // --- Start, in this order ---

  /// Folds a journal row of an open class in.
  void replay(const store::Row& row);
  void remember(const std::vector<store::Done>& done);
  /// After the replay: makes Practice and the first trainer token on a fresh store, lets clocks go on where they stood
  /// when the server was last alive. Gives the trainer token if it was made.
  std::optional<std::string> begin(TimePoint alive, TimePoint now);

  // --- While running ---

  /// Must be called before each poll of the transport, whose events carry no time.
  void set_now(TimePoint now) { now_ = now; }
  void connected(transport::PeerId peer, std::string address) override;
  void received(transport::PeerId peer, std::span<const std::uint8_t> message) override;
  void closed(transport::PeerId peer, std::string_view reason) override;
  void refused(std::string address, std::string_view reason) override;

  /// Fires every timer that is due.
  void tick(TimePoint now);
  /// When `tick` has something to do next.
  std::optional<TimePoint> next_due() const;
  /// Sends what has become durable.
  void release();
  /// Shows everybody the cards, the rubric and the lessons as they are now.
  void content_changed();
  /// Readable when figures are done; see Fits.
  int fits_fd() const { return standings_.wake_fd(); }
  bool has_open_sessions() const { return open_sessions_ > 0; }
  std::size_t connections() const { return connections_.size(); }

 private:
  /// A card's text while its parts come in.
  struct Upload {
    std::tuple<std::string, std::string, bool, std::uint32_t> key;  ///< card, language, publish, parts
    std::uint32_t next = 0;                                         ///< part that is expected
    std::string text;
  };
  struct Connection {
    transport::PeerId peer;
    std::string address;
    DeviceId device{};
    PersonId person{};
    ClassId in_class{};
    double tokens = 0;  ///< of the rate limit
    TimePoint tokens_at{};
    TimePoint typed_at{};
    int wrong_codes = 0;
    Upload upload;  ///< of a card
    /// Refusals by number: a repeated intent is refused again, though it would now be allowed.
    std::map<std::uint64_t, protocol::Refusal> refused;
  };
  struct DoneIntents {
    std::uint64_t highest = 0;
    std::map<std::uint64_t, std::pair<std::uint64_t, TimePoint>> answers;  ///< intent → made, at
  };

  // hub.cpp: the way of one intent
  void handle(Connection& connection, protocol::NumberedIntent& numbered);
  void charge(Connection& connection, double cost);
  bool answered_before(Connection& connection, std::uint64_t number);
  void dispatch(Connection& connection, const protocol::NumberedIntent& numbered);
  void in_class(Connection& connection, const protocol::NumberedIntent& numbered);
  /// What the connection's person is to the server and to the class they are in.
  domain::Whos who(const Connection& connection) const;
  void accept(Connection& connection, std::uint64_t number, std::uint64_t made);
  void refuse(Connection& connection, std::uint64_t number, const protocol::Refusal& refusal);
  /// For refusals that rest on nothing stored: leaves at once, also while the disk fails or the connection is closed.
  void refuse_at_once(Connection& connection, std::uint64_t number, const protocol::Refusal& refusal);
  void remember_refusal(Connection& connection, std::uint64_t number, const protocol::Refusal& refusal);
  void send(const Connection& connection, const protocol::ServerMessage& message);
  void type(Connection& connection);
  void watch(Connection& connection, const protocol::Watch& intent, std::uint64_t number);
  void unwatch(Connection& connection, std::uint64_t number);

  // boards.cpp: seasons, leaderboards and what stands behind them
  /// Somebody who waits for figures that are being worked out.
  struct Asker {
    transport::PeerId peer;
    std::variant<protocol::AskBoard, protocol::AskAudit, protocol::AskRaters> ask;
  };
  void ask_board(Connection& connection, const protocol::AskBoard& ask, std::uint64_t number);
  void ask_audit(Connection& connection, const protocol::AskAudit& ask, std::uint64_t number);
  void ask_raters(Connection& connection, const protocol::AskRaters& ask, std::uint64_t number);
  void set_board_name(Connection& connection, const protocol::SetBoardName& intent, std::uint64_t number);
  void start_season(Connection& connection, const protocol::StartSeason& intent, std::uint64_t number);
  void end_season(Connection& connection, std::uint64_t number);
  void set_team(Connection& connection, const protocol::NumberedIntent& numbered);
  /// Answers with what is known, and once more when newer figures are there.
  template <class Ask>
  void answer_by_figures(Connection& connection, const Ask& ask, std::uint64_t number);
  void show_board(const Connection& connection, const protocol::AskBoard& ask, const BoardState& board);
  void show_audit(const Connection& connection, const protocol::AskAudit& ask, const BoardState& board);
  void show_raters(const Connection& connection, const protocol::AskRaters& ask, const BoardState& board);
  void show(const Connection& connection, const Asker& asker, const BoardState& board);
  domain::BoardRequest board_request(PersonId viewer, const BoardState& board) const;
  /// As they were in force at `until`: what a trainer confirms later moves no finished season.
  domain::Rosters rosters(TimePoint until) const;
  void take_figures();
  void show_seasons();

  // progress.cpp: what becomes of somebody's practice, and what a trainer looks back at
  void ask_profile(Connection& connection, std::uint64_t number);
  void ask_history(Connection& connection, std::uint64_t number);
  void open_debrief(Connection& connection, const protocol::OpenDebrief& intent, std::uint64_t number);
  void take_reads();
  void show_past(const Connection& connection, const domain::Scored& scored, const std::vector<store::Row>& rows);
  void ask_report(Connection& connection, const protocol::AskReport& intent, std::uint64_t number);
  void rerate(Connection& connection, const protocol::Rerate& intent, std::uint64_t number);
  void set_goal(Connection& connection, const protocol::NumberedIntent& numbered);
  std::optional<protocol::GoalShown> goal_of(const ClassRoom& room, std::string_view language, bool trainer) const;
  std::optional<protocol::GoalShown> quest_of(PersonId person, const ClassRoom& room) const;
  std::optional<protocol::OldRecap> old_recap_of(PersonId person) const;
  void show_goal(const ClassRoom& room, std::span<const PersonId> to);
  void show_goal(const ClassRoom& room);

  // authoring.cpp: cards that trainers write, and content that changed
  void use_language(Connection& connection, const protocol::UseLanguage& intent, std::uint64_t number);
  void open_card(Connection& connection, const protocol::OpenCard& intent, std::uint64_t number);
  void save_card(Connection& connection, const protocol::SaveCard& intent, std::uint64_t number);
  void drop_card(Connection& connection, const protocol::DropCard& intent, std::uint64_t number);
  /// The whole text with its last part; nothing before, or if it was refused.
  std::optional<std::string> upload(Connection& connection, const protocol::SaveCard& intent, std::uint64_t number);
  /// Whether this person sits in a role-play of the card and may not see both its sides yet.
  bool plays_unseen(PersonId person, std::string_view card) const;
  /// Refuses what was made from another version than the latest.
  bool refuse_stale(Connection& connection, std::string_view card, std::string_view language, std::uint32_t base, std::uint64_t number);
  /// Stores them, brings them into force and tells trainers; all of one card and language.
  void keep(std::vector<store::AuthoredCard> cards);
  protocol::ShelfEntry shelf_entry(const std::string& card, const std::string& language) const;
  /// To a trainer of the server who has signed in.
  void show_shelf(const Connection& connection);

  // hub.cpp: from events to the journal
  /// Applies, writes and sends; gives the id that the intent made. `before` are records that go into the same batch.
  std::uint64_t commit(ClassRoom& room, domain::Events events, const Cause& cause, std::vector<store::Write> before = {},
                       const Connection* answer_to = nullptr);
  void write(std::vector<store::Write> records);
  /// Of an intent that no row of a journal remembers: in one batch with its records it is stored that it was done, so that
  /// it is answered again, and not done again, when it is sent again after a lost answer or a restart.
  void write_done(const Connection& connection, std::uint64_t number, std::vector<store::Write> records);
  void remember(const store::Done& done);
  void after_commit(ClassRoom& room, const Committed& committed);
  /// Tells the transport which classes may be found, the newest first.
  void list_classes();
  domain::Context context(const ClassRoom& room) const;
  domain::Deliver deliver_in(const ClassRoom& room);
  std::vector<transport::PeerId> peers_of(PersonId person, ClassId in_class) const;
  std::vector<transport::PeerId> peers_of(std::span<const PersonId> people, ClassId in_class) const;

  // timers.cpp: what is due when
  void index_due(const ClassRoom& room, SessionId session);
  void index_class_due(const ClassRoom& room);
  void fire_class(ClassId id);

  // sign_in.cpp: who is there
  void sign_in(Connection& connection, const protocol::SignIn& intent, std::uint64_t number);
  void join(Connection& connection, const protocol::Join& intent, std::uint64_t number);
  void join_as_new_person(Connection& connection, const protocol::Join& intent, ClassRoom& room, std::uint64_t number);
  void join_as(Connection& connection, const protocol::Join& intent, ClassRoom& room, std::uint64_t number);
  void resume(Connection& connection, const protocol::Resume& intent, std::uint64_t number);
  void invite_trainer(Connection& connection, std::uint64_t number);
  void link(Connection& connection, std::uint64_t number);
  void redeem(Connection& connection, const protocol::Redeem& intent, std::uint64_t number);
  void create_class(Connection& connection, const protocol::CreateClass& intent, std::uint64_t number);
  /// The connection is this device's from here on; an older connection of the device is closed.
  void become(Connection& connection, const store::Device& device);
  /// The connection is nobody's from here on.
  void forget_person(Connection& connection);
  /// Refuses, and closes the connection that guesses on.
  void refuse_guess(Connection& connection, std::uint64_t number, const protocol::Refusal& refusal);
  /// Takes one of the address's tokens for strangers; false if there is none left.
  bool may_be_strange(const Connection& connection);
  /// Where a trainer who signs in goes: where that person is already, else the newest class they own, else the newest
  /// they are a trainer of.
  ClassId home_of(PersonId trainer) const;
  void welcome(const Connection& connection, const std::string& resume_token);
  /// Sends the class to the person and the person to the class.
  void enter(Connection& connection, ClassRoom& room);
  /// Back into the class the device was in last, if it is still the person's; says why to somebody who was taken out.
  void enter_again(Connection& connection, ClassId current);
  /// The connection is in no class from here on.
  void leave_class(Connection& connection);
  /// The device's record with another class, or nothing to write if it is there already.
  std::vector<store::Write> moved_to(const Connection& connection, ClassId current);
  ClassRoom* room(ClassId id);
  ClassRoom& open_room(const store::ClassRecord& record);

  HubSettings settings_;
  ContentLibrary& content_;
  store::Writer& writer_;
  transport::ServerTransport& transport_;
  Random& random_;
  Registry registry_;
  Outbox outbox_;
  transport::RateLimiter strangers_;
  TimePoint now_{};
  store::Position written_ = 0;  ///< of the latest batch

  std::unordered_map<transport::PeerId, Connection> connections_;
  std::unordered_map<PersonId, std::vector<transport::PeerId>> online_;
  std::unordered_map<ClassId, std::unique_ptr<ClassRoom>> rooms_;
  std::unordered_map<DeviceId, DoneIntents> done_;
  domain::Typists typists_;
  Standings standings_;
  std::map<domain::Scope, std::vector<Asker>> askers_;
  std::map<std::uint64_t, std::pair<transport::PeerId, SessionId>> debriefs_asked_;
  std::uint64_t last_ask_ = 0;
  std::optional<TimePoint> refit_at_;  ///< of the season, some seconds after the last result

  std::set<std::pair<TimePoint, ClassId>> class_due_;
  std::unordered_map<ClassId, TimePoint> class_due_at_;
  std::set<std::pair<TimePoint, SessionId>> due_;
  std::unordered_map<SessionId, TimePoint> due_at_;
  std::unordered_map<SessionId, ClassId> class_of_session_;
  std::size_t open_sessions_ = 0;
};

}  // namespace earshot::net
