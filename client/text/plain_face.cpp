#include "client/text/plain_face.h"

#include <fmt/format.h>

#include <variant>

#include "shared/words/words.h"
#include "shared/base/text.h"

namespace earshot::text_client {

using model::ConnectionState;
using words::tr;
using words::trf;

void PlainFace::say(const Spoken& sentences) {
  for (const std::string& sentence : sentences) say(sentence);
}

void PlainFace::event(const link::LinkEvent& event, TimePoint now) {
  say(narrator_.say(event, port_.model, now));
  if (const auto* changed = std::get_if<model::Connection>(&event)) {
    connection(*changed);
    return;
  }
  const auto& message = std::get<protocol::ServerMessage>(event);
  if (std::holds_alternative<protocol::Paired>(message)) looks_back_ = false;
  if (const auto* part = std::get_if<protocol::PastPart>(&message); part && part->last) looks_back_ = true;
  if (form_ && !form_->occasion().lasts(port_.model)) {
    say(tr(form_->occasion().over));
    form_.reset();
  }
}

void PlainFace::connection(const model::Connection& connection) {
  switch (connection.state) {
    case ConnectionState::identify: asked_ = Asked::identity; break;
    case ConnectionState::signed_out:
      reached_ = true;
      if (!defaults_.code.empty() && !defaults_.name.empty() && asked_ == Asked::nothing) {
        asked_ = Asked::join;
        say(trf("Join the class {0} as {1}? Type yes or no.", defaults_.code, defaults_.name));
      }
      break;
    case ConnectionState::signing_in:
    case ConnectionState::ready:
      reached_ = true;
      asked_ = Asked::nothing;
      break;
    case ConnectionState::stopped:
      port_.end(connection.trust == model::Trust::changed ? kNotTrusted : kNotServed);
      break;
    case ConnectionState::reconnecting:
      if (reached_ || connection.attempts < kFirstAttempts) break;
      say(tr("The server cannot be reached. Check the invite, or ask your trainer."));
      port_.end(kNotServed);
      break;
    case ConnectionState::idle:
    case ConnectionState::connecting: break;
  }
}

bool PlainFace::decide(std::string_view answer) {
  if (asked_ == Asked::nothing) return false;
  const bool yes = answer == "yes" || answer == "y";
  if (!yes && answer != "no" && answer != "n") {
    if (asked_ == Asked::identity) say(tr("Type yes if the words are the same, or no."));
    return asked_ == Asked::identity;
  }
  const Asked asked = std::exchange(asked_, Asked::nothing);
  if (asked == Asked::join) {
    if (yes) send(protocol::Join{defaults_.code, defaults_.name, {}, {}});
  } else if (yes) {
    port_.accept_identity();
  } else {
    say(tr("Then do not go on. Ask your trainer for the invite."));
    port_.end(kNotTrusted);
  }
  return true;
}

void PlainFace::line(std::string_view raw, TimePoint now) {
  const auto cleaned = text::clean(raw);
  if (!cleaned) {
    say(tr("That line is not valid UTF-8; nothing was sent."));
    return;
  }
  const std::string& text = *cleaned;
  if (text.starts_with('/')) {
    run_command(*this, text, now);
  } else if (decide(text)) {
    return;
  } else if (form_) {
    answer_form(text);
  } else if (!text.empty()) {
    if (port_.model.session) {
      send(protocol::Say{text});
    } else {
      say(tr("Nobody hears you now. /help says what you can do."));
    }
  }
}

void PlainFace::line_too_long() { say(tr("That line was too long; it was not read.")); }

void PlainFace::tick(TimePoint now) {
  if (const auto sentence = clock_.tick(port_.model, now)) say(*sentence);
}

void PlainFace::ask(Result<Form> form) {
  if (!form) {
    say(trf("Not done: {}.", form.error().text));
    return;
  }
  form_ = std::move(*form);
  say(tr("/cancel stops these questions."));
  say(form_->prompt());
}

void PlainFace::cancel() {
  if (!form_) {
    say(tr("There is nothing to cancel."));
    return;
  }
  form_.reset();
  say(tr("Cancelled; nothing was sent."));
}

void PlainFace::answer_form(const std::string& answer) {
  if (const auto next = form_->answer(answer)) {
    say(*next);
    return;
  }
  protocol::Intent intent = form_->intent();
  form_.reset();
  send(std::move(intent));
  say(tr("Sent."));
}

}  // namespace earshot::text_client
