"""The thesaurus: the shipped file, reading and checking SKOS, the round trip, and the patterns that are made of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, SKOS
from wordfreq import zipf_frequency

from graph.errors import ReadableError
from graph.rows import LabelPattern
from graph.thesaurus import (
    Concept,
    Thesaurus,
    check_thesaurus,
    make_fingerprint,
    make_patterns,
    read_thesaurus,
    write_thesaurus,
)
from tests.conftest import ROOT, need_shared

SHIPPED = ROOT / "data" / "thesaurus.ttl"
PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


TOKENIZER = spacy.blank("nl").tokenizer


def split(text: str) -> list[str]:
    return [token.text for token in TOKENIZER(text)]


@pytest.fixture(scope="module")
def shipped() -> Thesaurus:
    return read_thesaurus(SHIPPED)


@pytest.fixture(scope="module")
def shipped_patterns(shipped: Thesaurus) -> tuple[LabelPattern, ...]:
    return make_patterns(shipped, split=split)


def read_text(tmp_path: Path, text: str) -> Thesaurus:
    path = tmp_path / "lijst.ttl"
    path.write_text(text, encoding="utf-8")
    return read_thesaurus(path)


# The shipped file


def test_shipped_list_is_large_and_complete(shipped: Thesaurus):
    assert len(shipped.concepts) >= 150
    assert len(shipped.themes) >= 8
    for concept in shipped.concepts:
        assert concept.theme in shipped.themes, concept.label
        assert re.fullmatch(r"[A-Z].{20,}\.", concept.definition), concept.label
        assert (
            concept.broader or concept.related or any(concept.concept_id in other.broader for other in shipped.concepts)
        ), f"{concept.label} stands alone"


def test_shipped_list_has_what_the_subject_asks_for(shipped: Thesaurus):
    terms = {
        term
        for concept in shipped.concepts
        for term in (concept.label, *concept.alt_labels, *concept.hidden_labels, *concept.terms)
    }
    asked = """verbinding decentralisatie Omgevingswet overheidsparticipatie burgerparticipatie inwonersparticipatie
        participatie inspraak samenspraak zeggenschap participatieladder burgerinitiatief uitdaagrecht burgerberaad
        burgerbegroting bewonersinitiatief zelforganisatie zelfredzaamheid participatiesamenleving doe-democratie
        netwerksamenleving netwerksturing loslaten leiderschap maatwerk verkokering bureaucratie hiërarchie Wmo
        Jeugdwet Participatiewet jeugdzorg keukentafelgesprek wijkteam mantelzorg schuldhulpverlening bestaanszekerheid
        armoede energiearmoede energietransitie warmtenet aardgasvrij klimaatadaptatie duurzaamheid omgevingsvisie
        omgevingsplan vergunning woningbouw leefbaarheid leefwereld systeemwereld nabijheid ontmoeting dialoog
        vertrouwen empathie samenwerking gemeentefonds bezuiniging medebewind autonomie subsidiariteit herindeling
        gemeenteraad raadslid griffier wethouder burgemeester gemeentesecretaris ambtenaar democratie legitimiteit
        volksvertegenwoordiging verantwoording rekenschap transparantie Woo digitalisering algoritme dienstverlening
        integriteit rechtsstaat kerntaak commons coöperatie migratie wooncrisis stikstof onderwijs zorg landbouw privacy
        belasting koopkracht defensie Ow""".split()
    asked += ["right to challenge", "eigen kracht", "ambtelijk vakmanschap", "discretionaire ruimte", "menselijke maat"]
    asked += ["integraal werken", "opgavegericht werken", "sociaal domein", "fysiek domein", "sociale cohesie"]
    asked += ["gemeenschappelijke regeling", "regionale samenwerking", "publieke waarde", "digitale inclusie"]
    asked += ["college van B en W", "college van burgemeester en wethouders", "Wet open overheid"]
    assert sorted(set(asked) - terms) == []


def test_shipped_file_is_sound_skos():
    graph = Graph().parse(SHIPPED, format="turtle")
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    assert graph.value(scheme, DCTERMS.title).language == "nl"
    assert graph.value(scheme, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert re.fullmatch(r"\d+\.\d+\.\d+", str(graph.value(scheme, OWL.versionInfo)))
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    tops = set(graph.objects(scheme, SKOS.hasTopConcept))
    for concept in concepts:
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme]
        assert len(list(graph.subjects(SKOS.member, concept))) == 1, f"{concept} has not exactly one theme"
        assert (concept in tops) == (graph.value(concept, SKOS.broader) is None)
        labels = [set(graph.objects(concept, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        assert len(labels[0]) == 1
        assert sum(map(len, labels)) == len(set.union(*labels)), f"{concept} has one label in two roles"
        wider = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        for related in graph.objects(concept, SKOS.related):
            assert (related, SKOS.related, concept) in graph
            assert related not in wider, f"{concept} is related to {related}, which is broader"
        for narrower in graph.objects(concept, SKOS.narrower):
            assert (narrower, SKOS.broader, concept) in graph
    relations = (SKOS.broader, SKOS.narrower, SKOS.related, SKOS.member)
    assert {target for kind in relations for target in graph.objects(None, kind)} <= concepts
    assert {o.language for _, p, o in graph if isinstance(o, Literal) and p != OWL.versionInfo} == {"nl"}


def test_shipped_file_is_as_the_program_writes_it(shipped: Thesaurus, tmp_path: Path):
    write_thesaurus(shipped, tmp_path / "again.ttl")
    assert (tmp_path / "again.ttl").read_bytes() == SHIPPED.read_bytes()
    assert shipped.fingerprint == make_fingerprint(shipped)


def test_no_two_concepts_lay_claim_to_one_form(shipped: Thesaurus):
    owners: dict[tuple[str, tuple[str, ...]], str] = {}
    for concept in shipped.concepts:
        alone = replace(shipped, concepts=(concept,))
        for pattern in make_patterns(alone):
            if not pattern.negative:
                key = ("exact" if pattern.attribute == "exact" else "folded", pattern.words)
                assert owners.setdefault(key, concept.label) == concept.label, pattern


def test_no_phrase_kept_out_of_one_concept_is_another(shipped: Thesaurus, shipped_patterns: tuple[LabelPattern, ...]):
    """A phrase that is kept out wins from a find of the same length, so it would hide the concept that it names."""
    owners = {
        tuple(word.lower() for word in pattern.words): pattern.concept_id
        for pattern in shipped_patterns
        if not pattern.negative
    }
    hidden = [
        (pattern.words, owners[pattern.words])
        for pattern in shipped_patterns
        if pattern.negative and owners.get(pattern.words, pattern.concept_id) != pattern.concept_id
    ]
    assert hidden == []


# Made by rule, common in Dutch (wordfreq: once in 500,000 words or more), and read one by one: each means the concept.
READ_BY_EYE = frozenset(
    """
    ambtenaren belastingen bezuinigen culturen docenten experimenten gehandhaafd handhaven hogescholen inkopen
    kunstenaars leerkrachten legers mantelzorgers misdaden monitoren nieuwkomers onderwijsinstellingen ontmoet
    ontmoeten ontmoette ontmoetten participeren politieagenten regisseurs samengewerkt samenwerken samenwerkt
    scholieren spoorwegen strategieën subsidies toeslagen uitkeringen uitvoeringen universiteiten vergunningen
    vrijwilligers waterschappen wethouders woningcorporaties
    """.split()
)


def test_no_form_made_by_rule_is_an_ordinary_word(shipped: Thesaurus):
    """A common word made by rule may be another word ("zorgen" is not the plural of "zorg"): look, then add it."""
    own = {
        label.casefold()
        for concept in shipped.concepts
        for label in (concept.label, *concept.alt_labels, *concept.hidden_labels, *concept.terms)
    }
    made = {
        pattern.words[0].casefold()
        for pattern in make_patterns(shipped)
        if len(pattern.words) == 1 and not pattern.negative
    } - own
    common = {word for word in made if "-" not in word and zipf_frequency(word, "nl") >= 3.3}
    assert sorted(common - READ_BY_EYE) == []


# Sentences: the longest find wins its place, as in the language pipeline


def find_concepts(patterns: Sequence[LabelPattern], sentence: str) -> list[tuple[str, str]]:
    """Return concept and surface of what exact and form patterns find; lemmas are the pipeline's own matter."""
    words = split(sentence)
    finds = []
    for pattern in patterns:
        if pattern.attribute == "lemma":
            continue
        read = words if pattern.attribute == "exact" else [word.lower() for word in words]
        for start in range(len(words)):
            for end in _ends(pattern.words, read, start):
                finds.append((start - end, not pattern.negative, start, end, pattern))
    taken: set[int] = set()
    kept = []
    for _, positive, start, end, pattern in sorted(finds, key=lambda find: find[:4]):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            if positive:
                kept.append((start, pattern.concept_id, " ".join(words[start:end])))
    return [(concept_id, surface) for _, concept_id, surface in sorted(kept)]


def _ends(wanted: Sequence[str], words: Sequence[str], start: int) -> list[int]:
    if not wanted:
        return [start]
    if wanted[0] == "*":
        return [end for skip in (1, 2, 3) for end in _ends(wanted[1:], words, start + skip) if end <= len(words)]
    if start < len(words) and words[start] == wanted[0]:
        return _ends(wanted[1:], words, start + 1)
    return []


VERBINDING, DECENTRALISATIE = "c:verbinding", "c:decentralisatie"
OMGEVINGSWET, OVERHEIDSPARTICIPATIE = "c:omgevingswet", "c:overheidsparticipatie"
SENTENCES = [
    ("Zij zoekt de verbinding met de buurt.", [(VERBINDING, "verbinding")]),
    ("Verbindingen leggen is een vak.", [(VERBINDING, "Verbindingen")]),
    ("Wat ons verbindt, is groter.", [(VERBINDING, "verbindt")]),
    ("Hij wil mensen verbinden en blijft verbindend.", [(VERBINDING, "verbinden"), (VERBINDING, "verbindend")]),
    ("Een verbindende rol past haar.", [(VERBINDING, "verbindende")]),
    ("Alles is met elkaar verbonden.", [(VERBINDING, "verbonden")]),
    ("Wij voelen ons verbonden met het dorp.", [(VERBINDING, "verbonden")]),
    ("Zij is een verbinder.", [("c:verbinder", "verbinder")]),
    ("Hij is verbonden aan de universiteit.", []),
    ("De treinverbinding en de internetverbinding vielen uit.", [("c:openbaar-vervoer", "treinverbinding")]),
    ("De verbonden partijen staan in de bijlage.", [("c:verbonden-partij", "verbonden partijen")]),
    ("Na de decentralisaties bleef het stil.", [(DECENTRALISATIE, "decentralisaties")]),
    ("Taken decentraliseren is niet genoeg.", [(DECENTRALISATIE, "decentraliseren")]),
    ("Het Rijk decentraliseert weer.", [("c:rijksoverheid", "Het Rijk"), (DECENTRALISATIE, "decentraliseert")]),
    ("De gedecentraliseerde taken drukken zwaar.", [(DECENTRALISATIE, "gedecentraliseerde")]),
    ("De omgevingswet komt, de Omgevingswet is er.", [(OMGEVINGSWET, "omgevingswet"), (OMGEVINGSWET, "Omgevingswet")]),
    ("Volgens de Ow mag het.", [(OMGEVINGSWET, "Ow")]),
    ("Au, ow, dat doet pijn.", []),
    ("Overheidsparticipatie is geen truc.", [(OVERHEIDSPARTICIPATIE, "Overheidsparticipatie")]),
    ("De participerende overheid volgt.", [(OVERHEIDSPARTICIPATIE, "participerende overheid")]),
    ("Het sociale en het fysieke domein.", [("c:fysiek-domein", "fysieke domein")]),
    ("Zij maakt zich zorgen over de zorg.", [("c:zorg", "zorg")]),
    ("De Wmo, de WMO en de wmo.", [("c:wmo", "Wmo"), ("c:wmo", "WMO"), ("c:wmo", "wmo")]),
    ("Het ministerie van Justitie en Veiligheid.", [("c:ministerie", "ministerie")]),
    ("Dierenwelzijn en verkeersveiligheid.", [
        ("c:dierenwelzijn", "Dierenwelzijn"), ("c:verkeersveiligheid", "verkeersveiligheid"),
    ]),
    ("Het Europees Parlement en ons parlement.", [
        ("c:europees-parlement", "Europees Parlement"), ("c:parlement", "parlement"),
    ]),
    ("We handhaven het bestaande beleid.", []),
    ("De wijkagent moet kunnen handhaven.", [("c:politie", "wijkagent"), ("c:handhaving", "handhaven")]),
    ("Een strategische keuze, geen strategische voorraad.", [("c:strategie", "strategische keuze")]),
    ("De Raad van Toezicht houdt toezicht.", [("c:toezicht", "toezicht")]),
    ("Een ondernemer in de binnenstad.", [("c:ondernemerschap", "ondernemer"), ("c:binnenstad", "binnenstad")]),
    ("De wijkverpleegkundige belt het wijkteam.", [
        ("c:wijkverpleging", "wijkverpleegkundige"), ("c:wijkteam", "wijkteam"),
    ]),
    ("Wonen en zorg zijn onlosmakelijk met elkaar verbonden.", [("c:zorg", "zorg")]),
    ("De aarde leefbaar houden.", []),
    ("Een schot tussen twee afdelingen.", [("c:verkokering", "schot tussen")]),
    ("Het college van B en W van Krimpen aan den IJssel.", [
        ("c:college-van-burgemeester-en-wethouders", "college van B en W"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "found"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_sentence(shipped_patterns: tuple[LabelPattern, ...], sentence: str, found: list[tuple[str, str]]):
    assert find_concepts(shipped_patterns, sentence) == found


# Reading


def test_reads_every_part_of_a_concept(tmp_path: Path):
    thesaurus = read_text(
        tmp_path,
        PREFIX
        + """@prefix dct: <http://purl.org/dc/terms/> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix match: <https://begrippengraaf.example/def/match#> .
        <urn:lijst> a skos:ConceptScheme ; dct:title "Lijst"@nl, "List"@en ; owl:versionInfo "2" ;
            dct:license <urn:vrij> .
        <urn:thema> a skos:Collection ; skos:prefLabel "Thema"@nl ; skos:member <urn:a> .
        <urn:a> a skos:Concept ; skos:prefLabel "Zorg  voor elkaar"@nl, "care"@en ;
            skos:altLabel "b"@nl, "a"@nl, "c"@en ; skos:hiddenLabel "d"@nl-NL ;
            match:narrowTerm "e"@nl ; match:verb "zorgen"@nl ; match:notIn "f * g"@nl ; match:notWhere "a & !h"@nl ;
            skos:definition "Wat het is."@nl ; skos:broader <urn:b> ; skos:related <urn:c> .
        <urn:b> a skos:Concept ; skos:prefLabel "Éénheid" .
        <urn:c> a skos:Concept ; skos:prefLabel "cel"@nl .
        [] a skos:Concept .
        """,
    )
    assert thesaurus == Thesaurus(
        title="Lijst",
        concepts=(
            Concept("c:cel", "urn:c", "cel", related=("c:zorg-voor-elkaar",)),
            Concept("c:eenheid", "urn:b", "Éénheid", theme="Éénheid"),
            Concept(
                "c:zorg-voor-elkaar",
                "urn:a",
                "Zorg voor elkaar",
                alt_labels=("a", "b"),
                hidden_labels=("d",),
                terms=("e",),
                verbs=("zorgen",),
                broader=("c:eenheid",),
                related=("c:cel",),
                definition="Wat het is.",
                theme="Thema",
                excluded=("f * g",),
                conditions=("a & !h",),
            ),
        ),
        themes=("Éénheid", "Thema"),
        fingerprint=thesaurus.fingerprint,
        uri="urn:lijst",
        version="2",
        licence="urn:vrij",
    )
    assert re.fullmatch(r"[0-9a-f]{64}", thesaurus.fingerprint)


def test_plain_skos_takes_its_themes_from_the_top(tmp_path: Path):
    thesaurus = read_text(
        tmp_path,
        PREFIX
        + """<urn:a> a skos:Concept ; skos:prefLabel "dier"@nl ; skos:narrower <urn:b> .
        <urn:b> a skos:Concept ; skos:prefLabel "hond"@nl .
        <urn:c> a skos:Concept ; skos:prefLabel "teckel"@nl ;
            <http://purl.org/iso25964/skos-thes#broaderGeneric> <urn:b> .
        <urn:d> a skos:Concept ; skos:prefLabel "los"@nl .""",
    )
    assert [(c.label, c.broader, c.theme) for c in thesaurus.concepts] == [
        ("dier", (), "dier"),
        ("hond", ("c:dier",), "dier"),
        ("los", (), ""),
        ("teckel", ("c:hond",), "dier"),
    ]
    assert (thesaurus.title, thesaurus.themes) == ("", ("dier",))


def test_labels_with_one_slug_get_different_ids(tmp_path: Path):
    text = '<urn:{0}> a skos:Concept ; skos:prefLabel "{1}"@nl .'
    pairs = [("a", "data ethiek"), ("b", "data-ethiek"), ("c", "€"), ("n4", "¥")]
    thesaurus = read_text(tmp_path, PREFIX + "\n".join(text.format(*pair) for pair in pairs))
    ids = {concept.label: concept.concept_id for concept in thesaurus.concepts}
    assert ids == {"data ethiek": "c:data-ethiek", "data-ethiek": "c:data-ethiek-2", "€": "c:c", "¥": "c:n4"}


def test_fingerprint_follows_content_and_not_layout(tmp_path: Path):
    body = '<urn:a> a skos:Concept ; skos:prefLabel "dier"@nl .'
    first = read_text(tmp_path, PREFIX + body)
    assert read_text(tmp_path, f"\ufeff# noot\n{PREFIX}\n\n{body}").fingerprint == first.fingerprint
    assert read_text(tmp_path, PREFIX + body.replace("dier", "dieren")).fingerprint != first.fingerprint


def test_reads_a_thesaurus_of_somebody_else():
    thesaurus = read_thesaurus(need_shared("standards", "nl-sbb-thesaurus.ttl"))
    by_label = {concept.label: concept for concept in thesaurus.concepts}
    assert (thesaurus.title, len(thesaurus.concepts)) == ("Begrippenkader nlbegrip", 43)
    assert by_label["voorkeursterm"].theme == "naam"
    assert LabelPattern("c:begrippenkader", ("begrippenkaders",), "form") in make_patterns(thesaurus)


# What is wrong, said in one sentence

A = '<urn:a> a skos:Concept ; skos:prefLabel "dier"@nl'
B = '<urn:b> a skos:Concept ; skos:prefLabel "hond"@nl'
LIJST = "De begrippenlijst lijst.ttl"
TURTLE = LIJST + " is bij regel {} geen geldig Turtle: {}. Verbeter die regel en probeer het opnieuw."
FAULTS = {
    "no dot": (f"{A}\n{B} .", TURTLE.format(3, "er ontbreekt een punt, puntkomma of komma")),
    "open string": (
        f'{A} .\n<urn:b> skos:prefLabel "hond@nl .\n',
        TURTLE.format(3, "een tekst begint met een aanhalingsteken en wordt niet afgesloten"),
    ),
    "open long string": (
        f'{A} .\n<urn:b> skos:prefLabel """hond\n\n"@nl .',
        TURTLE.format(5, "een tekst begint met een aanhalingsteken en wordt niet afgesloten"),
    ),
    "prefix": (
        f"{A} .\n\n<urn:b> a dct:X .",
        TURTLE.format(4, "het voorvoegsel “dct:” is nergens met @prefix aangekondigd"),
    ),
    "no value": (f"{A} ; skos:altLabel .", TURTLE.format(2, "achter een eigenschap staat geen waarde")),
    "prose": ("Geachte heer", TURTLE.format(2, "hier hoort een begrip te beginnen")),
    "too deep": ("<urn:a> <urn:b> " + "[" * 3000, TURTLE.format(2, "wat hier staat hoort niet in een Turtle-bestand")),
    "empty": ("", f"{LIJST} bevat geen enkel begrip (skos:Concept). Kies een ander SKOS-bestand."),
    "no Dutch label": (
        '<urn:a> a skos:Concept ; skos:prefLabel "animal"@en .',
        f"{LIJST} geeft het begrip <urn:a> geen Nederlandse naam. "
        'Voeg er een toe, bijvoorbeeld: skos:prefLabel "verbinding"@nl.',
    ),
    "one name twice": (
        f"{A} .\n{B} .".replace("hond", "Dier"),
        f"{LIJST} noemt twee begrippen “dier”: <urn:b> en <urn:a>. "
        "Geef een van beide een andere naam of voeg ze samen.",
    ),
    "shared term": (
        f'{A} ; skos:altLabel "Beest"@nl .\n{B} ; skos:hiddenLabel "beest"@nl .',
        f"{LIJST} geeft de term “beest” aan twee begrippen: “dier” en “hond”. Laat de term bij één van beide staan.",
    ),
    "dangling broader": (
        f"{A} ; skos:broader <urn:x> .",
        f"{LIJST} laat “dier” met skos:broader verwijzen naar <urn:x>, maar dat begrip staat er niet in. "
        "Voeg het toe of haal de verwijzing weg.",
    ),
    "dangling related": (
        f"{A} ; skos:related <urn:x> .",
        f"{LIJST} laat “dier” met skos:related verwijzen naar <urn:x>, maar dat begrip staat er niet in. "
        "Voeg het toe of haal de verwijzing weg.",
    ),
    "circle": (
        f"{A} ; skos:broader <urn:b> .\n{B} ; skos:broader <urn:c> .\n"
        '<urn:c> a skos:Concept ; skos:prefLabel "kat"@nl ; skos:broader <urn:b> .',
        f"{LIJST} bevat een kring van bredere begrippen: “hond” → “kat” → “hond”. Haal één stap weg.",
    ),
    "own parent": (
        f"{A} ; skos:broader <urn:a> .",
        f"{LIJST} bevat een kring van bredere begrippen: “dier” → “dier”. Haal één stap weg.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "message"), FAULTS.values(), ids=FAULTS)
def test_fault_is_told(tmp_path: Path, body: str, message: str):
    with pytest.raises(ReadableError) as error:
        read_text(tmp_path, PREFIX + body)
    assert str(error.value) == message


def test_missing_file_folder_and_wrong_encoding_are_told(tmp_path: Path):
    (tmp_path / "latin.ttl").write_bytes('<urn:a> a\n"één" .'.encode("latin-1"))
    for name, message in {
        "weg.ttl": "De begrippenlijst weg.ttl bestaat niet. Geef met --thesaurus een SKOS-bestand op (.ttl).",
        ".": f"De begrippenlijst {tmp_path.name} kan niet worden geopend. Kijk of het een bestand is dat u mag lezen.",
        "latin.ttl": "De begrippenlijst latin.ttl is geen UTF-8: op regel 2 staat een teken dat niet te lezen is. "
        "Sla het bestand opnieuw op als UTF-8.",
    }.items():
        with pytest.raises(ReadableError) as error:
            read_thesaurus(tmp_path / name)
        assert str(error.value) == message


@given(st.text(alphabet=PREFIX + '<urn:a>[]();,."@nl\\u12_^:', max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, text: str):
    path = tmp_path_factory.getbasetemp() / "any.ttl"
    path.write_text(f"{PREFIX}{A} .\n{text}", encoding="utf-8")
    try:
        outcome = "gelezen: " + " ".join(concept.label for concept in read_thesaurus(path).concepts)
    except ReadableError as error:
        outcome = str(error)
    assert outcome.startswith(("gelezen: ", "De begrippenlijst any.ttl "))


# Writing

texts = st.text(alphabet='abé ï"\\’<>&{}\x01\u2028', min_size=1, max_size=12).map(
    lambda text: " ".join(text.split()) or "x"
)


@given(st.lists(texts, min_size=1, max_size=6, unique_by=str.casefold), st.data())
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, labels: list[str], data: st.DataObject):
    concepts = []
    for number, label in enumerate(labels):
        broader = data.draw(st.sampled_from(["", *(concept.concept_id for concept in concepts)]))
        concepts.append(
            Concept(
                f"c:n{number}",
                f"https://begrippengraaf.example/id/n{number}",
                f"{label} n{number}",
                definition=data.draw(texts),
                excluded=tuple(sorted({data.draw(texts)})),
                broader=(broader,) if broader else (),
                theme=data.draw(st.sampled_from(["thema een", "thema twee"])),
            )
        )
    path = tmp_path_factory.getbasetemp() / "written.ttl"
    themes = tuple(sorted({concept.theme for concept in concepts}))
    write_thesaurus(Thesaurus("Lijst", tuple(concepts), themes, version="1"), path)
    read = read_thesaurus(path)
    numbers = {concept.concept_id: concept.uri for concept in (*concepts, *read.concepts)}

    def facts(concept: Concept) -> tuple[object, ...]:
        broader = tuple(numbers[parent] for parent in concept.broader)
        return concept.uri, concept.label, concept.definition, concept.excluded, broader, concept.theme

    assert sorted(map(facts, read.concepts)) == sorted(map(facts, concepts))
    assert (read.title, read.version, read.themes) == ("Lijst", "1", themes)
    write_thesaurus(read, path)
    assert read_thesaurus(path) == read


def test_an_unsound_list_is_not_written(tmp_path: Path):
    broken = Thesaurus("", (Concept("c:a", "urn:a", "a", broader=("c:b",)),))
    with pytest.raises(ReadableError, match="verwijzen naar <c:b>"):
        write_thesaurus(broken, tmp_path / "x.ttl")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ReadableError, match=r"De begrippenlijst thesaurus\.ttl bevat geen enkel begrip"):
        check_thesaurus(Thesaurus("", ()))


# Patterns


def test_patterns_of_one_concept_in_full():
    concept = Concept(
        "c:wet",
        "urn:wet",
        "Sociale wet",
        alt_labels=("Wmo", "AMvB’s"),
        hidden_labels=("wettisch", "liep"),
        terms=("regel",),
        verbs=("regelen",),
        excluded=("regels", "wet van * Dam"),
        conditions=("wet & natuur*",),
    )
    assert make_patterns(Thesaurus("", (concept,))) == (
        *(
            LabelPattern("c:wet", tuple(words.split()), attribute)
            for words, attribute in [
                ("sociale wet", "form"),
                ("Wmo", "exact"),
                ("AMvB's", "exact"),
                ("wettisch", "form"),
                ("liep", "form"),
                ("regel", "form"),
                ("sociale wetten", "form"),
                ("wettische", "form"),
                ("regelen", "form"),
                ("regelt", "form"),
                ("regelde", "form"),
                ("regelden", "form"),
                ("geregeld", "form"),
                ("geregelde", "form"),
                ("regelend", "form"),
                ("regelende", "form"),
                ("sociaal wet", "lemma"),
                ("regel", "lemma"),
                ("regelen", "lemma"),
            ]
        ),
        LabelPattern("c:wet", ("regels",), "form", negative=True),
        LabelPattern("c:wet", ("wet", "van", "*", "dam"), "form", negative=True),
        LabelPattern("c:wet", ("wet", "&", "natuur*"), "context", negative=True),
    )


def test_a_label_of_its_own_goes_before_a_form_made_by_rule():
    one = Concept("c:wet", "urn:a", "wet")
    two = Concept("c:zwetten", "urn:b", "zwetten", alt_labels=("wetten",))
    patterns = make_patterns(Thesaurus("", (one, two)))
    assert [p.concept_id for p in patterns if p.words == ("wetten",) and p.attribute == "form"] == ["c:zwetten"]


def test_words_are_split_as_the_pipeline_does():
    concept = Concept("c:a", "urn:a", "A/B-toets")
    patterns = make_patterns(Thesaurus("", (concept,)), split=lambda text: re.findall(r"\w+|\W", text))
    assert patterns == (LabelPattern("c:a", ("A", "/", "B", "-", "toets"), "exact"),)
