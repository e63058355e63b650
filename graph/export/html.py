"""Write a view as one web page that works from a file without a network: picture, search and all sentences."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from graph.export.about import CLAIM, cite, node_labels, sorted_links, sorted_nodes, used_aliases
from graph.export.bundle import Bundle
from graph.export.legend import SIZE_WORDS
from graph.export.page_words import frame_words, script_words
from graph.export.webfonts import font_faces
from graph.export.writing import write_file
from graph.messages import say
from graph.palette import EDGE, GROUND, INK, NEUTRAL, SELECTION
from graph.render import make_vis_data, picture_colours, picture_javascript, vis_javascript
from graph.rows import Document, Excerpt, Link
from graph.view import LegendEntry, ViewNode
from graph.wording import (
    KIND_WORDS,
    MEASURE_WORDS,
    WINDOW_WORDS,
    clean_label,
    count_times,
    count_words,
    format_chance,
    format_date,
    format_measure,
    format_number,
    join_words,
    start_sentence,
)

MOST_EVIDENCE = 1_700_000  # characters of packed sentences, so that a page for 300 nodes stays under 3 MB
CAPS = (1_000_000, 40, 20, 10, 5, 3)  # sentences of each node and link, tried in this order
# What the page needs beside the picture's own colours: on a light and on a dark ground.
TOKENS = {
    "ground": tuple(GROUND),
    "sheet": ("#FFFFFF", "#1B2027"),
    "ink": tuple(INK),
    "second": tuple(NEUTRAL),
    "rule": ("#E3E0D8", "#2A3038"),
    "edge": tuple(EDGE),
    "control": ("#868D97", "#6A737E"),
    "selection": tuple(SELECTION),
    "selection-text": ("#B93A08", "#FF8A50"),
    "mark-a": ("#F6DFC3", "#5A3E1E"),
    "mark-b": ("#CDE6EC", "#1E4A55"),
    "link": ("#0B5567", "#7CC4D6"),
}
SANS = '"Source Sans 3", "Source Sans", system-ui, sans-serif'
SERIF = '"Source Serif 4", "Source Serif", Georgia, serif'


def export_html(bundle: Bundle, path: Path, *, fonts: bool = True) -> None:
    """Write the page to ``path``.

    Args:
        bundle: what is shown.
        path: the file.
        fonts: whether the letters travel along; without them the reader's own are used.

    Raises:
        ReadableError: the folder cannot be written.
    """
    write_file(path, make_page(bundle, fonts=fonts))


def make_page(bundle: Bundle, *, fonts: bool = True) -> str:
    """Return the page. No script and no style runs but those whose fingerprint stands in its own policy."""
    evidence, kept = _pack_evidence(bundle)
    faces = font_faces(_letters(bundle)) if fonts else ""
    style = f"{faces}{_tokens()}{_legend_colours(bundle)}{_asset('page.css')}"
    scripts = {"vis": vis_javascript(), "drawing": picture_javascript(), "script": _asset("page.js")}
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(_fingerprint(script) for script in scripts.values())}",
            f"style-src {_fingerprint(style)}",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    filled = {
        **{name: html.escape(text) for name, text in frame_words().items()},
        "policy": policy,
        "title": html.escape(bundle.title),
        "length": ' class="long"' if len(bundle.title) > 160 else "",
        "sentence": html.escape(bundle.sentence),
        "style": style,
        "kinds": _kind_entries(bundle),
        "themes": "".join(_theme_entry(n, entry) for n, entry in enumerate(bundle.view.legend) if entry.theme),
        "caption": html.escape(". ".join(bundle.caption[:2]) + "."),
        "made": html.escape("; ".join(bundle.caption[2:])),
        "picture": _as_data(page_data(bundle, kept)),
        "evidence": evidence,
        **scripts,
    }
    parts = _asset("page.html").split("{{")
    return parts[0] + "".join(filled[name] + rest for name, rest in (part.split("}}", 1) for part in parts[1:]))


@cache
def _asset(name: str) -> str:
    return resources.files("graph.export").joinpath(name).read_text(encoding="utf-8")


def _fingerprint(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode('utf-8')).digest()).decode('ascii')}'"


def _as_data(value: Any) -> str:
    """Return JSON that no HTML reader can take for markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _tokens() -> str:
    light = "".join(f"--{name}:{colours[0]};" for name, colours in TOKENS.items())
    dark = "".join(f"--{name}:{colours[1]};" for name, colours in TOKENS.items())
    return (
        f":root{{color-scheme:light dark;--sans:{SANS};--serif:{SERIF};{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
    )


def _legend_colours(bundle: Bundle) -> str:
    light = "".join(f".own-{n}{{--own:{entry.colour.light}}}" for n, entry in enumerate(bundle.view.legend))
    dark = "".join(f".own-{n}{{--own:{entry.colour.dark}}}" for n, entry in enumerate(bundle.view.legend))
    return f"{light}\n@media (prefers-color-scheme:dark){{{dark}}}\n"


def _kind_entries(bundle: Bundle) -> str:
    parts = []
    for number, entry in enumerate(bundle.view.legend):
        if entry.theme is None:
            is_sized = entry.kind == "concept" and bundle.filters.sizing == "mentions"
            grows = html.escape(f": {say(SIZE_WORDS['mentions'])}") if is_sized else ""
            shape = entry.kind or "group"
            parts.append(
                f'<li class="own-{number}"><span class="shape {shape}"></span>{html.escape(entry.text)}{grows}</li>'
            )
    if any(link.doubtful for link in bundle.view.links):
        parts.append(f'<li><span class="broken"></span>{html.escape(say("gestreept: kan toeval zijn"))}</li>')
    return "".join(parts)


def _theme_entry(number: int, entry: LegendEntry) -> str:
    return f'<button type="button" class="own-{number}" aria-pressed="false">{html.escape(entry.theme or "")}</button>'


def _letters(bundle: Bundle) -> frozenset[str]:
    texts = [bundle.title, bundle.sentence, *bundle.caption]
    texts += [node.label + node.definition + node.role for node in bundle.nodes.values()]
    texts += [document.title + "".join(document.authors) for document in bundle.documents]
    seen: set[str] = set().union(*texts)
    for excerpts in (*bundle.node_excerpts.values(), *bundle.link_excerpts.values()):
        for excerpt in excerpts:
            seen.update(excerpt.text)
    return frozenset(seen)


# -- what the page knows ---------------------------------------------------------------------------------------------


def page_data(bundle: Bundle, kept: int) -> dict[str, Any]:
    """Return what the page shows at once: the picture's data, nodes with their numbers, links with theirs.

    Args:
        bundle: what is shown.
        kept: how many sentences each node and link holds at most.
    """
    labels = node_labels(bundle)
    documents = {document.document_id: document for document in bundle.documents}
    is_by_paragraph = bundle.filters.window == "paragraph"
    return {
        "title": bundle.title,
        "sentence": bundle.sentence,
        "citation": cite(bundle),
        "claim": say(CLAIM),
        "say": script_words(),
        "selection": list(bundle.selection),
        "shared": bundle.filters.is_derived,
        "words": [say(word) for word in WINDOW_WORDS["paragraph" if is_by_paragraph else "sentence"]],
        "colours": {"light": picture_colours(dark=False), "dark": picture_colours(dark=True)},
        "sight": None if bundle.sight is None else {"zoom": bundle.sight.zoom, "centre": list(bundle.sight.centre)},
        "picture": make_vis_data(bundle.view),
        "nodes": [_node(bundle, node, labels, documents) for node in sorted_nodes(bundle)],
        "links": [_link(bundle, bundle.links[link.source, link.target]) for link in sorted_links(bundle)],
    }


def _node(bundle: Bundle, drawn: ViewNode, labels: dict[str, str], documents: dict[str, Document]) -> dict[str, Any]:
    node = bundle.nodes.get(drawn.node_id)
    document = documents.get(drawn.node_id)
    word = say("voorgesteld begrip") if drawn.proposed else say(KIND_WORDS[drawn.kind][0])
    n_mentions = node.n_mentions if node else 0
    found: dict[str, Any] = {
        "id": drawn.node_id,
        "kind": drawn.kind,
        "kindWord": word,
        "label": labels[drawn.node_id],
        "theme": drawn.theme,
        "forms": [
            [clean_label(alias.alias, 60), alias.n_mentions] for alias in used_aliases(bundle, drawn.node_id)[:14]
        ],
    }
    if document is not None:
        found["kindLine"] = say("Document")
        found["below"] = _document_line(document)
        found["definition"] = say("Naar: {source}", source=document.source) if document.source else ""
        found["address"] = document.url if document.url.startswith(("https://", "http://")) else ""
        found["numbers"] = [[format_number(document.n_words), say("woorden")]]
        found["note"] = say("document")
        return found
    total = len(bundle.documents)
    found["kindLine"] = start_sentence(word)
    if node and node.theme:
        found["kindLine"] = say("{kind}, thema {theme}", kind=found["kindLine"], theme=node.theme)
    found["below"] = node.role if node else ""
    found["definition"] = node.definition if node else ""
    found["address"] = ""
    found["numbers"] = [
        [format_number(n_mentions), say("keer genoemd")],
        [
            format_number(node.n_documents if node else 0),
            say("tekst") if total == 1 else say("van {n} teksten", n=format_number(total)),
        ],
    ]
    found["note"] = count_times(n_mentions)
    return found


def _document_line(document: Document) -> str:
    people = join_words([clean_label(author, 60) for author in document.authors])
    return ", ".join(part for part in (people, document.publication, format_date(document.date)) if part)


def _link(bundle: Bundle, link: Link) -> dict[str, Any]:
    is_shared = (link.source, link.target) in bundle.shared
    words = bundle.filters.unit if is_shared else WINDOW_WORDS[link.window]
    measure = bundle.filters.measure if bundle.filters.measure != "count" else "log_likelihood"
    what = say(words[0] if link.count == 1 else words[1])
    return {
        "a": link.source,
        "b": link.target,
        "note": count_words(link.count, words),
        "numbers": [
            [format_number(link.count), what if is_shared else say("{windows} samen", windows=what)],
            [format_number(link.expected, 1), say("verwacht")],
            [format_measure(getattr(link, measure)), say(MEASURE_WORDS[measure])],
            [format_chance(link.q_value), say("q, kans op toeval")],
        ],
        "rests": _rests_on(bundle, link),
    }


def _rests_on(bundle: Bundle, link: Link) -> str:
    if shared := bundle.shared.get((link.source, link.target)):
        most = 12
        names = join_words(shared)
        if len(shared) > most:
            names = f"{', '.join(shared[:most])} {say('en nog {n}', n=len(shared) - most)}"
        return say("Beide gaan samen met {names}.", names=names)
    total = len(bundle.documents)
    if link.n_documents == 1:
        return say("Rust op één tekst.") if total > 1 else say("Er is één tekst gekozen.")
    excerpts = bundle.link_excerpts.get((link.source, link.target), ())
    authors = {author for excerpt in excerpts for author in excerpt.authors}
    numbers = {"n": format_number(link.n_documents), "total": format_number(total)}
    if not authors:
        return say("In {n} van {total} teksten.", **numbers)
    by = count_words(len(authors), ("auteur", "auteurs"))
    return say("In {n} van {total} teksten, van {authors}.", **numbers, authors=by)


# -- the sentences ----------------------------------------------------------------------------------------------------


def _pack_evidence(bundle: Bundle) -> tuple[str, int]:
    """Return the sentences, packed, and how many each node and link could keep."""
    packed, former = "", -1
    for cap in CAPS:
        longest = max(
            (len(held) for held in (*bundle.node_excerpts.values(), *bundle.link_excerpts.values())), default=0
        )
        if former >= 0 and longest <= cap:
            continue
        former = cap
        text = json.dumps(evidence_data(bundle, cap), ensure_ascii=False, separators=(",", ":"))
        packed = base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")
        if len(packed) <= MOST_EVIDENCE:
            break
    return packed, former


def evidence_data(bundle: Bundle, most: int) -> dict[str, Any]:
    """Return documents and sentences once, and for every node and link the numbers of its sentences and their total."""
    documents: dict[str, int] = {}
    lines: list[dict[str, str]] = []
    numbers: dict[tuple[str, str], int] = {}
    held: list[tuple[int, str, set[tuple[int, int, str]]]] = []

    def refer(excerpts: tuple[Excerpt, ...], total: int) -> list[Any]:
        kept = []
        for excerpt in excerpts[:most]:
            if excerpt.document_id not in documents:
                documents[excerpt.document_id] = len(lines)
                lines.append({"id": excerpt.document_id, "title": excerpt.title, "line": _source_line(excerpt)})
            key = (excerpt.window_id, excerpt.text)
            if key not in numbers:
                numbers[key] = len(held)
                held.append((documents[excerpt.document_id], excerpt.text, set()))
            held[numbers[key]][2].update((mark.start, mark.end, mark.node_id) for mark in excerpt.marks)
            kept.append(numbers[key])
        return [kept, max(total, len(excerpts))]

    nodes = {
        node.node_id: refer(bundle.node_excerpts.get(node.node_id, ()), 0)
        for node in sorted_nodes(bundle)
        if node.kind != "document"
    }
    links = {}
    for link in sorted_links(bundle):
        excerpts = bundle.link_excerpts.get((link.source, link.target), ())
        is_counted = bundle.filters.window != "document" and (link.source, link.target) not in bundle.shared
        total = link.count if is_counted else 0
        links[f"{link.source}~{link.target}"] = refer(excerpts, total)
    return {
        "documents": lines,
        "sentences": [[document, text, sorted(marks)] for document, text, marks in held],
        "nodes": nodes,
        "links": links,
    }


def _source_line(excerpt: Excerpt) -> str:
    people = join_words([clean_label(author, 60) for author in excerpt.authors[:3]])
    return ", ".join(part for part in (people, format_date(excerpt.date)) if part)
