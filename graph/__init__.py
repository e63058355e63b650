"""Build and explore a graph of concepts, people and documents from Dutch texts."""

__version__ = "0.1.0"
