#include "server/domain/rounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace earshot::domain {
namespace {

constexpr double kShortTime = 0.6;
constexpr std::uint32_t kShortestPhase = 60;  ///< seconds that no cut goes below

std::size_t index(Phase phase) { return static_cast<std::size_t>(phase); }

using Cards = std::vector<std::shared_ptr<const card::Card>>;
using Seats = std::vector<SeatTaken>;

/// Those who play together, and their card.
struct Table {
  Seats seats;
  std::shared_ptr<const card::Card> card;
};

bool has_observer(const Seats& seats) { return std::ranges::find(seats, Role::observer, &SeatTaken::role) != seats.end(); }

/// Those of the wanted challenges that this card and these people can play.
std::vector<Modifier> playable(const std::vector<Modifier>& wanted, const card::Card& card, const Seats& seats) {
  std::vector<Modifier> all;
  for (const Modifier modifier : wanted) {
    if (offers(card, modifier) && (modifier != Modifier::handover || has_observer(seats))) all.push_back(modifier);
  }
  return all;
}

bool can_swap(const Class& klass) {
  return klass.round && std::ranges::any_of(klass.past, [&](const PastSession& past) {
    return past.round == klass.round->id && past.kind == SessionKind::role_play;
  });
}

/// The language to deal a card in; empty: as it is.
std::string_view language_of(const Class& klass, std::span<const SeatTaken> seats, const Context& context) {
  if (!klass.settings.language.empty()) return klass.settings.language;
  std::string_view common;
  for (const SeatTaken& seat : seats) {
    const std::string_view language = context.people.language(seat.person);
    if (language.empty() || (!common.empty() && card::main_language(language) != card::main_language(common))) return {};
    common = language;
  }
  return common;
}

// --- A round --------------------------------------------------------------------------------------------------------

struct Making {
  const Class& klass;
  const RoundWish& wish;
  const Context& context;

  std::optional<Refusal> check_wish() const {
    if (klass.round && klass.round->running) return Refusal{Why::busy, "a round is running; end it first"};
    if (klass.eyes_up) return Refusal{Why::busy, "all screens stand still; take 'eyes up' back first"};
    if (auto busy = calibrating(klass)) return busy;
    if (pool_of(wish.cards, SessionKind::role_play, context.content).empty()) {
      return Refusal{Why::unknown, "this server has no card to play just now", "card"};
    }
    if (wish.lenient) return {};
    for (const std::string& id : wish.cards) {
      if (!context.content.find(id)) return Refusal{Why::unknown, fmt::format("there is no card '{}'", id), "card"};
    }
    if (wish.cards.empty() && wish.variant > 0) {
      return Refusal{Why::out_of_range, "name the card whose variant you want, or leave the variant out", "variant"};
    }
    const auto rubric = context.content.rubric();
    for (const std::string& id : wish.focus) {
      if (std::ranges::find(rubric->criteria, id, &rubric::Criterion::id) == rubric->criteria.end()) {
        return Refusal{Why::unknown, fmt::format("the rubric has no criterion '{}'", id), "focus"};
      }
    }
    if (wish.swap && !can_swap(klass)) {
      return Refusal{Why::wrong_phase, "there was no round yet whose roles could be passed on", "swap"};
    }
    return {};
  }

  /// Why a wanted challenge cannot be played in any of these groups; nothing if all can.
  std::optional<Refusal> check_modifiers(const std::vector<Table>& groups) const {
    for (const Modifier modifier : wish.modifiers) {
      if (std::ranges::none_of(groups, [&](const Table& g) { return offers(*g.card, modifier); })) {
        return Refusal{Why::unknown,
                       wish.cards.size() == 1
                           ? fmt::format("the card '{}' has no texts for '{}'", wish.cards.front(), protocol::word(modifier))
                           : fmt::format("no card that was dealt has texts for '{}'", protocol::word(modifier)),
                       "modifiers"};
      }
      if (std::ranges::all_of(groups, [&](const Table& g) { return playable({modifier}, *g.card, g.seats).empty(); })) {
        return Refusal{Why::too_few, "a hand-over needs three: the observer takes over", "modifiers"};
      }
    }
    return {};
  }

  std::vector<Table> make_groups(std::vector<PersonId> people) const {
    Cards pool = pool_of(wish.cards, SessionKind::role_play, context.content);
    // Rather a card that has texts for every challenge, if the pool holds one.
    Cards fit;
    std::ranges::copy_if(pool, std::back_inserter(fit), [&](const auto& card) {
      return std::ranges::all_of(wish.modifiers, [&](Modifier m) { return offers(*card, m); });
    });
    if (!fit.empty()) pool = std::move(fit);
    PairingRequest request;
    request.people = std::move(people);
    request.past = klass.past;
    request.wishes = klass.wishes;
    request.triads = wish.triads || klass.settings.triads ||
                     std::ranges::find(wish.modifiers, Modifier::handover) != wish.modifiers.end();
    const bool swap = wish.swap && can_swap(klass);
    // With no card named, a swap plays the card of the round before from the other side.
    if (!swap || !wish.cards.empty()) {
      for (const auto& card : pool) request.cards.push_back(card->id);
    }
    const bool follows = pool.size() == 1 && pool.front()->follows;
    std::vector<Table> tables;
    for (Group& group : swap      ? pass_roles_on(request, context.random)
                        : follows ? meet_again(request, pool.front()->follows->card, context.random)
                                  : pair_up(request, context.random)) {
      auto card = context.content.find(group.card);
      if (!card) card = pool[context.random.below(pool.size())];  // it was lost since the round before
      tables.push_back({std::move(group.seats), std::move(card)});
    }
    return tables;
  }

  PhaseSeconds clock(const card::Card& card) const { return clock_of(card, wish.minutes, wish.modifiers, wish.share); }

  Events events(const std::vector<Table>& groups) const {
    const auto rubric = context.content.rubric();
    const card::Card& first = *groups.front().card;
    const bool mixed = std::ranges::any_of(groups, [&](const Table& g) { return g.card->id != first.id; });

    RoundStarted started;
    started.round = RoundId{klass.rounds + 1};
    started.card = mixed ? std::string{} : first.id;
    started.card_hash = first.hash;
    started.rubric_hash = rubric->hash;
    started.variant = wish.variant > 0 ? wish.variant - 1 : static_cast<std::uint32_t>(context.random.below(first.variants.size()));
    started.mode = wish.mode;
    started.focus = known_focus(*rubric);
    started.seconds = clock(first);

    std::vector<SessionStarted> sessions;
    for (const Table& group : groups) {
      const bool chosen = group.card->id == first.id && (wish.variant > 0 || !first.follows);
      const std::uint32_t variant = chosen ? started.variant : choose_variant(klass, *group.card, group.seats, context);
      SessionStarted session = seat(klass, sessions.size() + 1, started.round, *group.card, variant, *rubric, group.seats, context);
      session.mode = started.mode;
      session.focus = started.focus;
      session.seconds = clock(*group.card);
      session.modifiers = playable(wish.modifiers, *group.card, group.seats);
      if (session.kind == SessionKind::role_play) session.tasks = observer_tasks(session.mode, context.random);
      for (const Modifier modifier : session.modifiers) {
        if (std::ranges::find(started.modifiers, modifier) == started.modifiers.end()) started.modifiers.push_back(modifier);
      }
      sessions.push_back(std::move(session));
    }
    std::ranges::sort(started.modifiers);

    Events all = end_warm_ups(klass);
    all.push_back(std::move(started));
    std::ranges::move(sessions, std::back_inserter(all));
    return all;
  }

  std::vector<std::string> known_focus(const rubric::Rubric& rubric) const {
    std::vector<std::string> known;
    for (const std::string& id : wish.focus) {
      if (std::ranges::find(rubric.criteria, id, &rubric::Criterion::id) != rubric.criteria.end()) known.push_back(id);
    }
    return known.empty() ? rubric.focus_sets.front().criteria : known;
  }
};

}  // namespace

Decision start_round(const Class& klass, const RoundWish& wish, const Context& context) {
  const Making making{klass, wish, context};
  if (auto refusal = making.check_wish()) return tl::unexpected<Refusal>(std::move(*refusal));
  if (wish.variant > 0 && !wish.cards.empty()) {
    const auto card = context.content.find(wish.cards.front());
    if (card && wish.variant > card->variants.size()) {
      return refuse(Why::out_of_range, fmt::format("this card has {} variants", card->variants.size()), "variant");
    }
  }
  std::vector<PersonId> people = free_trainees(klass, context);
  if (people.size() < 2) {
    return refuse(Why::too_few, people.size() == 1 ? std::string("a round needs two trainees who are here and free; there is 1")
                                        : fmt::format("a round needs two trainees who are here and free; there are {}", people.size()));
  }
  const std::vector<Table> groups = making.make_groups(std::move(people));
  if (!wish.lenient) {
    if (auto refusal = making.check_modifiers(groups)) return tl::unexpected<Refusal>(std::move(*refusal));
  }
  return making.events(groups);
}

std::uint32_t choose_variant(const Class& klass, const card::Card& card, std::span<const SeatTaken> seats, const Context& context) {
  if (card.follows) {
    for (auto past = klass.past.rbegin(); past != klass.past.rend(); ++past) {
      const bool of_theirs = past->card == card.follows->card && std::ranges::any_of(past->seats, [&](const SeatTaken& sat) {
        return std::ranges::find(seats, sat) != seats.end();
      });
      if (!of_theirs) continue;
      const auto same = std::ranges::find(card.variants, past->variant, &card::Variant::id);
      if (same != card.variants.end()) return static_cast<std::uint32_t>(same - card.variants.begin());
    }
  }
  return static_cast<std::uint32_t>(context.random.below(card.variants.size()));
}

PhaseSeconds seconds_of(const card::Card& card, std::uint32_t talk_minutes) {
  const auto& d = card.minutes;
  PhaseSeconds seconds{};
  const Seconds all[] = {d.brief, d.talk, d.recap, d.solve, d.score, d.debrief};
  std::ranges::transform(all, seconds.begin(), [](Seconds s) { return static_cast<std::uint32_t>(s.count()); });
  auto& talk = seconds[index(Phase::talk)];
  auto& debrief = seconds[index(Phase::debrief)];
  if (talk_minutes > 0) talk = talk_minutes * 60;
  debrief = std::max(debrief, talk);  // the debrief has at least the time of the talk
  if (card.warm_up) std::fill(seconds.begin() + index(Phase::recap), seconds.end(), 0U);
  return seconds;
}

PhaseSeconds clock_of(const card::Card& card, std::uint32_t talk_minutes, std::span<const Modifier> modifiers, double share) {
  PhaseSeconds seconds = seconds_of(card, talk_minutes);
  if (!card.warm_up && std::ranges::find(modifiers, Modifier::short_time) != modifiers.end()) {
    for (const Phase phase : {Phase::talk, Phase::recap, Phase::solve}) {
      seconds[index(phase)] = shortened(seconds[index(phase)], kShortTime);
    }
  }
  return scaled(seconds, share);
}

std::uint32_t shortened(std::uint32_t seconds, double share) {
  const auto shorter = static_cast<std::uint32_t>(std::lround(seconds * share));
  return std::max(std::min(seconds, kShortestPhase), std::min(seconds, shorter));
}

PhaseSeconds scaled(PhaseSeconds seconds, double share) {
  for (std::uint32_t& phase : seconds) phase = shortened(phase, share);
  auto& debrief = seconds[index(Phase::debrief)];
  if (debrief > 0) debrief = std::max(debrief, seconds[index(Phase::talk)]);
  return seconds;
}

SessionStarted seat(const Class& klass, std::uint64_t nth, RoundId round, const card::Card& card, std::uint32_t variant,
                    const rubric::Rubric& rubric, std::vector<SeatTaken> seats, const Context& context) {
  // Original and translations belong to the version in force: an older one goes on in the language it is in.
  const auto in_force = context.content.find(card.id, card.language);
  std::shared_ptr<const card::Card> translated;
  if (in_force && in_force->hash == card.hash) translated = context.content.find(card.id, language_of(klass, seats, context));
  SessionStarted started;
  // Unique on the server: the class in the upper bits, counted in the lower.
  started.session = SessionId{(klass.id.value << 24U) | (klass.sessions_made + nth)};
  started.round = round;
  started.card = card.id;
  started.card_hash = translated ? translated->hash : card.hash;
  started.rubric_hash = rubric.hash;
  started.variant = variant;
  started.focus = rubric.focus_sets.front().criteria;
  started.seconds = seconds_of(card, 0);
  started.seats = std::move(seats);
  started.kind = card.warm_up ? SessionKind::warm_up : SessionKind::role_play;
  return started;
}

SessionStarted seat_in_round(const Class& klass, std::uint64_t nth, const card::Card& card, std::uint32_t variant,
                             std::vector<SeatTaken> seats, const Context& context) {
  const Round& round = *klass.round;
  SessionStarted started = seat(klass, nth, round.id, card, variant, *context.content.rubric(), std::move(seats), context);
  started.mode = round.mode;
  started.focus = round.focus;
  started.seconds = round.seconds;
  started.modifiers = playable(round.modifiers, card, started.seats);
  if (started.kind == SessionKind::role_play) started.tasks = observer_tasks(round.mode, context.random);
  return started;
}

std::vector<Tally> observer_tasks(Mode mode, Random& random) {
  if (mode == Mode::spoken) return {Tally::interruption, Tally::pause};
  std::vector<Tally> tasks{Tally::open_question, Tally::feeling_named, Tally::advice_early};
  tasks.erase(tasks.begin() + static_cast<std::ptrdiff_t>(random.below(tasks.size())));
  return tasks;
}

std::vector<PersonId> free_trainees(const Class& klass, const Context& context) {
  std::vector<PersonId> people;
  for (const ClassMember& m : klass.members) {
    if (m.standing != Standing::trainee || !context.present.contains(m.person)) continue;
    const Session* session = klass.session_of(m.person);
    if (!session || (session->kind == SessionKind::warm_up && !session->round)) people.push_back(m.person);
  }
  return people;
}

Events end_warm_ups(const Class& klass) {
  Events events;
  for (const auto& [id, session] : klass.sessions) {
    if (session.kind == SessionKind::warm_up && !session.round) events.push_back(SessionEnded{id, Ending::finished, {}});
  }
  return events;
}

std::vector<std::shared_ptr<const card::Card>> pool_of(std::span<const std::string> ids, SessionKind kind, const Content& content) {
  Cards pool;
  for (const std::string& id : ids) {
    if (auto card = content.find(id)) pool.push_back(std::move(card));
  }
  if (!pool.empty()) return pool;
  std::ranges::copy_if(content.cards(), std::back_inserter(pool),
                       [&](const auto& card) { return card->warm_up == (kind == SessionKind::warm_up) && !card->follows; });
  return pool;
}

}  // namespace earshot::domain
