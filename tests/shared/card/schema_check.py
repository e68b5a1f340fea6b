"""The schema of cards as an editor uses it: it takes whatever the checker takes, and refuses what it can see.

    schema_check.py PROGRAM SOURCE_DIR

Leaves with 77 where python3-jsonschema or python3-yaml are not installed; ctest calls that skipped.
"""

import json
import pathlib
import re
import subprocess
import sys

try:
    import yaml
    from jsonschema import Draft202012Validator
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

# Faults of tests/golden/card-faults that can be seen while the file is typed, without looking at the card as a whole.
SEEN = """
a-list beat-pressed beat-when-is-wrong challenges distraction-is-no-list empty-items empty-sections
fact-rule-missing facts-none follows-a-list follows-a-text follows-empty follows-keys follows-nothing
level-out-of-scale minutes minutes-as-a-number no-variants out-of-range over-limits shown-in-shape
too-many-of-each unknown-and-missing-keys values-a-list values-names values-too-long values-too-many variant-fact
warm-up-maybe wrong-types yaml-a-text yaml-colon-in-a-question
""".split()


class Yaml12(yaml.SafeLoader):
    """Reads plain words as editors do: no sexagesimals, no dates, and yes is a text."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def main():
    program, source = sys.argv[1], pathlib.Path(sys.argv[2])
    schema = json.loads(subprocess.run([program, "schema"], check=True, capture_output=True, text=True).stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    wrong = []

    def complaints(text):
        return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:120]}" for error in validator.iter_errors(yaml.load(text, Yaml12))]

    cards = sorted(source.glob("content/cards/*/*.yaml"))
    for file in cards:
        wrong += [f"{file}: a card of the library is refused: {why}" for why in complaints(file.read_text())]

    faults = source / "tests/golden/card-faults"
    seen = set()
    for file in sorted(faults.glob("*.yaml")):
        name = file.stem
        errors = [line for line in file.with_suffix(".txt").read_text().splitlines() if ": advice: " not in line]
        try:
            why = complaints(file.read_text())
        except (yaml.YAMLError, UnicodeDecodeError):
            continue  # no editor gets as far as a schema
        if why:
            seen.add(name)
        if not errors:
            wrong += [f"{name}: the checker takes it, the schema does not: {one}" for one in why]
    wrong += [f"{name}: the schema does not see this fault" for name in SEEN if name not in seen]

    # A warm-up may leave out what a card to be played needs.
    warm_up = yaml.load((source / "content/cards/en/mirror-a-sentence.yaml").read_text(), Yaml12)
    for answer in (True, "yes"):
        wrong += [f"warm_up: {answer} is refused: {error.message}" for error in validator.iter_errors({**warm_up, "warm_up": answer})]
    for answer in (False, "no"):
        needed = " ".join(error.message for error in validator.iter_errors({**warm_up, "warm_up": answer}))
        wrong += [f"without warm_up, '{key}' is not asked for" for key in ("facts", "feelings", "resolution", "prevention", "you_decide") if key not in needed]

    print("\n".join(wrong) or f"{len(cards)} cards and {len(seen)} faults as they should be")
    return 1 if wrong or not cards else 0


if __name__ == "__main__":
    sys.exit(main())
