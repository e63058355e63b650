"""A web page as a content management system writes it: the article, its people and comments, and nothing around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.corpus import read_document
from graph.corpus.web import strip_site_name

PAGE = """<!doctype html><html lang="nl-NL"><head><title>Buurtbudget werkt - Wijkblad</title>
<meta property="og:title" content="Buurtbudget werkt"><meta property="og:site_name" content="Wijkblad">
<meta property="article:published_time" content="2021-05-04T08:00:00+00:00"></head>
<body class="single has-sidebar menu-open">{form}<div id="page"><header class="site-header"><a class="skip-link">Naar de
inhoud</a><nav class="main-navigation"><ul><li>Home</li></ul></nav></header>
<div id="content" class="site-content"><div class="breadcrumbs"><a>Home</a> » <a>Nieuws</a></div>
<div class="post tag-budget comments-open"><header class="entry-header"><h1>Buurtbudget werkt</h1>
<div class="entry-meta"><span>4 mei 2021</span> <span class="byline">door Els Bos</span></div></header>
<div class="entry-content"><p>In Zandoever krijgt iedere buurt een eigen budget. Dat leidt tot minder vergaderingen en
tot meer banken in het park, zegt de wethouder.</p>
<div class="sharedaddy sd-sharing"><h3>Delen:</h3><ul><li>Twitter</li><li>Facebook</li></ul></div>
<h2>Hoe het begon</h2><p>Het begon met een leeg grasveld waar niemand kwam. Bewoners wilden er een tuin, maar de
gemeente had er geen geld voor. Toen stelde een raadslid voor om de bewoners zelf te laten kiezen.</p>
<ul><li>een tuin</li><li>een bank</li></ul>
<p>De gemeente gaat ermee door, en vier andere buurten doen volgend jaar mee met hetzelfde plan en een groter
bedrag.</p>
</div><footer class="entry-footer">Geplaatst in Wonen</footer></div>
<div id="comments" class="comments-area"><h2>2 reacties op “Buurtbudget werkt”</h2><ol class="comment-list"><li>
<article class="comment-body"><footer><b class="author">Jan Mol</b> schreef:</footer>
<p>Mooi initiatief hoor.</p></article>
</li></ol><form><p>Uw reactie</p><textarea></textarea></form></div></div>
<aside class="widget-area"><h2>Recente berichten</h2><ul><li>Iets anders</li></ul></aside></div>
<footer class="site-footer">© 2021 Wijkblad</footer></body></html>"""


@pytest.mark.parametrize("form", ["", '<form id="aspnetForm">'])
def test_a_page_with_everything_around_it(tmp_path: Path, form: str) -> None:
    path = tmp_path / "pagina.html"
    path.write_text(PAGE.format(form=form), encoding="utf-8")
    result = read_document(path, "pagina.html")
    assert [(passage.kind, passage.text) for passage in result.passages] == [
        ("heading", "Buurtbudget werkt"),
        (
            "paragraph",
            "In Zandoever krijgt iedere buurt een eigen budget. Dat leidt tot minder vergaderingen en tot meer banken "
            "in het park, zegt de wethouder.",
        ),
        ("heading", "Hoe het begon"),
        (
            "paragraph",
            "Het begon met een leeg grasveld waar niemand kwam. Bewoners wilden er een tuin, maar de gemeente had er "
            "geen geld voor. Toen stelde een raadslid voor om de bewoners zelf te laten kiezen.",
        ),
        ("list", "een tuin"),
        ("list", "een bank"),
        (
            "paragraph",
            "De gemeente gaat ermee door, en vier andere buurten doen volgend jaar mee met hetzelfde plan en een "
            "groter bedrag.",
        ),
        ("comment", "Jan Mol schreef:"),
        ("comment", "Mooi initiatief hoor."),
    ]
    assert [(removal.reason, removal.text) for removal in result.removals] == [
        ("kop van de reacties", "2 reacties op “Buurtbudget werkt”"),
        *(
            ("buiten het artikel", text)
            for text in (
                "Naar de inhoud",
                "Home » Nieuws",
                "4 mei 2021 door Els Bos",
                "Delen:",
                "Twitter",
                "Facebook",
                "Geplaatst in Wonen",
                "Recente berichten",
                "Iets anders",
                "© 2021 Wijkblad",
            )
        ),
    ]
    document = result.document
    assert (document.title, document.authors, document.date, document.publication) == (
        "Buurtbudget werkt",
        ("Els Bos",),
        "2021-05-04",
        "Wijkblad",
    )


@pytest.mark.parametrize(
    ("title", "site", "bare"),
    [
        ("De straat | Zandoever.nl", "Zandoever.nl", "De straat"),
        ("De straat - Wijkblad", "Wijkblad", "De straat"),
        ("De straat - een verslag", "", "De straat - een verslag"),
        ("De straat | Wijkblad", "", "De straat"),
        ("Sociaal-economisch", "", "Sociaal-economisch"),
    ],
)
def test_strip_site_name(title: str, site: str, bare: str) -> None:
    assert strip_site_name(title, site) == bare


@pytest.mark.parametrize(
    "body", ["<p>a", "<" * 2000, "<div>" * 200 + "woord", "<table><tr><td>x<table><tr><td>woord", ""]
)
def test_odd_pages_do_not_end_in_a_traceback(tmp_path: Path, body: str) -> None:
    path = tmp_path / "raar.html"
    path.write_text(f"<html><body>{body} tekst die blijft staan</body></html>", encoding="utf-8")
    assert "tekst die blijft staan" in " ".join(passage.text for passage in read_document(path, "raar.html").passages)
