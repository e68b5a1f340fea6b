#include "shared/protocol/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "shared/base/text.h"
#include "shared/protocol/limits.h"

namespace earshot::protocol {
namespace {

using Found = std::optional<Refusal>;

enum class Empty { allowed, refused };

Found check_text(std::string& value, std::string_view field, std::size_t most, Empty empty) {
  auto cleaned = text::clean(value);
  if (!cleaned) return Refusal{Why::not_text, fmt::format("{} is not valid UTF-8", field), std::string(field)};
  value = std::move(*cleaned);
  if (value.empty() && empty == Empty::refused) {
    return Refusal{Why::empty, fmt::format("{} is empty", field), std::string(field)};
  }
  if (const std::size_t length = text::length(value); length > most) {
    return Refusal{Why::too_long, fmt::format("{} has {} characters; {} are allowed", field, length, most),
                   std::string(field)};
  }
  return {};
}

Found check_line(std::string& value, std::string_view field, std::size_t most, Empty empty) {
  if (auto found = check_text(value, field, most, empty)) return found;
  for (char& c : value) {
    if (c == '\n') c = ' ';
  }
  return {};
}

Found check_list(std::vector<std::string>& values, std::string_view field, std::size_t most_entries, std::size_t most) {
  if (values.size() > most_entries) {
    return Refusal{Why::too_many, fmt::format("{} has {} entries; {} are allowed", field, values.size(), most_entries),
                   std::string(field)};
  }
  for (std::string& value : values) {
    if (auto found = check_line(value, field, most, Empty::refused)) return found;
  }
  return {};
}

template <class Number>
Found check_range(Number value, std::string_view field, Number low, Number high) {
  if (value >= low && value <= high) return {};
  return Refusal{Why::out_of_range, fmt::format("{} is {}; it goes from {} to {}", field, value, low, high),
                 std::string(field)};
}

Found check_level(std::uint8_t value, std::string_view field) {
  return check_range<unsigned>(value, field, 1, 5);
}

Found check_language(std::string& value) {
  if (auto found = check_line(value, "language", limits::kLanguageCharacters, Empty::allowed)) return found;
  const bool fits = std::ranges::all_of(value, [](char c) { return c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  if (fits) return {};
  return Refusal{Why::out_of_range, "a language is a code such as en, de or pt-BR", "language"};
}

Found check_id(std::string& value, std::string_view field, Empty empty) {
  return check_line(value, field, limits::kIdCharacters, empty);
}

/// The first refusal among the checks; the later ones do not run.
template <class... Checks>
Found first_of(Checks... checks) {
  Found found;
  (void)((found = checks(), found.has_value()) || ...);
  return found;
}

Found check(SignIn& v) {
  return first_of([&] { return check_line(v.token, "token", limits::kTokenCharacters, Empty::refused); },
                  [&] { return check_line(v.name, "name", limits::kNameCharacters, Empty::allowed); },
                  [&] { return check_language(v.language); });
}
Found check(Join& v) {
  return first_of([&] { return check_line(v.code, "code", limits::kCodeCharacters, Empty::refused); },
                  [&] { return check_line(v.name, "name", limits::kNameCharacters, Empty::allowed); },
                  [&] { return check_line(v.team, "team", limits::kTeamCharacters, Empty::allowed); },
                  [&] { return check_line(v.attempt, "attempt", limits::kTokenCharacters, Empty::allowed); },
                  [&] { return check_language(v.language); });
}
Found check(Resume& v) {
  return first_of([&] { return check_line(v.token, "token", limits::kTokenCharacters, Empty::refused); },
                  [&] { return check_language(v.language); });
}
Found check(InviteTrainer&) { return {}; }
Found check(Link&) { return {}; }
Found check(Redeem& v) {
  return first_of([&] { return check_line(v.code, "code", limits::kCodeCharacters, Empty::refused); },
                  [&] { return check_language(v.language); });
}
Found check(Leave&) { return {}; }
Found check(CreateClass& v) {
  return first_of([&] { return check_line(v.name, "name", limits::kClassNameCharacters, Empty::refused); },
                  [&] { return check_list(v.teams, "teams", limits::kTeams, limits::kTeamCharacters); },
                  [&] { return check_id(v.lesson, "lesson", Empty::allowed); });
}

Found check_modifiers(std::vector<Modifier>& modifiers) {
  if (modifiers.size() > limits::kModifiers) return Refusal{Why::too_many, "a challenge stands twice", "modifiers"};
  std::ranges::sort(modifiers);
  if (std::ranges::adjacent_find(modifiers) == modifiers.end()) return {};
  return Refusal{Why::too_many, "a challenge stands twice", "modifiers"};
}

Found check(StartRound& v) {
  return first_of([&] { return check_modifiers(v.modifiers); }, [&] { return check_id(v.card, "card", Empty::allowed); },
                  [&] { return check_range<std::uint32_t>(v.variant, "variant", 0, 100); },
                  [&] {
                    return v.minutes == 0 ? Found{}
                                          : check_range(v.minutes, "minutes", limits::kMinMinutes, limits::kMaxMinutes);
                  },
                  [&] { return check_list(v.focus, "focus", limits::kCriteria, limits::kIdCharacters); });
}
Found check(Extend& v) { return check_range<std::uint32_t>(v.seconds, "seconds", 1, limits::kMaxExtendSeconds); }
Found check(Pause&) { return {}; }
Found check(Continue&) { return {}; }
Found check(NextPhase&) { return {}; }
Found check(EndRound&) { return {}; }
Found check(Broadcast& v) { return check_text(v.text, "text", limits::kWhisperCharacters, Empty::refused); }
Found check(Whisper& v) { return check_text(v.text, "text", limits::kWhisperCharacters, Empty::refused); }
Found check(Remove&) { return {}; }
Found check(Queue& v) { return check_id(v.card, "card", Empty::allowed); }
Found check(Unqueue&) { return {}; }
Found check(Ready&) { return {}; }
Found check(Say& v) { return check_text(v.text, "text", limits::kChatCharacters, Empty::refused); }
Found check(Typing&) { return {}; }
Found check(Feel& v) { return check_level(v.level, "level"); }
Found check(Reveal& v) { return check_id(v.fact, "fact", Empty::refused); }
Found check(PlayBeat& v) { return check_id(v.beat, "beat", Empty::refused); }
Found check(TakeNote& v) {
  return check_line(v.text, "text", limits::kNoteCharacters, Empty::refused);
}
Found check(Breathe&) { return {}; }
Found check(StepOut&) { return {}; }
Found check(Help& v) { return check_text(v.text, "text", limits::kHelpCharacters, Empty::allowed); }
Found check(Heated&) { return {}; }
Found check(TapTally&) { return {}; }
Found check(Recap& v) {
  return first_of([&] { return check_text(v.text, "text", limits::kRecapCharacters, Empty::refused); },
                  [&] {
                    const std::size_t words = text::count_words(v.text);
                    return words <= limits::kRecapWords
                               ? Found{}
                               : Refusal{Why::too_long,
                                         fmt::format("the recap has {} words; {} are allowed", words, limits::kRecapWords),
                                         "text"};
                  },
                  [&] { return check_list(v.facts, "facts", limits::kRecapFacts, limits::kRecapFactCharacters); },
                  [&] { return check_list(v.feelings, "feelings", limits::kRecapFeelings, limits::kRecapFeelingCharacters); });
}

Found check_marks(std::vector<LineMark>& marks, std::string_view field, std::size_t most) {
  if (marks.size() > most) return Refusal{Why::too_many, fmt::format("{} has too many marks", field), std::string(field)};
  for (LineMark& mark : marks) {
    if (auto found = check_id(mark.is, "is", Empty::allowed)) return found;
    if (auto found = check_text(mark.correction, "correction", limits::kCorrectionCharacters, Empty::allowed)) return found;
    if (mark.confirmed && !mark.correction.empty()) return Refusal{Why::out_of_range, "a line that is right needs no correction", "correction"};
  }
  return {};
}

Found check(Mark& v) {
  return first_of([&] { return check_marks(v.facts, "facts", limits::kRecapFacts); },
                  [&] { return check_marks(v.feelings, "feelings", limits::kRecapFeelings); },
                  [&] { return check_list(v.missed, "missed", limits::kMarkedIds, limits::kIdCharacters); },
                  [&] { return check_list(v.untold, "untold", limits::kMarkedIds, limits::kIdCharacters); });
}

Found check_levels(std::vector<CriterionLevel>& levels) {
  if (levels.empty()) return Refusal{Why::empty, "the rating holds no level", "levels"};
  if (levels.size() > limits::kCriteria) return Refusal{Why::too_many, "the rating holds too many criteria", "levels"};
  std::size_t missing = 0;
  for (CriterionLevel& entry : levels) {
    if (auto found = check_id(entry.criterion, "levels", Empty::refused)) return found;
    if (!entry.level) {
      ++missing;
    } else if (*entry.level < 1 || *entry.level > 5) {
      return Refusal{Why::out_of_range, fmt::format("the level of {} is {}; it goes from 1 to 5", entry.criterion, *entry.level),
                     "levels"};
    }
  }
  if (missing > limits::kNoOpportunity) {
    return Refusal{Why::too_many, fmt::format("'no opportunity' stands {} times; {} are allowed", missing, limits::kNoOpportunity),
                   "levels"};
  }
  return {};
}

Found check_moments(Rate& v) {
  if (v.moments.size() > limits::kCriteria + 1) return Refusal{Why::too_many, "one line a criterion is enough", "evidence"};
  std::set<std::string> seen;
  for (CriterionMoment& moment : v.moments) {
    if (auto found = check_id(moment.criterion, "evidence", Empty::allowed)) return found;
    const bool rated = moment.criterion.empty() || std::ranges::find(v.levels, moment.criterion, &CriterionLevel::criterion) != v.levels.end();
    if (!rated) return Refusal{Why::unknown, fmt::format("there is evidence for '{}', which is not rated here", moment.criterion), "evidence"};
    if (!seen.insert(moment.criterion).second) return Refusal{Why::too_many, fmt::format("'{}' has two lines of evidence; choose one", moment.criterion), "evidence"};
  }
  return {};
}
Found check(Rate& v) {
  return first_of([&] { return check_levels(v.levels); },
                  [&] { return check_text(v.keep, "keep", limits::kCommentCharacters, Empty::allowed); },
                  [&] { return check_text(v.next, "next", limits::kCommentCharacters, Empty::allowed); },
                  [&] { return check_moments(v); });
}
Found check(RateSession& v) { return check(v.rating); }
Found check(KeepIntention& v) { return check_level(v.level, "level"); }
Found check(ReplayFrom&) { return {}; }
Found check(AllowQuote&) { return {}; }
Found check(WithdrawQuote&) { return {}; }
Found check(Calibrate& v) { return check_id(v.transcript, "transcript", Empty::refused); }
Found check(EndCalibration&) { return {}; }
Found check(RateTranscript& v) { return check_levels(v.levels); }
Found check(Outcome& v) {
  return first_of([&] { return check_level(v.solved, "solved"); }, [&] { return check_level(v.satisfied, "satisfied"); },
                  [&] { return check_level(v.stay, "stay"); }, [&] { return check_level(v.recommend, "recommend"); },
                  [&] { return check_list(v.resolution, "resolution", limits::kMarkedIds, limits::kIdCharacters); },
                  [&] { return check_list(v.prevention, "prevention", limits::kMarkedIds, limits::kIdCharacters); },
                  [&] { return check_list(v.again, "again", limits::kMarkedIds, limits::kIdCharacters); });
}
Found check(React& v) { return check_line(v.word, "word", limits::kWordCharacters, Empty::refused); }
Found check(Intend& v) { return check_line(v.text, "text", limits::kIntentionCharacters, Empty::refused); }
Found check_scope(BoardScope& v) {
  return first_of([&] { return check_id(v.card, "card", Empty::allowed); }, [&] { return check_id(v.skill, "skill", Empty::allowed); });
}
Found check(AskBoard& v) { return check_scope(v.scope); }
Found check(AskAudit& v) { return check_scope(v.scope); }
Found check(AskRaters& v) { return check_scope(v.scope); }
Found check(SetBoardName& v) {
  return check_line(v.alias, "alias", limits::kAliasCharacters, v.shown == NameShown::alias ? Empty::refused : Empty::allowed);
}
Found check(StartSeason& v) { return check_line(v.name, "name", limits::kSeasonNameCharacters, Empty::refused); }
Found check(EndSeason&) { return {}; }
Found check(ConfirmRoster&) { return {}; }
Found check(SetTeam& v) { return check_line(v.team, "team", limits::kTeamCharacters, Empty::allowed); }
Found check(AskProfile&) { return {}; }
Found check(AskHistory&) { return {}; }
Found check(OpenDebrief&) { return {}; }
Found check(AskReport&) { return {}; }
Found check(SetGoal& v) { return check_id(v.goal, "goal", Empty::allowed); }
Found check(Promise& v) { return check_line(v.text, "text", limits::kPromiseCharacters, Empty::refused); }
Found check(Rerate& v) { return check_level(v.level, "level"); }
Found check(Watch&) { return {}; }
Found check(Unwatch&) { return {}; }

Found check_step(PlanStep& step) {
  return first_of([&] { return check_line(step.title, "title", limits::kStepTitleCharacters, Empty::allowed); },
                  [&] { return check_list(step.cards, "cards", limits::kStepCards, limits::kIdCharacters); },
                  [&] { return check_modifiers(step.modifiers); },
                  [&] { return check_list(step.focus, "focus", limits::kCriteria, limits::kIdCharacters); },
                  [&] {
                    // A round without minutes keeps its card's.
                    const std::uint32_t least = step.kind == StepKind::round ? 0 : limits::kMinMinutes;
                    return check_range(step.minutes, "minutes", least, limits::kMaxMinutes);
                  });
}

/// The refusal names the step, counted from 1.
Found check(SetPlan& v) {
  if (auto found = first_of([&] { return check_id(v.plan.id, "id", Empty::allowed); },
                            [&] { return check_line(v.plan.title, "title", limits::kClassNameCharacters, Empty::refused); })) {
    return found;
  }
  if (v.plan.steps.size() > limits::kPlanSteps) {
    return Refusal{Why::too_many, fmt::format("the plan has {} steps; {} are allowed", v.plan.steps.size(), limits::kPlanSteps),
                   "steps"};
  }
  for (std::size_t i = 0; i < v.plan.steps.size(); ++i) {
    if (auto found = check_step(v.plan.steps[i])) {
      return Refusal{found->why, fmt::format("step {}: {}", i + 1, found->text), fmt::format("steps.{}.{}", i, found->field)};
    }
  }
  return {};
}
Found check(PickLesson& v) { return check_id(v.lesson, "lesson", Empty::refused); }
Found check(BeginStep& v) { return check_range<std::uint32_t>(v.step, "step", 0, limits::kPlanSteps - 1); }
Found check(AutoRun&) { return {}; }
Found check(FinishAt&) { return {}; }
Found check(EyesUp& v) { return check_text(v.text, "text", limits::kWhisperCharacters, Empty::allowed); }
Found check(SetClass& v) {
  return first_of([&] { return check_range(v.settings.seat_held_seconds, "seat_held_seconds", limits::kMinSeatHeldSeconds, limits::kMaxSeatHeldSeconds); },
                  [&] { return check_language(v.settings.language); });
}
Found check(SetWish& v) {
  if (v.pair.one != v.pair.other) return {};
  return Refusal{Why::out_of_range, "a wish is about two people", "other"};
}
Found check(ControlSession& v) {
  return v.act == SessionAct::extend ? check_range<std::uint32_t>(v.seconds, "seconds", 1, limits::kMaxExtendSeconds) : Found{};
}
Found check(SpeakTo& v) { return check_text(v.text, "text", limits::kWhisperCharacters, Empty::refused); }
Found check(Move&) { return {}; }
Found check(Mute&) { return {}; }
Found check(HelpDone&) { return {}; }
Found check(TakeSeat&) { return {}; }
Found check(Promote&) { return {}; }
Found check(SwapCard&) { return {}; }
Found check(Retake& v) { return check_text(v.text, "text", limits::kChatCharacters, Empty::refused); }
Found check(OpenPing&) { return {}; }
Found check(UseLanguage& v) { return check_language(v.language); }

/// The card and the language by which trainers' work is kept.
template <class Intent>
Found check_card(Intent& v) {
  return first_of([&] { return check_id(v.card, "card", Empty::refused); },
                  [&] { return check_line(v.language, "language", limits::kLanguageCharacters, Empty::refused); },
                  [&] { return check_language(v.language); });
}
Found check(OpenCard& v) { return check_card(v); }
Found check(SaveCard& v) {
  return first_of([&] { return check_card(v); },
                  [&] { return check_range<std::uint32_t>(v.parts, "parts", 1, limits::kCardParts); },
                  [&] { return check_range<std::uint32_t>(v.part, "part", 0, v.parts - 1); },
                  [&]() -> Found {
                    if (v.text.size() > limits::kCardPartBytes) {
                      return Refusal{Why::too_long, fmt::format("text has {} bytes; {} are allowed in one part", v.text.size(), limits::kCardPartBytes), "text"};
                    }
                    // A part is not cleaned: white space at its ends belongs to the whole.
                    if (!text::is_utf8(v.text)) return Refusal{Why::not_text, "text is not valid UTF-8", "text"};
                    if (v.text.find('\0') != std::string::npos) return Refusal{Why::not_text, "text holds a NUL, which no card and no store can hold", "text"};
                    return {};
                  });
}
Found check(DropCard& v) { return check_card(v); }

}  // namespace

std::optional<Refusal> validate(Intent& intent) {
  return std::visit([](auto& body) { return check(body); }, intent);
}

}  // namespace earshot::protocol
