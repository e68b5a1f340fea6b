"""What scenarios share: opening a class, sitting down together, and moving a session along."""

from earshot import check, equal

FOCUS = ["attention", "paraphrase", "clarify", "empathy"]
CUSTOMER_CRITERIA = ["in_role", "disclosure", "fairness"]
PHASES = ["brief", "talk", "recap", "solve", "score", "debrief"]


def open_class(world, name="Tuesday", teams=None, trainer_name="Tess"):
    """A trainer signs in with the first token and opens a class. Gives the trainer; the code is in trainer.me.klass."""
    trainer = world.client(trainer_name)
    trainer.do("sign_in", token=world.server.prints_trainer_token(), name=trainer_name)
    trainer.do("create_class", name=name, **({"teams": teams} if teams else {}))
    trainer.until(lambda me: me.klass and me.klass["name"] == name, "the new class")
    return trainer


def join(world, trainer, *names, teams=None):
    """Trainees join the trainer's class by its code; waits until everybody sees everybody."""
    clients = []
    for i, name in enumerate(names):
        client = world.client(name)
        client.do("join", code=trainer.me.klass["code"], name=name, **({"team": teams[i % len(teams)]} if teams else {}))
        clients.append(client)
    for client in [trainer, *clients]:
        for name in names:
            client.until(lambda me, name=name: me.member(name) and me.member(name)["present"], f"{name} in the class")
        client.until(lambda me: me.cards and me.rubric, "cards and rubric")
    return clients


class Table:
    """One session and the clients of its people."""

    def __init__(self, clients):
        self.clients = clients
        self.id = clients[0].me.session.id
        by_role = {client.me.session.role: client for client in clients}
        self.customer, self.agent, self.observer = (by_role.get(role) for role in ("customer", "agent", "observer"))

    def ready(self):
        """All say that they are done with the phase; waits for the next one."""
        phase = self.customer.me.session.phase
        for client in self.clients:
            client.do("ready")
        self.all_reach(PHASES[PHASES.index(phase) + 1])

    def ready_but_paused(self):
        """All are done, but the clock stands: nobody moves on."""
        phase = self.customer.me.session.phase
        for client in self.clients:
            client.do("ready")
        for client in self.clients:
            client.do("board", kind="people", window="all")  # an answer after all that
            equal(client.me.session.phase, phase, f"{client.name}: the phase while the round is paused")

    def all_reach(self, phase):
        for client in self.clients:
            client.reaches(phase, self.id)

    def everybody_has(self, test, what):
        """Waits until `test(view)` holds for everybody. A session that is shown anew is whole once its phase has come."""
        for client in self.clients:
            client.until(lambda me: me.session and me.session.id == self.id and me.session.phase and test(me.session), what)

    def say(self, client, text):
        """A line; waits until everybody at the table has it under the id that the sender was told."""
        line = client.do("say", text=text)["id"]
        self.everybody_has(lambda view: view.lines.get(line, {}).get("text") == text, f"line {line} '{text[:40]}'")
        return line

    def closes(self, why="finished"):
        for client in self.clients:
            client.until(lambda me: self.id in me.closed, "the end of the session")
            equal(client.me.closed[self.id]["why"], why, f"{client.name}: why the session ended")


def tables(clients, but=()):
    """Waits until each client sits in a session other than those in `but`; gives the sessions as tables."""
    for client in clients:
        client.until(lambda me: me.session and me.session.id not in but and me.session.phase == "brief", "a session")
    sessions = {}
    for client in clients:
        sessions.setdefault(client.me.session.id, []).append(client)
    return [Table(group) for _, group in sorted(sessions.items())]


def kill_and_restart(world, clients):
    """Kills the server and starts it again; waits until everybody has been shown everything anew."""
    welcomes = {client: client.me.welcomes for client in clients}
    world.kill_server()
    world.restart_server()
    all_are_back(welcomes)


def all_are_back(welcomes):
    """Waits for one more welcome of each client, and for all that is shown behind it."""
    for client, count in welcomes.items():
        client.until(lambda me, count=count: me.welcomes > count, "a welcome by the new server")
        client.do("board", kind="people", window="all")  # its answer comes after all that


def start_round(trainer, clients, card="wedding-order", **options):
    """Starts a round; waits until everybody sits in a session of it, and the trainer is shown the round."""
    seen = {client.me.session.id for client in clients if client.me.session}
    number = trainer.do("start_round", card=card, **options)["id"]
    trainer.until(lambda me: me.round and me.round["round"] == number, f"round {number}")
    return tables(clients, but=seen)


def levels(criteria, level):
    return {criterion: level for criterion in criteria}


def rate(client, role, level, **more):
    """Rates the person with this role ('self' for oneself) the same on everything."""
    view = client.me.session
    rated = view.role if role == "self" else role
    person = client.me.id if role == "self" else view.partner(role)
    client.do("rate", of=person, levels=levels(FOCUS if rated == "agent" else CUSTOMER_CRITERIA, level),
              **{"keep": "the pauses", "next": "one question at a time", **more})


def outcome(client, **more):
    client.do("outcome", **{"solved": 4, "satisfied": 5, "stay": 4, "recommend": 3, **more})


def score(table, agent_level=4, observer_level=2):
    """Everybody answers and rates; waits for the debrief, which follows by itself."""
    outcome(table.customer)
    for client in table.clients:
        for role in ("customer", "agent"):
            of_self = client.me.session.role == role
            level = {table.customer: agent_level, table.observer: observer_level}.get(client, 3)
            rate(client, "self" if of_self else role, level)
    table.all_reach("debrief")


def same_lines(clients, session):
    """Everybody was shown the same lines of a session: same ids, same order, same texts."""
    def lines(client):
        view = client.me.session if client.me.session and client.me.session.id == session else client.me.before[session]
        return view.lines
    first = lines(clients[0])
    equal(list(first), list(range(1, len(first) + 1)), "line ids count from 1 without a gap")
    for client in clients[1:]:
        equal(lines(client), first, f"{client.name} and {clients[0].name} see the same lines")
    return first


def phases_in_order(table):
    for client in table.clients:
        equal(client.me.phases(table.id), PHASES, f"{client.name}: the phases in order")
    check(all(client.me.closed.get(table.id) for client in table.clients), "the session has ended for everybody")
