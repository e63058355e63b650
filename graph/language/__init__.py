"""Turn passages into tokens, sentences, names, mentions of concepts and candidates; the only place that uses spaCy."""

from graph.language.concepts import ConceptSpan
from graph.language.loading import load_language
from graph.language.phrases import Candidate
from graph.language.reading import Analysis, FoundName, Language, Word

__all__ = ["Analysis", "Candidate", "ConceptSpan", "FoundName", "Language", "Word", "load_language"]
