"""The insights in plain sentences. What is said is computed; no sentence claims more than its number."""

from __future__ import annotations

from graph.insights.brokers import Broker
from graph.insights.groups import Firmness, Group
from graph.insights.missing import MissingPair, Nearest
from graph.insights.report import Insights
from graph.insights.thin import ThinLink, Thinness
from graph.messages import mark, say
from graph.wording import (
    WINDOW_WORDS,
    clean_label,
    count_texts,
    count_times,
    count_words,
    format_number,
    join_words,
    start_sentence,
)

FIRMNESS_WORDS: dict[Firmness, str] = {"firm": mark("stevig"), "fair": mark("redelijk"), "shaky": mark("wankel")}
NAMES, BANDS = (mark("naam of begrip"), mark("namen en begrippen")), (mark("band"), mark("banden"))
SMALL_NUMBERS = (
    mark("nul"),
    mark("één"),
    mark("twee"),
    mark("drie"),
    mark("vier"),
    mark("vijf"),
    mark("zes"),
    mark("zeven"),
    mark("acht"),
    mark("negen"),
    mark("tien"),
    mark("elf"),
    mark("twaalf"),
)
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
    return format_number(expected, 1) if expected >= 0.05 else f"< {format_number(0.1, 1)}"


def in_words(n: int) -> str:
    """Return a small number as a word."""
    return say(SMALL_NUMBERS[n]) if n < len(SMALL_NUMBERS) else format_number(n)


def label(insights: Insights, node_id: str, limit: int = 50) -> str:
    """Return the name of a node, or the title of a document between quotation marks."""
    if node_id in insights.documents:
        return f"‘{clean_label(insights.documents[node_id].title, limit)}’"
    return clean_label(insights.named[node_id].label, limit)


def group_name(insights: Insights, place: int | None, n: int = 2) -> str:
    """Return a group by its most telling nodes."""
    if place is None:
        return say("buiten de groepen")
    names = join_words([label(insights, node_id, 40) for node_id in insights.groups[place].name(n)])
    return say("groep {name}", name=names)


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
        return say("Geen groep van drie of meer.")
    about = join_words([label(insights, node_id, 40) for node_id in insights.groups[0].name()])
    if n == 1:
        return say("Eén groep, {firm}: {names}.", firm=say(FIRMNESS_WORDS[insights.groups[0].firmness]), names=about)
    counts = [(word, sum(group.firmness == key for group in insights.groups)) for key, word in FIRMNESS_WORDS.items()]
    held = [f"{say('alle') if count == n else in_words(count)} {say(word)}" for word, count in counts if count]
    return say(
        "{n} groepen: {held}. De grootste: {names}.",
        n=start_sentence(in_words(n)),
        held=join_words(held),
        names=about,
    )


def _headline_brokers(insights: Insights) -> str:
    if not insights.brokers:
        return say("Niemand staat tussen twee andere in.")
    first = insights.brokers[0]
    others = [label(insights, broker.node_id, 40) for broker in insights.brokers[1:3]]
    name = start_sentence(label(insights, first.node_id))
    text = say("{name}: {share} van de kortste wegen loopt erlangs.", name=name, share=percent(first.crossings))
    return f"{text} {say('Dan {names}.', names=join_words(others))}" if others else text


def _headline_missing(insights: Insights) -> str:
    pairs = insights.missing.pairs
    if not pairs:
        return say("Geen paar dat u samen zou verwachten, blijft uit elkaar.")
    names = join_words([label(insights, pairs[0].source, 40), label(insights, pairs[0].target, 40)])
    if len(pairs) == 1:
        return say("Eén paar dat u samen zou verwachten: {names}.", names=names)
    n_striking = sum(pair.is_striking for pair in pairs)
    n = start_sentence(in_words(len(pairs)))
    if not n_striking:
        return say("{n} paren die u samen zou verwachten; bovenaan {names}.", n=n, names=names)
    return say(
        "{n} paren die u samen zou verwachten, waarvan {striking} op zichzelf al opvallend; bovenaan {names}.",
        n=n,
        striking=in_words(n_striking),
        names=names,
    )


def _headline_thin(insights: Insights) -> str:
    thin = insights.thinness
    if not thin.n_links:
        return say("Geen band komt vaker dan één keer voor.")
    numbers = {"n": format_number(thin.n_one_document), "links": count_words(thin.n_links, BANDS)}
    if thin.n_one_document == 1:
        text = say("{n} van {links} rust op één tekst", **numbers)
    else:
        text = say("{n} van {links} rusten op één tekst", **numbers)
    if thin.n_one_author:
        text = say("{text}, nog {n} op één auteur", text=text, n=format_number(thin.n_one_author))
    if thin.n_leaning == 1:
        text = say("{text}; 1 valt weg zonder één tekst", text=text)
    elif thin.n_leaning:
        text = say("{text}; {n} vallen weg zonder één tekst", text=text, n=format_number(thin.n_leaning))
    return f"{text}."


def describe_basis(insights: Insights) -> str:
    """Return what the findings are computed from."""
    values = {
        "texts": count_texts(len(insights.documents), insights.n_documents_in_all),
        "names": count_words(len(insights.nodes), NAMES),
        "links": count_words(insights.n_links, BANDS),
        "window": say(WINDOW_WORDS[insights.window][0]),
    }
    if len(insights.documents) < 2:
        return say(
            "Berekend uit {texts}: {names}, en {links} ertussen. Een band is hier: vaker samen in één {window} dan te "
            "verwachten was.",
            **values,
        )
    return say(
        "Berekend uit {texts}: {names} die in ten minste twee teksten staan, en {links} ertussen. Een band is hier: "
        "vaker samen in één {window} dan te verwachten was.",
        **values,
    )


def describe_caution(insights: Insights) -> str:
    """Return a warning where there are few texts, or ''."""
    n = len(insights.documents)
    if n == 1:
        return say("Er is maar één tekst: hoe stevig een groep is, valt dan niet te zeggen.")
    if n < FEW_TEXTS:
        return say("Met {n} teksten is hoe stevig een groep is een ruwe maat: elke tekst weegt zwaar.", n=in_words(n))
    return ""


def describe_group(insights: Insights, group: Group) -> str:
    """Return how well a group stands, in one sentence with its number."""
    return say(
        "{firm}: in {n} steekproeven van teksten kwam gemiddeld {share} van de groep terug.",
        firm=start_sentence(say(FIRMNESS_WORDS[group.firmness])),
        n=format_number(insights.n_samples),
        share=percent(group.overlap),
    )


def describe_rest(insights: Insights, group: Group) -> str:
    """Return on which texts a group rests."""
    if not group.documents:
        return ""
    first, share = group.documents[0]
    title = label(insights, first, 60)
    if len(group.documents) == 1:
        return say("Alleen op {title}.", title=title)
    return say(
        "Op {texts}; het meest op {title}, voor {share}.",
        texts=count_words(len(group.documents), ("tekst", "teksten")),
        title=title,
        share=percent(share),
    )


def describe_at_top(insights: Insights, broker: Broker) -> str:
    """Return how often a broker stays at the top in the resamples."""
    n = round(broker.at_top * insights.n_samples)
    return say(
        "in {n} van {m} steekproeven bij de eerste tien", n=format_number(n), m=format_number(insights.n_samples)
    )


def describe_missing(insights: Insights, pair: MissingPair) -> str:
    """Return what is missing between two nodes, in two sentences with the numbers."""
    window = WINDOW_WORDS[insights.window]
    values = {
        "n": format_number(pair.n_source),
        "windows": count_words(pair.n_target, window),
        "window": say(window[0]),
        "expected": few(pair.expected),
    }
    if pair.count:
        text = say(
            "Ze staan in {n} en {windows}, maar {times} samen in één {window}; {expected} keer was te verwachten.",
            times=count_times(pair.count),
            **values,
        )
    else:
        text = say(
            "Ze staan in {n} en {windows}, nooit samen in één {window}; {expected} keer was te verwachten.", **values
        )
    return f"{text} {describe_chance(pair)}"


def describe_chance(pair: MissingPair) -> str:
    """Return how far chance explains that two nodes do not meet."""
    odds = format_number(pair.chance, 2) if pair.chance >= 0.01 else f"< {format_number(0.01, 2)}"
    if pair.is_striking:
        return say("Dat is op zichzelf al opvallend: de kans op zo weinig is {odds}.", odds=odds)
    if pair.chance < 0.25:
        return say("De kans op zo weinig is {odds}; toeval is niet uitgesloten.", odds=odds)
    return say("De kans op zo weinig is {odds}: dat kan toeval zijn.", odds=odds)


def describe_kin(insights: Insights, pair: MissingPair, n: int = 6) -> str:
    """Return which neighbours two nodes share, and how often such kin does meet."""
    names = [label(insights, node_id, 40) for node_id in pair.neighbours[:n]]
    more = len(pair.neighbours) - len(names)
    shared = join_words([*names, say("{n} andere", n=format_number(more))] if more > 0 else names)
    text = say("Beide hangen samen met {names}.", names=shared)
    if pair.n_kin == 0:
        return text
    if pair.n_kin == 1:
        kin = (
            say("Één ander veelgenoemd paar is minstens zo verwant, en dat komt elkaar wel tegen.")
            if pair.n_kin_meet
            else say("Één ander veelgenoemd paar is minstens zo verwant, en dat komt elkaar ook niet tegen.")
        )
    elif pair.n_kin_meet == 1:
        kin = say(
            "Van de {n} andere veelgenoemde paren die minstens zo verwant zijn, komt er één elkaar wel tegen.",
            n=format_number(pair.n_kin),
        )
    else:
        kin = say(
            "Van de {n} andere veelgenoemde paren die minstens zo verwant zijn, komen {m} elkaar wel tegen.",
            n=format_number(pair.n_kin),
            m=format_number(pair.n_kin_meet),
        )
    return f"{text} {kin}"


def describe_missing_whole(insights: Insights) -> str:
    """Return how many pairs are missing, and how many of them chance would yield."""
    missing = insights.missing
    text = say(
        "Paren die allebei vaak voorkomen, veel buren delen en toch zelden of nooit samen in één {window} staan: {n} "
        "van {m}.",
        window=say(WINDOW_WORDS[insights.window][0]),
        n=format_number(len(missing.pairs)),
        m=format_number(missing.n_tested),
    )
    if not missing.pairs:
        return text
    n = sum(pair.is_striking for pair in missing.pairs)
    by_chance = format_number(missing.n_by_chance, 1)
    if n == 0:
        held = say(
            "Daarvan is er geen op zichzelf al opvallend; door toeval alleen zouden dat er {m} zijn.", m=by_chance
        )
    elif n == 1:
        held = say("Daarvan is er 1 op zichzelf al opvallend; door toeval alleen zouden dat er {m} zijn.", m=by_chance)
    else:
        held = say(
            "Daarvan zijn er {n} op zichzelf al opvallend; door toeval alleen zouden dat er {m} zijn.",
            n=format_number(n),
            m=by_chance,
        )
    return f"{text} {held}"


def describe_distance(nearest: Nearest) -> str:
    """Return how far apart two nodes stand where they come nearest."""
    n, passages = nearest.n_sentences, nearest.n_passages
    if n == 0:
        return say("in dezelfde zin")
    apart = say("in de volgende zin") if n == 1 else say("{n} zinnen verder", n=in_words(n))
    if passages == 0:
        return say("{apart}, in dezelfde alinea", apart=apart)
    if passages == 1:
        return say("{apart}, een alinea verder", apart=apart)
    return say("{apart}, {n} alinea’s verder", apart=apart, n=in_words(passages))


def describe_thinness(thinness: Thinness) -> str:
    """Return how much rests on little."""
    values = {"links": count_words(thinness.n_links, BANDS), "rest": _rest(thinness.n_one_document)}
    if thinness.one_author:
        text = say(
            "Van {links} die ten minste twee keer voorkomen, {rest} op één tekst. Alle teksten hebben dezelfde of geen "
            "auteur; naar auteurs is dus niet gekeken.",
            **values,
        )
    else:
        text = say(
            "Van {links} die ten minste twee keer voorkomen, {rest} op één tekst en {more} op meer teksten van één "
            "auteur.",
            **values,
            more=_rest(thinness.n_one_author),
        )
    n_others = thinness.n_links - thinness.n_one_document - thinness.n_one_author
    if not n_others:
        return text
    n_firm = n_others - thinness.n_leaning
    if n_firm == n_others:
        others = (
            say("De andere band blijft ook zonder de sterkste tekst staan.")
            if n_others == 1
            else say("De andere {n} blijven ook zonder de sterkste tekst staan.", n=format_number(n_others))
        )
        return f"{text} {others}"
    numbers = {"n": format_number(n_others), "firm": format_number(n_firm), "m": format_number(thinness.n_leaning)}
    if n_firm == 1 and thinness.n_leaning == 1:
        others = say(
            "Van de andere {n} blijft er {firm} ook zonder de sterkste tekst staan; {m} valt dan weg.", **numbers
        )
    elif n_firm == 1:
        others = say(
            "Van de andere {n} blijft er {firm} ook zonder de sterkste tekst staan; {m} vallen dan weg.", **numbers
        )
    elif thinness.n_leaning == 1:
        others = say(
            "Van de andere {n} blijven er {firm} ook zonder de sterkste tekst staan; {m} valt dan weg.", **numbers
        )
    else:
        others = say(
            "Van de andere {n} blijven er {firm} ook zonder de sterkste tekst staan; {m} vallen dan weg.", **numbers
        )
    return f"{text} {others}"


def _rest(n: int) -> str:
    return say("rust er 1") if n == 1 else say("rusten er {n}", n=format_number(n))


def describe_elsewhere(thin: ThinLink) -> str:
    """Return whether other texts could have borne the link."""
    if thin.elsewhere == 0:
        return say("geen andere tekst noemt beide")
    if thin.elsewhere == 1:
        return say("1 andere tekst noemt ze allebei, los van elkaar")
    return say("{n} andere teksten noemen ze allebei, los van elkaar", n=format_number(thin.elsewhere))
