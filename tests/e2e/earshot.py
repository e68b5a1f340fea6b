"""Real programs for the end-to-end tests: starts an earshot-server and line clients, reads what they say, ends them.

Nothing here sleeps: whatever is expected is waited for, with a deadline that only a fault reaches. When a scenario
fails, the last events of every client and the server's log are printed.
"""

import argparse
import contextlib
import ctypes
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback

from view import Person

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
from postgresql import PostgreSQL  # noqa: E402  (needs the path above)

DEADLINE = float(os.environ.get("EARSHOT_E2E_SECONDS", "60"))
SHOWN_EVENTS = 25
SHOWN_LOG_LINES = 60

_libc = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


class Failed(Exception):
    """Something that Earshot promises did not happen."""


def check(condition, what):
    if not condition:
        raise Failed(what)


def equal(got, wanted, what):
    if got != wanted:
        raise Failed(f"{what}\n  got    {got!r}\n  wanted {wanted!r}")


def _die_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Program:
    """A running program. A thread takes in its output line by line; what it writes to stderr goes to a file."""

    def __init__(self, world, name, command):
        self.world = world
        self.name = name
        self.command = [str(part) for part in command]
        self.log = world.folder / f"{name}.{len(world.programs)}.log"
        self.lines = []
        self.may_end = False
        self.output_ended = False
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                                            preexec_fn=_die_with_parent)
        world.programs.append(self)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for raw in self.process.stdout:
            line = raw.decode("utf-8", errors="replace").rstrip("\n")
            with self.world.changed:
                self.lines.append(line)
                self.took(line)
                self.world.changed.notify_all()
        with self.world.changed:
            self.output_ended = True
            self.world.changed.notify_all()

    def took(self, line):
        """A line came; the world's lock is held."""

    def ended_by_surprise(self):
        return self.process.poll() is not None and not self.may_end

    def log_text(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self):
        """kill -9: the program has no chance to say or write anything more."""
        self.may_end = True
        self.process.kill()
        self.process.wait()
        self._reader.join()

    def freeze(self):
        """The program stands still from here on, until it is killed."""
        self.process.send_signal(signal.SIGSTOP)

    def exit_code(self):
        """Waits for the program to end by itself."""
        self.may_end = True
        try:
            code = self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            raise Failed(f"{self.name} does not end") from None
        self._reader.join()
        return code

    def stop(self):
        """SIGTERM; gives the exit code."""
        self.may_end = True
        self.process.send_signal(signal.SIGTERM)
        return self.exit_code()


class Server(Program):
    """An earshot-server. `serves` waits until it does; `restarted` starts another on the same folder and port.

    `through` is a command to run it with.
    """

    def __init__(self, world, data, listen="127.0.0.1:0", options=(), content=None, name="server", through=()):
        self.data = pathlib.Path(data)
        self.options = list(options)
        self.content = content or world.source / "content"
        self.started_ms = now_ms()
        super().__init__(world, name, [*through, world.program("earshot-server"), "--data", data, "--listen", listen,
                                       "--content", self.content, "--log-level", "debug", *options])
        self.invite = None
        self.address = None
        self.trainer_token = None

    def serves(self):
        self.world.wait(lambda: self.said("invite "), f"{self.name} to serve")
        self.serving_ms = now_ms()
        self.address = self.said("listening ")
        self.invite = self.said("invite ")
        return self

    def prints_trainer_token(self):
        self.world.wait(lambda: self.said("trainer-token "), "the trainer token")
        self.trainer_token = self.said("trainer-token ")
        return self.trainer_token

    def said(self, start):
        return next((line[len(start):] for line in self.lines if line.startswith(start)), None)

    def restarted(self):
        check(self.process.poll() is not None, "the earlier server must have ended")
        return Server(self.world, self.data, self.address, self.options, self.content).serves()

    def invite_to(self, code):
        address, _, fingerprint = self.invite.partition("#")
        return f"{address}/{code}#{fingerprint}"


class Client(Program):
    """An earshot-text --json, with a person before it. `me` is what the person has been shown so far."""

    def __init__(self, world, name, invite=None, state=None, options=()):
        self.events = []
        self.me = Person()
        self.state = pathlib.Path(state or world.folder / f"state-{name}")
        self.invite = invite or world.server.invite
        self.answers = {}
        self.foreseen = set()
        self._last_ref = 0
        super().__init__(world, name, [world.program("earshot-text"), "--json", "--state", self.state, *options,
                                       self.invite])

    def took(self, line):
        try:
            event = json.loads(line)
        except ValueError:
            self.me.problems.append(f"not JSON: {line}")
            return
        self.events.append(event)
        if event["event"] in ("accepted", "refused") and "ref" in event:
            if event["ref"] in self.answers:
                self.me.problems.append(f"answered twice: {event}")
            self.answers[event["ref"]] = event
        self.me.take(event)

    # --- Intents ---

    def post(self, word, /, **fields):
        """Sends an intent and does not wait; gives its reference."""
        self._last_ref += 1
        self.write(json.dumps({"do": word, "ref": self._last_ref, **fields}, ensure_ascii=False))
        return self._last_ref

    def write(self, line):
        """Writes a line as it is: text or bytes."""
        raw = line if isinstance(line, bytes) else line.encode()
        try:
            self.process.stdin.write(raw + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Failed(f"{self.name} has ended and takes no more lines") from None

    def answer(self, ref):
        self.world.wait(lambda: ref in self.answers, f"{self.name}: an answer to intent {ref}")
        return self.answers[ref]

    def do(self, word, /, **fields):
        """Sends an intent that must be accepted, which means that it is on disk."""
        answer = self.answer(self.post(word, **fields))
        if answer["event"] == "refused":
            raise Failed(f"{self.name}: '{word}' {fields} was refused: {answer}")
        return answer

    def refused(self, why, word, /, field=None, **fields):
        """Sends an intent that must be refused for this reason, at this field, with a text that a person can read."""
        ref = self.post(word, **fields)
        self.foreseen.add(ref)
        answer = self.answer(ref)
        what = f"{self.name}: '{word}' {fields} must be refused ({why})"
        equal((answer["event"], answer.get("why"), answer.get("field")), ("refused", why, field), f"{what}; {answer}")
        check(len(answer.get("text", "")) > 5, f"{what}, with a text: {answer}")
        return answer

    # --- Waiting ---

    def until(self, test, what):
        """Waits until test(person) holds for what this person has been shown."""
        self.world.wait(lambda: test(self.me), f"{self.name}: {what}")
        return self.me

    def expect(self, word, /, since=0, **where):
        """The first event with this word and these fields, from the event number `since` on; waits for it."""
        def found():
            for event in self.events[since:]:
                if event["event"] == word and all(event.get(key) == value for key, value in where.items()):
                    return event
            return None
        return self.world.wait(found, f"{self.name}: event '{word}' {where or ''}")

    def ask(self, word, /, event=None, where=(), **fields):
        """Asks to be shown something, and gives the event that shows it: of the same word unless `event` names another."""
        since = len(self.events)
        self.do(word, **fields)
        return self.expect(event or word, since=since, **dict(where))

    def board(self, kind="people", window="class", **scope):
        """A leaderboard that has all ratings in it; `scope`: card, skill, season."""
        return self.ask("board", where={"kind": kind, "window": window, "fresh": True, **scope}, kind=kind, window=window, **scope)

    def reaches(self, phase, session=None):
        self.until(lambda me: me.session and me.session.phase == phase and session in (None, me.session.id),
                   f"phase {phase}")

    def again(self, **changes):
        """The same person once more, after this program ended: another program on the same state folder."""
        options = {"invite": self.invite, "state": self.state, **changes}
        return Client(self.world, self.name, **options)

    def unforeseen(self):
        refusals = [e for ref, e in self.answers.items() if e["event"] == "refused" and ref not in self.foreseen]
        return refusals + self.me.problems


def now_ms():
    return time.time_ns() // 1_000_000


class World:
    """A folder for one scenario and everything that runs in it. `store`: where the server keeps its data, if not in that folder."""

    def __init__(self, programs, source, store=None):
        self.store = store
        self.binaries = pathlib.Path(programs).resolve()
        self.source = pathlib.Path(source).resolve()
        self.changed = threading.Condition()
        self.programs = []
        self.server = None

    def __enter__(self):
        self._temporary = tempfile.TemporaryDirectory(prefix="earshot-e2e-")
        self.folder = pathlib.Path(self._temporary.name)
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self._report()
        for program in self.programs:
            if program.process.poll() is None:
                program.process.kill()
                program.process.wait()
        self._temporary.cleanup()

    def program(self, name):
        path = self.binaries / name
        check(os.access(path, os.X_OK), f"{path} is missing: build it first")
        return path

    def start_server(self, options=(), **more):
        if self.store:
            options = [*options, "--store", self.store]
        self.server = Server(self, self.folder / "data", options=options, **more).serves()
        equal((self.server.data / "earshot.db").exists(), not self.store, "a database in the data folder")
        return self.server

    def kill_server(self):
        self.server.kill()

    def restart_server(self):
        """Starts the server again on the same data and port."""
        self.server = self.server.restarted()
        return self.server

    def client(self, name, **options):
        return Client(self, name, **options)

    def clients(self):
        return [program for program in self.programs if isinstance(program, Client)]

    def wait(self, test, what, seconds=DEADLINE):
        """Waits until test() gives something true, and gives that. Fails at once if a program ended by surprise."""
        deadline = time.monotonic() + seconds
        with self.changed:
            while True:
                found = test()
                if found:
                    return found
                for program in self.programs:
                    if program.output_ended and program.ended_by_surprise():
                        raise Failed(f"{program.name} ended with code {program.process.returncode} while waiting for: {what}")
                left = deadline - time.monotonic()
                if left <= 0:
                    raise Failed(f"in vain waited for: {what}")
                self.changed.wait(min(left, 1))

    def all_is_well(self):
        """No client was refused or shown anything that the scenario did not foresee; clients and server end cleanly."""
        for client in self.clients():
            equal(client.unforeseen(), [], f"{client.name} was told what nobody foresaw")
        for client in self.clients():
            if client.process.poll() is None:
                client.may_end = True
                client.process.stdin.close()
        for client in self.clients():
            if client.process.returncode is None:
                equal(client.exit_code(), 0, f"{client.name} ends with its input")
        if self.server and self.server.process.poll() is None:
            equal(self.server.stop(), 0, "the server ends cleanly on SIGTERM\n" + _tail(self.server.log_text(), SHOWN_LOG_LINES))

    def _report(self):
        for program in self.programs:
            state = "runs" if program.process.poll() is None else f"ended with code {program.process.returncode}"
            print(f"--- {program.name} {state}", file=sys.stderr)
            for line in program.lines[-SHOWN_EVENTS:]:
                print("  " + line[:500], file=sys.stderr)
            print(_tail(program.log_text(), SHOWN_LOG_LINES), file=sys.stderr)


def _tail(text, lines):
    return "\n".join("  | " + line for line in text.splitlines()[-lines:])


def run(scenario):
    """The main program of a scenario: `scenario(world)` plays it."""
    arguments = argparse.ArgumentParser(description=scenario.__doc__)
    arguments.add_argument("binaries", help="folder with earshot-server and earshot-text")
    arguments.add_argument("source", help="the repository's folder, for content/")
    arguments.add_argument("--postgresql", action="store_true", help="play over a PostgreSQL that is started for it")
    given = arguments.parse_args()
    began = time.monotonic()
    try:
        with contextlib.ExitStack() as ending:
            store = ending.enter_context(PostgreSQL()).url if given.postgresql else None
            world = ending.enter_context(World(given.binaries, given.source, store))
            scenario(world)
            world.all_is_well()
    except Failed as failure:
        traceback.print_exc(limit=-6)
        print(f"FAILED: {failure}", file=sys.stderr)
        sys.exit(1)
    print(f"passed in {time.monotonic() - began:.1f} s")
