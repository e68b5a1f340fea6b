"""What a person at a line client has been shown: the events, folded. A resume shows a session anew from its `paired`."""


class SessionView:
    def __init__(self, paired):
        self.paired = paired
        self.id = paired["session"]
        self.role = paired["role"]
        self.partners = {p["person"]: p["state"] for p in paired["partners"]}
        self.partner_until = {}
        self.briefs = {}
        self.phase_event = None
        self.ready = set()
        self.lines = {}
        self.beats = []
        self.jumps = []
        self.felt = []
        self.told = []
        self.notes = []
        self.tallies = {}
        self.breath = None
        self.recaps = {}
        self.marks = {}
        self.ratings = {}
        self.outcome = None
        self.debrief = None
        self.reactions = {}
        self.intentions = {}
        self.kept = {}
        self.replay = None

    @property
    def phase(self):
        return self.phase_event and self.phase_event["phase"]

    def line(self, line_id):
        return self.lines[line_id]["text"]

    def people(self):
        return [p["person"] for p in self.paired["partners"]]

    def partner(self, role):
        return next(p["person"] for p in self.paired["partners"] if p["role"] == role)

    def shown(self):
        """All that must be the same after a resume: everything but clocks and who is here."""
        partners = [{k: v for k, v in p.items() if k != "state"} for p in self.paired["partners"]]
        return {"paired": {**self.paired, "partners": partners}, "briefs": self.briefs, "phase": self.phase,
                "lines": self.lines, "beats": self.beats, "jumps": self.jumps, "felt": self.felt, "told": self.told,
                "notes": self.notes, "tallies": self.tallies, "recaps": self.recaps, "marks": self.marks,
                "ratings": self.ratings, "outcome": self.outcome, "debrief": self.debrief,
                "reactions": self.reactions, "intentions": self.intentions, "kept": self.kept}


class Person:
    def __init__(self):
        self.id = None
        self.name = None
        self.resume_token = None
        self.connection = None
        self.klass = None
        self.left = None
        self.cards = []
        self.rubric = None
        self.seasons = None
        self.round = None
        self.waiting = None
        self.grid = {}
        self.session = None
        self.closed = {}       # session → its `closed`
        self.history = []      # (session, phase), as they came
        self.before = {}       # session → the view as it was when it closed
        self.welcomes = 0
        self.problems = []     # what a client must never be told

    def take(self, event):
        handler = getattr(self, "_" + event["event"], None)
        if handler:
            handler(event)
        elif "session" in event and event["event"] in SESSION_EVENTS:
            if not self.session or self.session.id != event["session"]:
                self.problems.append(f"of no open session: {event}")
                return
            SESSION_EVENTS[event["event"]](self.session, event, self)

    def member(self, name):
        return next((m for m in self.klass["members"] if m["name"] == name), None) if self.klass else None

    def phases(self, session):
        return [phase for of, phase in self.history if of == session]

    def _welcome(self, event):
        """What was shown before a welcome may be old and is shown anew behind it; the class comes when it has changed."""
        self.id, self.name, self.resume_token = event["person"], event["name"], event["resume"]
        self.welcomes += 1
        self.round = self.waiting = self.session = None

    def _connection(self, event):
        self.connection = event

    def _class(self, event):
        self.klass = event

    def _left(self, event):
        self.left = event

    def _cards(self, event):
        self.cards = event["cards"]

    def _rubric(self, event):
        self.rubric = event

    def _seasons(self, event):
        self.seasons = event

    def _round(self, event):
        self.round = event

    def _waiting(self, event):
        self.waiting = event

    def _sessions(self, event):
        self.grid = {row["session"]: row for row in event["sessions"]}

    def _paired(self, event):
        self.session = SessionView(event)

    def _closed(self, event):
        if "session" not in event:
            return
        self.closed[event["session"]] = event
        if self.session and self.session.id == event["session"]:
            self.before[self.session.id] = self.session
            self.session = None


def _phase(view, event, person):
    view.phase_event = event
    if not person.history or person.history[-1] != (view.id, event["phase"]):
        person.history.append((view.id, event["phase"]))


def _message(view, event, person):
    if event["id"] in view.lines:
        person.problems.append(f"a line came twice: {event}")
    if view.lines and event["id"] != max(view.lines) + 1 or not view.lines and event["id"] != 1:
        person.problems.append(f"a line came out of order: {event}")
    view.lines[event["id"]] = {key: event.get(key) for key in ("from", "text", "at", "phase", "role")}


def _partner(view, event, _person):
    view.partners[event["person"]] = event["state"]
    view.partner_until[event["person"]] = event.get("until")


def _set(name, key, value=None):
    def take(view, event, _person):
        getattr(view, name)[event[key]] = event[value] if value else event
    return take


def _add(name, *keys):
    def take(view, event, _person):
        getattr(view, name).append({key: event.get(key) for key in keys})
    return take


def _keep(name):
    def take(view, event, _person):
        setattr(view, name, event)
    return take


def _rating(view, event, person):
    key = (event["by"], event["of"])
    if key in view.ratings and view.ratings[key] != event:
        person.problems.append(f"a rating changed: {event}")
    view.ratings[key] = event


SESSION_EVENTS = {
    "brief": _set("briefs", "side"),
    "phase": _phase,
    "message": _message,
    "partner": _partner,
    "ready": lambda view, event, _: view.ready.add((event["person"], event["phase"])),
    "beat": _add("beats", "id", "text", "mood", "jump", "at"),
    "jump": _add("jumps", "text", "at"),
    "felt": _add("felt", "level", "at"),
    "told": _add("told", "fact", "earned", "at"),
    "note": _add("notes", "id", "kind", "text", "source", "at"),
    "breath": _keep("breath"),
    "recap": _set("recaps", "attempt"),
    "marks": _set("marks", "attempt"),
    "tally": _set("tallies", "kind", "count"),
    "rating": _rating,
    "outcome": _keep("outcome"),
    "debrief": _keep("debrief"),
    "reaction": _set("reactions", "person", "word"),
    "intention": _set("intentions", "person", "text"),
    "intention_kept": _set("kept", "person", "level"),
    "replay": _keep("replay"),
}
