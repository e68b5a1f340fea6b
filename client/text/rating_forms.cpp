// The forms that ask for levels: a rating in one's own role-play, a trainer's of a session, and one of a recorded talk.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "client/model/in_words.h"
#include "client/text/forms.h"
#include "client/text/read_aloud.h"
#include "shared/words/words.h"

namespace earshot::text_client {

using namespace protocol;
using words::mark;
using words::tr;
using words::trf;

namespace {

using Problem = std::optional<std::string>;

tl::unexpected<Error> no_form(std::string_view why) { return fail(std::string(why)); }

Take text_into(std::shared_ptr<Rate> rate, std::string Rate::* member) {
  return [rate, member](const std::string& answer) -> Problem {
    (*rate).*member = answer;
    return {};
  };
}

std::string levels_aloud(const Criterion& criterion) {
  std::string out;
  for (std::size_t i = 0; i < criterion.levels.size(); ++i) {
    out += criterion.levels.size() == 1 ? " " + criterion.levels[i] : fmt::format(" {}: {}", i + 1, as_sentence(criterion.levels[i]));
  }
  return out;
}

/// The message that speaks for a criterion, or, without one, for the whole rating.
void put_moment(Rate& rate, const std::string& criterion, MessageId message) {
  std::erase_if(rate.moments, [&](const CriterionMoment& moment) { return moment.criterion == criterion; });
  rate.moments.push_back({criterion, message});
}

/// "4", "-" where there was no opportunity, or "4 12" with a message that shows it; `lines`: how many there are.
Take level_into(std::shared_ptr<Rate> rate, std::size_t place, std::size_t lines) {
  return [rate, place, lines](const std::string& answer) -> Problem {
    const std::size_t end = answer.find(' ');
    const std::string level = answer.substr(0, end);
    CriterionLevel& entry = rate->levels[place];
    if (level == "-") {
      entry.level.reset();
    } else if (level.size() == 1 && level[0] >= '1' && level[0] <= '5') {
      entry.level = static_cast<std::uint8_t>(level[0] - '0');
    } else {
      return std::string(tr("Type 1 to 5, or - for no opportunity."));
    }
    if (end == std::string::npos) return {};
    const auto messages = numbers_in(answer.substr(end), lines);
    if (!messages || messages->size() != 1) return std::string(tr("After the level stands the number of one message, or nothing."));
    put_moment(*rate, entry.criterion, MessageId{messages->front() + 1});
    return {};
  };
}

/// Asks for every criterion that the rubric knows.
void ask_levels(std::vector<Question>& questions, const model::Model& model, const std::vector<std::string>& criteria,
                const std::shared_ptr<Rate>& rate, std::size_t lines) {
  for (const std::string& id : criteria) {
    const Criterion* criterion = model::find_criterion(model, id);
    if (!criterion) continue;
    rate->levels.push_back({id, std::nullopt});
    questions.push_back({trf("{}, 1 to 5, or - for no opportunity.", capitalised(criterion->name)) + levels_aloud(*criterion),
                         level_into(rate, rate->levels.size() - 1, lines)});
  }
}

void ask_words(std::vector<Question>& questions, const std::shared_ptr<Rate>& rate, std::size_t lines) {
  questions.push_back({std::string(tr("One thing to keep doing, or an empty line:")), text_into(rate, &Rate::keep)});
  questions.push_back({std::string(tr("One thing to try next, or an empty line:")), text_into(rate, &Rate::next)});
  questions.push_back({std::string(tr("The number of a message that shows it, or an empty line:")),
                       [rate, lines](const std::string& answer) -> Problem {
                         const auto places = numbers_in(answer, lines);
                         if (!places || places->size() > 1) return std::string(tr("Type one message's number, or an empty line."));
                         if (!places->empty()) put_moment(*rate, "", MessageId{places->front() + 1});
                         return {};
                       }});
}

/// Says whom, and how, before the first question.
void begin_with(std::vector<Question>& questions, std::string whom, bool with_messages) {
  if (with_messages) whom.append(" ").append(tr("After a level you may add the number of a message that shows it, as in 4 12."));
  questions.front().prompt = whom + " " + questions.front().prompt;
}

/// Whoever took the talk over does not have its first lines.
std::size_t last_line(const model::Session& session) { return session.lines.empty() ? 0 : session.lines.back().id.value; }

}  // namespace

PersonId next_to_rate(const model::Model& model) {
  const model::Session& session = *model.session;
  for (const model::Seat& seat : session.people) {
    if (seat.role != Role::observer && !session.rating(model.self.person, seat.person)) return seat.person;
  }
  return {};
}

Result<Form> rate_form(const model::Model& model, PersonId of) {
  const model::Session& session = *model.session;
  const model::Seat* seat = session.seat(of);
  if (!seat) return no_form(tr("everybody is rated"));
  if (seat->role == Role::observer) return no_form(tr("the observer is not rated"));
  if (!model.rubric) return no_form(tr("the rubric has not come yet"));
  auto rate = std::make_shared<Rate>();
  rate->of = of;
  std::vector<std::string> criteria = session.focus;
  if (seat->role == Role::customer) {
    criteria.clear();
    for (const Criterion& criterion : model.rubric->customer) criteria.push_back(criterion.id);
  }
  std::vector<Question> questions;
  const std::size_t lines = last_line(session);
  ask_levels(questions, model, criteria, rate, lines);
  if (questions.empty()) return no_form(tr("the rubric has nothing to rate here"));
  const std::string_view role = model::in_words(seat->role);
  begin_with(questions, of == model.self.person ? trf("You rate yourself as {}.", role) : trf("You rate {0} as {1}.", seat->name, role), lines > 0);
  ask_words(questions, rate, lines);
  return Form(std::move(questions), [rate] { return Intent{*rate}; });
}

Result<Form> rate_session_form(const model::Model& model, SessionId id) {
  const auto row = model.sessions.find(id);
  if (row == model.sessions.end() || !row->second.open) return no_form(tr("there is no such role-play; /sessions lists them"));
  if (!model.rubric) return no_form(tr("the rubric has not come yet"));
  // Who watches it has its lines; its focus is the round's.
  const model::Session* watched = model.session && model.session->id == id ? &*model.session : nullptr;
  const std::vector<std::string> focus = watched ? watched->focus : model.round ? model.round->focus : std::vector<std::string>{};
  const std::size_t lines = watched ? last_line(*watched) : 0;
  auto rate = std::make_shared<Rate>();
  rate->of = row->second.agent;
  std::vector<Question> questions;
  ask_levels(questions, model, focus, rate, lines);
  if (questions.empty()) return no_form(tr("its focus is not known here; /watch it first"));
  begin_with(questions, trf("You rate {0} as {1}.", model::name_of(model, rate->of), model::in_words(Role::agent)), lines > 0);
  ask_words(questions, rate, lines);
  return Form(std::move(questions), [rate, id] { return Intent{RateSession{id, *rate}}; },
              {[id](const model::Model& now) {
                 const auto found = now.sessions.find(id);
                 return found != now.sessions.end() && found->second.open;
               },
               mark("What you were filling in belonged to a role-play that is over.")});
}

Result<Form> transcript_form(const model::Model& model) {
  const auto& shown = model.insight.calibration;
  if (!shown || !shown->on) return no_form(tr("no recorded talk is being rated"));
  if (!model.rubric) return no_form(tr("the rubric has not come yet"));
  auto rate = std::make_shared<Rate>();
  std::vector<Question> questions;
  ask_levels(questions, model, shown->focus, rate, 0);
  if (questions.empty()) return no_form(tr("the rubric has nothing to rate here"));
  begin_with(questions, trf("You rate the agent of {}.", shown->title), false);
  return Form(std::move(questions), [rate] { return Intent{RateTranscript{rate->levels}}; },
              {[transcript = shown->transcript](const model::Model& now) {
                 const auto& still = now.insight.calibration;
                 return still && still->on && still->transcript == transcript;
               },
               mark("What you were filling in belonged to a recorded talk that is rated no longer.")});
}

}  // namespace earshot::text_client
