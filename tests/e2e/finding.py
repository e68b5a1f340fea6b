#!/usr/bin/env python3
"""Finding a class on the network: what is told to whoever asks, over loopback and by broadcast between two machines."""

import json
import os
import subprocess

from earshot import Program, Server, check, equal, run
from play import join, open_class

NOTHING_FOUND = 3
PORT = 7717
ROOM = "Room 3"


class Finder(Program):
    """An earshot-text --find that looks until it has been seen enough."""

    def __init__(self, world, name, port, seconds=3600, through=()):
        self.found = []
        super().__init__(world, name, [*through, world.program("earshot-text"), "--json", "--find", "--find-seconds", seconds,
                                       "--find-port", port])

    def took(self, line):
        event = json.loads(line)
        equal(event["event"], "found", f"only finds are told: {event}")
        self.found.append(event)

    def finds(self, test, what):
        return self.world.wait(lambda: next((event for event in self.found if test(event)), None), f"{self.name}: {what}")


def list_class(trainer, listed):
    trainer.do("set_class", listed=listed)


def one_machine(world):
    """A class is told to whoever asks while its trainer lists it, and never before or after."""
    world.start_server(options=["--name", ROOM])
    port = int(world.server.address.rpartition(":")[2])
    trainer = open_class(world, name="Care Desk, autumn intake")
    code = trainer.me.klass["code"]

    finder = Finder(world, "finder", port)
    first = finder.finds(lambda event: True, "the server")
    equal(first["server"], ROOM, "the server's name")
    equal(first["fingerprint"].lower(), world.server.invite.partition("#")[2].lower(), "the server's key")
    equal((first["classes"], first["more"]), ([], 0), "a class that nobody listed is not told")
    check(first["same_version"], "it can be joined")

    list_class(trainer, True)
    told = finder.finds(lambda event: event["classes"], "the class, once it is listed")
    equal(told["classes"], [{"code": code, "name": "Care Desk, autumn intake"}], "code and name")
    list_class(trainer, False)
    finder.finds(lambda event: event is not first and event is not told and not event["classes"], "no class any more")
    finder.kill()

    # What was found leads to the class by hand, with the fingerprint that the person has compared.
    list_class(trainer, True)
    world.server.kill()
    world.restart_server()
    trainer.until(lambda me: me.klass, "the class after a restart")
    again = Finder(world, "finder-again", port)
    found = again.finds(lambda event: event["classes"], "the class, still listed after a restart")
    again.kill()
    join(world, trainer, "Amy")
    equal(found["classes"][0]["code"], code, "the same code")


def nobody_there(world):
    """Where nobody answers, the reader is told what may be in the way."""
    finder = Finder(world, "lonely", 9, seconds=1)
    equal(finder.exit_code(), NOTHING_FOUND, "the exit code")
    equal(finder.found, [], "nothing was found")
    check("firewall" in finder.log_text() and "guest Wi-Fi" in finder.log_text(), "what may be in the way")


def nobody_answers(world):
    """A name that nobody has is told from a server that does not answer, and that from a server with another key."""
    for invite, trouble in (("earshot://no-such-host.invalid#" + "0" * 64, "unresolved"), ("earshot://127.0.0.1:9#" + "0" * 64, "silent"),
                            (world.server.invite.partition("#")[0] + "#" + "0" * 64, "wrong_key")):
        client = world.client(f"asks-{trouble}", invite=invite)
        client.may_end = True
        told = client.expect("connection", trouble=trouble)
        check(len(told["reason"]) > 20, f"what it is and what to do: {told}")
        client.kill()


class TwoMachines:
    """Two network namespaces with a cable between them: a room of two machines."""

    def __init__(self):
        self.names = [f"earshot{os.getpid()}{side}" for side in "ab"]

    def __enter__(self):
        server, client = self.names
        try:
            for name in self.names:
                self._ip("netns", "add", name)
            self._ip("link", "add", "cable", "netns", server, "type", "veth", "peer", "name", "cable", "netns", client)
            for name, address in ((server, "10.77.0.1/24"), (client, "10.77.0.2/24")):
                self._ip("-n", name, "address", "add", address, "broadcast", "+", "dev", "cable")
                for link in ("lo", "cable"):
                    self._ip("-n", name, "link", "set", link, "up")
        except (OSError, subprocess.CalledProcessError) as error:
            self.__exit__()
            self.why_not = (getattr(error, "stderr", None) or str(error)).strip()
            return None
        return self

    def __exit__(self, *what):
        for name in self.names:
            subprocess.run(["ip", "netns", "delete", name], capture_output=True, check=False)

    @staticmethod
    def _ip(*arguments):
        subprocess.run(["ip", *arguments], capture_output=True, text=True, check=True)

    def on(self, side):
        return ["ip", "netns", "exec", self.names[side]]


def two_machines(world):
    """A broadcast finds the server of the other machine, under the address that leads there."""
    machines = TwoMachines()
    with machines as room:
        if room is None:
            print(f"the broadcast between two machines was skipped because network namespaces cannot be made here: {machines.why_not}")
            return
        server = Server(world, world.folder / "data-remote", listen=f"0.0.0.0:{PORT}", options=["--name", ROOM],
                        name="server-remote", through=room.on(0)).serves()
        finder = Finder(world, "finder-remote", PORT, through=room.on(1))
        found = finder.finds(lambda event: True, "the server on the other machine")
        equal(found["address"], f"10.77.0.1:{PORT}", "the address that leads there")
        equal(found["server"], ROOM, "its name")
        finder.kill()
        equal(server.stop(), 0, "the server ends cleanly")


def finding(world):
    """Finding a class on the network: what is told to whoever asks, over loopback and by broadcast between two machines."""
    one_machine(world)
    nobody_there(world)
    nobody_answers(world)
    two_machines(world)


if __name__ == "__main__":
    run(finding)
