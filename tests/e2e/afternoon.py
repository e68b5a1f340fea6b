#!/usr/bin/env python3
"""A whole afternoon: 25 people, six rounds, four who come late, five who drop out, a trainer and a server that vanish."""

import collections
import itertools

from earshot import check, equal, run
from play import PHASES, kill_and_restart, open_class

NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ines", "Jon", "Kim", "Lea", "Max", "Nia", "Olaf",
         "Pia", "Quin", "Rosa", "Sam", "Tim", "Uma", "Vera", "Wim", "Xena", "Yara"]
LATE = ["Zoe", "Abel", "Britt", "Carl"]
ROUNDS = 6
SHORT_HOLD = 5
LONG_HOLD = 120


def enter(world, trainer, names):
    """They join all at once; waits until each is in the class."""
    clients = [world.client(name) for name in names]
    asked = [client.post("join", code=trainer.me.klass["code"], name=client.name) for client in clients]
    for client, ref in zip(clients, asked):
        equal(client.answer(ref)["event"], "accepted", f"{client.name} joins")
        client.until(lambda me: me.klass, "the class")
    return clients


def together(clients, word, **fields):
    """All of them ask for the same at once; each must be accepted."""
    for client, ref in [(client, client.post(word, **fields)) for client in clients]:
        answer = client.answer(ref)
        equal(answer["event"], "accepted", f"{client.name}: '{word}': {answer}")


def turns_of(client):
    """Round → (session, role, card) of each role the person had in it, as they were told, in order."""
    turns = collections.defaultdict(list)
    for event in client.everything():
        if event["event"] == "paired" and not event.get("watching") and event.get("round"):
            turn = (event["session"], event["role"], event["card"])
            if turn not in turns[event["round"]]:
                turns[event["round"]].append(turn)
    return turns


def as_left(shown):
    """What nobody else changes meanwhile: their lines do, and the beats that lines set off."""
    shown = shown if isinstance(shown, dict) else shown.shown()
    return {what: value for what, value in shown.items() if what not in ("lines", "beats")}


class Trainee:
    """A person, whichever program they sit at."""

    def __init__(self, client):
        self.client = client
        self.programs = [client]
        self.said = []  # (session, id, text) of what was accepted, in order

    @property
    def name(self):
        return self.client.name

    @property
    def me(self):
        return self.client.me

    def everything(self):
        return [event for program in self.programs for event in program.events]

    def comes_back(self):
        self.client = self.client.again()
        self.programs.append(self.client)
        return self.client


class Afternoon:
    def __init__(self, world):
        self.world = world
        world.start_server()
        self.trainer = open_class(world)
        self.here = [Trainee(client) for client in enter(world, self.trainer, NAMES)]
        self.everybody = list(self.here)
        self.round = 0

    def clients(self):
        return [trainee.client for trainee in self.here]

    def sessions(self):
        """The people of each session that runs, the customer first, then the agent."""
        found = collections.defaultdict(dict)
        for trainee in self.here:
            view = trainee.me.session
            if view and view.phase != "debrief":
                found[view.id][view.role] = trainee
        return found

    # --- A round ---

    def begin_round(self):
        """Everybody who is here is in a session of the new round: nobody is idle."""
        self.round += 1
        equal(self.trainer.do("start_round")["id"], self.round, "the round's number")
        for trainee in self.here:
            trainee.client.until(lambda me: me.session and me.session.paired["round"] == self.round
                                 and me.session.phase == "brief", f"a place in round {self.round}")
        sizes = collections.Counter(len(people) for people in self.sessions().values())
        equal(sizes.get(3, 0), len(self.here) % 2, f"one three if the number is odd: {sizes}")
        together(self.clients(), "ready")
        self.all_reach("talk")

    def all_reach(self, phase):
        for trainee in self.here:
            trainee.client.until(lambda me: not me.session or me.session.phase == phase, f"phase {phase}")

    def moves_on(self, since, until, by=None):
        """By a trainer's Next, from one phase to another."""
        for of, to in itertools.pairwise(PHASES[PHASES.index(since):PHASES.index(until) + 1]):
            (by or self.trainer).do("next_phase", **{"from": of})
            self.all_reach(to)

    def all_are_through(self):
        for trainee in self.here:
            trainee.client.until(lambda me: not me.session, "the end of the role-play")
        self.trainer.until(lambda me: me.round and not me.round["running"], f"the end of round {self.round}")

    def everybody_talks(self, lines=2):
        """Customers and agents speak at once, without waiting for one another."""
        asked = []
        for session, roles in self.sessions().items():
            for nth in range(lines):
                for role in ("customer", "agent"):
                    if role in roles:
                        text = f"{roles[role].name} says line {nth + 1} of round {self.round}"
                        asked.append((roles[role], session, text, roles[role].client.post("say", text=text)))
        return asked

    def is_heard(self, asked):
        for trainee, session, text, ref in asked:
            answer = trainee.client.answer(ref)
            equal(answer["event"], "accepted", f"{trainee.name}: {text}: {answer}")
            trainee.said.append((session, answer["id"], text))

    def finish_round(self):
        self.moves_on("talk", "debrief")
        self.trainer.do("next_phase", **{"from": "debrief"})
        self.all_are_through()

    # --- What happens in the six rounds ---

    def an_ordinary_round(self):
        """Two come while it is being given back: they read why they wait, and are in the next round."""
        self.begin_round()
        self.is_heard(self.everybody_talks())
        self.moves_on("talk", "recap")
        for trainee in self.come_late(LATE[:2]):
            trainee.client.until(lambda me: me.waiting and me.waiting["reason"] and me.waiting["meanwhile"], "why they wait")
        self.moves_on("recap", "debrief")
        self.trainer.do("next_phase", **{"from": "debrief"})
        self.all_are_through()

    def a_second_trainer(self):
        other = self.world.client("Theo")
        other.do("join", code=self.trainer.me.klass["code"], name="Theo")
        self.trainer.until(lambda me: me.member("Theo"), "Theo in the class")
        self.trainer.do("promote", person=other.me.id, trainer=True)
        other.until(lambda me: me.klass and me.klass["standing"] == "trainer", "Theo to be a trainer")
        self.other_trainer = other

    def come_late(self, names):
        late = [Trainee(client) for client in enter(self.world, self.trainer, names)]
        self.here += late
        self.everybody += late
        return late

    def late_ones_come_in_at_once(self):
        """Two come in the talk: they observe a pair. Two trainers press Next at once: the class moves one phase."""
        self.begin_round()
        for trainee in self.come_late(LATE[2:]):
            trainee.client.until(lambda me: me.session and me.session.role == "observer", "a pair to observe")
        self.is_heard(self.everybody_talks())
        together([self.trainer, self.other_trainer], "next_phase", **{"from": "talk"})
        self.reaches_recap_only()
        self.moves_on("recap", "debrief")
        self.trainer.do("end_round")
        self.all_are_through()

    def reaches_recap_only(self):
        for trainee in self.here:
            trainee.client.until(lambda me: me.session.phase == "recap", "the recap")
            trainee.client.do("board", kind="people", window="all")  # its answer comes after all that
            equal(trainee.me.session.phase, "recap", f"{trainee.name}: one phase for two who press at once")

    def people_drop_out(self):
        """Two come back in time and have all they had; three do not, and nobody who is left is stuck."""
        self.begin_round()
        self.is_heard(self.everybody_talks())
        pairs = [list(roles.values()) for roles in self.sessions().values() if len(roles) == 2]
        self.trainer.do("set_class", seat_held_seconds=LONG_HOLD)
        for staying, leaving in pairs[:2]:
            self.back_in_time(staying, leaving)
        self.trainer.do("set_class", seat_held_seconds=SHORT_HOLD)
        self.gone = [leaving for _, leaving in pairs[2:5]]
        left = [staying for staying, _ in pairs[2:5]]
        before = [trainee.me.session.id for trainee in left]
        for trainee in self.gone:
            equal(trainee.client.stop(), 0, f"{trainee.name} loses the connection")
            self.here.remove(trainee)
        for trainee, gone, session in zip(left, self.gone, before):
            self.goes_on_without(trainee, gone, session)
        self.trainer.do("set_class", seat_held_seconds=LONG_HOLD)
        self.trainer.do("end_round")
        self.all_are_through()

    def back_in_time(self, staying, leaving):
        before = leaving.me.session.shown()
        person = leaving.me.id
        equal(leaving.client.stop(), 0, f"{leaving.name} loses the connection")
        staying.client.until(lambda me: me.session.partners[person] == "away" and me.session.partner_until[person], "how long the place is held")
        asked = [(staying, staying.me.session.id, text, staying.client.post("say", text=text)) for text in ("Are you there?",)]
        self.is_heard(asked)
        leaving.comes_back()
        leaving.client.until(lambda me: me.session and len(me.session.lines) == len(before["lines"]) + 1, "what was said meanwhile")
        leaving.client.until(lambda me: as_left(me.session) == as_left(before), "the screen as it was")
        staying.client.until(lambda me: me.session.partners[person] == "back", f"{leaving.name} to be back")

    def goes_on_without(self, trainee, gone, session):
        """Another partner, another pair, or a short debrief."""
        def goes_on(me):
            return me.session and (me.session.id != session or me.session.phase == "debrief" or any(
                event["event"] == "seat" and event.get("instead_of") == gone.me.id for event in trainee.client.events))
        trainee.client.until(goes_on, f"something to do after {gone.name} has gone")

    def the_server_dies(self):
        """kill -9 while everybody talks: what was accepted is there once, and nobody has lost their place."""
        self.begin_round()
        asked = self.everybody_talks(3)
        self.world.wait(lambda: any(ref in trainee.client.answers for trainee, _, _, ref in asked), "a first answer")
        kill_and_restart(self.world, [self.trainer, self.other_trainer, *self.clients()])
        self.is_heard(asked)
        self.is_heard(self.everybody_talks(1))
        self.finish_round()

    def the_trainer_vanishes(self):
        """The round goes on by its clock; the other trainer takes over, and the first comes back from another machine."""
        self.begin_round()
        code = self.trainer.do("link") and self.trainer.expect("link")["code"]
        person = self.trainer.me.id
        self.trainer.kill()
        self.is_heard(self.everybody_talks())
        self.other_trainer.do("extend", seconds=60)
        self.moves_on("talk", "recap", self.other_trainer)
        elsewhere = self.world.client("Tess-elsewhere")
        elsewhere.do("redeem", code=code)
        elsewhere.until(lambda me: me.id == person and me.klass and me.klass["standing"] == "trainer", "the same trainer")
        elsewhere.until(lambda me: me.round and me.round["round"] == self.round and me.grid, "the round and its grid")
        self.trainer = elsewhere
        self.moves_on("recap", "score")
        self.trainer.do("end_round")
        self.all_are_through()

    def who_was_removed_stays_out(self):
        """With the token of before, too."""
        removed = self.gone.pop()
        self.trainer.do("remove", person=removed.me.id, for_good=True)
        removed.comes_back()
        removed.client.until(lambda me: me.welcomes, "a welcome on the server")
        removed.client.refused("removed", "join", field="code", code=self.trainer.me.klass["code"], name=removed.name)
        check(not self.trainer.me.member(removed.name), f"{removed.name} is not in the class")

    # --- The rules of an afternoon ---

    def check_rules(self):
        turns = {trainee: turns_of(trainee) for trainee in self.everybody}
        # Who came in, went or stepped in within a round had more or fewer turns than pairing meant for them.
        steady = [t for t in self.everybody[:len(NAMES)] if all(len(turns[t].get(number, [])) == 1 for number in range(1, ROUNDS + 1))]
        check(len(steady) >= 12, f"only {len(steady)} people sat in one place in every round")
        count = {t: collections.Counter(turns[t][number][0][1] for number in turns[t]) for t in steady}
        for trainee in steady:
            roles = count[trainee]
            check(abs(roles["customer"] - roles["agent"]) <= 1, f"{trainee.name}'s turns are out of balance: {roles}")
        observed = [count[t]["observer"] for t in steady]
        check(max(observed) - min(observed) <= 1, f"observer turns differ: {observed}")
        self.check_partners(turns)
        self.check_cards(turns)

    def check_partners(self, turns):
        """Nobody has the same partner twice, as the groups were made."""
        played = collections.defaultdict(set)
        for trainee, rounds in turns.items():
            for number, places in rounds.items():
                session, role, _ = places[0]
                if role != "observer":
                    played[number, session].add(trainee)
        met = collections.Counter(frozenset(people) for people in played.values() if len(people) == 2)
        check(len(met) > 60, f"only {len(met)} pairs were made")
        equal([sorted(t.name for t in pair) for pair, times in met.items() if times > 1], [], "pairs that met twice")

    def check_cards(self, turns):
        """Nobody has a card twice in the same role if another card would have avoided it."""
        pool = [card["id"] for card in self.trainer.me.cards if not card.get("warm_up") and not card.get("follows")]
        had = set()
        for number in range(1, ROUNDS + 1):
            groups = collections.defaultdict(dict)
            for trainee, rounds in turns.items():
                for session, role, card in rounds.get(number, [])[:1]:
                    groups[session, card][role] = trainee
            for (session, dealt), people in groups.items():
                def again(card):
                    return sum((people[role], role, card) in had for role in ("customer", "agent") if role in people)
                equal(again(dealt), min(again(card) for card in pool), f"cards that were had before in session {session}")
            had |= {(t, role, card) for t, rounds in turns.items() for _, role, card in rounds.get(number, [])}

    def check_messages(self):
        """Every accepted line is there once, under the id its sender was told; nobody was shown any other."""
        accepted = collections.defaultdict(dict)
        for trainee in self.everybody:
            for session, line, text in trainee.said:
                check(line not in accepted[session], f"line {line} of {session} was given to two")
                accepted[session][line] = text
        for session, lines in accepted.items():
            equal(sorted(lines), list(range(1, len(lines) + 1)), f"the lines of {session} count from 1 without a gap")
        for trainee in self.everybody:
            for program in trainee.programs:
                for session, view in program.me.before.items():
                    shown = {line: entry["text"] for line, entry in view.lines.items()}
                    equal(shown, accepted[session], f"{trainee.name}: the lines of {session}")
            for session in {session for session, _, _ in trainee.said}:
                mine = [line for of, line, _ in trainee.said if of == session]
                equal(mine, sorted(mine), f"{trainee.name}'s lines are in the order in which they were said")


def afternoon(world):
    """A whole afternoon with real programs."""
    day = Afternoon(world)
    day.an_ordinary_round()
    day.a_second_trainer()
    day.late_ones_come_in_at_once()
    day.people_drop_out()
    day.the_server_dies()
    day.the_trainer_vanishes()
    day.begin_round()
    day.is_heard(day.everybody_talks())
    day.finish_round()
    equal(day.round, ROUNDS, "rounds")
    day.who_was_removed_stays_out()
    day.check_rules()
    day.check_messages()


if __name__ == "__main__":
    run(afternoon)
