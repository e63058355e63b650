"""Find the names of persons in any text, id or address and write 'persoon 1', 'persoon 2' … instead."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import partial

from graph.export.bundle import Person
from graph.rows import Mark

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
# A full stop after a short word is that of an abbreviation: 'dr. Thorbecke' opens no sentence.
SENTENCE_START = re.compile(r"(?:^|(?:[!?…]|(?<=\w{4})(?<!\bprof)(?<!\bbijv)\.)['’”\"]?\s+)[\"'“‘„(]*$")
APOSTROPHES = "'’‘`´"
BREAKS = frozenset(',;:()[]!?/|"“”„«»…\n')
PARTICLES = frozenset(
    "van von der den de het t ten te ter la le les los las el di da do dos du del della in op aan bij tot uit onder "
    "over voor zu zum zur af of al ibn bin ben d l en y".split()
)
COMPOUND = 5  # letters of a name that are enough to know it at the head of a longer word: Thorbeckeplein
UNSURE = "een persoon"
KEPT = -1


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]
    number: int  # 0: more than one person is called so; KEPT: no person at all
    apostrophe: bool  # ’t Hart
    genitive: bool  # Ostroms


@dataclass(frozen=True, slots=True)
class _Swap:
    start: int
    end: int
    new: str


class NameHider:
    """Knows how everybody is written and writes 'persoon N' instead, the same N everywhere.

    Besides the full forms each capitalised word of a name counts (first name, surname), also in capitals, with a
    genitive -s and at the head of a compound. Where two persons share a form and nothing tells which one is meant, it
    becomes 'een persoon'. Rather too much is hidden than too little.

    Args:
        people: everybody to hide; the place in this order is the number.
        others: names of places and organisations; they stay as they are where they hold a mere part of a person's name
            (the region Hart van Brabant beside a person ’t Hart), not where they hold a name by which the texts call
            somebody.
    """

    def __init__(self, people: Sequence[Person], others: Sequence[str] = ()) -> None:
        self._number_of = {person.node_id: n for n, person in enumerate(people, start=1) if person.node_id}
        whole: dict[tuple[str, ...], set[int]] = {}
        parts: dict[tuple[str, ...], set[int]] = {}
        with_apostrophe: set[tuple[str, ...]] = set()
        for number, person in enumerate(people, start=1):
            for form in person.forms:
                words = tuple(WORD.findall(form))
                if not words or (len(words) == 1 and len(words[0]) < 2):
                    continue
                whole.setdefault(words, set()).add(number)
                if form[0] in APOSTROPHES:
                    with_apostrophe.add(words)
                for part in _parts(words):
                    parts.setdefault(part, set()).add(number)
        known = {**parts, **whole}
        self._forms: dict[str, list[_Form]] = {}
        self._slugs: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._heads: dict[str, int] = {}
        for words, numbers in known.items():
            stem = known.get((*words[:-1], words[-1][:-1])) if words[-1].endswith("s") else None
            genitive = stem is not None and stem == numbers
            number = next(iter(numbers)) if len(numbers) == 1 else 0
            self._forms.setdefault(words[0].casefold(), []).append(
                _Form(words, number, words in with_apostrophe, genitive)
            )
            if len(words) == 1 and not genitive:
                self._heads[words[0]] = number
            slug = tuple(_ascii(word) for word in words)
            if all(slug):
                self._slugs.setdefault(slug[0], []).append((slug, number))
        self._keep(others, parts.keys() - whole.keys(), set(whole))
        for forms in self._forms.values():
            forms.sort(key=lambda form: (-len(form.words), form.number != KEPT, form.words))
        for slugs in self._slugs.values():
            slugs.sort(key=lambda slug: (-len(slug[0]), slug[1] != KEPT, slug[0]))

    def _keep(self, others: Sequence[str], mere_parts: Set[tuple[str, ...]], whole: Set[tuple[str, ...]]) -> None:
        for other in others:
            words = tuple(WORD.findall(other))
            stretches = {words[a:b] for a in range(len(words)) for b in range(a + 1, min(len(words), a + 6) + 1)}
            if stretches & mere_parts and not stretches & whole:
                self._forms.setdefault(words[0].casefold(), []).append(_Form(words, KEPT, False, False))
                slug = tuple(_ascii(word) for word in words)
                if all(slug):
                    self._slugs.setdefault(slug[0], []).append((slug, KEPT))

    def number(self, node_id: str) -> int:
        """Return the number of a person's node, or 0 if it is none."""
        return self._number_of.get(node_id, 0)

    def text(self, text: str, *, running: bool = False) -> str:
        """Return ``text`` without names; in ``running`` text a name that opens a sentence leaves a capital behind."""
        return self.marked(text, (), running=running)[0]

    def spelled(self, text: str) -> str:
        """Return what somebody typed with the names in it spelled as the texts do: 'els brink' is Els Brink."""
        words = list(WORD.finditer(text))
        parts: list[str] = []
        last = place = 0
        while place < len(words):
            form = next(
                filter(partial(_is_typed, words[place:]), self._forms.get(words[place].group().casefold(), ())), None
            )
            for word, wanted in zip(words[place:], form.words if form else (), strict=False):
                parts += [text[last : word.start()], wanted]
                last = word.end()
            place += len(form.words) if form else 1
        return "".join([*parts, text[last:]])

    def marked(self, text: str, marks: Sequence[Mark], *, running: bool = True) -> tuple[str, list[Mark]]:
        """Return ``text`` without names, and ``marks`` moved along; the mark of a person tells who is meant."""
        swaps = self._find(text, marks)
        if not swaps:
            return text, list(marks)
        parts: list[str] = []
        bounds: list[tuple[int, int, int, int]] = []  # from and to in the old text, from and to in the new one
        last = size = 0
        for swap in swaps:
            new = swap.new
            if running and SENTENCE_START.search(text, max(0, swap.start - 8), swap.start):
                new = new[0].upper() + new[1:]
            before = text[last : swap.start]
            parts += [before, new]
            size += len(before)
            bounds.append((swap.start, swap.end, size, size + len(new)))
            size += len(new)
            last = swap.end
        parts.append(text[last:])

        def move(place: int, *, is_end: bool) -> int:
            shift = 0
            for start, end, new_start, new_end in bounds:
                if place <= start:
                    break
                if place < end:
                    return new_end if is_end else new_start
                shift = new_end - end
            return place + shift

        return "".join(parts), [
            mark._replace(start=move(mark.start, is_end=False), end=move(mark.end, is_end=True)) for mark in marks
        ]

    def identifier(self, name: str) -> str:
        """Return an id, a path or an address without names: its words are compared without case and accents."""
        words = list(WORD.finditer(name))
        plain = [_ascii(word.group()) for word in words]
        parts: list[str] = []
        last = place = 0
        while place < len(words):
            found = next(
                (
                    (len(slug), number, "")
                    for slug, number in self._slugs.get(plain[place], ())
                    if tuple(plain[place : place + len(slug)]) == slug
                ),
                None,
            ) or self._slug_head(plain[place])
            if found is None:
                place += 1
                continue
            n_words, number, rest = found
            if number == KEPT:
                place += n_words
                continue
            parts.append(name[last : words[place].start()])
            parts.append((f"persoon-{number}" if number else "een-persoon") + rest)
            last = words[place + n_words - 1].end()
            place += n_words
        parts.append(name[last:])
        return "".join(parts)

    def _slug_head(self, word: str) -> tuple[int, int, str] | None:
        for length in range(len(word) - 1, COMPOUND - 1, -1):
            for slug, number in self._slugs.get(word[:length], ()):
                if len(slug) == 1:
                    return 1, number, f"-{word[length:]}"
        return None

    def _find(self, text: str, marks: Sequence[Mark]) -> list[_Swap]:
        """Return what to replace, in order and without overlap: marks of persons, addresses, then forms."""
        swaps: list[_Swap] = []
        taken: list[tuple[int, int]] = []

        def add(start: int, end: int, new: str) -> None:
            if new != text[start:end] and all(end <= first or start >= last for first, last in taken):
                swaps.append(_Swap(start, end, new))
                taken.append((start, end))

        for mark in marks:
            if number := self.number(mark.node_id):
                surface = text[mark.start : mark.end]
                last = surface[surface.rfind(" ") + 1 :]
                genitive = last.endswith("s") and last[:-1] in self._heads
                add(mark.start, mark.end, f"persoon {number}" + ("’s" if genitive else ""))
        for address in ADDRESS.finditer(text):
            add(address.start(), address.end(), self.identifier(address.group()))
        for start, end, new in self._find_forms(text):
            add(start, end, new)
        return sorted(swaps, key=lambda swap: swap.start)

    def _find_forms(self, text: str) -> Iterator[tuple[int, int, str]]:
        words = list(WORD.finditer(text))
        place = 0
        while place < len(words):
            found = self._form_at(text, words, place)
            if found is not None:
                form, n_words = found
                place += n_words
                if form.number == KEPT:
                    continue
                start, end = words[place - n_words].start(), words[place - 1].end()
                if form.apostrophe and start and text[start - 1] in APOSTROPHES:
                    start -= 1
                new = f"persoon {form.number}" if form.number else UNSURE
                yield start, end, new + ("’s" if form.genitive else "")
                continue
            word = words[place]
            if word.group()[0].isupper() and (new := self._compound(word.group(), text[word.end() : word.end() + 1])):
                yield word.start(), word.end(), new
            place += 1

    def _form_at(self, text: str, words: Sequence[re.Match[str]], place: int) -> tuple[_Form, int] | None:
        for form in self._forms.get(words[place].group().casefold(), ()):
            held = words[place : place + len(form.words)]
            if len(held) < len(form.words) or not all(
                _same(word.group(), wanted) for word, wanted in zip(held, form.words, strict=True)
            ):
                continue
            gaps = (text[a.end() : b.start()] for a, b in itertools.pairwise(held))
            if all(len(gap) <= 4 and BREAKS.isdisjoint(gap) for gap in gaps):
                return form, len(form.words)
        return None

    def _compound(self, word: str, after: str) -> str:
        """Return what stands for a word that begins with a name, or for a name that a label cut short; else ''."""
        if after == "…" and len(word) >= 3:
            cut = sorted({number for head, number in self._heads.items() if head.startswith(word)})
            if cut:
                return f"persoon {cut[0]}" if len(cut) == 1 else UNSURE
        for length in range(len(word) - 1, 2, -1):
            head, rest = word[:length], word[length:]
            if (length >= COMPOUND or rest == "s") and head in self._heads:
                name = f"persoon {self._heads[head]}" if self._heads[head] else UNSURE
                return name + ("’s" if rest == "s" else f"-{rest}")
        return ""


def _parts(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words of a name that betray it on their own, and a surname with its particles."""
    if len(words) < 2:
        return
    for place, word in enumerate(words):
        if word.casefold() in PARTICLES:
            if place and words[place - 1].casefold() not in PARTICLES:
                yield tuple(words[place:])
                yield (words[place].capitalize(), *words[place + 1 :])
        elif len(word) > 1 and word[0].isupper():
            yield (word,)


def _same(word: str, wanted: str) -> bool:
    return word == wanted or (len(wanted) > 2 and word.isupper() and word.casefold() == wanted.casefold())


def _is_typed(words: Sequence[re.Match[str]], form: _Form) -> bool:
    """Answer whether ``words`` begin with a name in any letters; a short one alone is more often a common word."""
    held = [word.group().casefold() for word in words[: len(form.words)]]
    return held == [word.casefold() for word in form.words] and (len(held) > 1 or len(held[0]) >= COMPOUND)


def _ascii(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
