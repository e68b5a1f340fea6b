// For a person, with or without a screen reader: plain lines in and out, no cursor tricks. What does not begin with '/' is
// said to the partner, or answers the question that was asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/text/face.h"
#include "client/text/forms.h"
#include "client/text/narrator.h"
#include "client/text/phase_clock.h"

namespace earshot::text_client {

class PlainFace final : public Face {
 public:
  PlainFace(Port port, Defaults defaults) : port_(std::move(port)), defaults_(std::move(defaults)) {}

  void event(const link::LinkEvent& event, TimePoint now) override;
  void line(std::string_view text, TimePoint now) override;
  void line_too_long() override;
  void tick(TimePoint now) override;
  std::optional<Milliseconds> next_tick(TimePoint now) const override { return clock_.next(port_.model, now); }

  // For the commands.
  const model::Model& model() const { return port_.model; }
  const Defaults& defaults() const { return defaults_; }
  void say(std::string_view sentence) { port_.print(sentence); }
  void say(const Spoken& sentences);
  void send(protocol::Intent intent) { port_.send(std::move(intent)); }
  void ask(Result<Form> form);
  void cancel();
  void leave() { port_.end(kDone); }
  /// A past role-play was opened, and none has begun since.
  bool looks_back() const { return looks_back_; }

 private:
  void connection(const model::Connection& connection);
  /// Answers "yes" or "no"; false: there is no such question.
  bool decide(std::string_view answer);
  void answer_form(const std::string& answer);

  enum class Asked { nothing, identity, join };

  Port port_;
  Defaults defaults_;
  Narrator narrator_;
  PhaseClock clock_;
  std::optional<Form> form_;
  Asked asked_ = Asked::nothing;
  bool reached_ = false;
  bool looks_back_ = false;
};

/// Runs "/word rest"; `text` begins with '/'.
void run_command(PlainFace& face, std::string_view text, TimePoint now);

}  // namespace earshot::text_client
