"""Names in texts and whom they mean, by rules, lists and learnt weights. Touches nothing but the folder of names."""

from graph.people.finding import find_names
from graph.people.identity import ResolvedPeople, resolve_people, resolve_things
from graph.people.lexicon import NameLexicon, load_names

__all__ = ["NameLexicon", "ResolvedPeople", "find_names", "load_names", "resolve_people", "resolve_things"]
