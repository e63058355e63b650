"""Where words end that are glued to something else: footnote marks, and dashes and strokes between words."""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language as Pipeline
from spacy.util import compile_infix_regex, compile_suffix_regex

NOTES = (
    r"(?<=[a-zß-ÿ]{3})\d{1,2}",
    r"(?<=[a-zß-ÿ]{2}[.,;:!?])\d{1,3}",
    r"(?<=[a-zß-ÿ]{2}[.,;:!?]['\"])\d{1,3}",
    r"(?<=[^\W\d])[¹²³⁰⁴-⁹†‡]+",
    r"(?<=[.,;:!?'\"])[¹²³⁰⁴-⁹†‡]+",
)
"""Numbers of notes behind a word: "beleid3", "beleid.3", "beleid²"."""
WHOLE = re.compile(
    r"(?:[A-ZÀ-Þ]\.-?)*(?:Th|Ch|Chr|Joh|Ph|Jac|IJ|Sj|Tj|Fr|Ant|Wm)\.(?:-?(?:[A-ZÀ-Þ]|Th|Ch|Chr|Joh|Ph|Jac|IJ)\.)*"
    r"|[A-ZÀ-Þ][a-zß-ÿ]+(?:sz|szn|zn|dr)\."
)
"""Initials of two letters and fathers' names keep their full stop: "B.J.Th. Spin", "Claes Reyersz. de Haen"."""
BETWEEN = (
    r"(?<=[a-zß-ÿ]{3})/(?=[a-zß-ÿ]{3})",
    r"(?<=[a-zß-ÿ]{2})/(?=[A-ZÀ-ÖØ-Þ][^\W\d_])",
    r"(?<=[^\W\d_]{2})[–—](?=[^\W\d_]{2})",
)
"""Marks that join two whole words or names: "vertrouwen/verbinding", "Poelman–Van Dam"."""


def split_glued(nlp: Pipeline) -> None:
    """Let the tokenizer of ``nlp`` part words from what is glued to them; no character is moved."""
    defaults = nlp.Defaults
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = WHOLE.fullmatch
    tokenizer.suffix_search = compile_suffix_regex([*NOTES, *(defaults.suffixes or ())]).search
    tokenizer.infix_finditer = compile_infix_regex([*BETWEEN, *(defaults.infixes or ())]).finditer
