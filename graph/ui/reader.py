"""The page with all documents, and the reader: one document with its mentions marked, at the sentence asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import streamlit as st

from graph.messages import retell, say
from graph.rows import Document, Kind, Mark, Mention, Passage, Sentence
from graph.ui import pages, state
from graph.ui.chrome import show_message
from graph.ui.component import read_asset
from graph.ui.language import with_language
from graph.ui.source import Version, graph_path, graph_version, load_defaults, load_documents, open_graph
from graph.ui.text import document_line, dutch_html, escape_markdown, mark_text
from graph.wording import KIND_WORDS, clean_label, count_words, dutch, format_number

KIND_CLASSES: dict[Kind, str] = {"concept": "a", "person": "b", "organisation": "c", "place": "d"}
PASSAGE_TAGS = {"heading": "h3", "paragraph": "p", "list": "p", "quote": "blockquote", "comment": "p"}


def show() -> None:
    """Show one document when the address names one, else the list of all."""
    version = graph_version(graph_path())
    documents = load_documents(version)
    asked = st.query_params.get("tekst", "")
    if asked in documents:
        _show_document(version, documents[asked], st.query_params.get("zin", ""))
        return
    with st.container(key="sheet"):
        if asked:
            text = say("Er is geen tekst ‘{asked}’; kies er hieronder een.", asked=clean_label(asked, 60))
            st.html(f'<p class="ignored">{escape(text)}</p>')
        _show_list(version, documents)


def _show_list(version: Version, documents: Mapping[str, Document]) -> None:
    n_words = sum(document.n_words for document in documents.values())
    said = say(
        "{texts}, samen {words} woorden.",
        texts=count_words(len(documents), ("tekst", "teksten")),
        words=format_number(n_words),
    )
    st.html(f'<header class="page"><h1>{escape(say("Documenten"))}</h1><p class="said">{escape(said)}</p></header>')
    with st.container(key="documents-list"):
        for document in documents.values():
            with st.container(key=f"doc-{document.document_id[2:]}", gap=None):
                st.page_link(
                    pages.documents_page(),
                    label=escape_markdown(document.title),
                    query_params=with_language({"tekst": document.document_id}),
                )
                details = ", ".join(part for part in (document_line(document), _count_words(document)) if part)
                st.html(f'<p class="caption">{escape(details)}</p>')
    unread = open_graph(version).unread()
    if unread:
        rows = "".join(f"<li>{escape(retell(row.reason))}</li>" for row in unread)
        title = escape(say("Niet gelezen ({n})", n=len(unread)))
        st.html(f'<section class="unread"><h2>{title}</h2><ul>{rows}</ul></section>')
    if not documents:
        show_message(say("Nog geen teksten"), say("Zet teksten in de map ‘seeds’ en bouw de graaf opnieuw."))


def _count_words(document: Document) -> str:
    return say("{n} woorden", n=format_number(document.n_words))


def _show_document(version: Version, document: Document, asked: str) -> None:
    store = open_graph(version)
    passages = store.passages(document.document_id)
    sentences = store.sentences(document.document_id)
    mentions = store.mentions(document.document_id)
    with st.container(key="sheet"):
        with st.container(key="reader-links", horizontal=True):
            st.page_link(pages.documents_page(), label=say("Alle documenten"), query_params=with_language() or None)
            query = with_language(state.query_with(load_defaults(version), document.document_id))
            st.page_link(pages.explore_page(), label=say("Toon in de graaf"), query_params=query)
        lines = [
            document_line(document),
            _count_words(document),
            say("bestand {path}", path=document.path),
        ]
        source = escape(say("Naar: {source}", source=document.source))
        st.html(
            f'<header class="page"><h1{dutch()}>{escape(document.title)}</h1>'
            f'<p class="caption">{escape(", ".join(line for line in lines if line))}</p>'
            + (f'<p class="caption">{source}</p>' if document.source else "")
            + "</header>"
        )
        key = " ".join(
            f'<mark class="{letter}">{escape(say(KIND_WORDS[kind][0]))}</mark>' for kind, letter in KIND_CLASSES.items()
        )
        st.html(f'<p class="key">{key}</p>')
        if asked and not any(asked in (s.sentence_id, s.passage_id) for s in sentences):
            text = escape(say("De gevraagde zin staat niet (meer) in deze tekst."))
            st.html(f'<p class="ignored">{text}</p>')
        st.html(f'<article class="reader"{dutch()}>{document_html(passages, sentences, mentions, asked)}</article>')
        _show_removals(version, document)
    _scroller()(key="scroller", data={"asked": asked, "document": document.document_id}, height=1)


def document_html(
    passages: Iterable[Passage], sentences: Iterable[Sentence], mentions: Iterable[Mention], asked: str
) -> str:
    """Return a document as HTML, mentions marked by kind, the sentence (or passage) ``asked`` for set apart."""
    marks: dict[str, list[Mark]] = {}
    classes: dict[str, str] = {}
    for mention in mentions:
        marks.setdefault(mention.passage_id, []).append(Mark(mention.start, mention.end, mention.node_id, mention.kind))
        classes[mention.node_id] = KIND_CLASSES[mention.kind]
    target = next((sentence for sentence in sentences if sentence.sentence_id == asked), None)
    parts: list[str] = []
    for passage in passages:
        tag = PASSAGE_TAGS[passage.kind]
        here = marks.get(passage.passage_id, [])
        if target is not None and target.passage_id == passage.passage_id:
            before = _piece(passage.text, here, classes, 0, target.start)
            sentence = _piece(passage.text, here, classes, target.start, target.end)
            after = _piece(passage.text, here, classes, target.end, len(passage.text))
            inner = f'{before}<span id="asked" class="asked">{sentence}</span>{after}'
        else:
            inner = mark_text(passage.text, here, classes)
        if passage.passage_id == asked:
            inner = f'<span id="asked" class="asked">{inner}</span>'
        parts.append(f'<{tag} class="{passage.kind}">{inner}</{tag}>')
    return "".join(parts)


def _piece(text: str, marks: Iterable[Mark], classes: Mapping[str, str], start: int, end: int) -> str:
    moved = [
        Mark(mark.start - start, mark.end - start, mark.node_id, mark.kind)
        for mark in marks
        if start <= mark.start and mark.end <= end
    ]
    return mark_text(text[start:end], moved, classes)


def _show_removals(version: Version, document: Document) -> None:
    removals = open_graph(version).removals(document.document_id)
    if not removals:
        st.html(f'<p class="caption">{escape(say("Uit deze tekst is bij het inlezen niets weggehaald."))}</p>')
        return
    with st.expander(say("Weggehaald bij het inlezen ({n})", n=len(removals))):
        rows = "".join(
            f"<li><strong>{escape(retell(row.reason))}</strong> {dutch_html(clean_label(row.text, 400))}</li>"
            for row in removals
        )
        st.html(f'<ul class="removals">{rows}</ul>')


@st.cache_resource(show_spinner=False)
def _scroller() -> Any:
    return st.components.v2.component("begrippengraaf_scroller", js=read_asset("scroller.js"))
