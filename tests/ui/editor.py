#!/usr/bin/env python3
"""A trainer writes a card in a real window: the shelf, a broken fact, both previews, trying it, saving, publishing, and a
round with it; a second trainer's save makes a conflict. Then the same screens at 1024x640.

usage: editor.py BIN_FOLDER CONTENT_FOLDER PICTURE_FOLDER
"""

import os
import sys

from driver import DemoError, UiStage, Window

CARD = "Wrong item, two days before the wedding"
FACT = "I wrote on Tuesday, when the parcel had not moved for a day. Nobody answered."
JORIS = "Joris, a garden and a grandmother"
MENDED = "I wrote on Tuesday and on Wednesday. Nobody answered."


class Authors:
    def __init__(self, stage):
        self.stage = stage
        stage.start_server()

    def run(self):
        self.open_class()
        self.open_card()
        self.break_and_mend()
        self.look_at_all()
        self.rehearse()
        self.save_and_publish()
        self.play_it()
        self.conflict()
        self.files()
        self.new_card()
        self.closed_window()
        self.small()

    def picture(self, name):
        self.trainer.picture("11-" + name)

    def open_class(self):
        trainer = Window(self.stage, "trainer", self.stage.server.invite, "--name", "Ngozi Okafor", "--token",
                         self.stage.server.trainer_token, "--join")
        trainer.fill("Name of the class", "Care Desk")
        trainer.click("Open the class")
        trainer.text("Nobody yet")
        self.code = trainer.wait(lambda items: next((i["label"] for i in items if len(i["label"]) == 7 and i["label"][3] == " "
                                                     and i["label"].isupper()), None), "the class code").replace(" ", "")
        self.trainer = trainer

    def open_card(self):
        trainer = self.trainer
        trainer.click("Cards")
        trainer.control("New card")
        self.picture("library")
        trainer.fill("Search the cards", "wedding wrong")
        trainer.control(CARD)
        self.picture("library-search")
        trainer.click(CARD)
        # It is there in several languages, and the press asks for one.
        trainer.click("English")
        trainer.text("Card editor")
        trainer.control("Customer")
        trainer.text("Nothing to mend")
        self.picture("editor-basics")

    def reach(self, label):
        """Scrolls the form until this control is in sight."""
        self.trainer.scroll_to(label, 400, 500)

    def break_and_mend(self):
        trainer = self.trainer
        trainer.click("Customer")
        self.picture("editor-customer")
        self.reach("Fact 5")
        trainer.value("Fact 5", FACT)
        trainer.fill("Fact 5", "")
        trainer.text("1 to fix")
        trainer.text("Fact 5 is empty.")
        self.picture("editor-problem")
        trainer.control("Publish", enabled=False)
        trainer.click("Agent")
        trainer.control("Company")
        trainer.click("Show")
        trainer.typed_into("Fact 5")
        trainer.type(MENDED)
        trainer.value("Fact 5", MENDED)
        trainer.text("Nothing to mend")
        trainer.text("Draft, not saved yet")
        self.picture("editor-mended")

    def look_at_all(self):
        trainer = self.trainer
        trainer.click("Agent sees")
        trainer.text("You are the agent")
        trainer.click("Agent")
        self.picture("editor-agent")
        trainer.click("Challenges")
        trainer.control("Add a bait")
        self.picture("editor-challenges")
        trainer.click("Variants")
        trainer.control("Add a variant")
        self.picture("editor-variants")
        trainer.click("Customer sees")
        trainer.click("Variant to look at")
        trainer.wait(lambda items: sum(i["kind"] == "control" and i["label"] == JORIS for i in items) == 2, "the list of variants")
        trainer.click(JORIS, last=True)
        trainer.text("Joris van Dam")

    def rehearse(self):
        trainer = self.trainer
        trainer.click("Try it")
        trainer.control("As the agent")
        trainer.click("Tell: Silver came, brass was ordered")
        trainer.text("Told, and earned")
        trainer.click("Tell: Order number FL-31177")
        trainer.text("Told before its time")
        trainer.fill("As the agent", "What happened before today?")
        trainer.keys("Return")
        trainer.text("What happened before today?")
        trainer.click("Tell: Wrote on Tuesday, no answer")
        trainer.text("3 of 11 facts told")
        trainer.text("2 earned")
        self.picture("editor-try")
        trainer.click("On to solve")
        trainer.text("Let the agent propose.")
        trainer.click("Back to the form")
        trainer.text("Card editor")

    def save_and_publish(self):
        trainer = self.trainer
        trainer.click("Customer")
        trainer.keys("ctrl+s")
        trainer.text("Draft, saved")
        trainer.click("Publish")
        trainer.text("Version 2, published")
        self.picture("editor-published")
        trainer.click("Back to the cards")
        trainer.text("Published by Ngozi Okafor")
        self.picture("library-published")

    def play_it(self):
        trainer = self.trainer
        people = {}
        for name in ("Ana", "Bo"):
            people[name] = self.stage.client(name)
            people[name].do("join", code=self.code, name=name)
        trainer.click("Back to the class")
        trainer.text("2 of 2 here")
        trainer.scroll_to("Search the cards", 720, 500)
        trainer.fill("Search the cards", "wedding wrong")
        trainer.click(CARD)
        trainer.value(CARD, "chosen")
        self.picture("round-search")
        trainer.click("Start the round")
        trainer.control("Pause")
        roles = {name: client.event("paired")["role"] for name, client in people.items()}
        customer = people[next(name for name, role in roles.items() if role == "customer")]
        brief = customer.event("brief", lambda e: e.get("facts"))
        if not any(fact["text"] == MENDED for fact in brief["facts"]):
            raise DemoError("the round is not played with what was published")
        self.customer = customer

    def conflict(self):
        trainer = self.trainer
        # The class goes on while the card is open; a call for help shows in the editor's bar.
        trainer.click("Cards")
        trainer.fill("Search the cards", "wedding wrong")
        trainer.click(CARD)
        trainer.click("Customer")
        self.customer.do("help", text="May I be this angry?")
        trainer.text("Help: 1")
        inviter = self.stage.client("inviter")
        inviter.do("sign_in", token=self.stage.server.trainer_token)
        inviter.do("invite_trainer")
        token = inviter.event("trainer_invite")["token"]
        second = Window(self.stage, "second", self.stage.server.invite, "--name", "Bo Lindqvist", "--token", token, "--join")
        second.click("Cards")
        second.fill("Search the cards", "wedding wrong")
        second.click(CARD)
        second.control("Title")
        second.fill("Title", "Two parcels before a wedding")
        second.keys("ctrl+s")
        second.text("Draft, saved")
        trainer.text("Bo Lindqvist has saved this card at")
        trainer.fill("Name on the card", "{name} of Lagos")
        trainer.control("Publish", enabled=False)
        self.picture("editor-conflict")
        trainer.click("Look at theirs")
        trainer.text("This is what Bo Lindqvist has saved.")
        trainer.click("Basics")
        trainer.value("Title", "Two parcels before a wedding")
        self.picture("editor-theirs")
        trainer.click("Back to mine")
        trainer.click("Customer")
        trainer.value("Name on the card", "{name} of Lagos")
        trainer.click("Keep mine")
        trainer.text("Draft, saved")
        trainer.gone("Keep mine")
        second.text("Ngozi Okafor has saved this card at")
        second.program.stop()

    def files(self):
        trainer = self.trainer
        path = os.path.join(self.stage.folder, "card.yaml")
        trainer.click("Export or import")
        trainer.text("Comments in a file are not kept")
        trainer.fill("Path of the file", "/nowhere/card.yaml")
        trainer.click("Export to it")
        trainer.text("The file cannot be written there")
        self.picture("editor-files")
        trainer.fill("Path of the file", path)
        trainer.click("Export to it")
        trainer.text("Written to")
        with open(path, encoding="utf-8") as file:
            if MENDED not in file.read():
                raise DemoError("the file does not hold the card")
        trainer.click("Close")
        trainer.gone("Close")
        trainer.fill("Name on the card", "{name}, whoever that is")
        trainer.click("Export or import")
        trainer.fill("Path of the file", path)
        trainer.click("Import from it")
        trainer.gone("Import from it")
        trainer.value("Name on the card", "{name} of Lagos")

    def new_card(self):
        trainer = self.trainer
        trainer.fill("Who they are", "Marries on Saturday")
        trainer.click("Back to the cards")
        trainer.control("Stay")
        self.picture("editor-leave")
        trainer.click("Save as a draft")
        trainer.click("New card")
        trainer.fill("Title of the card", "The parcel that came too early")
        self.picture("library-new")
        trainer.click("Begin")
        trainer.control("Customer")
        trainer.text("1 to think about")
        self.picture("editor-new")
        trainer.keys("ctrl+s")
        trainer.text("Draft, saved")
        trainer.click("Back to the cards")
        trainer.click("Show all")
        trainer.control("The parcel that came too early")
        trainer.click("Drop The parcel that came too early")
        trainer.text("Throw the draft away?")
        self.picture("library-drop")
        trainer.click("Throw it away")
        trainer.gone("The parcel that came too early")

    def closed_window(self):
        trainer = self.trainer
        trainer.fill("Search the cards", "wedding wrong")
        trainer.click(CARD)
        trainer.click("Customer")
        trainer.fill("Who they are", "Written a moment ago")
        trainer.text("Draft, not saved yet")
        trainer.kept("Written a moment ago")
        trainer.program.stop()
        os.remove(trainer.record)
        self.trainer = trainer = Window(self.stage, "trainer", self.stage.server.invite, "--name", "Ngozi Okafor", "--join")
        trainer.click("Cards")
        trainer.text("This device has kept what you wrote on")
        self.picture("library-kept")
        trainer.click("Go on with it")
        trainer.click("Customer")
        trainer.value("Who they are", "Written a moment ago")
        trainer.keys("ctrl+s")
        trainer.text("Draft, saved just now")
        trainer.click("Back to the cards")
        trainer.control("New card")

    def small(self):
        trainer = self.trainer
        window = trainer.display.run("xdotool", "search", "--onlyvisible", "--name", "Earshot").stdout.split()[0]
        trainer.display.run("xdotool", "windowsize", "--sync", window, "1024", "640")
        trainer.wait(lambda items: items and all(i["x"] + i["w"] <= 1024 for i in items), "the small window")
        self.picture("library-small")
        trainer.fill("Search the cards", "wedding wrong")
        trainer.click(CARD)
        trainer.control("Preview")
        trainer.click("Customer")
        trainer.fill("Name on the card", "")
        trainer.text("1 to fix")
        self.picture("editor-small")
        trainer.click("Preview")
        trainer.control("Agent sees")
        self.picture("editor-preview-small")
        trainer.click("Form")
        trainer.click("Show the problems")
        trainer.control("Show")
        self.picture("editor-problems-small")
        trainer.click("Show")
        trainer.typed_into("Name on the card")
        trainer.type("Dana")
        trainer.value("Name on the card", "Dana")
        trainer.text("Nothing to mend") if trainer.shows("Nothing to mend") else trainer.gone("1 to fix")
        trainer.click("Try it")
        trainer.control("As the agent")
        self.picture("editor-try-small")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    try:
        with UiStage(*sys.argv[1:4]) as stage:
            Authors(stage).run()
    except DemoError as error:
        sys.exit(f"ui: {error}")


if __name__ == "__main__":
    main()
