#include "server/domain/lesson.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "server/domain/rounds.h"
#include "server/domain/warm_up.h"

namespace earshot::domain {
namespace {

using protocol::PlanStep;
using protocol::StepKind;

constexpr int kLeastPercent = 40;

bool round_runs(const Class& klass) { return klass.round && klass.round->running; }

SessionKind kind_of(const PlanStep& step) {
  return step.kind == StepKind::warm_up ? SessionKind::warm_up : SessionKind::role_play;
}

// --- What a plan may name -------------------------------------------------------------------------------------------

struct Fault {
  Why why{};
  std::string text;
  std::string_view field;
};

std::optional<Fault> check(const PlanStep& step, bool had_round, const Content& content) {
  if (step.kind == StepKind::pause || step.kind == StepKind::talk) return {};
  for (const std::string& id : step.cards) {
    const auto card = content.find(id);
    if (!card) return Fault{Why::unknown, fmt::format("there is no card '{}'", id), "cards"};
    if (card->warm_up != (step.kind == StepKind::warm_up)) {
      return Fault{Why::not_allowed, card->warm_up ? fmt::format("the card '{}' is only to warm up", id) : fmt::format("the card '{}' is not to warm up", id), "cards"};
    }
  }
  if (step.kind == StepKind::warm_up) return {};
  const auto rubric = content.rubric();
  for (const std::string& id : step.focus) {
    if (std::ranges::find(rubric->criteria, id, &rubric::Criterion::id) == rubric->criteria.end()) {
      return Fault{Why::unknown, fmt::format("the rubric has no criterion '{}'", id), "focus"};
    }
  }
  const auto pool = pool_of(step.cards, SessionKind::role_play, content);
  for (const Modifier modifier : step.modifiers) {
    if (std::ranges::none_of(pool, [&](const auto& card) { return offers(*card, modifier); })) {
      return Fault{Why::unknown, fmt::format("no card of this step has texts for '{}'", protocol::word(modifier)), "modifiers"};
    }
  }
  if (step.swap && !had_round) return Fault{Why::wrong_phase, "there is no round before it whose roles could be passed on", "swap"};
  return {};
}

// --- Time -----------------------------------------------------------------------------------------------------------

/// What the step takes with this share of its time; of a round the mean over the cards that may be dealt.
double seconds_of_step(const PlanStep& step, double share, const Content& content) {
  if (step.kind != StepKind::round) return shortened(step.minutes * 60, share);
  const auto pool = pool_of(step.cards, kind_of(step), content);
  if (pool.empty()) return 0;
  double sum = 0;
  for (const auto& card : pool) {
    for (const std::uint32_t phase : clock_of(*card, step.minutes, step.modifiers, share)) sum += phase;
  }
  return sum / static_cast<double>(pool.size());
}

// --- Beginning a step -----------------------------------------------------------------------------------------------

Decision round_of(const Class& klass, const PlanStep& step, double share, const Context& context) {
  RoundWish wish;
  wish.cards = step.cards;
  wish.minutes = step.minutes;
  wish.focus = step.focus;
  wish.mode = step.mode;
  wish.modifiers = step.modifiers;
  wish.triads = step.triads;
  wish.swap = step.swap;
  wish.share = share;
  wish.lenient = true;
  return start_round(klass, wish, context);
}

void append(Events& events, Events more) { std::ranges::move(more, std::back_inserter(events)); }

Decision begin(const Class& klass, std::uint32_t index, const Context& context) {
  if (klass.eyes_up) return refuse(Why::busy, "all screens stand still; take 'eyes up' back first");
  if (round_runs(klass)) return refuse(Why::busy, "a round is running; end it first");
  if (auto busy = calibrating(klass)) return tl::unexpected<Refusal>(std::move(*busy));
  const PlanStep& step = klass.lesson.plan.steps[index];
  const double share = share_of_time(klass, index, context);
  Events events;
  if (klass.lesson.step && !klass.lesson.step_over) events.push_back(StepEnded{*klass.lesson.step});
  if (step.kind == StepKind::round) {
    auto round = round_of(klass, step, share, context);
    if (!round) return round;
    events.push_back(StepBegan{index, {}});
    append(events, std::move(*round));
    return events;
  }
  append(events, end_warm_ups(klass));
  events.push_back(StepBegan{index, Moment{context.now + Seconds{shortened(step.minutes * 60, share)}}});
  if (step.kind == StepKind::warm_up) append(events, warm_up_together(klass, step.cards, context));
  return events;
}

tl::unexpected<Refusal> no_plan() { return refuse(Why::wrong_phase, "the class has no plan yet; set one, or pick a lesson"); }

bool has_plan(const Class& klass) { return !klass.lesson.plan.steps.empty(); }

}  // namespace

Decision set_plan(const Class& klass, const protocol::Plan& plan, const Context& context) {
  bool had_round = false;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    if (auto fault = check(plan.steps[i], had_round, context.content)) {
      return refuse(fault->why, fmt::format("step {}: {}", i + 1, fault->text), fmt::format("steps.{}.{}", i, fault->field));
    }
    had_round = had_round || plan.steps[i].kind == StepKind::round;
  }
  if (plan == klass.lesson.plan) return Events{};
  return Events{PlanSet{plan}};
}

Decision pick_lesson(const Class& klass, const std::string& id, const Context& context) {
  const lesson::Lesson* found = context.content.find_lesson(id);
  if (!found) return refuse(Why::unknown, fmt::format("this server has no lesson '{}'", id), "lesson");
  return set_plan(klass, found->plan, context);
}

Decision begin_step(const Class& klass, std::uint32_t step, const Context& context) {
  if (!has_plan(klass)) return no_plan();
  const auto& steps = klass.lesson.plan.steps;
  if (step >= steps.size()) {
    return refuse(Why::out_of_range, fmt::format("the plan has {} steps", steps.size()), "step");
  }
  if (klass.lesson.step == step) return Events{};
  return begin(klass, step, context);
}

Decision set_auto_run(const Class& klass, bool on) {
  if (!has_plan(klass)) return no_plan();
  if (klass.lesson.auto_run == on) return Events{};
  return Events{AutoRunSet{on}};
}

Decision set_finish(const Class& klass, const std::optional<protocol::Moment>& at, const Context& context) {
  if (!has_plan(klass)) return no_plan();
  if (at && at->point() <= context.now) return refuse(Why::out_of_range, "this time is over; name one that is still to come", "at");
  const auto wanted = at ? std::optional{at->point()} : std::nullopt;
  if (wanted == klass.lesson.finish_at) return Events{};
  return Events{FinishSet{at}};
}

Events lesson_follows(const Class& klass, const Context& context) {
  const PlanRun& run = klass.lesson;
  if (!run.step || *run.step >= run.plan.steps.size()) return {};
  if (!run.step_over) {
    const StepKind kind = run.plan.steps[*run.step].kind;
    if (kind == StepKind::round) return round_runs(klass) ? Events{} : Events{StepEnded{*run.step}};
    const auto due = lesson_due(klass);
    if (!due || context.now < *due) return {};
    Events events = kind == StepKind::warm_up ? end_warm_ups(klass) : Events{};
    events.push_back(StepEnded{*run.step});
    return events;
  }
  if (!run.auto_run || *run.step + 1 >= run.plan.steps.size()) return {};
  auto next = begin(klass, *run.step + 1, context);
  return next ? std::move(*next) : Events{};  // with too few people it waits: whoever comes lets it be asked again
}

std::optional<TimePoint> lesson_due(const Class& klass) {
  if (klass.eyes_up || klass.lesson.step_over) return {};
  return klass.lesson.step_ends_at;
}

double share_of_time(const Class& klass, std::uint32_t first, const Context& context) {
  if (!klass.lesson.finish_at) return 1;
  const auto& steps = klass.lesson.plan.steps;
  const double left = std::chrono::duration<double>(*klass.lesson.finish_at - context.now).count();
  for (int percent = 100; percent > kLeastPercent; --percent) {
    const double share = percent / 100.0;
    double planned = 0;
    for (std::size_t i = first; i < steps.size(); ++i) planned += seconds_of_step(steps[i], share, context.content);
    if (planned <= left) return share;
  }
  return kLeastPercent / 100.0;
}

protocol::PlanShown plan_shown(const Class& klass, Standing standing) {
  const PlanRun& run = klass.lesson;
  protocol::PlanShown shown;
  shown.plan = run.plan;
  shown.step = run.step;
  shown.step_over = run.step_over;
  shown.auto_run = run.auto_run;
  if (run.finish_at) shown.finish_at = Moment{*run.finish_at};
  if (run.step_ends_at) shown.step_ends_at = Moment{*run.step_ends_at};
  if (standing == Standing::trainer) return shown;
  for (PlanStep& step : shown.plan.steps) {
    step.cards.clear();
    step.modifiers.clear();
  }
  return shown;
}

}  // namespace earshot::domain
