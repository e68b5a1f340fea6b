// Questions that are asked one at a time until an intent is complete: recap, marks, ratings, outcome.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "client/model/model.h"
#include "shared/base/result.h"
#include "shared/protocol/intents.h"

namespace earshot::text_client {

/// Takes an answer; gives what is wrong with it, or nothing.
using Take = std::function<std::optional<std::string>(const std::string& answer)>;

struct Question {
  std::string prompt;
  Take take;
  bool repeated = false;  ///< asked again until an empty line
};

/// What a form belongs to: it is stopped as soon as that is over.
struct Occasion {
  std::function<bool(const model::Model&)> lasts;
  const char* over;  ///< what to say then; marked
};
/// The role-play one is in.
Occasion role_play();

class Form {
 public:
  Form(std::vector<Question> questions, std::function<protocol::Intent()> make, Occasion occasion = role_play())
      : questions_(std::move(questions)), make_(std::move(make)), occasion_(std::move(occasion)) {}

  /// What to say first.
  const std::string& prompt() const { return questions_[at_].prompt; }
  /// Takes an answer; gives what to say next. Nothing: the form is complete.
  std::optional<std::string> answer(const std::string& text);
  protocol::Intent intent() const { return make_(); }
  const Occasion& occasion() const { return occasion_; }

 private:
  std::vector<Question> questions_;
  std::function<protocol::Intent()> make_;
  Occasion occasion_;
  std::size_t at_ = 0;
};

/// A session is open in each of these; an error says why the form makes no sense now.
Result<Form> recap_form(const model::Model& model);
Result<Form> mark_form(const model::Model& model);
/// `of`: whom to rate.
Result<Form> rate_form(const model::Model& model, PersonId of);
Result<Form> outcome_form(const model::Model& model);

// These two need no session.
/// A trainer's rating of a session's agent.
Result<Form> rate_session_form(const model::Model& model, SessionId id);
/// Of the recorded talk that all rate.
Result<Form> transcript_form(const model::Model& model);

/// The first person this one has still to rate; 0: none.
PersonId next_to_rate(const model::Model& model);
/// "3, 5" or "3 5" as places in a list of `size`, counted from 0; nothing if a number is not one of them.
std::optional<std::vector<std::size_t>> numbers_in(const std::string& text, std::size_t size);

}  // namespace earshot::text_client
