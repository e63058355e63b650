"""A view as PNG, up to four times the size of the screen, on white or without a ground."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
from PIL.PngImagePlugin import PngInfo

from graph.errors import ReadableError
from graph.export.bundle import Bundle
from graph.export.figure import PictureOptions
from graph.export.pdf import POINT, make_pdf
from graph.export.writing import write_file
from graph.messages import get_language, say

LARGEST = 4.0
SCREEN_DPI = 96


def export_png(
    bundle: Bundle,
    path: Path,
    options: PictureOptions | None = None,
    *,
    scale: float = 2.0,
    transparent: bool = False,
) -> None:
    """Write the view to ``path`` as PNG, drawn from the same page as the PDF.

    Args:
        bundle: what is shown.
        path: the file to write.
        options: which parts the picture has.
        scale: 1 is 1280 pixels wide, 4 is 5120.
        transparent: leave the sheet out.

    Raises:
        ReadableError: the scale is not between 0,25 and 4, or the file cannot be written.
    """
    write_file(path, make_png(bundle, options, scale=scale, transparent=transparent))


def make_png(
    bundle: Bundle, options: PictureOptions | None = None, *, scale: float = 2.0, transparent: bool = False
) -> bytes:
    """Return the bytes of a PNG; see ``export_png``."""
    if not 0.25 <= scale <= LARGEST:
        raise ReadableError(
            say("Een PNG kan 0,25 tot 4 keer zo groot als het scherm zijn, geen {scale} keer.", scale=f"{scale:g}")
        )
    document = pypdfium2.PdfDocument(make_pdf(bundle, options, ground=not transparent))
    try:
        bitmap = document[0].render(
            scale=scale / POINT,
            fill_color=(255, 255, 255, 0 if transparent else 255),
            maybe_alpha=transparent,
            rev_byteorder=True,
        )
        image = bitmap.to_pil().convert("RGBA" if transparent else "RGB")
    finally:
        document.close()
    told = PngInfo()
    told.add_itxt("Title", bundle.title, lang=get_language())
    told.add_itxt("Description", bundle.sentence, lang=get_language())
    held = BytesIO()
    dpi = SCREEN_DPI * scale
    image.save(held, "PNG", pnginfo=told, dpi=(dpi, dpi), compress_level=6)
    return held.getvalue()
