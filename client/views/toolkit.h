// What helps the agent to listen: beginnings of sentences, and a breath. What helps the observer: things to tap.
#pragma once

#include <span>
#include <string_view>

#include "client/views/view.h"

namespace earshot::views {

struct Prompt {
  const char* group;  ///< marked; the first of a group names it, the others have none
  const char* icon;
  const char* words;  ///< marked
};
/// Beginnings for the talk, and for the solve phase.
std::span<const Prompt> talk_prompts();
std::span<const Prompt> solve_prompts();

/// The prompts as rows in a panel; a press puts one into the composer.
void prompts_panel(const PlayView& view, const Box& box, TalkState& state, std::string_view title, std::span<const Prompt> prompts);
/// Some of them as chips in one line.
void prompt_chips(const PlayView& view, Box line, TalkState& state, std::span<const Prompt> prompts);
/// 'Take a breath', once a talk; F8 does it too.
void breath_card(const PlayView& view, const Box& box);
/// Five things to tap, with their counts.
void tally_panel(const PlayView& view, const Box& box);
float tally_height();

}  // namespace earshot::views
