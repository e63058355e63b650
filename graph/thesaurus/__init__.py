"""The thesaurus: SKOS concepts read, checked and written, and the patterns that find them in running text."""

from graph.thesaurus.concepts import Concept, Thesaurus, check_thesaurus
from graph.thesaurus.patterns import make_patterns
from graph.thesaurus.skos import make_fingerprint, read_thesaurus, write_thesaurus

__all__ = [
    "Concept",
    "Thesaurus",
    "check_thesaurus",
    "make_fingerprint",
    "make_patterns",
    "read_thesaurus",
    "write_thesaurus",
]
