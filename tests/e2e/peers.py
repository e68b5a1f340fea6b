"""Simulated people with a known ability, who rate one another as peers do: some harsh, some kind to a friend, some careless."""

import collections
import math
import random
import statistics

LEVELS = 5
THRESHOLDS = [-1.6, -0.5, 0.5, 1.6]
ABILITY_SD = 0.9
SEVERITY_SD = 0.6
CARD_SD = 0.3
CRITERION_SD = 0.3
SESSION_SD = 0.3      # a good or a bad day, for all who rate it
HALO_SD = 0.5         # what one rater thought of one session as a whole
HARSH = 1.2           # severity of a harsh rater
KIND = 1.5            # what a friend gets on top
LUCKY = 1.0           # so much easier is a lucky card, for everybody

NAMES = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ines", "Jon", "Kim", "Lea", "Max", "Nia", "Olaf",
         "Pia", "Quin", "Rosa", "Sam", "Tim", "Uma", "Vera", "Wim", "Xena", "Yara", "Zoe", "Abel", "Britt", "Carl",
         "Dora", "Emil", "Fay", "Gil", "Hope", "Ivo", "June", "Kai", "Lou", "Mo", "Nell"]


class Peers:
    """The truth about everybody, and what each gives whom.

    Chance is each person's own: how the nth sheet of a rater and the nth day of an agent fall is in the seed, whoever the
    server deals to whom.

    Places of truth count from 1. The best three sit with harsh raters, people behind them with kind friends, and two
    of the lower half collude.
    """

    def __init__(self, seed, criteria, cards, lucky):
        chance = random.Random(seed)
        self.chance_of = {(what, name): random.Random(f"{seed} {what} {name}") for what in ("day", "sheet") for name in NAMES}
        self.criteria = {criterion: chance.gauss(0, CRITERION_SD) for criterion in criteria}
        self.by_place = chance.sample(NAMES, len(NAMES))
        normal = statistics.NormalDist(0, ABILITY_SD)
        self.ability = {name: -normal.inv_cdf((place - 0.5) / len(NAMES)) for place, name in enumerate(self.by_place, 1)}
        self.severity = {name: chance.gauss(0, SEVERITY_SD) for name in NAMES}
        self.lucky_cards = set(chance.sample(cards, lucky))
        self.difficulty = {card: chance.gauss(0, CARD_SD) - LUCKY * (card in self.lucky_cards) for card in cards}
        self.plant()
        self.days = {}                                    # session → how good a day it was
        self.given = collections.defaultdict(dict)        # agent → (session, rater) → levels
        self.cards_of = collections.defaultdict(list)     # agent → the cards, in order

    def plant(self):
        place = self.by_place
        self.top = place[:3]
        self.harsh_on = dict(zip([place[16], place[20], place[24]], self.top))
        self.harsh = [*self.harsh_on, place[30]]
        self.kind_to = dict(zip([place[14], place[22], place[35]], [place[5], place[8], place[11]]))
        self.colluders = [place[26], place[31]]
        self.same_level = place[18]
        for name in self.harsh:
            self.severity[name] = HARSH

    def honest(self):
        others = [*self.kind_to, *self.colluders, self.same_level]
        return [name for name in NAMES if name not in others]

    def place(self, name):
        return self.by_place.index(name) + 1

    def rate(self, session, card, agent, rater):
        """The levels that this rater gives this agent, by criterion."""
        if session not in self.days:
            self.days[session] = self.chance_of["day", agent].gauss(0, SESSION_SD)
            self.cards_of[agent].append(card)
        levels = self.levels(session, card, agent, rater)
        self.given[agent][session, rater] = levels
        return levels

    def levels(self, session, card, agent, rater):
        if rater == self.same_level:
            return dict.fromkeys(self.criteria, 4)
        if {rater, agent} == set(self.colluders):
            return dict.fromkeys(self.criteria, LEVELS)
        chance = self.chance_of["sheet", rater]
        eta = self.ability[agent] + self.days[session] - self.difficulty[card] - self.severity[rater]
        eta += chance.gauss(0, HALO_SD) + KIND * (self.kind_to.get(rater) == agent)
        return {criterion: self.draw(eta - harder, chance) for criterion, harder in self.criteria.items()}

    def draw(self, eta, chance):
        """Rating scale model: P(k) ∝ exp(k eta - the first k thresholds)."""
        weights, exponent = [1.0], 0.0
        for threshold in THRESHOLDS:
            exponent += eta - threshold
            weights.append(math.exp(exponent))
        return chance.choices(range(1, LEVELS + 1), weights)[0]

    # --- What was given ---

    def mean_of(self, sheets):
        return statistics.fmean(level for levels in sheets for level in levels.values())

    def raw(self, agent):
        return self.mean_of(self.given[agent].values())

    def sessions_of(self, agent):
        """Session → the sheets it was given, by rater."""
        sessions = collections.defaultdict(dict)
        for (session, rater), levels in self.given[agent].items():
            sessions[session][rater] = levels
        return sessions

    def meetings(self, rater, agent):
        return sum(by == rater for _, by in self.given[agent])

    def lucky_draws(self, agent):
        return sum(card in self.lucky_cards for card in self.cards_of[agent])


def agreement(truth, scores):
    """Kendall's tau between two orders of the same people."""
    people = sorted(truth)
    pairs = [(a, b) for i, a in enumerate(people) for b in people[i + 1:]]
    return statistics.fmean(math.copysign(1, (truth[a] - truth[b]) * (scores[a] - scores[b]))
                            if scores[a] != scores[b] else 0 for a, b in pairs)
