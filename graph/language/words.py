"""The component that knows words: it describes each to the trained parts of the pipeline and sets lemmas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from spacy.attrs import ID, LANG  # type: ignore[import-not-found]
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.vocab import Vocab

from graph.language.features import describe_name, describe_use
from graph.language.lemmas import FILE as LEMMA_FILE
from graph.language.lemmas import LemmaTables, Lemmatizer, read_tables, write_tables
from graph.lemma import is_infinitive

NAME = "dutch_words"
FLAG_FILE = "words.tsv"


class DutchWords:
    """Knowledge of single words: lists of names and tables of lemmas.

    Two attributes of a lexeme that Dutch makes no use of carry the descriptions to the encoders: LANG what the lists
    of names say, ID how the word is used. They are made anew when a pipeline is loaded.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._flags: Mapping[str, str] = {}
        self._tables: LemmaTables | None = None
        self._lemmatizer: Lemmatizer | None = None

    def install(self, flags: Mapping[str, str], tables: LemmaTables) -> None:
        """Describe all words of the vocabulary, those that are known already and those to come."""
        self._flags, self._tables = dict(flags), tables
        self._lemmatizer = lemmatizer = Lemmatizer(tables)
        getters: dict[int, Callable[[str], Any]] = {
            LANG: lambda word: "n:" + describe_name(word, self._flags),
            ID: lambda word: "u:" + describe_use(word, lemmatizer.classes),
        }
        cast(Any, self._vocab).lex_attr_getters.update(getters)
        for lexeme in self._vocab:
            lexeme.set_attrs(LANG=getters[LANG](lexeme.text), ID=getters[ID](lexeme.text))

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with the lemma of every token set."""
        if self._lemmatizer is not None:
            for token in doc:
                token.lemma_ = self._lemmatizer.find(token.text, token.pos_)
        return doc

    def is_verb(self, low: str) -> bool:
        """Return whether a lower-case word is the infinitive of a verb."""
        return self._lemmatizer.is_verb(low) if self._lemmatizer is not None else is_infinitive(low)

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write the lists and tables."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{word}\t{flags}\n" for word, flags in self._flags.items())
        (folder / FLAG_FILE).write_text(lines, encoding="utf-8")
        if self._tables is not None:
            write_tables(folder / LEMMA_FILE, self._tables)

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> DutchWords:
        """Read what :meth:`to_disk` wrote."""
        lines = (Path(path) / FLAG_FILE).read_text(encoding="utf-8").splitlines()
        flags = dict(line.split("\t") for line in lines)
        self.install(flags, read_tables(Path(path) / LEMMA_FILE))
        return self


@Pipeline.factory(NAME, assigns=["token.lemma"])
def make_words(nlp: Pipeline, name: str) -> DutchWords:
    """Return the component without lists; they come from the folder of the pipeline."""
    return DutchWords(nlp.vocab)
