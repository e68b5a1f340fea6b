// The line client's words for intents: one JSON object a line, with the word under "do". docs/line-client.md lists them.
#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "client/model/model.h"
#include "shared/protocol/intents.h"
#include "shared/protocol/validate.h"

namespace earshot::text_client {

using Json = nlohmann::ordered_json;

/// Every word, in the order of docs/line-client.md.
inline constexpr std::array<std::string_view, 84> kIntentWords{
    "sign_in",  "join",   "resume",     "invite_trainer", "link",     "redeem",    "leave",   "create_class",
    "start_round", "extend", "pause",   "continue",       "next_phase", "end_round", "broadcast", "whisper",
    "remove",   "queue",  "unqueue",    "ready",          "say",      "typing",    "feel",    "reveal",
    "play",     "note",   "breathe",    "step_out",       "help",     "heated",    "tally",   "recap",
    "mark",     "rate",   "outcome",    "react",          "intend",   "board",     "watch",   "unwatch",
    "set_plan", "pick_lesson", "begin_step", "auto_run",  "finish_at", "eyes_up",  "set_class", "wish",
    "session",  "speak",  "move",       "mute",           "help_done", "take_seat", "promote", "swap_card",
    "retake",   "open_ping", "language", "open_card",     "save_card", "drop_card",
    "audit",    "raters", "board_name", "start_season",   "end_season", "confirm_roster", "set_team", "profile",
    "history",  "open_debrief", "report", "goal",         "promise",  "rerate",    "rate_session", "keep_intention",
    "replay",   "allow_quote", "calibrate", "end_calibration", "rate_transcript", "withdraw_quote"};

struct ParsedLine {
  tl::expected<protocol::Intent, protocol::Refusal> intent;
  Json ref;  ///< what the line carried as "ref"; null: nothing
};

/// What a line leaves out may follow from where the person is: the phase of `ready`, the recap that is marked, the class
/// code of the invite (`default_code`) and the name given at start (`default_name`).
struct Defaults {
  std::string code;
  std::string name;
};

ParsedLine parse_intent(std::string_view line, const model::Model& model, const Defaults& defaults);

}  // namespace earshot::text_client
