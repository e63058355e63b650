"""Texts with marks made by readers: the civic corpus, treebanks, files with a word a line. Reads, writes nothing."""
