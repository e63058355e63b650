"""The insights as tables and articles of HTML; every name opens in the graph, every text in the reader. All escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from graph.insights.brokers import Bridge, Broker
from graph.insights.groups import Group
from graph.insights.missing import MissingPair
from graph.insights.report import Insights, Meeting
from graph.insights.saying import (
    FIRMNESS_WORDS,
    describe_at_top,
    describe_distance,
    describe_elsewhere,
    describe_group,
    describe_kin,
    describe_missing,
    describe_rest,
    few,
    group_name,
    label,
    percent,
)
from graph.insights.spanning import Side, Span
from graph.insights.thin import ThinLink
from graph.messages import say
from graph.ui.language import with_language
from graph.ui.text import quote_html, source_line
from graph.wording import WINDOW_WORDS, clean_label, count_words, format_measure, format_number, join_words

GraphQuery = Callable[[tuple[str, ...]], Mapping[str, str]]
NAMES_IN_GROUP = 14


@dataclass(frozen=True)
class Writer:
    """Writes the findings.

    ``query`` returns the address in the graph of a node (one id) or a pair; ``group_query`` that of a group, by the
    node that it is named after.
    """

    insights: Insights
    query: GraphQuery
    group_query: Callable[[str], Mapping[str, str]]

    # -- pieces ---------------------------------------------------------------------------------------------------

    def to_graph(self, node_ids: tuple[str, ...], text: str, spoken: str = "") -> str:
        """Return a link to the graph. It works without script; with it the page need not load anew."""
        return _link(f"./?{urlencode(with_language(self.query(node_ids)))}", text, spoken)

    def _to_group(self, leader: str, text: str) -> str:
        spoken = say("Groep {names}, toon in de graaf", names=text)
        return _link(f"./?{urlencode(with_language(self.group_query(leader)))}", text, spoken)

    def to_text(self, document_id: str, text: str, spoken: str = "", sentence_id: str = "") -> str:
        """Return a link to the reader."""
        query = with_language({"tekst": document_id, **({"zin": sentence_id} if sentence_id else {})})
        return _link(f"documenten?{urlencode(query)}", text, spoken)

    def node(self, node_id: str, limit: int = 50) -> str:
        """Return the name of a node as a link to the graph."""
        return self.to_graph((node_id,), label(self.insights, node_id, limit))

    def pair(self, source: str, target: str) -> str:
        """Return two names as one link to the graph."""
        first, second = label(self.insights, source), label(self.insights, target)
        spoken = say("{first} en {second}, toon in de graaf", first=first, second=second)
        return self.to_graph((source, target), f"{first} — {second}", spoken)

    def document(self, document_id: str, limit: int = 70) -> str:
        """Return the title of a document as a link to the reader."""
        return self.to_text(document_id, clean_label(self.insights.documents[document_id].title, limit))

    # -- what hangs together --------------------------------------------------------------------------------------

    def groups(self, groups: Sequence[Group]) -> str:
        """Return the groups as a table."""
        rows = []
        for group in groups:
            rest = [self.node(node_id) for node_id in group.members[3:NAMES_IN_GROUP]]
            left = len(group.members) - NAMES_IN_GROUP
            more = say(" en {n} meer", n=format_number(left)) if left > 0 else ""
            lead = join_words([label(self.insights, node_id, 40) for node_id in group.name()])
            head = self._to_group(group.name(1)[0], lead)
            core = ", ".join(escape(label(self.insights, node_id, 40)) for node_id in group.core[:6])
            core += say(" en {n} meer", n=format_number(len(group.core) - 6)) if len(group.core) > 6 else ""
            if not core:
                nobody = say("geen: niemand bleef in drie van de vier steekproeven")
                core = f'<span class="small">{escape(nobody)}</span>'
            size = say(
                "{names}, {links} binnen de groep",
                names=count_words(len(group.members), ("naam of begrip", "namen en begrippen")),
                links=count_words(group.n_links, ("band", "banden")),
            )
            below = f'<span class="rest">{", ".join(rest)}{more}</span>' if rest else ""
            rows.append(
                (
                    f'<strong class="name">{head}</strong>{below}<span class="small">{escape(size)}</span>',
                    f"{_bar(group.overlap)}<strong>{escape(say(FIRMNESS_WORDS[group.firmness]))}</strong> "
                    f"{format_number(group.overlap, 2)}"
                    f'<span class="unseen">. {escape(describe_group(self.insights, group))}</span>',
                    core,
                    escape(describe_rest(self.insights, group)),
                )
            )
        return _table(
            say("Groepen van begrippen en namen die samenhangen, de grootste eerst"),
            (say("Groep"), say("Hoe stevig"), say("Vaste kern"), say("Waarop de groep rust")),
            rows,
            "groups",
        )

    # -- who stands in between ------------------------------------------------------------------------------------

    def brokers(self, brokers: Sequence[Broker]) -> str:
        """Return the brokers as a table."""
        top = max((broker.crossings for broker in brokers), default=1.0)
        rows = [
            (
                f'<strong class="name">{self.node(broker.node_id)}</strong>'
                f'<span class="small">{escape(group_name(self.insights, broker.group))}</span>',
                f"{_bar(broker.crossings / top)}<strong>{percent(broker.crossings)}</strong>"
                f'<span class="small">{escape(describe_at_top(self.insights, broker))}</span>',
                f"<ul>{''.join(self._bridge(broker, bridge) for bridge in broker.bridges)}</ul>",
            )
            for broker in brokers
        ]
        return _table(
            say("Begrippen en namen die het vaakst tussen andere in staan"),
            (say("Wie"), say("Ligt op kortste wegen"), say("De banden die dat doen")),
            rows,
            "brokers",
        )

    def _bridge(self, broker: Broker, bridge: Bridge) -> str:
        own = bridge.group == broker.group and bridge.group is not None
        where = say("eigen groep") if own else group_name(self.insights, bridge.group)
        first, other = label(self.insights, broker.node_id), label(self.insights, bridge.other, 40)
        spoken = say("{other}, toon de band met {name}", other=other, name=first)
        link = self.to_graph((broker.node_id, bridge.other), other, spoken)
        count = count_words(bridge.count, WINDOW_WORDS[self.insights.window])
        share = percent(bridge.crossings)
        told = say("{where}; {windows}, {share} van de wegen", where=where, windows=count, share=share)
        return f'<li>{link} <span class="small">{escape(told)}</span></li>'

    def spans(self, spans: Sequence[Span]) -> str:
        """Return the spanning texts as a table."""
        rows = [
            (
                f'<strong class="name">{self.to_graph((span.document_id,), self._title(span.document_id))}</strong>'
                f'<span class="small">{self.to_text(span.document_id, say("Lees de tekst"), self._read(span))}</span>',
                f'{format_number(span.spanning, 1)}<span class="small">{escape(say("boven gemiddeld"))}</span>',
                self._side(span.sides[0]),
                self._side(span.sides[1]),
                format_number(span.apart, 2),
            )
            for span in spans
        ]
        return _table(
            say("Teksten die lijken op teksten die niet op elkaar lijken"),
            (say("Tekst"), say("Overspanning"), say("Lijkt op"), say("en op"), say("Die twee onderling")),
            rows,
            "spans",
        )

    def _title(self, document_id: str) -> str:
        return clean_label(self.insights.documents[document_id].title, 70)

    def _read(self, span: Span) -> str:
        return say("Lees de tekst {title}", title=label(self.insights, span.document_id))

    def _side(self, side: Side) -> str:
        shared = join_words([label(self.insights, node_id, 40) for node_id in side.shared])
        return (
            f"{self.document(side.document_id)} {format_number(side.likeness, 2)}"
            f'<span class="small">{escape(say("door {names}", names=shared))}</span>'
        )

    # -- what is missing ------------------------------------------------------------------------------------------

    def missing(
        self, pairs: Sequence[MissingPair], meetings: Mapping[tuple[str, str], Sequence[Meeting]], n_open: int = 1
    ) -> str:
        """Return the missing pairs as articles, the first ``n_open`` with their sentences unfolded."""
        return "".join(
            self._missing(pair, meetings.get((pair.source, pair.target), ()), place < n_open)
            for place, pair in enumerate(pairs)
        )

    def _missing(self, pair: MissingPair, meetings: Sequence[Meeting], is_open: bool) -> str:
        if meetings:
            found = "".join(self._meeting(pair, meeting) for meeting in meetings)
            near = (
                f"<details{' open' if is_open else ''}><summary>{escape(say('Waar ze elkaar het dichtst naderen'))}"
                f"</summary>{found}</details>"
            )
        else:
            near = f'<p class="small">{escape(say("Geen enkele tekst noemt ze allebei."))}</p>'
        return (
            f'<article class="missing"><h3>{self.pair(pair.source, pair.target)}</h3>'
            f"<p>{escape(describe_missing(self.insights, pair))} {escape(describe_kin(self.insights, pair))}</p>"
            f"{near}</article>"
        )

    def _meeting(self, pair: MissingPair, meeting: Meeting) -> str:
        near = meeting.nearest
        document = self.insights.documents[near.document_id]
        sentences = sorted(meeting.sentences, key=lambda excerpt: excerpt.window_id != near.source_sentence)
        quotes = "".join(quote_html(sentence, {pair.source: "a", pair.target: "b"}) for sentence in sentences)
        source = source_line(document.authors, document.date)
        link = self.to_text(near.document_id, clean_label(document.title, 100), sentence_id=near.source_sentence)
        told = f"{', ' + source if source else ''}: {describe_distance(near)}"
        return f'<div class="meeting"><p class="small">{link}{escape(told)}</p>{quotes}</div>'

    # -- what is thin ---------------------------------------------------------------------------------------------

    def thin(self, links: Sequence[ThinLink]) -> str:
        """Return the thin links as a table."""
        words = WINDOW_WORDS[self.insights.window]
        rows = [
            (
                f'<strong class="name">{self.pair(thin.source, thin.target)}</strong>',
                f'{count_words(thin.count, words)}<span class="small">'
                f"{escape(say('{n} verwacht', n=few(thin.expected)))}</span>",
                format_measure(thin.strength),
                self._rests(thin),
                escape(describe_elsewhere(thin)),
            )
            for thin in links
        ]
        return _table(
            say("Banden die op één tekst of één auteur rusten of zonder één tekst wegvallen, de sterkste eerst"),
            (say("Band"), say("Samen"), say("Log-likelihood"), say("Rust op"), say("Elders")),
            rows,
            "thin",
        )

    def _rests(self, thin: ThinLink) -> str:
        if thin.leans_on:
            told = say("valt weg zonder")
            return f"{self._texts(thin.documents)}<span class='small'>{told} {self.document(thin.leans_on, 40)}</span>"
        if not thin.author:
            return self.document(thin.documents[0])
        return f"{escape(clean_label(thin.author, 60))}<span class='small'>{self._titles(thin.documents)}</span>"

    def _texts(self, document_ids: Sequence[str]) -> str:
        return count_words(len(document_ids), WINDOW_WORDS["document"])

    def _titles(self, document_ids: Sequence[str]) -> str:
        titles = ", ".join(self.document(document_id, 40) for document_id in document_ids[:3])
        left = len(document_ids) - 3
        return titles + (say(" en {n} meer", n=format_number(left)) if left > 0 else "")


def _link(address: str, text: str, spoken: str = "") -> str:
    aria = f' aria-label="{escape(spoken)}"' if spoken else ""
    return f'<a class="go" href="{escape(address)}"{aria}>{escape(text)}</a>'


def _bar(share: float) -> str:
    return f'<span class="share" aria-hidden="true"><i style="width:{max(0.0, min(share, 1.0)) * 100:.0f}%"></i></span>'


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], name: str) -> str:
    """Return a table; the roles keep it one for a screen reader when a narrow screen stacks its cells."""
    head = "".join(f'<th scope="col" role="columnheader">{text}</th>' for text in heads)
    body = []
    for cells in rows:
        first = f'<th scope="row" role="rowheader">{cells[0]}</th>'
        rest = "".join(
            f'<td role="cell"><span class="what" aria-hidden="true">{heads[place]}</span><div>{cell}</div></td>'
            for place, cell in enumerate(cells[1:], 1)
        )
        body.append(f'<tr role="row">{first}{rest}</tr>')
    return (
        f'<table class="insights {name}" role="table"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(body)}</tbody></table>'
    )
