"""Which blocks are page furniture and not prose: the words and phrases of Dutch web pages at large."""

from __future__ import annotations

import re

from graph.corpus.blocks import count_words
from graph.messages import mark

MAX_LENGTH = 700
"""Longer blocks are prose; that also keeps the patterns from labouring on a text of one line."""

_I = re.IGNORECASE
_PLATFORMS = frozenset(
    """facebook twitter linkedin whatsapp google google+ instagram pinterest x mastodon bluesky email e-mail mail rss
    youtube telegram reddit tumblr threads messenger pocket hyves nujij""".split()
)
_SHARE_VERBS = frozenset(
    """deel delen verstuur stuur tweet tweets tweeten retweet share like likes volg reageer reageren print printen
    afdrukken doorsturen mailen bewaar bewaren opslaan pin doormailen""".split()
)
_SHARE_FILLERS = frozenset(
    """dit deze die artikel bericht pagina op via naar met van ons onze je jouw uw het de een of en door per aan vriend
    vrienden collega blog item nieuws nieuwsbericht verhaal link kopieer doe mij dat nu als eerste hier
    zelf direct""".split()
)
_BUTTONS = re.compile(
    r"^(?:aanmelden|inschrijven|verzenden|versturen|verstuur|abonneren|abonneer|inloggen|registreren|zoeken|zoek|"
    r"menu|home|"
    r"sluiten|sluit|accepteren|alles accepteren|akkoord|weigeren|instellingen|meer lezen|lees meer|lees verder|"
    r"toon meer|"
    r"meer laden|laad meer|vorige|volgende|vorig artikel|volgend artikel|naar boven|terug naar boven|terug|"
    r"terug naar (?:het )?overzicht|ga naar (?:de )?(?:inhoud|hoofdinhoud)|direct naar (?:de )?inhoud|"
    r"skip to (?:main )?content|overslaan en naar de inhoud gaan|print(?: deze pagina)?|advertentie|gesponsord|"
    r"(?:\d+ )?(?:keer|maal) (?:gelezen|bekeken|gedeeld)|\d+ (?:views|shares|likes|keer bekeken)|geen reacties|"
    r"0 reacties|"
    r"laat (?:een|je|uw) reactie achter|plaats (?:een|je|uw) reactie|geef (?:een|je|uw) reactie|reactie plaatsen|"
    r"beantwoorden|antwoorden|reply|leestijd:? \d+ min(?:uten|uut)?\.?)[\s.!>»›→…]*$",
    _I,
)
_WAIT = re.compile(
    r"^(?:(?:nog )?(?:even|een moment|een ogenblik)(?: geduld)?\s*(?:a\.?u\.?b\.?|alstublieft|svp|s\.v\.p\.)?|"
    r"(?:bezig met |aan het )?laden|loading|please wait)[\s.…!]*$",
    _I,
)
_PLAYER = re.compile(
    r"flash ?player|(?:java ?script|cookies) (?:is|staat|staan|zijn) (?:uit|niet)|(?:enable|turn on|activeer|"
    r"schakel) java ?script|"
    r"(?:uw|je) browser (?:ondersteunt|is (?:verouderd|te oud))|browser does not support|video (?:kan niet|could not)",
    _I,
)
_CRUMBS = re.compile(r"^(?:home|u bent hier|je bent hier|kruimelpad)\s*[:>»/|›→-]", _I)
_COOKIES = re.compile(
    r"(?:deze|onze) (?:web)?site (?:gebruikt|maakt gebruik van|plaatst)|(?:wij|we) (?:gebruiken|"
    r"plaatsen) (?:[\w ]{0,40})cookies|"
    r"cookie-?(?:instellingen|voorkeuren|verklaring|beleid|melding)|cookies? (?:accepteren|toestaan|weigeren)|"
    r"accepteer\w* .{0,30}cookies",
    _I,
)
_RIGHTS = re.compile(
    r"^(?:copyright\s*)?(?:©|\(c\)|(?<=copyright )(?:19|20)\d\d)|^alle rechten voorbehouden|^all rights reserved", _I
)
_TAGS = re.compile(r"^(?:tags?|trefwoorden|categorie(?:ë|e)?n?|onderwerpen|labels|thema['’]?s|dossiers?)\s*:\s*\S", _I)
_ABOUT = re.compile(r"^over (?:de |het |deze )?(?:auteurs?|schrijvers?)\W*$", _I)
# A whole sentence of the writer that names another page ("Om verder te lezen over … gaat u naar …") stays: it is prose.
_READ_MORE = re.compile(
    r"^(?:(?:lees|bekijk|luister|kijk) (?:ook|verder|meer|hier|het (?:hele|volledige|gehele))\b.*|"
    r"(?:wilt u|wil je) (?:verder|meer) (?:te )?(?:lezen|weten)\b.*|verder lezen\b.*|meer (?:lezen|weten|"
    r"informatie)\s*[?:].*|"
    r"klik (?:hier|op)\b.*|(?:gerelateerde?|verwante|vergelijkbare|andere|meer|laatste|recente) "
    r"(?:artikelen|berichten|nieuws|items|onderwerpen|blogs|links)\W*|gerelateerd\W*|zie ook:.*|"
    r"ook interessant\b.{0,40}|"
    r"dit vind je misschien ook .*|download (?:hier|het|de)\b.*)$",
    _I,
)
_POINTS = re.compile(
    r"\b(?:thema|web|onze |deze |overzichts)?(?:pagina|site|website|dossier|artikel|bericht|blog|interview|link|"
    r"nieuwsbrief|hier|pdf|rapport)\b|"
    r"https?:|www\.|@|\bgaat u naar\b|\bga (?:dan )?naar\b|\bneem contact\b|[:>»→]",
    _I,
)
_SIGN_UP = re.compile(
    r"(?:^|[.!?…] )(?:meld (?:je|u|jou)(?:zelf)?|schrijf (?:je|u)|abonneer (?:je|u)|ontvang|vink|blijf op de hoogte|"
    r"wil(?:t u| je)|"
    r"(?:iedere|elke) (?:week|maand|dag|ochtend)|wekelijks|maandelijks|altijd op de hoogte|mis niets|"
    r"het laatste nieuws|"
    r"(?:ja, )?ik (?:wil|ontvang)|aanmelden|inschrijven|gratis)\b",
    _I,
)
_MAILING = re.compile(r"\b(?:[\w-]*nieuwsbrie(?:f|ven)|mailbox|inbox|mailinglijst|e-mailupdates|nieuwsalert)\b", _I)
_TO_READER = re.compile(r"\b(?:je|jouw|u|uw|wij|we|onze|ons)\b", _I)
_MAILING_TITLE = re.compile(
    r"^(?:(?:onze|de|gratis|wekelijkse|algemene|aanmelden|inschrijven|meld je aan|ontvang|abonneer|voor|op)\s+)*"
    r"nieuwsbrie(?:f|ven)(?:\s+(?:ontvangen|aanmelden|inschrijven|gemeente\S*))?\W*$",
    _I,
)
_MAILING_TAIL = re.compile(
    r"\b(?:nieuwsbrie\w+|privacy\w*|e-?mailadres|uitschrijven|afmelden|aanmelden|nieuwsitems|spam|mailbox|inbox|"
    r"thema['’]s)\b",
    _I,
)
_COMMENT_HEAD = re.compile(
    r"^(?:\d{1,4} (?:reacties?|comments?|opmerkingen|antwoorden)(?: op .{1,150})?|(?:reacties?|"
    r"comments?)\s*\(\d{1,4}\)|"
    r"(?:één|een|twee|drie|vier|vijf) reacties?)\W*$",
    _I,
)
_COMMENT_TITLE = re.compile(r"^(?:lezers)?reacties(?: van lezers)?\W*$", _I)
_COMMENT_SIGN = re.compile(
    r"\b(?:zegt|schreef|schrijft|reageerde)\s*(?::|op \d)|\b(?:geplaatst|gepost) (?:door|op)\b|\bbeantwoord(?:en)?$|"
    r"\b\d{4}\b.{0,6}\b(?:om )?\d{1,2}[:.]\d{2}\b",
    _I,
)
_NUMBER = re.compile(
    r"^[-–—|\s]*(?:(?:pagina|pag\.?|p\.|blz\.?)\s*)?(\d{1,4})(?:\s*(?:van|/)\s*\d{1,4})?[-–—|\s]*$", _I
)


def find_number(text: str) -> int | None:
    """Return the number that a block consists of ("31", "- 31 -", "pagina 31 van 40"); None for prose and for years."""
    match = _NUMBER.match(text)
    if not match or (match.group(1) == text and 1500 <= int(text) <= 2100):
        return None
    return int(match.group(1))


def find_reason(text: str) -> str:
    """Return why a block by itself is page furniture, in a few Dutch words; '' for anything that may be prose."""
    if len(text) > MAX_LENGTH:
        return ""
    n_words = count_words(text)
    if _WAIT.match(text):
        return mark("wachtmelding")
    if _BUTTONS.match(text):
        return mark("knop of navigatie")
    if n_words <= 30 and _PLAYER.search(text):
        return mark("melding van de website")
    if n_words <= 25 and _CRUMBS.match(text):
        return mark("kruimelpad")
    if n_words <= 70 and _COOKIES.search(text) and _TO_READER.search(text):
        return mark("cookiemelding")
    if n_words <= 12 and is_share(text):
        return mark("deelknop")
    if n_words <= 25 and _RIGHTS.search(text):
        return mark("auteursrechtregel")
    if n_words <= 25 and _TAGS.match(text):
        return mark("trefwoorden")
    if _ABOUT.match(text):
        return mark("kop van auteursblok")
    if n_words <= 45 and _READ_MORE.match(text) and (n_words <= 4 or _POINTS.search(text)):
        return mark("leesverder-blok")
    if n_words <= 60 and is_sign_up(text):
        return mark("nieuwsbriefblok")
    return ""


def is_share(text: str) -> bool:
    """Return whether a block is nothing but an invitation to share, print or react, or a counter of it."""
    words = re.findall(r"[\w+-]+", text.lower())
    rest = [word for word in words if word not in _PLATFORMS | _SHARE_VERBS | _SHARE_FILLERS and not word.isdigit()]
    if rest or not words:
        return False
    platforms = sum(word in _PLATFORMS for word in words)
    verbs = sum(word in _SHARE_VERBS for word in words)
    numbers = sum(word.isdigit() for word in words)
    if platforms:
        # "Facebook" alone may be a heading; with a counter, a verb or a second platform it is a row of buttons.
        return bool(verbs or numbers or platforms > 1)
    first = words[0]
    if numbers or first not in _SHARE_VERBS:
        return False
    return len(words) == 1 or (
        words[-1] in {"artikel", "bericht", "pagina", "blog", "item", "nieuws", "verhaal"} and first != "bewaren"
    )


def is_platform(text: str) -> bool:
    """Return whether a block is just the name of a network; between share buttons that is a button too."""
    return text.lower().strip(" .:") in _PLATFORMS


def is_sign_up(text: str) -> bool:
    """Return whether a block invites the reader to a newsletter; prose about newsletters does not."""
    return len(text) <= MAX_LENGTH and bool(
        _MAILING.search(text) and _SIGN_UP.search(text) and (_TO_READER.search(text) or count_words(text) <= 8)
    )


def is_mailing_title(text: str) -> bool:
    """Return whether a block can be the heading of a newsletter block."""
    return len(text) <= 100 and _MAILING_TITLE.match(text) is not None


def is_mailing_tail(text: str) -> bool:
    """Return whether a block can be the small print under the heading of a newsletter block."""
    return (
        len(text) <= MAX_LENGTH
        and count_words(text) <= 45
        and bool(_MAILING_TAIL.search(text) and _TO_READER.search(text))
    )


def is_related_title(text: str) -> bool:
    """Return whether a block opens a list of links to other articles."""
    return (
        re.match(r"^(?:gerelateerd|verwante|vergelijkbare|andere artikelen|meer artikelen|lees ook\W*$)", text, _I)
        is not None
    )


def is_comment_head(text: str) -> bool:
    """Return whether a block is the counter above the comments of readers: "4 reacties"."""
    return _COMMENT_HEAD.match(text) is not None


def is_comment_title(text: str) -> bool:
    """Return whether a block is a heading that may stand above comments, but above prose as well: "Reacties"."""
    return _COMMENT_TITLE.match(text) is not None


def is_comment_sign(text: str) -> bool:
    """Return whether a block says who reacted, and when."""
    return count_words(text) <= 20 and _COMMENT_SIGN.search(text) is not None
