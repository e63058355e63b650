"""Two selections of texts compared: their links only here, only there, in both, and how surely they differ. Pure."""

from graph.comparison.choice import (
    By,
    Choice,
    Order,
    Side,
    choice_to_query,
    choose_sides,
    describe_side,
    list_authors,
    list_sets,
    list_years,
    read_choice,
    resolve_sides,
)
from graph.comparison.measures import Differences, measure_differences
from graph.comparison.rows import (
    WHERES,
    ComparedLink,
    Comparison,
    Half,
    Where,
    choose_drawn,
    compare_selections,
)
from graph.comparison.words import describe_comparison, describe_measures, describe_ratio, order_links

__all__ = [
    "WHERES",
    "By",
    "Choice",
    "ComparedLink",
    "Comparison",
    "Differences",
    "Half",
    "Order",
    "Side",
    "Where",
    "choice_to_query",
    "choose_drawn",
    "choose_sides",
    "compare_selections",
    "describe_comparison",
    "describe_measures",
    "describe_ratio",
    "describe_side",
    "list_authors",
    "list_sets",
    "list_years",
    "measure_differences",
    "order_links",
    "read_choice",
    "resolve_sides",
]
