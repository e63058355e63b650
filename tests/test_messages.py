"""The catalogue and the code agree: every message has its English, every English its message, with the same places."""

from __future__ import annotations

import ast
import re
import string
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from graph import messages
from graph.messages import CATALOGUE, Language, in_language, load_catalogue, retell, say, take_language_from
from graph.wording import (
    count_times,
    count_words,
    format_chance,
    format_date,
    format_number,
    format_rank,
    join_words,
)

PACKAGE = Path(__file__).resolve().parents[1] / "graph"


COUNTING = ("count_words", "more_button", "_more_button", "show_excerpts")  # they take a noun for one and for more


def find_messages() -> dict[tuple[str, str | None], str]:
    """Return message and context -> where it is said, for every call with a plain text."""
    found: dict[tuple[str, str | None], str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for noun in find_nouns(call):
                found[noun, None] = f"{path.relative_to(PACKAGE)}:{call.lineno}"  # type: ignore[attr-defined]
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("say", "mark")):
                continue
            if not (call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)):
                assert call.func.id == "say", f"{path.name}:{call.lineno}: mark() takes a plain text"
                continue
            contexts = [word.value for word in call.keywords if word.arg == "context"]
            context = contexts[0].value if contexts and isinstance(contexts[0], ast.Constant) else None
            found[call.args[0].value, context] = f"{path.relative_to(PACKAGE)}:{call.lineno}"
    return found


def find_nouns(call: ast.AST) -> list[str]:
    """Return both forms of a noun that is counted: ``count_words(n, ("tekst", "teksten"))``."""
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in COUNTING):
        return []
    pairs = [part for word in call.args for part in ast.walk(word) if isinstance(part, ast.Tuple)]
    nouns = [part for pair in pairs if len(pair.elts) == 2 for part in pair.elts]
    return [noun.value for noun in nouns if isinstance(noun, ast.Constant) and isinstance(noun.value, str)]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_message_has_its_english():
    known = load_catalogue()
    assert [f"{where}: {key}" for key, where in find_messages().items() if key not in known] == []


def test_every_english_has_its_message():
    said = find_messages()
    assert [key for key in load_catalogue() if key not in said] == []


def test_dutch_and_english_have_the_same_places():
    assert [key for key, english in load_catalogue().items() if places(key[0]) != places(english)] == []


def test_no_message_stands_there_twice():
    keys = [
        line
        for line in CATALOGUE.read_text(encoding="utf-8").split("\n\n")
        if "msgid" in line and "msgctxt" not in line
    ]
    ids = [entry.split("msgstr")[0].split("msgid", 1)[1].strip() for entry in keys]
    assert sorted(ids) == sorted(set(ids))


def test_the_block_the_source_and_the_default(monkeypatch):
    english = {("van {first} tot {last}", None): "from {first} to {last}"}
    monkeypatch.setattr(messages, "load_catalogue", lambda: english)
    monkeypatch.setattr(messages, "_sources", [])
    assert say("van {first} tot {last}", first=3, last=8) == "van 3 tot 8"
    with in_language("en"):
        assert say("van {first} tot {last}", first=3, last=8) == "from 3 to 8"
        assert say("geen boodschap {die} bestaat") == "geen boodschap {die} bestaat"
    told: list[messages.Language | None] = ["en"]
    take_language_from(lambda: told[0])
    assert say("van {first} tot {last}", first=3, last=8) == "from 3 to 8"
    with in_language("nl"):
        assert say("van {first} tot {last}", first=3, last=8) == "van 3 tot 8"
    told[0] = None
    assert say("van {first} tot {last}", first=3, last=8) == "van 3 tot 8"


WORDS_OF_CALLS = ("label", "placeholder", "help", "caption", "text")
ANSWERS = re.compile(r"[A-Za-zÀ-ÿ]{2}")


def find_unsaid(source: str) -> list[str]:
    """Return the plain texts that a call of Streamlit or of a piece of the panel shows as they stand."""
    found = []
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = ast.unparse(call.func)
        shown = [word.value for word in call.keywords if word.arg in WORDS_OF_CALLS]
        if name in SHOWING:
            shown += call.args[: SHOWING[name]]
        elif not name.startswith("st."):
            continue
        for value in shown:
            texts = value.values if isinstance(value, ast.JoinedStr) else [value]
            for text in texts:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    words = re.sub(r"<[^>]*>?|[^<]*>|&\w+;", " ", text.value)
                    if ANSWERS.search(words):
                        found.append(f"{call.lineno}: {name}({words.strip()[:60]})")
    return found


# How many of the first arguments are shown.
SHOWING = {
    **dict.fromkeys(("st.button", "st.checkbox", "st.selectbox", "st.multiselect", "st.segmented_control"), 1),
    **dict.fromkeys(("st.slider", "st.select_slider", "st.radio", "st.text_input", "st.file_uploader"), 1),
    **dict.fromkeys(("st.expander", "st.spinner", "st.dialog", "st.download_button", "st.html", "st.markdown"), 1),
    **dict.fromkeys(("heading", "act", "Column", "_heading", "_note", "_nothing"), 1),
    **dict.fromkeys(("show_message", "chrome.show_message", "head"), 2),
}


def test_no_text_of_the_app_goes_round_the_catalogue():
    """As far as that can be told from the source: plain texts in calls that show them."""
    pages = sorted((PACKAGE / "ui").glob("*.py"))
    found = [f"{path.name}:{text}" for path in pages for text in find_unsaid(path.read_text(encoding="utf-8"))]
    assert [text for text in found if "Begrippengraaf" not in text] == []


def test_a_text_that_goes_round_the_catalogue_is_found():
    assert find_unsaid('st.button("Verberg", key="hide")') == ["1: st.button(Verberg)"]
    assert find_unsaid('st.html(f"<p>Naar {escape(page)}</p>")') == ["1: st.html(Naar)"]
    assert find_unsaid("st.html(f\"<p class='a'>{escape(say('Naar'))}</p>\")") == []
    assert find_unsaid('st.selectbox(say("Maat"), options, placeholder="Kies")') == ["1: st.selectbox(Kies)"]


def test_what_was_said_and_kept_is_retold():
    reason = (
        "‘brief.pdf’ bevat geen tekst maar alleen afbeeldingen van bladzijden: laat er eerst tekstherkenning (OCR) op "
        "los."
    )
    assert retell(reason) == reason
    with in_language("en"):
        assert retell(reason) == (
            "‘brief.pdf’ holds no text but only images of pages: run text recognition (OCR) on it first."
        )
        assert retell("cookiemelding") == "cookie notice"

        assert retell("Zomaar een zin van niemand.") == "Zomaar een zin van niemand."


def test_a_thread_speaks_its_own_language():
    def speak(language: Language) -> list[str]:
        with in_language(language):
            return [say("Niets in beeld") for _ in range(200)]

    with ThreadPoolExecutor(2) as pool:
        dutch, english = pool.map(speak, ("nl", "en"))
    assert set(dutch) == {"Niets in beeld"}
    assert set(english) == {"Nothing in view"}


def test_numbers_dates_and_lists_follow_the_language():
    with in_language("en"):
        assert format_number(1234.5, 1) == "1,234.5"
        assert [format_rank(rank) for rank in (1, 2, 3, 4, 11, 12, 13, 21, 112)] == (
            "1st 2nd 3rd 4th 11th 12th 13th 21st 112th".split()
        )
        assert format_date("2026-11-21") == "21 November 2026"
        assert format_chance(0.0001) == "< 0.001"
        assert join_words(["a", "b", "c"]) == "a, b and c"
        assert count_words(2, ("zin", "zinnen")) == "2 sentences"
        assert [count_times(1), count_times(1200)] == ["once", "1,200 times"]
