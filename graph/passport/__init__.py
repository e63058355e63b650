"""The passport of one term: where, how often, in which words and next to what the texts name it. Pure functions."""

from graph.passport.address import MAX_WORDS, MIN_WORDS, ORDERS, Order, Trace, read_trace, trace_to_query
from graph.passport.comparison import Comparison, compare_passports
from graph.passport.concordance import Line, make_concordance
from graph.passport.definitions import Found, find_definition
from graph.passport.dispersion import Dispersion, count_per_thousand, expect_dispersion, measure_dispersion
from graph.passport.finding import find_term, list_forms, near_spellings
from graph.passport.making import make_passport
from graph.passport.saying import describe_comparison, describe_dispersion, describe_passport, explain_dispersion
from graph.passport.shapes import Company, Definition, Form, InText, Passport, Step, Year
from graph.passport.texts import Texts, read_texts

__all__ = [
    "MAX_WORDS",
    "MIN_WORDS",
    "ORDERS",
    "Company",
    "Comparison",
    "Definition",
    "Dispersion",
    "Form",
    "Found",
    "InText",
    "Line",
    "Order",
    "Passport",
    "Step",
    "Texts",
    "Trace",
    "Year",
    "compare_passports",
    "count_per_thousand",
    "describe_comparison",
    "describe_dispersion",
    "describe_passport",
    "expect_dispersion",
    "explain_dispersion",
    "find_definition",
    "find_term",
    "list_forms",
    "make_concordance",
    "make_passport",
    "measure_dispersion",
    "near_spellings",
    "read_texts",
    "read_trace",
    "trace_to_query",
]
