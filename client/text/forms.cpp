#include "client/text/forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "client/text/read_aloud.h"
#include "shared/base/text.h"
#include "shared/protocol/limits.h"

namespace earshot::text_client {

using namespace protocol;

namespace {

using Problem = std::optional<std::string>;

bool is_yes(const std::string& answer) { return answer == "yes" || answer == "y"; }
bool is_no(const std::string& answer) { return answer == "no" || answer == "n"; }

Take text_into(std::shared_ptr<std::string> to) {
  return [to](const std::string& answer) -> Problem {
    *to = answer;
    return {};
  };
}

/// 1 to 5, or "-" where there was no opportunity.
Take level_into(std::function<void(std::optional<std::uint8_t>)> put, bool may_be_none) {
  return [put, may_be_none](const std::string& answer) -> Problem {
    if (may_be_none && answer == "-") {
      put(std::nullopt);
      return {};
    }
    if (answer.size() != 1 || answer[0] < '1' || answer[0] > '5') {
      return may_be_none ? "Type 1 to 5, or - for no opportunity." : "Type 1 to 5.";
    }
    put(static_cast<std::uint8_t>(answer[0] - '0'));
    return {};
  };
}

Take ids_into(std::function<void(std::vector<std::string>)> put, std::vector<std::string> ids) {
  return [put, ids](const std::string& answer) -> Problem {
    const auto places = numbers_in(answer, ids.size());
    if (!places) return fmt::format("Type numbers from 1 to {}, or an empty line for none.", ids.size());
    std::vector<std::string> chosen;
    for (const std::size_t place : *places) chosen.push_back(ids[place]);
    put(std::move(chosen));
    return {};
  };
}

/// Facts first, then feelings: the numbers a customer uses to link a line of the recap.
std::vector<std::string> card_ids(const CustomerBrief& brief, bool feelings) {
  std::vector<std::string> ids;
  if (feelings) {
    for (const FeelingShown& one : brief.feelings) ids.push_back(one.id);
  } else {
    for (const FactShown& one : brief.facts) ids.push_back(one.id);
  }
  return ids;
}

/// yes, no, or the number of the card's fact or feeling that the line is.
Take mark_into(std::shared_ptr<Mark> mark, std::size_t index, bool feelings, std::vector<std::string> ids) {
  return [=](const std::string& answer) -> Problem {
    LineMark& line = (feelings ? mark->feelings : mark->facts)[index];
    if (is_yes(answer) || is_no(answer)) {
      line = {is_yes(answer), ""};
      return {};
    }
    const auto places = numbers_in(answer, ids.size());
    if (!places || places->size() != 1) {
      return fmt::format("Type no, yes, or the number of your {}.", feelings ? "feeling" : "fact");
    }
    line = {true, ids[places->front()]};
    return {};
  };
}

bool is_linked(const Mark& mark, const std::string& id) {
  const auto links = [&](const LineMark& line) { return line.is == id; };
  return std::ranges::any_of(mark.facts, links) || std::ranges::any_of(mark.feelings, links);
}

std::string levels_aloud(const Criterion& criterion) {
  std::string out;
  for (std::size_t i = 0; i < criterion.levels.size(); ++i) {
    out += criterion.levels.size() == 1 ? " " + criterion.levels[i] : fmt::format(" {}: {}", i + 1, as_sentence(criterion.levels[i]));
  }
  return out;
}

}  // namespace

std::optional<std::string> Form::answer(const std::string& text) {
  Question& question = questions_[at_];
  const bool ends_list = question.repeated && text.empty();
  if (!ends_list) {
    if (auto problem = question.take(text)) return problem;
    if (question.repeated) return "Next, or an empty line.";
  }
  if (++at_ == questions_.size()) return std::nullopt;
  return prompt();
}

std::optional<std::vector<std::size_t>> numbers_in(const std::string& text, std::size_t size) {
  std::vector<std::size_t> places;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    if (*at == ' ' || *at == ',') {
      ++at;
      continue;
    }
    std::size_t number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc{} || number == 0 || number > size) return std::nullopt;
    places.push_back(number - 1);
    at = next;
  }
  return places;
}

Result<Form> recap_form(const model::Model& model) {
  const model::Session& session = *model.session;
  if (session.role != Role::agent) return fail("only the agent gives the recap");
  if (session.phase != Phase::recap) return fail("the recap opens after the talk");
  auto recap = std::make_shared<Recap>();
  std::vector<Question> questions;
  questions.push_back({fmt::format("Your recap in own words, on one line, at most {} words:", limits::kRecapWords),
                       [recap](const std::string& answer) -> Problem {
                         const std::size_t words = text::count_words(answer);
                         if (words == 0) return "The recap needs some words.";
                         if (words > limits::kRecapWords) return fmt::format("That is {} words; {} are allowed.", words, limits::kRecapWords);
                         recap->text = answer;
                         return {};
                       }});
  const auto list = [&](std::string prompt, std::vector<std::string>& to, std::size_t most) {
    questions.push_back({std::move(prompt),
                         [recap, &to, most](const std::string& answer) -> Problem {
                           if (to.size() >= most) return fmt::format("{} are the most; an empty line goes on.", most);
                           to.push_back(answer);
                           return {};
                         },
                         true});
  };
  list("The facts you heard, one a line. An empty line goes on.", recap->facts, limits::kRecapFacts);
  list("The feelings you heard, one a line. An empty line sends the recap.", recap->feelings, limits::kRecapFeelings);
  return Form(std::move(questions), [recap] { return Intent{*recap}; });
}

Result<Form> mark_form(const model::Model& model) {
  const model::Session& session = *model.session;
  if (session.role != Role::customer || !session.customer) return fail("only the customer marks the recap");
  const model::RecapRound* round = session.last_recap();
  if (!round) return fail("there is no recap to mark yet");
  auto mark = std::make_shared<Mark>();
  mark->facts.resize(round->recap.facts.size());
  mark->feelings.resize(round->recap.feelings.size());
  std::vector<Question> questions;
  const auto ask = [&](const std::vector<std::string>& lines, bool feelings) {
    const auto ids = card_ids(*session.customer, feelings);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      questions.push_back({fmt::format("{} {} of {}: {} Type the number of your {} that it gives back, or no if it is wrong.",
                                       feelings ? "Feeling" : "Fact", i + 1, lines.size(), as_sentence(lines[i]), feelings ? "feeling" : "fact"),
                           mark_into(mark, i, feelings, ids)});
    }
  };
  ask(round->recap.facts, false);
  ask(round->recap.feelings, true);
  // What was told is known; only feelings are the customer's to say.
  std::vector<std::string> told;
  for (const ToldShown& one : session.told) told.push_back(one.fact);
  const auto facts = card_ids(*session.customer, false);
  const auto feelings = card_ids(*session.customer, true);
  questions.push_back({fmt::format("Which of your {} feelings did you show that were not given back? Numbers, or an empty line for none.",
                                   feelings.size()),
                       ids_into([mark](std::vector<std::string> ids) { mark->missed = std::move(ids); }, feelings)});
  return Form(std::move(questions), [mark, told, facts] {
    Mark complete = *mark;
    for (const std::string& fact : facts) {
      if (is_linked(complete, fact)) continue;
      const bool was_told = std::ranges::find(told, fact) != told.end();
      (was_told ? complete.missed : complete.untold).push_back(fact);
    }
    return Intent{complete};
  });
}

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
  if (!seat) return fail("everybody is rated");
  if (seat->role == Role::observer) return fail("the observer is not rated");
  if (!model.rubric) return fail("the rubric has not come yet");
  auto rate = std::make_shared<Rate>();
  rate->of = of;
  std::vector<Question> questions;
  const auto ask = [&](const Criterion& criterion) {
    const std::size_t place = rate->levels.size();
    rate->levels.push_back({criterion.id, std::nullopt});
    questions.push_back({fmt::format("{}, 1 to 5, or - for no opportunity.{}", capitalised(criterion.name), levels_aloud(criterion)),
                         level_into([rate, place](auto level) { rate->levels[place].level = level; }, true)});
  };
  if (seat->role == Role::agent) {
    for (const std::string& id : session.focus) {
      if (const Criterion* criterion = model::find_criterion(model, id)) ask(*criterion);
    }
  } else {
    for (const Criterion& criterion : model.rubric->customer) ask(criterion);
  }
  if (questions.empty()) return fail("the rubric has nothing to rate here");
  questions.front().prompt = fmt::format("You rate {} as {}. {}", of == model.self.person ? "yourself" : seat->name,
                                         word(seat->role), questions.front().prompt);
  auto keep = std::make_shared<std::string>();
  auto next = std::make_shared<std::string>();
  questions.push_back({"One thing to keep doing, or an empty line:", text_into(keep)});
  questions.push_back({"One thing to try next, or an empty line:", text_into(next)});
  // Whoever took the talk over does not have its first lines.
  const std::size_t lines = session.lines.empty() ? 0 : session.lines.back().id.value;
  questions.push_back({"The number of a message that shows it, or an empty line:",
                       [rate, lines](const std::string& answer) -> Problem {
                         const auto places = numbers_in(answer, lines);
                         if (!places || places->size() > 1) return "Type one message's number, or an empty line.";
                         if (!places->empty()) rate->evidence = MessageId{places->front() + 1};
                         return {};
                       }});
  return Form(std::move(questions), [rate, keep, next] {
    Rate complete = *rate;
    complete.keep = *keep;
    complete.next = *next;
    return Intent{complete};
  });
}

Result<Form> outcome_form(const model::Model& model) {
  const model::Session& session = *model.session;
  if (session.role != Role::customer || !session.customer) return fail("only the customer answers for the outcome");
  if (session.phase != Phase::score) return fail("the outcome belongs to the scoring");
  auto outcome = std::make_shared<Outcome>();
  const auto level = [&](std::string prompt, std::uint8_t Outcome::* member) {
    return Question{std::move(prompt) + " 1 to 5.", level_into([outcome, member](auto value) { (*outcome).*member = value.value_or(0); }, false)};
  };
  std::vector<Question> questions{level("Still in your role: is your problem solved?", &Outcome::solved),
                                  level("Are you satisfied?", &Outcome::satisfied),
                                  level("Would you stay with this company?", &Outcome::stay),
                                  level("Would you recommend it?", &Outcome::recommend)};
  const auto named = [&](std::string prompt, const std::vector<Named>& options, std::vector<std::string> Outcome::* member) {
    if (options.empty()) return;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < options.size(); ++i) {
      ids.push_back(options[i].id);
      prompt += fmt::format(" {}: {}", i + 1, as_sentence(options[i].text));
    }
    questions.push_back({prompt + " Numbers, or an empty line for none.",
                         ids_into([outcome, member](std::vector<std::string> chosen) { (*outcome).*member = std::move(chosen); }, ids)});
  };
  named("Which of these did the agent offer?", session.customer->resolution, &Outcome::resolution);
  named("Which of these against its happening again were named?", session.customer->prevention, &Outcome::prevention);
  const auto facts = card_ids(*session.customer, false);
  questions.push_back({fmt::format("Which of your {} facts did you have to tell twice? Numbers, or an empty line for none.", facts.size()),
                       ids_into([outcome](std::vector<std::string> ids) { outcome->again = std::move(ids); }, facts)});
  return Form(std::move(questions), [outcome] { return Intent{*outcome}; });
}

}  // namespace earshot::text_client
