"""Turn passages into tokens, sentences, names, mentions of concepts and candidates; the only place that uses spaCy."""

from graph.language.concepts import ConceptSpan
from graph.language.loading import RULES, load_language
from graph.language.phrases import Candidate
from graph.language.reading import Analysis, FoundName, Language, Word

__all__ = ["RULES", "Analysis", "Candidate", "ConceptSpan", "FoundName", "Language", "Word", "load_language"]
