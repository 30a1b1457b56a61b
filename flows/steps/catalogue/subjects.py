"""What a figure of local news is about: the indicator named before it, so that figures can be set side by side."""

from __future__ import annotations

import re

from flows.steps.types import Brief, Fact

# The indicators of official reports with their usual English; longer ones first win over those inside them.
SUBJECTS = {
    "地区生产总值": "GDP",
    "生产总值": "GDP",
    "规模以上工业总产值": "industrial output value above designated size",
    "规上工业总产值": "industrial output value above designated size",
    "规上工业增加值": "industrial added value above designated size",
    "规模以上工业增加值": "industrial added value above designated size",
    "工业总产值": "industrial output value",
    "工业增加值": "industrial added value",
    "固定资产投资": "fixed-asset investment",
    "一般公共预算收入": "general public budget revenue",
    "财政收入": "fiscal revenue",
    "税收收入": "tax revenue",
    "进出口总额": "imports and exports",
    "社会消费品零售总额": "retail sales of consumer goods",
    "营业收入": "operating revenue",
    "主营业务收入": "revenue from main business",
    "销售收入": "sales revenue",
    "利润总额": "total profit",
    "人均可支配收入": "disposable income per head",
    "研发投入": "research and development spending",
    "总投资": "total investment",
    "投资额": "investment",
    "产业产值": "output value of the industry",
    "产值": "output value",
    "销量": "sales volume",
    "产量": "production",
    "年产": "yearly capacity",
    "用电量": "electricity use",
    "配套率": "share of local parts",
    "绿化率": "green cover",
    "失业率": "unemployment rate",
    "城镇化率": "urbanization rate",
    "综合评价": "overall assessment",
}
_SUBJECT = re.compile("|".join(sorted(SUBJECTS, key=len, reverse=True)))
_REACH = 24  # characters between an indicator and its figure; past that it is usually another clause's


def subject(zh: str, start: int) -> str | None:
    """The English of the nearest indicator before position ``start`` in the same clause group, or None."""
    clause = re.split("[。；;！？]", zh[:start])[-1]
    found = list(_SUBJECT.finditer(clause))
    if not found or len(clause) - found[-1].end() > _REACH:
        return None
    return SUBJECTS[found[-1][0]]


def subjects(brief: Brief) -> list[tuple[Fact, str, str]]:
    """(fact, subject, sentence id) for every figure of the article that states an indicator."""
    texts = {sentence.id: sentence.zh for sentence in brief.article.sentences()}
    found = []
    for fact in brief.facts:
        for mention in fact.mentions:
            about = subject(texts.get(mention.at, ""), mention.span[0]) if mention.lang == "zh" else None
            if about and fact.kind != "date":
                found.append((fact, about, mention.at))
                break
    return found
