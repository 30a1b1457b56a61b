"""How much news a piece of Chinese holds: figures, events and actors for it, exhortation against it."""

from __future__ import annotations

import re

from flows.steps.facts import find_figures
from flows.steps.memo import per_sentence
from flows.steps.types import Figure

# Words of exhortation: prose that calls for something and reports nothing.
_EXHORT = re.compile(
    "坚持|着力|切实|深入|进一步|不断|努力|奋力|全力|扎实|牢牢|紧紧|加快|持续|全面|大力|积极|充分|"
    "要求|必须|务必|统一思想|凝聚|贯彻|弘扬|践行|担当|初心|使命|锚定|夯实|筑牢|引领|谱写|篇章|迈进|发力|赋能|"
    "唯有|深刻认识|摒弃|强大动力|"
    "决心|信心|离不开|加油干|指明|奠定|保障|氛围|以.{1,12}为(?:目标|主线|抓手|契机|牵引|重点|中心|保障)"
)
_EVENT = re.compile(
    "召开|举行|举办|签约|投产|开工|落成|揭牌|启用|启动|发布|公布|开展了|联合开展|建成|通车|开通|交付|获批|获评|入围|"
    "位列|跃升|投资|成立|开幕|封顶|投入运营|印发|出台|通报|表彰|授予|任组长|当选|任命"
    "|制定了?(?=《)|宣读了?(?=《)"
)
# 建设启动以来, 学习开展以来: when something began is no event.
_SINCE = re.compile("[^，。；]{2,4}以来(?=，)")
# These report only beside a figure; alone they promise (实现新跨越).
_MEASURED = re.compile("完成|达到|实现|突破|增长|下降|新增|解决|提高|减少|累计")
# A sentence that opens with such a verb has no subject: an instruction, or the tail of a list of them.
_BARE = re.compile(
    "(?:要|应|须)?(?:做好|推进|推动|坚持|强化|深化|弘扬|突出|聚焦|实施|加强|落实|提升|着力|探索|抓好|抓牢|建强|优化|"
    "选准|从严|持续|扎实|认真|大力|全力|充分|全面|精心|严格|深入|牢牢|紧紧|努力|树立|树牢|打造|转化|形成|建立|研究|"
    "推行|组织|统筹|发挥|引导|激活|完善|健全|筑牢|擦亮|踏上|立足|把|将|通过|围绕|先后|策划|征集|负责)"
)
_WORTH = {"amount": 0.7, "percent": 0.6, "points": 0.6, "rank": 1.3, "ratio": 0.6, "multiple": 0.8, "measure": 0.5}
_WORTH |= {"duration": 0.1, "date": 0.25, "count": 0.35}
_HAILED = 0.5  # an anniversary is no place among others; on 73 briefs of the development set ROUGE stays as it was
_FIGURE = 0.3  # less is a date or a duration
_LESS = 0.6  # each further figure is worth this much of the one before: a list is no better than a good figure


@per_sentence
def figure_worth(zh: str) -> float:
    """What the figures of a text are worth as news, the best first; a duration alone is worth little."""
    worth = sorted(map(_worth, find_figures(zh, "zh")), reverse=True)
    return sum(value * _LESS**rank for rank, value in enumerate(worth))


def _worth(figure: Figure) -> float:
    hailed = figure.kind == "rank" and figure.text.endswith("周年")
    return _HAILED if hailed else _WORTH.get(figure.kind, 0.2)


@per_sentence
def exhortation(zh: str) -> float:
    """Words of exhortation per twenty characters."""
    return 20 * len(_EXHORT.findall(zh)) / max(len(zh), 20)


def has_news(zh: str) -> bool:
    """Whether the text names an event or a figure that is more than a duration or a date."""
    return bool(_events(zh)) or figure_worth(zh) >= _FIGURE


def _events(zh: str) -> list[str]:
    return _EVENT.findall(_SINCE.sub("", zh))


def newsworth(zh: str) -> float:
    """Figures and events, less exhortation and the want of a subject; 0 for a plain statement."""
    worth = figure_worth(zh)
    events = min(len(_events(zh)) + (len(_MEASURED.findall(zh)) if worth >= _FIGURE else 0), 2)
    bare = 0.8 if _BARE.match(zh) else 0.0
    maxim = 0.0 if has_news(zh) else 0.5
    return worth + 0.4 * events - 0.6 * exhortation(zh) - bare - maxim
