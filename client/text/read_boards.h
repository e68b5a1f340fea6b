// Boards and what stands behind their numbers, as plain lines.
#pragma once

#include "client/text/read_aloud.h"

namespace earshot::text_client {

Spoken read_board(protocol::BoardKind kind, const protocol::BoardScope& scope, const model::Board& board);
Spoken read_audit(const protocol::AuditShown& shown, const model::Model& model, TimePoint now);
/// How people rate; a flag comes with what it rests on.
Spoken read_raters(const model::Raters& raters);
/// The seasons of the server, and how one is named on its boards.
Spoken read_seasons(const model::Model& model, TimePoint now);
std::string board_name_aloud(protocol::NameShown shown, std::string_view alias);
Spoken read_roster(const model::Model& model);

}  // namespace earshot::text_client
