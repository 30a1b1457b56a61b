"""Bytes to text: a closed list of encodings told apart by common characters, media type by content, controls out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from flows.steps.errors import SkipDocument
from flows.steps.types import Media, Source, Text

CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
BAD_SHARE = 0.001  # of all bytes; more is not a slip but another encoding
CLEAR_SCORE = 0.18  # Chinese prose scores 0.45-0.70, the same bytes in a wrong encoding 0.00-0.12
CLEAR_MARGIN = 0.10
_SCORED = 20_000  # characters are enough to tell encodings apart
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MAGIC = (
    (b"%PDF", "PDF"), (b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"), (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"), (b"RIFF", "RIFF"), (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"), (b"\xd0\xcf\x11\xe0", "Office"), (b"BZh91AY&SY", "bzip2"), (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"), (b"\x7fELF", "program"), (b"SQLite format 3", "SQLite"), (b"{\\rtf", "RTF"),
    (b"\xff\xfe\x00\x00", "UTF-32"), (b"\x00\x00\xfe\xff", "UTF-32"), (b"OggS\x00", "Ogg"),
    (b"ID3\x02", "MP3"), (b"ID3\x03", "MP3"), (b"ID3\x04", "MP3"),
)  # fmt: skip
_COMMON = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相"
    "全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果"
    "料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则"
    "任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带"
    "安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装"
    "影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选"
    "标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严企投城项会新闻网来源记者"
)
# The Traditional forms of these, as OpenCC writes them: written out, since its table takes 0.15 s to open.
_TRADITIONAL = (
    "並來個們備傳價兒內兩別則劃動務勞區卻參員問單嚴國圓圖團報場壓學實寫將專對導層屬帶幹幾廠廣張強後從應戰採據數斷於時書會東條業極構標樣機"
    "權歷氣決沒況準溫滿濟無熱爭爲狀現產當發確礦種稱積節約紅級細組結給統經維網線縣總織羣義習聞聯聲聽與華萬處號衆術裏裝覆見規親觀計記設許話"
    "該認說調論證識議變資質車軍較轉辦農這連進運過達適選還邊鐵長門開間關隊階際離難電響項須領頭題類風養馬驗體鬥麼點黨"
)
_PUNCTUATION = "，。、“”：；（）《》！？—…·【】「」"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufdd0-\ufdef\ufff0-\ufffb\U000e0000-\U000e0fff]|[\ufffe\uffff]"
)
_UNKNOWN = re.compile("[\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|span|a|br|table|meta|script|article|h[1-6]|ul|li|img)\b", re.I
)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.I)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs"}
_MARKDOWN = (
    re.compile(r"^#{1,6} +\S", re.M), re.compile(r"\[[^\]\n]+\]\([^)\s]+\)"), re.compile(r"\*\*[^*\n]+\*\*"),
    re.compile(r"^(?:[-*+]|>) +\S", re.M), re.compile(r"\A---\n(?:[\w-]+:.*\n)+---\n"), re.compile(r"^!\[", re.M),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """The bytes read in one encoding: how common its characters are, and how many bytes had no reading."""

    encoding: str
    text: str
    score: float
    bad: int


def decode(source: Source) -> Text:
    """The text of a source, NFC and free of controls, with its encoding, media type and what was repaired.

    Raises SkipDocument for binary files, empty files, and bytes that no encoding reads clearly.
    """
    _refuse_binary(source)
    reading = _read(source)
    text, flags = sanitise(reading.text)
    if not text.strip():
        raise SkipDocument("empty: nothing but white space", file=source.name)
    if reading.bad:
        flags = (f"{reading.bad} bytes had no reading in {reading.encoding}: U+FFFD stands for them", *flags)
    return Text(text, reading.encoding, media_type(text), source.sha256, flags)


def _refuse_binary(source: Source) -> None:
    if not source.data.strip():
        raise SkipDocument("empty: nothing but white space" if source.data else "empty: no bytes", file=source.name)
    for magic, kind in _MAGIC:
        if source.data.startswith(magic):
            raise SkipDocument(f"not text: a {kind} file", file=source.name)


_ALL_COMMON = frozenset(_COMMON + _TRADITIONAL + _PUNCTUATION)


def commonness(text: str) -> float:
    """The share of very common Chinese characters and marks among the characters beyond ASCII."""
    beyond = [char for char in text[: 4 * _SCORED] if char > "\x7f"][:_SCORED]
    return sum(map(_ALL_COMMON.__contains__, beyond)) / len(beyond) if beyond else 0.0


def _reading(data: bytes, encoding: str) -> Reading | None:
    """The bytes in one encoding, or None where more than a few have no reading."""
    text = data.decode(encoding, errors="replace")
    bad = text.count("\ufffd") - (data.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0)
    if bad > max(0, BAD_SHARE * len(data)):
        return None
    return Reading(encoding, text, commonness(text), max(bad, 0))


def _read(source: Source) -> Reading:
    data = source.data
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            reading = _reading(data[len(mark) :], encoding)
            return reading or _unclear(source, [])
    if data.isascii() and b"\x00" not in data:
        return Reading("utf-8", data.decode("ascii"), 0.0, 0)
    readings = [reading for name in CANDIDATES if (reading := _reading(data, name))]
    return _choose(readings, _declared(data)) or _unclear(source, readings)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    name = match.group(1).decode("ascii").lower() if match else ""
    return _ALIASES.get(name, name or None)


def _choose(readings: list[Reading], declared: str | None) -> Reading | None:
    """The clear winner: valid UTF-8 unless another reading is far better, else the best by a margin."""
    ranked = sorted(readings, key=lambda reading: (-reading.score, reading.bad))
    for reading in ranked:
        if reading.encoding == "utf-8" and not reading.bad and ranked[0].score - reading.score < 3 * CLEAR_MARGIN:
            return reading
        if reading.encoding == declared and reading.score >= CLEAR_SCORE and ranked[0].score - reading.score < 0.05:
            return reading
    if not ranked or ranked[0].score < CLEAR_SCORE:
        return None
    second = ranked[1].score if len(ranked) > 1 else 0.0
    return ranked[0] if ranked[0].score - second >= CLEAR_MARGIN else None


def _unclear(source: Source, readings: list[Reading]) -> Reading:
    tried = ", ".join(f"{reading.encoding} {reading.score:.2f}" for reading in readings) or "none of " + ", ".join(
        CANDIDATES
    )
    raise SkipDocument(f"unclear encoding: {tried}", file=source.name, todo="convert the file to UTF-8")


def sanitise(text: str) -> tuple[str, tuple[str, ...]]:
    r"""NFC text with \n line ends; invisible characters are removed, unknown ones become U+FFFD, both counted."""
    text = _LINE_ENDS.sub("\n", text)
    text, unknown = _UNKNOWN.subn("\ufffd", text)
    text, removed = _INVISIBLE.subn("", text)
    flags = [f"{removed} invisible or control characters removed"] if removed else []
    flags += [f"{unknown} private-use or surrogate characters replaced by U+FFFD"] if unknown else []
    return unicodedata.normalize("NFC", text), tuple(flags)


def media_type(text: str) -> Media:
    """What the content is, whatever the file is called."""
    head = text.lstrip()[:200_000]
    if head[:15].lower().startswith(("<!doctype html", "<html", "<?xml")) or len(_TAG.findall(head)) >= 5:
        return "html"
    return "markdown" if sum(bool(pattern.search(head)) for pattern in _MARKDOWN) >= 2 else "text"
