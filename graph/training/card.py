"""The card of a trained pipeline: what it was made of, what it may be used for, what it scored and where it fails."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import mean

from graph.training.corpus import Corpus

FILE = "README.md"
SCORES = "scores.json"
HEAD = """# nl-begrippengraaf {version}: Dutch names, parts of speech, sentences and lemmas

A spaCy pipeline for Dutch texts on government. Licence of the pipeline: CC BY-SA 4.0
(https://creativecommons.org/licenses/by-sa/4.0/). Load it with `graph.language.load_language`; plain `spacy.load` works
as well once `graph.language` has been imported.

Parts, in this order: `tok2vec` (one encoder for the next two, trained on both together), `ner` (PER, ORG, LOC),
`morphologizer` (universal parts of speech), `dutch_sentences` (rules), `dutch_words` (lemmas by table; it also tells
the encoder what the lists of names and a frequency list say of a word). Names come before sentences: ends that are
guessed wrong would cut them. There is no parser: phrases are made from parts of speech.

## Made of

| source | part | licence |
|---|---|---|
| civic corpus, written and marked here (`data/training/civic/train-*`) | {civic} paragraphs | CC BY-SA 4.0 |
| templates written for this project (`data/training/templates.txt`) | {templates} lines | CC BY-SA 4.0 |
| UD_Dutch-LassySmall (dev, test), UD_Dutch-Alpino (dev): parts of speech | {tagged} sentences | CC BY-SA 4.0 |
| the same sentences, names marked by us (`data/training/ud_entities.tsv`) | {treebank} sentences | CC BY-SA 4.0 |
| wikiann: Wikipedia sentences with automatic marks, filtered | {wikiann} sentences | text CC BY-SA |
| Europeana newspapers (enp_NL): pieces that hold a person | {europeana} pieces | CC0 |
| lists of names (`data/names`), written here | | CC BY 4.0 |
| names of all countries in `elsewhere.txt`: Faker; GeoNames (www.geonames.org) | | MIT; CC BY 4.0 |
| lemma tables of spacy-lookups-data 1.0.5 (Explosion) | | MIT, see LICENSE-lemmas |
| wordfreq {wordfreq}, simplemma {simplemma}: used while running | | data CC BY-SA 4.0; MIT |

What `ner` suggests is not taken as it is: what it thinks possible beside it counts too, with how likely it holds it;
rules on lists of names suggest as well, and every candidate for a person is
judged by weights (`data/names/weights.tsv`) that were learnt on the same texts, each read by a pipeline that had not
seen it. The scores below "gold", "ned.testa" and "wikineural" are those of the whole chain.

Names were swapped for others from the lists and pools while training. CoNLL-2002 and wikineural were never trained on,
not by way of another model either; they were only measured on.

## Scores
"""
TAIL = """
A table with the errors of one measurement: `begrippengraaf evaluate`.

## Limits

- Names are marked as `data/training/GUIDELINES.md` says: no titles, no possessive -s, no laws, events, works or prizes.
- Trained on written Dutch of the Netherlands and Flanders, for the greater part of the last thirty years. Old
  spelling and scanned newspapers were seen, spoken language was not. A text without capitals yields few names.
- Names of persons that are ordinary words at the head of a sentence, first names alone, and nicknames are missed most.
- Organisations are found less well than persons and places; a town that stands for its club is a place.
- Lemmas of unknown compounds follow their last part; a word that is split wrongly keeps its form.
"""


def write_card(folder: Path, corpus: Corpus, rows: Sequence[Mapping[str, float]], number: str) -> None:
    """Write the card and the scores it shows.

    Args:
        folder: the pipeline's.
        rows: one for each seed: ``seed``, ``seconds`` and scores by name, as parts of one.
        number: version of the pipeline.
    """
    head = HEAD.format(
        version=number,
        civic=len(corpus.civic),
        templates=len(corpus.templates),
        tagged=len(corpus.tagged),
        treebank=len(corpus.treebank),
        wikiann=len(corpus.wikiann),
        europeana=len(corpus.europeana),
        wordfreq=version("wordfreq"),
        simplemma=version("simplemma"),
    )
    (folder / FILE).write_text(head + "\n" + "\n".join(make_table(rows)) + "\n" + TAIL, encoding="utf-8")
    (folder / SCORES).write_text(json.dumps(list(rows), indent=1) + "\n", encoding="utf-8")


def make_table(rows: Sequence[Mapping[str, float]]) -> list[str]:
    """Return a table in Markdown: a line a score, a column a seed, then mean and spread (highest less lowest)."""
    names = [name for name in rows[0] if name not in ("seed", "seconds")]
    seeds = " | ".join(f"seed {row['seed']:g}" for row in rows)
    lines = [f"| F or accuracy, % | {seeds} | mean | spread |", "|---|" + "---|" * (len(rows) + 2)]
    for name in names:
        values = [100 * row[name] for row in rows]
        cells = " | ".join(f"{value:.1f}" for value in values)
        lines.append(f"| {name} | {cells} | {mean(values):.1f} | {max(values) - min(values):.1f} |")
    return lines
