"""How the headless demo looks in a terminal: headings, wrapped text, the two roles' colours where there are colours."""

import os
import shutil
import sys
import textwrap

WIDTH = min(shutil.get_terminal_size((100, 24)).columns, 110)
COLOURS = {"customer": "33", "agent": "36", "observer": "35", "quiet": "2", "bold": "1"}
_coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ


def paint(style, text):
    return f"\033[{COLOURS[style]}m{text}\033[0m" if _coloured and style in COLOURS else text


def out(text=""):
    print(text, flush=True)


def phase(name, what):
    out()
    out(paint("bold", f"== {name} ".ljust(20, "=")) + " " + what)


def heading(text, style="bold"):
    out()
    out(paint(style, text))


def wrapped(text, first="  ", rest=None):
    out(textwrap.fill(" ".join(str(text).split()), WIDTH, initial_indent=first,
                      subsequent_indent=" " * len(first) if rest is None else rest))


def field(name, text):
    """One named value; nothing where there is none."""
    if text not in (None, "", [], {}):
        wrapped(text, f"  {name + ':':<12} ", " " * 15)


def said(role, name, text):
    label = f"  {name:>7}  "
    lines = textwrap.wrap(" ".join(text.split()), WIDTH - len(label)) or [""]
    out(paint(role, label) + lines[0])
    for line in lines[1:]:
        out(" " * len(label) + line)


def dots(level, of=5):
    return "●" * int(level) + "○" * (of - int(level))
