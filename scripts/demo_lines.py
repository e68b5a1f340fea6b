"""What the demo's two people say. A card without lines of its own is played with lines made from its customer's brief."""

import dataclasses


@dataclasses.dataclass
class Lines:
    """A step of talk or solve is (word, value): 'customer' or 'agent' says a text, the customer tells a fact in the
    card's wording ('reveal', fact id), or sets how heard they feel ('feel', 1 to 5)."""
    talk: list
    recap_text: str
    recap_facts: list  # (fact id, or None for an invented one; the agent's words)
    recap_feelings: list  # (feeling id; the agent's words)
    solve: list
    resolution: list  # ids of what the solve phase named
    prevention: list
    variant: int = 0  # 0: the server chooses

    def told(self):
        return [value for word, value in self.talk if word == "reveal"]


def variant_of(card):
    return CARDS[card].variant if card in CARDS else 0


def for_card(card, brief):
    return CARDS.get(card) or _made_from(brief)


def _made_from(brief):
    facts = {rule: [fact for fact in brief["facts"] if fact["rule"] == rule]
             for rule in ("at_once", "if_asked", "if_heard")}
    feelings = brief.get("feelings", [])
    talk = [("customer", brief.get("opening") or "Hello, I need your help.")]
    talk += [("reveal", fact["id"]) for fact in facts["at_once"]]
    talk += [("agent", "Thank you. I want to hear all of it before I look for a way out."), ("feel", 3)]
    for fact in facts["if_asked"]:
        talk += [("agent", f"Could you tell me about {fact.get('topic') or 'that'}?"), ("reveal", fact["id"])]
    talk += [("agent", "That would weigh on me too. What is the hardest part of it for you?"), ("feel", 4), ("feel", 5)]
    talk += [("reveal", fact["id"]) for fact in facts["if_heard"]]
    talk += [("agent", "Thank you for telling me. May I give back what I heard?")]
    told = [fact for fact in brief["facts"] if ("reveal", fact["id"]) in talk]
    return Lines(
        talk=talk,
        recap_text="This is what I heard. Please put me right where I am wrong.",
        # The last one is missed, so that the marks have something to say.
        recap_facts=[(fact["id"], (fact.get("label") or fact["text"])[:120]) for fact in told[:-1]],
        recap_feelings=[(feeling["id"], feeling["name"]) for feeling in feelings[:2]],
        solve=[
            ("agent", "Here is what I can do today, and I stay the one who does it. Does that fit?"),
            ("customer", "It does. When will I hear from you?"),
            ("agent", "By six this evening, whatever happens. And I see to it that this does not happen again."),
            ("customer", "Thank you. That is what I needed to hear."),
        ],
        resolution=[option["id"] for option in brief.get("resolution", [])[:2]],
        prevention=[option["id"] for option in brief.get("prevention", [])[:1]])


CARDS = {
    "wedding-order": Lines(
        variant=1,
        talk=[
            ("customer", "Hi. My order came today and it is all wrong."),
            ("agent", "I am Noor, and I have time for you. What came, and what should it have been?"),
            ("reveal", "wrong_metal"),
            ("reveal", "saturday"),
            ("agent", "Silver in place of brass, and Saturday is the day after tomorrow. Did I get that right? "
                      "What else is wrong with it?"),
            ("feel", 3),
            ("reveal", "names"),
            ("agent", "So you opened the parcel and read the names of strangers. What happened before today?"),
            ("reveal", "wrote"),
            ("agent", "You wrote in good time and met silence. I would feel let down too. "
                      "What weighs most on you right now?"),
            ("feel", 4),
            ("reveal", "promise"),
            ("agent", "You took this on so that she could rest, and now she is the one writing cards. "
                      "So it is not about the metal."),
            ("feel", 5),
            ("reveal", "empty_chair"),
            ("agent", "I am sorry about your father. That holder comes first, whatever else happens. "
                      "And after that one, what matters most?"),
            ("reveal", "top_table"),
            ("agent", "Twelve seats, then. How did the order go in, and which number has it?"),
            ("reveal", "page"),
            ("reveal", "order_number"),
            ("agent", "Thank you, I see it here. When are you home for a parcel?"),
            ("reveal", "away"),
            ("agent", "I think I have it all. May I give it back to you before we look for a way out?"),
        ],
        recap_text="On Saturday you marry, and the tables were your gift to your family. What came is silver, half of it "
                   "for strangers, and we left you alone with it. Please put me right where I am wrong.",
        recap_facts=[
            ("wrong_metal", "Silver came, brass was ordered"),
            ("saturday", "The wedding is on Saturday, in two days"),
            ("names", "Thirty of the sixty names belong to another couple"),
            ("wrote", "You wrote on Tuesday and nobody answered"),
            ("promise", "Your mother has been up since five, writing cards"),
            ("empty_chair", "The holder for your father's empty chair must not be lost"),
            ("top_table", "After that the top table matters most, twelve seats"),
            ("order_number", "The order is FL-20418"),
            ("page", "The page jumped back to silver, twice"),
            (None, "You would like your money back"),
        ],
        recap_feelings=[
            ("let_down", "Let down, since you wrote in good time and met silence"),
            ("guilty", "Guilty, since your mother now does what you promised to do"),
        ],
        solve=[
            ("agent", "Tell me whether this fits. The empty chair and the top table are engraved first and leave today, "
                      "the rest on Friday."),
            ("agent", "Whether all sixty can be engraved by then, Bruna in the workshop has to say. I will know by four "
                      "o'clock and tell you then, either way."),
            ("customer", "And who looks after it? I cannot start from the beginning with somebody else on Friday."),
            ("agent", "I do, Noor, until it has arrived. You are out tomorrow from two to four. Where could it go?"),
            ("customer", "To my sister Nneka. She lives beside the venue and is in all day."),
            ("agent", "Then it goes to Nneka. On Friday at half past eight I write to you where it is, unasked."),
            ("customer", "That I can tell my mother. And the next couple?"),
            ("agent", "The page that jumps back to silver is with our web team today, and I write when it is mended. "
                      "A message about an order with a date gets its answer the same day."),
            ("customer", "Thank you. You listened."),
            ("agent", "May I ask on Monday how Saturday went?"),
            ("customer", "Please do."),
        ],
        resolution=["brass_in_time", "order_of_need", "one_owner", "to_helper"],
        prevention=["page_keeps_metal", "same_day_answer"]),
}
