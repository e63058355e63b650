"""Components that set sentences and lemmas by rule; they need no trained part."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from spacy.attrs import SENT_START  # type: ignore[import-not-found]
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from graph.lemma import find_lemma
from graph.sentences import find_openings

SENTENCES = "dutch_sentences"
LEMMAS = "dutch_lemmas"


@Pipeline.component(SENTENCES)
def mark_sentences(doc: Doc) -> Doc:
    """Set where sentences begin, by the rules of :mod:`graph.sentences`."""
    openings = find_openings([token.text for token in doc], [bool(token.whitespace_) for token in doc])
    # One array for the whole text: the setter of a single token looks through the text each time.
    starts = np.where(openings, 1, -1).astype(np.int64).view(np.uint64)
    return doc.from_array([SENT_START], cast(Any, starts.reshape(-1, 1))) if len(doc) else doc


@Pipeline.component(LEMMAS)
def mark_lemmas(doc: Doc) -> Doc:
    """Set the lemma of every token by the dictionary alone."""
    for token in doc:
        token.lemma_ = find_lemma(token.text)
    return doc
