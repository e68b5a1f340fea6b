"""What the demo's two people say. Facts come from the customer's brief, so that any card can be played."""

import dataclasses


@dataclasses.dataclass
class Lines:
    """A step is (word, value): who says which text, 'reveal' of a fact's id, or 'feel' of a level."""
    talk: list
    notes: list
    recap_text: str
    recap_facts: list  # (fact id, or None for an invented one; text)
    recap_feelings: list  # (feeling id or None; text)
    solve: list


def for_card(card, brief):
    """The lines for this card, as its customer's brief has it."""
    facts = {rule: [fact for fact in brief["facts"] if fact["rule"] == rule]
             for rule in ("at_once", "if_asked", "if_heard")}
    own = CARDS.get(card, {})
    talk = _talk(brief, facts, own)
    told = [fact for fact in brief["facts"] if ("reveal", fact["id"]) in talk]
    given_back = told[:-1] or told  # one is missed, so that the marks have something to say
    feelings = [(feeling.get("id"), feeling["name"]) for feeling in brief.get("feelings", [])][:2]
    recap_facts = [(fact["id"], _short(fact)) for fact in given_back]
    return Lines(
        talk=talk,
        notes=[{"kind": "fact", "text": text} for _, text in recap_facts[:3]]
        + [{"kind": "feeling", "text": text} for _, text in feelings],
        recap_text=own.get("recap", "Let me give back what I heard, and please put me right where I am wrong, "
                                    "before we look for a way out together."),
        recap_facts=recap_facts,
        recap_feelings=feelings,
        solve=own.get("solve", SOLVE))


def _talk(brief, facts, own):
    said = [("customer", brief["opening"])] if brief.get("opening") else []
    said += [("reveal", fact["id"]) for fact in facts["at_once"]]
    said += [("agent", own.get("reflect", "Thank you. I want to get all of it before I look for a way out. "
                                          "So this is what happened so far, did I get that right?")), ("feel", 3)]
    for fact in facts["if_asked"]:
        question = own.get("ask", {}).get(fact["id"], f"Could you tell me more about {fact.get('topic') or 'that'}?")
        said += [("agent", question), ("reveal", fact["id"])]
    feelings = brief.get("feelings") or [{"name": "upset"}]
    said += [("agent", own.get("acknowledge", f"It sounds as if you feel {feelings[0]['name']}, and I see why. "
                                              "What is the hardest part of it for you?")), ("feel", 4), ("feel", 5)]
    said += [("reveal", fact["id"]) for fact in facts["if_heard"]]
    return said + [("agent", own.get("close", "Thank you for trusting me with that. May I sum it up for you?"))]


def _short(fact):
    """The fact as an agent would note it: its label, or its text cut to what one line of a recap may hold."""
    return (fact.get("label") or fact["text"])[:120]


SOLVE = [
    ("agent", "Here is what I can do today, and I stay the one who does it. Shall I start now?"),
    ("customer", "Yes, please. When will I hear from you?"),
    ("agent", "By six this evening, whatever happens. Then I change what let this slip, and you get to see the change."),
    ("customer", "Thank you. That is what I needed to hear."),
]

CARDS = {}
