"""What is to be seen of a name and of somebody whom it may mean, as the observations that the learnt weights count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.people.clusters import Cluster
from graph.people.context import Surroundings
from graph.people.folding import fold
from graph.people.lexicon import PARTICLES, NameLexicon
from graph.people.parts import NameParts
from graph.people.register import RANK, Words
from graph.rows import Mention

GROUPS = dict.fromkeys(("surname", "tail", "half", "longer", "bare", "scanned", "cut"), "S")
GROUPS |= dict.fromkeys(("given", "given-run", "middle"), "G")
GROUPS |= dict.fromkeys(("everyday", "formal", "alike", "initial"), "E")
"""Kinds of likeness that tell alike: by surname, by given name, by something like a given name."""
OFFICES = (
    "burgemeester", "wethouder schepen", "griffier raadsgriffier", "gemeentesecretaris", "gedeputeerde",
    "raadslid gemeenteraadslid duoraadslid kamerlid tweedekamerlid eerstekamerlid statenlid",
    "dijkgraaf watergraaf", "minister premier minister-president staatssecretaris",
)  # fmt: skip
"""Government offices of which nobody holds two at a time: those of different rows."""
ROWS = {word: row for row, words in enumerate(OFFICES) for word in words.split()}
NOT_HELD = frozenset("oud ex voormalig vice loco adjunct kandidaat plaatsvervangend waarnemend interim beoogd".split())
"""What before an office and a hyphen tells that it is not, or no longer, held: "oud-wethouder"; a party may."""
BESIDE = 6
"""Characters between two names that stand side by side, at most."""


@dataclass(eq=False)
class Person:
    """Somebody in a document, with what the text showed of him so far."""

    cluster: Cluster
    n_full: int = 0  # full names in the whole document
    n: int = 0  # names read so far
    ahead: int = 0  # number of the mention that is his first full name
    first: int = -1  # number of his first mention
    last: int = -1
    last_passage: int = -1
    last_sentence: str = ""
    last_end: tuple[str, int] = ("", 0)  # passage and place behind the last name
    forms: dict[Words, int] = field(default_factory=dict)
    kinds: dict[Words, str] = field(default_factory=dict)  # short form: why it was joined
    genders: dict[str, int] = field(default_factory=dict)  # votes for m and f, by names and titles
    pronouns: dict[str, int] = field(default_factory=dict)  # votes for m and f, by what follows his name
    marks: set[str] = field(default_factory=set)  # titles, roles and ages that stand with his name
    roles: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)  # the first words of his roles
    full_at: list[int] = field(default_factory=list)  # numbers of the mentions that are his full names
    n_surname: int = 0
    n_given: int = 0
    is_titled: bool = False
    is_kin: bool = False  # was called somebody's father, sister …
    is_family: bool = False
    is_label: bool = False
    was_named: bool = False  # his last name was given by a naming phrase
    age: str = ""

    def is_in(self, mention: Mention) -> bool:
        """Return whether his last name stands in the sentence of ``mention``."""
        return self.last_sentence == mention.sentence_id and self.last_end[0] == mention.passage_id

    def agree(self, gender: str) -> str:
        """Return whether ``gender`` (m, f or "") is that of the person.

        By names and titles same or other, by pronouns alone alike or unlike, ? where nothing tells, - without a gender.
        """
        if not gender:
            return "-"
        for votes, yes, no in ((self.genders, "same", "other"), (self.pronouns, "alike", "unlike")):
            he, she = votes.get("m", 0), votes.get("f", 0)
            if he != she:
                return yes if (gender == "m") == (he > she) else no
        return "?"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to whom a name means; ``person`` is None for somebody who was not named before."""

    person: Person | None
    kind: str
    observed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """One name where it stands."""

    mention: Mention
    parts: NameParts
    around: Surroundings
    index: int
    passage: int
    gender: str  # by title, kinship or given name
    like: str  # G, U or both: what the lists know the name as
    marks: frozenset[str]
    office: str  # the first word of its role


@dataclass(slots=True)
class Form:
    """What a document tells of all names of the same words."""

    n: int = 0
    genders: set[str] = field(default_factory=set)  # by titles
    offices: set[str] = field(default_factory=set)  # right before the name


@dataclass(frozen=True, slots=True)
class Rivals:
    """What the persons whom a name may mean have among them."""

    many: int
    n: int
    most: int
    most_full: int
    n_offices: int  # who have the role of the name
    form: Form
    n_marked: int  # who share a title, role or age with the name


def see_name(
    mention: Mention, parts: NameParts, around: Surroundings, index: int, passage: int, names: NameLexicon
) -> Named:
    """Return a name with what the lists tell of it."""
    word = mention.name.title() if len(mention.name) > 2 and mention.name.isupper() else mention.name
    like = "G" * names.is_first_name(word) + "U" * (names.is_surname(word) or " " in word)
    gender = around.gender or find_gender(parts, names)
    return Named(
        mention, parts, around, index, passage, gender, like, list_marks(mention, around), find_office(mention, around)
    )


def find_office(mention: Mention, around: Surroundings) -> str:
    """Return the government office in the role of a name ("SP-raadslid"), or '' for another role or a former one."""
    word = fold(mention.role).split()[0] if mention.role.strip() else ""
    if word not in ROWS:
        before, _, word = word.rpartition("-")
        if before.partition("-")[0] in NOT_HELD:
            return ""
    return word if word in ROWS and not around.is_former else ""


def holds_another_office(named: Named, person: Person) -> bool:
    """Return whether a name stands behind a government office while the person holds others, of which none is alike."""
    held = {ROWS[office] for office in person.offices}
    return named.around.is_office and bool(named.office and held) and ROWS[named.office] not in held


def find_gender(parts: NameParts, names: NameLexicon) -> str:
    """Return m or f if the lists know the first word of the name as a given name of one of them."""
    return names.genders.get((parts.given or parts.words)[0], "")


def list_marks(mention: Mention, around: Surroundings) -> frozenset[str]:
    """Return the title, role and age that stand with a name."""
    role = fold(mention.role).split()
    return frozenset(mark for mark in (around.word, around.age, role[0] if role else "") if mark)


def count_rivals(named: Named, options: Sequence[tuple[Person, str]], form: Form) -> Rivals:
    """Return what the persons whom a name may mean have among them."""
    return Rivals(
        many=min(len(options), 3),
        n=sum(person.n for person, _ in options),
        most=max((person.n for person, _ in options), default=0),
        most_full=max((person.n_full for person, _ in options), default=0),
        n_offices=sum(named.office in person.offices for person, _ in options),
        form=form,
        n_marked=sum(not named.marks.isdisjoint(person.marks) for person, _ in options),
    )


def observe_known(
    named: Named, person: Person, kind: str, rank: int, rivals: Rivals, lately: Person | None
) -> tuple[str, ...]:
    """Return what speaks for or against a short name meaning ``person``.

    Args:
        named: the name.
        person: who may be meant.
        kind: the likeness of the name to his.
        rank: how many of the rivals were named after him.
        rivals: all who may be meant.
        lately: whom the same short name meant the last time.
    """
    mention, around, many = named.mention, named.around, rivals.many
    group = GROUPS.get(kind, kind)
    gender = person.agree(named.gender)
    gap = named.index - person.last
    far = str(min(gap.bit_length(), 7))
    if not person.n:
        far = f"ahead-{min((person.ahead - named.index).bit_length(), 5)}"
    leaps = "unseen" if person.last < 0 else str(min(named.passage - person.last_passage, 4))
    share = str(4 * person.n // rivals.n) if rivals.n else "-"
    before = "none" if lately is None else "yes" if lately is person else "other"
    role = _compare_roles(fold(mention.role), person.roles)
    here = person.is_in(mention)
    between = mention.start - person.last_end[1] if person.last_end[0] == mention.passage_id else -1
    age = "-" if not around.age else "none" if not person.age else "same" if around.age == person.age else "other"
    called = f"{min(person.n_surname, 2)}{min(person.n_given, 2)}"
    size = min(person.n, 4) if person.n < 8 else 5
    marks = _compare_marks(named.marks, person.marks, rivals.n_marked)
    office, form = _compare_offices(named, person, rivals), rivals.form
    bare = not person.n_full
    ahead = bisect_right(person.full_at, named.index)
    coming = person.full_at[ahead] - named.index if ahead < len(person.full_at) else 0
    two = min(many, 2)
    return (
        f"kind:{kind}", f"kind:{kind}:{many}", f"rank:{group}:{min(rank, 3)}:{many}",
        f"far:{group}:{far}:{leaps == '0'}", f"leaps:{leaps}", f"leaps:{leaps}:{before}",
        f"share:{group}:{share}:{many}", f"lately:{before}:{many}", f"lately:{kind}:{before}",
        f"gender:{gender}:{around.title}", f"gender:{gender}:{group}", f"role:{role}", f"role:{role}:{group}",
        f"most:{person.n == rivals.most}:{many}", f"most-full:{person.n_full == rivals.most_full}:{many}",
        f"first:{person.first == 0}", f"title:{around.title}:{person.is_titled}:{group}",
        f"title:{around.title}:{group}:{gender}", f"kin:{around.title == 'kin'}:{person.is_kin}:{group}",
        f"word:{around.word}:{group}", f"family:{around.is_family}:{person.is_family}:{group}", f"age:{age}",
        f"label:{around.is_label}:{person.is_label}", f"capitals:{around.is_capitals}:{group}",
        f"here:{here}:{0 <= between <= BESIDE}:{group}", f"follows:{around.follows}:{here}:{group}",
        f"called:{group}:{called}", f"used:{min(person.forms.get(named.parts.words, 0), 3)}",
        f"size:{group}:{size}", f"size:{size}:{many}:{far}", f"unseen:{person.last < 0}:{group}:{around.title}",
        f"only-kin:{person.is_kin and person.n <= 2}:{group}", f"before:{around.before}:{group}",
        f"like:{named.like}:{kind}", f"bracket:{around.bracket and 0 <= between <= 3}:{group}",
        f"only:{many == 1}:{kind}:{named.like}", f"own:{around.own}:{group}",
        f"pronoun:{person.agree(around.pronoun)}:{group}", f"marks:{marks}:{two}",
        f"office:{office}:{around.is_office}:{group}:{two}", f"office:{office}:{around.is_office}:{group}:bare-{bare}",
        f"offices:{min(len(form.offices), 3)}:{office}:{two}", f"genders:{len(form.genders)}:{gender}:{two}",
        f"times:{kind}:{min(form.n, 4)}", f"times:{group}:{min(form.n, 4)}:{two}:{bare}",
        f"coming:{group}:{min(coming.bit_length(), 5)}:{two}", f"coming:{here}:{min(coming, 2)}:{group}",
        f"next-pronoun:{person.agree(around.next_pronoun)}:{group}", f"bare:{bare}:{kind}:{around.title}",
    )  # fmt: skip


def observe_new(
    named: Named, options: Sequence[tuple[Person, str]], rivals: Rivals, *, is_naming: bool
) -> tuple[str, ...]:
    """Return what speaks for or against a short name meaning somebody who was not named before."""
    around, many = named.around, rivals.many
    best = min((kind for _, kind in options), key=RANK.__getitem__, default="none")
    genders = {person.agree(named.gender) for person, _ in options}
    gender = "none" if not genders else "mixed" if len(genders) > 1 else next(iter(genders))
    is_seen = any(person.n for person, _ in options)
    is_used = any(named.parts.words in person.forms for person, _ in options)
    kind = "particle" if named.parts.words[0] in PARTICLES else "given" if named.gender else "other"
    ages = {person.age for person, _ in options if person.age}
    age = "-" if not around.age else "none" if not ages else "same" if around.age in ages else "other"
    form = rivals.form
    office = "-" if not named.office else "same" if rivals.n_offices else "other"
    office = "none" if office == "other" and not any(person.offices for person, _ in options) else office
    bare = all(not person.n_full for person, _ in options)
    return (
        f"new-office:{office}:{around.is_office}:{best}", f"new-offices:{min(len(form.offices), 3)}:{office}",
        f"new-genders:{len(form.genders)}:{gender}", f"new-times:{best}:{min(form.n, 4)}", f"new-bare:{bare}:{best}",
        "new", f"new:{best}", f"new:{best}:{many}", f"new-gender:{gender}:{around.title}",
        f"new-title:{around.title}:{best}", f"new-word:{around.word}", f"new-family:{around.is_family}",
        f"new-seen:{is_seen}:{best}", f"new-used:{is_used}", f"new-kind:{kind}:{best}", f"new-naming:{is_naming}",
        f"new-before:{around.before}", f"new-like:{named.like}:{best}", f"new-own:{around.own}",
        f"new-follows:{around.follows}", f"new-age:{age}", f"new-capitals:{around.is_capitals}:{best}",
        f"new-label:{around.is_label}", f"new-role:{bool(named.mention.role)}:{best}", f"new-opens:{around.opens}",
        f"new-marks:{bool(named.marks)}:{min(rivals.n_marked, 2)}",
    )  # fmt: skip


def observe_writing(
    named: Named, own: Person, person: Person, kind: str, many: int, n_namesakes: int
) -> tuple[str, ...]:
    """Return what speaks for or against two full names, ``own`` and that of ``person``, being one person's."""
    around = named.around
    role = fold(named.mention.role)
    alike = "-" if not role or not person.roles else "same" if role in person.roles else "other"
    here = person.is_in(named.mention)
    return (
        f"full:{kind}", f"full:{kind}:{min(many, 3)}", f"full:{kind}:namesakes:{min(n_namesakes, 4)}",
        f"full-gender:{person.agree(named.gender)}", f"full-role:{alike}", f"full-here:{here}",
        f"full-unseen:{not person.n}:{kind}", f"full-label:{around.is_label}:{person.is_label}",
        f"full-title:{around.title}:{person.is_titled}", f"full-age:{around.age}:{person.age}",
        f"full-size:{min(person.n, 3)}:{own.n_full > 1}", f"full-capitals:{around.is_capitals}",
        f"full-first:{person.first == 0}", f"full-bracket:{around.bracket and here}",
    )  # fmt: skip


def observe_naming(
    named: Named, person: Person, phrase: str, called: str, place: int, *, is_full: bool
) -> tuple[str, ...]:
    """Return what speaks for or against a naming phrase giving ``person`` another name.

    Args:
        named: the other name.
        person: who may be meant.
        phrase: the kind of phrase.
        called: m or f, by a pronoun in the phrase.
        place: how many others were named since.
        is_full: the other name is a full one.
    """
    size = f"{'full' if is_full else 'short'}-{'full' if person.n_full else 'short'}"
    return (
        "naming", f"naming:{phrase}", f"naming-size:{size}", f"naming-gender:{person.agree(named.gender)}",
        f"naming-called:{person.agree(called)}", f"naming-title:{named.around.title}", f"naming-place:{place}",
    )  # fmt: skip


def _compare_roles(own: str, theirs: set[str]) -> str:
    if not own or not theirs:
        return "-" if not own else "none"
    if own in theirs:
        return "same"
    return "head" if own.split()[0] in {role.split()[0] for role in theirs} else "other"


def _compare_offices(named: Named, person: Person, rivals: Rivals) -> str:
    """Return whether a person has the role that stands with the name, or another one, or only somebody else has it."""
    if not named.office:
        return "-"
    if named.office in person.offices:
        return "same" if rivals.n_offices == 1 else "shared"
    if rivals.n_offices:
        return "rival"
    return "other" if person.offices else "none"


def _compare_marks(own: frozenset[str], theirs: set[str], n_sharing: int) -> str:
    """Return whether a person alone, or with others, has a mark that stands with the name, or somebody else has."""
    if not own:
        return "-"
    if not own.isdisjoint(theirs):
        return "only" if n_sharing == 1 else "shared"
    return "rival" if n_sharing else "other" if theirs else "none"
