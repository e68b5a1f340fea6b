#!/usr/bin/env python3
"""Plays one whole role-play with two line clients and a silent trainer, readable in the terminal.

usage: demo_play.py BIN_FOLDER CONTENT_FOLDER [CARD]

Waits for events, never for time to pass; ends with 1 and a sentence if anything promised does not come.
"""

import sys

import demo_lines
from demo_print import dots, field, heading, out, paint, phase, said, wrapped
from demo_programs import DemoError, Stage

FOCUS = ["attention", "clarify", "paraphrase", "empathy"]
CUSTOMER_CRITERIA = ["in_role", "disclosure", "fairness"]
COUNTED_NEEDS = ["sessions", "cards", "raters"]


class Player:
    """One trainee at a line client."""

    def __init__(self, stage, name, code):
        self.client = stage.client(name.lower())
        self.name = name
        self.client.do("join", code=code, name=name)
        self.person = self.client.event("welcome")["person"]
        self.role = None
        self.brief = None
        self.do = self.client.do

    def enter(self, word):
        """Waits until this client is in the phase."""
        return self.client.event("phase", lambda event: event.get("phase") == word,
                                 what=f"the phase '{word}' for {self.name}")


class Play:
    def __init__(self, stage, card):
        self.card = card
        trainer, code = stage.open_class("Demo class")
        self.trainer = trainer
        self.players = [Player(stage, "Mira", code), Player(stage, "Jonas", code)]
        heading(f"Mira and Jonas have joined the class {code}; the trainer starts a round.")

    def run(self):
        self.pair()
        self.brief()
        self.talk()
        self.recap()
        self.solve()
        self.score()
        self.debrief()
        self.leaderboard()

    def move_on(self, done, word):
        """Both say they are done with one phase, and both clients must get into the next."""
        for player in self.players:
            player.do("ready", phase=done)
        self.enter(word)

    def enter(self, word):
        for player in self.players:
            player.enter(word)

    def pair(self):
        names = {player.name for player in self.players}
        self.trainer.event("class", lambda event: names <= {m.get("name") for m in event.get("members", [])},
                           what="the list of members with Mira and Jonas")
        self.trainer.do("start_round", card=self.card, variant=demo_lines.variant_of(self.card), focus=FOCUS)
        for player in self.players:
            player.role = player.client.event("paired")["role"]
            player.brief = player.client.event("brief")
        by_role = {player.role: player for player in self.players}
        if set(by_role) != {"customer", "agent"}:
            raise DemoError(f"two people must be paired as customer and agent, not as {sorted(by_role)}")
        self.customer, self.agent = by_role["customer"], by_role["agent"]
        self.lines = demo_lines.for_card(self.card, self.customer.brief)

    # -- the phases

    def brief(self):
        self.enter("brief")
        phase("Brief", "each reads the own side only")
        brief = self.customer.brief
        heading(f"{self.customer.name} plays the customer: {brief.get('name', '')}", "customer")
        field("situation", brief.get("situation"))
        field("wants", brief.get("want"))
        for feeling in brief.get("feelings", []):
            field("feels", f"{feeling['name']}. {feeling['reason']}")
        for fact in brief["facts"]:
            field(fact["rule"].replace("_", " "), fact["text"])
        brief = self.agent.brief
        heading(f"{self.agent.name} plays the agent at {brief.get('company', 'the company')}", "agent")
        field("about", brief.get("about"))
        field("policy", brief.get("policy"))
        field("may offer", "; ".join(offer.get("title", "") for offer in brief.get("may_offer", [])))
        field("success", brief.get("success"))
        for note in brief.get("history", []):
            field("history", f"{note['when']}: {note['text']}")
        if brief.get("facts"):
            raise DemoError("the agent's brief holds the customer's facts")

    def talk(self):
        self.move_on("brief", "talk")
        phase("Talk", "listening only; nothing needs solving yet")
        for step in self.lines.talk:
            self.play(step)
        for text in [text for _, text in self.lines.recap_facts[:3]]:
            self.agent.do("note", kind="fact", text=text)
        for _, text in self.lines.recap_feelings:
            self.agent.do("note", kind="feeling", text=text)

    def play(self, step):
        word, value = step
        if word == "feel":
            self.customer.do("feel", level=value)
            out(paint("quiet", f"           felt heard {dots(value)}"))
        elif word == "reveal":
            self.tell(self.customer, "reveal", fact=value)
        else:
            self.tell(self.customer if word == "customer" else self.agent, "say", text=value)

    def tell(self, speaker, intent, **fields):
        """Says something and shows it as it comes to the other: what is printed went through the server."""
        listener = self.agent if speaker is self.customer else self.customer
        start = listener.client.mark()
        speaker.do(intent, **fields)
        event = listener.client.event("message", lambda event: event.get("from") == speaker.person, start,
                                      what=f"{speaker.name}'s line")
        said(speaker.role, speaker.name, event["text"])
        return event["id"]

    def recap(self):
        self.move_on("talk", "recap")
        phase("Recap", f"{self.agent.name} gives back what was heard; {self.customer.name} marks it")
        recap_facts = self.lines.recap_facts
        self.give_back(recap_facts)
        right = [(fact, text) for fact, text in recap_facts if fact]
        labels = {fact["id"]: fact.get("label") or fact["text"] for fact in self.customer.brief["facts"]}
        missed = [(fact, labels[fact]) for fact in self.missed(recap_facts)]
        if missed or right != recap_facts:
            heading(f"  {self.agent.name} mends it once; only the first one scores", "agent")
            self.give_back(right + missed)

    def give_back(self, facts):
        """The agent sends a recap, the customer marks it line by line, and the marks come back to the agent."""
        starts = self.customer.client.mark(), self.agent.client.mark()
        feelings = self.lines.recap_feelings
        self.agent.do("recap", text=self.lines.recap_text, facts=[text for _, text in facts],
                      feelings=[text for _, text in feelings])
        recap = self.customer.client.event("recap", start=starts[0])
        told = set(self.lines.told())
        self.customer.do(
            "mark",
            facts={str(i): "confirmed" if fact else "wrong" for i, (fact, _) in enumerate(facts)},
            **{"is": {str(i): fact for i, (fact, _) in enumerate(facts) if fact}},
            feelings={str(i): feeling for i, (feeling, _) in enumerate(feelings)},
            missed=self.missed(facts),
            untold=[fact["id"] for fact in self.customer.brief["facts"] if fact["id"] not in told])
        self.agent.client.event("marks", start=starts[1])
        wrapped(recap["text"])
        for (fact, _), text in zip(facts, recap["facts"]):
            wrapped(text, "  ✓ " if fact else "  ✗ ")
        for text in recap["feelings"]:
            wrapped(text, "  ✓ ")
        out(f"  {len(self.missed(facts))} missed")

    def missed(self, facts):
        given = {fact for fact, _ in facts}
        return [fact for fact in self.lines.told() if fact not in given]

    def solve(self):
        self.move_on("recap", "solve")
        phase("Solve", "offer, owner, time, prevention, follow-up")
        for step in self.lines.solve:
            self.play(step)

    def score(self):
        self.move_on("solve", "score")
        phase("Score", "outcome by the customer in role, then everybody rates")
        outcome = {"solved": 5, "satisfied": 5, "stay": 5, "recommend": 4}
        self.customer.do("outcome", **outcome, resolution=self.lines.resolution, prevention=self.lines.prevention,
                         again=[])
        out("  outcome: " + ", ".join(f"{word} {level}/5" for word, level in outcome.items()))
        agent_levels = dict(zip(FOCUS, (4, 4, 5, 4)))
        self.rate(self.customer, self.agent, agent_levels,
                  "You said back what worried me before you offered anything.", "Ask one thing at a time.")
        self.rate(self.agent, self.agent, {word: max(1, level - 1) for word, level in agent_levels.items()},
                  "I waited with the fix.", "Name the feeling sooner.")
        customer_levels = dict(zip(CUSTOMER_CRITERIA, (5, 4, 5)))
        self.rate(self.agent, self.customer, customer_levels, "You stayed in the part.", "Wait for the question.")
        self.rate(self.customer, self.customer, customer_levels, "I kept to my facts.", "Write shorter lines.")

    def rate(self, rater, rated, levels, keep, try_next):
        rater.do("rate", of=rated.person, levels=levels, keep=keep, next=try_next)
        whom = "themself" if rater is rated else rated.name
        heading(f"  {rater.name} rates {whom} as {rated.role}", rated.role)
        for criterion, level in levels.items():
            out(f"    {criterion:<12} {dots(level)}")
        wrapped(keep, "    keep doing: ")
        wrapped(try_next, "    try next:   ")

    def debrief(self):
        self.move_on("score", "debrief")
        phase("Debrief", "everything is shown to both")
        self.customer.do("react", word="relieved")
        self.agent.do("react", word="focused")
        debrief = self.agent.client.event("debrief")
        self.print_debrief(debrief)
        intention = "I say the feeling before I say the plan."
        self.agent.do("intend", text=intention)
        field("intention", f"{self.agent.name}: {intention}")
        for player in self.players:
            player.do("ready", phase="debrief")
        for player in self.players:
            player.client.event("closed", what=f"the end of the session for {player.name}")

    def print_debrief(self, debrief):
        outcome = debrief["outcome"]
        field("solved", dots(outcome["solved"]))
        field("satisfied", dots(outcome["satisfied"]))
        field("felt heard", " → ".join(str(point["level"]) for point in debrief["curve"]))
        field("reactions", "relieved (customer), focused (agent)")
        heading("  what was told, and what came back in the first recap", "agent")
        for fact in debrief["facts"]:
            mark = "✓" if fact.get("captured") else "·" if fact["told"] else " "
            wrapped(fact["label"] + ("" if fact["told"] else " (never told)"), f"  {mark} ")
        evidence = debrief["evidence"]
        out("  evidence: " + ", ".join(f"{part} {share['points']} of {share['of']}" for part, share in evidence.items()
                                       if isinstance(share, dict) and share["of"])
            + f", invented {evidence['invented']}")
        heading(f"  ratings of {self.agent.name} side by side", "agent")
        own = next(r["levels"] for r in debrief["ratings"] if r["of"] == r["by"] == self.agent.person)
        for mean in debrief["peer"]:
            out(f"    {mean['name']:<34} by others {mean['mean']:.1f}   own {own.get(mean['criterion'], '–')}")
        heading("  to talk about")
        for question in debrief["questions"]:
            wrapped(question, "    ")

    def leaderboard(self):
        phase("Leaderboard", "provisional: nobody is ranked on so few rounds")
        start = self.agent.client.mark()
        self.agent.do("board", kind="people", window="class")
        rows = self.agent.client.event("board", lambda event: event["fresh"], start=start, what="the leaderboard")["rows"]
        for row in rows:
            needs = ", ".join(f"{need['missing']} more {need['what']}" for need in row["needs"] if need["what"] in COUNTED_NEEDS)
            out(f"  {row['rank'] or '–':>3}  {row['name']:<12} fair score {row['fair']:.2f} ({row['low']:.2f} to {row['high']:.2f})  "
                f"n {row['n']}" + (f"  needs {needs}" if needs else ""))
        if not any(row["name"] == self.agent.name and row["n"] == 1 for row in rows):
            raise DemoError(f"{self.agent.name}'s round is not on the leaderboard")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    card = sys.argv[3] if len(sys.argv) == 4 else "wedding-order"
    try:
        with Stage(sys.argv[1], sys.argv[2]) as stage:
            stage.start_server()
            Play(stage, card).run()
        out("\nThe role-play is complete.")
    except DemoError as error:
        sys.exit(f"demo: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
