#include "server/domain/project.h"

#include <algorithm>

#include "server/domain/lesson.h"
#include "server/domain/project_class.h"
#include "server/domain/project_session.h"
#include "server/domain/rounds.h"
#include "server/domain/waiting.h"
#include "shared/protocol/limits.h"

namespace earshot::domain {
namespace {

constexpr std::size_t kMembersPerPage = 36;  // a member takes at most 340 bytes
constexpr std::size_t kLessonsPerPage = 8;   // a lesson's summary takes at most 1.4 KiB

/// In pages; one person's replaces an earlier one.
void show_promises(const Class& klass, PersonId viewer, const Deliver& deliver) {
  constexpr std::size_t kPerPage = 14;  // a promise takes at most 820 bytes
  const bool all = klass.is_trainer(viewer);
  protocol::PromisesShown page;
  for (const auto& [person, text] : klass.promises) {
    if (!all && person != viewer) continue;
    page.promises.push_back({person, text});
    if (page.promises.size() < kPerPage) continue;
    deliver({&viewer, 1}, page);
    page.promises.clear();
  }
  if (!page.promises.empty()) deliver({&viewer, 1}, std::move(page));
}

void members(const Class& klass, PersonId viewer, const Context& context, const Deliver& deliver) {
  const std::span<const PersonId> to{&viewer, 1};
  const ClassMember* self = klass.member(viewer);
  protocol::MemberPage page{{}, false};
  for (const ClassMember& member : klass.members) {
    // In Practice people meet when they are paired, not in a list.
    if (klass.practice && member.person != viewer) continue;
    const bool muted = klass.muted.contains(member.person) && knows_who_is_muted(*self, member.person);
    page.members.push_back(member_shown(member, context, muted));
    if (page.members.size() == kMembersPerPage) {
      deliver(to, page);
      page.members.clear();
    }
  }
  page.complete = true;
  deliver(to, std::move(page));
}

/// The challenges that the card has texts for. A tighter clock needs none.
std::vector<Modifier> modifiers_of(const card::Card& card) {
  std::vector<Modifier> all;
  for (const Modifier m : {Modifier::distraction, Modifier::bias, Modifier::pressure, Modifier::handover}) {
    if (offers(card, m)) all.push_back(m);
  }
  return all;
}

std::vector<std::string> languages_of(const card::Card& original, const Content& content) {
  std::vector<std::string> all{original.language};
  for (const auto& translation : content.translations()) {
    if (translation->id == original.id) all.push_back(translation->language);
  }
  return all;
}

protocol::CardSummary summary(const card::Card& original, const Context& context, std::string_view language) {
  const auto card = context.content.find(original.id, language);
  return {card->id,
          card->title,
          card->sector,
          static_cast<std::uint8_t>(card->difficulty),
          static_cast<std::uint32_t>(card->variants.size()),
          static_cast<std::uint32_t>(card->minutes.talk.count() / 60),
          card->content_note,
          modifiers_of(*card),
          card->warm_up,
          languages_of(original, context.content),
          card->tags,
          card->skills,
          card->follows ? card->follows->card : std::string{},
          card->follows ? card->follows->later : std::string{}};
}

std::size_t bytes_of(const protocol::CardSummary& card) {
  std::size_t bytes = 64 + card.title.size() + card.sector.size() + card.content_note.size() + card.later.size() + card.follows.size();
  for (const auto* list : {&card.languages, &card.tags, &card.skills}) {
    for (const std::string& word : *list) bytes += word.size() + 4;
  }
  return bytes;
}

void cards(PersonId viewer, const Context& context, const Deliver& deliver) {
  const std::span<const PersonId> to{&viewer, 1};
  protocol::CardPage page{{}, false};
  std::size_t bytes = 0;
  for (const auto& original : context.content.cards()) {
    auto card = summary(*original, context, context.people.language(viewer));
    bytes += bytes_of(card);
    if (bytes > protocol::limits::kPageBytes && !page.cards.empty()) {
      deliver(to, page);
      page.cards.clear();
      bytes = bytes_of(card);
    }
    page.cards.push_back(std::move(card));
  }
  page.complete = true;
  deliver(to, std::move(page));
}

void lessons(PersonId viewer, const Context& context, const Deliver& deliver) {
  const std::span<const PersonId> to{&viewer, 1};
  protocol::LessonPage page{{}, false};
  for (const lesson::Lesson& lesson : context.content.lessons()) {
    page.lessons.push_back({lesson.plan.id, lesson.plan.title, lesson.about,
                            static_cast<std::uint32_t>(lesson.plan.steps.size()), lesson.minutes});
    if (page.lessons.size() == kLessonsPerPage) {
      deliver(to, page);
      page.lessons.clear();
    }
  }
  page.complete = true;
  deliver(to, std::move(page));
}

}  // namespace

void snapshot(const Class& klass, PersonId viewer, const Context& context, const Deliver& deliver) {
  const ClassMember* member = klass.member(viewer);
  if (!member) return;
  const std::span<const PersonId> to{&viewer, 1};
  deliver(to, protocol::ClassEntered{klass.id, klass.code, klass.name, member->standing,
                                     klass.practice ? std::vector<std::string>{} : klass.teams, klass.practice,
                                     viewer == klass.owner});
  members(klass, viewer, context, deliver);
  show_content(klass, viewer, context, deliver);
  deliver(to, protocol::SettingsShown{settings_in_force(klass, context)});
  if (klass.eyes_up) deliver(to, protocol::EyesUpShown{true, *klass.eyes_up});
  if (klass.round) deliver(to, round_shown(klass));
  if (!klass.lesson.plan.title.empty()) deliver(to, plan_shown(klass, member->standing));
  for (const Spoken& spoken : klass.spoken) {
    if (spoken.heard.contains(viewer)) show_spoken(spoken, to, deliver);
  }
  if (member->standing == Standing::trainer) {
    deliver(to, roster_shown(klass));
    if (!klass.help.empty()) show_help(klass, to, deliver);
    if (!klass.wishes.empty()) deliver(to, protocol::WishesShown{klass.wishes});
    for (const auto& [id, session] : klass.sessions) deliver(to, session_shown(klass, session, context.now));
  }
  show_promises(klass, viewer, deliver);
  if (auto quotes = quotes_for(klass, viewer); !quotes.quotes.empty()) deliver(to, std::move(quotes));
  if (const Session* session = klass.session_of(viewer)) {
    SessionView(*session, context, deliver).all_for(viewer, session->seat_of(viewer)->role, false);
    return;
  }
  const bool queued = std::ranges::find(klass.queue, viewer, &Waiter::person) != klass.queue.end();
  if (queued || is_idle(klass, *member)) deliver(to, waiting_for(klass, viewer, context));
}

void show_content(const Class& klass, PersonId viewer, const Context& context, const Deliver& deliver) {
  cards(viewer, context, deliver);
  if (const auto rubric = context.content.rubric_in(context.people.language(viewer))) deliver({&viewer, 1}, rubric_shown(*rubric));
  if (klass.is_trainer(viewer)) lessons(viewer, context, deliver);
  show_calibration(klass, viewer, context, deliver);
}

void snapshot_for_watcher(const Session& session, PersonId viewer, const Context& context, const Deliver& deliver) {
  SessionView(session, context, deliver).all_for(viewer, Role::observer, true);
}

}  // namespace earshot::domain
