#!/usr/bin/env python3
"""Bad input is refused with why, a text and the field where it belongs; the state is as before."""

import json

from earshot import check, equal, run
from play import CUSTOMER_CRITERIA, FOCUS, join, levels, open_class, outcome, start_round

UNKNOWN_PERSON = 999_999


def state(clients):
    """What everybody is shown, as text; equal texts mean that nothing has changed."""
    shown = []
    for client in clients:
        session = client.me.session
        shown.append([session.shown() if session else None, session and sorted(session.ready), client.me.klass, client.me.round,
                      client.me.grid, client.me.waiting])
    return repr(shown)


class Unchanged:
    """What is refused inside leaves the state as it was, for everybody."""

    def __init__(self, *clients):
        self.clients = clients

    def __enter__(self):
        self.before = self.settled_state()

    def __exit__(self, kind, *_):
        if kind is None:
            equal(self.settled_state(), self.before, "the state is unchanged")

    def settled_state(self):
        for client in self.clients:
            client.do("board", kind="teams", window="all")  # answered after all that came before: nothing is under way
        return state(self.clients)


def at_the_door(world, trainer, code):
    """Joining: wrong code, no name, a name that is taken however it is written, a team that there is not, a full class."""
    with Unchanged(trainer):
        guest = world.client("guest")
        guest.refused("not_signed_in", "say", text="Anybody here?")
        guest.refused("wrong_code", "join", field="code", code="NOSUCH", name="Gil")
        guest.refused("empty", "join", field="code", code=" ", name="Gil")
        guest.refused("empty", "join", field="name", code=code, name="  ")
        guest.refused("name_taken", "join", field="name", code=code, name="amy")
        guest.refused("name_taken", "join", field="name", code=code, name=" AMY ")
        guest.refused("too_long", "join", field="name", code=code, name="x" * 41)
        guest.refused("unknown", "join", field="team", code=code, name="Gil", team="Purple")
        guest.refused("wrong_token", "sign_in", field="token", token="0" * 64)
        guest.refused("wrong_token", "resume", field="token", token="f" * 64)
        guest.refused("wrong_code", "redeem", field="code", code="ABCDEFGHJK")
    (cleo,) = join(world, trainer, "Cleo")
    with Unchanged(trainer):
        guest.refused("class_full", "join", field="code", code=code, name="Gil")
    guest.do("join", code="practice", name="Gil")  # case is no difference; and the refused intents cost nothing
    guest.until(lambda me: me.klass and me.klass["practice"], "the class Practice")
    return cleo, guest


def not_a_trainer(amy, guest, trainer):
    """A trainee has no trainer's words; a member of another class has none here."""
    with Unchanged(trainer, amy, guest):
        for client in (amy, guest):
            client.refused("not_allowed", "start_round", card="wedding-order")
            for word in ("pause", "continue", "next_phase", "end_round", "invite_trainer"):
                client.refused("not_allowed", word)
            client.refused("not_allowed", "extend", seconds=60)
            client.refused("not_allowed", "broadcast", text="All listen to me")
            client.refused("not_allowed", "whisper", to=trainer.me.id, text="psst")
            client.refused("not_allowed", "remove", person=trainer.me.id)
            client.refused("not_allowed", "create_class", name="Mine")
            client.refused("not_allowed", "watch", session=1)


def not_your_class(world, trainer, table):
    """Another trainer of the same server: allowed much, but not in this class."""
    other = world.client("Otto")
    since = len(trainer.events)
    trainer.do("invite_trainer")
    token = trainer.expect("trainer_invite", since=since)["token"]
    other.do("sign_in", token=token, name="Otto")
    with Unchanged(trainer, *table.clients):
        other.refused("not_in_class", "start_round", card="wedding-order")
        other.refused("not_in_class", "end_round")
        other.refused("not_in_class", "board", field="window", kind="people", window="class")
        other.do("create_class", name="Other class")
        other.refused("unknown", "watch", field="session", session=table.id)
        other.refused("unknown", "whisper", field="to", to=table.agent.me.id, text="psst")
        other.refused("unknown", "remove", field="person", person=table.agent.me.id)
        other.refused("wrong_phase", "end_round")
        other.refused("wrong_phase", "pause")


def rounds(trainer):
    with Unchanged(trainer):
        trainer.refused("unknown", "start_round", field="card", card="no-such-card")
        trainer.refused("unknown", "board", field="card", kind="people", window="class", card="no-such-card")
        trainer.refused("empty", "report", field="round", round=1)
        trainer.refused("out_of_range", "start_round", field="variant", card="wedding-order", variant=4)
        trainer.refused("out_of_range", "start_round", field="minutes", card="wedding-order", minutes=61)
        trainer.refused("unknown", "start_round", field="focus", card="wedding-order", focus=["charm"])
        trainer.refused("wrong_phase", "end_round")
        trainer.refused("wrong_phase", "extend", seconds=60)
        trainer.refused("unknown", "whisper", field="to", to=UNKNOWN_PERSON, text="psst")
        trainer.refused("unknown", "remove", field="person", person=UNKNOWN_PERSON)
        trainer.refused("not_allowed", "remove", field="person", person=trainer.me.id)
        trainer.refused("not_allowed", "queue")
        trainer.refused("not_in_session", "say", text="Good morning")
        trainer.refused("too_long", "broadcast", field="text", text="x" * 501)


def not_an_intent(client):
    """Lines that are no intent at all: refused, and the next line is read as if they had not been."""
    with Unchanged(client):
        for line, why, field in [
                (b'{"do":"say","text":"caf\xe9"}', "not_text", None),
                (b"\xff\xfe", "not_text", None),
                (b'{"do":"say","text":"half', "bad_message", None),
                (b'[]', "bad_message", None),
                (b'{"text":"no word"}', "bad_message", "do"),
                (b'{"do":"sing"}', "bad_message", "do"),
                (b'{"do":"say","text":"x","loudly":true}', "bad_message", "loudly"),
                (b'{"do":"say","text":7}', "bad_message", "text"),
                (b'{"do":"say"}', "empty", "text"),
                (b'{"do":"feel","level":-1}', "out_of_range", "level"),
                (b'{"do":"say","text":"' + b"x" * 300_000 + b'"}', "too_long", None)]:
            since = len(client.events)
            client.write(line)
            refusal = client.expect("refused", since=since)
            equal((refusal["why"], refusal.get("field")), (why, field), f"{line[:60]}: {refusal}")
        since = len(client.events)
        client.write(json.dumps({"do": "say", "ref": "a reference of my own", "text": " "}))
        equal(client.expect("refused", since=since)["ref"], "a reference of my own", "the reference comes back as it was given")
        client.answers.clear()


def in_the_brief(table, trainer):
    customer, agent, observer = table.customer, table.agent, table.observer
    with Unchanged(trainer, *table.clients):
        trainer.refused("busy", "start_round", card="wedding-order")
        trainer.refused("unknown", "report", field="round", round=99)
        agent.refused("busy", "queue")
        agent.refused("wrong_phase", "say", text="May I start?")
        agent.refused("wrong_phase", "recap", text="You are unhappy.", facts=[], feelings=[])
        agent.refused("wrong_phase", "breathe")
        agent.refused("wrong_phase", "ready", phase="score")
        customer.refused("wrong_phase", "reveal", fact="wrong_metal")
        customer.refused("wrong_phase", "feel", level=3)
        customer.refused("wrong_phase", "outcome", solved=3, satisfied=3, stay=3, recommend=3)
        customer.refused("wrong_phase", "intend", text="Listen more")
        observer.refused("wrong_phase", "tally", kind="pause")
        agent.refused("unknown", "tally", field="kind", kind="yawn")


def in_the_talk(table, trainer):
    customer, agent, observer = table.customer, table.agent, table.observer
    table.say(customer, "It is all wrong.")
    with Unchanged(trainer, *table.clients):
        observer.refused("wrong_phase", "say", text="Ask about the date!")
        agent.refused("not_your_role", "feel", level=5)
        agent.refused("not_your_role", "reveal", fact="wrong_metal")
        agent.refused("not_your_role", "play", beat="not_money")
        agent.refused("not_your_role", "tally", kind="pause")
        customer.refused("not_your_role", "breathe")
        customer.refused("unknown", "reveal", field="fact", fact="the_moon")
        customer.refused("empty", "reveal", field="fact", fact="")
        customer.refused("unknown", "play", field="beat", beat="florist")  # comes by itself; nobody presses it
        customer.refused("out_of_range", "feel", field="level", level=0)
        customer.refused("out_of_range", "feel", field="level", level=6)
        customer.refused("too_long", "say", field="text", text="é" * 2001)
        customer.refused("empty", "say", field="text", text=" \n ")
        agent.refused("too_long", "note", field="text", kind="fact", text="x" * 201)
        agent.refused("unknown", "note", field="source", kind="fact", text="said so", source=99)
        agent.refused("unknown", "heated", field="message", message=99)
        agent.refused("not_allowed", "heated", field="message", message=1)
        agent.refused("too_long", "help", field="text", text="x" * 201)
        agent.refused("wrong_phase", "rate", of=customer.me.id, levels=levels(CUSTOMER_CRITERIA, 3))
    longest = "é" * 2000
    line = customer.do("say", text=longest)["id"]
    agent.until(lambda me: me.session.lines.get(line, {}).get("text") == longest, "a line of 2,000 characters, whole")


def in_the_recap(table, trainer):
    customer, agent, observer = table.customer, table.agent, table.observer
    with Unchanged(trainer, *table.clients):
        agent.refused("wrong_phase", "say", text="One more thing")
        agent.refused("empty", "recap", field="text", text="", facts=[], feelings=[])
        agent.refused("empty", "recap", field="facts", text="You are unhappy.", facts=[""], feelings=[])
        agent.refused("too_long", "recap", field="text", text="word " * 121, facts=[], feelings=[])
        agent.refused("too_many", "recap", field="facts", text="Many facts.", facts=["fact"] * 21, feelings=[])
        agent.refused("too_long", "recap", field="feelings", text="One.", facts=[], feelings=["x" * 61])
        customer.refused("not_your_role", "recap", text="I am unhappy.", facts=[], feelings=[])
        observer.refused("not_your_role", "recap", text="They are unhappy.", facts=[], feelings=[])
        customer.refused("empty", "mark", facts={}, feelings={})
    agent.do("recap", text="Silver came, brass was ordered.", facts=["silver", "brass"], feelings=["cross"])
    customer.until(lambda me: me.session.recaps, "the recap")
    agent.until(lambda me: me.session.recaps, "the own recap")
    marks = {"facts": {"0": "confirmed", "1": "wrong"}, "feelings": {"0": "wrong"}}
    with Unchanged(trainer, *table.clients):
        agent.refused("already_done", "recap", text="Wait.", facts=[], feelings=[])
        agent.refused("not_your_role", "mark", **marks)
        customer.refused("unknown", "mark", field="is", **marks, **{"is": {"0": "the_moon"}})
        customer.refused("unknown", "mark", field="missed", **marks, missed=["the_moon"])
        customer.refused("unknown", "mark", field="untold", **marks, untold=["the_moon"])
        customer.refused("empty", "mark", field="facts", facts={"0": "confirmed"}, feelings={"0": "wrong"})
        customer.refused("out_of_range", "mark", field="facts", facts={"0": "wrong", "1": "wrong", "2": "wrong"}, feelings={"0": "wrong"})


def in_the_scoring(table, trainer):
    customer, agent, observer = table.customer, table.agent, table.observer
    good = levels(FOCUS, 3)
    of = {"of": agent.me.id}
    with Unchanged(trainer, *table.clients):
        for level in (0, 6, 255, 256, -1):
            customer.refused("out_of_range", "rate", field="levels", **of, levels={**good, "clarify": level})
        customer.refused("bad_message", "rate", field="levels", **of, levels={**good, "clarify": 2.5})
        customer.refused("unknown", "rate", field="levels", **of, levels={**good, "charm": 3})
        customer.refused("empty", "rate", field="levels", **of, levels={"attention": 3})
        customer.refused("empty", "rate", field="levels", **of, levels={})
        customer.refused("too_many", "rate", field="levels", **of, levels={criterion: None for criterion in FOCUS})
        customer.refused("unknown", "rate", field="of", of=trainer.me.id, levels=good)
        customer.refused("not_allowed", "rate", field="of", of=observer.me.id, levels=good)
        customer.refused("unknown", "rate", field="levels", of=customer.me.id, levels=good)
        customer.refused("unknown", "rate", field="evidence", **of, levels=good, evidence=77)
        customer.refused("too_long", "rate", field="keep", **of, levels=good, keep="x" * 301)
        agent.refused("not_your_role", "outcome", solved=3, satisfied=3, stay=3, recommend=3)
        answers = {"solved": 3, "satisfied": 3, "stay": 3, "recommend": 3}
        for question in answers:
            customer.refused("out_of_range", "outcome", field=question, **{**answers, question: 6})
        customer.refused("unknown", "outcome", field="resolution", **answers, resolution=["money"])
        customer.refused("unknown", "outcome", field="prevention", **answers, prevention=["luck"])
        customer.refused("unknown", "outcome", field="again", **answers, again=["the_moon"])
        customer.refused("wrong_phase", "react", word="surprised")
    outcome(customer)
    customer.do("rate", **of, levels=good)
    customer.until(lambda me: me.session.outcome and me.session.ratings, "the own answers")
    with Unchanged(trainer, *table.clients):
        customer.refused("already_done", "outcome", **answers)
        customer.refused("already_done", "rate", field="of", **of, levels=levels(FOCUS, 5))


def refusals(world):
    """Bad input is refused with why, a text and the field where it belongs; the state is as before."""
    world.start_server(options=["--class-members", "3"])
    trainer = open_class(world, teams=["Blue", "Green"])
    with Unchanged(trainer):
        trainer.refused("too_few", "start_round", card="wedding-order")
    clients = join(world, trainer, "Amy", "Ben")
    third, guest = at_the_door(world, trainer, trainer.me.klass["code"])
    clients.append(third)
    not_a_trainer(clients[0], guest, trainer)
    rounds(trainer)
    (table,) = start_round(trainer, clients, "wedding-order", variant=1)
    trainer.until(lambda me: me.grid, "the grid")
    not_your_class(world, trainer, table)
    not_an_intent(table.customer)
    in_the_brief(table, trainer)
    table.ready()
    trainer.until(lambda me: me.grid[table.id]["phase"] == "talk", "the grid")
    in_the_talk(table, trainer)
    table.ready()
    trainer.until(lambda me: me.grid[table.id]["phase"] == "recap", "the grid")
    in_the_recap(table, trainer)
    table.ready()
    table.ready()
    trainer.until(lambda me: me.grid[table.id]["phase"] == "score", "the grid")
    in_the_scoring(table, trainer)
    trainer.do("end_round")
    table.closes("round_ended")
    check(all(client.me.session is None for client in table.clients), "nobody sits in a session any more")


if __name__ == "__main__":
    run(refusals)
