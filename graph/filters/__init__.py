"""What the reader chose to see, how that travels in the address of the page, and how it is said. Pure."""

from graph.filters.address import (
    KIND_KEYS,
    NO_LIMIT,
    PROPOSED_KEY,
    SEPARATOR,
    Known,
    filters_to_query,
    read_query,
    read_selection,
    selection_to_query,
)
from graph.filters.chips import PROJECTION_WORDS, Chip, format_threshold, list_chips
from graph.filters.choice import (
    MAX_NODES,
    MAX_STEPS,
    MIN_NODES,
    OPENING_NODES,
    OPENING_Q,
    Colouring,
    Filters,
    Projection,
    Sizing,
    choose_documents,
    count_changes,
)
from graph.filters.sight import SIGHT_KEY, Sight, read_sight, sight_to_query

__all__ = [
    "KIND_KEYS",
    "MAX_NODES",
    "MAX_STEPS",
    "MIN_NODES",
    "NO_LIMIT",
    "OPENING_NODES",
    "OPENING_Q",
    "PROJECTION_WORDS",
    "PROPOSED_KEY",
    "SEPARATOR",
    "SIGHT_KEY",
    "Chip",
    "Colouring",
    "Filters",
    "Known",
    "Projection",
    "Sight",
    "Sizing",
    "choose_documents",
    "count_changes",
    "filters_to_query",
    "format_threshold",
    "list_chips",
    "read_query",
    "read_selection",
    "read_sight",
    "selection_to_query",
    "sight_to_query",
]
