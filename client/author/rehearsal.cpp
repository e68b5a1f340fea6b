#include "client/author/rehearsal.h"

#include <algorithm>

namespace earshot::author {

using card::BeatPhase;
using card::Trigger;
using Kind = Rehearsal::Event::Kind;

Rehearsal::Rehearsal(card::Card played, TimePoint now) : card_(std::move(played)), began_(now), felt_(card_.customer.felt_start) {
  begin(Phase::talk, now);
}

void Rehearsal::advance(TimePoint now) {
  while (phase_ != Phase::over) {
    const TimePoint end = phase_began_ + length();
    play_due(std::min(now, end));
    if (now < end) return;
    begin(phase_ == Phase::talk && !card_.warm_up ? Phase::solve : Phase::over, end);
  }
}

void Rehearsal::say(Seat seat, std::string text, TimePoint now) {
  advance(now);
  if (phase_ == Phase::over || text.empty()) return;
  Event line = event(Kind::line, now);
  line.seat = seat;
  line.text = std::move(text);
  events_.push_back(std::move(line));
  if (seat == Seat::agent) ++agent_lines_;
  play_due(now);
}

void Rehearsal::reveal(const std::string& id, TimePoint now) {
  advance(now);
  const card::Fact* fact = card::find_fact(card_, id);
  if (!fact || phase_ == Phase::over) return;
  if (!told(id)) told_.push_back({id, is_earned(*fact)});
  say(Seat::customer, fact->text, now);
}

void Rehearsal::feel(int level, TimePoint now) {
  advance(now);
  if (phase_ == Phase::over || level == felt_) return;
  felt_ = level;
  felt_in_phase_ = std::max(felt_in_phase_, level);
  Event felt = event(Kind::felt, now);
  felt.level = level;
  events_.push_back(std::move(felt));
  play_due(now);
}

void Rehearsal::press(const std::string& id, TimePoint now) {
  advance(now);
  const auto beat = std::ranges::find(card_.customer.beats, id, &card::Beat::id);
  if (beat != card_.customer.beats.end() && can_press(*beat)) play(*beat, now);
}

void Rehearsal::next_phase(TimePoint now) {
  advance(now);
  if (phase_ == Phase::over) return;
  begin(phase_ == Phase::talk && !card_.warm_up ? Phase::solve : Phase::over, now);
}

const Rehearsal::Told* Rehearsal::told(const std::string& fact) const {
  const auto found = std::ranges::find(told_, fact, &Told::fact);
  return found == told_.end() ? nullptr : &*found;
}

bool Rehearsal::was_played(const std::string& beat) const {
  return std::ranges::any_of(events_, [&](const Event& one) { return one.kind == Kind::beat && one.beat == beat; });
}

bool Rehearsal::can_press(const card::Beat& beat) const {
  return beat.when.kind == Trigger::Kind::pressed && in_phase(beat) && !was_played(beat.id);
}

Milliseconds Rehearsal::left(TimePoint now) const {
  if (phase_ == Phase::over) return Milliseconds{0};
  return std::max(Milliseconds{0}, Milliseconds{phase_began_ + length() - now});
}

std::optional<TimePoint> Rehearsal::due() const {
  if (phase_ == Phase::over) return std::nullopt;
  TimePoint first = phase_began_ + length();
  for (const auto& beat : card_.customer.beats) {
    if (beat.when.kind != Trigger::Kind::time || !in_phase(beat) || was_played(beat.id)) continue;
    first = std::min<TimePoint>(first, phase_began_ + beat.when.after);
  }
  return first;
}

void Rehearsal::begin(Phase phase, TimePoint at) {
  phase_ = phase;
  phase_began_ = at;
  felt_in_phase_ = 0;
  agent_lines_ = 0;
  Event began = event(Kind::phase, at);
  began.phase = phase;
  events_.push_back(std::move(began));
  play_due(at);
}

void Rehearsal::play_due(TimePoint now) {
  for (const auto& beat : card_.customer.beats) {
    if (!in_phase(beat) || was_played(beat.id) || !is_due(beat, now)) continue;
    play(beat, beat.when.kind == Trigger::Kind::time ? phase_began_ + beat.when.after : now);
  }
}

void Rehearsal::play(const card::Beat& beat, TimePoint at) {
  Event played = event(Kind::beat, at);
  played.beat = beat.id;
  played.text = beat.text;
  played.time_jump = beat.time_jump;
  events_.push_back(std::move(played));
}

bool Rehearsal::is_due(const card::Beat& beat, TimePoint now) const {
  switch (beat.when.kind) {
    case Trigger::Kind::time: return now >= phase_began_ + beat.when.after;
    case Trigger::Kind::phase: return true;
    case Trigger::Kind::agent_messages: return agent_lines_ >= beat.when.count;
    case Trigger::Kind::felt_heard: return felt_in_phase_ >= beat.when.count;
    case Trigger::Kind::pressed: return false;
  }
  return false;
}

bool Rehearsal::in_phase(const card::Beat& beat) const {
  return (phase_ == Phase::talk && beat.when.phase == BeatPhase::talk) || (phase_ == Phase::solve && beat.when.phase == BeatPhase::solve);
}

/// As the server judges it: a question in one of the agent's two latest lines.
bool Rehearsal::is_earned(const card::Fact& fact) const {
  switch (fact.rule) {
    case card::Rule::at_once: return true;
    case card::Rule::if_heard: return felt_ >= fact.level;
    case card::Rule::if_asked: break;
  }
  int looked_at = 0;
  for (auto line = events_.rbegin(); line != events_.rend() && looked_at < 2; ++line) {
    if (line->kind != Kind::line || line->seat != Seat::agent) continue;
    ++looked_at;
    for (const std::string_view mark : {"?", "？", "؟"}) {
      if (line->text.find(mark) != std::string::npos) return true;
    }
    if (line->text.ends_with(';')) return true;
  }
  return false;
}

Seconds Rehearsal::length() const { return phase_ == Phase::talk ? card_.minutes.talk : card_.minutes.solve; }

Rehearsal::Event Rehearsal::event(Event::Kind kind, TimePoint at) const {
  Event out;
  out.kind = kind;
  out.at = Milliseconds{at - began_};
  return out;
}

}  // namespace earshot::author
