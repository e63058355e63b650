"""The one kind of error that is meant for the person at the screen: a clear Dutch sentence, no traceback."""


class ReadableError(Exception):
    """Says in one Dutch sentence which file or choice is at fault, what is wrong and what to do."""
