"""Names without what differs from one writing to the next: accents, capitals, curled apostrophes."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return ``text`` without accents, capitals and typographic apostrophes."""
    straight = text.replace("’", "'").replace("‘", "'").replace("ı", "i").replace("ł", "l").replace("ø", "o")
    plain = "".join(char for char in unicodedata.normalize("NFKD", straight) if not unicodedata.combining(char))
    return " ".join(plain.casefold().split())
