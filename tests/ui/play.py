#!/usr/bin/env python3
"""Two real windows play a whole role-play by clicking and typing, with a trainer at a line client.

usage: play.py BIN_FOLDER CONTENT_FOLDER PICTURE_FOLDER

Pictures of every screen go to PICTURE_FOLDER. Ends with 1 and a sentence if a screen does not show what it should.
"""

import sys

from driver import DemoError, UiStage, Window

CARD = "wedding-order"
FACTS = ["Silver came, brass was ordered", "The wedding is on Saturday"]
CRITERIA = {"agent": ["Full attention", "Clarifying questions", "Reflects and paraphrases", "Empathy for the feeling"]}


class Play:
    def __init__(self, stage):
        self.stage = stage
        stage.start_server()
        self.trainer = stage.client("trainer")
        self.trainer.do("sign_in", token=stage.server.trainer_token, name="Ngozi Okafor")
        self.trainer.do("create_class", name="Care Desk, autumn intake", teams=["Tawny", "Harbour"])
        self.code = self.trainer.event("class", lambda e: e.get("name") == "Care Desk, autumn intake")["code"]

    def run(self):
        self.join()
        self.lobby()
        self.brief()
        self.talk()
        self.recap()
        self.solve()
        self.score()
        self.debrief()
        self.boards()

    def move_on(self, label):
        for window in (self.customer, self.agent):
            window.click(label)

    # -- before the role-play

    def join(self):
        mira = Window(self.stage, "mira", self.stage.server.invite)
        mira.text("Join your class")
        mira.picture("01-join-dark")
        mira.click("Class code")
        mira.type("XXXYYY")
        mira.fill("Your name in class", "Mira Olsen")
        mira.click("Join class")
        mira.text("no class has the code")  # at its field
        mira.picture("01-join-refused-dark")
        mira.click("Class code")
        mira.keys("ctrl+BackSpace")
        mira.type(self.code)
        mira.fill("Your team", "Harbour")
        mira.keys("Return")
        mira.text("Care Desk, autumn intake")
        jonas = Window(self.stage, "jonas", self.stage.server.invite_to(self.code), "--name", "Jonas Beck", "--team", "Tawny", "--join",
                       "--light")
        jonas.text("Care Desk, autumn intake")
        self.windows = [mira, jonas]

    def lobby(self):
        mira, jonas = self.windows
        mira.text("Jonas Beck")
        mira.click("Find a partner")
        mira.control("Stop looking")
        mira.picture("02-lobby-queued-dark")
        mira.click("Stop looking")
        mira.control("Find a partner")
        mira.picture("02-lobby-dark")
        jonas.picture("02-lobby-light")
        self.trainer.do("start_round", card=CARD, variant=1, focus=["attention", "clarify", "paraphrase", "empathy"])

    def pictures(self, name):
        for window in (self.customer, self.agent, ):
            role = "customer" if window is self.customer else "agent"
            theme = "dark" if window is self.windows[0] else "light"
            window.picture(f"{name}-{role}-{theme}")

    # -- the role-play

    def brief(self):
        first, second = self.windows
        # Both words are looked for in one picture: another one may be on the screen a moment later.
        role = first.wait(lambda items: next((word for word in ("customer", "agent")
                                              if any(f"You are the {word}" in item["label"] for item in items)), None), "a role")
        self.customer, self.agent = (first, second) if role == "customer" else (second, first)
        self.customer.text("facts in your pocket")
        self.agent.text("What you may offer")
        if self.agent.shows(FACTS[0]):
            raise DemoError("the agent's brief shows a fact of the customer")
        self.pictures("03-brief")
        self.customer.click("I am ready")
        self.agent.text("Ready and waiting")
        self.agent.keys("Return")  # the button has the keyboard

    def say(self, window, other, text):
        window.click("Your message")
        window.type(text)
        window.keys("Return")
        window.value("Your message", "")
        other.text(text[:30])

    def talk(self):
        customer, agent = self.customer, self.agent
        customer.text("How heard do you feel?")
        agent.text("Listening toolkit")
        self.say(customer, agent, "Hi. My order came today and it is all wrong. The wedding is on Saturday.")
        self.say(agent, customer, "Hello, I am listening. Opening the wrong box so shortly before a wedding: "
                                  "I can hear how heavy that is. What did you find in it?")
        customer.click(FACTS[0])
        customer.click("Say it like this")
        agent.text("The place-card holders are silver.")
        customer.text("1 of ")
        agent.click("So what I hear is \u2026")
        agent.type("that the finish is wrong. Have I got that right?")
        agent.value("Your message", "So what I hear is that the finish is wrong. Have I got that right?")
        customer.text("is typing")
        customer.picture("04b-talk-typing-customer")
        agent.keys("Return")
        customer.click("4 Mostly heard")
        customer.value("4 Mostly heard", "chosen")
        customer.click("Your message")
        customer.keys("alt+3")
        customer.value("3 Partly heard", "chosen")
        customer.keys("alt+4")
        customer.value("4 Mostly heard", "chosen")
        self.notes()
        customer.click("Your message")
        customer.type("The family table matters most, and I am still waiting for an answer from Tuesday, ")
        self.pictures("04-talk")
        agent.keys("F8")
        agent.text("A breath for everybody")
        agent.picture("04-talk-breath")
        self.dialog()
        self.move_on("The talk is done")

    def notes(self):
        agent = self.agent
        agent.fill("Add a note", "Silver, ordered brass")
        agent.keys("Return")
        agent.value("Add a note", "")
        agent.click("Feeling")
        agent.fill("Add a note", "Let down")
        agent.keys("Return")
        agent.text("Let down")
        # Words dragged over in a bubble become a note with one key.
        line = agent.text("Hi. My order came today")
        agent.point(line["x"] + 4, line["y"] + 13, "mousedown", "1")
        agent.text("File the words as")
        agent.point(line["x"] + 60, line["y"] + 13)
        agent.point(line["x"] + 150, line["y"] + 13)
        agent.picture("04-talk-select")
        agent.point(line["x"] + 150, line["y"] + 13, "mouseup", "1")
        agent.keys("k")
        agent.gone("File the words as")
        agent.text("Hi. My order")

    def dialog(self):
        self.customer.click("Step out")
        self.customer.text("Step out of the scene?")
        self.customer.picture("04-step-out")
        self.customer.click("Stay here")
        self.customer.gone("Step out of the scene?")

    def recap(self):
        customer, agent = self.customer, self.agent
        agent.text("Give it back to")
        customer.text("is writing the recap")
        agent.click("Your recap")
        agent.type("You opened the box today and found silver where you had ordered brass, shortly before your wedding, "
                   "and you felt let down. Is that how it is?")
        agent.click("Silver, ordered brass")
        agent.value("Fact 1", "Silver, ordered brass")
        agent.click("Next fact")
        for number, fact in ((2, "The wedding is on Saturday, two days away"), (3, "You want your money back")):
            agent.type(fact)
            agent.keys("Return")  # the field keeps the keyboard for the next line
            agent.value(f"Fact {number}", fact)
        agent.fill("Next feeling", "Let down, since nobody answered")
        self.pictures("05-recap-write")
        agent.click("Send the recap")
        customer.text("gives it back")
        for number in range(4):
            self.mark(number, "Not quite" if number == 2 else "Right")
        customer.click("How it was")
        customer.type("A new one, in brass")
        customer.value("How it was", "A new one, in brass")
        customer.picture("05-recap-mark")
        customer.click("Yes, that is what I meant")
        agent.text("Marked by the customer")
        agent.picture("05-recap-marked")
        agent.text("A new one, in brass")
        agent.click("Mend it once")
        agent.control("Your recap")
        agent.text("A new one, in brass")
        agent.picture("05-recap-mend")
        agent.click("Send the recap")
        customer.wait(lambda items: any(i["label"] == "Yes, that is what I meant" for i in items), "the mended recap")
        for number in range(4):
            self.mark(number, "Right")
        customer.click("Yes, that is what I meant")
        agent.click("Go on to the solution")

    def mark(self, number, label):
        """Presses a mark in the row with this number; a marked row grows, so rows are looked up anew."""
        customer = self.customer

        def row(items):
            controls = [i for i in items if i["kind"] == "control"]
            tops = sorted({round(i["y"]) for i in controls if i["label"] == "Right"})
            found = [i for i in controls if i["label"] == label and len(tops) > number and round(i["y"]) == tops[number]]
            return found[0] if found else None

        customer.press(row, f"row {number + 1} to mark")
        customer.wait(lambda items: (row(items) or {}).get("value") == "chosen", f"{label!r} in row {number + 1}")

    def solve(self):
        customer, agent = self.customer, self.agent
        agent.text("Offer, owner, time")
        customer.text("What would settle it")
        self.say(agent, customer, "I send the brass holders by courier today, and I call you at four myself.")
        self.say(customer, agent, "Thank you. And what happens so that it does not come back?")
        self.pictures("05-solve")
        self.move_on("It is settled")

    def rate(self, window, criteria, keep):
        for criterion in criteria:
            window.click(criterion + " 4")
            window.value(criterion + " 4", "chosen")
        window.fill("Keep doing", keep)
        window.fill("Try next", "Ask one thing at a time")

    def score(self):
        customer, agent = self.customer, self.agent
        customer.text("how did it end?")
        for name, level in (("Solved", 4), ("Satisfied", 5), ("Stay", 5), ("Recommend", 4)):
            customer.click(f"{name} {level}")
            customer.value(f"{name} {level}", "chosen")
        customer.picture("06-score-outcome")
        customer.click("Hand in the outcome")
        customer.text("How did ")
        # Evidence for the criterion that is open, by keys: the agent's first line.
        customer.click("Empathy for the feeling 4")
        customer.keys("e", "Return")
        customer.wait(lambda items: any(i["value"] == "chosen" and i["label"].startswith("Hello, I am listening.") for i in items),
                      "the line that was picked")
        self.rate(customer, CRITERIA["agent"], "You said my words back to me")
        self.rate(agent, ["Stayed in role", "Kept to the card's rules", "Gave the agent a real chance"], "You stayed in the part")
        self.pictures("06-score")
        customer.click("Hand in")
        agent.click("Hand in")
        customer.text("For yourself.")
        agent.text("For yourself.")
        self.rate(agent, CRITERIA["agent"], "I waited with the offer")
        agent.click("Hand in")
        self.rate(customer, ["Stayed in role", "Kept to the card's rules", "Gave the agent a real chance"], "I kept to my facts")
        customer.click("Hand in")

    def debrief(self):
        customer, agent = self.customer, self.agent
        for window, word in ((customer, "relieved"), (agent, "careful")):
            window.text("How was it, in one word?")
            window.fill("Your word", word)
            window.keys("Return")
        agent.text("relieved")
        agent.text("Solved, and satisfied.")
        if agent.shows("You said my words back to me"):
            raise DemoError("the debrief shows what others wrote before it was asked for")
        agent.click("Read what others saw")
        agent.text("You said my words back to me")
        customer.click("Step out of role")
        customer.text("again. I played ")
        customer.click("Moments")
        customer.click("Moment 1")
        self.pictures("07-debrief")
        agent.click("All messages")
        agent.text("Hello, I am listening.")
        agent.picture("07-debrief-all")
        agent.click("Let the class see this line, without my name")
        agent.control("The class may see this line. Take it back")
        agent.click("Play again from here")
        customer.text("would like to play again from here")
        customer.picture("07-debrief-replay")
        customer.click("Play along")
        agent.text("You play again from here")
        agent.click("End it")
        for window in (agent, customer):
            window.gone("End it")
        agent.click("Talk it over")
        agent.value("Talk it over", "chosen")
        agent.click("Your message")
        agent.type("What did the silence do for you?")
        agent.keys("Return")
        customer.click("Talk it over")
        customer.text("What did the silence do for you?")
        agent.scroll_down(1200, 400, 12)
        agent.picture("07-debrief-ratings")
        agent.scroll_to("How is this counted?", 1200, 400)
        agent.click("How is this counted?")
        agent.text("Evidence score")
        agent.picture("07-debrief-counted")
        agent.click("I see")
        agent.gone("I see")
        agent.scroll_down(1200, 400, 30)
        agent.picture("07-debrief-lower")
        for window in (customer, agent):
            window.fill("What you will try", "Name the feeling first")
            window.keys("Return")
        self.move_on("I am done")

    def boards(self):
        mira = self.windows[0]
        mira.text("Your last role-play")
        mira.picture("02-lobby-after")
        mira.click("Read the debrief again")
        mira.gone("Step out")
        mira.text("How was it, in one word?")
        mira.keys("Escape")
        mira.click("Leaderboard")
        mira.text("Before you compare")
        mira.text("not ranked")
        mira.picture("08-leaderboard-dark")
        mira.click("Teams")
        mira.picture("08-leaderboard-teams-dark")
        mira.click("Back")
        mira.text("Care Desk, autumn intake")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    try:
        with UiStage(*sys.argv[1:4]) as stage:
            Play(stage).run()
    except DemoError as error:
        sys.exit(f"ui: {error}")


if __name__ == "__main__":
    main()
