#!/usr/bin/env python3
"""Seven trainees and a trainer play three cards, with a triad in every round; then the boards."""

from earshot import check, equal, run
from play import FOCUS, PHASES, CUSTOMER_CRITERIA, join, levels, open_class, outcome, phases_in_order, rate, same_lines, start_round

NAMES = ["Amy", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus"]
TEAMS = ["Blue", "Green"]


class Plan:
    """What is told and given back on one card, and what that comes to when it is counted by hand.

    Told: `plain` (told at once), `unasked` (nobody has asked yet), `asked`, `heard` (the feeling was acknowledged) and
    `early` (it was not). The first recap gives `plain` and `asked` back and the feeling, gets `unasked` wrong and invents
    one line; the customer names `heard` as missed.
    """

    def __init__(self, card, plain, unasked, asked, heard, early, level, feeling, resolution, prevention, evidence):
        self.card = card
        self.plain, self.unasked, self.asked, self.heard, self.early = plain, unasked, asked, heard, early
        self.level = level
        self.feeling = feeling
        self.resolution, self.prevention = resolution, prevention
        self.evidence = evidence


def shares(capture, disclosure, resolution, prevention, total):
    parts = {"capture": capture, "disclosure": disclosure, "resolution": resolution, "prevention": prevention, "total": total}
    return {**{name: {"points": points, "of": of} for name, (points, of) in parts.items()}, "invented": 1, "told_again": 1}


# Captured: 2 facts and 1 feeling, of 5 facts told and 3 feelings. Disclosed: `asked` and `heard`, of all facts that are
# not told at once. The invented line costs a point of the total.
PLANS = [
    Plan("wedding-order", "wrong_metal", "order_number", "names", "promise", "empty_chair", 3, "panicky",
         ["brass_in_time", "one_owner"], ["same_day_answer"], shares((3, 8), (2, 9), (2, 4), (1, 3), (7, 24))),
    Plan("third-outage", "dead_now", "dates", "tried", "would_stay", "lost_client", 3, "anxious",
         ["fixed_today", "updates", "bridge"], ["cabinet", "warning"], shares((3, 8), (2, 10), (3, 4), (2, 4), (9, 26))),
    Plan("second-technician", "works", "bill", "filter", "who_was_cold", "next_frost", 4, "uneasy",
         ["say_why"], ["show_me"], shares((3, 8), (2, 10), (1, 3), (1, 4), (6, 25))),
]


class Game:
    """One session, played and checked phase by phase."""

    def __init__(self, table, plan, place):
        self.table, self.plan = table, plan
        self.customer, self.agent, self.observer = table.customer, table.agent, table.observer
        self.place = place  # of the session in its round: other ratings in each
        self.facts = {}

    # --- Brief ---

    def brief(self):
        self.customer.until(lambda me: "customer" in me.session.briefs, "the customer's brief")
        self.agent.until(lambda me: "agent" in me.session.briefs, "the agent's brief")
        equal(list(self.customer.me.session.briefs), ["customer"], "the customer reads the customer's side only")
        equal(list(self.agent.me.session.briefs), ["agent"], "the agent reads the agent's side only")
        if self.observer:
            equal(self.observer.me.session.briefs, {}, "the observer reads no side before the scoring")
        side = self.customer.me.session.briefs["customer"]
        self.facts = {fact["id"]: fact for fact in side["facts"]}
        self.secrets = [f["text"] for f in side["facts"]] + [f["reason"] for f in side["feelings"]] + [side["situation"]]
        self.agents_secrets = [self.agent.me.session.briefs["agent"]["policy"]] + [
            note["text"] for note in self.agent.me.session.briefs["agent"]["history"]]
        self.table.ready()

    def secrets_are_kept(self, but=()):
        """None of the texts of one side has come to anybody else, in any event."""
        others = [self.agent, self.observer] if self.observer else [self.agent]
        for client in others:
            heard = "\n".join(client.lines)
            for secret in self.secrets:
                check(secret in but or json_text(secret) not in heard, f"{client.name} was shown the customer's '{secret}'")
        others = [self.customer, self.observer] if self.observer else [self.customer]
        for client in others:
            heard = "\n".join(client.lines)
            for secret in self.agents_secrets:
                check(json_text(secret) not in heard, f"{client.name} was shown the agent's '{secret}'")
        for secret in self.secrets:
            check(json_text(secret) in "\n".join(self.customer.lines), f"the customer knows '{secret}'")

    # --- Talk ---

    def tell(self, fact, earned, aloud=False):
        self.customer.do("reveal", fact=fact, say=aloud)
        self.customer.until(lambda me: any(told["fact"] == fact for told in me.session.told), f"'{fact}' told")
        told = next(told for told in self.customer.me.session.told if told["fact"] == fact)
        equal(told["earned"], earned, f"whether '{fact}' was earned")

    def talk(self):
        table, plan = self.table, self.plan
        if plan is PLANS[0]:  # a client says so every two seconds at most, and the next rounds come sooner
            self.customer.post("typing")
            self.agent.expect("typing", person=self.customer.me.id, session=table.id)
        table.say(self.customer, "Hello. I do not know where to begin.")
        self.tell(plan.plain, earned=True, aloud=True)
        table.everybody_has(lambda view: 2 in view.lines, "the fact in the card's own words")
        equal(self.agent.me.session.line(2), self.facts[plan.plain]["text"], "the card's own words")
        self.first_agent_line = table.say(self.agent, "That is a bad start to a day. I am here, take your time.")
        self.tell(plan.unasked, earned=False)
        table.say(self.agent, "What else came with it?")
        self.tell(plan.asked, earned=True)
        table.say(self.customer, "Well, since you ask… – “it” was not even the worst part. 🙂")

        if self.customer.me.session.briefs["customer"]["felt_start"] != plan.level:
            self.customer.do("feel", level=plan.level)
        self.customer.until(lambda me: me.session.felt, "the felt-heard level")
        self.tell(plan.heard, earned=True)
        self.tell(plan.early, earned=False)
        self.agent.do("note", kind="feeling", text="sounds tired of it", source=1)
        self.agent.do("note", kind="fact", text="came today")
        self.agent.until(lambda me: len(me.session.notes) == 2, "both notes")
        if self.observer:
            for kind in ("open_question", "open_question", "feeling_named"):
                self.observer.do("tally", kind=kind)
            self.observer.until(lambda me: me.session.tallies == {"open_question": 2, "feeling_named": 1}, "the tallies")
        self.agent.do("heated", message=self.first_agent_line)
        press = self.customer.me.session.briefs["customer"]["presses"][0]
        self.customer.do("play", beat=press["id"])
        self.customer.until(lambda me: any(beat["id"] == press["id"] for beat in me.session.beats), "the beat that was pressed")
        self.take_a_breath()
        self.secrets_are_kept(but=[self.facts[plan.plain]["text"]])
        table.ready()

    def take_a_breath(self):
        ends = self.customer.me.session.phase_event["ends_at"]
        self.agent.do("breathe")
        self.table.everybody_has(lambda view: view.breath, "the breath")
        self.table.everybody_has(lambda view: view.phase_event["ends_at"] == ends + 20_000, "the clock, 20 s later")
        self.agent.refused("already_done", "breathe")

    # --- Recap ---

    def recap(self):
        plan, agent, customer = self.plan, self.agent, self.customer
        facts = ["what came", "what else came", "paid by cheque", "when it was"]
        agent.do("recap", text="You came home, and it was wrong again. Did I get that right?", facts=facts, feelings=["fear"])
        customer.until(lambda me: 1 in me.session.recaps, "the recap")
        equal(customer.me.session.recaps[1]["facts"], facts, "the recap's facts as the agent gave them")
        customer.do("mark", facts={"0": "confirmed", "1": "confirmed", "2": "wrong", "3": "wrong"},
                    **{"is": {"0": plan.plain, "1": plan.asked, "3": plan.unasked}}, feelings={"0": plan.feeling},
                    missed=[plan.heard])
        agent.until(lambda me: 1 in me.session.marks, "the marks")
        marks = agent.me.session.marks[1]
        equal(marks["facts"], {"0": "confirmed", "1": "confirmed", "2": "wrong", "3": "wrong"}, "what the agent sees of the marks")
        equal((marks["is"], marks["missed"], marks["missed_count"], marks["feelings"]), ({}, [], 1, {"0": "confirmed"}),
              "the agent sees how many were missed, not which facts")
        agent.refused("empty", "recap", field="text", text=" ", facts=[], feelings=[])
        agent.do("recap", text="And you lay awake over it.", facts=["it came", "and more"], feelings=["fear"])
        customer.until(lambda me: 2 in me.session.recaps, "the mended recap")
        customer.do("mark", facts={"0": plan.plain, "1": plan.heard}, feelings={"0": plan.feeling})
        agent.until(lambda me: 2 in me.session.marks, "the second marks")
        agent.refused("already_done", "recap", text="Once more.", facts=[], feelings=[])
        if self.observer:
            equal((self.observer.me.session.recaps, self.observer.me.session.marks), ({}, {}), "the observer sees no recap yet")
        self.secrets_are_kept(but=[self.facts[plan.plain]["text"]])
        self.table.ready()

    # --- Solve ---

    def solve(self):
        table = self.table
        table.say(self.agent, "Here is what I can do, and I will look after it until it is done.")
        table.say(self.customer, "And what keeps it from happening again?")
        table.say(self.agent, "We change the way it is packed. I write to you on Friday.")
        self.customer.until(lambda me: len(me.session.beats) >= 2, "the prompt of the solve phase")
        self.secrets_are_kept(but=[self.facts[self.plan.plain]["text"]])
        table.ready()

    # --- Score ---

    def score(self):
        table, plan = self.table, self.plan
        if self.observer:
            self.observer.until(lambda me: set(me.session.briefs) == {"customer", "agent"}, "both sides, now")
            self.observer.until(lambda me: set(me.session.marks) == {1, 2}, "recaps and marks, now")
        self.level = 5 - self.place
        outcome(self.customer, resolution=plan.resolution, prevention=plan.prevention, again=[plan.asked])
        rate(self.customer, "agent", self.level, evidence=self.first_agent_line)
        rate(self.customer, "self", 4)
        if self.observer:
            # One criterion had no opportunity; the others were seen less kindly.
            self.observer.do("rate", of=self.observer.me.session.partner("agent"),
                             levels={**levels(FOCUS, 2), "clarify": None}, keep="the calm", next="ask before you offer")
            rate(self.observer, "customer", 3)
        rate(self.agent, "customer", 5)
        # All but one have rated: nobody has seen anybody else's ratings, nor the outcome.
        for client in table.clients:
            client.do("board", kind="people", window="class")  # an answer after all that: nothing more is under way
            foreign = [by for by, _ in client.me.session.ratings if by != client.me.id]
            equal(foreign, [], f"{client.name} sees no one else's ratings before all are in")
            check(client is self.customer or client.me.session.outcome is None, f"{client.name} does not see the outcome yet")
            equal(client.me.session.phase, "score", "the scoring goes on until all have rated")
        rate(self.agent, "self", 3)
        table.all_reach("debrief")

    def given_to_agent(self):
        """The mean level that each rater but the agent gave the agent."""
        return [self.level, 2] if self.observer else [self.level]

    # --- Debrief ---

    def debrief(self):
        plan, table = self.plan, self.table
        table.everybody_has(lambda view: view.debrief, "the debrief")
        for client in table.clients:
            shown = client.me.session.debrief
            equal(shown["evidence"], plan.evidence, f"{client.name}: the evidence, counted by hand")
            equal({line["id"]: (line["from"], line["text"], line["phase"]) for line in shown["transcript"]},
                  {i: (line["from"], line["text"], line["phase"]) for i, line in client.me.session.lines.items()},
                  "the debrief's transcript")
            equal([line["id"] for line in shown["transcript"] if line.get("heated")], [self.first_agent_line], "marked as heated")
            equal({f["id"]: (f["told"], f.get("earned"), f.get("captured")) for f in shown["facts"] if f["told"]},
                  {plan.plain: (True, True, True), plan.unasked: (True, False, False), plan.asked: (True, True, True),
                   plan.heard: (True, True, False), plan.early: (True, False, False)}, "what became of the facts")
            equal(len(shown["facts"]), len(self.facts), "all facts of the card")
            equal(shown["customer"]["situation"], self.customer.me.session.briefs["customer"]["situation"], "the customer's side")
            equal(shown["agent"]["policy"], self.agent.me.session.briefs["agent"]["policy"], "the agent's side")
            equal([point["level"] for point in shown["curve"]],
                  [shown["customer"]["felt_start"], plan.level], "the felt-heard curve")
            equal((shown["outcome"]["solved"], shown["outcome"]["satisfied"]), (4, 5), "solved and satisfied")
            equal(shown["outcome"]["again"], [plan.asked], "what was told twice")
            equal([len(shown["recaps"]), shown["recaps"][0]["marks"]["missed"]], [2, [plan.heard]], "recaps with their marks")
            equal(shown["recaps"][0]["marks"]["is"], {"0": plan.plain, "1": plan.asked, "3": plan.unasked}, "what each line was")
            check(len(shown["questions"]) >= 3, "the card's questions")
            equal(shown["tallies"], {"open_question": 2, "feeling_named": 1} if self.observer else {}, "the tallies")
            self.ratings_side_by_side(shown)
        check(self.customer.me.session.debrief == self.agent.me.session.debrief | {"role": "customer"},
              "both see the same debrief")
        for client in table.clients:
            client.do("react", word="surprised")
            client.do("intend", text=f"{client.name}: ask before I offer")
        table.everybody_has(lambda view: len(view.intentions) == len(table.clients) == len(view.reactions), "all intentions")
        table.say(self.agent, "I did not expect that it was the chair.")
        if self.observer:
            table.say(self.observer, "I saw it in the third line.")
        same_lines(table.clients, table.id)
        for client in table.clients:
            client.do("ready")
        table.closes()
        phases_in_order(table)

    def ratings_side_by_side(self, shown):
        customer, agent = self.customer.me.id, self.agent.me.id
        wanted = {(customer, agent): levels(FOCUS, self.level), (customer, customer): levels(CUSTOMER_CRITERIA, 4),
                  (agent, customer): levels(CUSTOMER_CRITERIA, 5), (agent, agent): levels(FOCUS, 3)}
        if self.observer:
            wanted[self.observer.me.id, agent] = {**levels(FOCUS, 2), "clarify": None}
            wanted[self.observer.me.id, customer] = levels(CUSTOMER_CRITERIA, 3)
        equal({(r["by"], r["of"]): r["levels"] for r in shown["ratings"]}, wanted, "the ratings, side by side")
        mean = sum(self.given_to_agent()) / len(self.given_to_agent())
        raters = len(self.given_to_agent())
        peer = {p["criterion"]: (p["mean"], p["n"]) for p in shown["peer"]}
        equal(peer, {c: (self.level, 1) if c == "clarify" else (mean, raters) for c in FOCUS}, "peer score per criterion")
        evidence = [r.get("evidence") for r in shown["ratings"] if (r["by"], r["of"]) == (customer, agent)]
        equal(evidence, [self.first_agent_line], "the moment that a rating points at")


def json_text(text):
    """As it stands inside a JSON line."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def check_roles(games, turns, observers):
    """Everybody sits somewhere, once; whoever was agent less often than customer is the agent; observers change."""
    seated = [client.name for game in games for client in game.table.clients]
    equal(sorted(seated), NAMES, "everybody present is in one session")
    equal(sorted(len(game.table.clients) for game in games), [2, 2, 3], "an odd number makes one triad")
    for game in games:
        check(turns[game.agent.name] >= turns[game.customer.name], f"it was {game.agent.name}'s turn to be the agent")
        if game.observer:
            check(game.observer.name not in observers, f"{game.observer.name} observes twice before others did once")
            observers.append(game.observer.name)
    for game in games:
        turns[game.customer.name] += 1
        turns[game.agent.name] -= 1


def check_boards(trainer, clients, scored):
    """After three rounds everybody is on the board with what they need to be ranked, and nobody is ranked."""
    games = {}
    for game in scored:
        games.setdefault(game.agent.name, []).append(game)
    # The customer gave a level on each criterion of the focus, the observer on all but one.
    given = sum(len(FOCUS) + (len(FOCUS) - 1) * bool(game.observer) for game in scored)
    for client in [trainer, clients[0]]:
        board = client.board()
        check(board["provisional"], "a first board says that it is provisional")
        equal(board["ratings"], given, "what others gave; nobody's own rating, and no criterion without an opportunity")
        rows = {row["name"]: row for row in board["rows"]}
        equal({name: row["n"] for name, row in rows.items()}, {name: len(played) for name, played in games.items()}, "sessions as agent")
        for name, row in rows.items():
            equal((row["rank"], row["tier"]), (None, None), f"{name} is not ranked yet")
            check(1 <= row["low"] < row["fair"] < row["high"] <= 5, f"{name}: a score and how uncertain it is: {row}")
            equal({n["what"]: n["missing"] for n in row["needs"] if n["what"] not in ("precision", "connection")},
                  missing(games[name]), f"what {name} needs")
    check_teams(trainer, games)
    rows = trainer.board(card="third-outage")["rows"]
    equal(sorted(row["name"] for row in rows), sorted(g.agent.name for g in scored if g.plan.card == "third-outage"),
          "the board of one card")


def missing(played):
    """Until somebody is ranked: sessions, cards and raters of these, and the trainer's word that they are of the class."""
    raters = {person.name for game in played for person in (game.customer, game.observer) if person}
    left = {"sessions": 3 - len(played), "cards": 3 - len({game.plan.card for game in played}), "raters": 5 - len(raters)}
    return {**{what: count for what, count in left.items() if count > 0}, "roster": 1}


def check_teams(trainer, games):
    """A team has no score before three of its members have three sessions each."""
    sessions = dict.fromkeys(TEAMS, 0)
    for name, played in games.items():
        sessions[TEAMS[NAMES.index(name) % len(TEAMS)]] += len(played)
    board = trainer.board("teams")
    check(board["provisional"], "so is that of the teams")
    equal({row["name"]: (row["rank"], row["fair"], row["n"], row["needs"]) for row in board["rows"]},
          {team: (None, None, n, [{"what": "members", "missing": 3}]) for team, n in sessions.items()}, "the board of teams")


def role_play(world):
    """Seven trainees and a trainer play three cards, with a triad in every round; then the boards."""
    world.start_server()
    trainer = open_class(world, teams=TEAMS)
    clients = join(world, trainer, *NAMES, teams=TEAMS)
    turns = {name: 0 for name in NAMES}
    observers, scored = [], []
    for number, plan in enumerate(PLANS):
        round_tables = start_round(trainer, clients, plan.card, variant=1)
        games = [Game(table, plan, place) for place, table in enumerate(round_tables)]
        check_roles(games, turns, observers)
        for client in clients:
            equal(client.me.session.paired.get("intention"), f"{client.name}: ask before I offer" if number else None,
                  f"{client.name}: the last intention comes back")
            equal(client.me.session.paired["focus"], FOCUS, "the first focus set")
        trainer.until(lambda me: sum(row["open"] for row in me.grid.values()) == 3, "three sessions in the trainer's grid")
        if number == 0:
            trainer.do("watch", session=games[0].table.id)
            trainer.until(lambda me: me.session and me.session.paired.get("watching"), "the watched session")
        for phase in PHASES:
            for game in games:
                getattr(game, phase)()
        if number == 0:
            watched = games[0].table
            trainer.until(lambda me: watched.id in me.closed, "the end of the watched session")
            same_lines([trainer, *watched.clients], watched.id)
        for client in [trainer, *clients]:
            client.until(lambda me: not me.round["running"], "the end of the round, once all sessions are over")
        scored += games
    check_boards(trainer, clients, scored)


if __name__ == "__main__":
    run(role_play)
