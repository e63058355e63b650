"""The dialogs of the snapshots: keep what is on the screen, and change what is said with a kept one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from graph.errors import ReadableError
from graph.export.bundle import propose_title
from graph.filters import Filters, Sight, filters_to_query
from graph.material import Material
from graph.messages import say
from graph.snapshots import TITLE_LENGTH, ChangedElsewhere, Snapshot, SnapshotFolder, snapshots_folder
from graph.snapshots.steps import Changed
from graph.ui import pages, state
from graph.ui.component import read_asset
from graph.ui.language import with_language
from graph.ui.snapshots_state import do, focus_on
from graph.ui.source import Version, graph_path, load_defaults, open_graph
from graph.view import View
from graph.wording import clean_label

SAVED, TURN, HELD = "snapshot_saved", "snapshot_turn", "snapshot_held"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody types about a snapshot."""

    title: str
    caption: str
    note: str


def _ask(words: Words, turn: int) -> Words | None:
    """Show the fields; return what was typed once it is to be kept, else None."""
    with st.form("snap-form", border=False):
        title = st.text_input(say("Titel"), words.title, max_chars=TITLE_LENGTH, key=f"snap-title-{turn}")
        caption = st.text_area(
            say("Onderschrift, voor het publiek"), words.caption, height=116, key=f"snap-caption-{turn}"
        )
        note = st.text_area(say("Notitie, alleen voor de spreker"), words.note, height=90, key=f"snap-note-{turn}")
        sent = st.form_submit_button(say("Bewaren"), type="primary", key="snap-keep")
    _script()(key="snap-dialog", data={"close": say("Sluiten")}, height=1)
    return Words(title or "", caption or "", note or "") if sent else None


@st.cache_resource(show_spinner=False)
def _script() -> Any:
    return st.components.v2.component("begrippengraaf_snapshot_dialog", js=read_asset("snapshots_dialog.js"))


def _count_opening() -> int:
    """Return a number for this opening of a dialog: what was typed in a former one is not found in its fields."""
    st.session_state[TURN] = turn = int(st.session_state.get(TURN, 0)) + 1
    st.session_state.pop(HELD, None)
    return turn


# -- keep what is on the screen ---------------------------------------------------------------------------------------


def show_save_button(
    version: Version, view: View, material: Material, filters: Filters, selection: tuple[str, ...], sentence: str
) -> None:
    """Show the button that keeps the view of the explorer; ``sentence`` is what says in words what is seen."""
    if st.button(say("Bewaar dit beeld"), key="snap-save"):
        dialog = st.dialog(say("Bewaar dit beeld"))(_save)
        # The headline of the sentence, as it stands above an export that nobody gave another one.
        title = propose_title(view, material, filters, selection)
        dialog(version, filters, selection, state.get_sight(), title, sentence, _count_opening())


def _save(
    version: Version,
    filters: Filters,
    selection: tuple[str, ...],
    sight: Sight | None,
    title: str,
    sentence: str,
    turn: int,
) -> None:
    typed = _ask(Words(title, sentence, ""), turn)
    if typed is None:
        return
    snapshot = Snapshot(
        title=typed.title,
        query=filters_to_query(filters, load_defaults(version)),
        selection=selection,
        zoom=sight.zoom if sight else None,
        centre=sight.centre if sight else None,
        caption=typed.caption.strip(),
        note=typed.note.strip(),
        corpus=open_graph(version).build_info().corpus,
        saved=date.today().isoformat(),
    )
    try:
        kept = SnapshotFolder(snapshots_folder(graph_path())).save(snapshot)
    except ReadableError as error:
        _tell(str(error))
        return
    st.session_state[SAVED] = kept.title
    st.rerun()


def show_saved() -> None:
    """Say once, after a view was kept, where it can be found."""
    title = st.session_state.pop(SAVED, "")
    if not title:
        return
    with st.container(key="snap-saved", horizontal=True, vertical_alignment="center"):
        text = say("Bewaard als momentopname: ‘{title}’.", title=clean_label(title, 100))
        st.html(f'<p class="ignored" role="status">{escape(text)}</p>', width="content")
        st.page_link(
            pages.snapshots_page(), label=say("Bekijk bij Momentopnamen"), query_params=with_language() or None
        )


# -- change what is said with a kept one ------------------------------------------------------------------------------


def show_edit_dialog(shelf: SnapshotFolder, snapshot: Snapshot) -> None:
    """Open the dialog in which title, caption and note of a snapshot are changed."""
    st.dialog(say("Momentopname wijzigen"))(_edit)(shelf, snapshot, _count_opening())


def _edit(shelf: SnapshotFolder, snapshot: Snapshot, turn: int) -> None:
    typed = _ask(Words(snapshot.title, snapshot.caption, snapshot.note), turn)
    if typed is None:
        return
    former: Snapshot = st.session_state.get(HELD, snapshot)
    try:
        latter = shelf.change(former, typed.title, typed.caption, typed.note)
    except ChangedElsewhere as error:
        # What somebody else wrote is shown first; only a second press puts this in its place.
        st.session_state[HELD] = error.held
        _tell(f"{error} {_tell_held(error.held)}")
        return
    except ReadableError as error:
        _tell(str(error))
        return
    if latter != former:
        said = say("‘{title}’ is gewijzigd.", title=clean_label(latter.title))
        do(lambda: (said, Changed(former, latter)))
    focus_on(f"snap-change-{latter.name}")
    st.rerun()


def _tell(text: str) -> None:
    st.html(f'<p class="ignored error" role="alert">{escape(text)}</p>')


def _tell_held(held: Snapshot) -> str:
    return say(
        "Daar staat nu als titel ‘{title}’, als onderschrift ‘{caption}’ en als notitie ‘{note}’. Druk nog eens op "
        "Bewaren om dat te vervangen door wat u hier typte.",
        title=clean_label(held.title, 200),
        caption=clean_label(held.caption, 200),
        note=clean_label(held.note, 200),
    )
