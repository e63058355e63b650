"""Train the Dutch pipeline that ships: read the corpora, vary them, train, measure, write. Run with ``python -m``."""
