#include "client/model/model.h"

#include <algorithm>

#include "shared/words/words.h"

namespace earshot::model {

const protocol::Member* ClassView::member(PersonId person) const {
  const auto found = std::ranges::find(members, person, &protocol::Member::person);
  return found == members.end() ? nullptr : &*found;
}

std::optional<std::string> known_name(const Model& model, PersonId person) {
  if (model.session) {
    if (const Seat* seat = model.session->seat(person)) return seat->name;
  }
  if (model.in_class) {
    if (const protocol::Member* member = model.in_class->member(person)) return member->name;
  }
  if (model.ended) {
    if (const Seat* seat = model.ended->session.seat(person)) return seat->name;
  }
  if (model.insight.past) {
    if (const Seat* seat = model.insight.past->seat(person)) return seat->name;
  }
  if (person && person == model.self.person) return model.self.name;
  return std::nullopt;
}

std::string name_of(const Model& model, PersonId person) {
  return known_name(model, person).value_or(std::string(words::tr("somebody")));
}

const protocol::CardSummary* find_card(const Model& model, std::string_view id) {
  const auto found = std::ranges::find(model.cards, id, &protocol::CardSummary::id);
  return found == model.cards.end() ? nullptr : &*found;
}

const protocol::Criterion* find_criterion(const Model& model, std::string_view id) {
  if (!model.rubric) return nullptr;
  for (const auto* criteria : {&model.rubric->agent, &model.rubric->customer}) {
    const auto found = std::ranges::find(*criteria, id, &protocol::Criterion::id);
    if (found != criteria->end()) return &*found;
  }
  return nullptr;
}

namespace {

void keep_projected(Session& session) {
  Clock& clock = session.clock;
  // While it stands still only the rest counts: every resume says it from another moment.
  if (clock.paused) clock.ends_at = TimePoint{clock.ends_at - clock.stopped_at};
  clock.stopped_at = {};
  clock.ahead = {};
  // In the debrief a new intention takes the place of the one that was brought along.
  if (session.phase == protocol::Phase::debrief) session.intention.clear();
  session.breath_until = {};
  session.breath_used = false;
  session.pending.clear();
  session.failed.clear();
  session.typing.clear();
}

}  // namespace

Model projected(Model model) {
  Model kept;
  kept.self = std::move(model.self);
  kept.in_class = std::move(model.in_class);
  kept.cards = std::move(model.cards);
  kept.cards_complete = model.cards_complete;
  kept.rubric = std::move(model.rubric);
  kept.round = std::move(model.round);
  // Out of the queue it is a text that says what may happen next, and is not said again at every change.
  if (model.waiting && model.waiting->queued) kept.waiting = std::move(model.waiting);
  kept.sessions = std::move(model.sessions);
  std::erase_if(kept.sessions, [](const auto& entry) { return !entry.second.open; });
  for (auto& [id, row] : kept.sessions) {
    if (row.paused) row.ends_at = protocol::Moment{TimePoint{row.ends_at.point() - row.now.point()}};
    row.now = {};
  }
  kept.settings = model.settings;
  kept.plan = std::move(model.plan);
  kept.lessons = std::move(model.lessons);
  kept.lessons_complete = model.lessons_complete;
  kept.eyes_up = std::move(model.eyes_up);
  kept.help = std::move(model.help);
  kept.wishes = std::move(model.wishes);
  kept.insight.roster = std::move(model.insight.roster);
  kept.insight.promises = std::move(model.insight.promises);
  kept.insight.quotes = std::move(model.insight.quotes);
  kept.insight.calibration = std::move(model.insight.calibration);
  kept.insight.calibration_result = std::move(model.insight.calibration_result);
  if (model.session && !model.session->watching) {
    kept.session = std::move(model.session);
    keep_projected(*kept.session);
  }
  return kept;
}

}  // namespace earshot::model
