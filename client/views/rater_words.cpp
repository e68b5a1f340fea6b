#include "client/views/rater_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <ctime>

#include "client/views/board_rows.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using protocol::RaterFlag;
using protocol::RaterPair;
using protocol::RaterRow;
using words::tr;
using words::trf;
using words::trf_count;

std::string pair_in_words(const RaterPair& pair) {
  std::string out = trf_count("Gives {0} {1:.1f} where others give {2:.1f}, over {3} level.", "Gives {0} {1:.1f} where others give {2:.1f}, over {3} levels.", pair.n, pair.name,
                              pair.given, pair.expected, pair.n);
  if (pair.mutual) out += " " + std::string(tr("The other does the same."));
  return out;
}

std::optional<int> number(std::string_view text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

}  // namespace

std::vector<const RaterRow*> flagged_first(const std::vector<RaterRow>& rows) {
  std::vector<const RaterRow*> out;
  for (const auto& row : rows) out.push_back(&row);
  std::ranges::stable_partition(out, [](const RaterRow* row) { return !row->flags.empty(); });
  return out;
}

std::string_view flag_word(RaterFlag flag) {
  switch (flag) {
    case RaterFlag::erratic: return tr("Up and down");
    case RaterFlag::too_even: return tr("Very even");
    case RaterFlag::same_level: return tr("One level for all");
    case RaterFlag::favours: return tr("Far above for one person");
    case RaterFlag::grudge: return tr("Far below for one person");
  }
  return {};
}

std::vector<std::string> evidence_in_words(const RaterRow& row) {
  std::vector<std::string> out;
  for (const RaterFlag flag : row.flags) {
    switch (flag) {
      case RaterFlag::erratic: out.push_back(trf("Far from what others see, now up, now down: infit {:.2f}, usual is 1.", row.infit)); break;
      case RaterFlag::too_even: out.push_back(trf("Hardly tells criteria and people apart: infit {:.2f}, usual is 1.", row.infit)); break;
      case RaterFlag::same_level: out.push_back(trf("{} % of the ratings are one and the same level.", std::lround(100 * row.same))); break;
      case RaterFlag::favours:
      case RaterFlag::grudge:
        for (const auto& pair : row.pairs) {
          if ((pair.z > 0) == (flag == RaterFlag::favours)) out.push_back(pair_in_words(pair));
        }
        break;
    }
  }
  return out;
}

std::string figure_in_words(const std::optional<double>& figure) {
  if (!figure) return std::string(tr("cannot be said yet"));
  if (*figure < 0.5) return trf("{:.2f}, weak", *figure);
  if (*figure < 0.7) return trf("{:.2f}, rough", *figure);
  return *figure < 0.85 ? trf("{:.2f}, fair", *figure) : trf("{:.2f}, strong", *figure);
}

std::optional<TimePoint> end_of_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)}, std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  std::tm at{};
  at.tm_year = *year - 1900;
  at.tm_mon = *month - 1;
  at.tm_mday = *day;
  at.tm_hour = 23;
  at.tm_min = 59;
  at.tm_isdst = -1;
  const std::time_t seconds = std::mktime(&at);
  if (seconds == -1) return std::nullopt;
  return TimePoint{Seconds{seconds}};
}

}  // namespace earshot::views
