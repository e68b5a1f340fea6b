// What the commands of the plain line client share. docs/line-client.md lists the commands.
#pragma once

#include <fmt/format.h>

#include <charconv>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/text/plain_face.h"
#include "shared/words/words.h"

namespace earshot::text_client {

struct Call {
  PlainFace& face;
  std::string rest;  ///< what follows the command
  TimePoint now;

  const model::Model& model() const { return face.model(); }
  /// `why`: in the person's language.
  void refuse(std::string_view why) const { face.say(words::trf("Not done: {}.", why)); }

  /// A session to act in; says so if there is none.
  const model::Session* session() const {
    if (model().session) return &*model().session;
    refuse(words::tr("you are in no role-play"));
    return nullptr;
  }

  /// Cuts the first word off `rest`.
  std::string word() {
    const std::size_t end = rest.find(' ');
    std::string first = rest.substr(0, end);
    rest = end == std::string::npos ? "" : rest.substr(rest.find_first_not_of(' ', end));
    return first;
  }

  std::optional<std::uint64_t> number() {
    const std::string text = word();
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
  }

  /// 1 to 5.
  std::optional<std::uint8_t> level() {
    const auto value = number();
    return value && *value >= 1 && *value <= 5 ? std::optional(static_cast<std::uint8_t>(*value)) : std::nullopt;
  }
};

struct Command {
  std::string_view word;
  std::string_view arguments;
  const char* what;  ///< marked
  std::function<void(Call&)> run;
};

template <class Kind>
std::function<void(Call&)> bare() {
  return [](Call& call) { call.face.send(Kind{}); };
}

/// A member by the start of the name; 0 if there is none or more than one.
PersonId find_member(const model::Model& model, std::string_view name);
/// Without spaces at its ends.
std::string trimmed(const std::string& text);
/// What stands before `at`, trimmed; it is cut off `text`.
std::string cut(std::string& text, char at);

/// For looking back, and for what a trainer does about scores.
const std::vector<Command>& insight_commands();
/// The trainer's commands.
const std::vector<Command>& class_commands();

}  // namespace earshot::text_client
