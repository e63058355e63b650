"""The page with insights: what hangs together, who stands in between, what is missing, what is thin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any, TypeVar
from urllib.parse import urlencode

import streamlit as st

from graph.filters import Filters, filters_to_query, selection_to_query
from graph.insights.choice import KINDS, WINDOWS, Choice, choice_to_query, read_choice
from graph.insights.counts import LEAST_EVIDENCE
from graph.insights.missing import MissingPair
from graph.insights.report import Insights, Meeting, find_meetings, make_insights
from graph.insights.saying import (
    describe_basis,
    describe_caution,
    describe_missing_whole,
    describe_thinness,
    headlines,
    in_words,
)
from graph.messages import mark, say
from graph.rows import Kind, Window
from graph.ui import chrome
from graph.ui.component import read_asset
from graph.ui.insights_html import Writer
from graph.ui.language import read_query, with_language, write_query
from graph.ui.source import (
    Version,
    graph_path,
    graph_version,
    load_defaults,
    load_documents,
    load_nodes,
    open_graph,
)
from graph.wording import WINDOW_WORDS, clean_label, count_words, format_number

Row = TypeVar("Row")
FIRST = 6
WHO = {"begrippen": mark("begrippen"), "personen": mark("en personen"), "alles": mark("alle namen")}
HEADINGS = {
    "samenhang": mark("Wat hangt samen"),
    "tussen": mark("Wie staat ertussen"),
    "ontbreekt": mark("Wat ontbreekt"),
    "dun": mark("Wat is dun"),
}


def show_page() -> None:
    """Show the page."""
    version = graph_version(graph_path())
    st.html(f"<style>{read_asset('insights.css')}</style>")
    if not load_nodes(version):
        chrome.show_message(
            say("Nog geen inzichten"),
            say("De gelezen teksten noemen niets dat in de graaf hoort; zet andere teksten in de map en bouw opnieuw."),
        )
        return
    choice, ignored = read_choice(read_query(), load_documents(version).keys())
    with st.container(key="insights"):
        with st.spinner(say("Even rekenen: de teksten worden honderd keer opnieuw getrokken")):
            insights = load_insights(version, choice.window, choice.kinds, choice.documents)
        _show_head(version, insights, choice, ignored)
        writer = Writer(
            insights,
            lambda node_ids: _graph_query(version, choice, node_ids),
            lambda leader: _group_query(version, choice, leader),
        )
        _show_groups(writer, choice)
        _show_brokers(writer, choice)
        _show_missing(version, writer, choice)
        _show_thin(writer, choice)
    _follow_links()


@st.cache_resource(max_entries=12, show_spinner=False)
def load_insights(
    version: Version, window: Window, kinds: tuple[Kind, ...], chosen: tuple[str, ...] | None
) -> Insights:
    """Return the insights, computed once for each graph file and choice."""
    return make_insights(open_graph(version), window, kinds, chosen)


@st.cache_resource(max_entries=24, show_spinner=False)
def load_meetings(
    version: Version, window: Window, kinds: tuple[Kind, ...], chosen: tuple[str, ...] | None, n: int
) -> dict[tuple[str, str], tuple[Meeting, ...]]:
    """Return where the first ``n`` missing pairs come nearest."""
    pairs = load_insights(version, window, kinds, chosen).missing.pairs[:n]
    return find_meetings(open_graph(version), pairs, chosen)


def _graph_query(version: Version, choice: Choice, node_ids: tuple[str, ...]) -> Mapping[str, str]:
    """Return the address in the graph, with the same window and texts: a node, or a link (two ids)."""
    defaults = load_defaults(version)
    return {**filters_to_query(_filters(defaults, choice), defaults), **selection_to_query(node_ids)}


def _group_query(version: Version, choice: Choice, leader: str) -> Mapping[str, str]:
    """Return the address in the graph of a group and nobody else, with every link that makes it one, chance or not."""
    defaults = load_defaults(version)
    filters = replace(_filters(defaults, choice), window=defaults.window, groups=(leader,), colouring="group")
    return filters_to_query(replace(filters, max_q=None, threshold=LEAST_EVIDENCE), defaults)


def _filters(defaults: Filters, choice: Choice) -> Filters:
    kinds = defaults.kinds | set(choice.kinds)
    return replace(defaults, window=choice.window, kinds=kinds, documents=choice.documents)


# -- head -------------------------------------------------------------------------------------------------------------


def _show_head(version: Version, insights: Insights, choice: Choice, ignored: Sequence[str]) -> None:
    left_out = chrome.ignored_html(ignored)
    caution = describe_caution(insights)
    st.html(
        f'<header class="page"><h1>{escape(say("Inzichten"))}</h1>'
        f'<p class="said">{escape(describe_basis(insights))}</p>'
        f"{f'<p class=caption>{escape(caution)}</p>' if caution else ''}{left_out}</header>"
    )
    st.html(
        '<div class="choices">'
        + _segments(
            say("Samen in één"),
            {say(WINDOW_WORDS[held][0]): replace(choice, window=held) for held in WINDOWS.values()},
            choice,
        )
        + _segments(
            say("Wie doen mee"),
            {say(WHO[word]): replace(choice, kinds=held) for word, held in KINDS.items()},
            choice,
        )
        + "</div>"
    )
    _show_texts(version, choice)
    found = "".join(
        f'<li><a href="#{name}"><strong>{escape(say(HEADINGS[name]))}</strong><span>{escape(text)}</span></a></li>'
        for name, text in headlines(insights).items()
    )
    st.html(f'<nav class="findings" aria-label="{escape(say("De vier inzichten"))}"><ul>{found}</ul></nav>')


def _show_texts(version: Version, choice: Choice) -> None:
    documents = load_documents(version)
    if len(documents) < 2:
        return
    held = [document_id for document_id in choice.documents or () if document_id in documents]
    if st.session_state.get("insights-texts") != held:
        st.session_state["insights-texts"] = held
    st.multiselect(
        say("Welke teksten"),
        list(documents),
        format_func=lambda document_id: clean_label(documents[document_id].title, 60),
        key="insights-texts",
        on_change=_take_texts,
        args=(choice,),
        placeholder=say("Alle teksten"),
        select_all=False,
    )


def _take_texts(choice: Choice) -> None:
    _write(replace(choice, documents=tuple(st.session_state["insights-texts"]) or None))


def _segments(label: str, options: Mapping[str, Choice], present: Choice) -> str:
    """Return links to other choices. All state is in the address, so that the back button undoes a choice."""
    links = "".join(
        f'<a class="go"{" aria-current=true" if other == present else ""} href="?{_address(other)}">{escape(word)}</a>'
        for word, other in options.items()
    )
    return f'<div class="segments" role="group" aria-label="{escape(label)}"><span>{escape(label)}</span>{links}</div>'


def _address(choice: Choice) -> str:
    return escape(urlencode(with_language(choice_to_query(choice))))


def _write(choice: Choice) -> None:
    write_query(choice_to_query(choice))


# -- sections ---------------------------------------------------------------------------------------------------------


def _open_section(name: str, sentence: str, method: str) -> None:
    st.html(
        f'<header class="section" id="{name}"><h2>{escape(say(HEADINGS[name]))}</h2><p>{escape(sentence)}</p>'
        f"<details><summary>{escape(say('Hoe dit is berekend'))}</summary><p>{escape(method)}</p></details></header>"
    )


def _first(choice: Choice, name: str, rows: Sequence[Row]) -> Sequence[Row]:
    return rows if name in choice.whole else rows[:FIRST]


def _more_button(choice: Choice, name: str, n: int, words: tuple[str, str]) -> None:
    if n <= FIRST:
        return
    whole = name in choice.whole
    text = (
        say("Alleen de eerste {n}", n=in_words(FIRST))
        if whole
        else say("Nog {more}", more=count_words(n - FIRST, words))
    )
    changed = replace(choice, whole=choice.whole - {name} if whole else choice.whole | {name})
    st.button(text, key=f"more-{name}", type="tertiary", on_click=_write, args=(changed,))


def _nothing(text: str) -> None:
    st.html(f'<p class="nothing">{escape(text)}</p>')


def _show_groups(writer: Writer, choice: Choice) -> None:
    insights = writer.insights
    with st.container(key="insights-samenhang"):
        _open_section(
            "samenhang",
            say(
                "Groepen van begrippen en namen die onderling meer banden hebben dan met de rest, dezelfde als in "
                "Verkennen. De naam is wat het meest voor de groep alleen geldt."
            ),
            say(
                "De groepen zijn gemaakt van alle teksten samen, op gedeelde zinnen. Elke band weegt zijn "
                "log-likelihood (Dunning 1993); de groepen zijn gevonden met het Leiden-algoritme (Traag, Waltman en "
                "Van Eck 2019). Hoe stevig: uit de teksten is {n} keer een even groot aantal getrokken, met "
                "teruglegging, en alles is opnieuw berekend; het getal is hoeveel de groep gemiddeld overlapt met de "
                "meest gelijkende groep van zo’n steekproef (Jaccard, Hennig 2007). Vanaf 0,75 heet een groep stevig, "
                "vanaf 0,60 redelijk, anders wankel. De vaste kern bleef in drie van de vier steekproeven bij elkaar.",
                n=format_number(insights.n_samples),
            ),
        )
        if insights.groups:
            st.html(writer.groups(_first(choice, "samenhang", insights.groups)))
            _more_button(choice, "samenhang", len(insights.groups), ("groep", "groepen"))
        else:
            _nothing(
                say("Er zijn geen drie begrippen die samen een groep vormen. Meer teksten of een ruimer venster helpt.")
            )


def _show_brokers(writer: Writer, choice: Choice) -> None:
    insights = writer.insights
    with st.container(key="insights-tussen"):
        _open_section(
            "tussen",
            say(
                "Wie werelden verbindt: begrippen en namen waar de kortste wegen tussen andere langs lopen, en teksten "
                "die lijken op teksten die onderling verschillen."
            ),
            say(
                "Kortste wegen: betweenness (Freeman 1977, Brandes 2001), waarbij een sterke band een korte is (1 "
                "gedeeld door de wortel van de log-likelihood; Opsahl, Agneessens en Skvoretz 2010). Het percentage is "
                "het deel van alle paren waarvoor de weg langs dit begrip loopt. Overspanning: Stoltz en Taylor 2019, "
                "in de verbeterde vorm van 2021, op de gelijkenis (cosinus) van de teksten in de begrippen die zij "
                "noemen; het getal is het aantal standaardafwijkingen boven het gemiddelde."
            ),
        )
        if insights.brokers:
            st.html(writer.brokers(_first(choice, "tussen", insights.brokers)))
            _more_button(choice, "tussen", len(insights.brokers), ("begrip of naam", "begrippen en namen"))
        else:
            _nothing(say("Niemand staat tussen twee andere in: daarvoor zijn er te weinig banden."))
        if insights.spans:
            title = escape(say("Teksten die overspannen"))
            st.html(f"<h3>{title}</h3>{writer.spans(insights.spans[:FIRST])}")


def _show_missing(version: Version, writer: Writer, choice: Choice) -> None:
    insights = writer.insights
    missing = insights.missing
    with st.container(key="insights-ontbreekt"):
        _open_section(
            "ontbreekt",
            describe_missing_whole(insights),
            say(
                "Verwacht: het aantal {windows} met het ene maal dat met het andere, gedeeld door alle; ten minste een "
                "half. De kans op zo weinig of minder is hypergeometrisch (Fisher). Gedeelde buren wegen zwaarder "
                "naarmate zij zelf minder banden hebben (Adamic en Adar 2003). De volgorde is verwantschap maal "
                "verrassing. Wie elkaar mijdt, kan ook hetzelfde zeggen in andere woorden.",
                windows=say(WINDOW_WORDS[insights.window][1]),
            ),
        )
        pairs: Sequence[MissingPair] = _first(choice, "ontbreekt", missing.pairs)[:60]
        if pairs:
            meetings = load_meetings(version, choice.window, choice.kinds, choice.documents, len(pairs))
            st.html(writer.missing(pairs, meetings))
            _more_button(choice, "ontbreekt", min(len(missing.pairs), 60), ("paar", "paren"))
        else:
            _nothing(
                say(
                    "Geen paar dat vaak voorkomt en buren deelt, blijft uit elkaar. Kies een ruimer venster of voeg "
                    "teksten toe om verder te zien."
                )
            )


def _show_thin(writer: Writer, choice: Choice) -> None:
    thinness = writer.insights.thinness
    with st.container(key="insights-dun"):
        _open_section(
            "dun",
            f"{describe_thinness(thinness)} "
            + say("Zulke banden zeggen iets over die ene tekst; nog niet over het geheel."),
            say(
                "Bekeken zijn de banden tussen begrippen en namen die elk in ten minste twee teksten staan. Elders: "
                "teksten die allebei noemen, maar nooit samen; daar had de band dus ook kunnen staan. Zonder één "
                "tekst: elke tekst is om de beurt weggelaten en de band opnieuw gemeten; blijft er minder over dan "
                "log-likelihood 3,84, dan valt hij weg."
            ),
        )
        links = _first(choice, "dun", thinness.links)[:200]
        if links:
            st.html(writer.thin(links))
            _more_button(choice, "dun", min(len(thinness.links), 200), ("band", "banden"))
        else:
            _nothing(say("Geen enkele band rust op één tekst of één auteur, of valt weg zonder één tekst."))


# -- links ------------------------------------------------------------------------------------------------------------


@st.cache_resource(show_spinner=False)
def _follower() -> Any:
    return st.components.v2.component("begrippengraaf_insights", js=read_asset("insights.js"))


def _follow_links() -> None:
    with st.container(key="insights-follower"):
        _follower()(key="insights_links", on_moved_change=lambda: None, height=1)
