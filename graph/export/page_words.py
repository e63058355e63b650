"""The words of the offline page: those of its frame, and those that its script says."""

from __future__ import annotations

from graph.messages import LOCALES, get_language, say


def frame_words() -> dict[str, str]:
    """Return the words that stand in the page as it comes, by the name of their place."""
    return {
        "language": get_language(),
        "skip": say("Naar de lijst met banden en knopen"),
        "search": say("Zoek begrip, persoon of document"),
        "found": say("Gevonden"),
        "graph": say("De graaf"),
        "role": say("graaf"),
        "keys": say(
            "Met n en p loopt u langs de knopen, met Enter opent u er een, met Escape laat u los. Alles in het beeld "
            "staat ook als lijst ernaast."
        ),
        "nearer": say("Inzoomen"),
        "further": say("Uitzoomen"),
        "fit": say("Alles in beeld"),
        "empty": say("Met deze keuze is er niets te zien."),
        "one_theme": say("Toon één thema"),
        "chosen": say("Wat u koos"),
        "no_script": say(
            "Voor het beeld en de zinnen moet JavaScript aan staan in deze browser; er wordt niets opgevraagd van "
            "buiten deze pagina."
        ),
    }


def script_words() -> dict[str, str | list[str]]:
    """Return what the script of the page says; a word in braces is filled in there."""
    return {
        "numbers": LOCALES[get_language()],
        "link": [say("band"), say("banden")],
        "node": [say("knoop"), say("knopen")],
        "sentence": [say("zin"), say("zinnen")],
        "more": say("Nog {more}", more="{more}"),
        "too_old": say("Deze browser is te oud om de zinnen te tonen; open de pagina in een nieuwere."),
        "unpacking": say("De zinnen worden uitgepakt."),
        "no_sentences": say("Geen zinnen in deze pagina."),
        "some": say("Deze pagina bevat er {n} van de {m}.", n="{n}", m="{m}"),
        "begin": say("Begin hier"),
        "click": say("Klik op een knoop of een band"),
        "claim": say(
            "Een band is een claim die u kunt openen: u leest de zinnen waarop hij rust. Zoeken kan bovenaan; alles in "
            "het beeld staat ook in de lijsten hieronder."
        ),
        "nothing": say("Niets in beeld"),
        "links_in_view": say("Sterkste banden in beeld"),
        "nodes_in_view": say("Knopen in beeld"),
        "cite": say("Citeer als: {citation}", citation="{citation}"),
        "one_link": say("band in beeld"),
        "links": say("banden in beeld"),
        "typical": say("Tekenend voor deze tekst"),
        "strongest": say("Sterkste banden"),
        "forms": say("Woorden waarin het staat"),
        "in_texts": say("In de teksten"),
        "between_concepts": say("Band tussen twee begrippen"),
        "between": say("Band tussen {first} en {second}", first="{first}", second="{second}"),
        "open": say("Open {name}", name="{name}"),
        "no_link": say("In deze pagina is er geen band tussen deze twee."),
        "back": say("Terug naar alles in beeld"),
        "nothing_chosen": say("Niets gekozen"),
        "only_theme": say("Alleen thema {theme}", theme="{theme}"),
        "all_themes": say("Alle thema’s"),
        "none_found": say("Niets gevonden; probeer een ander woord"),
    }
