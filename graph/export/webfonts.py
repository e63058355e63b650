"""Letters for a web page: the variable Source Sans and Source Serif that Streamlit carries (OFL), cut to size."""

from __future__ import annotations

import base64
import importlib.util
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

USUAL = frozenset([*map(chr, range(0x20, 0x7F)), *map(chr, range(0xA0, 0x180)), *"‘’“”„‹›–—…•€′−≥≤×"])
UNSEEN_TABLES = ("GSUB", "GPOS", "GDEF", "STAT", "BASE", "MVAR")
FACES = (
    ("Source Sans 3", "SourceSansVF-Upright", "normal", {"wght": (400, 700)}),
    ("Source Serif 4", "SourceSerifVariable-Roman", "normal", {"wght": (400, 700), "opsz": 17}),
)


def font_faces(letters: frozenset[str]) -> str:
    """Return the @font-face rules with the fonts inside; '' where Streamlit's fonts are not found.

    Args:
        letters: what must be in the fonts besides the usual letters, as far as the fonts have them.
    """
    extra = letters - USUAL
    rules = []
    for family, file, style, place in FACES:
        data = _load(file, tuple(place.items()), extra)
        if data:
            packed = base64.b64encode(data).decode("ascii")
            rules.append(
                f'@font-face{{font-family:"{family}";font-style:{style};font-weight:400 700;'
                f"src:url(data:font/woff2;base64,{packed}) format('woff2')}}\n"
            )
    return "".join(rules)


def _folder() -> Path | None:
    # Only looked up, not imported: a page must not start a web framework.
    spec = importlib.util.find_spec("streamlit")
    return Path(spec.origin).parent / "static" if spec and spec.origin else None


@lru_cache(maxsize=8)
def _load(file: str, place: tuple[tuple[str, object], ...], extra: frozenset[str]) -> bytes:
    folder = _folder()
    found = sorted(folder.rglob(f"{file}*.woff2")) if folder else []
    if not found:
        return b""
    font = TTFont(BytesIO(found[0].read_bytes()), recalcTimestamp=False)
    # Kerning and alternates take seconds to cut and are hardly seen at the size of a panel.
    for table in UNSEEN_TABLES:
        if table in font:
            del font[table]
    options = Options()
    options.layout_features = []
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(USUAL | extra)))
    subsetter.subset(font)
    font = instantiateVariableFont(font, dict(place))
    font.flavor = "woff2"
    held = BytesIO()
    font.save(held)
    return held.getvalue()
