"""The only SQL: write one build as one DuckDB file, atomically, and answer questions about it, read-only."""

from graph.store.reader import GraphFile
from graph.store.writer import GraphWriter

__all__ = ["GraphFile", "GraphWriter"]
