"""What the server adds to Streamlit's page, without a server."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from graph.ui.reading import Reading, read_reading, reading_to_query
from graph.ui.server import ROOT, NameRoot

PAGE = b"<!doctype html><html><head><title>x</title></head></html>"
Message = MutableMapping[str, Any]


def ask(path: str, kind: bytes = b"text/html; charset=utf-8", method: str = "GET") -> tuple[dict[bytes, bytes], bytes]:
    """Return headers and body of one answer; the app inside sends the page in two pieces."""
    seen: list[dict[str, Any]] = []
    sent: list[Message] = []

    async def app(scope: Message, receive: Any, send: Any) -> None:
        seen.append(dict(scope))
        headers = [(b"content-type", kind), (b"content-length", str(len(PAGE)).encode()), (b"etag", b'"1"')]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE[:9], "more_body": True})
        await send({"type": "http.response.body", "body": PAGE[9:]})

    async def receive() -> Message:
        return {}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"Accept-Encoding", b"gzip"), (b"x", b"y")]}
    # A thread of its own: the browser tests keep an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, NameRoot(app)(scope, receive, send)).result()
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return dict(sent[0]["headers"]) | {b"asked": b",".join(key for key, _ in seen[0]["headers"])}, body


@pytest.mark.parametrize("path", ["/", "/documenten", "/index"])
def test_every_page_is_told_where_the_root_is(path: str) -> None:
    headers, body = ask(path)
    assert body == PAGE.replace(b"<head>", ROOT)
    assert int(headers[b"content-length"]) == len(body)
    # What the browser kept from before, or a compressed page, could not be told.
    assert b"etag" not in headers and headers[b"asked"] == b"x"


@pytest.mark.parametrize("path", ["/static/js/index.js", "/_stcore/health", "/documenten/_stcore/health"])
def test_anything_else_passes_untouched(path: str) -> None:
    headers, body = ask(path)
    assert body == PAGE and headers[b"etag"] == b'"1"' and headers[b"asked"] == b"Accept-Encoding,x"


def test_what_is_no_page_keeps_its_bytes() -> None:
    assert ask("/iets", b"application/json")[1] == PAGE
    assert ask("/iets", method="POST")[1] == PAGE


@pytest.mark.parametrize(
    ("query", "expected", "ignored"),
    [
        ({}, Reading(), ()),
        ({"regels": "links", "context": "20"}, Reading("left", 20), ()),
        ({"regels": "schuin"}, Reading(), ("regels=schuin",)),
        ({"context": "900"}, Reading(n_words=50), ("context=900",)),
        ({"context": "veel"}, Reading(), ("context=veel",)),
    ],
)
def test_how_sentences_are_shown_travels_in_the_address(
    query: dict[str, str], expected: Reading, ignored: tuple[str, ...]
) -> None:
    assert read_reading(query) == (expected, ignored)
    assert read_reading(reading_to_query(expected)) == (expected, ())
