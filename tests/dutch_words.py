"""Tell Dutch of our own from English, where the words of the hand-made texts stand in between."""

from __future__ import annotations

import re

from tests.fixture_graph import MARKUP, NODES, TEXTS

# Titles, names, labels and themes stand on an English page as they are in the texts.
WORDS_OF_THE_TEXTS = sorted(
    {word for label, theme, _ in NODES.values() for word in (label, theme) if word}
    | {title for title, *_ in TEXTS.values()}
    | {author for _, authors, *_ in TEXTS.values() for author in authors}
    | {found[1] for *_, markup in TEXTS.values() for found in MARKUP.finditer(markup)}
    | {document_id.removeprefix("d:") for document_id in TEXTS}
    | set(NODES)
    # What the graph file holds besides: a source, why a file was not read; and what the addresses below ask for.
    | {"een oud stuk", "dit is geen heel pdf-bestand; bewaar het opnieuw", "kies=c:bestaat-niet", "samen=onzin"}
    | {"bestaat niet", "Van Eck"},
    key=lambda words: (-len(words), words),
)

# What no English sentence holds. Words that are English too ("in", "is", "of", "we", "over") are left out.
DUTCH = """
    aan aantal alinea alle alleen als auteur auteurs banden begrip begrippen bestand betekent bewaar bij daar
    dan dat datum de deze die dit door duidelijk een eerste elk en er gaat geen gekozen gelezen groep groepen
    groter heeft het hier hoe hoogte kan keer keren kies klik kleur knoop knopen komt kunt laatste lees maar
    maat mag meer mensen met minder moet naam naar namen nergens niet niets nieuwe nog nooit of één om onbekend
    ook op open opnieuw persoon personen plaats plaatsen rust samen soort staan staat steekproeven stap stappen
    sterkst sterkste tekst teksten terug toeval toon tot tussen uit vaak van vanaf vaste verschil verwacht
    volgorde voor vorm waar waarin wat weg wegen welke wie wij woord woorden worden wordt ze zich zijn zin
    zinnen zo zoek zonder zelf
""".split()
ENGLISH_TOO = {"open", "of", "die", "er"}
STOP = re.compile(rf"\b({'|'.join(word for word in DUTCH if word not in ENGLISH_TOO)})\b", re.IGNORECASE)


def find_dutch(lines: list[str]) -> list[str]:
    """Return the lines with a Dutch word of our own; names, titles and themes are the texts' and taken out first."""
    found = []
    for line in lines:
        rest = "" if line in ("EN", "EN, English") else line
        for words in WORDS_OF_THE_TEXTS:
            rest = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " ", rest, flags=re.IGNORECASE)
        if STOP.search(rest):
            found.append(line)
    return found
