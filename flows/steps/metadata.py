"""Fields, dates, people and publishers as pages write them; nothing is guessed from the clock."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.steps.types import Credit, Precision, Published

_KEYS = {
    "时间": "date", "发布时间": "date", "发表时间": "date", "日期": "date", "发布日期": "date", "发稿时间": "date",
    "更新时间": "date", "来源": "source", "信息来源": "source", "稿件来源": "source", "新闻来源": "source",
    "文章来源": "source", "稿源": "source", "出处": "source", "转自": "source", "供稿单位": "office",
    "发布单位": "source", "发布机构": "source",
    "作者": "text", "记者": "text", "撰稿": "text", "撰文": "text", "文字": "text", "文": "text", "采写": "text",
    "通讯员": "text", "撰稿人": "text", "供稿": "text", "本版撰稿": "text", "特约记者": "text", "实习记者": "text",
    "见习记者": "text", "本报记者": "text", "实习生": "text", "整理": "text",
    "图": "photo", "供图": "photo", "摄影": "photo", "摄": "photo", "图片": "photo", "图片提供": "photo",
    "图片来源": "photo", "制图": "graphics", "本版图片": "photo", "本版摄影": "photo", "本版供图": "photo",
    "视频": "video", "摄像": "video", "剪辑": "video",
    "责编": "editor", "编辑": "editor", "责任编辑": "editor", "本版编辑": "editor", "网络编辑": "editor",
    "本文编辑": "editor", "值班编辑": "editor", "执行编辑": "editor", "主编": "chief editor", "审核": "review",
    "审校": "review", "校对": "proof", "责任校对": "proof", "校审": "review", "监制": "producer", "策划": "producer",
    "终审": "review", "初审": "review", "复审": "review", "一审": "review", "二审": "review", "三审": "review",
    "签发": "review", "美编": "design", "设计": "design", "排版": "design",
    "浏览": "count", "浏览量": "count", "浏览次数": "count", "点击": "count", "点击量": "count", "点击数": "count",
    "阅读": "count", "阅读量": "count", "阅读次数": "count", "评论": "count", "访问次数": "count",
    "成文日期": "date", "发文日期": "date", "发布于": "tags", "索引号": "tags", "文号": "tags", "发文字号": "tags",
    "主题分类": "tags", "公开方式": "tags", "有效性": "tags", "值班主任": "chief editor",
    "关键词": "tags", "关键字": "tags", "标签": "tags",
    "字号": "size", "字体": "size", "字体大小": "size", "分享到": "size", "分享": "size", "打印": "size",
}  # fmt: skip
_KEY = "|".join(sorted(map(re.escape, _KEYS), key=len, reverse=True))
_GAP = r"[ ]{0,4}"
_FIELD = re.compile(
    rf"(?P<keys>(?:{_KEY})(?:[、/和与及·](?:{_KEY}))*){_GAP}[：:/丨|｜]{_GAP}"
    rf"(?P<value>.*?)(?=(?:[ 　;；，,（(【\[|/]*(?:{_KEY})(?:[、/和与及·](?:{_KEY}))*{_GAP}[：:丨|｜]"
    r"| +(?:文|图|摄影|视频|编辑)/)|[）)】\]]|$)"
)
_DAY = r"(?P<y>(?:19|20)\d{2}) ?(?:[-/.]|年) ?(?P<m>\d{1,2}) ?(?:[-/.]|月) ?(?P<d>\d{1,2})(?: ?日)?"
_WEEKDAY = r"(?: ?[（(]?(?:星期|周)[一二三四五六日天][）)]?)?"
_HALF = "(?P<half>[上下中]午|晚上|凌晨)?"
_CLOCK = rf"(?:{_WEEKDAY}[ T]*{_HALF}(?P<h>\d{{1,2}})[:：时](?P<min>\d{{2}})(?:[:：分](?P<s>\d{{2}})秒?)?分?)?"
_ZONE = r"(?:\.\d+)?(?P<zone>Z|[+-]\d{2}:?\d{2})?"
_DATE = re.compile(_DAY + _CLOCK + _ZONE)
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_DATE = re.compile(
    r"(?P<y>[一二][〇○零一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_PERSON = re.compile(r"^[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,6})*$")
_OFFICE = re.compile(
    "(?:未知|佚名|整理|消息|新闻|财经|科技|频道|网易|中心|部|局|办|委|社|公司|集团|网|报|台|融媒体|视觉中国|工作室|学院|大学|协会|政府|东方IC)$"
)
_MEDIUM = re.compile(
    r"(?:^|[ |])"
    r"(?P<name>[\u3400-\u9fff]{1,10}(?:网|报|社|台|在线|新闻|客户端|日报|晚报|周刊|发布|融媒|观察|视界|财经))"
    r"(?=$|[ |\[（(])"
)
_SPACED = re.compile("(?<![\u3400-\u9fff])([\u3400-\u9fff]) ([\u3400-\u9fff])(?![\u3400-\u9fff])")
_LATIN = re.compile("[A-Za-z]{2,} [A-Za-z]{2,}")
_DONE = re.compile(" ?(?:摄|摄影报道|报道|文/图|图/文)$")
_NAME_GAP = re.compile("[ 　、，,/;；]+|和|及")
_MEDIA_REPORTER = re.compile(
    r"(?P<media>[\u3400-\u9fff]{1,12}?(?:报|网|社|台|在线|客户端))?(?P<role>(?:首席|特约|实习|见习|全媒体)?记者|通讯员|实习生|特派员)"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One ``key：value`` of a page: what the key stands for, the key as written, the value, its place."""

    kind: str
    key: str
    value: str
    start: int
    end: int


def find_fields(zh: str) -> tuple[Field, ...]:
    """All fields of a line, also where they run together without a blank (来源：甲作者：乙)."""
    found: list[Field] = []
    for match in _FIELD.finditer(zh):
        for key in re.split("[、/和与及·]", match["keys"]):
            kind = _KEYS.get(key)
            if kind:
                found.append(Field(kind, key, match["value"].strip(" ，,;；|/"), match.start(), match.end()))
    return tuple(found)


def left_over(zh: str) -> str:
    """What remains of a line without its fields and its date."""
    spans = {(found.start, found.end) for found in find_fields(zh)}
    for start, end in sorted(spans, reverse=True):
        zh = zh[:start] + " " + zh[end:]
    date = find_date(zh)
    return zh[: date[1][0]] + " " + zh[date[1][1] :] if date else zh


def publisher_beside(zh: str) -> str | None:
    """A medium's name that stands beside a date without a key: 2019-11-25 10:37 云溪网."""
    if not find_date(zh):
        return None
    match = _MEDIUM.search(left_over(zh))
    return match["name"] if match else None


def find_date(zh: str) -> tuple[Published, tuple[int, int]] | None:
    """The first full date of a line, with as much precision as it has, and its span; None without a year."""
    match = _DATE.search(zh)
    if match:
        published = _published(match)
        return (published, match.span()) if published else None
    match = _HAN_DATE.search(zh)
    if not match:
        return None
    year = match["y"].translate(_HAN_DIGITS)
    published = _dated(int(year), _han_number(match["m"]), _han_number(match["d"]))
    return (published, match.span()) if published else None


def _han_number(zh: str) -> int:
    tens, _, units = zh.rpartition("十")
    if "十" not in zh:
        return int(zh.translate(_HAN_DIGITS))
    return 10 * (int(tens.translate(_HAN_DIGITS)) if tens else 1) + (int(units.translate(_HAN_DIGITS)) if units else 0)


def _dated(year: int, month: int, day: int) -> Published | None:
    valid = 1 <= month <= 12 and 1 <= day <= 31
    return Published(f"{year:04d}-{month:02d}-{day:02d}", "day") if valid else None


def _published(match: re.Match[str]) -> Published | None:
    day = _dated(int(match["y"]), int(match["m"]), int(match["d"]))
    if not day or match["h"] is None or int(match["h"]) > 23 or int(match["min"]) > 59:
        return day
    clock = f"{_hour(match):02d}:{match['min']}" + (f":{match['s']}" if match["s"] else "")
    precision: Precision = "second" if match["s"] else "minute"
    zone = match["zone"] or "+08:00"
    zone = "+00:00" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return Published(f"{day.value}T{clock}{zone}", precision, "stated" if match["zone"] else "assumed")


def _hour(match: re.Match[str]) -> int:
    """The hour of the day: 下午4:37 is 16:37."""
    hour = int(match["h"])
    return hour + 12 if hour < 12 and match["half"] in ("下午", "晚上") else hour


def split_names(value: str) -> tuple[str, ...]:
    """The names of a value, without the medium and the word reporter before them."""
    bare = _DONE.sub("", _MEDIA_REPORTER.sub("、", value).strip(" 　：:，,、/()（）"))
    bare = _SPACED.sub(r"\1\2", bare)
    names = re.split("[、，,/;；]+|和|及", bare) if _LATIN.search(bare) else _NAME_GAP.split(bare)
    found = [name.strip() for name in names if name.strip()]
    return tuple(name for name in found if len(found) == 1 or _is_name(name))


def _is_name(name: str) -> bool:
    """Whether a part of a list of names is one, and not what stands beside the list."""
    return len(name) <= 4 or "·" in name or bool(_OFFICE.search(name)) or name.isascii()


def is_person(name: str) -> bool:
    """Whether it has the shape of a person's name and not of an office or an account."""
    return bool(_PERSON.match(name)) and not _OFFICE.search(name)


def credits_of(fields: tuple[Field, ...]) -> tuple[Credit, ...]:
    """Who did what, from fields with a role; an editor who is no person is an account."""
    plain = {"date", "source", "count", "size", "tags"}
    return tuple(credit for field in fields if field.kind not in plain for credit in _credits(field))


def _credits(field: Field) -> list[Credit]:
    if field.kind == "editor" and re.search(r"\d", field.value):
        return [Credit("account", field.value)]
    return [Credit(field.kind, name) for name in split_names(field.value)]


def publisher_of(value: str) -> str | None:
    """A publisher's name from the value of 来源, or None where it is no name."""
    name = re.split(r"[ 　|（(]|(?:19|20)\d\d[-年/.]", value.strip("《》【】[] "))[0].strip("《》：:")
    return name if 2 <= len(name) <= 30 and re.search(r"[\u3400-\u9fffA-Za-z]", name) else None
