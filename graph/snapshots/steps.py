"""What one window did to the snapshots, and how each step is taken back."""

from __future__ import annotations

from dataclasses import dataclass

from graph.messages import say
from graph.snapshots.folder import SnapshotFolder
from graph.snapshots.snapshot import Snapshot
from graph.wording import clean_label

MOST_STEPS = 50


@dataclass(frozen=True, slots=True)
class Changed:
    """A title, caption or note was changed."""

    former: Snapshot
    latter: Snapshot


@dataclass(frozen=True, slots=True)
class Moved:
    """A snapshot went to another place in the order."""

    snapshot: Snapshot
    place: int  # where it came from


@dataclass(frozen=True, slots=True)
class Deleted:
    """A snapshot went into the bin."""

    snapshot: Snapshot
    place: int | None = None  # where it stood; None: where its file says


Step = Changed | Moved | Deleted


def add_step(steps: tuple[Step, ...], step: Step) -> tuple[Step, ...]:
    """Return the steps with one more; of very many the oldest fall away."""
    return (*steps, step)[-MOST_STEPS:]


def describe_step(step: Step) -> str:
    """Return what taking ``step`` back would undo, for a button."""
    match step:
        case Changed(former, _):
            return say("Ongedaan maken: wijziging van ‘{title}’", title=clean_label(former.title, 40))
        case Moved(snapshot, _):
            return say("Ongedaan maken: verplaatsing van ‘{title}’", title=clean_label(snapshot.title, 40))
        case Deleted(snapshot, _):
            return say("Ongedaan maken: verwijdering van ‘{title}’", title=clean_label(snapshot.title, 40))


def take_back(shelf: SnapshotFolder, step: Step) -> str:
    """Take one step back and return one sentence that says how it stands now.

    Raises:
        ReadableError: another window changed the same snapshot since, or the folder cannot be written.
    """
    match step:
        case Changed(former, latter):
            back = shelf.change(latter, former.title, former.caption, former.note, former.name)
            return say("‘{title}’ is weer zoals eerst.", title=clean_label(back.title))
        case Moved(snapshot, place):
            return tell_place(_move_to(shelf, snapshot.name, place), snapshot.name)
        case Deleted(snapshot, former_place):
            restored = shelf.undo(snapshot.name)
            if restored is None:
                return say("‘{title}’ is al teruggezet.", title=clean_label(snapshot.title))
            if former_place is not None:
                _move_to(shelf, restored.name, former_place)
            return say("‘{title}’ staat er weer.", title=clean_label(restored.title))


def _move_to(shelf: SnapshotFolder, name: str, place: int) -> list[Snapshot]:
    names = [held.name for held in shelf.snapshots()]
    return shelf.move(name, place - names.index(name) if name in names else 0)


def tell_place(snapshots: list[Snapshot], name: str) -> str:
    """Return one sentence with the place of a snapshot in the order."""
    place, snapshot = next((place, held) for place, held in enumerate(snapshots, 1) if held.name == name)
    return say(
        "‘{title}’ staat nu op plaats {n} van {m}.", title=clean_label(snapshot.title), n=place, m=len(snapshots)
    )
