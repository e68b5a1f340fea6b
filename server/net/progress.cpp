// What becomes of somebody's practice, and what a trainer looks back at.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include "server/domain/project_session.h"
#include "server/journal/codec.h"
#include "server/net/hub.h"
#include "shared/game/letter.h"
#include "shared/game/metrics.h"
#include "shared/game/play.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/limits.h"

namespace earshot::net {
namespace {

using protocol::Refusal;
using protocol::Why;

constexpr std::size_t kHistoryPerPage = 20;  // a session takes at most 560 bytes
constexpr std::size_t kHistoryShown = 200;
constexpr std::size_t kCardsPerPage = 3;     // a card's report takes at most 3.4 KiB
constexpr auto kBlindAfter = std::chrono::days{30};

/// The sentences of the weekly letter, by skill. English; the client says them in the person's language.
constexpr std::array<std::string_view, game::kSkills> kWell{
    "Facts: {} of 100 came back in your first recap.",
    "Feelings: {} of 100 came back in your first recap.",
    "Asking: {} of 100 facts that wait for a question were told to you.",
    "Being heard: {} of 100 facts that wait for it were told to you.",
    "Recap: {} of 100 were right the first time.",
    "Prevention: you named {} of 100 things that keep it from happening again.",
    "Answer: you offered {} of 100 things that would help."};
constexpr std::array<std::string_view, game::kSkills> kTry{
    "Give back more of the facts before you offer anything.",
    "Name the feeling and its reason in your recap.",
    "Ask one open question more, and wait for the answer.",
    "Acknowledge the feeling first, and see what you are told then.",
    "Ask 'Did I get that right?' before you send the recap.",
    "Ask what would keep it from happening again.",
    "Offer one thing more, with who does it and when."};

std::string well_said(const game::Line& line) {
  if (line.id == game::kWellPractised) return line.value == 1 ? "You practised once." : fmt::format("You practised {} times.", line.value);
  if (!line.skill) return {};
  return fmt::format(fmt::runtime(kWell[static_cast<std::size_t>(*line.skill)]), line.value);
}

std::string try_said(const game::Line& line) {
  if (line.id == game::kTryAgent) return "Play the agent once.";
  if (line.id == game::kTryHarder) return "Take a harder card.";
  if (line.id == game::kTryReturn || !line.skill) return "Practise once.";
  return std::string(kTry[static_cast<std::size_t>(*line.skill)]);
}

std::string xp_name(game::Xp kind) {
  switch (kind) {
    case game::Xp::agent: return "Listening as the agent";
    case game::Xp::customer: return "Playing the customer";
    case game::Xp::observer: return "Observing";
    case game::Xp::rating: return "Rating with care";
    case game::Xp::calibration: return "Rating one talk together";
    case game::Xp::intention: return "Looking back at what you meant to try";
    case game::Xp::improving: return "Getting better";
    case game::Xp::returning: return "Coming back";
  }
  return {};
}

protocol::Letter letter_shown(const game::Letter& letter, TimePoint week) {
  protocol::Letter shown;
  shown.week = protocol::Moment{week};
  shown.sessions = letter.sessions;
  shown.sessions_before = letter.sessions_before;
  shown.told = letter.captured.now.of;
  shown.captured = letter.captured.now.got;
  shown.told_before = letter.captured.before.of;
  shown.captured_before = letter.captured.before.got;
  const game::Trend& heard = letter.skills[static_cast<std::size_t>(game::Skill::heard)];
  shown.earned = heard.now.got;
  shown.earnable = heard.now.of;
  shown.earned_before = heard.before.got;
  shown.earnable_before = heard.before.of;
  if (letter.went_well) {
    shown.well = letter.went_well->id;
    shown.well_name = well_said(*letter.went_well);
  }
  shown.try_id = letter.to_try.id;
  shown.try_name = try_said(letter.to_try);
  return shown;
}

/// Means of what others gave, for the criteria of a step.
struct StepMeans {
  std::array<double, 3> sum{};
  std::array<int, 3> n{};
  std::optional<double> of(rubric::Step step) const {
    const auto i = static_cast<std::size_t>(step);
    return n[i] == 0 ? std::nullopt : std::optional(sum[i] / n[i]);
  }
};

StepMeans means_of(const domain::Result& result, const rubric::Rubric& rubric) {
  StepMeans means;
  for (const domain::ResultRating& entry : result.ratings) {
    if (entry.by == result.agent || entry.rating.of != result.agent) continue;
    for (const auto& given : entry.rating.levels) {
      const rubric::Criterion* criterion = given.level ? rubric::find_criterion(rubric, given.criterion) : nullptr;
      if (criterion == nullptr) continue;
      const auto step = static_cast<std::size_t>(criterion->step);
      means.sum[step] += *given.level;
      ++means.n[step];
    }
  }
  return means;
}

std::optional<domain::Role> role_of(const domain::Result& result, PersonId person) {
  if (person == result.agent) return domain::Role::agent;
  if (person == result.customer) return domain::Role::customer;
  if (person == result.observer) return domain::Role::observer;
  const auto deed = std::ranges::find(result.deeds, person, &domain::PersonDeed::person);
  return deed == result.deeds.end() ? std::nullopt : std::optional(deed->deed.role);
}

}  // namespace

// --- The game -------------------------------------------------------------------------------------------------------

void Hub::ask_profile(Connection& connection, std::uint64_t number) {
  accept(connection, number, 0);
  const game::Rules& rules = content_.game();
  const PersonId person = connection.person;
  const std::string language(registry_.language(person));
  const auto& deeds = standings_.deeds_of(person);
  const Milliseconds offset = settings_.utc_offset;
  const game::Profile profile = game::profile(deeds, rules, now_, offset);

  protocol::ProfileShown shown;
  shown.xp = static_cast<std::uint32_t>(profile.xp);
  shown.level = profile.level;
  shown.level_from = static_cast<std::uint32_t>(game::xp_of_level(rules.levels, profile.level));
  shown.level_to = static_cast<std::uint32_t>(profile.xp + profile.xp_to_next);
  for (std::size_t i = 0; i < game::kXpKinds; ++i) {
    if (profile.xp_by_kind[i] == 0) continue;
    shown.parts.push_back({std::string(game::kXpWords[i]), xp_name(static_cast<game::Xp>(i)), static_cast<std::uint32_t>(profile.xp_by_kind[i])});
  }
  shown.streak = profile.streak.now;
  shown.best_streak = profile.streak.best;
  shown.forgiven = profile.streak.forgiven;
  for (std::size_t i = 0; i < rules.badges.size() && i < profile.badges.size(); ++i) {
    const game::Badge& badge = rules.badges[i];
    const game::Shown& text = game::shown(rules, badge, language);
    shown.badges.push_back({badge.id, text.name, text.what, std::string(game::kFamilyWords[static_cast<std::size_t>(badge.family)]),
                            static_cast<std::uint8_t>(profile.badges[i].tier), profile.badges[i].count, badge.at});
  }
  const ClassRoom* found = room(connection.in_class);
  if (found) {
    shown.quest = quest_of(person, *found);
    const auto promise = found->state().promises.find(person);
    if (promise != found->state().promises.end()) shown.promise = promise->second;
  }
  if (!found || found->state().practice) {
    const std::int64_t week = game::week_of(protocol::Moment{now_}.point(), offset);
    shown.letter = letter_shown(game::letter(deeds, rules, week, offset), now_);
  }
  shown.old_recap = old_recap_of(person);
  send(connection, shown);
}

std::optional<protocol::GoalShown> Hub::quest_of(PersonId person, const ClassRoom& room) const {
  const game::Rules& rules = content_.game();
  const domain::ClassMember* own = room.state().member(person);
  if (!own || own->team.empty() || rules.quests.empty()) return {};
  std::vector<std::vector<game::Deed>> members;
  for (const domain::ClassMember& member : room.state().members) {
    if (member.team == own->team && member.standing == protocol::Standing::trainee) members.push_back(standings_.deeds_of(member.person));
  }
  const std::int64_t week = game::week_of(now_, settings_.utc_offset);
  const game::Quest quest = game::quest_of(members, rules, week, settings_.utc_offset);
  const game::QuestRule& rule = rules.quests[quest.rule];
  const game::Shown& text = game::shown(rules, rule, std::string(registry_.language(person)));
  protocol::GoalShown shown;
  shown.id = rule.id;
  shown.name = text.name;
  shown.what = text.what;
  shown.count = static_cast<std::uint32_t>(quest.have);
  shown.target = static_cast<std::uint32_t>(quest.target);
  return shown;
}

std::optional<protocol::OldRecap> Hub::old_recap_of(PersonId person) const {
  for (const auto& scored : standings_.results_of(person)) {
    const domain::Result& result = scored->result;
    if (result.agent != person || result.recap.empty() || !result.recap_rating) continue;
    if (result.at.point() + kBlindAfter > now_) return {};
    protocol::OldRecap shown;
    shown.session = result.session;
    shown.at = result.at;
    shown.card = result.title.empty() ? result.card : result.title;
    shown.text = result.recap;
    shown.level = standings_.rerated(result.session);
    if (shown.level) shown.then = result.recap_rating;  // blind until then
    return shown;
  }
  return {};
}

void Hub::rerate(Connection& connection, const protocol::Rerate& intent, std::uint64_t number) {
  const auto old = old_recap_of(connection.person);
  if (!old || old->session != intent.session) {
    return refuse(connection, number, {Why::unknown, "only your own first recap is rated again, a month later", "session"});
  }
  if (old->level) return refuse(connection, number, {Why::already_done, "you have rated it again", "session"});
  write_done(connection, number, {standings_.rerate(intent.session, connection.person, intent.level, now_)});
  ask_profile(connection, number);
}

// --- A class's goal -------------------------------------------------------------------------------------------------

std::optional<protocol::GoalShown> Hub::goal_of(const ClassRoom& room, std::string_view language, bool trainer) const {
  const game::Rules& rules = content_.game();
  const domain::Class& klass = room.state();
  protocol::GoalShown shown;
  if (trainer) {
    for (const game::GoalRule& rule : rules.goals) {
      shown.choices.push_back(rule.id);
      shown.choice_names.push_back(game::shown(rules, rule, std::string(language)).name);
    }
  }
  const auto rule = std::ranges::find(rules.goals, klass.goal, &game::GoalRule::id);
  if (klass.goal.empty() || rule == rules.goals.end()) {
    if (!trainer || rules.goals.empty()) return {};
    return shown;
  }
  std::vector<std::vector<game::Deed>> people;
  const std::int64_t today = game::day_of(now_, settings_.utc_offset);
  for (const domain::ClassMember& member : klass.members) {
    if (member.standing != protocol::Standing::trainee) continue;
    auto& own = people.emplace_back();
    for (const game::Deed& deed : standings_.deeds_of(member.person)) {
      if (deed.class_id == klass.id && game::day_of(deed.at.point(), settings_.utc_offset) == today) own.push_back(deed);
    }
  }
  const auto pairs = static_cast<std::uint32_t>(people.size() / 2);
  const game::Goal goal = game::goal_of(people, pairs, rules, static_cast<std::size_t>(rule - rules.goals.begin()), settings_.utc_offset);
  const game::Shown& text = game::shown(rules, *rule, std::string(language));
  shown.id = rule->id;
  shown.name = text.name;
  shown.what = text.what;
  shown.count = static_cast<std::uint32_t>(goal.have);
  shown.target = static_cast<std::uint32_t>(goal.target);
  return shown;
}

void Hub::show_goal(const ClassRoom& room, std::span<const PersonId> to) {
  for (const PersonId person : to) {
    auto shown = goal_of(room, registry_.language(person), room.state().is_trainer(person));
    if (shown) deliver_in(room)({&person, 1}, std::move(*shown));
  }
}

void Hub::show_goal(const ClassRoom& room) {
  if (room.state().goal.empty()) return;
  const std::vector<PersonId> present(room.present().begin(), room.present().end());
  show_goal(room, present);
}

void Hub::set_goal(Connection& connection, const protocol::NumberedIntent& numbered) {
  const auto& wanted = std::get<protocol::SetGoal>(numbered.intent).goal;
  const auto& goals = content_.game().goals;
  if (!wanted.empty() && std::ranges::find(goals, wanted, &game::GoalRule::id) == goals.end()) {
    return refuse(connection, numbered.number, {Why::unknown, fmt::format("there is no goal '{}'", wanted), "goal"});
  }
  in_class(connection, numbered);
  const ClassRoom& found = *room(connection.in_class);
  if (!wanted.empty()) return show_goal(found);
  const std::vector<PersonId> present(found.present().begin(), found.present().end());
  deliver_in(found)(present, protocol::GoalShown{});
  show_goal(found, {&connection.person, 1});
}

// --- Past sessions --------------------------------------------------------------------------------------------------

void Hub::ask_history(Connection& connection, std::uint64_t number) {
  accept(connection, number, 0);
  const auto rubric = content_.rubric();
  const auto own = standings_.results_of(connection.person);
  protocol::HistoryPage page;
  std::size_t shown = 0;
  for (auto it = own.rbegin(); it != own.rend() && shown < kHistoryShown; ++it, ++shown) {
    const domain::Result& result = (*it)->result;
    const auto role = role_of(result, connection.person);
    if (!role) continue;
    protocol::PastSession session;
    session.session = result.session;
    session.at = result.at;
    session.card = result.title.empty() ? result.card : result.title;
    session.role = *role;
    for (const PersonId partner : {result.customer, result.agent, result.observer}) {
      if (partner && partner != connection.person) session.partners.emplace_back(registry_.name(partner));
    }
    if (*role == domain::Role::agent) {
      const auto given_on = content_.rubric(result.rubric);  // its criteria may have other names by now
      const StepMeans means = means_of(result, given_on ? *given_on : *rubric);
      session.listen = means.of(rubric::Step::listen);
      session.extract = means.of(rubric::Step::extract);
      session.give_back = means.of(rubric::Step::give_back);
      session.told = result.evidence.capture.of;
      session.captured = result.evidence.capture.points;
    }
    page.sessions.push_back(std::move(session));
    if (page.sessions.size() < kHistoryPerPage) continue;
    page.complete = false;
    send(connection, page);
    page.from += static_cast<std::uint32_t>(page.sessions.size());
    page.sessions.clear();
  }
  page.complete = true;
  send(connection, page);
}

void Hub::open_debrief(Connection& connection, const protocol::OpenDebrief& intent, std::uint64_t number) {
  const auto own = standings_.results_of(connection.person);
  const auto found = std::ranges::find(own, intent.session, [](const auto& scored) { return scored->result.session; });
  if (found == own.end()) {
    return refuse(connection, number, {Why::unknown, "you had no part in this session, or it was not scored", "session"});
  }
  if (class_of_session_.contains(intent.session)) {
    return refuse(connection, number, {Why::busy, "this session is not over yet", "session"});
  }
  accept(connection, number, 0);
  const std::uint64_t ask = ++last_ask_;
  debriefs_asked_[ask] = {connection.peer, intent.session};
  writer_.read_session(ask, (*found)->class_id, intent.session);
}

void Hub::take_reads() {
  for (store::SessionRead& read : writer_.take_reads()) {
    const auto asked = debriefs_asked_.extract(read.ask);
    if (asked.empty()) continue;
    const auto connection = connections_.find(asked.mapped().first);
    if (connection == connections_.end()) continue;
    const auto own = standings_.results_of(connection->second.person);
    const auto scored = std::ranges::find(own, read.session, [](const auto& one) { return one->result.session; });
    if (scored == own.end()) continue;  // somebody else signed in there meanwhile
    if (!read.rows) spdlog::error("the debrief of session {} cannot be read: {}", read.session.value, read.rows.error().to_string());
    show_past(connection->second, **scored, read.rows ? *read.rows : std::vector<store::Row>{});
  }
}

void Hub::show_past(const Connection& connection, const domain::Scored& scored, const std::vector<store::Row>& rows) {
  const SessionId id = scored.result.session;
  std::optional<domain::Session> session;
  try {
    for (const store::Row& row : rows) {
      auto event = journal::decode(row.type, row.body, row.class_id, row.number);
      if (!event) throw std::runtime_error(event.error().to_string());
      if (domain::session_of(*event) != id) continue;
      if (const auto* started = std::get_if<domain::SessionStarted>(&*event)) {
        session = domain::start(*started, row.at, content_);
      } else if (session) {
        domain::apply(*session, *event, row.at);
      }
    }
  } catch (const std::exception& error) {
    spdlog::error("the debrief of session {} cannot be read: {}", id.value, error.what());
    session.reset();
  }
  const domain::Seat* seat = session ? session->seat_of(connection.person) : nullptr;
  protocol::PastPart part;
  part.session = id;
  part.first = true;
  if (seat) {
    const ClassRoom* found = room(scored.class_id);
    static const std::unordered_set<PersonId> nobody;
    const domain::Context context = found ? this->context(*found)
                                          : domain::Context{now_, content_, registry_, random_, nobody, settings_.domain};
    const domain::Deliver deliver = [&](std::span<const PersonId>, const protocol::ServerMessage& message) {
      protocol::encode(message, part.message);
      send(connection, part);
      part.first = false;
      part.message.clear();
    };
    domain::SessionView(*session, context, deliver).all_for(connection.person, seat->role, false);
  }
  part.last = true;
  send(connection, part);
}

// --- A round, looked back at ----------------------------------------------------------------------------------------

void Hub::ask_report(Connection& connection, const protocol::AskReport& intent, std::uint64_t number) {
  const domain::Class& klass = room(connection.in_class)->state();
  if (!klass.round) return refuse(connection, number, {Why::empty, "the class has played no round yet", "round"});
  const RoundId latest = klass.round->id;
  if (intent.round > latest) {
    const std::string text = fmt::format("there is no round {} in this class; ask for its latest, {}, or an earlier one", intent.round.value, latest.value);
    return refuse(connection, number, {Why::unknown, text, "round"});
  }
  const RoundId round = intent.round ? intent.round : latest;
  accept(connection, number, 0);

  protocol::ReportShown report;
  report.round = round;
  std::map<std::string, protocol::CardReport> cards;
  std::map<std::pair<std::string, std::string>, std::size_t> fact_at;
  std::map<std::string, protocol::CriterionSpread> spreads;
  for (const auto& scored : standings_.results()) {
    const domain::Result& result = scored->result;
    if (scored->class_id != klass.id || result.round != round) continue;
    ++report.sessions;
    if (result.outcome) report.outcomes.push_back({result.outcome->solved, result.outcome->satisfied});
    protocol::CardReport& card = cards[result.card];
    card.card = result.card;
    card.title = result.title.empty() ? result.card : result.title;
    ++card.sessions;
    for (const domain::ResultFact& fact : result.facts) {
      // By id: the same card is played in several languages.
      const auto [at, fresh] = fact_at.try_emplace({result.card, fact.id}, card.facts.size());
      if (fresh) card.facts.push_back({fact.label, 0, 0});
      card.facts[at->second].told += fact.told ? 1 : 0;
      card.facts[at->second].captured += fact.captured ? 1 : 0;
    }
    for (const domain::ResultRating& entry : result.ratings) {
      if (entry.by == result.agent || entry.rating.of != result.agent) continue;
      for (const auto& given : entry.rating.levels) {
        protocol::CriterionSpread& spread = spreads[given.criterion];
        spread.criterion = given.criterion;
        if (given.level) {
          ++spread.counts[*given.level - 1U];
        } else {
          ++spread.none;
        }
      }
    }
  }
  for (const rubric::Criterion& criterion : content_.rubric()->criteria) {
    const auto spread = spreads.find(criterion.id);
    if (spread != spreads.end()) report.criteria.push_back(spread->second);
  }
  report.complete = false;
  for (auto& [id, card] : cards) {
    report.cards.push_back(std::move(card));
    if (report.cards.size() < kCardsPerPage) continue;
    send(connection, report);
    report = {round, report.sessions, {}, {}, {}, false};
  }
  report.complete = true;
  send(connection, report);
}

}  // namespace earshot::net
