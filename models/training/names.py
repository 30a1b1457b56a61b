"""People's names written into the source as their English, as the pipeline does before it asks the model."""

from __future__ import annotations

import re
from functools import cache

from pypinyin import Style, pinyin

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾"
    "夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)


@cache
def _syllable(character: str) -> str:
    return str(pinyin(character, style=Style.NORMAL)[0][0])


def pinyin_name(zh: str) -> str:
    """A personal name in pinyin: surname, then the given name as one word."""
    given = "".join(_syllable(character) for character in zh[1:])
    return f"{_syllable(zh[0]).capitalize()} {given.capitalize()}"


def write_names(zh: str, en: str) -> str:
    """The Chinese with every name in English whose pinyin stands in the translation."""
    at = 0
    parts: list[str] = []
    for found in re.finditer(rf"(?=([{_SURNAMES}][\u4e00-\u9fff]{{1,2}}))", zh):
        start = found.start()
        if start < at:
            continue
        for name in {found.group(1): None, found.group(1)[:2]: None}:
            english = pinyin_name(name)
            if english in en:
                parts.extend((zh[at:start], f" {english} "))
                at = start + len(name)
                break
    return " ".join(("".join(parts) + zh[at:]).split()) if parts else zh
