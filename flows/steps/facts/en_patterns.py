"""What the reader of English figures looks for: one scan for candidates, and the tables that it reads them with."""

from __future__ import annotations

import re

from flows.steps.facts import units
from flows.steps.facts.en_dates import CLOCK, DATE
from flows.steps.facts.halves import EN as HALF
from flows.steps.facts.numerals import ORDINAL_WORDS, WORDS_EN
from flows.steps.types import Approx, FigureKind

N = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_SCALE = (
    r"(?:[Hh]undred|[Tt]housand|[Mm]illion|[Bb]illion|[Tt]rillion|dozen|mln|bln|mn|bn|tn|k(?=\b(?!/)))\b(?!-?(?:odd))"
)
_DIGITS = rf"{N}(?:[ -]?{_SCALE})?"
_W = "(?:" + "|".join(sorted(WORDS_EN, key=len, reverse=True)) + r")(?![a-z])"
_S = r"(?:hundred|thousand|million|billion|trillion|dozen)(?![a-z])"
_TENS = rf"{_W}(?:[ -]{_W})?(?:[ -]{_S})?"
_WORDS = rf"(?:(?:[Hh]alf a {_S}|[Aa]n? {_S}|{_TENS})(?:(?: and |,? |-)(?:{_TENS}|{_S}))*)"
_CURRENCY = r"(?:\$US|\$A|US ?\$|U\.S\. ?\$|HK ?\$|NT ?\$|AU\$|NZ\$|[ACS]\$|RMB ?[¥￥]?|USD|CNY|HKD|EUR|GBP|[$€£¥￥])"
_CAPITAL_WORDS = "|".join(word.capitalize() for word in sorted(WORDS_EN, key=len, reverse=True) if word != "zero")
_QUANTITY = rf"(?:{_DIGITS}|{_WORDS}|(?:{_CAPITAL_WORDS})(?![a-z])(?:[ -]{_W})?(?:[ -]{_S})*)"
_ORDINALS = "|".join(ORDINAL_WORDS[1:])
_FRACTION = (
    r"an? (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= of |[.,;]|$)|an? (?:half|quarter)(?![a-z])"
    r"|(?:one|two|three|four|five|six|seven|eight|nine)"
    r"[- ](?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?(?![a-z])"
)
_SCORE = (
    r"\d{1,3}(?:[-–:]| to )\d{1,3}(?= (?:victory|win|defeat|loss|draw|lead|vote))"
    r"|\d{1,3}(?:\.\d+)?-to-\d{1,3}(?:\.\d+)?|\d{1,3}\.\d+:\d{1,3}|(?<=ratio of )\d{1,3}:\d{1,3}"
)
_FOLD = "(?:" + "|".join(sorted(WORDS_EN, key=len, reverse=True)) + ")"
# a cheap look ahead at how a figure may begin: it triples the speed of the scan
_BEGINS = (
    r"(?=[\d$€£¥￥'A-Z]|the [\d'fst]|th(?:ir|re)|an? [tfhqmbdsen]|half a|on[e]|tw[eo]|fo[ru]|fi[frv]|six|se[vc]|eig|nin"
    r"|te[n]|ele|zer|dou|tri|quad|mid|noon|cen|half[ -]|an? (?:hour|year) and|an? and a|a?round[ -]the)"
)
SCAN = re.compile(
    rf"(?<![A-Za-z0-9]){_BEGINS}(?:(?P<half>(?i:{HALF})(?![a-z]))|(?P<clockwise>[Aa]?round[ -]the[ -]clock|24/7)"
    rf"|(?P<date>(?<![.,]){DATE})"
    rf"|(?P<clock>(?<![.:,]){CLOCK})"
    rf"|(?P<ratio>{_FRACTION}|{_SCORE}|\d{{1,2}}/\d{{1,3}}(?![\d/]))"
    rf"|(?P<rank>\d+(?:\.\d+)?[ -](?:thousand|million|billion)th(?![a-z])"
    rf"|\d{{1,3}}(?:st|nd|rd|th)(?![a-z])|(?:{_ORDINALS}|centenary|centennial)(?![a-z]))"
    rf"|(?P<multiple>(?:doubl|tripl|quadrupl)(?:e|ed|es|ing)(?![a-z])|(?:{_FOLD}|\d+)-?fold(?![a-z]))"
    rf"|(?P<currency>{_CURRENCY}) ?(?P<price>{N}[mM](?![A-Za-z])|{_QUANTITY})"
    rf"|(?P<number>{_QUANTITY}))"
)
SECOND = re.compile(
    rf"(?: to | ?[-–—~] ?| and | or )(?P<currency>{_CURRENCY})? ?(?P<number>{_DIGITS}|{_WORDS})(?![\d.,]*\d)"
)
UNIT_NAMES: dict[str, tuple[FigureKind, str]] = {name: ("amount", unit) for name, unit in units.CURRENCIES_EN.items()}
UNIT_NAMES |= {name: ("measure", unit) for name, unit in units.MEASURES_EN.items()}
UNIT_NAMES |= {name: ("duration", unit) for name, unit in units.DURATIONS_EN.items()}
UNIT_NAMES |= {
    "%": ("percent", "%"), "percent": ("percent", "%"), "per cent": ("percent", "%"), "pct": ("percent", "%"),
    "per mille": ("percent", "‰"), "percentage points": ("points", "pp"), "percentage point": ("points", "pp"),
    "percent points": ("points", "pp"), "basis points": ("points", "bp"), "basis point": ("points", "bp"),
    "times": ("multiple", "x"), "degrees celsius": ("temperature", "C"), "degree celsius": ("temperature", "C"),
    "degrees centigrade": ("temperature", "C"), "°c": ("temperature", "C"), "℃": ("temperature", "C"),
    "degrees fahrenheit": ("temperature", "F"), "°f": ("temperature", "F"), "degree fahrenheit": ("temperature", "F"),
}  # fmt: skip
UNIT_AT = re.compile(
    r"[ -]?(%|℃|(?:"
    + "|".join(re.escape(n) for n in sorted(UNIT_NAMES, key=len, reverse=True) if n[0].isalpha() or n[0] == "°")
    + r")(?![A-Za-z]))",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?<![A-Za-z])(?:(nearly|almost|close to|approaching)|(about|around|approximately|roughly|some|circa|an estimated)"
    r"|(more than|over|above|in excess of|upwards of|greater than|as many as more than)) $",
    re.IGNORECASE,
)
MINUS = re.compile(r"(?:^|[\s(])((?:-|−|minus ))$", re.IGNORECASE)
APPROX: tuple[Approx, ...] = ("nearly", "about", "over")
AFTER = re.compile(r" or (?:more|so)(?![a-z])|(?:\+|-odd)(?![A-Za-z0-9])")
WHOLE_UNIT = frozenset({"amount", "percent", "points", "measure", "temperature"})
UP = re.compile(
    r"\b(?:up|rose|ris(?:e|es|en|ing)|increas\w+|gr(?:ew|ow\w*)|climb\w*|jump\w*|gain\w*|surg\w+|soar\w*|expand\w*"
    r"|improv\w+|rais\w+|higher|advanc\w+)\b"
)
DOWN = re.compile(
    r"\b(?:down|f[ae]ll\w*|declin\w+|decreas\w+|drop\w*|reduc\w+|lower\w*|shr[aiu]nk\w*|slump\w*|slid\w*|plung\w+"
    r"|cut|contract\w+)\b"
)
TOKENS = re.compile(r"[a-z]+")
