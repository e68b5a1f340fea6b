"""Real windows on displays of their own, driven by name: a window records every control and every text it shows."""

import json
import os
import pathlib
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "scripts"))

from demo_programs import DemoError, Program, Stage  # noqa: E402  (needs the path above)

WAIT_SECONDS = 40
SCROLL_SECONDS = 1  # until a notch of the wheel is taken for one beyond the end
__all__ = ["DemoError", "Display", "Program", "Stage", "Window"]


class Display:
    """A virtual screen; the X server picks the number."""

    def __init__(self, stage, width, height):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise DemoError("Xvfb did not start")
        self.name = ":" + number
        stage.displays.append(self)

    def run(self, *command):
        return subprocess.run(command, env={**os.environ, "DISPLAY": self.name}, check=True, capture_output=True, text=True)

    def stop(self):
        self.server.terminate()
        self.server.wait()


class UiStage(Stage):
    """A stage whose displays end after its programs."""

    def __init__(self, programs, content, pictures):
        super().__init__(programs, content)
        self.displays = []
        self.pictures = pictures
        os.makedirs(pictures, exist_ok=True)

    def __exit__(self, *what):
        super().__exit__(*what)
        for display in self.displays:
            display.stop()


def find_control(items, label, enabled, last):
    found = [i for i in items if i["kind"] == "control" and i["label"] == label and i["enabled"] == enabled]
    return found[-1 if last else 0] if found else None


class Window:
    """One earshot window on a display of its own, which it fills unless the display is to be wider."""

    def __init__(self, stage, name, *arguments, width=1440, height=900, display_width=None):
        self.stage = stage
        self.name = name
        self.display = Display(stage, display_width or width, height)
        self.state = os.path.join(stage.folder, "state-window-" + name)
        self.record = os.path.join(stage.folder, name + ".json")
        command = ["env", f"DISPLAY={self.display.name}", "LIBGL_ALWAYS_SOFTWARE=1", "LC_ALL=C.UTF-8", stage.program("earshot"), *arguments,
                   "--state", self.state, "--geometry", f"{width}x{height}+0+0",
                   "--reduced-motion", "--record", self.record]
        self.program = Program(stage, "window-" + name, command)
        self.wait(lambda items: items, "its first frame")
        window = self.display.run("xdotool", "search", "--onlyvisible", "--name", "Earshot").stdout.split()[0]
        self.display.run("xdotool", "windowfocus", "--sync", window)

    # -- what is shown

    def items(self):
        try:
            with open(self.record, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return []

    def wait(self, test, what):
        """What `test` gives for what is on screen, as soon as that is something."""
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            found = test(self.items())
            if found:
                return found
            if self.program.ended():
                raise DemoError(f"{self.name}'s window ended before {what}\n{self.program.log_tail()}")
            if time.monotonic() > deadline:
                shown = "\n".join(f"  {i['kind']:7} {i['label']!r} {i['value']!r}" for i in self.items())
                self.picture("failed-" + self.name)
                raise DemoError(f"{self.name}'s window does not show {what}; it shows\n{shown}")
            time.sleep(0.03)

    def control(self, label, enabled=True, last=False):
        return self.wait(lambda items: find_control(items, label, enabled, last), f"the {'' if enabled else 'disabled '}control {label!r}")

    def text(self, part):
        """The first text that holds `part`."""
        return self.wait(lambda items: next((i for i in items if i["kind"] == "text" and part in i["label"]), None),
                         f"the text {part!r}")

    def gone(self, label):
        self.wait(lambda items: items and not any(i["label"] == label for i in items), f"an end of {label!r}")

    def shows(self, label):
        return any(i["label"] == label for i in self.items())

    def value(self, label, value):
        """Waits until a control holds this."""
        self.wait(lambda items: any(i["label"] == label and i["value"] == value for i in items), f"{label!r} as {value!r}")

    def typed_into(self, label):
        """Waits until what is typed goes into this field."""
        self.wait(lambda items: any(i["label"] == label and i["typed_into"] for i in items), f"the keyboard in {label!r}")

    def kept(self, text):
        """Waits until a draft on the device holds this; one still being written has another name."""
        drafts = pathlib.Path(self.state, "drafts")
        self.wait(lambda _: any(text.encode() in draft.read_bytes() for draft in drafts.glob("*.json")), f"{text!r} kept on the device")

    # -- what is done

    def point(self, x, y, *then):
        self.display.run("xdotool", "mousemove", str(round(x)), str(round(y)), *then)

    def click(self, label, last=False):
        self.press(lambda items: find_control(items, label, True, last), f"the control {label!r}")

    def press(self, find, what):
        """Presses what `find` gives, once the window says that it is under the pointer: what moves is followed, what is covered waited for."""
        aimed_at = None

        def aim(items):
            nonlocal aimed_at
            item = find(items)
            if item and not item["hovered"]:
                centre = item["x"] + item["w"] / 2, item["y"] + item["h"] / 2
                if centre != aimed_at:
                    self.point(*centre)
                    aimed_at = centre
            return item and item["hovered"]
        self.wait(aim, f"{what} under the pointer")
        self.display.run("xdotool", "click", "1")

    def keys(self, *names):
        for name in names:
            # A modifier stays down until the key is up again, as under a hand.
            *modifiers, key = name.split("+")
            for modifier in modifiers:
                self.display.run("xdotool", "keydown", modifier)
            self.display.run("xdotool", "key", "--delay", "30", key)
            for modifier in modifiers:
                self.display.run("xdotool", "keyup", modifier)

    def type(self, text):
        self.display.run("xdotool", "type", "--delay", "4", text)

    def fill(self, label, text):
        """Clicks into a field and types; what stood there goes away."""
        self.click(label)
        self.typed_into(label)
        self.keys("ctrl+a", "BackSpace")
        self.type(text)
        self.value(label, text)

    def scroll_down(self, x, y, steps=10):
        self.point(x, y, "click", "--repeat", str(steps), "--delay", "10", "5")

    def scroll_to(self, label, x, y):
        """Turns the wheel at this place, notch by notch, until the control is in sight: down to the end, then up again."""
        def places(items):
            return [(i["kind"], i["x"], i["y"]) for i in items]

        deadline = time.monotonic() + WAIT_SECONDS
        wheel, up, down = "5", "4", "5"
        while not find_control(self.items(), label, True, False):
            if time.monotonic() > deadline:
                break
            before = places(self.items())
            self.point(x, y, "click", wheel)
            seen = time.monotonic() + SCROLL_SECONDS
            while places(self.items()) == before and time.monotonic() < seen:
                time.sleep(0.03)
            if places(self.items()) == before:
                wheel = up if wheel == down else down
        self.control(label)

    def picture(self, name):
        self.display.run("import", "-window", "root", os.path.join(self.stage.pictures, name + ".png"))
