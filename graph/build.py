"""Run the stages in order: files → one graph file. Unchanged documents are taken over from the former one."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from graph import __version__
from graph.assemble import Assembled, assemble
from graph.corpus import find_files, hash_file, make_document_ids, read_document
from graph.errors import ReadableError
from graph.language import Language, load_language
from graph.mentions import Span, make_mentions, make_sentences, span_names
from graph.messages import mark, say
from graph.metadata import Edits, apply_edits, is_stale, read_all_edits
from graph.people import NameLexicon, find_names, load_names
from graph.places import find_shipped
from graph.rows import BuildInfo, Document, Mention, Passage, Removal, Sentence, Unread
from graph.schema import SCHEMA_VERSION
from graph.settings import read_settings
from graph.store import GraphFile, GraphWriter
from graph.thesaurus import Thesaurus, make_patterns, read_thesaurus

READING_STAGES = (
    "corpus/*.py",
    "people/*.py",
    "thesaurus/*.py",
    "language/*.py",
    "lemma.py",
    "weights.py",
    "sentences.py",
    "mentions.py",
)


class Progress(NamedTuple):
    """How far a build is: ``done`` of ``total`` steps, and what is being done, in Dutch."""

    done: int
    total: int
    doing: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. Numbers count documents, nodes and links; ``seconds`` is wall time."""

    out: Path
    n_documents: int
    n_parsed: int
    n_reused: int
    unread: tuple[Unread, ...]
    n_words: int
    n_sentences: int
    n_mentions: int
    n_nodes: Mapping[str, int]
    n_links: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with everything that is known of it before the others are looked at."""

    document: Document
    passages: tuple[Passage, ...]
    removals: tuple[Removal, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class _Tools:
    thesaurus: Thesaurus
    language: Language
    names: NameLexicon
    pipeline: str = field(init=False)
    proper: frozenset[str] = field(init=False)  # concepts of which a term is written with a capital: "Omgevingswet"

    def __post_init__(self) -> None:
        self.proper = frozenset(
            concept.concept_id
            for concept in self.thesaurus.concepts
            if any(term[:1].isupper() for term in (concept.label, *concept.alt_labels, *concept.terms))
        )
        self.pipeline = f"{self.language.name}, namen en code {_hash_reading()[:12]}"


def _hash_reading() -> str:
    """Return a hash of the code and lists that read texts: when it changes, parsed documents cannot be reused."""
    here = Path(__file__).parent
    files = sorted(path for stage in READING_STAGES for path in here.glob(stage))
    files += sorted(find_shipped("data", "names").glob("*.txt"))
    files += [find_shipped("data", "names") / "weights.tsv", *sorted(find_shipped("data", "senses").glob("*.tsv"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def build_graph(
    paths: Sequence[Path],
    out: Path,
    thesaurus_path: Path | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    model: str | None = None,
) -> BuildReport:
    """Read the texts under ``paths`` and write the graph file ``out``; return what was done.

    A file that cannot be read is told in the report and left out. Killed at any moment, a former ``out`` stays whole.
    ``model`` names a spaCy pipeline; without it the settings do, or else the pipeline that ships is taken.

    Raises:
        ReadableError: a path or pipeline does not exist, the thesaurus is faulty, nothing at all could be read, or
            ``out`` cannot be written. The former graph, if any, stands.
    """
    started = time.monotonic()
    files = find_files(paths)
    if not files:
        where = ", ".join(str(path) for path in paths)
        raise ReadableError(
            say(
                "{where}: hier staan geen teksten (txt, md, html, pdf, docx, odt of epub); zet ze er neer.", where=where
            )
        )
    total = len(files) + 2
    progress(Progress(0, total, mark("taal en begrippen laden")))
    tools = load_tools(thesaurus_path, model or read_settings().model or None)
    edits = read_all_edits(paths)
    former = _Former(out, tools)
    try:
        parsed, unread, n_reused = _read_all(
            files, tools, former, edits, lambda n, what: progress(Progress(n, total, what))
        )
        positions = former.positions()
    finally:
        former.close()
    if not parsed:
        reasons = " ".join(item.reason for item in unread)
        raise ReadableError(
            say("Geen enkele tekst kon gelezen worden; er is niets veranderd. {reasons}", reasons=reasons)
        )
    progress(Progress(len(files), total, mark("banden tellen")))
    assembled = assemble([item.document for item in parsed], _inside(parsed), tools.thesaurus, tools.names, positions)
    progress(Progress(len(files) + 1, total, mark("opslaan")))
    _write(out, tools, paths, parsed, unread, assembled)
    progress(Progress(total, total, mark("klaar")))
    counts: dict[str, int] = {}
    for node in assembled.nodes:
        name = "proposed" if node.status == "proposed" else node.kind
        counts[name] = counts.get(name, 0) + 1
    return BuildReport(
        out=out,
        n_documents=len(parsed),
        n_parsed=len(parsed) - n_reused,
        n_reused=n_reused,
        unread=tuple(unread),
        n_words=sum(item.document.n_words for item in parsed),
        n_sentences=sum(len(item.sentences) for item in parsed),
        n_mentions=len(assembled.counted),
        n_nodes=counts,
        n_links=len(assembled.links["link_id"]),
        seconds=time.monotonic() - started,
    )


def load_tools(thesaurus_path: Path | None = None, model: str | None = None) -> _Tools:
    """Return thesaurus, language pipeline and name lists; a path or model given replaces the one that ships."""
    thesaurus = read_thesaurus(thesaurus_path or find_shipped("data", "thesaurus.ttl"))
    language = load_language(model=model)
    language.look_for(make_patterns(thesaurus, split=language.split))
    return _Tools(thesaurus, language, load_names(find_shipped("data", "names")))


def parse_document(path: Path, relative: str, document_id: str, tools: _Tools) -> ParsedDocument:
    """Read one file and find everything in it.

    Raises:
        ReadableError: the file cannot be read; one sentence says why and what to do.
    """
    read = read_document(path, relative, document_id)
    # Comments of readers are kept to be read, but take no part in the graph.
    body = [passage for passage in read.passages if passage.kind != "comment"]
    analyses = tools.language.analyse([passage.text for passage in body])
    suggested = tools.language.suggest_names(analyses)
    names = find_names([analysis.tokens for analysis in analyses], tools.names, suggested)
    spans = span_names(names)
    persons = {(name.passage, name.start, name.end) for name in names if name.kind == "person"}
    for number, analysis in enumerate(analyses):
        spans.extend(
            Span(number, c.start, c.end, "concept", 0, c.concept_id)
            for c in analysis.concepts
            # Mr Vissers is no fishery; a concept that is itself a name stays what the thesaurus says.
            if c.concept_id in tools.proper or (number, c.start, c.end) not in persons
        )
        spans.extend(Span(number, c.start, c.end, "concept", 2, "", c.lemma) for c in analysis.candidates)
    sentences = make_sentences(document_id, body, [analysis.sentences for analysis in analyses])
    mentions = make_mentions(document_id, body, sentences, spans)
    return ParsedDocument(read.document, read.passages, read.removals, tuple(sentences), tuple(mentions))


class _Former:
    """The graph file of the last build, as far as its parsed documents can be used again."""

    def __init__(self, out: Path, tools: _Tools) -> None:
        self._graph: GraphFile | None = None
        self._documents: dict[tuple[str, str], Document] = {}
        if not out.is_file():
            return
        try:
            self._graph = GraphFile(out)
        except ReadableError:
            return
        info = self._graph.build_info()
        if (info.pipeline, info.thesaurus) == (tools.pipeline, tools.thesaurus.fingerprint):
            self._documents = {(item.document_id, item.content_hash): item for item in self._graph.documents()}

    def find(self, document_id: str, relative: str, content_hash: str) -> ParsedDocument | None:
        document = self._documents.get((document_id, content_hash))
        if document is None or self._graph is None:
            return None
        mentions = self._graph.mentions(document_id, with_candidates=True)
        return ParsedDocument(
            # A title taken from the file name goes with the file name, and that may have changed.
            replace(document, path=relative),
            tuple(self._graph.passages(document_id)),
            tuple(self._graph.removals(document_id)),
            tuple(self._graph.sentences(document_id)),
            # What a name or a candidate leads to is decided anew for the whole corpus.
            tuple(replace(item, node_id="") if item.name else item for item in mentions),
        )

    def positions(self) -> dict[str, tuple[float, float]]:
        return self._graph.positions() if self._graph is not None else {}

    def close(self) -> None:
        if self._graph is not None:
            self._graph.close()


def _read_all(
    files: Sequence[tuple[Path, str]],
    tools: _Tools,
    former: _Former,
    edits: Edits,
    tell: Callable[[int, str], None],
) -> tuple[list[ParsedDocument], list[Unread], int]:
    ids = make_document_ids([relative for _, relative in files])
    parsed: list[ParsedDocument] = []
    unread: list[Unread] = []
    n_reused = 0
    for number, (path, relative) in enumerate(files):
        tell(number, relative)
        try:
            known = former.find(ids[relative], relative, hash_file(path))
            if known is not None and is_stale(known.document, edits):
                known = None  # a correction was taken back: only the file tells what stood there
            n_reused += known is not None
            item = known or parse_document(path, relative, ids[relative], tools)
            parsed.append(replace(item, document=apply_edits(item.document, edits)))
        except ReadableError as error:
            unread.append(Unread(relative, str(error)))
    return parsed, unread, n_reused


def _inside(parsed: Iterable[ParsedDocument]) -> list[tuple[Sequence[Passage], Sequence[Sentence], Sequence[Mention]]]:
    return [(item.passages, item.sentences, item.mentions) for item in parsed]


def _write(
    out: Path,
    tools: _Tools,
    paths: Sequence[Path],
    parsed: Sequence[ParsedDocument],
    unread: Sequence[Unread],
    assembled: Assembled,
) -> None:
    hashes = sorted(item.document.content_hash for item in parsed)
    info = BuildInfo(
        schema_version=SCHEMA_VERSION,
        program_version=__version__,
        pipeline=tools.pipeline,
        thesaurus=tools.thesaurus.fingerprint,
        corpus=hashlib.sha256("".join(hashes).encode()).hexdigest(),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        roots=tuple(str(path.absolute()) for path in paths),
        n_windows_sentence=assembled.n_windows["sentence"],
        n_windows_paragraph=assembled.n_windows["paragraph"],
        n_windows_document=assembled.n_windows["document"],
    )
    with GraphWriter(out) as writer:
        writer.add("build", [info])
        writer.add("documents", (item.document for item in parsed))
        writer.add("passages", (passage for item in parsed for passage in item.passages))
        writer.add("removals", (removal for item in parsed for removal in item.removals))
        writer.add("sentences", (sentence for item in parsed for sentence in item.sentences))
        writer.add("unread", unread)
        writer.add("mentions", assembled.mentions)
        writer.add("nodes", assembled.nodes)
        writer.add("aliases", assembled.aliases)
        for table in ("windows", "marginals", "links", "evidence", "positions"):
            writer.add_columns(table, getattr(assembled, table))
