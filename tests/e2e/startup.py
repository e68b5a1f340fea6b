#!/usr/bin/env python3
"""How a server starts and stops: broken content, taken ports and folders, tokens, what its log holds."""

import re
import shutil
import stat

from earshot import Server, check, equal, run
from play import join, open_class, same_lines, score, start_round


def content_with(world, name, change):
    """A copy of the content folder, changed."""
    folder = world.folder / f"content-{name}"
    shutil.copytree(world.source / "content", folder)
    change(folder)
    return folder


def replace(path, old, new):
    text = path.read_text()
    check(old in text, f"{path.name} holds '{old}'")
    path.write_text(text.replace(old, new, 1))


def line_of(path, needle):
    return next(i for i, line in enumerate(path.read_text().splitlines(), 1) if needle in line)


def does_not_start(world, name, *named, **options):
    """Exit code 1 and no 'listening'; the complaint names these places and things."""
    server = Server(world, world.folder / f"data-{name}", name=f"server-{name}", **options)
    equal(server.exit_code(), 1, f"{name}: the exit code")
    equal(server.lines, [], f"{name}: nothing on standard output")
    complaint = server.log_text()
    for thing in named:
        check(str(thing) in complaint, f"{name}: the complaint must name '{thing}':\n{complaint}")
    return complaint


def first_start(world):
    server = world.start_server()
    server.prints_trainer_token()
    equal([line.split(" ")[0] for line in server.lines], ["listening", "invite", "trainer-token"], "each on its own line")
    check(re.fullmatch(r"earshot://127\.0\.0\.1:\d+#[0-9A-F]{64}", server.invite), f"an invite: {server.invite}")
    equal(server.invite.split("#")[0], f"earshot://{server.address}", "the invite's address")
    key = server.data / "server.key"
    equal(stat.S_IMODE(key.stat().st_mode), 0o600, "the key is its owner's alone")
    equal(key.stat().st_size > 0, True, "a key")
    return server


def broken_card(world):
    """A broken card is left out and its place is named, and so is its follow-up; the others can be played."""
    card = "cards/en/third-outage.yaml"

    def break_it(folder):
        replace(folder / card, "rule: at_once", "rule: at_last")
        for translation in folder.glob("cards/*/third-outage.yaml"):
            if translation != folder / card:
                translation.unlink()

    folder = content_with(world, "card", break_it)
    others = {path.stem for path in (folder / "cards").glob("*/*.yaml")} - {"third-outage", "credit-promised"}
    server = Server(world, world.folder / "data-card", content=folder, name="server-card").serves()
    place = re.search(rf"{re.escape(str(folder / card))}:(\d+):(\d+)", server.log_text())
    check(place, f"file, line and column in the log:\n{server.log_text()}")
    equal(int(place[1]), line_of(folder / card, "at_last"), "the line")
    trainer = world.client("Tom", invite=server.invite)
    trainer.do("sign_in", token=server.prints_trainer_token(), name="Tom")
    trainer.do("create_class", name="Without one card")
    trainer.until(lambda me: {card["id"] for card in me.cards} == others, "the other cards")
    trainer.refused("unknown", "start_round", field="card", card="third-outage")
    trainer.stop()
    equal(server.stop(), 0, "a clean end")


def broken_content(world):
    rubric = "rubrics/listening.yaml"
    folder = content_with(world, "rubric", lambda f: replace(f / rubric, "step: listen", "step: look"))
    line = line_of(folder / rubric, "step: look")
    does_not_start(world, "rubric", f"{folder / rubric}:{line}:", content=folder)
    folder = content_with(world, "yaml", lambda f: replace(f / rubric, "criteria:", "criteria: ["))
    does_not_start(world, "yaml", folder / rubric, content=folder)
    folder = content_with(world, "no-rubric", lambda f: (f / rubric).unlink())
    does_not_start(world, "no-rubric", folder / rubric, content=folder)
    folder = content_with(world, "no-cards", lambda f: shutil.rmtree(f / "cards"))
    does_not_start(world, "no-cards", folder / "cards", content=folder)
    does_not_start(world, "no-content", world.folder / "nowhere", content=world.folder / "nowhere")


def broken_options(world):
    for given, named in (({"listen": "127.0.0.1:ninety"}, "ninety"), ({"options": ["--colour", "red"]}, "--colour"),
                         ({"options": ["--class-members", "1"]}, "--class-members"),
                         ({"options": ["--config", world.folder / "none.ini"]}, "none.ini")):
        server = Server(world, world.folder / "data-options", name="server-options", **given)
        check(server.exit_code() != 0, f"{given} must not start")
        check(named in server.log_text(), f"{given}: what is wrong:\n{server.log_text()}")
    config = world.folder / "earshot.ini"
    config.write_text("class-members = 2\nlisten = 127.0.0.1:0\ncolour = red\n")
    server = Server(world, world.folder / "data-options", name="server-config", options=["--config", config])
    check(server.exit_code() != 0, "an unknown line of the configuration must not pass in silence")
    check("colour" in server.log_text(), f"which line it is:\n{server.log_text()}")


def taken(world, server):
    """A port or a folder that another server has: not started, said so; the first one goes on."""
    does_not_start(world, "port", server.address, listen=server.address)
    second = Server(world, server.data, name="server-second")
    equal(second.exit_code(), 1, "a second server on the same folder does not start")
    check(str(server.data) in second.log_text(), f"which folder it is:\n{second.log_text()}")
    token = Server(world, server.data, name="trainer-token-while-serving", options=["trainer-token"])
    equal(token.exit_code(), 1, "no new trainer token while the server runs: it would not hear of it")
    check(server.process.poll() is None, "the first server goes on")


def stop_and_start(world, trainer, clients):
    """SIGTERM in the middle of traffic: exit code 0, and everything that was accepted is there afterwards."""
    (table,) = start_round(trainer, clients, "wedding-order", variant=1)
    table.ready()
    posted = {client: [client.post("say", text=f"{client.name} {i}") for i in range(20)] for client in clients}
    world.wait(lambda: len(clients[0].me.session.lines) >= 5, "some lines")
    equal(world.server.stop(), 0, "the server ends cleanly")
    world.restart_server()
    check(world.server.said("trainer-token ") is None, "the trainer token is printed at the first start only")
    for client, refs in posted.items():
        for ref in refs:
            equal(client.answer(ref)["event"], "accepted", f"{client.name}: line {ref}")
    table.everybody_has(lambda view: len(view.lines) == 40, "all lines")
    lines = same_lines(table.clients, table.id)
    for client in clients:
        equal([e["text"] for e in lines.values() if e["from"] == client.me.id], [f"{client.name} {i}" for i in range(20)], "in order")
    return table


def reissue(world, trainer):
    """A lost trainer token: a new one for the same trainer, and the old one is worth nothing."""
    old, server, code = world.server.trainer_token, world.server, trainer.me.klass["code"]
    for client in world.clients():
        if client.process.poll() is None:
            client.stop()
    equal(server.stop(), 0, "the server ends cleanly")
    command = Server(world, server.data, name="trainer-token", options=["trainer-token"])
    equal(command.exit_code(), 0, "the command ends")
    new = command.said("trainer-token ")
    equal(command.lines, [f"trainer-token {new}"], "the new token, and nothing else")
    world.restart_server()
    again = world.client("Tess-again")
    again.refused("wrong_token", "sign_in", field="token", token=old, name="Tess")
    again.do("sign_in", token=new, name="Tess")
    equal(again.me.id, trainer.me.id, "the same trainer")
    again.do("join", code=code)
    again.until(lambda me: me.klass and me.klass["standing"] == "trainer", "the own class")
    again.stop()
    empty = Server(world, world.folder / "data-empty", name="trainer-token-empty", options=["trainer-token"])
    equal(empty.exit_code(), 1, "where no server has been started there is no trainer")
    return old, new


def log_is_discreet(world, secrets):
    """No log holds a token or anything that people wrote."""
    for program in world.programs:
        text = program.log_text()
        for secret in secrets:
            check(secret not in text, f"the log of {program.name} holds '{secret}'")
    joined = "".join(program.log_text() for program in world.programs if isinstance(program, Server))
    check(len(joined) > 1000, "logs that say something")


def startup(world):
    """How a server starts and stops: broken content, taken ports and folders, tokens, what its log holds."""
    broken_content(world)
    broken_options(world)
    broken_card(world)
    server = first_start(world)
    trainer = open_class(world)
    clients = join(world, trainer, "Amy", "Ben")
    taken(world, server)
    token = server.trainer_token
    table = stop_and_start(world, trainer, clients)
    table.ready()
    table.agent.do("note", kind="fact", text="a note that is private")
    table.agent.do("recap", text="A recap that is private, too.", facts=["private fact"], feelings=["private feeling"])
    table.ready()
    table.ready()
    score(table)
    table.agent.do("intend", text="a private intention")
    trainer.do("broadcast", text="a broadcast for the class alone")
    table.customer.do("help", text="a private call for help")
    table.agent.do("link")
    link = table.agent.expect("link")["code"]
    world.server.trainer_token = token
    tokens = reissue(world, trainer)
    secrets = [*tokens, link, *(client.me.resume_token for client in [trainer, *clients]), "private", "Amy 1", "Ben 1",
               "the pauses", "for the class alone"]
    log_is_discreet(world, secrets)


if __name__ == "__main__":
    run(startup)
