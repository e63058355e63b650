"""A preview as harmless HTML: pictures, the first rows of a table, the first lines of a text."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from graph.export.preview import Picture, Preview
from graph.messages import say
from graph.wording import count_words, dutch, format_number


def preview_html(preview: Preview, *, see_through: bool = False) -> str:
    """Return what a file shows. ``see_through``: a picture without a ground lies on a chequered one."""
    if preview.pictures:
        ground = ' class="none"' if see_through else ""
        if len(preview.pictures) == 1 and not preview.n_more:
            return f'<figure class="sheet">{_image(preview.pictures[0], ground)}</figure>'
        slides = "".join(
            f'<li><figure class="sheet">{_image(picture, ground)}<figcaption>{place}. '
            f"<span{dutch()}>{escape(picture.title)}</span></figcaption></figure></li>"
            for place, picture in enumerate(preview.pictures, start=1)
        )
        more = say("En nog {n}.", n=count_words(preview.n_more, ("dia", "dia’s"))) if preview.n_more else ""
        return f'<ol class="slides">{slides}</ol>' + (f'<p class="caption">{more}</p>' if more else "")
    if preview.columns:
        return _table(preview)
    if preview.text:
        end = f'<p class="caption">{say("Dit is het begin van het bestand.")}</p>' if preview.is_cut else ""
        name = escape(say("Begin van het bestand"))
        return f'<pre class="lines" tabindex="0" role="region" aria-label="{name}">{escape(preview.text)}</pre>{end}'
    return ""


def _image(picture: Picture, ground: str) -> str:
    source = f"data:{picture.kind};base64,{b64encode(picture.data).decode('ascii')}"
    return f'<img{ground} src="{source}" alt="{escape(picture.told)}"{dutch()}>'


def _table(preview: Preview) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in preview.columns)
    body = "".join(
        "<tr>" + "".join(f"<td{_numeric(cell)}>{escape(cell)}</td>" for cell in row) + "</tr>" for row in preview.rows
    )
    name = escape(say("Eerste rijen van de banden"))
    rest = (
        say("En nog {n}.", n=count_words(preview.n_more, ("rij", "rijen")))
        if preview.n_more > 0
        else say("Dit zijn alle rijen.")
    )
    return (
        f'<div class="rows" tabindex="0" role="region" aria-label="{name}"><table{dutch()}>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        f'<p class="caption">{rest}</p>'
    )


def _numeric(cell: str) -> str:
    return ' class="numeric"' if cell and cell.strip("-0123456789.,e") == "" else ""


def say_size(n_bytes: int) -> str:
    """Return the size of a file.

    >>> say_size(900), say_size(92_134), say_size(2_400_000)
    ('1 kB', '92 kB', '2,4 MB')
    """
    if n_bytes < 999_500:
        return f"{format_number(max(1, round(n_bytes / 1000)))} kB"
    return f"{format_number(n_bytes / 1_000_000, 1)} MB"
