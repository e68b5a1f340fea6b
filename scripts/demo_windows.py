#!/usr/bin/env python3
"""Opens two windows side by side, in one class with a round about to start, and stays until both are closed.

usage: demo_windows.py BIN_FOLDER CONTENT_FOLDER [CARD]
"""

import os
import subprocess
import sys

from demo_print import out
from demo_programs import DemoError, Program, Stage

NAMES = ("Mira", "Jonas")
LARGEST = (1440, 900)  # what the screens are drawn for
SMALLEST = (640, 480)


def places():
    """Two rectangles side by side on this display, as WIDTHxHEIGHT+X+Y."""
    answer = subprocess.run(["xdotool", "getdisplaygeometry"], capture_output=True, text=True, check=True)
    screen_width, screen_height = map(int, answer.stdout.split())
    width = max(SMALLEST[0], min(LARGEST[0], screen_width // 2))
    height = max(SMALLEST[1], min(LARGEST[1], screen_height - 80))  # room for panels and title bars
    return [f"{width}x{height}+{x}+0" for x in (0, width)]


def open_window(stage, name, invite, place):
    state = os.path.join(stage.folder, "state-" + name.lower())
    return Program(stage, f"{name}'s window", [stage.program("earshot"), invite, "--state", state, "--name", name,
                                               "--join", "--geometry", place])


def wait_until_closed(stage, windows):
    with stage.changed:
        stage.changed.wait_for(lambda: all(window.ended() for window in windows) or stage.server.ended())
    if stage.server.ended():
        raise DemoError("the server ended\n" + stage.server.log_tail())
    for window in windows:
        if window.process.returncode != 0:
            raise DemoError(f"{window.name} ended with code {window.process.returncode}\n" + window.log_tail())


def run(stage, card):
    stage.start_server()
    trainer, code = stage.open_class("Demo class")
    windows = [open_window(stage, name, stage.server.invite_to(code), place) for name, place in zip(NAMES, places())]
    joined = trainer.event("class", lambda event: set(NAMES) <= {m.get("name") for m in event.get("members", [])},
                           what="the list of members with both windows")
    trainer.do("start_round", card=card)
    out(f"{' and '.join(NAMES)} are in the class {joined.get('code', code)} and have their briefs: press 'I am ready' "
        "in both windows.\nMore people on this machine can join with this invite: " + stage.server.invite_to(code)
        + "\nClose both windows or press Ctrl-C here to end.")
    wait_until_closed(stage, windows)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    try:
        with Stage(sys.argv[1], sys.argv[2]) as stage:
            run(stage, sys.argv[3] if len(sys.argv) == 4 else "wedding-order")
    except DemoError as error:
        sys.exit(f"demo: {error}")
    except KeyboardInterrupt:
        out("\nEnded.")


if __name__ == "__main__":
    main()
