#!/usr/bin/env python3
"""A season of 40 people over 20 rounds: kind friends, harsh raters and lucky cards do not decide it, colluders show."""

from earshot import check, equal, run
from peers import NAMES, Peers, agreement
from play import CUSTOMER_CRITERIA, FOCUS, all_are_back, levels, open_class

ROUNDS = 20
LUCKY_CARDS = 7
SEED = 2
RANKED_SESSIONS = 3   # from so many on, if they are known precisely enough
MOST_FLAGGED = 0.15   # of the honest
SHOWN_SESSIONS = 12   # in an audit


def asked(*posts):
    """Intents that were posted at once, as (client, reference): each must be accepted."""
    for client, ref in posts:
        answer = client.answer(ref)
        equal(answer["event"], "accepted", f"{client.name}: {answer}")


class Season:
    def __init__(self, world):
        self.world = world
        world.start_server()
        self.trainer = open_class(world)
        self.people = {name: world.client(name) for name in NAMES}
        self.clients = list(self.people.values())
        asked(*[(c, c.post("join", code=self.trainer.me.klass["code"], name=c.name)) for c in self.clients])
        self.all(lambda me: me.klass, "the class")
        self.trainer.until(lambda me: me.cards and all(me.member(name) and me.member(name)["present"] for name in NAMES), "everybody")
        self.name_of = {client.me.id: client.name for client in self.clients}
        pool = [card["id"] for card in self.trainer.me.cards if not card.get("warm_up") and not card.get("follows")]
        self.peers = Peers(SEED, FOCUS, pool, LUCKY_CARDS)
        self.round = 0

    def all(self, test, what):
        """Waits until `test(person)` holds for everybody."""
        self.world.wait(lambda: all(test(client.me) for client in self.clients), f"everybody: {what}")

    def by_role(self, role):
        return [client for client in self.clients if client.me.session.role == role]

    # --- The rounds ---

    def wishes(self):
        """Who sits together by the trainer's wish: for a while, so that they meet others too."""
        yield tuple(self.peers.colluders), 1, 14
        for kind, friend in self.peers.kind_to.items():
            yield (kind, friend), 1, 10
        for harsh, best in self.peers.harsh_on.items():
            yield (harsh, best), 11, 20

    def set_wishes(self):
        for (one, other), first, last in self.wishes():
            if self.round in (first, last + 1):
                wish = "together" if self.round == first else "none"
                self.trainer.do("wish", one=self.people[one].me.id, other=self.people[other].me.id, wish=wish)

    def play_round(self):
        self.round += 1
        self.set_wishes()
        equal(self.trainer.do("start_round", triads=True, focus=FOCUS)["id"], self.round, "the round's number")
        self.all(lambda me: me.session and me.session.paired["round"] == self.round and me.session.phase == "brief", "a place")
        asked(*[(client, client.post("ready")) for client in self.clients])
        self.all_reach("talk")
        asked(*[(c, c.post("say", text=f"{c.name} in round {self.round}")) for c in self.by_role("customer") + self.by_role("agent")])
        self.move_on("talk", "recap")
        asked(*[(c, c.post("recap", text="It came too late.", facts=["it came too late"], feelings=[])) for c in self.by_role("agent")])
        self.world.wait(lambda: all(1 in c.me.session.recaps for c in self.by_role("customer")), "the recaps")
        asked(*[(c, c.post("mark", facts={"0": "confirmed"}, feelings={})) for c in self.by_role("customer")])
        self.move_on("recap", "solve")
        self.move_on("solve", "score")
        self.everybody_rates()
        self.all_reach("debrief")
        self.trainer.do("next_phase", **{"from": "debrief"})
        self.all(lambda me: not me.session, "the end of the session")
        self.trainer.until(lambda me: me.round["round"] == self.round and not me.round["running"], f"the end of round {self.round}")

    def move_on(self, since, to):
        self.trainer.do("next_phase", **{"from": since})
        self.all_reach(to)

    def all_reach(self, phase):
        self.all(lambda me: me.session and me.session.phase == phase, f"phase {phase}")

    def everybody_rates(self):
        """Everybody at the table rates the agent and the customer, themselves among them: best, which must not count."""
        posts = []
        for client in self.by_role("customer"):
            posts.append((client, client.post("outcome", solved=4, satisfied=4, stay=4, recommend=4)))
        for client in self.clients:
            view = client.me.session
            for role in ("customer", "agent"):
                person = client.me.id if view.role == role else view.partner(role)
                posts.append((client, client.post("rate", of=person, levels=self.levels(client, role, person), keep="", next="")))
        asked(*posts)

    def levels(self, client, role, person):
        view = client.me.session
        if role == "customer":
            return levels(CUSTOMER_CRITERIA, 4)
        if person == client.me.id:
            return levels(FOCUS, 5)
        return self.peers.rate(view.id, view.paired["card"], self.name_of[person], client.name)

    # --- The boards ---

    def check_board(self):
        self.board = self.trainer.board(window="season")
        self.rows = {row["name"]: row for row in self.board["rows"]}
        self.print_board()
        equal(sorted(self.rows), sorted(NAMES), "everybody is on the board")
        equal(self.board["ratings"], sum(len(levels) for name in NAMES for levels in self.peers.given[name].values()),
              "the board rests on what others gave, and on nothing anybody gave themselves")
        for name, row in self.rows.items():
            equal(row["n"], len(self.peers.sessions_of(name)), f"{name}: sessions as agent")
            check(row["low"] < row["fair"] < row["high"], f"{name}: an interval around the score: {row}")
            enough = row["n"] >= RANKED_SESSIONS and all(need["what"] == "precision" for need in row["needs"])
            check(enough, f"{name}: all that can be missing after {row['n']} sessions is precision: {row}")
            equal((row["rank"] is None, row["rank"]), (bool(row["needs"]), row["tier"]), f"{name}: ranked unless something is missing")
        ranked = [row for row in self.board["rows"] if row["rank"]]
        equal([row["tier"] for row in ranked], sorted(row["tier"] for row in ranked), "by tier")
        for name in self.peers.top:
            check(self.rows[name]["tier"] in (1, 2), f"{name} is among the three best and in tier {self.rows[name]['tier']}")

    def print_board(self):
        peers = self.peers
        raw = {name: peers.raw(name) for name in NAMES}
        raw_place = {name: place for place, name in enumerate(sorted(NAMES, key=raw.get, reverse=True), 1)}
        print(f"{'name':<6} {'truth':>5} {'tier':>4} {'fair':>5} {'low':>5} {'high':>5} {'se':>5} {'n':>2} {'raw':>5} {'place':>5} {'lucky':>5}  planted")
        for row in self.board["rows"]:
            name = row["name"]
            print(f"{name:<6} {peers.place(name):>5} {row['tier'] or '-':>4} {row['fair']:5.2f} {row['low']:5.2f} {row['high']:5.2f} {row['se']:5.2f} "
                  f"{row['n']:>2} {raw[name]:5.2f} {raw_place[name]:>5} {peers.lucky_draws(name):>5}  {self.planted(name)}")
        fair = {name: row["ability"] for name, row in self.rows.items()}
        print(f"tau to the truth: plain means {agreement(peers.ability, raw):.2f}, board {agreement(peers.ability, fair):.2f}; "
              f"reliability {self.board['reliability']:.2f}", flush=True)

    def planted(self, name):
        peers = self.peers
        what = []
        if name in peers.harsh:
            what.append("harsh")
        if name in peers.kind_to:
            what.append("kind to " + peers.kind_to[name])
        if name in peers.kind_to.values():
            what.append("has a kind friend")
        if name in peers.harsh_on.values():
            what.append("sits with a harsh rater")
        if name in peers.colluders:
            what.append("colludes")
        if name == peers.same_level:
            what.append("always the same level")
        return ", ".join(what)

    def check_raters(self):
        shown = self.trainer.ask("raters", window="season", where={"window": "season"})
        rows = {row["name"]: row for row in shown["rows"]}
        for row in shown["rows"]:
            if row["flags"] or row["pairs"]:
                pairs = ", ".join(f"{p['name']} z {p['z']:.1f} {p['given']:.1f} for {p['expected']:.1f} n {p['n']}{' mutual' if p['mutual'] else ''}"
                                  for p in row["pairs"])
                print(f"{row['name']:<6} {' '.join(row['flags'])}; infit {row['infit']:.2f}; {pairs}; {self.planted(row['name'])}", flush=True)
        equal(sorted(rows), sorted(NAMES), "everybody has rated")
        for one, other in (self.peers.colluders, reversed(self.peers.colluders)):
            check("favours" in rows[one]["flags"], f"{one} colludes with {other}: {rows[one]}")
            pair = next((p for p in rows[one]["pairs"] if p["name"] == other), None)
            check(pair and pair["mutual"] and pair["z"] > 3, f"{one} and {other} favour each other: {rows[one]['pairs']}")
            equal((pair["given"], pair["n"]), (5, len(FOCUS) * self.peers.meetings(one, other)), f"what {one} gave {other}")
        check("same_level" in rows[self.peers.same_level]["flags"], f"always the same level: {rows[self.peers.same_level]}")
        check(rows[self.peers.same_level]["weight"] < 1, "who is careless counts less")
        for name in self.peers.harsh:
            check(rows[name]["strict"] > 0, f"{name} is harsh, and is taken for it: {rows[name]}")
        honest = self.peers.honest()
        flagged = [name for name in honest if rows[name]["flags"]]
        check(len(flagged) <= MOST_FLAGGED * len(honest), f"honest people are mostly not flagged: {flagged}")

    def check_audits(self):
        """What stands behind a number adds up to it, for its owner and the trainer; nobody else may look."""
        one, other = self.people[self.peers.top[0]], self.people[self.peers.top[1]]
        other.refused("not_allowed", "audit", field="person", person=one.me.id, window="season")
        own = one.ask("audit", window="season", where={"window": "season"})
        given = self.peers.sessions_of(one.name)
        equal((own["person"], own["row"]["n"], own["ratings"]), (one.me.id, len(given), len(FOCUS) * sum(map(len, given.values()))), "its sessions and ratings")
        equal(round(own["raw"], 9), round(self.peers.raw(one.name), 9), "the plain mean")
        equal(len(own["sessions"]) + own["earlier"], len(given), "every session is there or counted")
        check(len(own["sessions"]) == min(len(given), SHOWN_SESSIONS), "the newest sessions")
        for session in own["sessions"]:
            by_rater = given[session["session"]]
            equal(round(session["mean"], 9), round(self.peers.mean_of(by_rater.values()), 9), "a session's mean")
            equal({r["name"]: round(r["mean"], 9) for r in session["raters"]},
                  {name: round(self.peers.mean_of([sheet]), 9) for name, sheet in by_rater.items()}, "who gave what")
        equal(own["row"] | {"own": False}, self.rows[one.name] | {"own": False}, "the row behind which this stands")
        seen = self.trainer.ask("audit", person=one.me.id, window="season", where={"person": one.me.id})
        check(all(rater["weight"] == 1 for session in own["sessions"] for rater in session["raters"]), "whom the machine doubts is not told to whom they rated")
        for session in seen["sessions"]:
            for rater in session["raters"]:
                rater["weight"] = 1
        equal(seen["sessions"], own["sessions"], "the trainer sees the same")

    def check_that_it_lasts(self):
        """A killed server works out the same board again, and so does a season that is over."""
        welcomes = {client: client.me.welcomes for client in [self.trainer, *self.clients]}
        self.world.kill_server()
        self.world.restart_server()
        all_are_back(welcomes)
        self.is_the_same(self.trainer.board(window="season"), "after a restart")
        self.trainer.do("end_season")
        ended = self.trainer.until(lambda me: me.seasons and me.seasons["seasons"][-1].get("ended"), "the end of the season")
        self.is_the_same(self.trainer.board(window="season", season=ended.seasons["seasons"][-1]["season"]), "of the season that is over")

    def is_the_same(self, board, what):
        def shown(rows):
            return [{key: round(value, 3) if isinstance(value, float) else value for key, value in row.items() if key != "delta"} for row in rows]
        equal(shown(board["rows"]), shown(self.board["rows"]), f"the board {what}")
        equal(board["ratings"], self.board["ratings"], f"the board {what}: ratings")


def season(world):
    """A season of 40 people over 20 rounds."""
    it = Season(world)
    it.trainer.do("confirm_roster")
    it.trainer.do("start_season", name="Autumn")
    for _ in range(ROUNDS):
        it.play_round()
    it.check_board()
    it.check_raters()
    it.check_audits()
    it.check_that_it_lasts()


if __name__ == "__main__":
    run(season)
