#include "client/text/read_boards.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "client/model/in_words.h"
#include "shared/words/words.h"

namespace earshot::text_client {

using namespace protocol;
using model::in_words;
using words::tr;
using words::tr_in;
using words::trf;
using words::trf_count;

namespace {

/// Smaller differences are said as none, in levels.
constexpr double kNothing = 0.05;

std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ") {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string_view window_aloud(BoardWindow window) {
  switch (window) {
    case BoardWindow::class_: return tr_in("window of a board", "this class");
    case BoardWindow::week: return tr_in("window of a board", "this week");
    case BoardWindow::season: return tr_in("window of a board", "the season");
    case BoardWindow::all: return tr_in("window of a board", "all time");
  }
  return {};
}

std::string scope_aloud(const BoardScope& scope) {
  std::vector<std::string> parts{scope.season == 0 ? std::string(window_aloud(scope.window)) : trf("season {}", scope.season)};
  if (!scope.card.empty()) parts.push_back(trf("card {}", scope.card));
  if (!scope.skill.empty()) parts.push_back(trf("skill {}", scope.skill));
  return joined(parts);
}

std::string need_aloud(const BoardNeed& need) {
  const std::uint32_t n = need.missing;
  switch (need.what) {
    case NeedKind::sessions: return trf_count("{} more role-play as agent", "{} more role-plays as agent", n, n);
    case NeedKind::cards: return trf_count("{} more card", "{} more cards", n, n);
    case NeedKind::raters: return trf_count("{} more person who rates", "{} more people who rate", n, n);
    case NeedKind::precision: return trf_count("about {} more role-play to be precise", "about {} more role-plays to be precise", n, n);
    case NeedKind::connection: return std::string(tr("a round mixed with the others"));
    case NeedKind::roster: return std::string(tr("a list of members that the trainer has confirmed"));
    case NeedKind::members: return trf_count("{} more member who is ranked", "{} more members who are ranked", n, n);
  }
  return {};
}

std::string score_aloud(const BoardRow& row, BoardKind kind) {
  // A team has no score before enough of its members count, however many role-plays it has.
  if (row.n == 0 || (row.fair == 0 && row.se == 0)) return std::string(tr("not rated yet"));
  if (kind == BoardKind::improvement) {
    return trf_count("{0:+.2f} levels a role-play, over {1} role-play as agent", "{0:+.2f} levels a role-play, over {1} role-plays as agent",
                     row.n, row.fair, row.n);
  }
  if (row.low == 0 && row.high == 0) {
    return trf_count("score {0:.1f} from {1} role-play as agent", "score {0:.1f} from {1} role-plays as agent", row.n, row.fair, row.n);
  }
  return trf_count("score {0:.1f}, between {1:.1f} and {2:.1f}, from {3} role-play as agent",
                   "score {0:.1f}, between {1:.1f} and {2:.1f}, from {3} role-plays as agent", row.n, row.fair, row.low, row.high, row.n);
}

/// Since the board before; empty: nothing to say.
std::string move_aloud(const BoardRow& row) {
  if (row.tier == 0) return {};
  if (!row.moved) return std::string(tr("new"));
  const auto places = static_cast<std::uint32_t>(std::abs(*row.moved));
  if (places == 0) return {};
  return *row.moved > 0 ? trf_count("{} place up", "{} places up", places, places)
                        : trf_count("{} place down", "{} places down", places, places);
}

/// Without a full stop: "Tier 2. Ana (you), team Alpha: score 3.5, 1 place up"
std::string row_aloud(const BoardRow& row, BoardKind kind) {
  const std::string rank = row.tier == 0 ? "" : trf("Tier {}.", row.tier) + " ";
  std::string who = row.name;
  if (row.own) who = kind == BoardKind::teams ? trf("{} (yours)", row.name) : trf("{} (you)", row.name);
  if (!row.team.empty() && kind != BoardKind::teams) who = trf("{0}, team {1}", who, row.team);
  std::vector<std::string> parts{score_aloud(row, kind)};
  if (row.members > 0) parts.push_back(trf_count("{} member counts", "{} members count", row.members, row.members));
  if (auto moved = move_aloud(row); !moved.empty()) parts.push_back(std::move(moved));
  return fmt::format("{}{}: {}", rank, who, joined(parts));
}

std::string needs_aloud(const BoardRow& row) {
  if (row.tier != 0 || row.needs.empty()) return {};
  std::vector<std::string> needs;
  for (const BoardNeed& need : row.needs) needs.push_back(need_aloud(need));
  return " " + trf("Not ranked yet; what is missing: {}.", joined(needs));
}

std::string strictness_aloud(double strict) {
  if (std::abs(strict) < kNothing) return std::string(tr("about as strict as most"));
  return strict > 0 ? trf("{:.1f} levels stricter than most", strict) : trf("{:.1f} levels kinder than most", -strict);
}

std::string card_aloud(const AuditSession& one) {
  if (std::abs(one.harder) < kNothing) return trf("{}, an ordinary card", one.card);
  return one.harder > 0 ? trf("{0}, a card that is {1:.1f} levels harder than most", one.card, one.harder)
                        : trf("{0}, a card that is {1:.1f} levels easier than most", one.card, -one.harder);
}

/// Nothing where the ratings count in full.
std::string weight_aloud(double weight) {
  return weight > 0.995 ? std::string() : trf("counts for {:.0f} percent", weight * 100);
}

std::string_view flag_aloud(RaterFlag flag) {
  switch (flag) {
    case RaterFlag::erratic: return tr("often far from what everybody else sees");
    case RaterFlag::too_even: return tr("hardly tells criteria and people apart");
    case RaterFlag::same_level: return tr("nearly always the same level");
    case RaterFlag::favours: return tr("one person far above what others see");
    case RaterFlag::grudge: return tr("one person far below what others see");
  }
  return {};
}

std::string pair_aloud(const RaterRow& row, const RaterPair& pair) {
  std::string line = trf("{0} gave {1} {2:.1f} on average, where everybody else's ratings let {3:.1f} be expected, over {4} levels.", row.name,
                         pair.name, pair.given, pair.expected, pair.n);
  if (pair.mutual) line += " " + trf("{} does the same.", pair.name);
  return line;
}

void say_share(Spoken& out, std::string_view label, const std::optional<double>& share) {
  if (share) out.push_back(fmt::format("{}: {:.2f}.", label, *share));
}

}  // namespace

Spoken read_board(BoardKind kind, const BoardScope& scope, const model::Board& board) {
  Spoken out;
  const bool provisional = std::ranges::all_of(board.rows, [](const BoardRow& row) { return row.tier == 0; });
  out.push_back(provisional ? trf("The leaderboard of {0}, {1}, provisional: nobody is ranked yet.", in_words(kind), scope_aloud(scope))
                            : trf("The leaderboard of {0}, {1}.", in_words(kind), scope_aloud(scope)));
  if (!board.fresh) out.emplace_back(tr("Newer ratings are being worked in; the board is read again once they are."));
  if (board.ratings > 0) out.push_back(trf_count("It rests on {} rating.", "It rests on {} ratings.", board.ratings, board.ratings));
  say_share(out, tr("How far its order can be trusted, from 0 to 1"), board.reliability);
  const auto own = std::ranges::find(board.rows, true, &BoardRow::own);
  if (own != board.rows.end()) out.push_back(trf("Yours is line {0} of {1}.", own - board.rows.begin() + 1, board.rows.size()));
  for (const BoardRow& row : board.rows) out.push_back(row_aloud(row, kind) + "." + needs_aloud(row));
  if (board.rows.empty()) out.emplace_back(tr("Nobody is on it yet."));
  return out;
}

Spoken read_audit(const AuditShown& shown, const model::Model& model, TimePoint now) {
  Spoken out;
  const bool own = !shown.person || shown.person == model.self.person;
  out.push_back(own ? trf("What your score rests on, {}.", scope_aloud(shown.scope))
                    : trf("What the score of {0} rests on, {1}.", shown.row.name, scope_aloud(shown.scope)));
  out.push_back(row_aloud(shown.row, BoardKind::people) + "." + needs_aloud(shown.row));
  if (shown.ratings == 0) return out;
  out.push_back(trf("Ratings: {0}. People who gave them: {1}. Cards: {2}.", shown.ratings, shown.raters, shown.cards));
  out.push_back(trf("The plain mean is {:.1f}. The score also knows how hard the cards were and how strict the raters.", shown.raw));
  for (const AuditSession& one : shown.sessions) {
    out.push_back(trf("{0}: {1}. Mean {2:.1f}.", capitalised(days_ago(one.at.point(), now)), card_aloud(one), one.mean));
    for (const AuditRater& rater : one.raters) {
      const std::string name = rater.name.empty() ? std::string(tr("Somebody of another class")) : rater.name;
      const std::string who = rater.trainer ? trf("{}, trainer", name) : fmt::format("{}, {}", name, in_words(rater.role));
      std::vector<std::string> parts{strictness_aloud(rater.strict)};
      if (auto weight = weight_aloud(rater.weight); !weight.empty()) parts.push_back(std::move(weight));
      out.push_back(trf("{0}, gave {1:.1f}: {2}.", who, rater.mean, joined(parts)));
    }
  }
  if (shown.earlier > 0) out.push_back(trf_count("{} earlier role-play is not read.", "{} earlier role-plays are not read.", shown.earlier, shown.earlier));
  return out;
}

Spoken read_raters(const model::Raters& raters) {
  Spoken out{trf("How people rate, {}. A flag is a reason to look, not a verdict.", scope_aloud(raters.scope))};
  for (const RaterRow& row : raters.rows) {
    std::vector<std::string> parts{trf_count("{} rating", "{} ratings", row.ratings, row.ratings), strictness_aloud(row.strict)};
    if (auto weight = weight_aloud(row.weight); !weight.empty()) parts.push_back(std::move(weight));
    out.push_back(fmt::format("{}: {}.", row.name, joined(parts)));
    if (!row.flags.empty()) {
      std::vector<std::string> flags;
      for (const RaterFlag flag : row.flags) flags.emplace_back(flag_aloud(flag));
      out.push_back(trf("Look at {0}: {1}. Infit {2:.2f}, outfit {3:.2f}, the same level in {4:.0f} percent.", row.name, joined(flags, "; "),
                        row.infit, row.outfit, row.same * 100));
    }
    for (const RaterPair& pair : row.pairs) out.push_back(pair_aloud(row, pair));
  }
  if (raters.rows.empty()) out.emplace_back(tr("Nobody has rated yet."));
  say_share(out, tr("How far the order of people can be trusted, from 0 to 1"), raters.separation);
  say_share(out, tr("How far one rating alone can be trusted"), raters.icc_one);
  say_share(out, tr("How far all ratings together can be trusted"), raters.icc_all);
  say_share(out, tr("How far raters agree, Krippendorff's alpha"), raters.alpha);
  return out;
}

std::string board_name_aloud(NameShown shown, std::string_view alias) {
  switch (shown) {
    case NameShown::name: return std::string(tr("On boards others see your name."));
    case NameShown::alias: return trf("On boards others see you as {}.", alias);
    case NameShown::hidden: return std::string(tr("On boards others do not see you."));
  }
  return {};
}

Spoken read_seasons(const model::Model& model, TimePoint now) {
  Spoken out;
  for (const Season& one : model.insight.seasons) {
    const std::string began = days_ago(one.began.point(), now);
    if (one.ended) {
      out.push_back(trf("Season {0}, {1}: began {2}, ended {3}.", one.id, one.name, began, days_ago(one.ended->point(), now)));
    } else if (one.ends_at && one.ends_at->point() > now) {
      const auto days = std::chrono::ceil<std::chrono::days>(one.ends_at->point() - now).count();
      out.push_back(trf_count("Season {0}, {1}: runs, began {2}, and is to end in {3} day.",
                              "Season {0}, {1}: runs, began {2}, and is to end in {3} days.", static_cast<std::size_t>(days), one.id, one.name, began, days));
    } else {
      out.push_back(trf("Season {0}, {1}: runs, began {2}.", one.id, one.name, began));
    }
  }
  if (out.empty()) out.emplace_back(tr("There is no season yet."));
  out.push_back(board_name_aloud(model.insight.shown, model.insight.alias));
  return out;
}

Spoken read_roster(const model::Model& model) {
  const auto& roster = model.insight.roster;
  if (!roster) return {std::string(tr("The list of members whose ratings count is a trainer's."))};
  Spoken out;
  if (!roster->confirmed_at) {
    out.emplace_back(tr("The members are not confirmed; until then nobody is ranked. /who reads them, /confirmroster confirms them."));
  } else if (roster->new_since.empty()) {
    out.emplace_back(tr("All members are confirmed; their ratings count."));
  } else {
    std::vector<std::string> names;
    for (const PersonId person : roster->new_since) names.push_back(model::name_of(model, person));
    out.push_back(trf("Not confirmed yet: {}. /confirmroster confirms them.", joined(names)));
  }
  if (roster->teams_locked) out.emplace_back(tr("The teams are locked."));
  return out;
}

}  // namespace earshot::text_client
