"""The presentation that slides are put in: our own plain one, or the template of an organisation."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from graph.errors import ReadableError
from graph.export.figure import Page
from graph.messages import say
from graph.palette import INK, NEUTRAL, SELECTION, THEME_COLOURS

EMU = 9525  # of one page unit on a slide of 1280 units wide
PRESENTATION_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
FONTS = {
    "majorFont": ("Source Serif 4", "02040603050405020204", "18"),
    "minorFont": ("Source Sans 3", "020B0503030403020204", "34"),
}
# Source Sans and the fonts of a template are not on every machine; room is kept for a wider one that stands in.
OWN_STRETCH = 1.15
WIDER_FACES = {
    "verdana": 1.28,
    "dejavu sans": 1.28,
    "lucida sans unicode": 1.2,
    "century gothic": 1.22,
    "montserrat": 1.25,
}


def open_own() -> Any:
    """Return an empty presentation of 16:9 with our colours and letters as its theme."""
    deck: Any = Presentation()
    wider = 1280 * EMU / deck.slide_width
    lower = 720 * EMU / deck.slide_height
    deck.slide_width, deck.slide_height = 1280 * EMU, 720 * EMU
    master = deck.slide_master
    for sheet in (master, *master.slide_layouts):
        for shape in sheet.placeholders:
            if shape.element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = round(shape.left * wider), round(shape.width * wider)
                shape.top, shape.height = round(shape.top * lower), round(shape.height * lower)
    page = Page()
    for sheet in (master, choose_layout(deck)):
        title = next(shape for shape in sheet.placeholders if shape.placeholder_format.type in (1, 3))
        title.left, title.top = round(page.left * EMU), round((page.top + 4) * EMU)
        title.width, title.height = round((page.right - page.left) * EMU), 36 * EMU
        body = title.text_frame._txBody.bodyPr
        for name in ("lIns", "tIns", "rIns", "bIns"):
            body.set(name, "0")
        body.set("anchor", "t")
    style = master.element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    style.find(qn("a:defRPr")).set("sz", "2025")
    style.find(qn("a:defRPr")).set("b", "1")
    _set_theme(master)
    return deck


def _set_theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Begrippengraaf")
    accents = [colour.light for colour in THEME_COLOURS[:6]]
    wanted = {"dk1": INK.light, "lt1": "#FFFFFF", "dk2": NEUTRAL.light, "lt2": "#FBFAF7"}
    wanted |= {f"accent{n}": colour for n, colour in enumerate(accents, start=1)}
    wanted |= {"hlink": accents[0], "folHlink": SELECTION.light}
    for name, colour in wanted.items():
        place = theme.find(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        for child in list(place):
            place.remove(child)
        etree.SubElement(place, qn("a:srgbClr"), val=colour.lstrip("#"))
    for name, (typeface, panose, pitch) in FONTS.items():
        latin = theme.find(f".//{qn(f'a:{name}')}/{qn('a:latin')}")
        latin.attrib.clear()
        latin.attrib.update({"typeface": typeface, "panose": panose, "pitchFamily": pitch, "charset": "0"})
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def open_template(path: Path) -> Any:
    """Return the presentation in ``path`` (.pptx or .potx) without the slides that it held.

    Raises:
        ReadableError: there is no such file, or it is no presentation.
    """
    try:
        deck = Presentation(BytesIO(_as_presentation(path.read_bytes())))
        if not deck.slide_width or not deck.slide_height or not len(deck.slide_layouts):
            raise ValueError("no layouts")
    except OSError as error:
        raise ReadableError(
            say("{path}: dit sjabloon kan niet gelezen worden ({value}).", path=path, value=error.strerror or error)
        ) from None
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, etree.LxmlError):
        raise ReadableError(
            say("{path}: dit is geen PowerPoint-bestand; geef een sjabloon dat op .pptx of .potx eindigt.", path=path)
        ) from None
    slides = deck.slides._sldIdLst
    for slide in list(slides):
        deck.part.drop_rel(slide.rId)
        slides.remove(slide)
    # Sections and custom shows name slides that are gone; PowerPoint would call the file damaged.
    for name in ("p:extLst", "p:custShowLst"):
        for element in deck.part._element.findall(qn(name)):
            deck.part._element.remove(element)
    return deck


def _as_presentation(data: bytes) -> bytes:
    """Return a .potx as .pptx; the two differ by one line in the table of contents."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        contents = archive.read("[Content_Types].xml")
        if TEMPLATE_TYPE.encode() not in contents:
            return data
        held = BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as changed:
            for name in archive.namelist():
                part = archive.read(name)
                if name == "[Content_Types].xml":
                    part = contents.replace(TEMPLATE_TYPE.encode(), PRESENTATION_TYPE.encode())
                changed.writestr(name, part)
        return held.getvalue()


def choose_layout(deck: Any) -> Any:
    """Return the layout with a title and as little else as possible."""

    def weight(layout: Any) -> tuple[bool, bool, int]:
        kinds = [shape.placeholder_format.type for shape in layout.placeholders]
        others = [kind for kind in kinds if kind not in (1, 3, 13, 15, 16)]
        return layout._element.get("type") != "titleOnly", not any(kind in (1, 3) for kind in kinds), len(others)

    return min(deck.slide_layouts, key=weight)


def find_page(deck: Any, layout: Any) -> tuple[Page, float]:
    """Return the room that a template leaves, and how many EMU one of its units measures."""
    width, height = deck.slide_width, deck.slide_height
    unit = ((width * height) / (1280 * 720)) ** 0.5
    left, right = 0.04 * width, 0.96 * width
    top, bottom = 0.05 * height, 0.97 * height
    title = next((s for s in layout.placeholders if s.placeholder_format.type in (1, 3)), None)
    has_title = title is not None and None not in (title.left, title.top, title.width, title.height)
    if title is not None and has_title and title.top + title.height < 0.45 * height:
        top = title.top + title.height + 0.01 * height
        inset = 0 if title.width < 0.5 * width else title.left
        left = min(max(left, inset), 0.15 * width)
        right = max(min(right, title.left + title.width), 0.85 * width)
    for shape in layout.placeholders:
        is_footer = shape.placeholder_format.type in (13, 15, 16)
        if is_footer and shape.top is not None and shape.top > 0.75 * height:
            bottom = min(bottom, shape.top - 0.005 * height)
    page = Page(
        width=width / unit,
        height=height / unit,
        left=left / unit,
        top=top / unit,
        right=right / unit,
        bottom=bottom / unit,
        has_own_title=has_title,
    )
    return page, unit


def find_stretch(deck: Any) -> float:
    """Return how much wider than ours the letters of the theme run."""
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    found = re.search(r"<a:minorFont>\s*<a:latin[^>]*typeface=\"([^\"]*)\"", part.blob.decode("utf-8", "replace"))
    return WIDER_FACES.get(found[1].casefold(), OWN_STRETCH) if found else OWN_STRETCH
