// What is set for the class and for a role-play besides the talk, as plain lines.
#pragma once

#include "client/text/read_aloud.h"

namespace earshot::text_client {

Spoken read_lessons(const model::Model& model);
/// Its steps, the one that runs, and how long it still does.
Spoken read_plan(const model::Model& model, TimePoint now);
Spoken read_settings(const model::Model& model);
Spoken read_wishes(const model::Model& model);
/// Who waits for help, and how long.
Spoken read_help(const model::Model& model, TimePoint now);
/// What came in beside the agent's talk.
Spoken read_pings(const model::Session& session);
/// The challenges that ran, each with the truth beside it.
Spoken read_modifiers(const protocol::ModifiersShown& shown);

}  // namespace earshot::text_client
