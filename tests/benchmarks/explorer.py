"""Time the explorer with 2,000 nodes and 8,000 links on screen, beside the same graph shown the plain pyvis way.

Run: ``python -m tests.benchmarks.explorer GRAPH.duckdb`` with a graph built on a large corpus. Where it has fewer than
2,000 nodes, the most frequent noun phrases of the same texts are counted as nodes too, in a copy of the file.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network

from graph.filters import Filters, filters_to_query
from graph.links import adjust_p_values, count_pairs, measure_pairs
from graph.material import read_material
from graph.rows import KINDS
from graph.store import GraphFile
from graph.view import View, make_view, opening_filters
from tests.browser.serving import serve_app

N_NODES, N_LINKS, TURNS = 2000, 8000, 9
PATIENCE_PYVIS = 60.0
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
READY = "globalThis.begrippengraaf?.picture?.fitted"


def enlarge(source: Path, target: Path, n_nodes: int) -> None:
    """Copy a graph file and count frequent noun phrases as nodes until there are ``n_nodes``; sentence links anew."""
    shutil.copy(source, target)
    with duckdb.connect(str(target)) as file:
        (n_known,) = file.execute("SELECT count(*) FROM nodes").fetchall()[0]
        file.execute(
            "CREATE TEMP TABLE extra AS SELECT name, 'c:x-' || row_number() OVER (ORDER BY count(*) DESC, name) AS id, "
            "count(*) AS n, count(DISTINCT document_id) AS d FROM mentions WHERE node_id = '' AND kind = 'concept' "
            "AND name <> '' GROUP BY name ORDER BY n DESC, name LIMIT ?",
            [max(n_nodes - n_known, 0)],
        )
        file.execute(
            "UPDATE mentions SET node_id = extra.id FROM extra WHERE node_id = '' AND mentions.name = extra.name"
        )
        file.execute("INSERT INTO nodes SELECT id, 'concept', name, n, d, 'known', '', '', '' FROM extra")
        extra = [row[0] for row in file.execute("SELECT id FROM extra ORDER BY id").fetchall()]
        angles, reach = np.arange(len(extra)) * 2.399963, 700 + 60 * np.sqrt(np.arange(len(extra)))
        places = [(i, float(r * np.cos(a)), float(r * np.sin(a))) for i, a, r in zip(extra, angles, reach, strict=True)]
        if places:
            file.executemany("INSERT INTO positions VALUES (?, ?, ?)", places)
        _count_again(file)


def _count_again(file: duckdb.DuckDBPyConnection) -> None:
    ids = [row[0] for row in file.execute("SELECT node_id FROM nodes ORDER BY node_id").fetchall()]
    number = {node_id: place for place, node_id in enumerate(ids)}
    sentences = dict(file.execute("SELECT sentence_id, document_id FROM sentences").fetchall())
    members: dict[str, set[int]] = {sentence: {number[owner]} for sentence, owner in sentences.items()}
    for sentence, node_id in file.execute("SELECT sentence_id, node_id FROM mentions WHERE node_id <> ''").fetchall():
        if sentence in members:
            members[sentence].add(number[node_id])
    order = sorted(members)
    pairs = count_pairs([members[sentence] for sentence in order], len(ids))
    measures = measure_pairs(pairs.count, pairs.marginals[pairs.source], pairs.marginals[pairs.target], pairs.n_windows)
    q_values = adjust_p_values(measures.p_value, len(pairs.source))
    file.execute("DELETE FROM evidence WHERE link_id IN (SELECT link_id FROM links WHERE \"window\" = 'sentence')")
    file.execute("DELETE FROM links WHERE \"window\" = 'sentence'")
    (first,) = file.execute("SELECT coalesce(max(link_id), 0) + 1 FROM links").fetchall()[0]
    rows = {
        "link_id": np.arange(first, first + len(pairs.source)),
        "source": np.array(ids, dtype=object)[pairs.source],
        "target": np.array(ids, dtype=object)[pairs.target],
        "window": np.array(["sentence"] * len(pairs.source), dtype=object),
        "count": pairs.count,
        "npmi": measures.npmi,
        "log_likelihood": measures.log_likelihood,
        "association_strength": measures.association_strength,
        "jaccard": measures.jaccard,
        "q_value": q_values,
        "expected": measures.expected,
        "n_documents": np.ones(len(pairs.source), dtype=np.int64),
    }
    file.register("new_links", pa.table(rows))
    file.execute("INSERT INTO links SELECT * FROM new_links")
    shown = {
        "link_id": pairs.pair + first,
        "document_id": np.array([sentences[order[place]] for place in pairs.window], dtype=object),
        "window_id": np.array([order[place] for place in pairs.window], dtype=object),
    }
    file.register("new_evidence", pa.table(shown))
    file.execute("INSERT INTO evidence SELECT * FROM new_evidence")


def choose_filters(path: Path) -> tuple[Filters, Filters, View]:
    """Return filters that draw about 8,000 links between at most 2,000 nodes, the opening filters, and the view."""
    with GraphFile(path) as store:
        material = read_material(store, "sentence")
    wide = Filters(kinds=frozenset(KINDS), proposed=True, max_q=None, threshold=0.0, max_nodes=N_NODES)
    values = sorted((link.value for link in make_view(material, wide).links), reverse=True)
    threshold = float(f"{values[min(N_LINKS, len(values)) - 1]:.6g}")
    filters = Filters(kinds=frozenset(KINDS), proposed=True, max_q=None, threshold=threshold, max_nodes=N_NODES)
    return filters, opening_filters(material), make_view(material, filters)


WAIT = """([act, done]) => new Promise((resolve) => {
  const begin = performance.now(), test = new Function("return " + done), start = new Function(act);
  start();
  const look = () => {
    const passed = performance.now() - begin;
    if (test() || passed > 30000) resolve(passed); else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
IDLE = "document.querySelector('[data-test-script-state=\"notRunning\"]')"


class Work:
    """Processor time of the app and of the browser since the last look: a shared machine makes clocks unfair."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser.new_browser_cdp_session()
        self._before = self._read()

    def _read(self) -> tuple[float, float]:
        processes = self._browser.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(1000 * process["cpuTime"] for process in processes), _server_milliseconds()

    def since(self) -> tuple[float, float]:
        """Return the milliseconds of the browser, all its processes together, and of the app, and begin again."""
        now, before = self._read(), self._before
        self._before = now
        return now[0] - before[0], now[1] - before[1]


def _server_milliseconds() -> float:
    """Return the processor time of the app that this process started (Linux only)."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            is_app = int(fields[1]) == os.getpid() and b"streamlit" in (stat.parent / "cmdline").read_bytes()
        except OSError:  # ended meanwhile
            continue
        if is_app:
            total += 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def time_clicks(page: Page, view: View, work: Work) -> list[float]:
    """Return the milliseconds from a click on a node to its title and its own sentences in the panel."""
    times = []
    nodes = [node for node in view.nodes if node.kind == "concept" and node.label.isascii()][::3]
    for node in nodes:
        if len(times) == TURNS:
            break
        page.evaluate(f"begrippengraaf.network.moveTo({{position: {{x: {node.x}, y: {node.y}}}, scale: 1.6}})")
        page.wait_for_timeout(1500)
        x, y, found = page.evaluate(
            f"(() => {{ const b = begrippengraaf.root.getBoundingClientRect(), n = begrippengraaf.network; const d = "
            f"n.canvasToDOM({{x: {node.x}, y: {node.y}}}); return [b.left + d.x, b.top + d.y, n.getNodeAt(d)]; }})()"
        )
        if found != node.node_id:
            continue  # it lies below another one
        page.mouse.move(x, y)
        page.wait_for_timeout(500)
        page.evaluate(
            """(label) => { globalThis.filled = null; globalThis.pressed = null;
              addEventListener("pointerup", () => { pressed = performance.now(); }, { once: true, capture: true });
              const panel = document.querySelector(".st-key-panel");
              const quotes = () => [...panel.querySelectorAll("blockquote")].map((quote) => quote.textContent).join();
              const before = quotes();
              const look = () => {
                const title = panel.querySelector("header.panel h2");
                const named = pressed && title && title.textContent.startsWith(label);
                if (named && quotes() && quotes() !== before) filled = performance.now() - pressed;
                else requestAnimationFrame(look);
              };
              look(); }""",
            node.label.rstrip("…"),
        )
        work.since()
        page.mouse.down()
        page.mouse.up()
        page.wait_for_function("globalThis.filled !== null", timeout=30_000, polling=100)
        page.wait_for_timeout(700)
        times.append(float(page.evaluate("filled")))
        browser, server = work.since()
        print(
            f"  {node.label}: {times[-1]:.0f} ms (work: browser {browser:.0f}, app {server:.0f}; "
            f"load {os.getloadavg()[0]:.1f})",
            flush=True,
        )
    return times


def time_filters(page: Page, work: Work) -> list[float]:
    """Return the milliseconds from a click on a kind to the picture without (with) it, the app at rest."""
    times = []
    box = "[...document.querySelectorAll('.st-key-filters .st-key-kind-place input')][0]"
    for turn in range(TURNS):
        has = "[...begrippengraaf.picture.rows.values()].some(({ kind }) => kind === 'place')"
        done = f"{'!' if turn % 2 == 0 else ''}{has} && {IDLE}"
        work.since()
        times.append(float(page.evaluate(WAIT, [f"{box}.click()", done])))
        page.wait_for_timeout(900)
        browser, server = work.since()
        print(f"  filter {turn + 1}: {times[-1]:.0f} ms (work: browser {browser:.0f}, app {server:.0f})", flush=True)
    return times


PAN = """() => new Promise((resolve) => {
  const { network, root } = globalThis.begrippengraaf ?? { network: plain, root: document };
  const canvas = root.querySelector("canvas"), box = canvas.getBoundingClientRect();
  const place = (step) => ({ clientX: box.left + 12 + 2 * (step % 120), clientY: box.top + 12 + step % 60 });
  const send = (target, kind, step) => target.dispatchEvent(new PointerEvent(kind, {
    ...place(step), bubbles: true, cancelable: true, composed: true,
    pointerId: 1, pointerType: "mouse", button: 0, buttons: 1,
  }));
  // Where the picture stands on the screen: what is drawn, and where the drawing was moved to.
  let drawn = 0, step = 0, moved = 0, frames = 0, former = "", begin = 0;
  network.on("afterDrawing", () => { drawn += 1; });
  const before = network.getViewPosition();
  send(canvas, "pointerdown", 0);
  const next = (now) => {
    begin = begin || now;
    const where = `${drawn} ${canvas.style.transform}`;
    if (where !== former) moved += 1;
    former = where;
    frames += 1;
    step += 1;
    if (now - begin < 2000) { send(window, "pointermove", step); requestAnimationFrame(next); return; }
    send(window, "pointerup", step);
    const after = network.getViewPosition();
    if (Math.hypot(after.x - before.x, after.y - before.y) < 1) moved = 0; // it was not dragged at all
    resolve([moved / (now - begin) * 1000, frames / (now - begin) * 1000]);
  };
  requestAnimationFrame(next);
})"""


def time_panning(page: Page, work: Work) -> tuple[float, float]:
    """Return in how many frames a second the picture moves while the background is dragged, and how many there are.

    The pointer moves once a frame, from inside the page: a driver outside it would be slower than the picture.
    """
    page.evaluate("globalThis.begrippengraaf ? begrippengraaf.picture.fit() : plain.fit()")
    page.wait_for_timeout(1500)
    work.since()
    moved, frames = page.evaluate(PAN)
    browser, _ = work.since()
    print(f"  work of the browser: {browser / 2:.0f} ms a second")
    return float(moved), float(frames)


def time_pyvis(page: Page, view: View, folder: Path, work: Work) -> str:
    """Return how long pyvis' own page takes to come to rest, or how far it is when patience is over.

    After that its physics are switched off and it is dragged as our picture was.
    """
    network = Network(
        cdn_resources="in_line", notebook=False, directed=True
    )  # directed: adding links is quadratic else
    for node in view.nodes:
        network.add_node(node.node_id, label=node.label)
    for link in view.links:
        network.add_edge(link.source, link.target, value=link.value)
    begin = time.monotonic()
    html = re.sub(r"<(link|script)[^>]*https?://[^>]*>(</script>)?", "", network.generate_html(), flags=re.S)
    made = time.monotonic() - begin
    html = html.replace(
        "drawGraph();",
        "drawGraph(); globalThis.plain = network; globalThis.progress = 0; "
        "network.on('stabilizationProgress', (p) => { progress = p.iterations / p.total; });"
        "network.once('stabilized', () => { globalThis.settled = performance.now(); });",
    )
    path = folder / "pyvis.html"
    path.write_text(html, encoding="utf-8")
    page.goto(path.as_uri(), wait_until="commit")
    begin = time.monotonic()
    progress = 0.0
    while time.monotonic() - begin < PATIENCE_PYVIS:
        time.sleep(2)
        try:
            settled, progress = page.evaluate("[globalThis.settled || 0, globalThis.progress || 0]")
        except Exception:  # the page is too busy to answer
            continue
        if settled:
            rest = f"settled after {settled / 1000:.1f} s"
            break
    else:
        rest = f"not settled after {PATIENCE_PYVIS:.0f} s: {100 * progress:.0f} % of its iterations"
    page.evaluate("plain.setOptions({ physics: false })")
    moved, frames = time_panning(page, work)
    panned = f"without physics, panning {moved:.0f} of {frames:.0f} frames a second"
    return f"{rest} (html made in {made:.1f} s); then, {panned}"


def run(graph: Path, *, with_pyvis: bool) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        enlarge(graph, folder / "graph.duckdb", N_NODES)
        filters, opening, view = choose_filters(folder / "graph.duckdb")
        found = next(path for name in BROWSERS if (path := shutil.which(name)))
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        print(
            f"{len(view.nodes)} nodes, {len(view.links)} links; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
        with serve_app(folder / "graph.duckdb") as address:
            query = "&".join(f"{name}={value}" for name, value in filters_to_query(filters, opening).items())
            begin = time.monotonic()
            page.goto(f"{address}/?{query}")
            page.wait_for_function(READY, timeout=120_000)
            print(f"address -> picture, first visit: {time.monotonic() - begin:.1f} s")
            page.wait_for_timeout(3000)
            work = Work(browser)
            for name, times, limit in (
                ("click -> panel filled", time_clicks(page, view, work), 400),
                ("filter -> picture settled", time_filters(page, work), 1500),
            ):
                print(
                    f"{name}: median {statistics.median(times):.0f} ms (limit {limit}), all {[round(t) for t in times]}"
                )
            moved, frames = time_panning(page, work)
            print(f"panning: {moved:.0f} of {frames:.0f} frames a second show the picture moved (limit 25)")
        page.close()
        if with_pyvis:
            print("pyvis, default physics:", time_pyvis(browser.new_page(), view, folder, work))
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--without-pyvis", action="store_true")
    arguments = parser.parse_args()
    run(arguments.graph, with_pyvis=not arguments.without_pyvis)
