"""Every format in which a view leaves: its name, the end of the file's name, a description in Dutch, and its writer."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.export.bundle import Bundle
from graph.messages import mark


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format. Its module is loaded only when something is written, since some need a heavy library."""

    name: str  # as on the command line
    suffix: str  # of the file, with the point
    description: str
    module: str
    evidence: bool = True  # whether it shows sentences; a picture needs none

    @property
    def function(self) -> Callable[..., object]:
        """Return ``export_<name>`` of the module; it takes a bundle, a path and options of its own."""
        found: Callable[..., object] = getattr(importlib.import_module(self.module), f"export_{self.name}")
        return found

    def write(self, bundle: Bundle, path: Path) -> None:
        """Write ``bundle`` to ``path`` with the format's usual options.

        Raises:
            ReadableError: the folder cannot be written.
        """
        self.function(bundle, path)


_ALL = (
    Exporter("html", ".html", mark("één webpagina die zonder netwerk werkt, met de zinnen erbij"), "graph.export.html"),
    Exporter(
        "svg", ".svg", mark("tekening met bewerkbare tekst, voor drukwerk en websites"), "graph.export.svg", False
    ),
    Exporter("png", ".png", mark("plaatje, voor een verslag of bericht"), "graph.export.png", False),
    Exporter("pdf", ".pdf", mark("pagina om te drukken of te delen"), "graph.export.pdf", False),
    Exporter("pptx", ".pptx", mark("PowerPoint met vormen die u kunt bewerken"), "graph.export.pptx"),
    Exporter("gexf", ".gexf", mark("netwerk voor Gephi, met plaatsen en kleuren"), "graph.export.gexf"),
    Exporter("graphml", ".graphml", mark("netwerk voor yEd, Gephi, igraph en networkx"), "graph.export.graphml"),
    Exporter("csv", ".csv", mark("tabel van de banden, met die van de knopen ernaast"), "graph.export.comma", False),
    Exporter("json", ".json", mark("knopen, banden en zinnen voor een programma"), "graph.export.node_link"),
    Exporter("vosviewer", ".json", mark("kaart voor VOSviewer"), "graph.export.vosviewer"),
    Exporter("xlsx", ".xlsx", mark("Excel-werkmap met knopen, banden, zinnen en teksten"), "graph.export.xlsx"),
    Exporter("ttl", ".ttl", mark("SKOS en RDF, met de zinnen als bewijs bij elke band"), "graph.export.ttl"),
)

FORMATS: dict[str, Exporter] = {
    exporter.name: exporter for exporter in _ALL if importlib.util.find_spec(exporter.module) is not None
}
