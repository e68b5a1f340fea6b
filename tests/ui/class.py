#!/usr/bin/env python3
"""A trainer's window and three trainees' windows, two of them small: a triad, moved on by the trainer's clicks.

usage: class.py BIN_FOLDER CONTENT_FOLDER PICTURE_FOLDER

Pictures of what the trainer, the observer and small windows see go to PICTURE_FOLDER.
"""

import sys

from driver import DemoError, UiStage, Window

SMALL = {"width": 1024, "height": 640}
ROLES = ("customer", "agent", "observer")


class Lesson:
    def __init__(self, stage):
        self.stage = stage
        stage.start_server()

    def run(self):
        self.open_class()
        self.join()
        self.start()
        for phase, action in (("talk", self.talk), ("recap", self.recap), ("solve", self.solve), ("score", self.score)):
            self.trainer.click("Next phase")
            action()
            self.pictures(phase)
        self.debrief()
        self.step_out()

    def pictures(self, name):
        for role, window in self.seats.items():
            size = "wide" if window is self.windows[0] else "small"
            window.picture(f"class-{name}-{role}-{size}")
        self.trainer.picture(f"09-trainer-{name}")

    def open_class(self):
        trainer = Window(self.stage, "trainer", self.stage.server.invite)
        trainer.click("I am a trainer")
        trainer.fill("Trainer token", "0" * 64)
        trainer.fill("Your name", "Ngozi Okafor")
        trainer.keys("Return")
        trainer.text("token")
        trainer.picture("01-trainer-refused")
        trainer.fill("Trainer token", self.stage.server.trainer_token)
        trainer.click("Sign in")
        trainer.fill("Name of the class", "Care Desk, autumn intake")
        trainer.fill("Teams", "Tawny, Harbour")
        trainer.picture("09-trainer-create")
        trainer.click("Open the class")
        trainer.text("Nobody yet")
        self.code = trainer.wait(lambda items: next((i["label"] for i in items if len(i["label"]) == 7 and i["label"][3] == " "
                                                     and i["label"].isupper()), None), "the class code").replace(" ", "")
        self.trainer = trainer

    def join(self):
        invite = self.stage.server.invite_to(self.code)
        self.windows = [Window(self.stage, "ana", invite, "--name", "Ana Lima", "--join"),
                        Window(self.stage, "bo", invite, "--name", "Bo Berg", "--join", **SMALL),
                        Window(self.stage, "cleo", invite, "--name", "Cleo Diaz", "--join", "--light", **SMALL)]
        for window in self.windows:
            window.text("Care Desk, autumn intake")
        self.trainer.text("3 of 3 here")
        self.windows[1].text("Cleo Diaz")
        self.windows[1].picture("class-lobby-small")
        self.windows[1].click("You")
        self.windows[1].control("Leaderboard")
        self.windows[1].picture("class-lobby-you-small")

    def start(self):
        self.trainer.click("5 min")
        self.trainer.value("5 min", "chosen")
        self.trainer.picture("09-trainer-next-round")
        self.trainer.click("Start the round")
        # Until the round has dealt the seats, windows may still show those of a warm-up.
        self.windows[0].wait(lambda _: set(self.seats_shown()) == set(ROLES), "three trainees in three seats")
        self.seats = self.seats_shown()
        self.trainer.control("Pause")
        self.pictures("brief")

    def seats_shown(self):
        start = "You are the "
        return {item["label"].removeprefix(start): window for window in self.windows for item in window.items()
                if item["label"].startswith(start)}

    def talk(self):
        customer, agent, observer = (self.seats[role] for role in ROLES)
        for window, text in ((customer, "Hi. It came today and it is all wrong."), (agent, "What did you find when you opened it?")):
            window.click("Your message")
            window.type(text)
            window.keys("Return")
            observer.text(text)
        if observer is not self.windows[0]:
            observer.click("Taps")
        observer.click("Open question")
        observer.value("Open question", "1")
        agent.fill("Add a note", "Came today, all wrong")
        agent.keys("Return")
        agent.text("Came today, all wrong")
        self.trainer.click("Pause")
        observer.text("The round is paused.")
        self.trainer.click("Continue")
        observer.gone("The round is paused.")
        pair = self.trainer.wait(lambda items: next((i for i in items if i["label"].startswith("Watch ")), None), "a pair to watch")
        self.trainer.click(pair["label"])
        self.trainer.text("What did you find when you opened it?")

    def recap(self):
        agent, customer = self.seats["agent"], self.seats["customer"]
        agent.click("Your recap")
        agent.type("It came today, and it is all wrong. Did I get that right?")
        agent.click("Came today, all wrong")
        agent.value("Fact 1", "Came today, all wrong")
        self.trainer.click("Stop watching")
        self.trainer.fill("Announcement", "Two minutes left")
        self.trainer.keys("Return")
        customer.text("Two minutes left")

    def solve(self):
        self.seats["agent"].control("It is settled")

    def score(self):
        self.seats["observer"].text("How did ")
        self.seats["agent"].text("How did ")

    def debrief(self):
        self.trainer.click("Next phase")
        for window in self.seats.values():
            window.text("How was it")
        self.seats["observer"].click("All" if self.seats["observer"] is not self.windows[0] else "All messages")
        self.seats["observer"].text("What did you find when you opened it?")
        self.pictures("debrief")
        small = self.windows[1]
        small.click("Curve")
        small.text("felt")
        small.picture("class-debrief-curve-small")

    def step_out(self):
        observer = self.seats["observer"]
        observer.click("Step out")
        observer.text("Step out of the scene?")
        observer.picture("class-step-out")
        observer.click("Step out now")
        observer.text("Care Desk, autumn intake")
        self.trainer.click("End")
        self.seats["agent"].text("Care Desk, autumn intake")
        self.trainer.text("Next round")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    try:
        with UiStage(*sys.argv[1:4]) as stage:
            Lesson(stage).run()
    except DemoError as error:
        sys.exit(f"ui: {error}")


if __name__ == "__main__":
    main()
