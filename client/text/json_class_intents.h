// What a trainer asks of the class, read from lines of JSON.
#pragma once

#include "client/text/json_fields.h"

namespace earshot::text_client {

protocol::Intent read_start_round(Fields& fields, const Where& where);
protocol::Intent read_next_phase(Fields& fields, const Where& where);
/// A complaint about a step names it: "steps.2.minutes".
protocol::Intent read_set_plan(Fields& fields, const Where& where);
protocol::Intent read_finish_at(Fields& fields, const Where& where);
/// What is left out stays as it is.
protocol::Intent read_set_class(Fields& fields, const Where& where);
protocol::Intent read_wish(Fields& fields, const Where& where);
protocol::Intent read_control(Fields& fields, const Where& where);

}  // namespace earshot::text_client
