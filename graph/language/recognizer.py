"""Names by what spaCy's recognizer learnt, but for many texts at once instead of move by move.

Outside a name the recognizer looks at the word itself only, so the moves of all words are scored together. Where a
name of several words begins it is followed to its last word, all such names side by side. The names that it thinks
possible are kept as well, with how likely it holds them: the softmax of the scores of its moves, multiplied along the
name, as the recognizer is trained to maximise it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
from spacy.attrs import IS_SPACE  # type: ignore[import-not-found]
from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span
from spacy.util import minibatch

NAME = "dutch_names"
N_FEATURES = 3
"""The word, the first word of the name that it is in, and the word before it in that name."""
POSSIBLE = "possible names"
"""Where a text keeps its possible names: a list of :class:`PossibleName` in ``Doc.user_data``."""
LEAST = 0.01
"""The least likelihood of a possible name."""
LONGEST = 10
"""Words of a possible name."""


class PossibleName(NamedTuple):
    """Tokens start..end may be a name of the kind that ``label`` says, with this likelihood, 0..1."""

    start: int
    end: int
    label: str
    likelihood: float


def join_possible(parts: Sequence[Doc]) -> list[PossibleName]:
    """Return the possible names of a text that was read in parts, numbered through."""
    found: list[PossibleName] = []
    n_before = 0
    for part in parts:
        for name in part.user_data.get(POSSIBLE, ()):
            found.append(name._replace(start=name.start + n_before, end=name.end + n_before))
        n_before += len(part)
    return found


class NameReader:
    """Marks names in texts that bear no marks yet, by the weights of a trained recognizer."""

    def take_over(self, recognizer: Any) -> None:
        """Find from now on what ``recognizer`` finds; the scores stay the same, up to rounding."""
        model = recognizer.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weights = lower.get_param("W")
        _, _, self._n_pieces, width = weights.shape
        by_piece = weights.transpose(0, 3, 2, 1).reshape(N_FEATURES, width, -1)
        self._word, self._first, self._before = (np.ascontiguousarray(part) for part in by_piece)
        pads = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(N_FEATURES, -1)
        self._inside = lower.get_param("b").T.ravel()
        self._outside = self._inside + pads[1] + pads[2]
        self._upper, self._bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._encoder = model.get_ref("tok2vec")
        moves = [recognizer.moves.get_class_name(number) for number in range(recognizer.moves.n_moves)]
        self._labels = [move[2:] for move in moves]
        self._begins = np.array([move[0] == "B" for move in moves])
        self._names = np.array([move[0] in "BU" and len(move) > 2 for move in moves])
        self._barred = np.array([move not in ("O", f"B-{move[2:]}", f"U-{move[2:]}") or move == "U-" for move in moves])
        self._begin_moves, self._unit_moves = (
            [number for number, move in enumerate(moves) if move[0] == sign and len(move) > 2] for sign in "BU"
        )
        # for every move, the moves that go on with a name of its kind and that end it
        self._goes_on, self._ends = (
            np.array([moves.index(f"{kind}-{label}") if label else 0 for label in self._labels]) for kind in "IL"
        )

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its names marked."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Yield ``docs`` with their names marked, and what may be one kept beside."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            start = 0
            found, thought = self._find(batch)
            names, possible = iter([*found, (sum(map(len, batch)), 0, "")]), iter([*thought, _NO_MORE])
            first, end, label = next(names)
            name = next(possible)
            for doc in batch:
                marked, kept = [], []
                while first < start + len(doc):
                    marked.append(Span(doc, first - start, end - start, label=label))
                    first, end, label = next(names)
                while name.start < start + len(doc):
                    kept.append(name._replace(start=name.start - start, end=name.end - start))
                    name = next(possible)
                doc.set_ents(marked, default="outside")
                doc.user_data[POSSIBLE] = kept
                start += len(doc)
                yield doc

    def _find(self, docs: Sequence[Doc]) -> tuple[list[tuple[int, int, str]], list[PossibleName]]:
        """Return the names in all texts together (first word, word after the last, label), and the possible ones."""
        lengths = [len(doc) for doc in docs if len(doc)]
        if not lengths:
            return [], []
        vectors = self._encoder.predict(docs)
        words = vectors @ self._word
        is_last = np.zeros(len(vectors), dtype=bool)
        is_last[np.cumsum(lengths) - 1] = True
        is_space = np.concatenate([doc.to_array(IS_SPACE).astype(bool) for doc in docs])
        scores = self._score(words + self._outside)
        scores[:, self._barred] = -np.inf
        scores[np.ix_(is_last, self._begins)] = -np.inf
        scores[np.ix_(is_space, self._names)] = -np.inf
        moves = scores.argmax(axis=1)
        ends = np.arange(1, len(vectors) + 1)
        at = np.flatnonzero(self._begins[moves])
        ends[at] = self._follow(vectors, words, is_last, at, moves[at])
        found: list[tuple[int, int, str]] = []
        free = 0
        for place in np.flatnonzero(self._names[moves]).tolist():
            if place >= free:
                free = int(ends[place])
                found.append((place, free, self._labels[moves[place]]))
        return found, sorted(self._think(vectors, words, is_last, _to_odds(scores)))

    def _think(self, vectors: Any, words: Any, is_last: Any, odds: Any) -> Iterator[PossibleName]:
        """Yield what may be a name, by the odds of each move outside a name."""
        for move in self._unit_moves:
            for place in np.flatnonzero(odds[:, move] >= LEAST).tolist():
                yield PossibleName(place, place + 1, self._labels[move], float(odds[place, move]))
        for move in self._begin_moves:
            starts = np.flatnonzero(odds[:, move] >= LEAST)
            likely = odds[starts, move]
            ways = self._goes_on[move], self._ends[move]
            firsts = vectors[starts] @ self._first + self._inside
            for length in range(2, LONGEST + 1):
                if not len(starts):
                    break
                at = starts + length - 1
                scores = self._score(words[at] + firsts + vectors[at - 1] @ self._before)[:, ways]
                scores[is_last[at], 0] = -np.inf
                goes_on, last = (likely[:, None] * _to_odds(scores)).T
                for row in np.flatnonzero(last >= LEAST).tolist():
                    start = int(starts[row])
                    yield PossibleName(start, start + length, self._labels[move], float(last[row]))
                stays = goes_on >= LEAST
                starts, firsts, likely = starts[stays], firsts[stays], goes_on[stays]

    def _follow(self, vectors: Any, words: Any, is_last: Any, starts: Any, moves: Any) -> Any:
        """Return where the names end that begin at ``starts``."""
        ends = starts + 1
        firsts = vectors[starts] @ self._first + self._inside
        open_ = np.arange(len(starts))
        while len(open_):
            at = ends[open_]
            scores = self._score(words[at] + firsts[open_] + vectors[at - 1] @ self._before)
            rows = np.arange(len(at))
            goes_on, last = scores[rows, self._goes_on[moves[open_]]], scores[rows, self._ends[moves[open_]]]
            ends[open_] += 1
            open_ = open_[(goes_on >= last) & ~is_last[at]]
        return ends

    def _score(self, summed: Any) -> Any:
        """Return the scores of all moves for sums of features."""
        hidden = summed.reshape(len(summed), self._n_pieces, -1).max(axis=1)
        return hidden @ self._upper + self._bias


_NO_MORE = PossibleName(2**62, 0, "", 0.0)


def _to_odds(scores: Any) -> Any:
    """Return the softmax of each row."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


@Pipeline.factory(NAME, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_reader(nlp: Pipeline, name: str) -> NameReader:
    """Return the component without weights; it takes those of a recognizer."""
    return NameReader()


def quicken_names(nlp: Pipeline) -> None:
    """Put a reader in the place of the recognizer of ``nlp``; one that looks at other features is left as it is."""
    recognizer: Any = nlp.get_pipe("ner") if "ner" in nlp.pipe_names else None
    if recognizer is None or not recognizer.model.attrs["has_upper"]:
        return
    if recognizer.model.get_ref("lower").get_dim("nF") == N_FEATURES:
        cast(NameReader, nlp.replace_pipe("ner", NAME)).take_over(recognizer)
