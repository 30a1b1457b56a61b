"""People, by a family name in the place where a person stands: after a title or a credit, in a list of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import rjieba

from flows.steps.memo import per_word
from flows.steps.names.pinyin import person
from flows.steps.names.wordlists import word_list
from flows.steps.segment import words
from flows.steps.types import Name, Span

SURNAMES = word_list("surnames")
_AFTER_TITLE = re.compile(
    r"(?:" + "|".join(sorted(word_list("titles"), key=len, reverse=True)) + r")(?:[ ：:/]{0,2})(?=[\u3400-\u9fff])"
)
_SPEECH = "说|表示|指出|强调|介绍|告诉|认为|坦言|透露|回忆|感慨|解释|补充|谈到|称|直言|笑着|坦承|道"
_VERBS = word_list("after_names")
_FOLLOW = re.compile(
    r"(?:$|[，、。；：！？,;:!?）)（(《〈“”’/\s]|[等任兼和与及为在将率作对向从就是的了也还则又都已曾到同被给把正讲有用拿站看听想开做每种养告去获自摄"
    r"文带领出]|" + "|".join(sorted(_VERBS)) + ")"
)
_STARTS_SENTENCE = re.compile(rf"(?:^|[，。；：！？“”]|\s)(?=[\u3400-\u9fff]{{2,4}}(?:{_SPEECH}))")
_ELSEWHERE = re.compile(
    r"香港|台湾|台北|台商|台资|高雄|澳门|港府|特区政府|新加坡|马来西亚|日本|韩国|朝鲜|越南|东京|首尔"
)
_LIST = re.compile(r"[、和与及 ]")
_NOT_GIVEN = frozenset("的了和与及是在等说从将们着过得地这那哪")
_FUNCTION = frozenset(
    "作则已均也并还曾就将都仍又对从在等说称与便却把给被到讲是及于了的着过由"
)  # close no name of three
_TRANSLITERATES = frozenset(
    "阿埃艾安奥巴班贝比彼宾波博布查达丹德登迪蒂丁杜多恩尔法菲费弗福盖戈格古哈海汉赫胡华霍基吉加贾杰金卡凯坎科克肯库拉莱兰朗劳勒雷里利"
    "列林龙卢鲁伦罗洛马曼梅蒙米莫姆穆纳内尼诺努欧帕佩皮普奇契切乔琼瑞萨塞桑瑟沙莎施史斯苏索塔泰特图托瓦万威维韦温沃伍西希夏辛休雅亚扬耶"
    "叶伊尤约扎泽詹珍朱兹宁武舒"
)
_FOREIGN = frozenset(
    "埃奥巴贝彼布蒂杜尔弗戈赫胡基贾卡科库拉勒鲁罗洛曼蒙莫姆尼诺努帕佩皮普契切萨塞瑟斯索塔特图托瓦韦沃扎兹奇"
)
_ADVERBS = frozenset("曾于应时向都和全常连齐方单边强解查管成任过支经")  # family names that open a clause as often
_VERBAL = ("v", "d", "p", "t", "r", "m", "a", "c", "f")
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
_WINDOW = 10  # characters that the segmenter is shown, so that a line of any length costs the same
_NO_NAMES = word_list("not_people")


def find_people(sentences: Iterable[str], known: Iterable[str] = ()) -> dict[str, str]:
    """Chinese names to pinyin, in the order of their first mention; ``known`` are names from the metadata."""
    found: dict[str, str] = {}
    for name in known:
        if is_name(name):
            found.setdefault(name, render(name))
    for zh in sentences:
        for start, end in _people_in(zh):
            found.setdefault(zh[start:end], render(zh[start:end]))
    return found


def render(name: str) -> str:
    """The name in pinyin, family name first."""
    size = _surname_size(name)
    return person(name[:size], name[size:])


def is_name(text: str) -> bool:
    """A family name and one or two characters that may be given names."""
    size = _surname_size(text)
    fits = bool(size) and 1 <= len(text) - size <= 2 and _HAN.fullmatch(text) is not None
    if fits and len(text) - size == 2 and _is_foreign(text[:size], text[size:]):
        return False
    return fits and not set(text[size:]) & _NOT_GIVEN and text not in _NO_NAMES


def _is_foreign(surname: str, given: str) -> bool:
    """马杜罗, 武契奇: characters that spell foreign names; the model knows better what those are in English."""
    spelt = _TRANSLITERATES.issuperset(surname + given)
    return _FOREIGN.issuperset(given) or (spelt and not _FOREIGN.isdisjoint(given))


def as_names(people: dict[str, str], sentences: Iterable[str] = ()) -> tuple[Name, ...]:
    """The people as names of the register; where another romanisation may be theirs, pinyin is only a suggestion."""
    elsewhere = [zh for zh in sentences if _ELSEWHERE.search(zh)]
    return tuple(
        Name(zh, en, "person", "rule", hard=not any(zh in sentence for sentence in elsewhere))
        for zh, en in people.items()
    )


def _surname_size(text: str) -> int:
    if text[:2] in SURNAMES and len(text) > 2:
        return 2
    return 1 if text[:1] in SURNAMES else 0


def _people_in(zh: str) -> Iterator[Span]:
    for match in _AFTER_TITLE.finditer(zh):
        at: int | None = match.end()
        while at is not None:
            span = _name_at(zh, at) or _tagged_at(zh, at)
            if span is None:
                break
            yield span
            following = _LIST.match(zh, span[1])
            at = following.end() if following and _may_follow(zh, following) else None
    for match in _STARTS_SENTENCE.finditer(zh):
        span = _name_at(zh, match.end())
        if span is not None and span[1] - span[0] > 2 and _is_one_word(zh[span[0] : span[1]]):
            yield span


def _may_follow(zh: str, joint: re.Match[str]) -> bool:
    """张三和商界领袖: after 和 and 与 a word of two characters is no second name."""
    if joint.group() in "、 ":
        return True
    word = zh[joint.end() : joint.end() + 2]
    tags = rjieba.tag(word)
    return len(tags) > 1 or tags[0][1].startswith("nr")


def _name_at(zh: str, at: int) -> Span | None:
    """The name that begins here: the longest whose follower may follow a name."""
    size = _surname_size(zh[at : at + 4])
    if not size:
        return None
    spans = [(at, at + size + given) for given in (2, 1) if at + size + given <= len(zh)]
    for start, end in spans:
        name = zh[start:end]
        if not is_name(name) or zh[start : start + 2] in _NO_NAMES or not _FOLLOW.match(zh, end):
            continue
        if end - start == size + 2 and (name[-1] in _FUNCTION or zh[end - 1 : end + 1] in _VERBS):
            continue
        if name[0] in _ADVERBS and _is_clause(name):
            continue
        return start, end
    return None


def _tagged_at(zh: str, at: int) -> Span | None:
    """A name that the segmenter takes for one, where none of the words that follow names stands behind it."""
    tokens = rjieba.tag(zh[at : at + _WINDOW])
    if not tokens:
        return None
    word, tag = tokens[0]
    fits = tag == "nr" and len(word) > 2 and is_name(word)
    return (at, at + len(word)) if fits and word[:2] not in _NO_NAMES and word[-1] not in _FUNCTION else None


@per_word
def _is_clause(name: str) -> bool:
    """发言人曾表示: an adverb and a verb, no name."""
    tags = rjieba.tag(name[1:])
    return len(tags) == 1 and len(name) > 2 and tags[0][1].startswith(_VERBAL)


@per_word
def _is_one_word(name: str) -> bool:
    """Whether the segmenter takes it for a name too, or cuts it so that no other word remains."""
    parts = words(name)
    return len(parts) == 1 or len(parts[-1]) == 1
