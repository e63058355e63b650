"""Markdown and its YAML front matter to blocks."""

from __future__ import annotations

import re

import frontmatter
import yaml  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from markdown_it.token import Token

from graph.corpus.blocks import Block, normalise_text
from graph.errors import ReadableError
from graph.messages import say
from graph.rows import PassageKind

_FENCE = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^[^\W\d][\w -]{0,40}:(?:\s|$)")
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\](:?)")
_TAGS = re.compile(r"<[^<>]{0,500}>")


def split_front_matter(text: str, name: str) -> tuple[dict[str, object], str]:
    """Return the front matter, its keys in lower case, and the text below it.

    Raises:
        ReadableError: the block between the dashes is meant as front matter but is no valid YAML.
    """
    fence = _FENCE.match(text)
    lines = [line for line in fence.group(1).splitlines() if line.strip()] if fence else []
    if not lines or not _KEY.match(lines[0]):
        return {}, text  # a rule, not front matter
    try:
        found, body = frontmatter.parse(text.lstrip())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" op regel {mark.line + 1}" if mark is not None else ""
        raise ReadableError(
            say(
                "De kop van ‘{name}’ klopt niet{where}: verbeter de regels tussen de streepjes (zet "
                "een waarde met een dubbele punt tussen aanhalingstekens).",
                name=name,
                where=where,
            )
        ) from error
    return {str(key).strip().lower(): value for key, value in found.items()}, str(body)


def read_markdown(text: str) -> list[Block]:
    """Return the headings, paragraphs, list items, quotes and table rows of a Markdown text; code becomes a removal."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    blocks: list[Block] = []
    lists = quotes = 0
    heading = False
    cells: list[str] | None = None
    for token in parser.parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += 1 if token.type.endswith("open") else -1
        elif token.type in ("heading_open", "heading_close"):
            heading = token.type.endswith("open")
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            blocks += _make_block("paragraph", "; ".join(cell for cell in cells if cell))
            cells = None
        elif token.type in ("fence", "code_block"):
            blocks += (
                [Block("paragraph", normalise_text(token.content), "programmacode")] if token.content.strip() else []
            )
        elif token.type == "html_block":
            blocks += _make_block(
                "paragraph", _TAGS.sub(" ", re.sub(r"<!--.*?-->", "", token.content, flags=re.DOTALL))
            )
        elif token.type == "inline":
            content = _read_inline(token)
            if cells is not None:
                cells.append(normalise_text(content))
                continue
            kind: PassageKind = "heading" if heading else "quote" if quotes else "list" if lists else "paragraph"
            blocks += _make_block(kind, content)
    return blocks


def _make_block(kind: PassageKind, text: str) -> list[Block]:
    text = normalise_text(_NOTE.sub("", text))
    return [Block(kind, text)] if text else []


def _read_inline(token: Token) -> str:
    parts: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and child.content.lower().startswith("<br")
        ):
            parts.append(" ")
    return "".join(parts)
