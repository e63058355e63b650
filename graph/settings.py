"""What a user settled once for every build on this computer: data/instellingen.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ReadableError
from graph.messages import say
from graph.places import find_home

FILE = "instellingen.toml"
KEYS = ("taalmodel",)


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices; an empty one leaves it to the program."""

    model: str = ""  # name or folder of a spaCy pipeline


def read_settings(folder: Path | None = None) -> Settings:
    """Return the settings in ``folder``, else in the data folder of the user; without a file the defaults.

    Raises:
        ReadableError: the file is there and cannot be understood.
    """
    path = (folder or find_home() / "data") / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadableError(
            say(
                '{path} is niet te lezen ({error}); schrijf er bijvoorbeeld in: taalmodel = "nl_core_news_md"',
                path=path,
                error=error,
            )
        ) from error
    unknown = sorted(set(data) - set(KEYS))
    if unknown or not isinstance(data.get("taalmodel", ""), str):
        raise ReadableError(
            say('{path}: hier kan alleen taalmodel = "…" in staan, de naam of map van een spaCy-model.', path=path)
        )
    return Settings(model=data.get("taalmodel", "").strip())
