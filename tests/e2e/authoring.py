#!/usr/bin/env python3
"""Cards change while a class of two languages plays: on the server's disk, and by two trainers who write at once."""

import shutil

from earshot import check, equal, run
from play import all_are_back, join, kill_and_restart, open_class, start_round

CARD = "wedding-order"
FOLLOW_UP = "after-the-wedding"
OTHER = "third-outage"
FACT = "The place-card holders are silver. I ordered brass."
PAIRS = [("Amy", "Ben"), ("Cleo", "Dan"), ("Eve", "Finn")]
READS_GERMAN = ("Amy", "Ben", "Eve")
PART = 12 * 1024


class Shelf:
    """The content folder of this scenario: an author's own."""

    def __init__(self, world):
        self.folder = world.folder / "content"
        shutil.copytree(world.source / "content", self.folder)
        for translation in (self.folder / "cards").iterdir():
            if translation.is_dir() and translation.name != "en":
                shutil.rmtree(translation)
        german = self.text(CARD).replace("language: en", "language: de", 1)
        german = german.replace("title: Wrong item, two days before the wedding", "title: Das Falsche, zwei Tage vor der Hochzeit", 1)
        self.save(CARD, german.replace(FACT, "Die Kartenhalter sind silbern. Bestellt war Messing."), "de")

    def file(self, card, language="en"):
        return self.folder / "cards" / language / f"{card}.yaml"

    def text(self, card, language="en"):
        return self.file(card, language).read_text()

    def save(self, card, text, language="en"):
        """As an editor does it: the new file takes the place of the old one at once."""
        file = self.file(card, language)
        file.parent.mkdir(exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_text(text)
        fresh.replace(file)


def seats(table):
    return {client.name: client.me.session.role for client in table.clients}


def fact_told(table):
    """What the customer reads as the card's first fact."""
    table.customer.until(lambda me: "customer" in me.session.briefs, "the customer's brief")
    return table.customer.me.session.briefs["customer"]["facts"][0]["text"]


def title_of(me, card):
    return next((c["title"] for c in me.cards if c["id"] == card), None)


def two_languages(trainer, clients, named):
    """Each pair is dealt the card in its own language; lists come in that of whoever reads them."""
    for name in READS_GERMAN:
        named[name].do("language", language="de-AT" if name == "Ben" else "de")
        named[name].until(lambda me: title_of(me, CARD).startswith("Das Falsche"), "the German title")
    languages = next(card["languages"] for card in named["Cleo"].me.cards if card["id"] == CARD)
    equal(languages, ["en", "de"], "the languages of the card")
    for one, other in PAIRS:
        trainer.do("wish", one=named[one].me.id, other=named[other].me.id, wish="together")
    tables = start_round(trainer, clients, CARD, variant=1)
    equal(sorted(sorted(seats(table)) for table in tables), sorted(sorted(pair) for pair in PAIRS), "who sits together")
    for table in tables:
        german = all(name in READS_GERMAN for name in seats(table))
        equal(table.agent.me.session.paired["title"].startswith("Das Falsche"), german, f"{seats(table)}: the language")
        equal(fact_told(table), "Die Kartenhalter sind silbern. Bestellt war Messing." if german else FACT, "the fact")
    return tables


def the_author_saves(world, shelf, trainer, tables):
    """A changed file reaches the lists at once and the sessions never; a broken one changes nothing."""
    old = shelf.text(CARD)
    shelf.save(CARD, old.replace(FACT, "The holders are of steel. I ordered brass.").replace("title: Wrong item", "title: Wrong metal", 1))
    for client in (trainer, tables[0].clients[0]):
        if client.name not in READS_GERMAN:
            client.until(lambda me: title_of(me, CARD) == "Wrong metal, two days before the wedding", "the new title")
    kill_and_restart(world, [trainer, *(client for table in tables for client in table.clients)])
    for table in tables:
        table.ready()
        german = all(name in READS_GERMAN for name in seats(table))
        table.customer.do("reveal", fact="wrong_metal")
        said = "Die Kartenhalter sind silbern. Bestellt war Messing." if german else FACT
        table.everybody_has(lambda view: any(line["text"] == said for line in view.lines.values()), "the fact as it was dealt")
        table.everybody_has(lambda view: all(line["role"] == "customer" for line in view.lines.values()), "who said it, in which role")

    changed = shelf.text(CARD)
    shelf.save(CARD, changed.replace("rule: at_once", "rule: at_last", 1))
    world.wait(lambda: "'rule' cannot be" in world.server.log_text(), "the server to name the fault")
    check(f"{shelf.file(CARD)}:" in world.server.log_text(), "file and line in the log")

    for phase in ("recap", "solve", "score", "debrief"):
        trainer.do("next_phase")
        for table in tables:
            table.all_reach(phase)
    for table in tables:
        table.everybody_has(lambda view: view.debrief, "the debrief")
        told = table.agent.me.session.debrief["facts"][0]
        check(told["text"] in (FACT, "Die Kartenhalter sind silbern. Bestellt war Messing."), f"the debrief is of the card that was dealt: {told}")
    trainer.do("end_round")
    for table in tables:
        table.closes()
    return changed


def the_next_round(world, shelf, trainer, clients, good):
    """It plays the version that was good last, also while the file is broken. The author mends it."""
    tables = start_round(trainer, clients, CARD, variant=1)
    english = [table for table in tables if not all(name in READS_GERMAN for name in seats(table))]
    for table in english:
        equal(fact_told(table), "The holders are of steel. I ordered brass.", "the new version")
        equal(table.agent.me.session.paired["title"], "Wrong metal, two days before the wedding", "its title")
    seated = [seats(table) for table in tables]
    shelf.save(CARD, good.replace("title: Wrong metal", "title: The wrong metal", 1))
    trainer.until(lambda me: title_of(me, CARD) == "The wrong metal, two days before the wedding", "the mended card")
    trainer.do("end_round")
    for table in tables:
        table.closes("round_ended")
    return seated


def save(author, card, text, base, publish=False):
    """Saves a text in parts, as it must be above 12 KiB; gives the version."""
    raw = text.encode()
    cuts = [0]
    while cuts[-1] < len(raw):
        end = min(cuts[-1] + PART, len(raw))
        while end < len(raw) and raw[end] & 0xC0 == 0x80:
            end -= 1
        cuts.append(end)
    parts = [raw[a:b].decode() for a, b in zip(cuts, cuts[1:])]
    for i, part in enumerate(parts):
        answer = author.do("save_card", card=card, base=base, publish=publish, part=i, parts=len(parts), text=part)
    return answer["id"]


def open_card(author, card):
    since = len(author.events)
    author.do("open_card", card=card)
    return author.expect("card_source", since, card=card)


def two_trainers(world, shelf, tess, clients):
    """Who saves over what they have not seen is told whose it is; what is published is dealt, also after a kill -9."""
    tess.do("invite_trainer")
    tarek = world.client("Tarek")
    tarek.do("sign_in", token=tess.expect("trainer_invite")["token"], name="Tarek")
    equal(tarek.expect("shelf")["entries"], [], "nobody has written anything yet")
    clients[0].refused("not_allowed", "open_card", card=OTHER)

    opened = {author: open_card(author, OTHER) for author in (tess, tarek)}
    text = shelf.text(OTHER)
    for source in opened.values():
        equal((source["text"], source["version"], source["draft"]), (text, 0, False), "the file")
    ours = text.replace("title: The third outage in a month", "title: The fourth outage — in a month", 1)
    ours += "# Notes of ours — for later.\n" * 100  # in two parts, then
    equal(save(tess, OTHER, ours, 0), 1, "the first version")
    entry = world.wait(lambda: next((e["entries"][0] for e in tarek.events if e["event"] == "shelf" and e["entries"]), None), "the shelf")
    equal((entry["card"], entry["by"], entry["draft"], entry["published"]), (OTHER, "Tess", True, False), "what Tarek is shown")
    refusal = tarek.refused("changed", "save_card", field="base", card=OTHER, base=0, text="title: mine")
    check(refusal["text"].startswith("Tess has saved version 1"), f"who it was: {refusal}")

    kill_and_restart(world, [tess, *clients])
    tarek.until(lambda me: me.welcomes == 2, "a welcome by the new server")
    equal(open_card(tarek, OTHER)["text"], ours, "the draft outlives the server")
    broken = ours[:11_000].replace("rule: at_once", "rule: at_last", 1)
    refusal = tarek.refused("not_allowed", "save_card", field="text", card=OTHER, base=1, publish=True, text=broken)
    check(refusal["text"].startswith("line "), f"where it is broken: {refusal}")
    equal(title_of(tess.me, OTHER), "The third outage in a month", "a draft is dealt to nobody")
    theirs = ours.replace("The fourth outage", "The fifth outage")
    equal(save(tarek, OTHER, theirs, 1, publish=True), 2, "the published version")
    for client in (tess, clients[0]):
        client.until(lambda me: title_of(me, OTHER) == "The fifth outage — in a month", "the published title")
    refusal = tess.refused("changed", "save_card", field="base", card=OTHER, base=1, publish=True, text="title: mine")
    check(refusal["text"].startswith("Tarek has saved version 2"), f"who it was: {refusal}")

    tables = start_round(tess, clients, OTHER)
    equal({table.agent.me.session.paired["title"] for table in tables}, {"The fifth outage — in a month"}, "what is played")
    welcomes = {client: client.me.welcomes for client in (tess, tarek, *clients)}
    tarek.do("drop_card", card=OTHER, base=2)
    world.kill_server()
    world.restart_server()
    all_are_back({client: count for client, count in welcomes.items() if client is not tarek})
    tess.until(lambda me: title_of(me, OTHER) == "The third outage in a month", "the file, which counts again")
    for table in tables:
        table.everybody_has(lambda view: view.paired["title"] == "The fifth outage — in a month", "the card that is being played")
    tess.do("end_round")
    for table in tables:
        table.closes("round_ended")


def they_meet_again(trainer, clients, before):
    """The follow-up is dealt to those who met, in the roles that they had, in the same variant."""
    card = next(card for card in trainer.me.cards if card["id"] == FOLLOW_UP)
    equal((card["follows"], card["later"]), (CARD, "twelve days later"), "what the list says of it")
    tables = start_round(trainer, clients, FOLLOW_UP)
    equal(sorted(map(sorted, (seats(table).items() for table in tables))), sorted(map(sorted, (s.items() for s in before))), "who meets whom")
    for table in tables:
        table.agent.until(lambda me: "agent" in me.session.briefs, "the agent's brief")
        equal(table.agent.me.session.briefs["agent"]["customer_name"], "Amara Okafor", "the customer of the first variant")
    trainer.do("end_round")
    for table in tables:
        table.closes("round_ended")


def authoring(world):
    """Cards change while a class of two languages plays: on the server's disk, and by two trainers who write at once."""
    shelf = Shelf(world)
    world.start_server(content=shelf.folder)
    trainer = open_class(world)
    clients = join(world, trainer, *(name for pair in PAIRS for name in pair))
    named = {client.name: client for client in clients}
    tables = two_languages(trainer, clients, named)
    good = the_author_saves(world, shelf, trainer, tables)
    before = the_next_round(world, shelf, trainer, clients, good)
    two_trainers(world, shelf, trainer, clients)
    they_meet_again(trainer, clients, before)


if __name__ == "__main__":
    run(authoring)
