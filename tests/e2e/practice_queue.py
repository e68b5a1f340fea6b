#!/usr/bin/env python3
"""The class Practice: whoever waits is paired, wishes are respected, nobody needs a trainer."""

from earshot import check, equal, run
from play import FOCUS, Table, phases_in_order, score


def enter(world, name):
    """Practice is open from the first start on."""
    client = world.client(name, invite=world.server.invite_to("PRACTICE"), options=["--name", name])
    client.do("join")
    client.until(lambda me: me.klass and me.klass["practice"] and me.klass["code"] == "PRACTICE", "the class Practice")
    return client


def waits(client, position):
    client.until(lambda me: me.waiting and me.waiting["queued"] and me.waiting.get("position") == position, f"place {position}")
    check(len(client.me.waiting["reason"]) > 10, "a reason why there is nobody yet")


def paired(*clients):
    for client in clients:
        client.until(lambda me: me.session, "a session")
    equal(len({client.me.session.id for client in clients}), 1, "one session for both")
    return Table(list(clients))


def practice_queue(world):
    """The class Practice: whoever waits is paired, wishes are respected, nobody needs a trainer."""
    world.start_server()
    amy, ben, cleo, dan = (enter(world, name) for name in ("Amy", "Ben", "Cleo", "Dan"))
    equal([member["name"] for member in amy.me.klass["members"]], ["Amy"], "in Practice people meet when they are paired")
    amy.refused("not_allowed", "queue", field="role", role="observer")
    amy.refused("unknown", "queue", field="card", card="no-such-card")

    amy.do("queue")
    waits(amy, 1)
    ben.do("queue")
    table = paired(amy, ben)
    cleo.do("queue", role="agent")
    waits(cleo, 1)

    # Two who both want to be the agent do not fit; the third fits the first of them.
    dan.do("queue", role="agent", card="third-outage")
    waits(dan, 2)
    eve = enter(world, "Eve")
    eve.do("queue", role="customer")
    second = paired(cleo, eve)
    equal((second.agent, second.customer), (cleo, eve), "roles as they were wished")
    waits(dan, 1)

    # A card that both may play; another wish for a card does not fit.
    finn = enter(world, "Finn")
    finn.do("queue", card="wedding-order")
    waits(finn, 2)
    finn.do("queue", card="third-outage")
    third = paired(dan, finn)
    equal((third.agent, dan.me.session.paired["card"]), (dan, "third-outage"), "role and card as they were wished")

    # Leaving the queue: the next one is not paired with who has left.
    gus, hana = enter(world, "Gus"), enter(world, "Hana")
    gus.do("queue")
    waits(gus, 1)
    gus.do("unqueue")
    gus.until(lambda me: me.waiting and not me.waiting["queued"], "to wait no more")
    hana.do("queue")
    waits(hana, 1)
    gus.do("unqueue")  # once more changes nothing

    # Who is away is not paired; a wait goes on when its owner comes back.
    hana.stop()
    gus.do("queue")
    waits(gus, 2)
    hana = hana.again()
    paired(gus, hana)

    # One of them to the end, without any trainer; then another partner can be found.
    for line in ("Hello, my order is wrong.", "What is wrong with it?"):
        if table.customer.me.session.phase == "brief":
            table.ready()
        table.say(table.customer if line.startswith("Hello") else table.agent, line)
    for _ in range(3):
        table.ready()
    score(table)
    for client in table.clients:
        client.do("ready")
    table.closes()
    phases_in_order(table)
    board = amy.board()
    equal((board["provisional"], board["ratings"]), (True, len(FOCUS)), "a board of one session")
    (row,) = board["rows"]
    equal((row["name"], row["rank"], round(row["fair"], 1), row["n"]), (table.agent.name, None, 4.0, 1), "the board")
    needs = {need["what"]: need["missing"] for need in row["needs"]}
    equal([needs.get(what) for what in ("sessions", "cards", "raters", "roster")], [2, 2, 4, None], "what is missing; no trainer's word is")
    amy.do("queue")
    waits(amy, 1)
    ben.do("queue")
    again = paired(amy, ben)
    equal(again.agent, table.customer, "whoever was the customer is the agent now")
    check(again.agent.me.session.paired["card"] != table.agent.me.before[table.id].paired["card"], "a card they have not met")


if __name__ == "__main__":
    run(practice_queue)
