#include "client/text/forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "client/text/read_aloud.h"
#include "shared/words/words.h"
#include "shared/base/text.h"
#include "shared/protocol/limits.h"

namespace earshot::text_client {

using namespace protocol;
using words::mark;
using words::tr;
using words::trf;

namespace {

using Problem = std::optional<std::string>;

tl::unexpected<Error> no_form(std::string_view why) { return fail(std::string(why)); }

bool is_yes(const std::string& answer) { return answer == "yes" || answer == "y"; }
bool is_no(const std::string& answer) { return answer == "no" || answer == "n"; }

/// 1 to 5.
Take level_into(std::function<void(std::uint8_t)> put) {
  return [put](const std::string& answer) -> Problem {
    if (answer.size() != 1 || answer[0] < '1' || answer[0] > '5') return std::string(tr("Type 1 to 5."));
    put(static_cast<std::uint8_t>(answer[0] - '0'));
    return {};
  };
}

Take ids_into(std::function<void(std::vector<std::string>)> put, std::vector<std::string> ids) {
  return [put, ids](const std::string& answer) -> Problem {
    const auto places = numbers_in(answer, ids.size());
    if (!places) return trf("Type numbers from 1 to {}, or an empty line for none.", ids.size());
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

/// yes, no, or the number of the card's fact or feeling that the line is. After no may follow how it was.
Take mark_into(std::shared_ptr<Mark> mark, std::size_t index, bool feelings, std::vector<std::string> ids) {
  return [=](const std::string& answer) -> Problem {
    LineMark& line = (feelings ? mark->feelings : mark->facts)[index];
    if (is_yes(answer) || is_no(answer)) {
      line = {is_yes(answer), ""};
      return {};
    }
    if (const auto space = answer.find_first_of(" ,:"); space != std::string::npos && is_no(answer.substr(0, space))) {
      std::string correction = answer.substr(std::min(answer.find_first_not_of(" ,:", space), answer.size()));
      if (text::length(correction) > limits::kCorrectionCharacters) return trf("Say how it was in at most {} characters.", limits::kCorrectionCharacters);
      line = {false, "", std::move(correction)};
      return {};
    }
    const auto places = numbers_in(answer, ids.size());
    if (!places || places->size() != 1) {
      return std::string(feelings ? tr("Type no, yes, or the number of your feeling.") : tr("Type no, yes, or the number of your fact."));
    }
    line = {true, ids[places->front()]};
    return {};
  };
}

bool is_linked(const Mark& mark, const std::string& id) {
  const auto links = [&](const LineMark& line) { return line.is == id; };
  return std::ranges::any_of(mark.facts, links) || std::ranges::any_of(mark.feelings, links);
}

}  // namespace

Occasion role_play() {
  return {[](const model::Model& model) { return model.session.has_value(); }, mark("What you were filling in belonged to a role-play that is over.")};
}

std::optional<std::string> Form::answer(const std::string& text) {
  Question& question = questions_[at_];
  const bool ends_list = question.repeated && text.empty();
  if (!ends_list) {
    if (auto problem = question.take(text)) return problem;
    if (question.repeated) return std::string(tr("Next, or an empty line."));
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
  if (session.role != Role::agent) return no_form(tr("only the agent gives the recap"));
  if (session.phase != Phase::recap) return no_form(tr("the recap opens after the talk"));
  auto recap = std::make_shared<Recap>();
  std::vector<Question> questions;
  questions.push_back({trf("Your recap in own words, on one line, at most {} words:", limits::kRecapWords),
                       [recap](const std::string& answer) -> Problem {
                         const std::size_t words = text::count_words(answer);
                         if (words == 0) return std::string(tr("The recap needs some words."));
                         if (words > limits::kRecapWords) return trf("That is {0} words; {1} are allowed.", words, limits::kRecapWords);
                         recap->text = answer;
                         return {};
                       }});
  const auto list = [&](std::string_view prompt, std::vector<std::string>& to, std::size_t most) {
    questions.push_back({std::string(prompt),
                         [recap, &to, most](const std::string& answer) -> Problem {
                           if (to.size() >= most) return trf("{} are the most; an empty line goes on.", most);
                           to.push_back(answer);
                           return {};
                         },
                         true});
  };
  list(tr("The facts you heard, one a line. An empty line goes on."), recap->facts, limits::kRecapFacts);
  list(tr("The feelings you heard, one a line. An empty line sends the recap."), recap->feelings, limits::kRecapFeelings);
  return Form(std::move(questions), [recap] { return Intent{*recap}; });
}

Result<Form> mark_form(const model::Model& model) {
  const model::Session& session = *model.session;
  if (session.role != Role::customer || !session.customer) return no_form(tr("only the customer marks the recap"));
  const model::RecapRound* round = session.last_recap();
  if (!round) return no_form(tr("there is no recap to mark yet"));
  auto mark = std::make_shared<Mark>();
  mark->facts.resize(round->recap.facts.size());
  mark->feelings.resize(round->recap.feelings.size());
  std::vector<Question> questions;
  const auto ask = [&](const std::vector<std::string>& lines, bool feelings) {
    const auto ids = card_ids(*session.customer, feelings);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string line = as_sentence(lines[i]);
      std::string prompt = feelings ? trf("Feeling {0} of {1}: {2} Type the number of your feeling that it gives back; or no if it is wrong, and after it how it was.", i + 1, lines.size(), line)
                                    : trf("Fact {0} of {1}: {2} Type the number of your fact that it gives back; or no if it is wrong, and after it how it was.", i + 1, lines.size(), line);
      questions.push_back({std::move(prompt), mark_into(mark, i, feelings, ids)});
    }
  };
  ask(round->recap.facts, false);
  ask(round->recap.feelings, true);
  // What was told is known; only feelings are the customer's to say.
  std::vector<std::string> told;
  for (const ToldShown& one : session.told) told.push_back(one.fact);
  const auto facts = card_ids(*session.customer, false);
  const auto feelings = card_ids(*session.customer, true);
  questions.push_back({trf("Which of your {} feelings did you show that were not given back? Numbers, or an empty line for none.", feelings.size()),
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

Result<Form> outcome_form(const model::Model& model) {
  const model::Session& session = *model.session;
  if (session.role != Role::customer || !session.customer) return no_form(tr("only the customer answers for the outcome"));
  if (session.phase != Phase::score) return no_form(tr("the outcome belongs to the scoring"));
  auto outcome = std::make_shared<Outcome>();
  const auto level = [&](std::string_view prompt, std::uint8_t Outcome::* member) {
    return Question{fmt::format("{} {}", prompt, tr("1 to 5.")), level_into([outcome, member](std::uint8_t value) { (*outcome).*member = value; })};
  };
  std::vector<Question> questions{level(tr("Still in your role: is your problem solved?"), &Outcome::solved),
                                  level(tr("Are you satisfied?"), &Outcome::satisfied),
                                  level(tr("Would you stay with this company?"), &Outcome::stay),
                                  level(tr("Would you recommend it?"), &Outcome::recommend)};
  const auto named = [&](std::string_view question, const std::vector<Named>& options, std::vector<std::string> Outcome::* member) {
    if (options.empty()) return;
    std::string prompt(question);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < options.size(); ++i) {
      ids.push_back(options[i].id);
      prompt += fmt::format(" {}: {}", i + 1, as_sentence(options[i].text));
    }
    questions.push_back({fmt::format("{} {}", prompt, tr("Numbers, or an empty line for none.")),
                         ids_into([outcome, member](std::vector<std::string> chosen) { (*outcome).*member = std::move(chosen); }, ids)});
  };
  named(tr("Which of these did the agent offer?"), session.customer->resolution, &Outcome::resolution);
  named(tr("Which of these against its happening again were named?"), session.customer->prevention, &Outcome::prevention);
  const auto facts = card_ids(*session.customer, false);
  questions.push_back({trf("Which of your {} facts did you have to tell twice? Numbers, or an empty line for none.", facts.size()),
                       ids_into([outcome](std::vector<std::string> ids) { outcome->again = std::move(ids); }, facts)});
  return Form(std::move(questions), [outcome] { return Intent{*outcome}; });
}

}  // namespace earshot::text_client
