"""Load a Dutch pipeline: the one that ships, another spaCy pipeline by name, or the rules that need none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language as Pipeline
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_prefix_regex, registry

from graph.errors import ReadableError
from graph.language.arithmetic import quicken_encoders, use_fast_arithmetic
from graph.language.components import LEMMAS, SENTENCES
from graph.language.reading import Language
from graph.language.recognizer import quicken_names
from graph.language.senses import Senses, load_senses
from graph.language.splitting import split_glued
from graph.language.surroundings import WordClasses
from graph.language.words import NAME as WORDS
from graph.places import find_shipped
from graph.rows import LabelPattern

OWN = "begrippengraaf"
"""Name of the pipelines that are trained here."""
RULES = "regels"
"""Name of the pipeline without trained parts."""
PLAIN = "dutch_plain_words"
"""Name of the tokenizer before it is told of exceptions."""
LONGEST_TEXT = 4_000_000
UNUSED = ("parser", "senter", "tagger", "attribute_ruler", "lemmatizer", "trainable_lemmatizer")
"""Parts of other pipelines whose work is done by our own rules, or by nobody here."""


def load_language(
    patterns: Iterable[LabelPattern] = (), model: str | None = None, senses: Senses | None = None
) -> Language:
    """Return a Dutch pipeline with patterns for the concepts to be found.

    Args:
        patterns: the ways in which concepts are written.
        model: name or folder of a spaCy pipeline; ``"regels"`` for rules alone; None for the pipeline that ships, or
            for rules alone where it is absent.
        senses: the weights for words with two lives; those that ship if None. Rules alone make no use of them.

    Raises:
        ReadableError: there is no such pipeline, or it cannot be loaded.
    """
    own = find_shipped("data", "model")
    if model is None and (own / "config.cfg").is_file():
        nlp = _load(str(own), is_own=True)
        quicken(nlp)
        name = f"nl-begrippengraaf {nlp.meta['version']} ({_fingerprint(own)})"
    elif model is None or model == RULES:
        nlp = spacy.blank("nl")
        nlp.add_pipe(SENTENCES)
        nlp.add_pipe(LEMMAS)
        name = f"nl-rules 1, simplemma {version('simplemma')}"
        senses = Senses({}, WordClasses({}))  # weights were learnt from parts of speech as well
    else:
        nlp = _load(model)
        if nlp.meta["name"] == OWN:  # one of our own make that stands elsewhere, such as one just trained
            quicken(nlp)
        name = f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
        if Path(model).is_dir():  # a pipeline in a folder can be trained again under the same number
            name += f" ({_fingerprint(Path(model))})"
    _split_words(nlp)
    nlp.max_length = LONGEST_TEXT
    senses = senses or load_senses(find_shipped("data", "senses"))
    return Language(nlp, patterns, f"{name}, spacy {version('spacy')}", senses)


def _load(model: str, is_own: bool = False) -> Pipeline:
    use_fast_arithmetic()
    try:
        if is_own:  # it splits words as blank Dutch does, so there is no need to read how
            nlp = spacy.load(model, exclude=["tokenizer"], config={"nlp": {"tokenizer": {"@tokenizers": PLAIN}}})
        else:
            nlp = spacy.load(model)
    except OSError as error:
        raise ReadableError(
            f"Het taalmodel {model} is er niet. Laat --model weg voor het model dat is meegeleverd, of installeer het."
        ) from error
    except Exception as error:
        raise ReadableError(f"Het taalmodel {model} kan niet geladen worden: {error}") from error
    for part in UNUSED:
        if part in nlp.pipe_names and WORDS not in nlp.pipe_names:
            nlp.remove_pipe(part)
    if SENTENCES not in nlp.pipe_names:
        nlp.add_pipe(SENTENCES)
    if WORDS not in nlp.pipe_names:
        nlp.add_pipe(LEMMAS)
    return nlp


def quicken(nlp: Pipeline) -> None:
    """Make the trained parts of a pipeline of our own quick, and let it tell what names it thinks possible."""
    quicken_encoders(nlp)
    quicken_names(nlp)


def _make_plain() -> Callable[[Pipeline], Any]:
    """Return what makes the tokenizer of blank Dutch, but for its exceptions and what :func:`split_glued` sets."""
    return lambda nlp: Tokenizer(
        nlp.vocab,
        prefix_search=compile_prefix_regex(nlp.Defaults.prefixes or ()).search,
        token_match=nlp.Defaults.token_match,
        url_match=nlp.Defaults.url_match,
    )


registry.tokenizers.register(PLAIN, func=_make_plain)


def _split_words(nlp: Pipeline) -> None:
    """Set how words are split; the thousands of exceptions come last, for they are tried anew at every change."""
    tokenizer: Any = nlp.tokenizer
    exceptions = tokenizer.rules or nlp.Defaults.tokenizer_exceptions
    tokenizer.rules = {}
    split_glued(nlp)
    tokenizer.rules = exceptions


def _fingerprint(folder: Path) -> str:
    """Return the first figures of a hash over the files of a pipeline: another training gives another name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    digest = sha256()
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
