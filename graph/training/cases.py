"""Hand-made cases of whom a name means, in which there is no doubt: what the weights of joining must come to know."""

from __future__ import annotations

import re
from pathlib import Path

from graph.marked.texts import Mark, read_marks
from graph.people.lexicon import NameLexicon
from graph.people.passage import PassageView
from graph.people.roles import find_role
from graph.rows import Mention, Token
from graph.training.joining import Known

FILE = "joining.txt"
WEIGHT = 3.0
"""How much a choice in a hand-made case counts; one in a text counts once."""
WORD = re.compile(r"(?:[A-ZÀ-Þ]\.)+|[\w'’-]+|\S")
END = re.compile(r"[.!?]\s")


def read_cases(path: Path, names: NameLexicon) -> list[Known]:
    """Return the cases in a file: a block of lines each, every line a paragraph.

    A line behind "=" is a case without a text: each of its names is in a paragraph of its own, behind its role.
    """
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    cases = [[line for line in block.split("\n") if line and not line.startswith("#")] for block in blocks]
    return [_read_case(f"case-{number}", lines, names) for number, lines in enumerate(cases) if lines]


def _read_case(name: str, lines: list[str], names: NameLexicon) -> Known:
    is_bare = lines[0].startswith("=")
    paragraphs = [read_marks(line) for line in (lines[0][2:].replace("]] ", "]]\n").split("\n") if is_bare else lines)]
    mentions: list[Mention] = []
    keys: dict[str, str] = {}
    for place, (text, marks) in enumerate(paragraphs):
        tokens = [
            Token(match[0], match[0].lower(), match.start(), match.end(), not END.sub("", text[: match.start()][-2:]))
            for match in WORD.finditer(text)
        ]
        view = PassageView(tokens, names)
        for mark in marks:
            mention = _mention(f"{name}.m{len(mentions)}", f"{name}.p{place}", text, mark, view)
            keys[mention.mention_id] = mark.key
            mentions.append(mention)
    texts = {} if is_bare else {f"{name}.p{place}": text for place, (text, _) in enumerate(paragraphs)}
    return Known(name, mentions, texts, keys, WEIGHT)


def _mention(number: str, passage: str, text: str, mark: Mark, view: PassageView) -> Mention:
    inside = [at for at, token in enumerate(view.tokens) if token.start < mark.end and mark.start < token.end]
    sentence = len(END.findall(text[: mark.start]))
    surface = text[mark.start : mark.end]
    role = find_role(view, inside[0], inside[-1] + 1)
    return Mention(
        number, number.split(".")[0], passage, f"{passage}.s{sentence}", mark.start, mark.end, surface, "person", "",
        surface, role,
    )  # fmt: skip
