"""Tell Dutch from other languages by its smallest words."""

from __future__ import annotations

from collections.abc import Sequence

DUTCH = frozenset(
    """de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar door over ze
    hij wij we ik je zij die dit deze wat was wordt worden werd heeft hebben had kan kunnen moet zal tot tegen hun haar
    geen meer wel al onder na zo daar hier toen omdat mijn men ons onze uw jij hem zich der den des eene zoo""".split()
)
OTHER = (
    frozenset(
        """the of and to that it for was on are with as be this by not or from they his which have an at has
        were but you
    der die und das ist nicht mit den ein eine zu von auf für dem sich auch es im wird sind ich
    le la les des et du une un est que dans qui pour sur par pas ce plus avec sont il elle nous aux
    el los las del y que por con una para se su al lo como más pero sus
    ve bir bu için ile da de çok olarak daha og att det som på är inte av til er ikke""".split()
    )
    - DUTCH
)
FEWEST = 12
"""Words; a shorter passage says too little."""


def is_dutch(words: Sequence[str]) -> bool:
    """Return whether ``words`` read as Dutch; short passages, lists and headings count as Dutch.

    The limit: Afrikaans, Frisian and Low Saxon have the small words of Dutch and pass for it.
    """
    lows = [word.lower() for word in words if word.isalpha()]
    if len(lows) < FEWEST:
        return True
    n_dutch = sum(word in DUTCH for word in lows)
    n_other = sum(word in OTHER for word in lows)
    if n_dutch == 0 and n_other == 0:
        latin = sum(all(character < "\u0250" for character in word) for word in lows)
        return 2 * latin >= len(lows)
    return n_dutch >= n_other
