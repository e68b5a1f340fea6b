#include "tests/support/looking_back.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

namespace earshot::looking_back {
namespace {

using namespace protocol;

constexpr const char* kNames[] = {"Priya Nair", "Dele Adeyemi", "Leila Haddad", "Sam Reyes", "Chen Wei", "Hannah Lund", "Viktor Petrov", "Omar Farouk", "Grace Mbeki"};
constexpr std::array kTeams{"Tawny", "Harbour", "Juniper"};
constexpr std::uint64_t kSelf = 13;

Moment days_ago(int days) { return Moment{kNow - Seconds{86'400 * days}}; }

BoardRow ranked(std::uint32_t tier, const char* name, double fair, double half, std::optional<std::int32_t> moved) {
  BoardRow row;
  row.tier = tier;
  row.name = name;
  row.fair = fair;
  row.low = fair - half;
  row.high = fair + half;
  row.se = half;
  row.n = 6;
  row.moved = moved;
  return row;
}

BoardRow waiting(const char* name, std::vector<BoardNeed> needs) {
  BoardRow row;
  row.name = name;
  row.fair = 3.2;
  row.low = 2.4;
  row.high = 4.0;
  row.n = 1;
  row.needs = std::move(needs);
  return row;
}

void name_people(std::vector<BoardRow>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].person = PersonId{10 + i};
    rows[i].team = kTeams[i % kTeams.size()];
    rows[i].own = 10 + i == kSelf;
  }
}

std::vector<BoardRow> people() {
  std::vector<BoardRow> rows{ranked(1, kNames[0], 4.4, 0.2, 2),  ranked(1, kNames[1], 4.3, 0.25, 0), ranked(1, kNames[2], 4.2, 0.2, -1),
                             ranked(2, kNames[3], 3.8, 0.3, 3),  ranked(2, kNames[4], 3.7, 0.25, -1), ranked(2, kNames[5], 3.6, 0.35, std::nullopt),
                             ranked(3, kNames[6], 3.1, 0.25, -2)};
  rows.push_back(waiting(kNames[7], {{NeedKind::sessions, 2}, {NeedKind::raters, 1}}));
  rows.push_back(waiting(kNames[8], {{NeedKind::connection, 0}}));
  name_people(rows);
  return rows;
}

std::vector<BoardRow> teams() {
  std::vector<BoardRow> rows{ranked(1, kTeams[0], 4.1, 0.15, 1), ranked(1, kTeams[1], 4.0, 0.15, -1), waiting(kTeams[2], {{NeedKind::members, 1}})};
  rows[1].own = true;
  for (auto& row : rows) row.members = 3;
  return rows;
}

std::vector<BoardRow> improvement() {
  std::vector<BoardRow> rows{ranked(1, kNames[3], 0.21, 0.12, 1), ranked(1, kNames[6], 0.18, 0.15, std::nullopt), ranked(2, kNames[0], 0.02, 0.1, 0), ranked(2, kNames[5], -0.04, 0.14, -1)};
  for (auto& row : rows) row.n = 4;
  rows[0].own = true;
  return rows;
}

model::Board board_of(std::vector<BoardRow> rows) {
  model::Board board;
  board.rows = std::move(rows);
  board.complete = true;
  board.ratings = 412;
  board.reliability = 0.78;
  return board;
}

void boards(model::Model& model) {
  for (const BoardWindow window : {BoardWindow::class_, BoardWindow::week, BoardWindow::season, BoardWindow::all}) {
    model.insight.boards[{BoardKind::people, {window}}] = board_of(people());
    model.insight.boards[{BoardKind::teams, {window}}] = board_of(teams());
    model.insight.boards[{BoardKind::improvement, {window}}] = board_of(improvement());
  }
  model.insight.seasons = {{1, "Summer", days_ago(120), days_ago(40), std::nullopt}, {2, "Autumn", days_ago(39), std::nullopt, Moment{kNow + Seconds{86'400 * 20}}}};
}

void audit(model::Model& model) {
  auto& shown = model.insight.audit.emplace();
  shown.person = PersonId{kSelf};
  shown.scope = {BoardWindow::season};
  shown.row = people()[3];
  shown.raw = 4.1;
  shown.ratings = 96;
  shown.raters = 9;
  shown.cards = 4;
  shown.earlier = 2;
  const auto session = [&](int days, const char* card, double harder, double mean, std::vector<AuditRater> raters) {
    shown.sessions.push_back({SessionId{static_cast<std::uint64_t>(days)}, days_ago(days), card, harder, mean, std::move(raters)});
  };
  session(1, "Wrong item, two days before the wedding", 0.2, 4.3, {{"Priya Nair", Role::customer, false, 4.8, -0.5, 0.4}, {"Chen Wei", Role::observer, false, 3.9, 0.3, 1}, {"Ngozi Okafor", Role::observer, true, 4.0, 0.1, 1}});
  session(3, "Third outage this month", -0.1, 3.9, {{"Leila Haddad", Role::customer, false, 4.2, -0.4, 1}, {"Omar Farouk", Role::observer, false, 3.6, 0.0, 1}});
  session(8, "Solved in minutes, and still unhappy", 0.0, 4.1, {{"Hannah Lund", Role::customer, false, 4.1, -0.2, 1}});
}

BadgeShown badge(const char* id, const char* name, const char* family, std::uint8_t tier, std::uint32_t count, const char* what) {
  return {id, name, what, family, tier, count, {1, 5, 15}};
}

void profile(model::Model& model) {
  auto& shown = model.insight.profile.emplace();
  shown.xp = 640;
  shown.level = 4;
  shown.level_from = 520;
  shown.level_to = 740;
  shown.parts = {{"agent", "Played the agent", 210}, {"customer", "Played the customer", 140}, {"rating", "Rated with care", 130}, {"improving", "Got better", 80}, {"returning", "Came back", 80}};
  shown.streak = 6;
  shown.best_streak = 9;
  shown.forgiven = true;
  shown.badges = {badge("whole-attention", "Whole attention", "listen", 2, 6, "Something came in beside the talk, and you left it closed."),
                  badge("deep-breath", "Deep breath", "listen", 1, 2, "You took a breath in the talk and heard the customer out."),
                  badge("third-ear", "Third ear", "listen", 0, 0, "You observed a talk and did your task."),
                  badge("same-measure", "Same measure", "listen", 3, 16, "Your ratings of the shared transcript were close to the trainer's."),
                  badge("asks-first", "Asks first", "extract", 1, 3, "You heard facts because you asked for them."),
                  badge("opens-up", "Opens up", "extract", 0, 0, "Customers told you more because you acknowledged how they felt."),
                  badge("nothing-lost", "Nothing lost", "extract", 2, 9, "Your first recap held everything you were told, facts and feelings."),
                  badge("gives-back", "Gives back", "return", 1, 4, "The customer confirmed your first recap without a change."),
                  badge("last-time", "The last time", "return", 0, 0, "You named what keeps it from happening again, and who sees to it."),
                  badge("keeps-word", "Keeps the word", "return", 0, 0, "You brought an intention along, and answered for it.")};
  shown.quest = GoalShown{"ask", "Ask before you advise", "Sessions with two open questions before any advice", 7, 12, {}, {}};
  shown.promise = "I ask one more open question before I type a fix.";
  auto& history = model.insight.history.emplace();
  history.complete = true;
  const double listen[] = {4.1, 3.9, 3.6, 3.4, 3.0, 3.2};
  const double extract[] = {3.8, 3.9, 3.3, 3.0, 2.9, 2.6};
  const double give_back[] = {3.4, 3.1, 3.2, 2.8, 2.6, 2.4};
  const char* cards[] = {"Wrong item, two days before the wedding", "Third outage this month", "Solved in minutes, and still unhappy"};
  for (std::size_t i = 0; i < 6; ++i) {
    PastSession one{SessionId{50 - i}, days_ago(1 + 3 * static_cast<int>(i)), cards[i % 3], i == 2 ? Role::customer : Role::agent, {kNames[i % 3]}, {}, {}, {}, 9, 7};
    if (i != 2) one.listen = listen[i];
    if (i != 2) one.extract = extract[i];
    if (i != 2) one.give_back = give_back[i];
    history.sessions.push_back(one);
  }
}

void reports(model::Model& model) {
  auto& insight = model.insight;
  insight.roster = RosterShown{days_ago(2), {PersonId{17}, PersonId{18}}, false};
  auto& report = insight.report.emplace();
  insight.report_complete = true;
  report.round = RoundId{3};
  report.sessions = 9;
  report.cards = {{"wedding-order", "Wrong item, two days before the wedding", 6,
                   {{"Order number", 6, 6}, {"Silver instead of brass", 6, 5}, {"Wedding on Saturday", 5, 4}, {"Wrote on Tuesday, no answer", 4, 1}, {"Father's name on one of them", 3, 0}, {"Afraid to let her sister down", 5, 2}}},
                  {"outage", "Third outage this month", 3, {{"Works from home", 3, 2}, {"Third time", 3, 3}, {"Ready to leave", 2, 1}}}};
  report.criteria = {{"attention", {0, 2, 6, 8, 4}, 0}, {"paraphrase", {1, 6, 7, 4, 2}, 0}, {"clarify", {0, 5, 9, 4, 1}, 1}, {"empathy", {2, 7, 6, 3, 1}, 1}};
  for (const auto& [solved, satisfied] : {std::pair{5, 2}, {4, 4}, {5, 5}, {4, 4}, {3, 4}, {5, 2}, {2, 2}, {4, 5}, {5, 3}}) {
    report.outcomes.push_back({static_cast<std::uint8_t>(solved), static_cast<std::uint8_t>(satisfied)});
  }
  insight.quotes = {{SessionId{1}, MessageId{4}, Role::agent, "Wrong item, two days before the wedding", "So the finish is wrong, and you had already tried to reach us on Tuesday. Have I got that right?"},
                    {SessionId{2}, MessageId{9}, Role::customer, "Third outage this month", "Yes. Exactly that. I am not after money, I just need it to be right."}};
  auto& raters = insight.raters.emplace();
  raters.scope = {BoardWindow::class_};
  raters.separation = 0.81;
  raters.icc_one = 0.48;
  raters.icc_all = 0.87;
  raters.alpha = 0.44;
  raters.rows = {{PersonId{10}, "Priya Nair", 64, -0.4, 0.9, 0.95, 0.4, 0.5, {RaterFlag::favours}, {{PersonId{13}, "Sam Reyes", 3.6, 4.9, 3.8, 16, true}}},
                 {PersonId{14}, "Chen Wei", 40, 0.1, 0.4, 0.4, 0.86, 0.6, {RaterFlag::same_level, RaterFlag::too_even}, {}},
                 {PersonId{16}, "Viktor Petrov", 38, 0.3, 1.6, 1.5, 0.3, 0.7, {RaterFlag::erratic}, {}},
                 {PersonId{11}, "Dele Adeyemi", 52, 0.2, 1.0, 1.0, 0.35, 1, {}, {}},
                 {PersonId{12}, "Leila Haddad", 48, 0.0, 1.1, 1.0, 0.3, 1, {}, {}}};
  insight.goal->choices = {"all-recaps", "ask"};
  insight.goal->choice_names = {"Recaps that hold", "Ask before you advise"};
  insight.promises = {{PersonId{10}, "I wait two seconds longer."}, {PersonId{11}, "I name the feeling first."}, {PersonId{13}, "I ask one more open question before I type a fix."}};
}

}  // namespace

model::Model a_class() {
  model::Model model;
  model.self = {PersonId{kSelf}, "Sam Reyes", false};
  model.connection.state = model::ConnectionState::ready;
  model.connection.address = "192.168.178.20:7717";
  model.connection.words = "copper-willow-seven-harbour";
  model.connection.fingerprint = std::string(64, 'a');
  auto& klass = model.in_class.emplace();
  klass.code = "K7M4QX";
  klass.name = "Care Desk, autumn intake";
  klass.teams.assign(kTeams.begin(), kTeams.end());
  klass.members_complete = true;
  klass.members.push_back({PersonId{1}, "Ngozi Okafor", "", Standing::trainer, true, false});
  for (std::uint64_t i = 0; i < std::size(kNames); ++i) klass.members.push_back({PersonId{10 + i}, kNames[i], kTeams[i % 3], Standing::trainee, i != 5, false});
  model.cards = {{"wedding-order", "Wrong item, two days before the wedding", "retail", 3, 3, 8, "", {}, false}, {"outage", "Third outage this month", "telecom", 4, 2, 8, "", {}, false}};
  model.rubric.emplace();
  model.rubric->agent = {{"attention", "full attention", "listen", {}}, {"paraphrase", "reflects and paraphrases", "return", {}}, {"clarify", "clarifying questions", "extract", {}}, {"empathy", "empathy for the feeling", "return", {}}};
  model.insight.goal = GoalShown{"all-recaps", "Recaps that hold", "First recaps that the customer confirms without a change", 9, 12, {}, {}};
  model.insight.promises = {{PersonId{kSelf}, "I ask one more open question before I type a fix."}};
  boards(model);
  audit(model);
  profile(model);
  return model;
}

void as_trainer(model::Model& model) {
  model.self = {PersonId{1}, "Ngozi Okafor", true};
  model.in_class->standing = Standing::trainer;
  for (auto& [key, board] : model.insight.boards) {
    for (auto& row : board.rows) row.own = false;
  }
  model.settings.emplace();
  reports(model);
}

void in_practice(model::Model& model) {
  model.in_class->practice = true;
  model.in_class->name = "Practice";
  model.in_class->teams.clear();
  std::erase_if(model.in_class->members, [](const Member& member) { return member.standing == Standing::trainer; });
  for (auto& member : model.in_class->members) member.team.clear();
  model.insight.goal.reset();
  model.insight.promises.clear();
  auto& profile = *model.insight.profile;
  profile.quest.reset();
  profile.letter = Letter{days_ago(9), 4, 2, 31, 25, 16, 10, 52, 70, 22, 36, "captured", "Facts in the first recap", "asked", "Questions before advice"};
  profile.old_recap = OldRecap{SessionId{9}, days_ago(33), "Third outage this month", "The line was down for the third time this month. You work from home and lost a client call. You are angry, since nobody told you what causes it.", std::nullopt, std::nullopt};
}

void unranked(model::Model& model) {
  for (auto& [key, board] : model.insight.boards) {
    for (auto& row : board.rows) {
      row.tier = 0;
      row.needs = {{NeedKind::sessions, 2}, {NeedKind::raters, 3}};
    }
    if (!board.rows.empty()) board.rows.front().needs = {{NeedKind::sessions, 1}};
  }
}

std::vector<BoardRow> many_rows(std::size_t count) {
  std::vector<BoardRow> rows;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = fmt::format("{} {}", kNames[i % std::size(kNames)], i + 1);
    rows.push_back(ranked(static_cast<std::uint32_t>(1 + i / 6), name.c_str(), 4.6 - 3.2 * static_cast<double>(i) / static_cast<double>(count), 0.2, static_cast<std::int32_t>(i % 5) - 2));
    rows.back().person = PersonId{100 + i};
    rows.back().team = kTeams[i % kTeams.size()];
  }
  if (count > 16) rows[16].own = true;
  return rows;
}

}  // namespace earshot::looking_back
