// The words of the protocol that the domain speaks as its own.
#pragma once

#include <array>
#include <cstdint>

#include "shared/protocol/moment.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::domain {

using protocol::BoardKind;
using protocol::Ending;
using protocol::FactRule;
using protocol::Flag;
using protocol::Mode;
using protocol::Modifier;
using protocol::Moment;
using protocol::NoteKind;
using protocol::Phase;
using protocol::PresenceState;
using protocol::Role;
using protocol::SessionKind;
using protocol::Standing;
using protocol::Tally;
using protocol::Why;

/// Seconds of each phase.
using PhaseSeconds = std::array<std::uint32_t, protocol::kPhases>;

}  // namespace earshot::domain
