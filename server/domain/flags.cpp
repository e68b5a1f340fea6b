#include "server/domain/flags.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>

#include "server/domain/challenge.h"
#include "server/domain/content_words.h"
#include "shared/base/text.h"

namespace earshot::domain {
namespace {

constexpr std::size_t kSharedWords = 2;
constexpr std::size_t kLinesToJudge = 8;

Words shared(const Words& some, const Words& others) {
  Words both;
  std::ranges::set_intersection(some, others, std::inserter(both, both.end()));
  return both;
}

/// `words` without those that the customer has used before the line.
Words not_the_customers(const Session& session, Words words, MessageId before) {
  for (std::size_t i = 0;
       i < session.lines.size() && session.lines[i].id < before && words.size() >= kSharedWords; ++i) {
    if (session.lines[i].role != Role::customer) continue;
    for (const std::string& used : content_words(session.lines[i].text)) words.erase(used);
  }
  return words;
}

bool is_written(const Session& session) {
  return session.mode == Mode::chat && (session.phase == Phase::talk || session.phase == Phase::solve);
}

/// What the latest line or the observer says of the agent in this talk.
bool advises_early(const Session& session) {
  if (session.phase != Phase::talk) return false;
  if (const auto taps = session.tallies.find(Tally::advice_early);
      taps != session.tallies.end() && taps->second > 0)
    return true;
  if (session.lines.empty()) return false;
  const protocol::Line& line = session.lines.back();
  return line.role == Role::agent &&
         is_early_advice(session, line);
}

}  // namespace

bool is_early_advice(const Session& session, const protocol::Line& line) {
  const Words said = content_words(line.text);
  if (said.size() < kSharedWords) return false;
  const card::AgentSide& side = session.card->agent;
  for (const auto* offers : {&side.you_decide, &side.ask_first, &side.not_yours}) {
    for (const card::Offer& offer : *offers) {
      Words offered = shared(said, content_words(offer.title + " " + offer.detail));
      if (offered.size() < kSharedWords) continue;
      if (not_the_customers(session, std::move(offered), line.id).size() >= kSharedWords) return true;
    }
  }
  return false;
}

bool is_one_sided(const Session& session) {
  std::size_t lines = 0;
  std::size_t customer = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < session.lines.size(); ++i) {
    const protocol::Line& line = session.lines[i];
    if (line.phase != Phase::talk) continue;
    const std::size_t characters = text::length(line.text);
    ++lines;
    all += characters;
    if (line.role == Role::customer) customer += characters;
  }
  return lines >= kLinesToJudge && std::max(customer, all - customer) * 5 > all * 4;
}

std::vector<Flag> flags_of(const Class& klass, const Session& session) {
  std::vector<Flag> flags;
  const auto raise = [&](Flag flag, bool on) {
    if (on && flags.size() < kFlagsShown) flags.push_back(flag);
  };
  raise(Flag::stepped_out, session.ended == Ending::stepped_out);
  if (!session.open()) return flags;
  raise(Flag::partner_lost,
        std::ranges::any_of(session.seats, [](const Seat& s) { return s.state != PresenceState::here; }));
  raise(Flag::asked_help, std::ranges::any_of(session.seats, [&](const Seat& seat) {
          return seat.state != PresenceState::gone &&
                 std::ranges::find(klass.help, seat.person, &protocol::HelpRequest::person) !=
                     klass.help.end();
        }));
  raise(Flag::silent, session.flags.contains(Flag::silent));
  raise(Flag::advice_early, session.phase == Phase::talk && session.flags.contains(Flag::advice_early));
  raise(Flag::one_sided, session.phase == Phase::talk && is_one_sided(session));
  return flags;
}

Events flag_events(const Session& session, TimePoint now) {
  Events events;
  if (is_written(session) && !session.flags.contains(Flag::silent) && now >= session.quiet_since + kSilence) {
    events.push_back(Flagged{session.id, Flag::silent, true});
  }
  if (!session.flags.contains(Flag::advice_early) && advises_early(session)) {
    events.push_back(Flagged{session.id, Flag::advice_early, true});
  }
  return events;
}

std::optional<TimePoint> flags_due(const Session& session) {
  if (!is_written(session) || session.flags.contains(Flag::silent)) return {};
  return session.quiet_since + kSilence;
}

}  // namespace earshot::domain
