// The lesson plan of a class: its steps, one after the other, by the trainer's hand or by themselves.
#pragma once

#include <optional>

#include "server/domain/class.h"

namespace earshot::domain {

/// The class gets this plan if all it names is on the server. A refusal's field is `steps.<index>.<field>`. Where the
/// steps up to the present one stay as they are, the class keeps its place in the plan.
Decision set_plan(const Class& klass, const protocol::Plan& plan, const Context& context);
Decision pick_lesson(const Class& klass, const std::string& id, const Context& context);

/// Ends the step before and begins this one; no events if it was the last to begin. Refused while a round runs, and for
/// a round while too few are here. What the step wants and this server or class has not (a lost card, a challenge, a
/// swap) is left out.
Decision begin_step(const Class& klass, std::uint32_t step, const Context& context);

Decision set_auto_run(const Class& klass, bool on);
Decision set_finish(const Class& klass, const std::optional<protocol::Moment>& at, const Context& context);

/// A step is over, or the next one begins by itself; nothing while it has to wait.
Events lesson_follows(const Class& klass, const Context& context);

/// When a break, a talk or a warm-up is over.
std::optional<TimePoint> lesson_due(const Class& klass);

/// The share of its time that each step from `first` on gets, so that the plan ends in time: 1 if nothing shrinks, and
/// never less than 0.4, even if that is too late.
double share_of_time(const Class& klass, std::uint32_t first, const Context& context);

/// The plan as a trainer sees it, or a trainee: without cards and challenges.
protocol::PlanShown plan_shown(const Class& klass, Standing standing);

}  // namespace earshot::domain
