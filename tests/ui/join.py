#!/usr/bin/env python3
"""The join screen in real windows: classes that are found, a code that leads to its server, and a network that eats UDP.

usage: join.py BIN_FOLDER CONTENT_FOLDER PICTURE_FOLDER

Pictures go to PICTURE_FOLDER, each at 1440x900 and 1024x640.
"""

import contextlib
import os
import socket
import struct
import sys
import threading

from driver import DemoError, UiStage, Window

SIZES = {"wide": {}, "small": {"width": 1024, "height": 640}}
CLASS = "Care Desk, autumn intake"


class CrowdedRoom:
    """Answers questions for classes on a free port as a server with many classes would; anything else it swallows."""

    CLASSES = [("K7M4QX", CLASS), ("P2T9WA", "Returns team refresh"), ("B3B3B3", "Ein sehr langer Name für eine Klasse, der nirgends passt"),
               ("C4C4C4", ""), ("D5D5D5", "Night shift"), ("E6E6E6", "Second line")]

    def __init__(self, answers=True):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.answers = answers
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                datagram, sender = self.socket.recvfrom(2048)
                if self.answers and datagram.startswith(b"EARFIND?"):
                    self.socket.sendto(self._answer(datagram), sender)

    def _answer(self, question):
        def short(text):
            return bytes([len(text.encode())]) + text.encode()
        classes = b"".join(short(code) + short(name) for code, name in self.CLASSES)
        return (b"EARFIND!" + question[8:28] + bytes(32) + short("Room 3") + struct.pack(">HB", 3, len(self.CLASSES)) + classes)

    def close(self):
        self.socket.close()


class JoinScreen:
    def __init__(self, stage):
        self.stage = stage
        stage.start_server()
        self.port = stage.server.invite.partition("#")[0].rpartition(":")[2]
        self.trainer, self.code = stage.open_class(CLASS)
        self.trainer.do("set_class", listed=True)

    def run(self):
        for size, geometry in SIZES.items():
            self.join_by_click(size, geometry)
            self.join_by_code(size, geometry)
            self.crowded_room(size, geometry)
            self.eaten(size, geometry)
            self.language(size, geometry)
        self.misspelt()

    def join_by_click(self, size, geometry):
        """A press on the class fills the form and leads to the server; its words are compared; the join takes a press."""
        window = Window(self.stage, f"click-{size}", "--find-port", self.port, "--name", f"Ana {size}", **geometry)
        row = f"{CLASS} {self.code[:3]} {self.code[3:]}"
        window.control(row)
        window.picture(f"01-join-found-{size}")
        window.click(row)
        window.text("Is this your trainer's server?")
        window.picture(f"01-join-words-{size}")
        window.click("The words match")
        window.value("Class code", self.code)
        window.text("Class found")
        window.picture(f"01-join-{size}")
        window.click("Join class")
        window.text("In this class")

    def join_by_code(self, size, geometry):
        """The code from the screen in the room is enough where its server answers."""
        window = Window(self.stage, f"code-{size}", "--find-port", self.port, "--name", f"Bo {size}", **geometry)
        window.text(CLASS)
        window.click("Class code")
        window.type(self.code)
        window.value("Class code", self.code)
        window.keys("Return")
        window.click("The words match")
        window.control("Join class")

    def crowded_room(self, size, geometry):
        """More classes than there is room for scroll; those that the server left out are counted."""
        room = CrowdedRoom()
        window = Window(self.stage, f"crowd-{size}", "--find-port", str(room.port), **geometry)
        heading = window.text("Classes found in this room")
        window.text(CLASS)
        window.picture(f"01-join-crowd-{size}")
        window.scroll_down(heading["x"] + 200, heading["y"] + 70)
        window.text("3 classes more on Room 3")
        window.picture(f"01-join-crowd-end-{size}")
        room.close()

    def eaten(self, size, geometry):
        """Where nothing comes back, the screen says what may be in the way and what to ask for."""
        room = CrowdedRoom(answers=False)
        window = Window(self.stage, f"eaten-{size}", f"earshot://127.0.0.1:{room.port}/{self.code}", "--find-port", str(room.port), **geometry)
        window.text("a firewall or a guest Wi-Fi may be eating UDP")
        window.text(f"UDP port {room.port} open to 127.0.0.1")
        window.text("hotspot")
        window.picture(f"01-join-eaten-{size}")
        window.click("Change the address")
        window.text("Some networks block that")
        window.value("Class code", self.code)
        window.picture(f"01-join-nobody-{size}")
        room.close()

    def language(self, size, geometry):
        """A language is chosen with two presses, holds at once, and is kept for later runs."""
        window = Window(self.stage, f"language-{size}", "--find-port", self.port, **geometry)
        window.value("Language", "English")
        window.click("Language")
        window.click("Deutsch")
        window.wait(lambda items: any(i["kind"] == "control" and i["value"] == "Deutsch" for i in items), "the language in force")
        window.picture(f"01-join-german-{size}")
        with open(os.path.join(self.stage.folder, f"state-window-language-{size}", "language"), encoding="utf-8") as kept:
            if kept.read() != "de\n":
                raise DemoError("the language is not kept")

    def misspelt(self):
        """A name that nobody has is a mistake in the address, and said there."""
        window = Window(self.stage, "misspelt", "earshot://no-such-host.invalid/K7M4QX", "--find-port", self.port)
        window.text("This name is not found")
        window.click("Change the address")
        window.text("The name no-such-host.invalid")
        window.picture("01-join-misspelt")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    try:
        with UiStage(*sys.argv[1:4]) as stage:
            JoinScreen(stage).run()
    except DemoError as error:
        sys.exit(f"ui: {error}")


if __name__ == "__main__":
    main()
