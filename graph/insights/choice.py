"""What the page with insights is asked to look at, and how that travels in its address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from graph.rows import Kind, Window
from graph.wording import clean_label

WINDOWS: dict[str, Window] = {"zin": "sentence", "alinea": "paragraph"}
"""Not the document: in whole texts nearly everything meets everything."""
KINDS: dict[str, tuple[Kind, ...]] = {
    "begrippen": ("concept",),
    "personen": ("concept", "person"),
    "alles": ("concept", "person", "organisation", "place"),
}
SECTIONS = ("samenhang", "tussen", "ontbreekt", "dun")
SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class Choice:
    """``window``: what counts as together. ``kinds``: who takes part. ``whole``: sections shown to the last row.

    ``documents``: the texts that count, None for all.
    """

    window: Window = "paragraph"
    kinds: tuple[Kind, ...] = KINDS["personen"]
    whole: frozenset[str] = frozenset()
    documents: tuple[str, ...] | None = None


def read_choice(query: Mapping[str, str], documents: Collection[str] = ()) -> tuple[Choice, tuple[str, ...]]:
    """Return the choice that an address asks for, and what in it was ignored, each as 'name=value'.

    ``documents``: the ids of those that there are.
    """
    choice, ignored = Choice(), []
    for name, value in query.items():
        match name:
            case "samen" if value in WINDOWS:
                choice = replace(choice, window=WINDOWS[value])
            case "wie" if value in KINDS:
                choice = replace(choice, kinds=KINDS[value])
            case "heel":
                parts = value.split(SEPARATOR)
                choice = replace(choice, whole=frozenset(part for part in parts if part in SECTIONS))
                ignored += [f"heel={part}" for part in parts if part not in SECTIONS]
            case "teksten":
                parts = value.split(SEPARATOR)
                held = tuple(dict.fromkeys(part for part in parts if part in documents))
                choice = replace(choice, documents=held or None)
                ignored += [f"teksten={part}" for part in parts if part not in documents]
            case "samen" | "wie":
                ignored.append(f"{name}={value}")
    return choice, tuple(clean_label(part, 60) for part in ignored)


def choice_to_query(choice: Choice) -> dict[str, str]:
    """Return the query of the page's address: only what differs from the first look."""
    query: dict[str, str] = {}
    if choice.window != Choice().window:
        query["samen"] = next(word for word, window in WINDOWS.items() if window == choice.window)
    if choice.kinds != Choice().kinds:
        query["wie"] = next(word for word, kinds in KINDS.items() if kinds == choice.kinds)
    if choice.documents is not None:
        query["teksten"] = SEPARATOR.join(choice.documents)
    if choice.whole:
        query["heel"] = SEPARATOR.join(section for section in SECTIONS if section in choice.whole)
    return query
