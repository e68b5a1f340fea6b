// A card tried by one person on one screen, in both seats: talk and solve as they would go, with the card's beats and rules.
//
// Pure: time comes with every call and does not step back. What a real session adds (recap, scores, challenges) is not here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/card/card.h"

namespace earshot::author {

class Rehearsal {
 public:
  enum class Phase : std::uint8_t { talk, solve, over };
  enum class Seat : std::uint8_t { customer, agent };

  /// What happened, in order.
  struct Event {
    enum class Kind : std::uint8_t { phase, line, beat, felt };
    Kind kind = Kind::phase;
    Milliseconds at{0};       ///< since it began
    Seat seat{};              ///< of a line
    std::string text;         ///< of a line or a beat
    std::string beat;         ///< its id
    std::string time_jump;    ///< of a beat
    Phase phase{};            ///< that began
    int level = 0;            ///< felt from here on
    friend bool operator==(const Event&, const Event&) = default;
  };
  struct Told {
    std::string fact;
    bool earned = true;
    friend bool operator==(const Told&, const Told&) = default;
  };

  /// `played` is resolved: see card::resolve.
  Rehearsal(card::Card played, TimePoint now);

  /// Lets time pass: beats that are due, a phase that is over. Every call below does so first.
  void advance(TimePoint now);
  void say(Seat seat, std::string text, TimePoint now);
  /// The customer tells a fact in the card's words.
  void reveal(const std::string& fact, TimePoint now);
  void feel(int level, TimePoint now);
  /// Plays a beat that waits to be pressed.
  void press(const std::string& beat, TimePoint now);
  void next_phase(TimePoint now);

  const card::Card& card() const { return card_; }
  Phase phase() const { return phase_; }
  const std::vector<Event>& events() const { return events_; }
  const std::vector<Told>& told() const { return told_; }
  const Told* told(const std::string& fact) const;
  int felt() const { return felt_; }
  bool was_played(const std::string& beat) const;
  /// May be pressed now.
  bool can_press(const card::Beat& beat) const;
  Milliseconds left(TimePoint now) const;
  /// When the next thing happens by itself; nothing once it is over.
  std::optional<TimePoint> due() const;

 private:
  void begin(Phase phase, TimePoint at);
  void play_due(TimePoint now);
  void play(const card::Beat& beat, TimePoint at);
  bool is_due(const card::Beat& beat, TimePoint now) const;
  bool in_phase(const card::Beat& beat) const;
  bool is_earned(const card::Fact& fact) const;
  Seconds length() const;
  Event event(Event::Kind kind, TimePoint at) const;

  card::Card card_;
  TimePoint began_;
  Phase phase_ = Phase::talk;
  TimePoint phase_began_;
  int felt_;
  int felt_in_phase_ = 0;  ///< the highest that was set in it
  int agent_lines_ = 0;    ///< in this phase
  std::vector<Event> events_;
  std::vector<Told> told_;
};

}  // namespace earshot::author
