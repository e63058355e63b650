"""Files to documents: find, read, clean and describe them. Reads files, writes nothing, knows no other stage."""

from graph.corpus.files import find_files, hash_file, make_document_id, make_document_ids
from graph.corpus.readers import FORMATS, ReadDocument, read_document

__all__ = [
    "FORMATS",
    "ReadDocument",
    "find_files",
    "hash_file",
    "make_document_id",
    "make_document_ids",
    "read_document",
]
