"""Read the names of a document in order: each chooses, by learnt weights, among those who may be meant and nobody yet.

Whatever is learnt of a person on the way - by what names he is called, with what title, of what gender, how long ago -
counts for the names that follow. A step costs as much as there are persons of a like name, not as the document is long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.people.clusters import Cluster
from graph.people.context import REACH, are_beside, look_around
from graph.people.folding import fold
from graph.people.lexicon import PARTICLES, NameLexicon
from graph.people.naming import find_phrase_between, is_caller
from graph.people.observing import (
    Form,
    Named,
    Option,
    Person,
    count_rivals,
    find_gender,
    holds_another_office,
    list_marks,
    observe_known,
    observe_naming,
    observe_new,
    observe_writing,
    see_name,
)
from graph.people.parts import is_code, split_name
from graph.people.register import RANK, WEAK, Register, Words
from graph.rows import Mention

Choose = Callable[[Mention, Sequence[Option]], int]
"""Takes a name and who may be meant by it, the last of them nobody yet, and returns the place of the answer."""

REASONS = {
    "exact": "", "surname": "achternaam", "tail": "achternaam", "given": "voornaam", "given-run": "voornaam",
    "middle": "een van de voornamen", "half": "deel van een dubbele naam",
    "longer": "langere of kortere vorm van de naam",
    "nickname": "roepnaam, in de tekst genoemd", "everyday": "roepnaam", "formal": "voornaam voluit",
    "cut": "achternaam afgekort", "bare": "zonder tussenvoegsel", "initial": "voorletter past",
    "scanned": "letter anders gelezen", "code": "voorletters", "alike": "andere vorm van de naam",
    "naming": "andere naam, in de tekst verklaard", "full-same": "kortere vorm van de naam",
    "full-initials": "voorletters", "full-married": "deel van een dubbele naam",
    "full-married-initials": "voorletters; deel van een dubbele naam", "full-nickname": "roepnaam",
    "full-everyday": "andere vorm van de voornaam", "full-piece": "deel van de naam",
    "full-longer": "langere vorm van de naam",
}  # fmt: skip
"""What a reader of the list of aliases is told of each kind of likeness."""
NEAR = 3
"""Mentions since a person was named, at most, for a naming phrase to be about him."""
N_RECENT = 4


class Reader:
    """Reads the names of one document and gives each its person."""

    def __init__(
        self, mentions: Sequence[Mention], full: Sequence[Cluster], texts: Mapping[str, str], names: NameLexicon
    ) -> None:
        """Take the mentions in reading order, the persons with a full name, and the texts by passage."""
        self._texts = texts
        self._names = names
        self._register = Register()
        self._people: dict[int, Person] = {}  # by the id of a cluster
        self._order: list[Person] = []
        self._home: dict[str, Cluster] = {}  # mention_id: the person of a full name
        self._lately: dict[Words, Person] = {}
        self._recent: list[Person] = []
        passages: dict[str, int] = {}
        self._named = [
            see_name(
                mention,
                split_name(mention.name),
                look_around(mention, texts.get(mention.passage_id, "")),
                index,
                passages.setdefault(mention.passage_id, len(passages)),
                names,
            )
            for index, mention in enumerate(mentions)
        ]
        self._forms: dict[Words, Form] = {}
        for item in self._named:
            form = self._forms.setdefault(item.parts.words, Form())
            form.n += 1
            form.genders |= {item.around.gender} - {""}
            if item.around.is_office:
                form.offices |= {item.office} - {""}
        around = {item.mention.mention_id: item for item in self._named}
        for cluster in full:
            person = self._add(cluster)
            person.n_full = len(cluster.mentions)
            person.ahead = min(around[mention.mention_id].index for mention in cluster.mentions)
            self._register.add_full(cluster)
            for parts in cluster.names():
                self._vote(person.genders, find_gender(parts, names), 1)
            for mention in cluster.mentions:
                self._home[mention.mention_id] = cluster
                person.marks |= around[mention.mention_id].marks
                if mention.role:
                    person.roles.add(fold(mention.role))
                person.offices |= {around[mention.mention_id].office} - {""}
            person.full_at = sorted(around[mention.mention_id].index for mention in cluster.mentions)

    def read(self, choose: Choose) -> list[Cluster]:
        """Return the persons, each mention given to whom ``choose`` says."""
        for named in self._named:
            home = self._home.get(named.mention.mention_id)
            if home is None:
                person, kind = self._place_short(named, choose)
            else:
                person, kind = self._people[id(home)], ""
                if not person.n:
                    person, kind = self._place_full(named, person, choose)
            person.was_named = kind == "naming"
            self._note(person, named)
        return [person.cluster for person in self._order if person.cluster.mentions]

    def _place_short(self, named: Named, choose: Choose) -> tuple[Person, str]:
        mention, words = named.mention, named.parts.words
        options = self._list_options(named)
        taken = options[choose(mention, options)] if len(options) > 1 else options[0]
        person = taken.person or self._add(Cluster())
        # a form that was explained once keeps its reason
        kind = person.kinds.setdefault(words, taken.kind) if taken.kind == "exact" else taken.kind
        if taken.person is not None:
            person.kinds.setdefault(words, kind)
            if REASONS[kind]:
                person.cluster.reasons[mention.mention_id] = REASONS[kind]
        person.cluster.mentions.append(mention)
        self._register.add_short(words, person.cluster)
        self._lately[words] = person
        return person, taken.kind

    def _place_full(self, named: Named, own: Person, choose: Choose) -> tuple[Person, str]:
        options = self._list_writings(named, own)
        if len(options) < 2:
            return own, ""
        taken = options[choose(named.mention, options)]
        if taken.person is None:
            return own, ""
        self._merge(taken.person, own, REASONS[taken.kind])
        return taken.person, taken.kind

    def _add(self, cluster: Cluster) -> Person:
        person = Person(cluster)
        self._people[id(cluster)] = person
        self._order.append(person)
        return person

    def _merge(self, kept: Person, gone: Person, reason: str) -> None:
        """Join ``gone``, of whom no name was read yet, to ``kept``."""
        for mention in gone.cluster.mentions:
            gone.cluster.reasons.setdefault(mention.mention_id, reason)
        kept.cluster.absorb(gone.cluster)
        gone.cluster.mentions.clear()
        kept.n_full += gone.n_full
        kept.ahead = min(kept.ahead, gone.ahead)
        kept.marks |= gone.marks
        kept.roles |= gone.roles
        kept.offices |= gone.offices
        kept.full_at = sorted([*kept.full_at, *gone.full_at])
        self._register.add_full(kept.cluster)
        self._people[id(gone.cluster)] = kept

    def _note(self, person: Person, named: Named) -> None:
        mention, around, parts = named.mention, named.around, named.parts
        person.n += 1
        person.first = named.index if person.first < 0 else person.first
        person.last, person.last_passage, person.last_sentence = named.index, named.passage, mention.sentence_id
        person.last_end = (mention.passage_id, mention.end)
        person.forms[parts.words] = person.forms.get(parts.words, 0) + 1
        self._vote(person.genders, around.gender, 3)
        self._vote(person.genders, find_gender(parts, self._names), 2)
        self._vote(person.pronouns, around.pronoun, 1)
        person.is_titled |= around.title in ("title", "other")
        person.is_kin |= around.title == "kin"
        person.is_family |= around.is_family
        person.is_label |= around.is_label
        person.age = person.age or around.age
        person.marks |= list_marks(mention, around)
        if mention.role:
            person.roles.add(fold(mention.role))
        person.offices |= {named.office} - {""}
        if not parts.is_full:
            of_surname = any(parts.words == full.surname for full in person.cluster.full_names())
            if parts.words[0] in PARTICLES or of_surname:
                person.n_surname += 1
            else:
                person.n_given += 1
        if person in self._recent:
            self._recent.remove(person)
        self._recent.insert(0, person)
        del self._recent[N_RECENT:]

    @staticmethod
    def _vote(votes: dict[str, int], gender: str, weight: int) -> None:
        if gender:
            votes[gender] = votes.get(gender, 0) + weight

    def _list_options(self, named: Named) -> list[Option]:
        """Return who may be meant by a short name, the surest likeness first, and at the end nobody yet."""
        best: dict[int, tuple[Person, str]] = {}
        for cluster, kind in self._register.find(list_forms(named)):
            person = self._people[id(cluster)]
            if id(person) not in best or RANK[kind] < RANK[best[id(person)][1]]:
                best[id(person)] = (person, kind)
        options = _drop_doubtful(list(best.values()), named)
        namings = [] if named.parts.words in self._lately else self._list_namings(named, None)
        namings = [item for item in namings if id(item.person) not in best]
        rivals = count_rivals(named, options, self._forms[named.parts.words])
        by_age = sorted((person for person, _ in options), key=lambda item: (not item.n, -item.last, item.ahead))
        ranks = {id(person): rank for rank, person in enumerate(by_age)}
        lately = self._lately.get(named.parts.words)
        found = [
            Option(person, kind, observe_known(named, person, kind, ranks[id(person)], rivals, lately))
            for person, kind in options
        ]
        nobody = Option(None, "", observe_new(named, options, rivals, is_naming=bool(namings)))
        return [*found, *namings, nobody]

    def _list_writings(self, named: Named, own: Person) -> list[Option]:
        """Return whose full name may be written in two ways, and at the end nobody; nothing if there is no doubt."""
        found: dict[int, tuple[Person, str]] = {}
        for cluster, kind in self._register.find_full(named.parts, own.cluster):
            person = self._people[id(cluster)]
            if person is not own and not self._are_beside(named, person):
                found.setdefault(id(person), (person, kind))
        n_namesakes = self._register.count_surname(named.parts.surname)
        options = [
            Option(person, kind, observe_writing(named, own, person, kind, len(found), n_namesakes))
            for person, kind in found.values()
        ]
        options += [item for item in self._list_namings(named, own) if id(item.person) not in found]
        return [*options, Option(None, "", ("full-new", f"full-new:{min(len(found), 3)}"))] if options else []

    def _list_namings(self, named: Named, own: Person | None) -> list[Option]:
        """Return whom a naming phrase before the name may give another name: at most one."""
        mention = named.mention
        near = [person for person in self._recent if person is not own and person.last >= named.index - NEAR]
        text = self._texts.get(mention.passage_id, "")
        after = text[mention.end : mention.end + REACH]

        def offer(person: Person, phrase: str, called: str) -> list[Option]:
            observed = observe_naming(named, person, phrase, called, near.index(person), is_full=own is not None)
            return [Option(person, "naming", observed)]

        for person in near[:2]:
            if person.last_end[0] == mention.passage_id:
                between = text[person.last_end[1] : mention.start]
                phrase = find_phrase_between(between, after, was_named=person.was_named)
                if phrase:
                    return offer(person, phrase, "")
        if not named.around.naming:
            return []
        called = named.around.called
        callers = [
            person
            for person in near
            if person.last_end[0] == mention.passage_id and is_caller(text[person.last_end[1] : mention.start])
        ]
        fitting = [person for person in near if person not in callers and person.agree(called) != "other"]
        return offer(fitting[0], named.around.naming, called) if fitting else []

    def _are_beside(self, named: Named, person: Person) -> bool:
        """Return whether a full name and that of ``person``, read or ahead, stand in one sentence as two persons'."""
        one, other = self._named[person.last if person.n else person.ahead], named
        if not person.n:
            one, other = other, one
        if one.mention.sentence_id != other.mention.sentence_id:
            return False
        text = self._texts.get(named.mention.passage_id, "")
        return are_beside(text[one.mention.end : other.mention.start], other.around)


def _drop_doubtful(options: Sequence[tuple[Person, str]], named: Named) -> list[tuple[Person, str]]:
    """Return the options without weak likenesses that fit several persons, or one of the other gender.

    A family is none of its members: it can only be a family that was named before. Nobody is a mayor and a councillor
    at a time: a name behind one office is not that of somebody who holds another.
    """
    if named.around.is_family:
        options = [(person, kind) for person, kind in options if person.is_family]
    options = [(person, kind) for person, kind in options if not holds_another_office(named, person)]
    coded = _list_coded(options, named)
    options = [(person, kind) for person, kind in options if kind != "code" or person in coded]
    weak = [person for person, kind in options if kind in WEAK and person.agree(named.gender) != "other"]
    return [(person, kind) for person, kind in options if kind not in WEAK or weak == [person]]


def _list_coded(options: Sequence[tuple[Person, str]], named: Named) -> list[Person]:
    """Return who may be meant by initials without full stops.

    Where they fit several, only who was named by them before, or right before them: "Jan Bos (JB)".
    """
    if not is_code(named.mention.surface):
        return []
    fitting = [person for person, kind in options if kind == "code"]
    if len(fitting) == 1:
        return fitting
    return [
        person
        for person in fitting
        if named.parts.words in person.forms or (named.around.bracket and person.last == named.index - 1)
    ]


def list_forms(named: Named) -> list[Words]:
    """Return the words of a name, without a possessive or plural -s, and with the -s that was taken for one.

    A name of the lists keeps its own -s: "Peters" behind a title is no Peter, "Hans" is no Han.
    """
    mention, words, last = named.mention, named.parts.words, named.parts.words[-1]
    forms = [words]
    if last.endswith("'s"):
        forms.append((*words[:-1], last.removesuffix("'s")))
    elif last.endswith("s") and len(last) > 3 and not (len(words) == 1 and named.like):
        forms.append((*words[:-1], last.removesuffix("s")))
    if last.endswith("'"):
        forms.append((*words[:-1], last[:-1]))
    if fold(mention.surface) == " ".join(words) + "s":
        forms.append((*words[:-1], last + "s"))
    return forms


def choose_by(weights: Mapping[str, float]) -> Choose:
    """Return the choice that ``weights`` make: the highest sum, of equals the first."""

    def choose(mention: Mention, options: Sequence[Option]) -> int:
        sums = [sum(weights.get(name, 0.0) for name in option.observed) for option in options]
        return max(range(len(sums)), key=lambda at: (sums[at], -at))

    return choose
