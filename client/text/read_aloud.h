// Whole things as plain lines, in an order in which they can be listened to: numbered, one thought a line.
#pragma once

#include <string>
#include <vector>

#include "client/model/model.h"

namespace earshot::text_client {

using Spoken = std::vector<std::string>;

/// Both sides of the card as far as this person may see them.
Spoken read_brief(const model::Session& session);
/// The customer's facts with their numbers, and which are told.
Spoken read_facts(const model::Session& session);
Spoken read_presses(const model::Session& session);
/// `self`: notes of anybody else say whose they are.
Spoken read_notes(const model::Session& session, PersonId self);
Spoken read_transcript(const model::Session& session, const model::Model& model);
Spoken read_recap(const model::RecapRound& round, std::size_t attempt);
Spoken read_marks(const model::Session& session, const model::RecapRound& round);
Spoken read_debrief(const model::Session& session, const model::Model& model);
Spoken read_members(const model::Model& model);
Spoken read_cards(const model::Model& model);
Spoken read_grid(const model::Model& model);

/// "Jonas, customer", "You", or "somebody".
std::string speaker(const model::Session& session, PersonId person, const model::Model& model);
std::string line_aloud(const protocol::Line& line, const model::Model& model);
/// The card's text for an id of a fact, feeling, resolution or prevention; the id itself if it is not known.
std::string text_of_id(const model::Session& session, std::string_view id);
/// As the rubric calls it; the id itself if it is not known.
std::string criterion_name(const std::string& id, const model::Model& model);
/// "today", "1 day ago": in whole days.
std::string days_ago(TimePoint at, TimePoint now);
/// With a capital first letter.
std::string capitalised(std::string_view word);
/// Ends with a full stop, unless it ends a sentence already.
std::string as_sentence(std::string_view text);

}  // namespace earshot::text_client
