"""What the server adds to Streamlit's own page: where the app's root is.

The page would otherwise look for the server below its own address first ('/documenten/_stcore/health'), get two errors
404 in the console of everybody who opens a page other than the first, and wait before it tries the root.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Message, Receive, Send], Awaitable[None]]

ROOT = b'<head><script>window.__streamlit={BACKEND_BASE_URL:location.origin+"/"}</script>'


class NameRoot:
    """Middleware that tells every page of the app where its root is."""

    def __init__(self, app: Asgi) -> None:
        """Wrap ``app``."""
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on; a page that comes back is told its root."""
        name = str(scope.get("path", "")).rsplit("/", 1)[-1]
        if scope["type"] != "http" or scope.get("method") != "GET" or "." in name or "/_stcore/" in scope["path"]:
            await self._app(scope, receive, send)
            return
        # A compressed page cannot be changed, and one that the browser still holds would not be sent at all.
        left_out = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
        headers = [(key, value) for key, value in scope["headers"] if key.lower() not in left_out]
        start: Message = {}
        body = bytearray()

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            if message["type"] != "http.response.body":
                await send(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await _send_page(start, bytes(body), send)

        await self._app({**scope, "headers": headers}, receive, hold)


async def _send_page(start: Message, body: bytes, send: Send) -> None:
    headers = list(start["headers"])
    if any(key.lower() == b"content-type" and value.startswith(b"text/html") for key, value in headers):
        body = body.replace(b"<head>", ROOT, 1)
        headers = [(key, value) for key, value in headers if key.lower() not in (b"content-length", b"etag")]
        headers.append((b"content-length", str(len(body)).encode()))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": body})
