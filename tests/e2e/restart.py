#!/usr/bin/env python3
"""The server is killed (-9) in every phase and in the middle of commits; everybody goes on as if nothing had been."""

import os
import random

from earshot import Failed, check, equal, now_ms, run
from play import PHASES, join, kill_and_restart, open_class, rate, outcome, same_lines, start_round

SEED = int(os.environ.get("EARSHOT_E2E_SEED", "20"))
KILLS = 8
LINES_BETWEEN_KILLS = 25
UNDER_WAY = 6


def comparable(view):
    """What a resume must bring back. The debrief, said once, grows by what is said in it: that is compared by itself."""
    shown = view.shown()
    if shown["debrief"]:
        grows = ("reactions", "intentions", "transcript")
        shown["debrief"] = {key: value for key, value in shown["debrief"].items() if key not in grows}
    return shown


class Killing:
    """Kills and restarts the server around what a scenario does, and checks that all come back to what they had."""

    def __init__(self, world, trainer, table):
        self.world, self.trainer, self.table = world, trainer, table
        self.everybody = [trainer, *table.clients]

    def restart(self, last_event_at=None):
        views = {client: client.me.session for client in self.table.clients}
        before = {client: comparable(view) for client, view in views.items()}
        welcomes = {client: client.me.welcomes for client in self.everybody}
        ends_at = self.table.customer.me.session.phase_event["ends_at"]
        self.world.kill_server()
        killed = now_ms()
        server = self.world.restart_server()
        for client in self.everybody:
            client.until(lambda me: me.welcomes == welcomes[client] + 1, "a welcome, without a word of the person")
        for client, view in views.items():
            client.until(lambda me: me.session and me.session is not view, "the session, shown anew")
            self.comes_back(client, before[client])
        row = {"phase": before[self.table.customer]["phase"], "open": True}
        self.trainer.until(lambda me: {k: me.grid.get(self.table.id, {}).get(k) for k in row} == row, f"the grid: {row}")

        # The clock stood still while the server was down: no less than from kill to start, no more than from the last
        # event to serving again.
        skipped = self.table.customer.me.session.phase_event["ends_at"] - ends_at
        check(skipped >= server.started_ms - killed, f"the clock stood {skipped} ms; down {server.started_ms - killed} ms")
        if last_event_at:
            check(skipped <= server.serving_ms - last_event_at, f"the clock stood {skipped} ms, too long")

    def comes_back(self, client, shown):
        def is_back(view):
            return comparable(view) == shown and all(view.partners[person] == "back" for person in view.people())
        try:
            client.until(lambda me: me.session and is_back(me.session), "everything as it was before the kill")
        except Failed as failure:
            now = comparable(client.me.session)
            differ = {key: (shown[key], now[key]) for key in shown if shown[key] != now[key]}
            raise Failed(f"{failure}\n  differs: {differ}\n  partners: {client.me.session.partners}") from None


def brief(table, killing):
    table.agent.do("ready")
    table.everybody_has(lambda view: (table.agent.me.id, "brief") in view.ready, "that the agent is ready")
    killing.restart()
    # The agent's 'ready' has been kept: the others' are all that is missing.
    for client in (table.customer, table.observer):
        client.do("ready")
    table.all_reach("talk")


def talk(table, killing):
    customer, agent, observer = table.customer, table.agent, table.observer
    table.say(customer, "The parcel came, and it is all wrong.")
    table.say(agent, "What is wrong with it?")
    customer.do("reveal", fact="names", say=True)
    customer.do("reveal", fact="empty_chair", say=False)
    customer.do("feel", level=4)
    agent.do("note", kind="fact", text="names of strangers", source=3)
    observer.do("tally", kind="open_question")
    customer.do("play", beat="not_money")
    ends = customer.me.session.phase_event["ends_at"] + 20_000
    last = agent.do("breathe")["at"]
    table.everybody_has(lambda view: len(view.lines) == 3 and view.breath, "three lines and a breath")
    customer.until(lambda me: len(me.session.told) == 2 and me.session.felt and len(me.session.beats) == 2, "told and felt")
    agent.until(lambda me: me.session.notes, "the note")
    observer.until(lambda me: me.session.tallies, "the tally")
    table.everybody_has(lambda view: view.phase_event["ends_at"] == ends, "the clock, 20 s later")
    killing.restart(last)
    agent.refused("already_done", "breathe")
    equal(table.say(customer, "Are you still there?"), 4, "line ids count on")
    table.ready()


def recap(table, killing):
    table.agent.do("recap", text="Sixty came, silver, with the wrong names.", facts=["silver", "wrong names"], feelings=["let down"])
    table.customer.until(lambda me: 1 in me.session.recaps, "the recap")
    table.agent.until(lambda me: 1 in me.session.recaps, "the own recap")
    killing.restart()
    last = table.customer.do("mark", facts={"0": "wrong_metal", "1": "names"}, feelings={"0": "let_down"}, missed=["saturday"])
    for client in (table.customer, table.agent):
        client.until(lambda me: 1 in me.session.marks, "the marks")
    killing.restart(last["at"])
    equal(table.agent.me.session.marks[1]["missed"], [], "what was missed is still kept from the agent")
    table.agent.do("recap", text="And it is on Saturday.", facts=["Saturday"], feelings=[])
    table.ready()


def solve(table, killing):
    table.say(table.agent, "A courier is at your door by ten tomorrow.")
    table.customer.until(lambda me: any(beat["id"] == "who_and_when" for beat in me.session.beats), "the solve prompt")
    killing.restart()
    table.say(table.customer, "Who looks after it?")
    table.ready()


def score(table, killing):
    table.observer.until(lambda me: len(me.session.briefs) == 2 and me.session.recaps, "both sides for the observer")
    outcome(table.customer, resolution=["brass_in_time"])
    rate(table.customer, "agent", 4, evidence=2)
    rate(table.agent, "self", 3)
    table.customer.until(lambda me: me.session.outcome and me.session.ratings, "the own outcome and rating")
    table.agent.until(lambda me: me.session.ratings, "the own rating")
    killing.restart()
    table.customer.refused("already_done", "outcome", solved=1, satisfied=1, stay=1, recommend=1)
    equal([by for by, _ in table.agent.me.session.ratings], [table.agent.me.id], "others' ratings are still hidden")
    rate(table.customer, "self", 4)
    rate(table.agent, "customer", 5)
    rate(table.observer, "customer", 3)
    rate(table.observer, "agent", 2)
    table.all_reach("debrief")


def debrief(table, killing):
    table.everybody_has(lambda view: view.debrief, "the debrief")
    table.agent.do("intend", text="Ask before I offer")
    table.everybody_has(lambda view: view.intentions, "the intention")
    killing.restart()
    for client in table.clients:
        equal(client.me.session.debrief["intentions"], [{"person": table.agent.me.id, "text": "Ask before I offer"}], "intentions")
    for client in table.clients:
        client.do("ready")
    table.closes()


def after_the_session(world, trainer, table):
    """What outlives a session outlives the server too: the board, and the intention at the next brief."""
    kill_and_restart(world, [trainer, *table.clients])
    for client in [trainer, *table.clients]:
        client.until(lambda me: me.klass and all(member["present"] for member in me.klass["members"]), "everybody is here")
    rows = trainer.board()["rows"]
    equal([(row["name"], round(row["fair"], 1), row["n"], row["rank"]) for row in rows], [(table.agent.name, 3.0, 1, None)], "the board")
    (second,) = start_round(trainer, table.clients, "third-outage")
    equal(table.agent.me.session.paired.get("intention"), "Ask before I offer", "the intention at the next brief")
    return second


class Talker:
    """Keeps a few lines under way, without a pause, and remembers what became of each."""

    def __init__(self, client):
        self.client = client
        self.lines = {}  # reference of the intent → text
        self.done = 0

    def step(self):
        open_refs = [ref for ref in self.lines if ref not in self.client.answers]
        self.done = len(self.lines) - len(open_refs)
        if len(open_refs) < UNDER_WAY:
            text = f"{self.client.name} says line {len(self.lines) + 1}"
            self.lines[self.client.post("say", text=text)] = text

    def accepted(self):
        """Id and text of each accepted line, in the order in which they were sent."""
        answers = [(self.client.answers[ref], text) for ref, text in self.lines.items()]
        for answer, text in answers:
            # A line that came too fast is said to be refused; then it must be nowhere.
            check(answer["event"] == "accepted" or answer["why"] == "too_fast", f"{self.client.name}: {text}: {answer}")
        return [(answer["id"], text) for answer, text in answers if answer["event"] == "accepted"]


def in_the_middle_of_commits(world, trainer, table):
    """Both talk without a pause while the server is killed again and again, at any moment of its commits."""
    table.ready()
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    talkers = [Talker(table.customer), Talker(table.agent)]
    for kill in range(KILLS + 1):
        wanted = sum(talker.done for talker in talkers) + chance.randint(1, LINES_BETWEEN_KILLS)
        heard = sum(len(client.events) for client in table.clients)
        while sum(talker.done for talker in talkers) < wanted:
            for talker in talkers:
                talker.step()
            world.wait(lambda: sum(len(client.events) for client in table.clients) > heard, "any answer")
            heard = sum(len(client.events) for client in table.clients)
        if kill < KILLS:
            world.kill_server()
            world.restart_server()
    for talker in talkers:
        for ref in talker.lines:
            talker.client.answer(ref)
        talker.client.foreseen |= {ref for ref in talker.lines if talker.client.answers[ref]["event"] == "refused"}

    accepted = {talker.client: talker.accepted() for talker in talkers}
    count = sum(len(lines) for lines in accepted.values())
    print(f"{count} of {sum(len(talker.lines) for talker in talkers)} lines accepted over {KILLS} kills")
    table.everybody_has(lambda view: len(view.lines) >= count, f"all {count} lines")
    lines = same_lines(table.clients, table.id)
    for client, sent in accepted.items():
        stored = [(line, entry["text"]) for line, entry in lines.items() if entry["from"] == client.me.id]
        equal(stored, sent, f"each line of {client.name} that was accepted is there once, in order, under its id; no other is")
    what_was_shown_is_there(table, lines)


def what_was_shown_is_there(table, lines):
    """Nobody was ever shown what a crash could lose: what any client printed, before whichever kill, is in the journal."""
    for client in table.clients:
        for event in client.events:
            if event["event"] == "message" and event["session"] == table.id:
                equal(event["text"], lines[event["id"]]["text"], f"line {event['id']} as {client.name} was shown it at any time")


def not_yet_answered(world, table):
    """A line that the server had no time to read is there exactly once after the restart, and so is a note."""
    last = max(table.customer.me.session.lines)
    world.server.freeze()
    line = table.customer.post("say", text="Did this one arrive?")
    note = table.agent.post("note", kind="fact", text="asked whether it arrived")
    world.kill_server()
    world.restart_server()
    equal(table.customer.answer(line)["id"], last + 1, "the line's id")
    equal(table.agent.answer(note)["event"], "accepted", "the note")
    table.everybody_has(lambda view: view.lines.get(last + 1, {}).get("text") == "Did this one arrive?", "the line, once")
    table.agent.until(lambda me: [n["text"] for n in me.session.notes] == ["asked whether it arrived"], "the note, once")
    same_lines(table.clients, table.id)


def queue_survives(world):
    """Whoever waits for a partner still waits after a restart."""
    quinn = world.client("Quinn")
    quinn.do("join", code="PRACTICE", name="Quinn")
    quinn.do("queue", card="wedding-order", role="agent")
    quinn.until(lambda me: me.waiting["queued"] and me.waiting["position"] == 1, "a place in the queue")
    welcomes = quinn.me.welcomes
    world.kill_server()
    world.restart_server()
    quinn.until(lambda me: me.welcomes > welcomes and me.waiting and me.waiting["queued"] and me.waiting["position"] == 1, "the place, kept")
    rosa = world.client("Rosa")
    rosa.do("join", code="PRACTICE", name="Rosa")
    rosa.do("queue")
    for client, role in ((quinn, "agent"), (rosa, "customer")):
        client.until(lambda me: me.session and me.session.role == role and me.session.paired["card"] == "wedding-order", role)


def restart(world):
    """The server is killed (-9) in every phase and in the middle of commits; everybody goes on as if nothing had been."""
    world.start_server()
    trainer = open_class(world)
    clients = join(world, trainer, "Amy", "Ben", "Cleo")
    (table,) = start_round(trainer, clients, variant=1)
    killing = Killing(world, trainer, table)
    for phase in (brief, talk, recap, solve, score, debrief):
        phase(table, killing)
    for client in table.clients:
        equal(client.me.phases(table.id), PHASES, f"{client.name}: each phase once, in order")
    second = after_the_session(world, trainer, table)
    in_the_middle_of_commits(world, trainer, second)
    not_yet_answered(world, second)
    queue_survives(world)


if __name__ == "__main__":
    run(restart)
