#!/usr/bin/env python3
"""A trainer's real window over a class of thirty line clients, and the projector beside it; then the same at 1024x640.

usage: console.py BIN_FOLDER CONTENT_FOLDER PICTURE_FOLDER

Pictures of the console and of the projector go to PICTURE_FOLDER.
"""

import json
import os
import sys

from driver import DemoError, UiStage, Window

NAMES = ("Chen Marta Leila Aiko Hannah Viktor Priya Sam Tomasz Dele Ruth Grace Omar Jonas Mei Ivan Ana Bo Cleo Nils Rosa Yusuf Elin Pavel "
         "Ines Theo Lucia Karim Maximiliane Zoe").split()
TEAMS = ["Tawny", "Harbour", "Juniper"]
WIDE = 1440


class Projector:
    """The second window of a trainer's program: what it records, and its place on the display."""

    def __init__(self, trainer):
        self.trainer = trainer
        self.record = trainer.record + ".projector"

    def handles(self):
        found = self.trainer.display.run("sh", "-c", "xdotool search --onlyvisible --name 'Earshot projector' || true")
        return found.stdout.split()

    def items(self):
        try:
            with open(self.record, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return []

    def text(self, part):
        self.trainer.wait(lambda _: any(part in i["label"] for i in self.items()), f"{part!r} on the projector")

    def put(self, width, height):
        """Beside the trainer's window, in this size."""
        handle = self.trainer.wait(lambda _: self.handles(), "a projector")[0]
        self.trainer.display.run("xdotool", "windowmove", handle, str(WIDE), "0", "windowsize", "--sync", handle, str(width), str(height))
        return handle

    def picture(self, name):
        path = os.path.join(self.trainer.stage.pictures, name + ".png")
        self.trainer.display.run("import", "-window", self.handles()[0], path)


class Afternoon:
    def __init__(self, stage):
        self.stage = stage
        stage.start_server()

    def run(self):
        self.open_class()
        self.projector_opens()
        self.join()
        self.plan()
        self.start()
        self.watch()
        self.help()
        self.one_session()
        self.eyes_up()
        self.podium()
        self.small()

    def picture(self, name):
        """The trainer's window alone."""
        path = os.path.join(self.stage.pictures, name + ".png")
        size = "1024x640+0+0" if name.endswith("small") else "1440x900+0+0"
        self.trainer.display.run("import", "-window", "root", "-crop", size, "+repage", path)

    def client(self, name):
        return self.people[name]

    # -- before the first round

    def open_class(self):
        trainer = Window(self.stage, "trainer", self.stage.server.invite, "--name", "Ngozi Okafor", "--token",
                         self.stage.server.trainer_token, "--join", display_width=2 * WIDE)
        trainer.fill("Name of the class", "Care Desk, autumn intake")
        trainer.fill("Teams", ", ".join(TEAMS))
        trainer.click("Open the class")
        trainer.text("Nobody yet")
        self.code = trainer.wait(lambda items: next((i["label"] for i in items if len(i["label"]) == 7 and i["label"][3] == " "
                                                     and i["label"].isupper()), None), "the class code")
        self.trainer = trainer

    def projector_opens(self):
        self.projector = Projector(self.trainer)
        self.trainer.click("Projector")
        self.projector.put(WIDE, 900)
        self.projector.text(self.code)
        self.projector.text("Nobody yet")

    def join(self):
        self.people = {}
        for i, name in enumerate(NAMES):
            client = self.stage.client("p" + name)
            client.do("join", code=self.code.replace(" ", ""), name=name, team=TEAMS[i % 3])
            self.people[name] = client
            if i == 13:
                self.projector.text("3 more")
                self.projector.picture("10-presenter-14")
        self.trainer.text("30 of 30 here")
        self.projector.text("are here")
        self.projector.text("Tawny 10")
        self.projector.picture("10-presenter-30")
        self.picture("09-console-lobby")

    def plan(self):
        trainer = self.trainer
        trainer.click("Plan")
        trainer.click("Pick a lesson")
        lesson = trainer.wait(lambda items: next((i for i in items if i["kind"] == "control" and i["label"].endswith(" min")
                                                  and "," in i["label"]), None), "a lesson of the server")
        trainer.click(lesson["label"])
        trainer.control("Begin the lesson")
        trainer.click("Change the plan")
        trainer.control("Save the plan")
        trainer.click("Step 1")
        trainer.value("Step 1", "chosen")
        trainer.click("Add a step")
        trainer.value("Step 2", "chosen")
        trainer.click("Class talk")
        trainer.value("Class talk", "chosen")
        trainer.fill("Title of the step", "What do you hope for?")
        self.picture("09-console-editor")
        trainer.click("Save the plan")
        # A class talk needs a length: the refusal stands at its field, and the dialog stays.
        trainer.text("tep 2")
        self.picture("09-console-editor-refused")
        trainer.click("5 min", last=True)
        trainer.click("Save the plan")
        trainer.gone("Save the plan")
        trainer.control("What do you hope for?")
        self.picture("09-console-plan")

    # -- the round

    def start(self):
        trainer = self.trainer
        trainer.click("5 min")
        trainer.value("5 min", "chosen")
        self.picture("09-console-next-round")
        trainer.click("Start the round")
        trainer.control("Pause")
        trainer.text("15 live")
        self.projector.text("Round 1, Brief")
        trainer.click("Next phase")
        trainer.text("Round 1, Talk")
        self.projector.text("15 conversations")
        self.projector.picture("10-presenter-round")

    def cards(self):
        return self.trainer.wait(lambda items: [i["label"].removeprefix("Watch ") for i in items if i["kind"] == "control"
                                                and i["label"].startswith("Watch ")], "sessions in the grid")

    def watch(self):
        trainer = self.trainer
        self.pair = self.cards()[0]
        customer, agent = self.pair.split(" and ")
        self.customer, self.agent = self.client(customer), self.client(agent)
        trainer.click("Watch " + self.pair)
        trainer.text("Live")
        self.customer.do("say", text="Hi. It came today and it is all wrong.")
        trainer.text("Hi. It came today and it is all wrong.")
        self.agent.do("say", text="That sounds heavy. What did you find?")
        trainer.text("What did you find?")
        trainer.click(agent)
        trainer.value(agent, "chosen")
        trainer.fill("Whisper", "What was not said yet?")
        self.picture("09-console-live")
        trainer.keys("Return")
        self.agent.event("whisper", lambda e: e["text"] == "What was not said yet?")
        trainer.click("Stop watching")
        trainer.control("Announcement")

    def help(self):
        trainer = self.trainer
        self.customer.do("help", text="May I be this angry?")
        trainer.text("May I be this angry?")
        self.picture("09-console-help")
        trainer.click("Go there")
        trainer.text("Live")
        trainer.click("Stop watching")
        trainer.click("Done")
        trainer.text("Nobody asks for you.")
        trainer.fill("Announcement", "Two minutes left")
        trainer.keys("Return")
        self.agent.event("broadcast", lambda e: e["text"] == "Two minutes left")

    def one_session(self):
        trainer = self.trainer
        pair = self.cards()[1]
        trainer.click("More for " + pair)
        trainer.click("Pause it")
        trainer.text("Paused")
        self.picture("09-console-grid")
        trainer.click("More for " + pair)
        trainer.click("Speak to them")
        trainer.text("Say to " + pair)
        trainer.fill("Announcement", "You two, go on in a moment")
        trainer.keys("Return")
        self.client(pair.split(" and ")[0]).event("broadcast", lambda e: e["text"].startswith("You two"))
        trainer.click("More for " + pair)
        trainer.click("Let it go on")
        trainer.gone("Paused")

    def eyes_up(self):
        trainer = self.trainer
        trainer.click("Eyes up")
        trainer.fill("What it says", "Look up for a moment")
        trainer.click("Stop all screens")
        self.agent.event("eyes_up", lambda e: e["on"])
        self.projector.text("Look up for a moment")
        self.projector.picture("10-presenter-eyes-up")
        self.picture("09-console-eyes-up")
        trainer.click("Go on")
        self.agent.event("eyes_up", lambda e: not e["on"])
        trainer.gone("Go on")

    def podium(self):
        trainer = self.trainer
        trainer.click("Projector")
        trainer.click("Show the podium")
        self.projector.text("Today's listeners")
        self.projector.picture("10b-podium")
        trainer.click("Projector")
        trainer.click("Show the code")
        self.projector.text(self.code)
        self.projector.put(800, 500)
        self.projector.text(self.code)
        self.projector.picture("10-presenter-small")
        trainer.keys("F9")
        trainer.wait(lambda _: not self.projector.handles(), "an end of the projector")

    def small(self):
        trainer = self.trainer
        window = trainer.display.run("xdotool", "search", "--onlyvisible", "--name", "Earshot").stdout.split()[0]
        trainer.display.run("xdotool", "windowsize", "--sync", window, "1024", "640")
        trainer.control("Inbox")
        self.picture("09-console-small")
        trainer.click("Inbox")
        trainer.control("Announcement")
        trainer.click("Watch " + self.cards()[0])
        trainer.text("Live")
        self.picture("09-console-live-small")
        trainer.click("Stop watching")
        trainer.click("Settings")
        trainer.click("In the next round")
        trainer.value("In the next round", "chosen")
        self.picture("09-console-settings-small")
        trainer.keys("Escape")
        trainer.gone("In the next round")
        trainer.click("End")
        trainer.control("Start the round")
        self.picture("09-console-next-round-small")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    try:
        with UiStage(*sys.argv[1:4]) as stage:
            Afternoon(stage).run()
    except DemoError as error:
        sys.exit(f"ui: {error}")


if __name__ == "__main__":
    main()
