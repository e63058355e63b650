"""HTML to blocks: the body of the article, its comments, and what the head of the page says about it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator

import trafilatura
from lxml import etree, html  # type: ignore[import-untyped]

from graph.corpus.blocks import Block, Extract, Properties, count_words, normalise_text, strip_bullet
from graph.corpus.byline import is_person_name
from graph.corpus.cleaning import fold
from graph.corpus.dates import parse_date
from graph.errors import ReadableError
from graph.messages import mark, say
from graph.rows import PassageKind

# It logs a warning for every page in which it finds no article; that case is dealt with here.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_DROPPED = frozenset(
    """script style noscript template svg math iframe object embed canvas audio video button input select textarea
    nav head map dialog menu""".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    """p div section article main header footer aside ul ol li dl dt dd blockquote pre table thead tbody tfoot tr td th
    caption figure figcaption address hr body html details summary fieldset center""".split()
)
# One word of a class or id. "tag-wonen" and "has-sidebar" describe the article itself, so only beginnings count.
_FURNITURE = re.compile(
    r"^(?:(?:main-|site-|post-|page-|primary-|mobile-|top-)?(?:nav|navbar|navigation|menu)|breadcrumbs?|kruimelpad|cookies?|"
    r"cookie(?:bar|banner|melding|wall)|share|sharing|sharedaddy|share(?:bar|buttons?)|social(?:media|s)?|newsletters?|"
    r"nieuwsbrief(?:blok)?|sidebar|widget|related|gerelateerd|advert(?:entie|isement)?|banner|skip-?link|pagination|paging|"
    r"(?:post-|entry-)?tags|tags-links|site-(?:header|footer)|masthead|colophon|entry-(?:meta|footer)|modal|popup)(?:[-_]|$)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"^(?:comments?|commentlist|reacties|disqus)(?!.*(?:open|closed|link|count|number|off|on)$)(?:[-_]|$)",
    re.IGNORECASE,
)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "menu", "alert"})


def read_html(text: str, name: str) -> Extract:
    """Return the article of a web page.

    Where the page marks its article (``article``, ``main``), that is read; otherwise trafilatura finds it.

    Raises:
        ReadableError: there is no page in the text.
    """
    tree = parse_html(text, name)
    properties = read_head(tree)
    marked = _find_article(tree)
    comments = list(_read_comments(tree))
    blocks = read_elements(marked) if marked is not None else _extract_article(text, tree)
    blocks = [*_read_title(tree, properties.title, blocks), *blocks, *comments]
    blocks += _read_rest(tree, blocks)
    return Extract(tuple(blocks), properties=properties, origin=mark("kop van de webpagina"))


def parse_html(text: str, name: str) -> html.HtmlElement:
    """Return the tree of a page; a statement of the encoding in the text is not looked at."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    try:
        parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadableError(
            say("‘{name}’ bevat geen webpagina: sla de pagina opnieuw op als html.", name=name)
        ) from error
    return tree


def read_elements(root: etree._Element, keep_all: bool = False) -> list[Block]:
    """Return the blocks under ``root`` in the order of the page.

    Args:
        root: the element to read.
        keep_all: read parts that look like page furniture too, as in a book.
    """
    blocks: list[Block] = []
    pending: list[str] = []
    kinds: list[PassageKind] = ["paragraph"]

    def settle() -> None:
        text, has_bullet = strip_bullet(normalise_text("".join(pending)))
        pending.clear()
        if text:
            blocks.append(Block("list" if has_bullet and kinds[-1] == "paragraph" else kinds[-1], text))

    # An explicit stack: pages nested thousands deep exist.
    stack: list[tuple[str, etree._Element | str]] = [("open", root)]
    while stack:
        action, item = stack.pop()
        if isinstance(item, str):
            pending.append(item)
            continue
        tag = _tag(item)
        if action == "close":
            if tag in _BLOCKS:
                settle()
                kinds.pop()
            continue
        if tag == "br":
            # Two line breaks part paragraphs on old pages.
            if pending and pending[-1] == "\n":
                settle()
            pending.append("\n")
            continue
        if _is_dropped(item, tag, keep_all or item is root):
            continue
        if tag == "tr":
            settle()
            row = [normalise_text(" ".join(cell.itertext())) for cell in item if _tag(cell) in ("td", "th")]
            cells = [cell for cell in row if cell]
            if all(count_words(cell) <= 12 for cell in cells) and len(cells) > 1:
                blocks.append(Block("paragraph", "; ".join(cells)))
                continue
        if tag in _BLOCKS:
            settle()
            kinds.append(_kind(tag, kinds[-1]))
            stack.append(("close", item))
        children: list[tuple[str, etree._Element | str]] = []
        if item.text:
            children.append(("text", item.text))
        for child in item:
            children.append(("open", child))
            if child.tail:
                children.append(("text", child.tail))
        stack.extend(reversed(children))
    settle()
    return blocks


def read_head(tree: html.HtmlElement) -> Properties:
    """Return what the head of the page states: meta elements, JSON-LD, canonical link."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        value = normalise_text(element.get("content") or "")
        if key and value:
            meta.setdefault(key, []).append(value)

    def first(*keys: str) -> str:
        return next((meta[key][0] for key in keys if key in meta), "")

    linked = _read_json(tree)
    titles = [normalise_text(element.text or "") for element in tree.iter("title")]
    publication = first("og:site_name", "citation_journal_title", "application-name") or linked.get("publisher", "")
    title = first("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title") or linked.get(
        "headline", ""
    )
    authors = tuple(meta.get("citation_author") or meta.get("dc.creator") or meta.get("dcterms.creator") or ())
    named = first("author", "article:author", "parsely-author")
    if not authors:
        authors = tuple(part for part in linked.get("author", "").split("\n") if part) or ((named,) if named else ())
    date = first(
        "article:published_time", "datepublished", "citation_publication_date", "dc.date", "dcterms.date", "date"
    )
    canonical = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    url = next((address for address in [*canonical, first("og:url")] if address.startswith("http")), "")
    return Properties(
        title=strip_site_name(title or (titles[0] if titles else ""), publication),
        authors=tuple(author for author in authors if not author.startswith("http")) or _read_authors(tree),
        date=parse_date(date or linked.get("datePublished", "") or _read_time(tree)),
        publication=publication,
        url=url,
    )


def strip_site_name(title: str, site: str) -> str:
    """Return a page title without the name of the site behind it: "Essay | Gemeente.nu" becomes "Essay"."""
    parts = re.split(r"\s+[|–—»·-]\s+", title)
    if len(parts) > 1 and (parts[-1].casefold() == site.casefold() or (" | " in title and count_words(parts[-1]) <= 3)):
        return title[: title.rindex(parts[-1])].rstrip(" |–—»·-")
    return title


def _read_title(tree: html.HtmlElement, title: str, blocks: list[Block]) -> list[Block]:
    """Return the main heading of the page, if it stands outside the article and is its title."""
    wanted = fold(title)
    if not wanted or any(fold(block.text) == wanted for block in blocks[:5]):
        return []
    heads = (normalise_text("".join(head.itertext())) for head in tree.iter("h1"))
    return next(([Block("heading", head)] for head in heads if fold(head) == wanted), [])


def _read_rest(tree: html.HtmlElement, blocks: list[Block]) -> list[Block]:
    """Return the text around the article, to be told as removed."""
    told = {fold(block.text) for block in blocks}
    rest: list[Block] = []
    for block in read_elements(tree, keep_all=True):
        if (key := fold(block.text)) and key not in told:
            told.add(key)
            rest.append(Block("paragraph", block.text, "buiten het artikel"))
    return rest


def _read_authors(tree: html.HtmlElement) -> tuple[str, ...]:
    """Return the names that the page itself marks as those of its authors."""
    names: list[str] = []
    for element in tree.iter("a", "span", "p", "div", "address"):
        marked = element.get("rel") == "author" or element.get("itemprop") == "author"
        if not marked and not {"author", "byline", "auteur", "post-author"} & set(_names(element)):
            continue
        if any(_is_comments(above) for above in element.iterancestors()):
            continue
        text = re.sub(
            r"^(?:door|by|auteur|tekst)\b\s*:?\s*", "", normalise_text("".join(element.itertext())), flags=re.I
        )
        if is_person_name(text) and text not in names:
            names.append(text)
    return tuple(names)


def _read_json(tree: html.HtmlElement) -> dict[str, str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        queue = data if isinstance(data, list) else [data]
        queue = [*queue, *(part for item in queue if isinstance(item, dict) for part in _as_list(item.get("@graph")))]
        for item in queue:
            if isinstance(item, dict) and re.search("Article|Posting|Report", str(item.get("@type", ""))):
                authors = [_name_of(author) for author in _as_list(item.get("author"))]
                found = {
                    "headline": _name_of(item.get("headline")),
                    "datePublished": _name_of(item.get("datePublished")),
                    "publisher": _name_of(item.get("publisher")),
                    "author": "\n".join(author for author in authors if author),
                }
                return {key: value for key, value in found.items() if value}
    return {}


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name_of(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name", "")
    return normalise_text(value) if isinstance(value, str) else ""


def _read_time(tree: html.HtmlElement) -> str:
    """Return the date of the one ``time`` element that the page marks as its own."""
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            return element.get("datetime") or ""
    return ""


def _find_article(tree: html.HtmlElement) -> html.HtmlElement | None:
    """Return the one element that the page marks as its article, if it holds most of the text."""
    total = sum(count_words(block.text) for block in read_elements(tree))
    articles = [element for element in tree.iter("article") if not any(True for _ in element.iterancestors("article"))]
    for found in (
        [element for element in tree.iter() if element.get("itemprop") == "articleBody"],
        [
            element
            for element in articles
            if not any(_is_comments(each) for each in (element, *element.iterancestors()))
        ],
        list(tree.iter("main")),
    ):
        n_words = sum(count_words(block.text) for block in read_elements(found[0])) if len(found) == 1 else 0
        if n_words and (n_words >= 0.4 * total or n_words > 150):
            return found[0]
    return None


def _extract_article(text: str, tree: html.HtmlElement) -> list[Block]:
    """Return the blocks that trafilatura takes for the article too, or all when it takes too little for one."""
    everything = _read_body(tree)
    try:
        found = trafilatura.bare_extraction(text, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # the library raises whatever its parsers raise
        found = None
    body = getattr(found, "body", None)
    if body is None:
        return everything
    article = fold("".join(body.itertext()))
    # It strips line breaks and note numbers its own way, so the beginning of a block is what is compared.
    kept = [fold(block.text[:40]) in article for block in everything]
    for index in range(len(everything) - 2, -1, -1):
        if everything[index].kind == "heading":
            kept[index] = kept[index] or kept[index + 1]
    blocks = [block for block, is_kept in zip(everything, kept, strict=True) if is_kept]
    n_words, n_long = (
        sum(count_words(block.text) for block in each if len(block.text) > 60) for each in (blocks, everything)
    )
    return blocks if blocks and n_words >= 0.5 * n_long else everything


def _read_body(tree: html.HtmlElement) -> list[Block]:
    """Return the blocks of the page without furniture; all of it where the names of its parts leave next to nothing."""
    blocks = read_elements(tree)
    n_words = sum(count_words(block.text) for block in blocks)
    comments = [element for element in tree.iter() if _is_comments(element)]
    ours = {id(part) for element in comments for part in element.iter("p")}
    in_paragraphs = sum(count_words("".join(part.itertext())) for part in tree.iter("p") if id(part) not in ours)
    return blocks if n_words >= 0.3 * in_paragraphs else read_elements(tree, keep_all=True)


def _read_comments(tree: html.HtmlElement) -> Iterator[Block]:
    for element in tree.iter():
        if _is_comments(element) and not any(_is_comments(above) for above in element.iterancestors()):
            for block in read_elements(element, keep_all=True):
                yield Block("comment", block.text)


def _is_comments(element: etree._Element) -> bool:
    if _tag(element) not in ("div", "section", "ol", "ul", "aside", "article"):
        return False
    return any(_COMMENTS.match(name) for name in _names(element))


def _names(element: etree._Element) -> list[str]:
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()


def _is_dropped(element: etree._Element, tag: str, keep: bool) -> bool:
    if tag == "sup" and element.find(".//{*}a") is not None:
        return True  # the number of a note
    if not tag or tag in _DROPPED:
        return True
    if tag == "form" and len(element.findall(".//p")) <= 2 and len("".join(element.itertext())) < 1500:
        return True  # some sites put the whole page in a form; that one is kept
    if keep:
        return False
    if element.get("hidden") is not None or (element.get("aria-hidden") or "") == "true":
        return True
    if "display:none" in (element.get("style") or "").replace(" ", ""):
        return True
    if (element.get("role") or "").lower() in _ROLES or tag == "aside":
        return True
    if tag in ("header", "footer") and not any(_tag(above) == "article" for above in element.iterancestors()):
        return True
    if tag in ("body", "html", "main", "article"):
        return False
    return _is_comments(element) or any(_FURNITURE.match(name) for name in _names(element))


def _kind(tag: str, around: PassageKind) -> PassageKind:
    if tag in _HEADINGS:
        return "heading"
    if tag == "blockquote":
        return "quote"
    if tag in ("li", "dd", "dt") and around != "quote":
        return "list"
    return around


def _tag(element: etree._Element) -> str:
    """Return the name of an element in lower case without name space; '' for comments and instructions."""
    if not isinstance(element.tag, str):
        return ""
    return element.tag.rsplit("}", 1)[-1].lower()
