"""What each line of the body is: text, heading or caption. What is doubtful stays text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import rjieba

from flows.steps.clean.page import Line
from flows.steps.clean.shape import ends_in_stop, ends_sentence, has_han, is_marker, is_numbered, is_short, recall
from flows.steps.types import ParagraphKind

_EXPLICIT_CAPTION = re.compile(
    r"^(?:(?:资料图|视频截图|网络截图)(?:片)?[：:（]|[▲△▼▽↑↓←→◆●■]|图[①-⑳\d一二三四五六七八九十]?[：:为]|[（(]?图[\d一二三四五六七八九十①-⑳]"
    r"|图说|图注|图片说明|上图|下图|左图|右图|配图)"
    r"|。图/[^，。]{2,20}$|(?:资料图片?|效果图|示意图|供图|图片来源：\S+|摄于\S+)[）)]?。?$"
    r"|[\u3400-\u9fff](?: ?[\u3400-\u9fff]){1,3} ?摄(?:[（(][^（）()]{2,8}[）)])?[）)]?。?$"
)
_EVENT = re.compile(
    "出席|主持|讲话|发言|召开|宣读|部署|调研|考察|参观|签约|揭牌|致辞|致词|现场|合影|举行|举办|颁奖|授牌|座谈|剪彩|慰问|作业|施工|车间|外景|全景|一角|"
    "鸟瞰|大厦|大楼|建筑|展示|展出|航拍|俯瞰|生产线|厂房|园区|活动|视察|走访|介绍|观看|合影"
)
_DAY = re.compile(
    "(?:20|19)\\d\\d年\\d{1,2}月\\d{1,2}日$|[二一][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$"
)
_PLACE = re.compile("(?:车间|现场|一角|外景|全景|大厦|大楼|建筑|园区|厂房|生产线|展厅|基地|港口|码头|工地|街景|夜景)$")
_SCENE = re.compile("(?!.*(?:记者|来到|走进|赶到|赶赴|抵达))[^，。：、“”]{4,25}(?:现场|一角|外景|全景|夜景)。?$")
_SPEAKS = re.compile("([^，。：、“”（）\\d]{1,12})：")
_SUBJECT_TAGS = frozenset({"n", "nr", "ns", "nt", "nz", "m", "t", "f", "s", "r", "nrt", "nrfg", "eng", "j"})


@dataclass(frozen=True, slots=True)
class Layout:
    """How the body is set: is text indented, where does its opening end, do headings exhort, who speaks in turn."""

    indented: bool
    marker: int | None
    first_long: int | None
    exhorting: bool
    speakers: frozenset[str] = frozenset()


def layout(lines: Sequence[Line]) -> Layout:
    """Read the setting of a body from its long lines and its short ones."""
    long = [line for line in lines if len(line.zh) >= 40]
    indented = sum(line.indented for line in long) >= 0.7 * len(long) if long else False
    marker = next((at for at, line in enumerate(lines) if is_marker(line.zh)), None)
    first_long = next((at for at, line in enumerate(lines) if len(line.zh) >= 60), None)
    exhorting = sum(_exhorts(line.zh) for line in lines if _may_head(line.zh))
    return Layout(indented, marker, first_long, exhorting >= 2, _speakers(lines))


def _speakers(lines: Sequence[Line]) -> frozenset[str]:
    """Who asks and answers: what stands before a colon at the head of two lines or more."""
    heads = Counter(match[1] for line in lines if (match := _SPEAKS.match(line.zh)))
    return frozenset(head for head, count in heads.items() if count >= 2)


def kinds(lines: Sequence[Line]) -> tuple[list[ParagraphKind], list[int]]:
    """The kind of each line, and the places of those where the choice was doubtful."""
    setting = layout(lines)
    found: list[ParagraphKind] = []
    doubtful: list[int] = []
    for at in range(len(lines)):
        kind, sure = _kind(lines, at, setting)
        found.append(kind)
        if not sure:
            doubtful.append(at)
    if "text" not in found:
        found = ["text" if ends_sentence(line.zh) else kind for line, kind in zip(lines, found, strict=True)]
    return found, doubtful


def _kind(lines: Sequence[Line], at: int, setting: Layout) -> tuple[ParagraphKind, bool]:
    zh = lines[at].zh
    if is_marker(zh) or lines[at].hint == "heading" or _heads_number(lines, at):
        return "heading", True
    if _marked_caption(lines[at]) or _SCENE.match(zh) or _opening_caption(lines, at, setting):
        return "caption", True
    if lines[at].hint == "strong" and _may_head(zh):
        return "heading", True
    if setting.indented and not lines[at].indented:
        return _unindented(lines, at)
    if not _may_head(zh) or _no_heading(zh, setting) or _in_list(lines, at) or not _leads(lines, at):
        return "text", not (_may_head(zh) and len(lines) > 3)
    return _heading_or_caption(zh, setting)


def _no_heading(zh: str, setting: Layout) -> bool:
    """A question put to someone, a remark in brackets, a sentence with a date that a line's end cut off."""
    speaks = _SPEAKS.match(zh)
    asked = speaks and (speaks[1] in setting.speakers or re.search("(?:问|答|回复|记者)$", speaks[1]))
    bracketed = zh[0] in "（(" and zh[-1] in "）)" and len(zh) > 12
    return bool(asked or bracketed or (len(zh) > 30 and re.match("\\d{1,2}月\\d{1,2}日", zh) and "，" in zh))


def _heads_number(lines: Sequence[Line], at: int) -> bool:
    """A number alone on its line (01, 一、) above a heading."""
    if not re.fullmatch("(?:0\\d|\\d{1,2}|[一二三四五六七八九十]{1,2}、?|PART ?\\d{1,2}|Part ?\\d{1,2})", lines[at].zh):
        return False
    after = [line.zh for line in lines[at + 1 : at + 3]]
    if len(after) < 2 or is_marker(after[0]) or re.search("\\d", after[0]):
        return False
    return _may_head(after[0]) and len(after[1]) > 2 * len(after[0])


def _marked_caption(line: Line) -> bool:
    """Whether markup or the line's own words (图为…, …摄) call it a caption."""
    return line.hint == "caption" or (len(line.zh) <= 120 and bool(_EXPLICIT_CAPTION.search(line.zh)))


def _may_head(zh: str) -> bool:
    """Short, and without the end of a sentence; one short question may be a heading, several are text."""
    if zh.endswith(("？", "！")) and (len(zh) > 25 or len(re.findall("[？！]", zh)) > 1):
        return False
    return is_short(zh) and not ends_in_stop(zh) and has_han(zh)


def _unindented(lines: Sequence[Line], at: int) -> tuple[ParagraphKind, bool]:
    """A line at the margin of an indented text: a caption if short and followed by more text."""
    zh = lines[at].zh
    if zh.startswith("——") and _may_head(zh):
        return "heading", True
    if len(zh) <= 90 and at + 1 < len(lines):
        return ("heading", True) if is_numbered(zh) and _may_head(zh) else ("caption", True)
    return "text", False


def _opening_caption(lines: Sequence[Line], at: int, setting: Layout) -> bool:
    """A short line before the body opens: above an editor's note, or told again by the first paragraphs."""
    line = lines[at]
    if len(line.zh) > 60 or line.zh.endswith(("——", "：")) or setting.indented:
        return False
    if setting.marker is not None and at < setting.marker <= 12:
        return all(len(lines[before].zh) <= 60 for before in range(setting.marker))
    if setting.first_long is None or not at < setting.first_long <= 8 or _exhorts(line.zh) or is_numbered(line.zh):
        return False
    lead = "".join(near.zh for near in lines[setting.first_long : setting.first_long + 2])
    return at == 0 and len(line.zh) <= 40 and recall(line.zh, lead) >= 0.75 and not ends_sentence(line.zh)


def _in_list(lines: Sequence[Line], at: int) -> bool:
    """Whether it is one of three or more short lines in a row: a table or a list, kept as lines of text."""
    short = [
        0 <= near < len(lines) and _may_head(lines[near].zh) and not is_marker(lines[near].zh)
        for near in range(at - 2, at + 3)
    ]
    return any(all(short[first : first + 3]) for first in range(3))


def _leads(lines: Sequence[Line], at: int) -> bool:
    """Whether something longer follows, at once or after one more short line."""
    following = [line for line in lines[at + 1 : at + 3] if not _DAY.match(line.zh)]
    return any(len(line.zh) > len(lines[at].zh) or ends_sentence(line.zh) for line in following)


def _heading_or_caption(zh: str, setting: Layout) -> tuple[ParagraphKind, bool]:
    if _PLACE.search(zh) and setting.exhorting and "，" not in zh and not is_numbered(zh):
        return "caption", True
    if is_numbered(zh) or _exhorts(zh) or "，" in zh or "？" in zh or zh.startswith("“"):
        return "heading", True
    if setting.indented:
        return "heading", True
    subject = _first_tag(zh) in _SUBJECT_TAGS or bool(_PLACE.search(zh))
    if subject and (setting.exhorting or _EVENT.search(zh)):
        return "caption", True
    return "heading", not subject


def _first_tag(zh: str) -> str:
    return next((tag for word, tag in rjieba.tag(zh) if word.strip()), "")


def _exhorts(zh: str) -> bool:
    """Whether it opens with a verb or reads as a couplet of slogans, as most section headings do."""
    return not re.search("\\d{1,2}[月日]", zh) and ("，" in zh or _first_tag(zh) in {"v", "vn", "vd", "p", "ad", "d"})
