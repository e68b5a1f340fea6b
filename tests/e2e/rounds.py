#!/usr/bin/env python3
"""What a trainer does with a round, what a spoken round keeps, and how people leave a scene."""

from earshot import check, equal, run
from play import join, kill_and_restart, open_class, outcome, phases_in_order, rate, start_round


def left(view):
    """What is left of the phase, by the server's clock."""
    return view.phase_event["ends_at"] - view.phase_event["now"]


def everybody_hears(table, test, what):
    table.everybody_has(lambda view: test(view.phase_event), what)


def the_clock(world, trainer, table):
    """Extend, pause (over a restart too), continue: the clock stands and goes on to the millisecond."""
    ends = table.agent.me.session.phase_event["ends_at"]
    trainer.do("extend", seconds=90)
    everybody_hears(table, lambda phase: phase["ends_at"] == ends + 90_000, "90 s more")
    trainer.do("pause")
    everybody_hears(table, lambda phase: phase["paused"], "the pause")
    trainer.until(lambda me: me.round["paused"], "that the round is paused")
    remaining = left(table.agent.me.session)
    table.say(table.customer, "One can talk on in a pause.")
    table.agent.refused("already_done", "breathe")

    kill_and_restart(world, [trainer, *table.clients])
    check(trainer.me.round["paused"], "the round is still paused")
    table.everybody_has(lambda view: view.phase_event and view.phase_event["paused"] and left(view) == remaining, "what was left")

    trainer.do("continue")
    everybody_hears(table, lambda phase: not phase["paused"], "the clock, running")
    equal(left(table.agent.me.session), remaining, "what is left goes on where it stood")
    trainer.do("pause")
    table.ready_but_paused()
    trainer.do("continue")
    table.all_reach("recap")


def the_trainer_moves_on(trainer, fast, slow):
    """Next moves those who are behind, and only them."""
    fast.ready()
    trainer.do("next_phase")
    slow.all_reach("talk")
    equal(fast.customer.me.session.phase, "talk", "who was ahead stays where they are")
    for phase in ("recap", "solve", "score", "debrief"):
        trainer.do("next_phase")
        fast.all_reach(phase)
        slow.all_reach(phase)
    for table in (fast, slow):
        table.everybody_has(lambda view: view.debrief, "a debrief, however little was done")
        equal(table.agent.me.session.debrief["ratings"], [], "no ratings")
        equal(table.agent.me.session.debrief["recaps"], [], "no recap")
    trainer.do("next_phase")
    for table in (fast, slow):
        table.closes()
    trainer.until(lambda me: not me.round["running"], "the end of the round")
    equal(trainer.board()["rows"], [], "nobody was rated")


def words_to_all(trainer, clients, table):
    trainer.do("broadcast", text="Two minutes more.\nThen we talk about it.")
    for client in clients:
        client.expect("broadcast", text="Two minutes more.\nThen we talk about it.", **{"from": trainer.me.id})
    trainer.do("whisper", to=table.agent.me.id, text="Ask how it was at night.")
    table.agent.expect("whisper", text="Ask how it was at night.", to=table.agent.me.id)
    trainer.expect("whisper", to=table.agent.me.id)
    table.customer.do("help", text="I lost my thread")
    notice = trainer.expect("notice", kind="help")
    equal((notice["person"], notice["session"], notice["text"]), (table.customer.me.id, table.id, "I lost my thread"), "the call")
    table.agent.do("help")
    trainer.expect("notice", kind="help", person=table.agent.me.id)
    for client in clients:
        if client is not table.agent:
            check("at night" not in "\n".join(client.lines), f"a whisper has not come to {client.name}")
        check("lost my thread" not in "\n".join(client.lines) or client is table.customer, "help is the trainer's to hear")


def spoken(trainer, table):
    """Briefs, clock, prompts, felt-heard, notes, recap, ratings and debrief stay; the talking is their own."""
    for client in table.clients:
        equal(client.me.session.paired["mode"], "spoken", "the mode")
    customer, agent, observer = table.customer, table.agent, table.observer
    table.ready()
    customer.refused("wrong_phase", "say", text="Can you hear me?")
    agent.refused("wrong_phase", "say", text="I can.")
    # Nobody but the customer can hear whether it was asked.
    customer.do("reveal", fact="order_number")
    customer.until(lambda me: [(t["fact"], t["earned"]) for t in me.session.told] == [("order_number", True)], "told and earned")
    equal(customer.me.session.lines, {}, "a told fact makes no line: it was spoken")
    customer.do("feel", level=3)
    agent.do("note", kind="key_point", text="wedding on Saturday")
    for kind in ("interruption", "pause", "pause"):
        observer.do("tally", kind=kind)
    observer.until(lambda me: me.session.tallies == {"interruption": 1, "pause": 2}, "the taps")
    table.ready()
    agent.do("recap", text="A wedding on Saturday, and silver for brass.", facts=["silver"], feelings=["panic"])
    customer.until(lambda me: me.session.recaps, "the recap")
    customer.do("mark", facts={"0": "wrong_metal"}, feelings={"0": "panicky"})
    table.ready()
    table.ready()
    outcome(customer)
    for rater in table.clients:
        rate(rater, "self" if rater is agent else "agent", 4)
        rate(rater, "self" if rater is customer else "customer", 3)
    table.all_reach("debrief")
    table.everybody_has(lambda view: view.debrief, "the debrief")
    shown = agent.me.session.debrief
    equal((shown["transcript"], shown["tallies"]), ([], {"interruption": 1, "pause": 2}), "what a spoken round leaves")
    equal([point["level"] for point in shown["curve"]], [2, 3], "the curve")
    equal(shown["evidence"]["capture"], {"points": 2, "of": 5}, "metal and panic of two facts and three feelings")
    equal(table.say(agent, "Thank you, that was good."), 1, "in the debrief one writes")
    for client in table.clients:
        client.do("ready")
    table.closes()
    phases_in_order(table)
    trainer.until(lambda me: not me.round["running"], "the end of the round")


def stepping_out(trainer, stays, leaves):
    """Step out: at once, without a reason, nothing scored; the trainer is told; the other pair does not notice."""
    leaves.ready()
    leaves.say(leaves.customer, "It is about my father.")
    leaves.customer.do("step_out")
    leaves.closes("stepped_out")
    notice = trainer.expect("notice", kind="stepped_out")
    equal((notice["person"], notice["session"]), (leaves.customer.me.id, leaves.id), "who stepped out, and where")
    check(leaves.customer.me.closed[leaves.id]["text"] != leaves.agent.me.closed[leaves.id]["text"], "each is told in their own words")
    trainer.until(lambda me: not me.grid[leaves.id]["open"] and me.grid[stays.id]["open"], "one open, one closed")
    equal(stays.customer.me.session.phase, "brief", "the other pair goes on")
    trainer.do("board", kind="people", window="class")
    leaves.agent.until(lambda me: me.session and me.session.id == stays.id, "another pair for who is left")
    equal(leaves.agent.me.session.paired["role"], "observer", "who is left listens to it")


def ending_a_round(trainer, stays):
    trainer.do("end_round")
    stays.closes("round_ended")
    trainer.until(lambda me: not me.round["running"], "the end of the round")


def leaving(world, trainer, clients):
    """Who leaves is in the class no more, the observer takes the place; they can come back by the code. Who is removed is told so."""
    amy, ben = clients[:2]
    (table,) = start_round(trainer, clients[:2] + clients[2:3], "third-outage")
    table.ready()
    gone = table.agent
    gone.do("leave")
    gone.until(lambda me: me.left and table.id in me.closed, "to have left the class and the session")
    table.clients.remove(gone)
    table.observer.until(lambda me: me.session and me.session.paired["role"] == "agent", "the observer to step in")
    table.observer.until(lambda me: "agent" in me.session.briefs, "the agent's brief for who steps in")
    table.everybody_has(lambda view: view.phase_event["phase"] == "talk", "the talk, which goes on")
    trainer.until(lambda me: not me.member(gone.name), f"{gone.name} has left")
    gone.refused("not_in_class", "ready")
    trainer.do("end_round")
    table.closes("round_ended")
    gone.do("join", code=trainer.me.klass["code"])
    gone.until(lambda me: me.klass and me.member(gone.name), "the class again")
    trainer.until(lambda me: me.member(gone.name), f"{gone.name} is back")
    equal(trainer.me.member(gone.name)["person"], gone.me.id, "the same person")

    other = ben if gone is amy else amy
    trainer.do("remove", person=other.me.id)
    other.until(lambda me: me.left and "trainer" in me.left["why"], "to be told so")
    trainer.until(lambda me: not me.member(other.name), f"{other.name} is out")
    other.refused("not_in_class", "say", text="Hello?")


def rounds(world):
    """What a trainer does with a round, what a spoken round keeps, and how people leave a scene."""
    world.start_server()
    trainer = open_class(world)
    clients = join(world, trainer, "Amy", "Ben", "Cleo", "Dan")

    fast, slow = start_round(trainer, clients, "third-outage", minutes=5, focus="solving")
    equal(fast.agent.me.session.paired["focus"], ["facts", "recap", "solution"], "the focus set by name")
    equal(trainer.me.round["seconds"]["talk"], 300, "the talk's minutes")
    the_trainer_moves_on(trainer, fast, slow)

    first, second = start_round(trainer, clients, "wedding-order", variant=2)
    words_to_all(trainer, clients, first)
    stepping_out(trainer, first, second)
    ending_a_round(trainer, first)

    clients[3].stop()
    trainer.until(lambda me: not me.member("Dan")["present"], "Dan to be away")
    (table,) = start_round(trainer, clients[:3], "wedding-order", variant=1, mode="spoken")
    spoken(trainer, table)
    (table,) = start_round(trainer, clients[:3], "second-technician")
    table.ready()
    the_clock(world, trainer, table)
    trainer.do("end_round")
    table.closes("round_ended")
    leaving(world, trainer, clients[:3])


if __name__ == "__main__":
    run(rounds)
