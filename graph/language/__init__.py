"""Turn passages into tokens, sentences, names, mentions of concepts and candidates; the only place that uses spaCy."""

from graph.language.reading import Analysis, Candidate, ConceptSpan, Language, load_language

__all__ = ["Analysis", "Candidate", "ConceptSpan", "Language", "load_language"]
