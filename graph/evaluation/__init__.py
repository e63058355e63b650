"""Measure what is found in texts against what a reader marked in them; prints nothing, writes nothing."""

from graph.evaluation.measure import evaluate, evaluate_words
from graph.evaluation.report import make_lines
from graph.evaluation.scores import Finding, Score, Scores

__all__ = ["Finding", "Score", "Scores", "evaluate", "evaluate_words", "make_lines"]
