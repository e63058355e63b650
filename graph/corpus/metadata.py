"""Title, authors, date, publication and address of a document, each with the place where it was found.

The places, in Dutch as they are shown: "kop van het bestand" (front matter), "kop van de webpagina",
"documenteigenschappen", "tekst", "kopregel" (a running head), "bestandsnaam". A field that nothing fills stays empty.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.corpus.blocks import Block, Extract, count_words, normalise_text
from graph.corpus.byline import find_bylines, find_published, is_person_name
from graph.corpus.dates import parse_date, write_date
from graph.messages import mark

FRONT = mark("kop van het bestand")
TEXT = mark("tekst")
RUNNING_HEAD = mark("kopregel")
FILE_NAME = mark("bestandsnaam")

_KEYS = {
    "title": ("title", "titel"),
    "authors": ("authors", "author", "auteurs", "auteur", "by", "door"),
    "date": ("date", "datum", "published", "gepubliceerd"),
    "publication": ("publication", "publicatie", "uitgave", "medium", "journal", "tijdschrift", "verschenen in"),
    "url": ("url", "link", "adres"),
    "source": ("source", "bron", "sources", "bronnen"),
    "people": ("people", "personen", "mensen"),
}
_JUNK_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint)\b.*|powerpoint-.*|"
    r"untitled\W*\d*|naamloos\W*\d*|zonder titel\W*\d*|document\W*\d*|doc\d*|"
    r"titel|title|"
    r"word document|presentatie\d*|.*\.(?:docx?|indd|pdf|html?|pptx?|"
    r"xlsx?|md|odt|rtf|txt|qxp|pages)|scan\W*\d*|\W*|[0-9a-f]{12,}|\d+)$",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"^(?:user|gebruiker|admin\w*|administrator|beheerder|owner|eigenaar|author|auteur|unknown|onbekend|python-docx|"
    r"microsoft(?: office)?(?: user)?|office|windows(?: user)?|redactie|webmaster|redacteur|\W*|.*@.*|https?:.*)$",
    re.IGNORECASE,
)
_LABEL_WORDS = (
    "essay|interview|column|opinie|blog|achtergrond|achtergrondartikel|reportage|recensie|verslag|analyse|podcast|lezing|nieuws|"
    "artikel|raadsmemo|memo|notitie|congresverslag|commentaar|portret|dossier|brief|toespraak|gastblog|gastcolumn|longread"
)
_LABEL = re.compile(rf"^(?:{_LABEL_WORDS})\s*[:|–—]\s+(?=\S)", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"^(?:{_LABEL_WORDS}|inhoud|voorwoord|inleiding|samenvatting|home)\W*$", re.IGNORECASE)
_QUOTED = re.compile(r"^[‘“'\"«„]([^‘’“”\"«»„]{3,})[’”'\"»]$")
_NAME_DATE = re.compile(r"^((?:19|20)\d{2}-[01]\d(?:-[0-3]\d)?)[ _-]+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a document that are about it, and where each was found."""

    title: str = ""
    title_from: str = ""
    authors: tuple[str, ...] = ()
    authors_from: str = ""
    date: str = ""
    date_from: str = ""
    publication: str = ""
    publication_from: str = ""
    url: str = ""
    url_from: str = ""
    source: str = ""


def find_metadata(extract: Extract, blocks: Sequence[Block], stem: str) -> Metadata:
    """Return the metadata of a document.

    Args:
        extract: what the reader found, with front matter and properties.
        blocks: the cleaned blocks, with those that were marked for removal.
        stem: the name of the file without extension.
    """
    prose = [block for block in blocks if not block.reason and block.kind != "comment"]
    removed = [block for block in blocks if block.reason]
    front = _read_front(extract.front)
    published = find_published(prose, removed)
    about = extract.properties
    title, title_from = _first(
        (front.title, FRONT),
        (_clean_title(about.title), extract.origin),
        (_clean_title(extract.printed_title), TEXT),
        (find_title(prose), TEXT),
        (_running_title(removed), RUNNING_HEAD),
        (_title_of_name(stem), FILE_NAME),
    )
    properties_authors = tuple(author for author in _split_people(about.authors) if is_author(author))
    bylines = find_bylines(prose, removed)
    authors: tuple[str, ...] = ()
    authors_from = ""
    for found, origin in ((front.authors, FRONT), _web_first(properties_authors, bylines, extract.origin)[0]):
        if found and not authors:
            authors, authors_from = found, origin
    if not authors:
        authors, authors_from = _web_first(properties_authors, bylines, extract.origin)[1]
    named = _NAME_DATE.match(stem)
    on_page = extract.origin == "kop van de webpagina"
    date, date_from = _first(
        (front.date, FRONT),
        (about.date if on_page else "", extract.origin),
        (published.date, TEXT),
        (parse_date(named.group(1)) if named else "", FILE_NAME),
        (about.date, extract.origin),
        (published.year, TEXT),
    )
    publication, publication_from = _first(
        (front.publication, FRONT), (about.publication, extract.origin), (published.publication, TEXT)
    )
    url, url_from = _first((front.url, FRONT), (about.url, extract.origin), (published.url, TEXT))
    return Metadata(
        title, title_from, authors, authors_from if authors else "", date, date_from,
        publication, publication_from, url, url_from, front.source,
    )  # fmt: skip


def find_title(blocks: Sequence[Block]) -> str:
    """Return the title that stands above the text itself, without a label such as "Essay:"; '' if there is none."""
    for index, block in enumerate(blocks[:4]):
        text = block.text
        if _LABEL_ALONE.match(text):
            continue
        labelled = _LABEL.match(text)
        bare = clean_heading(text)
        after_label = index > 0 and _LABEL_ALONE.match(blocks[index - 1].text) is not None
        limit = 25 if block.kind == "heading" or labelled else 16
        if block.kind not in ("heading", "paragraph") or not 0 < count_words(bare) <= limit or bare[:1].islower():
            return ""
        is_sentence = bare.endswith((".", ":", ";", ","))
        if block.kind == "paragraph" and not labelled and is_sentence and not (after_label and bare.endswith(".")):
            return ""
        if block.kind == "paragraph" and len(blocks) == 1:
            return ""
        return bare.rstrip(".") if bare.count(".") == 1 and bare.endswith(".") else bare
    return ""


def clean_heading(text: str) -> str:
    """Return a heading without the label before it and the quotes around it.

    >>> clean_heading("Essay: De aanwezige secretaris"), clean_heading("‘Luisteren moet’")
    ('De aanwezige secretaris', 'Luisteren moet')
    """
    bare = _LABEL.sub("", text.strip()).strip()
    quoted = _QUOTED.match(bare)
    return quoted.group(1).strip() if quoted else bare


def is_author(name: str) -> bool:
    """Return whether a property can be an author and not the account that saved the file."""
    return bool(name) and not _JUNK_AUTHOR.match(name) and len(name) <= 80


def _first(*found: tuple[str, str]) -> tuple[str, str]:
    return next(((value, origin) for value, origin in found if value), ("", ""))


def _web_first(
    properties: tuple[str, ...], bylines: tuple[str, ...], origin: str
) -> tuple[tuple[tuple[str, ...], str], tuple[tuple[str, ...], str]]:
    """Return the two sources in order of trust: a byline goes before the account in the properties of a file."""
    by_file, by_text = (properties, origin), (bylines, TEXT)
    return (by_file, by_text) if origin == "kop van de webpagina" else (by_text, by_file)


def _clean_title(title: str) -> str:
    title = normalise_text(title)
    return "" if _JUNK_TITLE.match(title) or len(title) > 300 else clean_heading(title)


def _running_title(removed: Sequence[Block]) -> str:
    """Return the text of a running head with a page number: it repeats the title of its article."""
    for block in removed:
        if block.reason == "kopregel met paginanummer" and (match := re.match(r"^(\D{8,}?)\s+[|│]\s+\d+$", block.text)):
            text = match.group(1).strip()
            return text[:1].upper() + text[1:]
    return ""


def _title_of_name(stem: str) -> str:
    text = normalise_text(re.sub(r"[_\s]+", " ", _NAME_DATE.sub("", stem)))
    if "-" in text and " " not in text:
        text = text.replace("-", " ").strip()
    text = text[:200].strip() or stem[:200]
    return text[:1].upper() + text[1:]


def _read_front(front: Mapping[str, object]) -> Metadata:
    def value(field: str) -> object:
        return next((front[key] for key in _KEYS[field] if front.get(key) not in (None, "", [])), None)

    source = value("source")
    url = _text(value("url"))
    inner = {str(key).strip().lower(): item for key, item in source.items()} if isinstance(source, Mapping) else {}
    if not url and isinstance(source, str) and re.match(r"https?://\S+$", source.strip()):
        url = source.strip()
    if not url and isinstance(inner.get("url"), str):
        url = str(inner["url"]).strip()
    return Metadata(
        title=_text(value("title")),
        authors=_people(value("authors")),
        date=_date(value("date")),
        publication=_text(value("publication")),
        url=url,
        source=_describe(inner) if inner else _text(source),
    )


def _describe(source: Mapping[str, object]) -> str:
    """Return a source that is a mapping as one line: ‘title’, people, publication, date.

    >>> _describe({"titel": "Samen", "people": ["An Bos", "Jo Vis"], "date": "2018-09"})
    '‘Samen’, An Bos en Jo Vis, september 2018'
    """

    def value(field: str) -> object:
        return next((source[key] for key in _KEYS[field] if source.get(key) not in (None, "", [])), None)

    title = _text(value("title"))
    people = list(dict.fromkeys(_people(value("authors")) + _people(value("people"))))
    names = ", ".join(people[:-1]) + (" en " if len(people) > 1 else "") + people[-1] if people else ""
    parts = [f"‘{title}’" if title else "", names, _text(value("publication")), write_date(_date(value("date")))]
    known = {key for keys in _KEYS.values() for key in keys}
    rest = [f"{key}: {_text(item)}" for key, item in source.items() if key not in known and _text(item)]
    return ", ".join(part for part in [*parts, *rest] if part) or _text(value("url"))


def _text(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    if isinstance(value, (list, tuple, set)):
        return "; ".join(text for text in (_text(item) for item in value) if text)
    if isinstance(value, Mapping):
        return _describe({str(key).lower(): item for key, item in value.items()}) if value else ""
    return normalise_text(str(value))


def _date(value: object) -> str:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    return parse_date(_text(value))


def _people(value: object) -> tuple[str, ...]:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("naam") or list(value)
    if isinstance(value, (list, tuple, set)):
        return tuple(name for item in value for name in _people(item))
    return _split_people((_text(value),))


def _split_people(values: Sequence[str]) -> tuple[str, ...]:
    """Return single names: "An Bos, Jo Vis en Bo Mol" are three, "Bos, An" is one."""
    names: list[str] = []
    for value in values:
        for part in re.split(r"\s*;\s*|\s+&\s+|\s+en\s+|\s+and\s+", normalise_text(value)):
            pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
            if len(pieces) > 1 and all(is_person_name(piece) for piece in pieces):
                names += pieces
            elif len(pieces) == 2 and all(count_words(piece) <= 3 for piece in pieces) and pieces[1][:1].isupper():
                names.append(f"{pieces[1]} {pieces[0]}")
            elif part.strip():
                names.append(part.strip())
    return tuple(dict.fromkeys(names))
