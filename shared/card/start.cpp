#include "shared/card/start.h"

#include <fmt/format.h>

namespace earshot::card {

namespace {

// {{ and }} are braces of the card, {0} and {1} its id and language.
constexpr fmt::string_view kStart = R"(# yaml-language-server: $schema=../card.schema.json
# A scenario card. Lines that start with # are for you alone. The language is described in docs/writing-cards.md;
# 'earshot-card check {0}.yaml' says what is wrong and how to mend it.
id: {0}                     # never changes once the card was played
title: A short title that gives nothing away
sector: Retail
language: {1}
difficulty: 2               # 1: one open feeling; 5: grief, guilt or shame, and no fix in reach
minutes: {{brief: 2, talk: 8, recap: 4, solve: 4, score: 3, debrief: 8}}
tags: [order]
skills: [facts, feelings, clarify, empathy]
# content_note: What somebody may want to know before it is dealt, if a theme is heavy.

# The customer's half: read by one player alone until the debrief. It speaks to that player.
customer:
  name: "{{name}}"            # a placeholder; each variant below fills it in
  subtitle: Who that is, in a few words
  situation: >
    What happened, in two or three sentences. "You ordered …, and today …"
  want: What the customer wants, and by when.
  stake: What it is really about.
  manner: How to play it. Short sentences at first; softer once somebody gets it.
  opening: A first line that can be sent as it stands.
  felt_start: 2             # where the felt-heard meter starts, 1 to 5
  feelings:                 # with a reason, so that it can be heard, named and given back
    - id: let_down
      name: let down
      intensity: 4
      reason: You wrote in good time and heard nothing.
      shown_in: [opening, wrote]   # the facts and beats in whose words it can be noticed
  facts:                    # in the customer's own words; nine to twelve carry eight minutes
    - id: what
      text: What is wrong, in one sentence.
      rule: at_once         # told in the first messages
    - id: number
      text: The order number is {{number}}.
      rule: if_asked        # told after a question about its topic
      topic: the order number
    - id: wrote
      text: I wrote on Tuesday, and nobody answered.
      rule: if_asked
      topic: what happened before today
    - id: matters
      text: What matters most, and why nobody would guess it.
      label: What matters most    # needed where the text is longer than 40 characters
      rule: if_heard        # told once the meter has reached this level
      level: 4
  beats:                    # what happens on the way
    - id: doorbell
      text: The doorbell rings. Say so, and see whether the agent picks your thread up again.
      mood: scattered
      when: {{in: talk, after: 2:00}}
    - id: understood
      text: Somebody has understood. You may tell what matters most.
      when: {{felt_heard: 4}}
    - id: later
      text: It is the next morning. Ask where things stand.
      time_jump: the next morning
      when: {{in: solve, after: 1:30}}
  resolution:               # what would solve it; ticked afterwards if it was said
    - id: in_time
      text: What is done, by whom, and by when.
  prevention:               # what would keep it from happening again
    - id: answered
      text: Messages about dated orders are answered the same day.

# The agent's half. It gives none of the customer's facts away.
agent:
  name: Sam
  company: The company
  subtitle: What it sells, since when
  about: The company in two or three sentences. It means well.
  success: The customer says, yes, that is it.
  remember: Understand first. An offer before the recap answers a question nobody has asked yet.
  you_decide:
    - {{title: What you may offer at once, detail: And under which terms.}}
  ask_first:
    - {{title: What needs somebody's consent, detail: "Say when you will know, not yes."}}
  ask_whom: the workshop
  not_yours:
    - {{title: What cannot be promised, detail: Say what is done instead.}}
  history:                  # what the CRM knows; all of it is true
    - {{when: last year, by: Ana, text: Bought something and praised it.}}

# Texts for challenges. A trainer puts them on a round; the debrief tells which one ran.
# modifiers:
#   distraction:
#     - {{from: Jonas, text: "Two minutes?", inside: It was about next week., after: 2:00}}
#   bias:
#     note: {{when: last year, by: J.B., text: Difficult customer.}}
#     truth: A parcel had been returned twice by mistake.
#   pressure: {{within: 2, lines: [Say that you feel you are talking to a form.]}}
#   handover: {{to: Ilse, to_agent: You take over with the case notes alone., to_customer: Somebody else answers now.}}

debrief:
  - Which question opened the most?

# Other names, numbers and stakes, so that the card can be met again.
variants:
  - id: first
    values: {{name: Amara Okafor, number: FL-20418}}
  - id: second
    values: {{name: Joris van Dam, number: FL-31177}}
)";

}  // namespace

std::string start(std::string_view id, std::string_view language) { return fmt::format(kStart, id, language); }

}  // namespace earshot::card
