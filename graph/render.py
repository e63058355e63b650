"""From a view to pyvis, and from pyvis to the data that vis-network draws, or to a page that works without a network.

The only module that imports pyvis. Every text that reaches a page is escaped here.
"""

from __future__ import annotations

import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pyvis  # type: ignore[import-untyped]
from pyvis.network import Network  # type: ignore[import-untyped]

from graph.palette import EDGE, GROUND, INK, SELECTION
from graph.view import View

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False, "chosen": False},
    "nodes": {"shape": "custom", "chosen": False, "physics": False},
    "interaction": {
        "hover": False,  # picture.js has pointing, hover texts and keys of its own
        "selectConnectedEdges": False,
        "multiselect": False,
        "keyboard": {"enabled": False},
    },
}
PICTURE_PARTS = ("picture_nodes", "picture_links", "picture_labels", "picture_sight", "picture")
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"


def edge_id(source: str, target: str) -> str:
    """Return the id of a link in the picture; node ids hold no '~'."""
    return f"{source}~{target}"


def plain_title(text: str) -> str:
    """Return a hover text that no version of pyvis or vis-network takes for markup.

    pyvis shows every title as HTML as soon as one of them holds the letters 'href'; so those never leave here.
    """
    harmless = text.replace("<", "‹").replace(">", "›")
    return re.sub("(h)(ref)", "\\1\u2060\\2", harmless, flags=re.IGNORECASE)


def make_network(view: View) -> Network:
    """Return the pyvis network of a view: stored places, no physics, straight links that have an id.

    The lists of the network are filled directly: ``add_edge`` looks through all edges each time (quadratic), drops
    parallel ones and gives none an id; ``from_nx`` changes the graph that it is given.
    """
    network = Network(height="100%", width="100%", directed=False, cdn_resources="in_line", notebook=False)
    labels = {node.node_id: node.label for node in view.nodes}
    for node in view.nodes:
        row = {
            "id": str(node.node_id),
            "kind": node.kind,
            "caption": node.label,
            "label": " ",  # labels are drawn by picture.js; an empty one would become the id
            "title": plain_title(f"{node.label}\n{node.reason}"),
            "x": float(node.x),
            "y": float(node.y),
            "size": float(node.size),
            "form": node.shape,
            "light": node.colour.light,
            "dark": node.colour.dark,
            "letter": float(node.label_size),
            "weight": int(node.label_weight),
            "rank": int(node.rank),
            "proposed": node.proposed,
        }
        network.nodes.append(row)
        network.node_ids.append(row["id"])
        network.node_map[row["id"]] = row
    network.edges.extend(
        {
            "id": edge_id(link.source, link.target),
            "from": link.source,
            "to": link.target,
            "width": float(link.width),
            "doubtful": link.doubtful,
            "title": plain_title(f"{labels[link.source]} — {labels[link.target]}\n{link.reason}"),
            **({"light": link.colour.light, "dark": link.colour.dark} if link.colour else {}),
            **({"line": link.line} if link.line != "whole" else {}),
        }
        for link in view.links
    )
    network.options = json.loads(json.dumps(OPTIONS))
    return network


def make_vis_data(view: View) -> dict[str, Any]:
    """Return what vis-network draws: ``nodes``, ``edges`` and ``options``, taken from the pyvis network."""
    network = make_network(view)
    return {"nodes": list(network.nodes), "edges": list(network.edges), "options": network.options}


@cache
def vis_javascript() -> str:
    """Return the vis-network library as pyvis bundles it; it sets ``globalThis.vis``."""
    folder = Path(pyvis.__file__).parent / "templates" / "lib"
    return next(iter(sorted(folder.glob("vis-9.1.2/vis-network.min.js")))).read_text(encoding="utf-8")


@cache
def picture_javascript() -> str:
    """Return our own drawing on top of vis-network; it sets ``globalThis.begrippengraafPicture``."""
    folder = Path(__file__).parent
    return "\n".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in PICTURE_PARTS)


def _as_script(value: Any) -> str:
    """Return JSON that can stand in a script element: no '<' can close it, no line separator can break it."""
    text = json.dumps(value, ensure_ascii=False)
    for sign, code in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(sign, code)
    return text


def make_offline_html(view: View, title: str, caption: str = "") -> str:
    """Return one page that shows the view in any browser, without a network and without asking for anything.

    Args:
        view: what is drawn.
        title: the sentence that says what is seen; also the text alternative of the picture.
        caption: one line under the picture (filters, documents, date).
    """
    legend = "".join(
        f'<li><span class="{html.escape(entry.kind or "theme")}" '
        f'style="--colour: {html.escape(entry.colour.light)}"></span>{html.escape(entry.text)}</li>'
        for entry in view.legend
    )
    data = make_vis_data(view)
    return f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title>
<style>
html, body {{ height: 100%; margin: 0; background: {GROUND.light}; color: {INK.light}; }}
body {{ display: flex; flex-direction: column; font: 15px "Source Sans", "Source Sans 3", system-ui, sans-serif; }}
h1 {{ font: 600 22px "Source Serif", "Source Serif 4", Georgia, serif; margin: 16px 24px 4px; }}
#picture {{ flex: 1; min-height: 0; position: relative; }}
ul {{ display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 8px 24px; padding: 0; list-style: none; font-size: 13px; }}
li {{ display: flex; align-items: center; gap: 6px; }}
li span {{ width: 11px; height: 11px; box-sizing: border-box; background: var(--colour); border-radius: 2px; }}
li span.concept {{ border-radius: 50%; }}
li span.person {{ background: none; border: 2px solid var(--colour); transform: rotate(45deg) scale(.8); }}
li span.document {{ background: none; border: 1.5px solid var(--colour); width: 9px; }}
li span.organisation {{ border-radius: 0; clip-path: polygon(50% 0, 100% 100%, 0 100%); }}
li span.place {{ background: none; border: 2.5px solid var(--colour); border-radius: 50%; }}
p {{ margin: 0 24px 16px; font-size: 13px; color: #5B6470; }}
div.vis-tooltip {{ position: absolute; visibility: hidden; padding: 6px 9px; background: #FFFFFF; white-space: pre-line;
  border: 1px solid {EDGE.light}; border-radius: 4px; font-size: 13px; pointer-events: none; z-index: 5; }}
</style>
</head>
<body>
<h1>{html.escape(title)}</h1>
<div id="picture" role="application" tabindex="0" aria-label="{html.escape(title)}"></div>
<ul>{legend}</ul>
<p>{html.escape(caption)}</p>
<script>{vis_javascript()}</script>
<script>{picture_javascript()}</script>
<script>
const host = document.getElementById("picture");
const picture = globalThis.begrippengraafPicture.create(host, {{
  data: {_as_script(data)},
  colours: {_as_script(picture_colours(dark=False))},
  selection: [],
}});
host.addEventListener("keydown", (event) => picture.key(event));
</script>
</body>
</html>
"""


def picture_colours(*, dark: bool) -> dict[str, str]:
    """Return the colours of everything in the picture that is no node."""
    side = 1 if dark else 0
    return {
        "ground": GROUND[side],
        "ink": INK[side],
        "edge": EDGE[side],
        "selection": SELECTION[side],
        "mode": "dark" if dark else "light",
    }
