#!/usr/bin/env python3
"""Whom a client trusts, what it keeps, and how a person moves to another device."""

import stat

from earshot import check, equal, run
from play import join, open_class

NOT_TRUSTED, NOT_SERVED, BAD_START = 2, 3, 1


def ends(client, why, code):
    """The client gives up, with a reason that a person can read, before it has said anything of its person."""
    closed = client.expect("closed")
    equal(closed["why"], why, f"{client.name}: {closed}")
    check(len(closed["text"]) > 20, f"an explanation: {closed}")
    equal(client.exit_code(), code, f"{client.name}: the exit code")
    check(client.me.id is None, f"{client.name} has not signed in")
    return closed["text"]


def other_fingerprint(invite):
    address, _, fingerprint = invite.partition("#")
    return f"{address}#{'0' if fingerprint[0] != '0' else '1'}{fingerprint[1:]}"


def unknown_server(world):
    bare = world.server.invite.partition("#")[0]
    client = world.client("stranger", invite=bare)
    client.may_end = True
    text = ends(client, "unknown_server", NOT_TRUSTED)
    check(world.server.invite.partition("#")[2] in text, "the fingerprint, to be compared")


def wrong_fingerprint(world):
    client = world.client("deceived", invite=other_fingerprint(world.server.invite))
    client.may_end = True
    ends(client, "not_trusted", NOT_TRUSTED)
    client = world.client("mistyped", invite="earshot://127.0.0.1:7717#12AB")
    equal(client.exit_code(), BAD_START, "half a fingerprint is no invite")
    check("fingerprint" in client.log_text(), "what is wrong with it")


def remembered(world, trainer):
    """Once it was there with the whole invite, the device knows the server by its key; its folder is private."""
    (amy,) = join(world, trainer, "Amy")
    person = amy.me.id
    folder = amy.state
    equal(stat.S_IMODE(folder.stat().st_mode), 0o700, "the state folder is its owner's")
    for path in folder.rglob("*"):
        equal(stat.S_IMODE(path.stat().st_mode) & 0o077, 0, f"{path.name} is its owner's")
    check(any(amy.me.resume_token in path.read_text() for path in folder.rglob("*") if path.is_file()), "the token is kept")
    amy.stop()
    amy = amy.again(invite=world.server.invite.partition("#")[0])
    amy.until(lambda me: me.id == person and me.klass, "the same person in the same class, without the fingerprint")
    return amy


def guesses_end(world, client):
    """Who guesses on is cut off, long before guessing is worth it."""
    def cut_off():
        return any(event.get("state") == "reconnecting" for event in client.events)
    for guess in range(20):
        ref = client.post("redeem", code=f"WRONGCD{guess:03}")
        client.foreseen.add(ref)
        world.wait(lambda ref=ref: ref in client.answers or cut_off(), "an answer to a wrong code")
        if cut_off():
            return
    check(False, "20 wrong codes over one connection")


def another_device(world, amy):
    """A link code moves a person to another device: once."""
    amy.do("link")
    code = amy.expect("link")["code"]
    check(len(code) == 10, f"ten characters: {code}")
    phone = world.client("phone")
    phone.do("redeem", code=code)
    phone.until(lambda me: me.id == amy.me.id and me.klass, "the same person on the other device")
    tablet = world.client("tablet")
    tablet.refused("wrong_code", "redeem", field="code", code=code)
    guesses_end(world, tablet)
    tablet.stop()
    amy.may_end = True
    by_hand = world.client("by-hand")
    by_hand.do("resume", token=amy.me.resume_token)
    by_hand.until(lambda me: me.id == amy.me.id, "the same person by the token")
    ended = amy.expect("closed", why="stopped")
    check("somewhere else" in ended["text"], "the device's earlier program is told why it ends")
    return phone


def changed_key(world, trainer, phone, amy):
    """A server whose key has changed is not the server that was trusted: a stop, not a warning."""
    trainer.may_end = phone.may_end = True
    for client in world.clients():
        if client.process.poll() is None and client not in (trainer, phone):
            client.stop()
    world.server.stop()
    (world.server.data / "server.key").unlink()
    world.restart_server()
    for client in (trainer, phone):
        closed = client.expect("closed", why="not_trusted")
        check("key" in closed["text"], f"an explanation: {closed}")
        equal(client.exit_code(), NOT_TRUSTED, f"{client.name}: the exit code")
    known = world.client("known", invite=world.server.invite.partition("#")[0], state=amy.state)
    known.may_end = True
    ends(known, "not_trusted", NOT_TRUSTED)


def trust(world):
    """Whom a client trusts, what it keeps, and how a person moves to another device."""
    world.start_server()
    trainer = open_class(world)
    unknown_server(world)
    wrong_fingerprint(world)
    amy = remembered(world, trainer)
    phone = another_device(world, amy)
    changed_key(world, trainer, phone, amy)


if __name__ == "__main__":
    run(trust)
