"""Views as a deck of slides with shapes that can be edited; links stay glued, notes hold the sentences and sources."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.util import Pt

from graph.errors import ReadableError
from graph.export.bundle import Bundle, writable
from graph.export.figure import Figure, Page, PictureOptions, list_texts, make_figure
from graph.export.fonts import Fonts
from graph.export.scripts import without_overrides
from graph.export.slide import NAMESPACES, Paint, SlideShapes
from graph.export.template import EMU, OWN_STRETCH, choose_layout, find_page, find_stretch, open_own, open_template
from graph.export.writing import pack_zip, write_file
from graph.messages import LOCALES, get_language, say
from graph.palette import NEUTRAL
from graph.rows import Excerpt, Link
from graph.sentence import strongest_links
from graph.wording import clean_label, format_date

LINKS_IN_NOTES = 5
SENTENCES_A_LINK = 2
LONGEST_SENTENCE = 320
N_ACCENTS = 6
OWN_TITLE = 27.0  # letters of a title of one line on our own page
SHORT_TITLE = 40  # characters that any template has room for


def export_pptx(
    bundles: Bundle | Sequence[Bundle],
    path: Path,
    template: Path | None = None,
    options: PictureOptions | None = None,
) -> None:
    """Write views to ``path`` as a PowerPoint deck, one slide each.

    Args:
        bundles: what is shown, in the order of the slides.
        path: the file to write.
        template: a .pptx or .potx whose layout, theme colours and fonts are used; ours when None.
        options: which parts the slides have.

    Raises:
        ReadableError: the template is no presentation, or the file cannot be written.
    """
    write_file(path, make_pptx(bundles, template, options))


def make_pptx(
    bundles: Bundle | Sequence[Bundle], template: Path | None = None, options: PictureOptions | None = None
) -> bytes:
    """Return the bytes of a deck; see ``export_pptx``."""
    views = [bundles] if isinstance(bundles, Bundle) else list(bundles)
    if not views:
        raise ReadableError(say("Er is geen beeld om op een dia te zetten; kies er eerst een."))
    options = options or PictureOptions()
    texts = [text for bundle in views for text in list_texts(bundle)]
    if template is None:
        deck = open_own()
        page, unit, fonts = Page(), float(EMU), Fonts(texts, label_stretch=OWN_STRETCH)
        paint = Paint()
    else:
        deck = open_template(template)
        page, unit = find_page(deck, choose_layout(deck))
        fonts = Fonts(texts, stretch=find_stretch(deck))
        paint = Paint(_assign_accents(views), themed=True)
    for bundle in views:
        _add_slide(deck, bundle, page, unit, fonts, paint, options)
    _set_properties(deck, views)
    held = BytesIO()
    deck.save(held)
    with zipfile.ZipFile(held) as archive:
        names = archive.namelist()
        first = "[Content_Types].xml"
        return pack_zip({name: archive.read(name) for name in [first, *sorted(set(names) - {first})]})


def _assign_accents(bundles: Sequence[Bundle]) -> dict[str, str]:
    """Return a theme colour for every colour that means something, the same on all slides of a deck."""
    entries = [entry for bundle in bundles for entry in bundle.view.legend]
    entries.sort(key=lambda entry: entry.theme is None)
    colours = list(dict.fromkeys(entry.colour.light for entry in entries if entry.colour != NEUTRAL))
    darker = ("", " 60000", " 40000")
    return {
        colour: f"accent{place % N_ACCENTS + 1}{darker[min(place // N_ACCENTS, 2)]}"
        for place, colour in enumerate(colours)
    }


def _add_slide(
    deck: Any, bundle: Bundle, page: Page, unit: float, fonts: Fonts, paint: Paint, options: PictureOptions
) -> None:
    slide = deck.slides.add_slide(choose_layout(deck))
    figure = make_figure(bundle, options, fonts, page)
    title = slide.shapes.title
    for shape in list(slide.placeholders):
        if title is None or shape.shape_id != title.shape_id or not options.title:
            shape.element.getparent().remove(shape.element)
    if title is not None and options.title:
        _fill_title(title, figure, unit, fonts)
    tree = slide.shapes._spTree
    shapes = SlideShapes(figure, unit, paint, with_title=title is None).make()
    for element in parse_xml(f"<p:spTree {NAMESPACES}>{''.join(shapes)}</p:spTree>"):
        tree.append(element)
    slide.notes_slide.notes_text_frame.text = make_notes(bundle)


def _fill_title(title: Any, figure: Figure, unit: float, fonts: Fonts) -> None:
    frame = title.text_frame
    frame.word_wrap = True
    if figure.title:
        # Our own page: as in the other pictures, a little smaller where a wider font would not fit.
        frame.text = writable(without_overrides(" ".join(line.text for line in figure.title)))
        size = figure.title[0].size
        room = title.width / unit
        widest = max(line.width for line in figure.title) * OWN_STRETCH
        height = len(figure.title) * 1.25 * size
        title.left, title.top, title.width, title.height = title.left, title.top, title.width, round(height * unit)
        if size < OWN_TITLE or widest > room:
            frame.paragraphs[0].runs[0].font.size = Pt(size * min(1.0, room / widest) * unit / 12700)
        return
    text = clean_label(writable(without_overrides(figure.full_title)), 500)
    frame.text = text
    if len(text) <= SHORT_TITLE or not title.width or not title.height:
        return
    # A template's title letters may be large: take the largest size at which a long title stays in its place.
    for points in (32, 28, 24, 20, 18, 16, 14, 12):
        pixels = points * 12700 / unit
        lines = fonts.wrap(text, "serif-semibold", pixels, title.width / unit * 0.94)
        if len(lines) * pixels * 1.2 <= title.height / unit:
            break
    frame.paragraphs[0].runs[0].font.size = Pt(points)


def make_notes(bundle: Bundle) -> str:
    """Return the notes of a slide: what is seen, and the sentences that its strongest links rest on."""
    parts = [bundle.note, "", bundle.sentence] if bundle.note else [bundle.sentence]
    links = _leading_links(bundle)
    shown = [(link, bundle.link_excerpts.get((link.source, link.target), ())) for link in links]
    if any(excerpts for _, excerpts in shown):
        parts += ["", say("Waar de sterkste banden op rusten:")]
    reasons = {(link.source, link.target): link.reason for link in bundle.view.links}
    names = {node.node_id: node.label for node in bundle.view.nodes}
    for link, excerpts in shown:
        if excerpts:
            pair = (link.source, link.target)
            parts += ["", f"{names[link.source]} — {names[link.target]}: {reasons[pair]}"]
            parts += [_quote(excerpt) for excerpt in excerpts[:SENTENCES_A_LINK]]
    parts += ["", *bundle.caption]
    return writable("\n".join(parts))


def _leading_links(bundle: Bundle) -> list[Link]:
    drawn = {(link.source, link.target) for link in bundle.view.links}
    links = [link for pair, link in bundle.links.items() if pair in drawn]
    chosen = set(bundle.selection)
    near = [link for link in links if chosen and chosen <= {link.source, link.target}] or links
    terms = [link for link in near if not link.source.startswith("d:") and not link.target.startswith("d:")] or near
    return strongest_links(terms, bundle.filters)[:LINKS_IN_NOTES]


def _quote(excerpt: Excerpt) -> str:
    source = ", ".join(
        part for part in (f" {say('en')} ".join(excerpt.authors), excerpt.title, format_date(excerpt.date)) if part
    )
    return f"“{clean_label(excerpt.text, LONGEST_SENTENCE)}” ({source})"


def _set_properties(deck: Any, bundles: Sequence[Bundle]) -> None:
    properties = deck.core_properties
    first = bundles[0]
    properties.title = clean_label(writable(first.title), 250)
    properties.subject = clean_label(writable(first.sentence), 250)
    for name in ("author", "last_modified_by"):
        setattr(properties, name, "Begrippengraaf")
    properties.keywords = properties.comments = properties.category = ""
    properties.language = LOCALES[get_language()]
    properties.revision = 1
    try:
        moment = datetime.fromisoformat(first.date)
    except ValueError:
        moment = datetime(2000, 1, 1)
    properties.created = properties.modified = moment.replace(tzinfo=None)
    # The small picture of the file would show another deck.
    package = deck.part.package
    for number, relation in list(package._rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(number)
