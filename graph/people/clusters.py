"""A person as the mentions that were joined so far, with the reason for each join."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graph.people.folding import fold
from graph.people.parts import NameParts, split_name
from graph.rows import Mention

NICKNAME = re.compile(r"(?<=\s)[\"'‘’“”„(]\s?([^\W\d_][\w-]*)\s?[\"'’”)](?=\s)")


@dataclass(eq=False)
class Cluster:
    """Mentions that are one person."""

    mentions: list[Mention] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)  # mention_id: why, if not by its own name
    _names: list[NameParts] = field(default_factory=list)
    _n_split: int = 0  # mentions whose names are in _names

    def names(self) -> list[NameParts]:
        """Return the parts of every different name, sorted."""
        if self._n_split != len(self.mentions):
            # names are only ever added, and one is looked at for each of thousands of mentions
            more = {split_name(mention.name) for mention in self.mentions[self._n_split :]}
            self._names = sorted(more.union(self._names), key=lambda parts: parts.words)
            self._n_split = len(self.mentions)
        return self._names

    def full_names(self) -> list[NameParts]:
        """Return the names with both given name and surname."""
        return [parts for parts in self.names() if parts.is_full]

    def nicknames(self) -> list[str]:
        """Return, folded, the names between quotation marks or brackets within a name: "Salomon (‘Mon’) Ferrier"."""
        surfaces = {item.surface for item in self.mentions}
        return sorted({fold(match[1]) for surface in surfaces if (match := NICKNAME.search(surface))})

    def roles(self) -> set[str]:
        """Return the folded roles."""
        return {fold(mention.role) for mention in self.mentions if mention.role}

    def absorb(self, other: Cluster, reason: str = "") -> None:
        """Take over the mentions of ``other``, all for ``reason`` if one is given."""
        self.mentions.extend(other.mentions)
        self.reasons.update(other.reasons)
        if reason:
            self.reasons.update({item.mention_id: reason for item in other.mentions})
