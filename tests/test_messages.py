"""The catalogue and the code agree: every message has its English, every English its message, with the same places."""

from __future__ import annotations

import ast
import string
from pathlib import Path

from graph import messages
from graph.messages import CATALOGUE, in_language, load_catalogue, say, take_language_from

PACKAGE = Path(__file__).resolve().parents[1] / "graph"


def find_messages() -> dict[tuple[str, str | None], str]:
    """Return message and context -> where it is said, for every call with a plain text."""
    found: dict[tuple[str, str | None], str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("say", "mark")):
                continue
            if not (call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)):
                assert call.func.id == "say", f"{path.name}:{call.lineno}: mark() takes a plain text"
                continue
            contexts = [word.value for word in call.keywords if word.arg == "context"]
            context = contexts[0].value if contexts and isinstance(contexts[0], ast.Constant) else None
            found[call.args[0].value, context] = f"{path.relative_to(PACKAGE)}:{call.lineno}"
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_message_has_its_english():
    known = load_catalogue()
    assert [f"{where}: {key}" for key, where in find_messages().items() if key not in known] == []


def test_every_english_has_its_message():
    said = find_messages()
    assert [key for key in load_catalogue() if key not in said] == []


def test_dutch_and_english_have_the_same_places():
    assert [key for key, english in load_catalogue().items() if places(key[0]) != places(english)] == []


def test_no_message_stands_there_twice():
    keys = [
        line
        for line in CATALOGUE.read_text(encoding="utf-8").split("\n\n")
        if "msgid" in line and "msgctxt" not in line
    ]
    ids = [entry.split("msgstr")[0].split("msgid", 1)[1].strip() for entry in keys]
    assert sorted(ids) == sorted(set(ids))


def test_the_block_the_source_and_the_default(monkeypatch):
    english = {("van {first} tot {last}", None): "from {first} to {last}"}
    monkeypatch.setattr(messages, "load_catalogue", lambda: english)
    monkeypatch.setattr(messages, "_sources", [])
    assert say("van {first} tot {last}", first=3, last=8) == "van 3 tot 8"
    with in_language("en"):
        assert say("van {first} tot {last}", first=3, last=8) == "from 3 to 8"
        assert say("geen boodschap {die} bestaat") == "geen boodschap {die} bestaat"
    told: list[messages.Language | None] = ["en"]
    take_language_from(lambda: told[0])
    assert say("van {first} tot {last}", first=3, last=8) == "from 3 to 8"
    with in_language("nl"):
        assert say("van {first} tot {last}", first=3, last=8) == "van 3 tot 8"
    told[0] = None
    assert say("van {first} tot {last}", first=3, last=8) == "van 3 tot 8"
