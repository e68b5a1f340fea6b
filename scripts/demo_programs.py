"""Starts Earshot's programs for the demo, talks to line clients, and ends all of them however the demo ends."""

import collections
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time

WAIT_SECONDS = 30  # for whatever should come at once; generous, since a first start may run on a busy machine

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class DemoError(Exception):
    """Something that was promised did not come; the text is for the person at the terminal."""


class Program:
    """One running program. Reads its output on a thread; what it logs goes to a file."""

    def __init__(self, stage, name, command):
        self.name = name
        self.log = os.path.join(stage.folder, name + ".log")
        self.lines = []
        self._stage = stage
        self._changed = stage.changed
        with open(self.log, "wb") as log:
            # A session of its own, so that Ctrl-C reaches the demo alone, which then ends the programs in order.
            # If the demo is killed outright, the kernel ends them (setpriv).
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=log, text=True, encoding="utf-8", errors="replace", bufsize=1, start_new_session=True)
        stage.running.append(self)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            with self._changed:
                self.lines.append(line.rstrip("\n"))
                self._changed.notify_all()
        self.process.wait()
        with self._changed:
            self._changed.notify_all()

    def ended(self):
        return self.process.poll() is not None

    def log_tail(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return "".join("  | " + line for line in collections.deque(log, 15)).rstrip()

    def find(self, matches, what, seconds=WAIT_SECONDS, start=0):
        """The first line from `start` on for which `matches` gives something, as what it gave; waits for it."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while True:
                while start < len(self.lines):
                    found = matches(self.lines[start])
                    start += 1
                    if found is not None:
                        return found
                for program in self._stage.running:
                    if program.ended():
                        raise DemoError(f"{program.name} ended (code {program.process.returncode}) before {what} "
                                        f"came\n{program.log_tail()}")
                left = deadline - time.monotonic()
                if left <= 0:
                    raise DemoError(f"{what} did not come to {self.name} within {seconds} s\n" + self.log_tail())
                self._changed.wait(min(left, 1))

    def stop(self, grace=5):
        if self.ended():
            return
        self.process.terminate()
        try:
            self.process.wait(grace)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Server(Program):
    """An earshot-server on a fresh data folder and any free port of this machine."""

    def __init__(self, stage):
        super().__init__(stage, "earshot-server", [
            stage.program("earshot-server"), "--data", os.path.join(stage.folder, "data"),
            "--listen", "127.0.0.1:0", "--content", stage.content])
        self.invite = self._value("invite")
        self.trainer_token = self._value("trainer-token")

    def _value(self, word):
        return self.find(lambda line: line[len(word):].strip() if line.startswith(word + " ") else None,
                         f"its line '{word} …'")

    def invite_to(self, code):
        """The invite with a class code in it: earshot://host:port/CODE#fingerprint."""
        address, _, fingerprint = self.invite.partition("#")
        return f"{address.rstrip('/')}/{code}#{fingerprint}"


class LineClient(Program):
    """An earshot-text --json: intents go in, events come out, one JSON object a line."""

    def __init__(self, stage, name):
        super().__init__(stage, name, [stage.program("earshot-text"), "--json", "--state",
                                       os.path.join(stage.folder, "state-" + name), stage.server.invite])
        self._refs = 0

    def mark(self):
        """A place in the stream of events: `event(…, start=mark)` looks only at what comes later."""
        return len(self.lines)

    def do(self, intent, **fields):
        """Sends an intent and waits until the server has it on disk."""
        self._refs += 1
        ref = self._refs
        start = self.mark()
        try:
            self.process.stdin.write(json.dumps({"do": intent, **fields, "ref": ref}, ensure_ascii=False) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise DemoError(f"{self.name} ended before '{intent}'\n" + self.log_tail()) from None

        def answer(line):
            event = parse(line)
            return event if event.get("event") in ("accepted", "refused") and event.get("ref") == ref else None

        event = self.find(answer, f"the answer to '{intent}'", start=start)
        if event["event"] == "refused":
            place = f" (field {event['field']})" if event.get("field") else ""
            raise DemoError(f"the server refused {self.name}'s '{intent}': {event.get('why')}: "
                            f"{event.get('text')}{place}")
        return event

    def event(self, kind, test=lambda event: True, start=0, what=None, seconds=WAIT_SECONDS):
        """The first event of this kind, from `start` on, that passes the test; waits for it."""
        def wanted(line):
            event = parse(line)
            return event if event.get("event") == kind and test(event) else None
        return self.find(wanted, what or f"the event '{kind}'", seconds, start)


def parse(line):
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


class Stage:
    """The temporary folder and all programs of one demo; leaving the `with` ends and removes them."""

    def __init__(self, programs, content):
        self.programs = programs
        self.content = content
        self.changed = threading.Condition()
        self.running = []
        self.server = None

    def __enter__(self):
        for number in ENDINGS:
            signal.signal(number, _interrupt)
        self.folder = tempfile.mkdtemp(prefix="earshot-demo-")
        return self

    def __exit__(self, *_):
        _ignore_endings()
        for program in reversed(self.running):  # the server, started first, goes last
            program.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def program(self, name):
        path = os.path.join(self.programs, name)
        if not os.access(path, os.X_OK):
            raise DemoError(f"{path} is missing: build first (scripts/build)")
        return path

    def start_server(self):
        self.server = Server(self)

    def client(self, name):
        return LineClient(self, name)

    def open_class(self, name):
        """A trainer who says nothing more: signs in and creates a class. Gives the trainer and the class code."""
        trainer = self.client("trainer")
        trainer.do("sign_in", token=self.server.trainer_token, name="Trainer")
        trainer.do("create_class", name=name)
        return trainer, trainer.event("class", lambda event: event.get("name") == name)["code"]


def _ignore_endings():
    """Once the demo ends, a second Ctrl-C must not leave half of it behind."""
    for number in ENDINGS:
        signal.signal(number, lambda *_: None)  # not SIG_IGN, which trips over a signal that is already under way


def _interrupt(*_):
    _ignore_endings()
    raise KeyboardInterrupt
