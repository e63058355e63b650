"""A small graph file made by hand: eight texts, known counts, and one text that tries to smuggle in a script.

In ``TEXTS`` a mention is written ``[surface|node id]``; a blank line parts passages, ``//`` parts sentences.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from graph.links import adjust_p_values, count_pairs, measure_pairs
from graph.rows import (
    Alias,
    BuildInfo,
    Document,
    Kind,
    Mention,
    Node,
    Passage,
    Removal,
    Sentence,
    Unread,
    Window,
)
from graph.store import GraphWriter

MARKUP = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
KINDS: dict[str, Kind] = {"c": "concept", "p": "person", "o": "organisation", "l": "place", "d": "document"}

NODES: dict[str, tuple[str, str, str]] = {
    # node id: (label, theme, status)
    "c:verbinding": ("verbinding", "Verbinding", "known"),
    "c:vertrouwen": ("vertrouwen", "Verbinding", "known"),
    "c:overheidsparticipatie": ("overheidsparticipatie", "Participatie", "known"),
    "c:burgerparticipatie": ("burgerparticipatie", "Participatie", "known"),
    "c:decentralisatie": ("decentralisatie", "Stelsel en taken", "known"),
    "c:omgevingswet": ("Omgevingswet", "Leefomgeving", "known"),
    "c:buurtplan": ("buurtplan", "", "proposed"),
    "p:els-brink": ("Els Brink", "", "known"),
    "p:joris-de-waal": ("Joris de Waal", "", "known"),
    "o:waterschap-oost": ("Waterschap Oost", "", "known"),
    "l:dorpstede": ("Dorpstede", "", "known"),
}

TEXTS: dict[str, tuple[str, tuple[str, ...], str, str]] = {
    "d:bruggen-slaan": (
        "Bruggen slaan",
        ("Redactie",),
        "2024-03",
        "[Verbinding|c:verbinding] begint met [vertrouwen|c:vertrouwen]. // "
        "Wie [verbindt|c:verbinding], deelt ook zeggenschap, zegt [Els Brink|p:els-brink].\n\n"
        "[Overheidsparticipatie|c:overheidsparticipatie] vraagt om [verbinding|c:verbinding] in de straat.",
    ),
    "d:de-straat-eerst": (
        "De straat eerst",
        ("Tom Akkers",),
        "2025",
        "Zonder [verbinding|c:verbinding] blijft [overheidsparticipatie|c:overheidsparticipatie] een woord. // "
        "In [Dorpstede|l:dorpstede] kwam een [buurtplan|c:buurtplan].\n\n"
        "[Brink|p:els-brink] ziet [vertrouwen|c:vertrouwen] groeien waar men elkaar [verbindt|c:verbinding].",
    ),
    "d:minder-loketten": (
        "Minder loketten",
        ("Griffie",),
        "2023-11-02",
        "De [decentralisatie|c:decentralisatie] gaf gemeenten taken en minder geld. // "
        "[Joris de Waal|p:joris-de-waal] noemt [decentralisatie|c:decentralisatie] een belofte.\n\n"
        "Het weer was goed. // Niemand had haast.",
    ),
    "d:ruimte-geven": (
        "Ruimte geven",
        ("Redactie",),
        "2026-01-15",
        "De [Omgevingswet|c:omgevingswet] vraagt vroege [participatie|c:burgerparticipatie]. // "
        "[Waterschap Oost|o:waterschap-oost] las de [Omgevingswet|c:omgevingswet] anders.\n\n"
        "Zo raakt de [Ow|c:omgevingswet] aan [burgerparticipatie|c:burgerparticipatie].",
    ),
    "d:taken-en-geld": (
        "Taken en geld",
        ("Griffie",),
        "2024",
        "Na de [decentralisatie|c:decentralisatie] bleef het stil. // "
        "[De Waal|p:joris-de-waal] vroeg om geld. // Het antwoord bleef uit.",
    ),
    "d:plein-vol": (
        "Een plein vol plannen",
        ("Redactie",),
        "2026",
        "Het [buurtplan|c:buurtplan] kwam er zonder raad. // "
        "[Overheidsparticipatie|c:overheidsparticipatie] heet dat, en [verbinding|c:verbinding] is de naam ervoor.",
    ),
    "d:script": (
        "<script>globalThis.pwned = 1</script>",
        ('<img src=x onerror="globalThis.pwned = 2">',),
        "",
        "Hier staat <script>globalThis.pwned = 3</script> naast [verbinding|c:verbinding] en "
        "[vertrouwen|c:vertrouwen]. // <img src=x onerror=globalThis.pwned=4> is ook tekst.",
    ),
    "d:stil": ("Zonder begrip", ("Redactie",), "", "Deze tekst noemt niets."),
}

POSITIONS: dict[str, tuple[float, float]] = {
    "c:verbinding": (0.0, 0.0),
    "c:vertrouwen": (160.0, 60.0),
    "c:overheidsparticipatie": (-220.0, -120.0),
    "c:burgerparticipatie": (-300.0, 120.0),
    "c:decentralisatie": (320.0, -160.0),
    "c:omgevingswet": (-140.0, 220.0),
    "c:buurtplan": (-60.0, -220.0),
    "p:els-brink": (120.0, -140.0),
    "p:joris-de-waal": (420.0, -40.0),
    "o:waterschap-oost": (-20.0, 300.0),
    "l:dorpstede": (-380.0, -40.0),
    "d:bruggen-slaan": (240.0, 180.0),
    "d:de-straat-eerst": (-160.0, 60.0),
    "d:minder-loketten": (460.0, -240.0),
    "d:ruimte-geven": (-260.0, 280.0),
    "d:taken-en-geld": (300.0, -300.0),
    "d:plein-vol": (-320.0, -240.0),
    "d:script": (60.0, 140.0),
    "d:stil": (460.0, 260.0),
}


def write_fixture_graph(path: Path) -> Path:
    """Write the graph of ``TEXTS`` to ``path`` and return it."""
    documents: list[Document] = []
    passages: list[Passage] = []
    sentences: list[Sentence] = []
    mentions: list[Mention] = []
    for document_id, (title, authors, date, markup) in TEXTS.items():
        place = 0
        for position, block in enumerate(markup.split("\n\n")):
            passage_id = f"{document_id}.p{position}"
            text = ""
            for piece in block.split(" // "):
                text += " " if text else ""
                start = len(text)
                sentence_id = f"{document_id}.s{place}"
                last = 0
                for found in MARKUP.finditer(piece):
                    text += piece[last : found.start()]
                    surface, node_id = found.groups()
                    mentions.append(
                        Mention(
                            mention_id=f"{document_id}.m{len(mentions)}",
                            document_id=document_id,
                            passage_id=passage_id,
                            sentence_id=sentence_id,
                            start=len(text),
                            end=len(text) + len(surface),
                            surface=surface,
                            kind=KINDS[node_id[0]],
                            node_id=node_id,
                        )
                    )
                    text += surface
                    last = found.end()
                text += piece[last:]
                sentences.append(Sentence(sentence_id, document_id, passage_id, place, start, len(text)))
                place += 1
            passages.append(Passage(passage_id, document_id, position, "paragraph", text))
        n_words = sum(len(p.text.split()) for p in passages if p.document_id == document_id)
        documents.append(
            Document(
                document_id,
                title,
                authors,
                date,
                "Proefblad",
                "",
                "een oud stuk" if document_id == "d:bruggen-slaan" else "",
                f"{document_id[2:]}.md",
                "md",
                n_words,
                "0" * 64,
            )
        )
    nodes = _nodes(mentions)
    with GraphWriter(path) as writer:
        totals: dict[str, int] = {}
        first_id = 0
        windows: tuple[Window, ...] = ("sentence", "paragraph", "document")
        for window in windows:
            totals[window], first_id = _add_links(writer, window, documents, passages, sentences, mentions, first_id)
        info = BuildInfo(
            1,
            "0",
            "met de hand",
            "t",
            "7f3a9c00",
            "2026-11-21T20:00:00Z",
            ("seeds",),
            totals["sentence"],
            totals["paragraph"],
            totals["document"],
        )
        writer.add("build", [info])
        writer.add("documents", documents)
        writer.add("passages", passages)
        writer.add("removals", [Removal("d:bruggen-slaan", 0, "paginanummer", "Pagina 1 van 2")])
        writer.add("unread", [Unread("kapot.pdf", "kapot.pdf: dit is geen heel pdf-bestand; bewaar het opnieuw.")])
        writer.add("sentences", sentences)
        writer.add("mentions", mentions)
        writer.add("nodes", nodes)
        writer.add("aliases", _aliases(mentions))
        writer.add("positions", [{"node_id": n, "x": x, "y": y} for n, (x, y) in POSITIONS.items()])
    return path


def _nodes(mentions: list[Mention]) -> list[Node]:
    nodes = []
    for node_id, (label, theme, status) in NODES.items():
        held = [m.document_id for m in mentions if m.node_id == node_id]
        nodes.append(
            Node(
                node_id,
                KINDS[node_id[0]],
                label,
                len(held),
                len(set(held)),
                "proposed" if status == "proposed" else "known",
                theme,
                "Het leggen van banden tussen mensen." if node_id == "c:verbinding" else "",
                "wethouder" if node_id == "p:els-brink" else "",
            )
        )
    nodes.extend(Node(document_id, "document", text[0], 0, 1) for document_id, text in TEXTS.items())
    return nodes


def _aliases(mentions: list[Mention]) -> list[Alias]:
    counts: dict[tuple[str, str], int] = {}
    for mention in mentions:
        key = (mention.node_id, mention.surface.lower() if mention.kind == "concept" else mention.surface)
        counts[key] = counts.get(key, 0) + 1
    return [Alias(node_id, alias, n, "vorm") for (node_id, alias), n in counts.items()]


def _add_links(
    writer: GraphWriter,
    window: Window,
    documents: list[Document],
    passages: list[Passage],
    sentences: list[Sentence],
    mentions: list[Mention],
    first_id: int,
) -> tuple[int, int]:
    places: list[tuple[str, str]]
    if window == "sentence":
        places = [(s.sentence_id, s.document_id) for s in sentences]
        of_mention = [m.sentence_id for m in mentions]
    elif window == "paragraph":
        places = [(p.passage_id, p.document_id) for p in passages]
        of_mention = [m.passage_id for m in mentions]
    else:
        places = [(d.document_id, d.document_id) for d in documents]
        of_mention = [m.document_id for m in mentions]
    ids = sorted([*NODES, *TEXTS])
    number = {node_id: n for n, node_id in enumerate(ids)}
    members: dict[str, set[int]] = {window_id: {number[document_id]} for window_id, document_id in places}
    for mention, window_id in zip(mentions, of_mention, strict=True):
        members[window_id].add(number[mention.node_id])
    pairs = count_pairs([members[window_id] for window_id, _ in places], len(ids))
    a, b = pairs.marginals[pairs.source], pairs.marginals[pairs.target]
    measures = measure_pairs(pairs.count, a, b, pairs.n_windows)
    q_values = adjust_p_values(measures.p_value, len(pairs.source))
    held: list[set[str]] = [set() for _ in pairs.source]
    for pair, place in zip(pairs.pair, pairs.window, strict=True):
        held[pair].add(places[place][1])
    writer.add_columns(
        "links",
        {
            "link_id": [first_id + n for n in range(len(pairs.source))],
            "source": [ids[n] for n in pairs.source],
            "target": [ids[n] for n in pairs.target],
            "window": [window] * len(pairs.source),
            "count": pairs.count.tolist(),
            "npmi": measures.npmi.tolist(),
            "log_likelihood": measures.log_likelihood.tolist(),
            "association_strength": measures.association_strength.tolist(),
            "jaccard": measures.jaccard.tolist(),
            "q_value": q_values.tolist(),
            "expected": measures.expected.tolist(),
            "n_documents": [len(documents_here) for documents_here in held],
        },
    )
    writer.add_columns(
        "evidence",
        {
            "link_id": [first_id + int(pair) for pair in pairs.pair],
            "document_id": [places[place][1] for place in pairs.window],
            "window_id": [places[place][0] for place in pairs.window],
        },
    )
    windows: dict[str, int] = {}
    marginals: dict[tuple[str, str], int] = {}
    for window_id, document_id in places:
        windows[document_id] = windows.get(document_id, 0) + 1
        for member in members[window_id]:
            key = (ids[member], document_id)
            marginals[key] = marginals.get(key, 0) + 1
    writer.add("windows", [{"document_id": d, "window": window, "n_windows": n} for d, n in windows.items()])
    rows: list[dict[str, Any]] = [
        {"node_id": node_id, "window": window, "document_id": document_id, "n_windows": n}
        for (node_id, document_id), n in marginals.items()
    ]
    writer.add("marginals", rows)
    return len(places), first_id + len(pairs.source)
