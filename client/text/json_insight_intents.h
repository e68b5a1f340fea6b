// What people look back at and how they rate beyond their own role-play, read from lines of JSON.
#pragma once

#include "client/text/json_fields.h"

namespace earshot::text_client {

protocol::Intent read_board(Fields& fields, const Where& where);
protocol::Intent read_audit(Fields& fields, const Where& where);
protocol::Intent read_raters(Fields& fields, const Where& where);
protocol::Intent read_board_name(Fields& fields, const Where& where);
protocol::Intent read_start_season(Fields& fields, const Where& where);

/// `evidence` is a message's number for the rating as a whole, or an object from criteria to such numbers.
protocol::Intent read_rate(Fields& fields, const Where& where);
protocol::Intent read_rate_session(Fields& fields, const Where& where);
protocol::Intent read_rate_transcript(Fields& fields, const Where& where);

}  // namespace earshot::text_client
