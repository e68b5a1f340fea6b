#!/usr/bin/env python3
"""Clients are killed (-9) and come back, or do not: the partner sees it, the place is held, then given up."""

from earshot import check, equal, run
from play import all_are_back, join, open_class, same_lines, start_round
from restart import comparable

SEAT_HELD = 2
# A killed client says nothing: the server takes it for lost after 30 to 40 s without a sign of life.
UNTIL_LOST = 180


def sees(world, client, person, state):
    world.wait(lambda: client.me.session and client.me.session.partners.get(person) == state,
               f"{client.name} sees that {person} is {state}", UNTIL_LOST)


def killed_and_back(world, table):
    """Killed in the talk and started again on the same state folder: everything comes back, without a word."""
    customer, agent = table.customer, table.agent
    table.say(customer, "The line is dead again.")
    table.say(agent, "Since when?")
    customer.do("reveal", fact="dead_now")
    customer.do("feel", level=3)
    agent.do("note", kind="feeling", text="fed up", source=1)
    agent.until(lambda me: me.session.notes and len(me.session.lines) == 3, "note and lines")
    before = comparable(agent.me.session)
    agent.kill()
    agent = agent.again()
    table.clients[table.clients.index(table.agent)] = table.agent = agent
    agent.until(lambda me: me.session and comparable(me.session) == before, "brief, transcript, notes and phase, as before")

    before = comparable(customer.me.session)
    customer.kill()
    sees(world, agent, customer.me.id, "away")
    check(agent.me.session.partner_until[customer.me.id], "how long the place is held")
    equal(agent.do("say", text="Take your time.")["id"], 4, "the talk goes on for the others")
    person = customer.me.id
    customer = customer.again()
    table.clients[table.clients.index(table.customer)] = table.customer = customer
    customer.until(lambda me: me.session and len(me.session.lines) == 4, "what was said meanwhile")
    equal(customer.me.id, person, "the same person")
    customer.until(lambda me: me.session.felt == before["felt"] and me.session.told == before["told"], "felt and told")
    equal(customer.me.session.briefs, before["briefs"], "the brief")
    sees(world, agent, person, "back")
    table.say(customer, "I am back.")
    same_lines(table.clients, table.id)


def moved_to_another_window(table):
    """A second program on the same state folder takes the place over; the first one is told so and ends."""
    first = table.customer
    first.may_end = True
    second = first.again()
    second.until(lambda me: me.session and me.session.id == table.id, "the session, taken over")
    first.expect("closed", why="stopped")
    equal(first.exit_code(), 3, "the first program ends")
    equal(table.agent.me.session.partners[second.me.id], "back", "the partner has not seen anybody leave")
    table.clients[table.clients.index(first)] = table.customer = second
    table.say(second, "Here I am, in another window.")


def given_up_in_the_talk(world, trainer, table):
    """The hold runs out in the talk: gone, a short debrief of what was said, nothing scored."""
    agent, customer = table.agent, table.customer
    agent.stop()
    sees(world, customer, agent.me.id, "away")
    sees(world, customer, agent.me.id, "gone")
    table.clients.remove(agent)
    table.all_reach("debrief")
    table.everybody_has(lambda view: view.debrief and len(view.debrief["transcript"]) == len(view.lines) > 0, "what was said")
    equal(customer.me.session.debrief["ratings"], [], "nobody rated")
    back = agent.again()
    back.until(lambda me: me.waiting, "a place in the class, but not in the session")
    equal(back.me.session, None, "the place has been given up")
    back.refused("not_in_session", "say", text="Sorry, my train went through a tunnel.")
    for client in table.clients:
        client.do("ready")
    table.closes()
    equal(trainer.board()["rows"], [], "a scene that broke off is on no board")
    return back


def observer_gone(world, table):
    """An observer who is lost holds nobody up."""
    table.observer.stop()
    sees(world, table.customer, table.observer.me.id, "gone")
    table.clients.remove(table.observer)
    table.ready()
    table.say(table.customer, "Hello?")


def given_up_in_the_brief(world, table):
    """Before the talk there is nothing to debrief: the session ends, kindly."""
    table.customer.stop()
    table.clients.remove(table.customer)
    table.closes("partner_gone")
    check("costs you nothing" in table.agent.me.closed[table.id]["text"], "a kind word at the end")


def client_lost(world):
    """Clients are killed (-9) and come back, or do not: the partner sees it, the place is held, then given up."""
    # The first talk is long enough for the server to miss a client that was killed; the place is held as long.
    world.start_server()
    trainer = open_class(world)
    clients = join(world, trainer, "Amy", "Ben")
    (table,) = start_round(trainer, clients, "third-outage", variant=1)
    table.ready()
    killed_and_back(world, table)
    moved_to_another_window(table)

    # From here on a place is held for two seconds.
    welcomes = {client: client.me.welcomes for client in [trainer, *table.clients]}
    world.server.stop()
    world.server.options = ["--seat-held", SEAT_HELD]
    world.restart_server()
    all_are_back(welcomes)
    for client, other in ((table.customer, table.agent), (table.agent, table.customer)):
        sees(world, client, other.me.id, "back")
    customer = table.customer
    agent = given_up_in_the_talk(world, trainer, table)

    (cleo,) = join(world, trainer, "Cleo")
    (table,) = start_round(trainer, [customer, agent, cleo], "second-technician")
    observer_gone(world, table)
    trainer.do("end_round")
    table.closes("round_ended")
    (table,) = start_round(trainer, [table.customer, table.agent], "wedding-order")
    given_up_in_the_brief(world, table)


if __name__ == "__main__":
    run(client_lost)
