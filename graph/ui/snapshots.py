"""The page with the snapshots: a gallery in the order in which they are told, and the storyboard full screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from graph.messages import say
from graph.snapshots import Broken, Snapshot, SnapshotFolder, snapshots_folder
from graph.snapshots.steps import Deleted, Moved, describe_step, take_back, tell_place
from graph.ui import chrome, pages
from graph.ui.component import read_asset
from graph.ui.language import read_query, with_language
from graph.ui.snapshots_dialogs import show_edit_dialog
from graph.ui.snapshots_picture import Picture, explorer_query, load_picture
from graph.ui.snapshots_player import PLAYING, show_player
from graph.ui.snapshots_state import do, focus_on, get_focus, get_steps, put_steps, take_notices
from graph.ui.source import Version, graph_path, graph_version, open_graph
from graph.ui.text import escape_markdown
from graph.wording import WINDOW_WORDS, clean_label, count_words, format_date

UNDO = "snap-undo"
MOST_THROWN = 12


def show_page() -> None:
    """Show the page."""
    version = graph_version(graph_path())
    shelf = SnapshotFolder(snapshots_folder(graph_path()))
    snapshots, broken = shelf.read_all()
    st.html(f"<style>{read_asset('snapshots.css')}</style>")
    with st.container(key="snapshots"):
        _show_head(snapshots, broken)
        with st.container(key="snap-acts", horizontal=True, vertical_alignment="center"):
            show_player(snapshots, get_focus())
            if steps := get_steps():
                st.button(
                    escape_markdown(describe_step(steps[-1])),
                    key=UNDO,
                    type="tertiary",
                    on_click=_undo,
                    args=(shelf,),
                )
        if snapshots:
            with st.container(key="snap-cards"):
                for place, snapshot in enumerate(snapshots):
                    _show_card(version, shelf, snapshot, place, len(snapshots))
        else:
            _show_empty()
        _show_bin(shelf)


def _show_head(snapshots: Sequence[Snapshot], broken: Sequence[Broken]) -> None:
    parts = [f"<h1>{escape(say('Momentopnamen'))}</h1>"]
    if snapshots:
        n = count_words(len(snapshots), ("momentopname", "momentopnamen"))
        text = say("{n}, in de volgorde waarin u ze laat zien.", n=n)
        parts.append(f'<p class="said">{escape(text)}</p>')
    asked = read_query().get(PLAYING, "")
    if asked and asked not in {snapshot.name for snapshot in snapshots}:
        parts.append(chrome.ignored_html([clean_label(f"{PLAYING}={asked}", 60)]))
    for kind, text in take_notices():
        role = "alert" if kind == "error" else "status"
        parts.append(f'<p class="ignored {kind}" role="{role}">{escape(text)}</p>')
    parts.extend(f'<p class="ignored error">{escape(item.reason)}</p>' for item in broken)
    st.html(f'<header class="page">{"".join(parts)}</header>')


def _show_empty() -> None:
    title = say("Nog geen momentopnamen")
    text = say(
        "Kies bij Verkennen wat u wilt laten zien en druk daar op ‘Bewaar dit beeld’. Wat u bewaart, staat daarna "
        "hier: om weer te openen, op volgorde te zetten en voor publiek af te spelen."
    )
    st.html(f'<section class="nothing-yet"><h2>{escape(title)}</h2><p>{escape(text)}</p></section>')
    st.page_link(pages.explore_page(), label=say("Naar Verkennen"), query_params=with_language() or None)


# -- one card ---------------------------------------------------------------------------------------------------------


def _show_card(version: Version, shelf: SnapshotFolder, snapshot: Snapshot, place: int, n: int) -> None:
    name = snapshot.name
    with st.container(key=f"snap-card-{name}"):
        st.html(_card_html(snapshot, load_picture(version, snapshot), place, open_graph(version).build_info().corpus))
        with st.container(key=f"snap-row-{name}", horizontal=True):
            with st.container(key=f"snap-open-{name}", width="content"):
                st.page_link(
                    pages.explore_page(),
                    label=_label(say("Openen"), snapshot),
                    query_params=explorer_query(snapshot) or None,
                )
            if _button(say("Wijzigen"), "change", snapshot):
                show_edit_dialog(shelf, snapshot)
            _button(say("Eerder"), "earlier", snapshot, lambda: _move(shelf, snapshot, -1, place, n), place == 0)
            _button(say("Later"), "later", snapshot, lambda: _move(shelf, snapshot, 1, place, n), place == n - 1)
            _button(say("Verwijderen"), "delete", snapshot, lambda: _delete(shelf, snapshot, place))


def _button(
    word: str, act: str, snapshot: Snapshot, on_click: Callable[[], None] | None = None, disabled: bool = False
) -> bool:
    return st.button(
        _label(word, snapshot),
        key=f"snap-{act}-{snapshot.name}",
        type="tertiary",
        on_click=on_click,
        disabled=disabled,
    )


def _label(word: str, snapshot: Snapshot) -> str:
    """Return a word with the title of the snapshot behind it, which the style sheet hides from the eye alone."""
    return f"{word} *‘{escape_markdown(clean_label(snapshot.title, 60))}’*"


def _card_html(snapshot: Snapshot, picture: Picture, place: int, corpus: str) -> str:
    title = clean_label(snapshot.title, 200)
    facts = [
        format_date(clean_label(snapshot.saved, 40)),
        count_words(picture.n_documents, WINDOW_WORDS["document"]),
        say("met notitie") if snapshot.note else "",
    ]
    parts = [
        f'<img data-snapshot="{escape(snapshot.name)}" src="{picture.address}" alt="{escape(picture.sentence)}" '
        'width="1280" height="720">',
        f'<h2><span class="place">{place + 1}</span> {escape(title)}</h2>',
    ]
    if snapshot.caption:
        parts.append(f'<p class="body">{escape(clean_label(snapshot.caption, 400))}</p>')
    parts.append(f'<p class="facts">{escape(", ".join(fact for fact in facts if fact))}</p>')
    parts.extend(f'<p class="warning">{escape(text)}</p>' for text in tell_warnings(snapshot, picture.ignored, corpus))
    return f'<article class="snapshot">{"".join(parts)}</article>'


def tell_warnings(snapshot: Snapshot, ignored: Sequence[str], corpus: str) -> list[str]:
    """Return what is different now from when the snapshot was made, one sentence each.

    Args:
        snapshot: the snapshot.
        ignored: the parts of its view that the present graph does not have.
        corpus: the fingerprint of the texts of the present graph.
    """
    told = []
    if snapshot.corpus and not corpus.startswith(snapshot.corpus):
        told.append(say("Gemaakt van andere teksten dan die van nu; het beeld kan er anders uitzien dan toen."))
    if ignored:
        told.append(say("Dit staat niet meer in de graaf: {parts}.", parts="; ".join(ignored)))
    return told


# -- what can be done -------------------------------------------------------------------------------------------------


def _move(shelf: SnapshotFolder, snapshot: Snapshot, steps: int, place: int, n: int) -> None:
    def act() -> tuple[str, Moved]:
        moved = shelf.move(snapshot.name, steps)
        return tell_place(moved, snapshot.name), Moved(snapshot, place)

    do(act)
    at_end = place + steps in (0, n - 1)  # there the button that was pressed is out of use
    going_on = {-1: "earlier", 1: "later"}[-steps if at_end else steps]
    focus_on(f"snap-{going_on}-{snapshot.name}")


def _delete(shelf: SnapshotFolder, snapshot: Snapshot, place: int) -> None:
    def act() -> tuple[str, Deleted]:
        shelf.delete(snapshot.name)
        return say("‘{title}’ is verwijderd.", title=clean_label(snapshot.title)), Deleted(snapshot, place)

    do(act)
    focus_on(UNDO)


def _undo(shelf: SnapshotFolder) -> None:
    steps = get_steps()
    if not steps:
        return
    put_steps(steps[:-1])
    do(lambda: (take_back(shelf, steps[-1]), None))
    focus_on(UNDO if len(steps) > 1 else "snap-cards")


def _show_bin(shelf: SnapshotFolder) -> None:
    thrown = shelf.thrown()[:MOST_THROWN]
    if not thrown:
        return
    with st.expander(say("Verwijderd ({n})", n=len(thrown)), key="snap-bin"):
        for n, snapshot in enumerate(thrown):
            label = say("Zet ‘{title}’ terug", title=clean_label(snapshot.title, 80))
            st.button(
                escape_markdown(label),
                key=f"snap-restore-{n}",
                type="tertiary",
                on_click=_restore,
                args=(shelf, snapshot),
            )


def _restore(shelf: SnapshotFolder, snapshot: Snapshot) -> None:
    do(lambda: (take_back(shelf, Deleted(snapshot)), None))
