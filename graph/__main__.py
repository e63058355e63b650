"""The command line: build, look, export, and open the app. The only module that prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from graph import __version__
from graph.errors import ReadableError
from graph.messages import say
from graph.places import default_graph, default_seeds
from graph.rows import Excerpt, Node, Window
from graph.settings import read_settings
from graph.store import GraphFile

KIND_NAMES = {
    "concept": ("begrip", "begrippen"),
    "proposed": ("voorgesteld begrip", "voorgestelde begrippen"),
    "person": ("persoon", "personen"),
    "organisation": ("organisatie", "organisaties"),
    "place": ("plaats", "plaatsen"),
    "document": ("document", "documenten"),
}
CONTEXT = 60
PICTURE_PARTS = ("title", "legend", "filters", "documents", "stamp")
EXPORT_FORMATS = "html svg png pdf pptx gexf graphml csv json vosviewer xlsx ttl".split()


class _Parser(argparse.ArgumentParser):
    """Says in Dutch what a command takes, and what is wrong with the words given."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False)
        self._positionals.title, self._optionals.title = "opdracht", "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "gebruik:", 1)

    def error(self, message: str) -> NoReturn:
        dutch = (
            ("the following arguments are required:", "dit ontbreekt:"),
            ("unrecognized arguments:", "dit wordt niet begrepen:"),
            ("invalid choice:", "dit kan niet:"),
            ("expected one argument", "hier hoort een waarde achter"),
            ("invalid int value:", "dit is geen heel getal:"),
            ("invalid float value:", "dit is geen getal:"),
            ("expected at least one argument", "hier hoort een waarde achter"),
            ("not allowed with argument", "kan niet samen met"),
            ("choose from", "kies uit"),
            ("argument", "bij"),
        )
        for english, translated in dutch:
            message = message.replace(english, translated)
        self.exit(2, f"begrippengraaf: {message}. Zie 'begrippengraaf --help'.\n")


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".")


def _decimal(value: float) -> str:
    return f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _count(n: int, kind: str) -> str:
    return f"{_number(n)} {KIND_NAMES[kind][0 if n == 1 else 1]}"


def _graph_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--graph", type=Path, metavar="BESTAND", help="de graaf (anders data/graph.duckdb)")


def _model_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--model", metavar="NAAM", help="naam of map van een ander spaCy-model voor het Nederlands")


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _Parser(prog="begrippengraaf", description="Een graaf van begrippen, personen en documenten uit teksten.")
    parser.add_argument("--version", action="version", version=f"begrippengraaf {__version__}", help="toon de versie")
    commands = parser.add_subparsers(dest="command", required=True, metavar="OPDRACHT", parser_class=_Parser)

    build = commands.add_parser("build", help="maak de graaf van teksten")
    build.add_argument("paths", nargs="*", type=Path, metavar="PAD", help="bestanden of mappen (anders de map seeds)")
    build.add_argument("--out", type=Path, metavar="BESTAND", help="waar de graaf komt (anders data/graph.duckdb)")
    build.add_argument("--thesaurus", type=Path, metavar="BESTAND", help="een SKOS-begrippenlijst (.ttl)")
    _model_option(build)

    app = commands.add_parser("app", help="open de app in de browser")
    _graph_option(app)
    app.add_argument("--port", type=int, metavar="NUMMER", help="poort op 127.0.0.1 (anders 8501 of de eerste vrije)")
    app.add_argument("--no-browser", action="store_true", help="open zelf geen browser")

    trace = commands.add_parser("trace", help="toon elke zin met een begrip of naam")
    trace.add_argument("term", metavar="TERM")
    _graph_option(trace)

    show = commands.add_parser("show", help="toon wat er van een begrip, persoon of document bekend is")
    show.add_argument("node", metavar="KNOOP", help="naam of kenmerk, zoals c:verbinding")
    show.add_argument("--window", choices=("sentence", "paragraph", "document"), default="sentence")
    _graph_option(show)

    export = commands.add_parser("export", help="bewaar de graaf in een andere vorm")
    formats = export.add_subparsers(dest="format", required=True, metavar="VORM", parser_class=_Parser)
    tables = formats.add_parser("tables", help="tabellen als CSV")
    _graph_option(tables)
    tables.add_argument("--out", type=Path, required=True, metavar="MAP", help="map voor de tabellen")
    for name in EXPORT_FORMATS:
        view = formats.add_parser(name, help=f"een beeld van de graaf als {name}")
        _graph_option(view)
        view.add_argument("--out", type=Path, required=True, metavar="BESTAND", help="het bestand dat gemaakt wordt")
        which = view.add_mutually_exclusive_group()
        which.add_argument(
            "--view", default="", metavar="ADRES", help="adres van een beeld in de app (anders het eerste)"
        )
        which.add_argument("--snapshot", default="", metavar="NAAM", help="een bewaarde momentopname")
        if name in ("pptx", "pdf"):
            which.add_argument("--storyboard", action="store_true", help="alle momentopnamen, in hun volgorde")
        view.add_argument("--title", default="", metavar="ZIN", help="titel boven het beeld")
        view.add_argument("--without-names", action="store_true", help="personen worden persoon 1, persoon 2 …")
        view.add_argument("--whole", action="store_true", help="alles in beeld, ook als het adres een deel toont")
        if name in ("svg", "png", "pdf", "pptx"):
            view.add_argument(
                "--leave-out",
                nargs="+",
                default=[],
                choices=PICTURE_PARTS,
                metavar="DEEL",
                help=f"{', '.join(PICTURE_PARTS)} weglaten",
            )
        if name == "png":
            view.add_argument("--scale", type=float, default=2.0, metavar="GETAL", help="1 is 1280 breed, 4 is 5120")
            view.add_argument("--transparent", action="store_true", help="zonder witte ondergrond")
        if name == "pptx":
            view.add_argument("--template", type=Path, metavar="BESTAND", help="een PowerPoint met uw eigen huisstijl")
    measure = commands.add_parser("evaluate", help="meet hoeveel er gevonden wordt in gemarkeerde teksten")
    measure.add_argument(
        "--on", nargs="+", type=Path, metavar="PAD", help="gemarkeerde teksten (anders de eigen meetteksten)"
    )
    _model_option(measure)
    return parser


def build(arguments: argparse.Namespace, console: Console) -> int:
    """Build a graph with a progress bar; print a summary and what could not be read."""
    # Loading the language libraries takes a second or two; the other commands need not wait for that.
    from graph.build import build_graph

    out = arguments.out or default_graph()
    paths = arguments.paths or [default_seeds()]
    with Progress(
        TextColumn("[progress.description]{task.description}", justify="left"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as bar:
        task = bar.add_task("beginnen", total=None)
        report = build_graph(
            paths,
            out,
            arguments.thesaurus,
            lambda step: bar.update(task, completed=step.done, total=step.total, description=_shorten(step.doing)),
            arguments.model,
        )
    console.print(
        f"{_count(report.n_documents, 'document')}: {_number(report.n_parsed)} ontleed, "
        f"{_number(report.n_reused)} ongewijzigd overgenomen; {_number(report.n_words)} woorden, "
        f"{_number(report.n_sentences)} zinnen."
    )
    kinds = [_count(n, kind) for kind in KIND_NAMES if kind != "document" and (n := report.n_nodes.get(kind, 0))]
    console.print(f"{', '.join(kinds)}; {_number(report.n_links)} banden ({_decimal(report.seconds)} s).")
    for item in report.unread:
        console.print(Text(f"Niet gelezen: {item.reason}"), style="yellow")
    console.print(Text(f"De graaf staat in {out}."))
    return 0


def _shorten(text: str) -> str:
    return text if len(text) <= 36 else "…" + text[-35:]


def app(arguments: argparse.Namespace, console: Console) -> int:
    """Open the app in the browser, on 127.0.0.1; build the graph of the shipped texts first if it is not there."""
    graph = (arguments.graph or default_graph()).absolute()
    if graph.is_file():
        GraphFile(graph).close()
    elif arguments.graph is not None:
        raise ReadableError(f"{graph}: dit bestand bestaat niet; maak het eerst met 'begrippengraaf build'.")
    else:
        console.print("De graaf is er nog niet en wordt nu gemaakt.")
        build(argparse.Namespace(paths=[], out=graph, thesaurus=None, model=None), console)
    from graph.serve import serve_app

    return serve_app(
        graph,
        arguments.port,
        lambda address: console.print(f"De app staat op {address} (stoppen met Ctrl-C)."),
        open_browser=not arguments.no_browser,
    )


def trace(arguments: argparse.Namespace, console: Console) -> int:
    """Print every sentence with a term: the concordance, by document."""
    with GraphFile(arguments.graph or default_graph()) as graph:
        node = _find(graph, arguments.term)
        excerpts = graph.node_excerpts(node.node_id, limit=1_000_000)
        console.print(
            Text(f"{node.label}: {_number(node.n_mentions)} keer in {_texts(node.n_documents)}", style="bold")
        )
        document = ""
        for excerpt in excerpts:
            if excerpt.document_id != document:
                document = excerpt.document_id
                console.print(Text(f"\n{_cite(excerpt)}", style="italic"))
            for mark in excerpt.marks:
                console.print(_concordance_line(excerpt.text, mark.start, mark.end))
    return 0


def _concordance_line(text: str, start: int, end: int) -> Text:
    left, right = text[:start], text[end:]
    left = left if len(left) <= CONTEXT else "…" + left[1 - CONTEXT :]
    right = right if len(right) <= CONTEXT else right[: CONTEXT - 1] + "…"
    return Text.assemble(f"{left:>{CONTEXT}}", (text[start:end], "bold reverse"), right, no_wrap=True)


def show(arguments: argparse.Namespace, console: Console) -> int:
    """Print what is known of a node: what it is, its forms, documents and strongest links."""
    window: Window = arguments.window
    with GraphFile(arguments.graph or default_graph()) as graph:
        node = _find(graph, arguments.node)
        console.print(Text(f"{node.label} ({_kind_name(node)}, {node.node_id})", style="bold"))
        for line in (node.definition, node.role, f"Thema: {node.theme}" if node.theme else ""):
            if line:
                console.print(Text(line))
        if node.kind != "document":
            console.print(f"{_number(node.n_mentions)} keer in {_texts(node.n_documents)}")
            forms = [f"{alias.alias} ({alias.n_mentions})" for alias in graph.aliases(node.node_id) if alias.n_mentions]
            console.print(Text(f"Vormen: {', '.join(forms)}"))
        names = {item.node_id: item for item in graph.nodes()}
        table = Table("band met", "soort", "samen", "verwacht", "log-likelihood", "kans op toeval (q)", box=None)
        for link in graph.node_links(node.node_id, window)[:15]:
            other = names[link.target if link.source == node.node_id else link.source]
            row = (other.label, _kind_name(other), _number(link.count), _decimal(link.expected))
            table.add_row(*(Text(cell) for cell in row), _decimal(link.log_likelihood), f"{link.q_value:.2g}")
        console.print(table)
    return 0


def _kind_name(node: Node) -> str:
    return KIND_NAMES["proposed" if node.status == "proposed" else node.kind][0]


def _texts(n: int) -> str:
    return "1 tekst" if n == 1 else f"{_number(n)} teksten"


def _cite(excerpt: Excerpt) -> str:
    return ", ".join(part for part in (excerpt.title, "; ".join(excerpt.authors), excerpt.date) if part)


def _find(graph: GraphFile, text: str) -> Node:
    node = graph.node(text)
    if node is not None:
        return node
    found = graph.find_nodes(text)
    if not found:
        near = ", ".join(item.label for item in graph.find_similar(text))
        hint = f" Bedoelt u: {near}?" if near else ""
        raise ReadableError(f"'{text}' komt in {graph.path} niet voor.{hint}")
    return found[0]


def export(arguments: argparse.Namespace, console: Console) -> int:
    """Write the graph, or a view of it, in another form."""
    if arguments.format == "tables":
        from graph.export.tables import export_tables

        with GraphFile(arguments.graph or default_graph()) as graph:
            paths = export_tables(graph, arguments.out)
        console.print(Text(f"{len(paths)} tabellen geschreven in {arguments.out}."))
        return 0
    from graph.export.figure import PictureOptions
    from graph.exporting import Wanted, export_view
    from graph.snapshots import snapshots_folder

    wanted = Wanted(
        format=arguments.format,
        out=arguments.out,
        view=arguments.view,
        snapshot=arguments.snapshot,
        storyboard=getattr(arguments, "storyboard", False),
        title=arguments.title,
        without_names=arguments.without_names,
        whole=arguments.whole,
        parts=PictureOptions(**dict.fromkeys(getattr(arguments, "leave_out", ()), False)),
        scale=getattr(arguments, "scale", 2.0),
        transparent=getattr(arguments, "transparent", False),
        template=getattr(arguments, "template", None),
    )
    path = arguments.graph or default_graph()
    with GraphFile(path) as graph:
        ignored = export_view(graph, wanted, snapshots_folder(path))
    for item in ignored:
        words = "Overgeslagen" if wanted.storyboard else "Niet begrepen in het adres"
        console.print(Text(f"{words}: {item}"), style="yellow")
    console.print(Text(f"Geschreven: {wanted.out}."))
    return 0


def evaluate(arguments: argparse.Namespace, console: Console) -> int:
    """Print how well names, identities, concepts and words are found in marked texts, with every error."""
    from graph.evaluation import evaluate as measure
    from graph.evaluation import make_lines

    with console.status(say("meten")):
        scores = measure(arguments.on or (), arguments.model or read_settings().model or None)
    for line in make_lines(scores):
        console.print(Text(line))
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace, Console], int]] = {
    "build": build,
    "app": app,
    "trace": trace,
    "show": show,
    "export": export,
    "evaluate": evaluate,
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1 for what went wrong, 2 for words not understood."""
    arguments = make_parser().parse_args(words)
    console = Console(highlight=False, soft_wrap=True)
    try:
        return COMMANDS[arguments.command](arguments, console)
    except ReadableError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(Text(f"begrippengraaf: {error}"))
        return 1
    except KeyboardInterrupt:
        Console(stderr=True).print("Gestopt; de vorige graaf is onveranderd.")
        return 130


def run() -> NoReturn:
    """Run the command line and leave the process."""
    sys.exit(main())


if __name__ == "__main__":
    run()
