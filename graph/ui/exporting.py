"""The dialog 'Exporteren': which file, what stands in it, and what it will look like before it is saved."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from graph.errors import ReadableError
from graph.export.bundle import propose_title
from graph.export.figure import PictureOptions
from graph.export.formats import FORMATS
from graph.exporting import PICTURES, USUAL_SCALE, Wanted
from graph.filters import Filters
from graph.material import Material
from graph.messages import mark, say
from graph.snapshots import TITLE_LENGTH, SnapshotFolder, snapshots_folder
from graph.ui import state
from graph.ui.component import read_asset
from graph.ui.exporting_files import Made, Upload, make_file
from graph.ui.exporting_preview import preview_html, say_size
from graph.ui.source import Version, load_defaults
from graph.ui.text import escape_markdown
from graph.view import View
from graph.wording import count_words, format_number, start_sentence


@dataclass(frozen=True, slots=True)
class Use:
    """What somebody wants a file for."""

    name: str
    told: str
    formats: tuple[str, ...]


USES = {
    "picture": Use(mark("Beeld"), mark("voor een verslag, een bericht of drukwerk"), ("png", "svg", "pdf")),
    "deck": Use(mark("PowerPoint"), mark("dia’s waarop u alles nog kunt verplaatsen"), ("pptx",)),
    "page": Use(mark("Webpagina"), mark("één bestand dat zonder internet werkt, met de zinnen erin"), ("html",)),
    "data": Use(
        mark("Gegevens"),
        mark("voor Excel, Gephi, VOSviewer en andere programma’s"),
        ("xlsx", "csv", "gexf", "graphml", "vosviewer", "json", "ttl"),
    ),
}
FORMAT_NAMES = {
    **{name: name.upper() for name in ("png", "svg", "pdf", "gexf", "csv", "json")},
    **{"graphml": "GraphML", "vosviewer": "VOSviewer", "xlsx": "Excel", "ttl": "RDF"},
    **{"pptx": "PowerPoint", "html": mark("webpagina")},
}
PARTS = {
    "title": mark("titel"),
    "legend": mark("legenda"),
    "filters": mark("filters in woorden"),
    "documents": mark("aantal teksten"),
    "stamp": mark("datum en bron"),
}
MEDIA = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".json": "application/json",
    ".zip": "application/zip",
}
SCALES = (1, 2, 3, 4)
WIDTH, HEIGHT = 1280, 720
MANY_NODES = 1000
PREFIX = "export-"


def show_button(version: Version, view: View, material: Material, filters: Filters, selection: tuple[str, ...]) -> None:
    """Show the button that opens the dialog."""
    st.html(f"<style>{read_asset('exporting.css')}</style>")
    if st.button(say("Exporteren"), key="export-open"):
        title = propose_title(view, material, filters, selection) if view.nodes else ""
        st.dialog(say("Exporteren"), width="large")(_show_dialog)(version, title, len(view.nodes))


def _show_dialog(version: Version, title: str, n_nodes: int) -> None:
    with st.container(key="export"):
        if not n_nodes:
            _say(say("Met deze keuze is er niets te zien; zet bij de filters iets aan en kies dan Exporteren."))
            _run_script("")
            return
        with st.container(key="export-title"):
            title = _ask_title(title)
            use = _choose(say("Waarvoor"), "use", {key: (say(use.name), say(use.told)) for key, use in USES.items()})
        with st.container(key="export-choices"):
            choices = _show_choices(version, title, USES[use].formats) if use else None
        made = None
        with st.container(key="export-preview"):
            if choices is None:
                _say(say("Kies waarvoor u het wilt gebruiken en in welke vorm; hier ziet u dan wat u krijgt."), "empty")
            else:
                made = _show_made(version, choices, n_nodes)
        with st.container(key="export-save"):
            if made is not None and choices is not None:
                _show_save(made, choices.wanted)
        _run_script(made.preview.page if made else "")


def _say(sentence: str, name: str = "") -> None:
    st.html(f'<p class="export {name}" role="status">{escape(sentence)}</p>')


def _explain(sentence: str) -> None:
    st.html(f'<p class="export caption">{escape(sentence)}</p>')


# -- what can be chosen -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Choices:
    wanted: Wanted
    template: Upload | None = None


def _ask_title(proposed: str) -> str:
    """Return what was typed, '' as long as that is what the view proposes itself."""
    # A title that was typed goes with its view; another view proposes one of its own.
    key = f"{PREFIX}title-{zlib.crc32(proposed.encode())}"
    title = st.text_input(say("Titel"), proposed, max_chars=TITLE_LENGTH, key=key, persist_state="page")
    return "" if title == proposed else title


def _show_choices(version: Version, title: str, formats: tuple[str, ...]) -> _Choices | None:
    """Show what can be chosen; None as long as no format is."""
    options = {name: (say(FORMAT_NAMES[name]), say(FORMATS[name].description)) for name in formats}
    name = formats[0] if len(formats) == 1 else _choose(say("Vorm"), f"format-{formats[0]}", options)
    if name is None:
        return None
    wanted = Wanted(name, Path(), view=urlencode(state.explorer_query(load_defaults(version))), title=title)
    template = None
    if name == "pptx":
        wanted = _ask_slides(version, wanted)
        template = _ask_template()
    if name == "png":
        wanted = _ask_size(wanted)
    if name in PICTURES:
        wanted = _ask_parts(wanted)
    return _Choices(_ask_names(wanted), template)


def _choose(label: str, key: str, options: Mapping[str, tuple[str, str]]) -> str | None:
    """Show a choice of one, each option with what it is for; nothing is chosen at first."""
    return st.radio(
        label,
        list(options),
        index=None,
        format_func=lambda name: options[name][0],
        captions=[told for _, told in options.values()],
        key=f"{PREFIX}{key}",
        persist_state="page",
    )


def _segments(label: str, key: str, options: Mapping[Any, str], default: Any) -> Any:
    return st.segmented_control(
        label,
        list(options),
        default=default,
        required=True,
        format_func=lambda option: options[option],
        key=f"{PREFIX}{key}",
        width="stretch",
        persist_state="page",
    )


def _ask_slides(version: Version, wanted: Wanted) -> Wanted:
    n = len(SnapshotFolder(snapshots_folder(Path(version[0]))).snapshots())
    if not n:
        _explain(say("Met momentopnamen maakt u hier van elk beeld een dia; u hebt er nog geen bewaard."))
        return wanted
    every = say("Alle {n}", n=count_words(n, ("momentopname", "momentopnamen"))) if n > 1 else say("De momentopname")
    with st.container(key="export-deck"):
        if _segments(say("Dia’s"), "slides", {"one": say("Dit beeld"), "all": every}, "one") == "one":
            return wanted
        _explain(say("Elke dia heeft de titel van haar momentopname."))
    return replace(wanted, view="", storyboard=True, title="")


def _ask_template() -> Upload | None:
    # Streamlit would refuse another kind of file in English; whoever opens it says it better.
    held = st.file_uploader(say("Eigen huisstijl (een sjabloon van PowerPoint)"), key=f"{PREFIX}template")
    return Upload(held.name, held.getvalue()) if held is not None else None


def _ask_size(wanted: Wanted) -> Wanted:
    with st.container(key="export-size"):
        scale = _segments(say("Grootte"), "scale", {scale: f"{scale}×" for scale in SCALES}, USUAL_SCALE)
        width, height = format_number(WIDTH * scale), format_number(HEIGHT * scale)
        _explain(say("{width} bij {height} beeldpunten", width=width, height=height))
        transparent = st.checkbox(say("doorzichtige ondergrond"), key=f"{PREFIX}transparent", persist_state="page")
    return replace(wanted, scale=float(scale), transparent=transparent)


def _ask_parts(wanted: Wanted) -> Wanted:
    if state.get_sight() is not None and not wanted.storyboard:
        options = {"seen": say("Zoals op het scherm"), "whole": say("Alles in beeld")}
        wanted = replace(wanted, whole=_segments(say("Uitsnede"), "sight", options, "seen") == "whole")
    with st.container(key="export-parts", gap=None):
        st.html(f'<p class="export label" id="export-parts-label">{escape(say("Wat erbij staat"))}</p>')
        shown = {
            name: st.checkbox(say(words), value=True, key=f"{PREFIX}part-{name}", persist_state="page")
            for name, words in PARTS.items()
        }
    return replace(wanted, parts=PictureOptions(**shown))


def _ask_names(wanted: Wanted) -> Wanted:
    with st.container(key="export-names"):
        without = st.toggle(say("Zonder namen"), key=f"{PREFIX}without-names", persist_state="page")
        _explain(say("Personen heten overal ‘persoon 1’, ‘persoon 2’ …, ook in zinnen, bronnen en de bestandsnaam."))
    return replace(wanted, without_names=without)


# -- what comes of it -------------------------------------------------------------------------------------------------


def _show_made(version: Version, choices: _Choices, n_nodes: int) -> Made | None:
    """Make the file and show it; a mishap is one sentence, and there is nothing to save then."""
    wanted = choices.wanted
    name = say(FORMAT_NAMES[wanted.format])
    doing = say("{name} wordt gemaakt …", name=name)
    if n_nodes >= MANY_NODES or wanted.storyboard:
        doing = say("{name} wordt gemaakt; met zoveel knopen of dia’s kan dat een minuut duren …", name=name)
    try:
        with st.spinner(start_sentence(doing)):
            made = make_file(version, wanted, choices.template)
    except ReadableError as error:
        _say(str(error), "error")
        return None
    for item in made.ignored:
        _say(say("Niet herkend: {item}", item=item), "note")
    if made.preview.page:
        st.html('<div class="frame"></div>')
        _explain(say("Zo opent de pagina. In het bestand zelf kunt u klikken, zoeken en de zinnen lezen."))
    else:
        st.html(preview_html(made.preview, see_through=wanted.transparent))
    if choices.template is not None:
        _explain(say("Kleuren, letters en ondergrond van uw sjabloon ziet u in PowerPoint; de indeling is deze."))
    return made


def _show_save(made: Made, wanted: Wanted) -> None:
    st.download_button(
        say("Bewaar als {name}", name=escape_markdown(say(FORMAT_NAMES[wanted.format]))),
        made.data,
        made.name,
        MEDIA.get(Path(made.name).suffix, "application/octet-stream"),
        key="export-download",
        type="primary",
        on_click="ignore",
        width="stretch",
    )
    _explain(f"{made.name}, {say_size(len(made.data))}")


@st.cache_resource(show_spinner=False)
def _script() -> Any:
    return st.components.v2.component("begrippengraaf_exporting", js=read_asset("exporting.js"))


def _run_script(page: str) -> None:
    """Give Streamlit's own parts of the dialog names in our language, and show a web page in its frame."""
    _script()(
        key="export-script",
        data={
            "page": page,
            "frame": say("Zo opent de webpagina"),
            "close": say("Sluiten"),
            "file": say("Sjabloon van PowerPoint"),
            "choose": say("Kies een sjabloon"),
            "remove": say("Haal het sjabloon weg"),
        },
        height=1,
    )
