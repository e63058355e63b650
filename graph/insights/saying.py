"""The insights in plain Dutch sentences. What is said is computed; no sentence claims more than its number."""

from __future__ import annotations

from graph.insights.brokers import Broker
from graph.insights.groups import Firmness, Group
from graph.insights.missing import MissingPair, Nearest
from graph.insights.report import Insights
from graph.insights.thin import ThinLink, Thinness
from graph.wording import WINDOW_WORDS, clean_label, count_words, format_number, join_words, start_sentence

FIRMNESS_WORDS: dict[Firmness, str] = {"firm": "stevig", "fair": "redelijk", "shaky": "wankel"}
NAMES, BANDS = ("naam of begrip", "namen en begrippen"), ("band", "banden")
SMALL_NUMBERS = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf".split()
FEW_TEXTS = 10
"""Under this many texts resampling is a rough measure, and that is said."""


def percent(share: float) -> str:
    """Return a share as a percentage that does not pretend: '< 1%' rather than '0%'.

    >>> percent(0.163), percent(0.004), percent(0.0), percent(0.996), percent(1.0)
    ('16%', '< 1%', '0%', '> 99%', '100%')
    """
    if 0 < share < 0.005:
        return "< 1%"
    if 0.995 <= share < 1:
        return "> 99%"
    return f"{format_number(100 * share)}%"


def few(expected: float) -> str:
    """Return an expected number, which is never quite nothing.

    >>> few(3.24), few(0.03)
    ('3,2', '< 0,1')
    """
    return format_number(expected, 1) if expected >= 0.05 else "< 0,1"


def in_words(n: int) -> str:
    """Return a small number as a word."""
    return SMALL_NUMBERS[n] if n < len(SMALL_NUMBERS) else format_number(n)


def label(insights: Insights, node_id: str, limit: int = 50) -> str:
    """Return the name of a node, or the title of a document between quotation marks."""
    if node_id in insights.documents:
        return f"‘{clean_label(insights.documents[node_id].title, limit)}’"
    return clean_label(insights.nodes[node_id].label, limit)


def group_name(insights: Insights, place: int | None, n: int = 2) -> str:
    """Return a group by its most telling nodes."""
    if place is None:
        return "buiten de groepen"
    return "groep " + join_words([label(insights, node_id, 40) for node_id in insights.groups[place].name(n)])


def headlines(insights: Insights) -> dict[str, str]:
    """Return for each section its finding in one or two sentences."""
    return {
        "samenhang": _headline_groups(insights),
        "tussen": _headline_brokers(insights),
        "ontbreekt": _headline_missing(insights),
        "dun": _headline_thin(insights),
    }


def _headline_groups(insights: Insights) -> str:
    n = len(insights.groups)
    if n == 0:
        return "Geen groep van drie of meer."
    about = join_words([label(insights, node_id, 40) for node_id in insights.groups[0].name()])
    if n == 1:
        return f"Eén groep, {FIRMNESS_WORDS[insights.groups[0].firmness]}: {about}."
    counts = [(word, sum(group.firmness == key for group in insights.groups)) for key, word in FIRMNESS_WORDS.items()]
    held = [f"{'alle' if count == n else in_words(count)} {word}" for word, count in counts if count]
    return f"{start_sentence(in_words(n))} groepen: {join_words(held)}. De grootste: {about}."


def _headline_brokers(insights: Insights) -> str:
    if not insights.brokers:
        return "Niemand staat tussen twee andere in."
    first = insights.brokers[0]
    others = [label(insights, broker.node_id, 40) for broker in insights.brokers[1:3]]
    then = f" Dan {join_words(others)}." if others else ""
    name = start_sentence(label(insights, first.node_id))
    return f"{name}: {percent(first.crossings)} van de kortste wegen loopt erlangs.{then}"


def _headline_missing(insights: Insights) -> str:
    pairs = insights.missing.pairs
    if not pairs:
        return "Geen paar dat u samen zou verwachten, blijft uit elkaar."
    names = f"{label(insights, pairs[0].source, 40)} en {label(insights, pairs[0].target, 40)}"
    if len(pairs) == 1:
        return f"Eén paar dat u samen zou verwachten: {names}."
    n = sum(pair.is_striking for pair in pairs)
    striking = f", waarvan {in_words(n)} op zichzelf al opvallend" if n else ""
    return f"{start_sentence(in_words(len(pairs)))} paren die u samen zou verwachten{striking}; bovenaan {names}."


def _headline_thin(insights: Insights) -> str:
    thin = insights.thinness
    if not thin.n_links:
        return "Geen band komt vaker dan één keer voor."
    verb = "rust" if thin.n_one_document == 1 else "rusten"
    text = f"{format_number(thin.n_one_document)} van {count_words(thin.n_links, BANDS)} {verb} op één tekst"
    if thin.n_one_author:
        text += f", nog {format_number(thin.n_one_author)} op één auteur"
    return f"{text}."


def describe_basis(insights: Insights) -> str:
    """Return what the findings are computed from."""
    n = len(insights.nodes)
    window = WINDOW_WORDS[insights.window][0]
    documents = count_words(len(insights.documents), ("tekst", "teksten"))
    held = "" if len(insights.documents) < 2 else " die in ten minste twee teksten staan"
    return (
        f"Berekend uit {documents}: {count_words(n, NAMES)}{held}, en "
        f"{count_words(insights.n_links, BANDS)} ertussen. "
        f"Een band is hier: vaker samen in één {window} dan te verwachten was."
    )


def describe_caution(insights: Insights) -> str:
    """Return a warning where there are few texts, or ''."""
    n = len(insights.documents)
    if n == 1:
        return "Er is maar één tekst: hoe stevig een groep is, valt dan niet te zeggen."
    if n < FEW_TEXTS:
        return f"Met {in_words(n)} teksten is hoe stevig een groep is een ruwe maat: elke tekst weegt zwaar."
    return ""


def describe_group(insights: Insights, group: Group) -> str:
    """Return how well a group stands, in one sentence with its number."""
    word = FIRMNESS_WORDS[group.firmness]
    return (
        f"{start_sentence(word)}: in {format_number(insights.n_samples)} steekproeven van teksten kwam gemiddeld "
        f"{percent(group.overlap)} van de groep terug."
    )


def describe_rest(insights: Insights, group: Group) -> str:
    """Return on which texts a group rests."""
    if not group.documents:
        return ""
    first, share = group.documents[0]
    title = label(insights, first, 60)
    if len(group.documents) == 1:
        return f"Alleen op {title}."
    return f"Op {count_words(len(group.documents), ('tekst', 'teksten'))}; het meest op {title}, voor {percent(share)}."


def describe_at_top(insights: Insights, broker: Broker) -> str:
    """Return how often a broker stays at the top in the resamples."""
    n = round(broker.at_top * insights.n_samples)
    return f"in {format_number(n)} van {format_number(insights.n_samples)} steekproeven bij de eerste tien"


def describe_missing(insights: Insights, pair: MissingPair) -> str:
    """Return what is missing between two nodes, in two sentences with the numbers."""
    window = WINDOW_WORDS[insights.window]
    together = f"nooit samen in één {window[0]}"
    if pair.count:
        together = f"maar {count_words(pair.count, ('keer', 'keer'))} samen in één {window[0]}"
    return (
        f"Ze staan in {format_number(pair.n_source)} en {count_words(pair.n_target, window)}, {together}; "
        f"{few(pair.expected)} keer was te verwachten. {describe_chance(pair)}"
    )


def describe_chance(pair: MissingPair) -> str:
    """Return how far chance explains that two nodes do not meet."""
    odds = format_number(pair.chance, 2) if pair.chance >= 0.01 else "< 0,01"
    if pair.is_striking:
        return f"Dat is op zichzelf al opvallend: de kans op zo weinig is {odds}."
    if pair.chance < 0.25:
        return f"De kans op zo weinig is {odds}; toeval is niet uitgesloten."
    return f"De kans op zo weinig is {odds}: dat kan toeval zijn."


def describe_kin(insights: Insights, pair: MissingPair, n: int = 6) -> str:
    """Return which neighbours two nodes share, and how often such kin does meet."""
    names = [label(insights, node_id, 40) for node_id in pair.neighbours[:n]]
    more = len(pair.neighbours) - len(names)
    shared = join_words([*names, f"{format_number(more)} andere"] if more > 0 else names)
    text = f"Beide hangen samen met {shared}."
    if pair.n_kin == 0:
        return text
    if pair.n_kin == 1:
        meets = "één ander veelgenoemd paar is minstens zo verwant, en dat komt elkaar "
        return f"{text} {start_sentence(meets)}{'wel' if pair.n_kin_meet else 'ook niet'} tegen."
    return (
        f"{text} Van de {format_number(pair.n_kin)} andere veelgenoemde paren die minstens zo verwant zijn, "
        f"{'komt er één' if pair.n_kin_meet == 1 else f'komen {format_number(pair.n_kin_meet)}'} elkaar wel tegen."
    )


def describe_missing_whole(insights: Insights) -> str:
    """Return how many pairs are missing, and how many of them chance would yield."""
    missing, window = insights.missing, WINDOW_WORDS[insights.window][0]
    text = (
        f"Paren die allebei vaak voorkomen, veel buren delen en toch zelden of nooit samen in één {window} staan: "
        f"{format_number(len(missing.pairs))} van {format_number(missing.n_tested)}."
    )
    if not missing.pairs:
        return text
    n = sum(pair.is_striking for pair in missing.pairs)
    held = "Daarvan is er geen" if n == 0 else f"Daarvan {'is' if n == 1 else 'zijn'} er {format_number(n)}"
    by_chance = format_number(missing.n_by_chance, 1)
    return f"{text} {held} op zichzelf al opvallend; door toeval alleen zouden dat er {by_chance} zijn."


def describe_distance(nearest: Nearest) -> str:
    """Return how far apart two nodes stand where they come nearest."""
    n, passages = nearest.n_sentences, nearest.n_passages
    if n == 0:
        return "in dezelfde zin"
    apart = "in de volgende zin" if n == 1 else f"{in_words(n)} zinnen verder"
    if passages == 0:
        return f"{apart}, in dezelfde alinea"
    return f"{apart}, {'een alinea' if passages == 1 else in_words(passages) + ' alinea’s'} verder"


def describe_thinness(thinness: Thinness) -> str:
    """Return how much rests on little."""
    links = count_words(thinness.n_links, ("band", "banden"))
    text = f"Van {links} die ten minste twee keer voorkomen, {_rest(thinness.n_one_document)} op één tekst"
    if thinness.one_author:
        return f"{text}. Alle teksten hebben dezelfde of geen auteur; naar auteurs is dus niet gekeken."
    return f"{text} en {_rest(thinness.n_one_author)} op meer teksten van één auteur."


def _rest(n: int) -> str:
    return "rust er 1" if n == 1 else f"rusten er {format_number(n)}"


def describe_elsewhere(thin: ThinLink) -> str:
    """Return whether other texts could have borne the link."""
    if thin.elsewhere == 0:
        return "geen andere tekst noemt beide"
    noun = "andere tekst noemt" if thin.elsewhere == 1 else "andere teksten noemen"
    return f"{format_number(thin.elsewhere)} {noun} ze allebei, los van elkaar"
