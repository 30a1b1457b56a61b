"""Briefs to test with, about people, firms and zones that we invented."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from flows.steps.types import (
    Article,
    Brief,
    Credit,
    Fact,
    Lang,
    Mention,
    ModelRecord,
    Name,
    Paragraph,
    Published,
    Related,
    Rendering,
    ReviewPoint,
    Script,
    Sentence,
    SentenceOrigin,
    SentenceState,
    SetAside,
    SourceRecord,
    StageRecord,
    SummarySentence,
    Title,
    Translation,
)
from tests.samples import FACTS, HANT, LINES, NAMES, POINTS, TITLE, Line


def a_brief(doc: str = "lanchuan-robots", **changes: Any) -> Brief:
    """A whole brief with every state a reader can meet; ``changes`` replace fields of the Brief."""
    paragraphs = _paragraphs(LINES)
    brief = Brief(
        id=doc,
        source=a_source(doc),
        article=an_article(paragraphs),
        title=Title(TITLE[0]),
        translation=Translation(_renderings(paragraphs)),
        summary=tuple(SummarySentence(id=f"s{n}", **point) for n, point in enumerate(POINTS, 1)),
        facts=_facts(paragraphs),
        names=tuple(Name(zh, en, kind, "glossary") for zh, en, kind in NAMES),
        review=(
            ReviewPoint("p4.3", "figures", "120亿元 is 12 billion yuan; the English says 1.2 billion yuan"),
            ReviewPoint("s4", "figures", "近90亿元 is nearly 9 billion yuan; the English says 900 million yuan"),
            ReviewPoint("s5", "support", "the article does not say that the zone will rank first"),
        ),
        stages={name: StageRecord(_digest(name)[:16]) for name in ("clean", "summarise", "translate", "render")},
        models=(
            ModelRecord("summariser", "builtin", _digest("s")[:12], preview=False),
            ModelRecord("translator", "builtin", _digest("t")[:12], preview=False),
        ),
        glossary=_digest("glossary")[:12],
    )
    return replace(brief, **changes)


def a_source(doc: str = "lanchuan-robots", script: Script = "Hans") -> SourceRecord:
    """Where the sample brief came from."""
    return SourceRecord((f"{doc}.txt",), _digest(doc), _digest(doc + "text"), 3210, "utf-8", script)


def an_article(paragraphs: tuple[Paragraph, ...] | None = None, **changes: Any) -> Article:
    """The sample article with its metadata and three things set aside."""
    article = Article(
        title=Title(TITLE[0]),
        paragraphs=_paragraphs(LINES) if paragraphs is None else paragraphs,
        script="Hans",
        published=Published("2026-03-07T09:13:28+08:00", "second", "assumed"),
        publisher="云岭日报",
        authors=("陆听澜",),
        editor="许见山",
        credits=(Credit("photo", "陆听澜"),),
        set_aside=(
            SetAside(
                (1, 1), None, "navigation", "a line of links at the head of the page", "首页 | 要闻 | 园区 | 视频"
            ),
            SetAside((5, 5), None, "repeated-title", "the headline again, above a photograph", TITLE[0]),
            SetAside(
                (41, 44),
                None,
                "notice",
                "the site's copyright notice",
                "版权声明：本网注明来源的作品，转载请注明出处。",
            ),
        ),
    )
    return replace(article, **changes)


def a_small_brief(doc: str, zh: str = "第一句。第二句。", en: str = "One sentence. Another.", **changes: Any) -> Brief:
    """A brief of one sentence, for tests that need many."""
    paragraph = Paragraph("p1", "text", (Sentence("p1.1", (1, 1), zh),))
    english = Rendering(zh, en, "ok")
    renderings = {"t": Rendering("标题", "A headline", "ok"), "p1.1": english, "s1": english}
    brief = a_brief(
        doc,
        article=an_article((paragraph,), title=Title("标题"), set_aside=()),
        title=Title("标题"),
        translation=Translation(renderings),
        summary=(SummarySentence("s1", zh, ("p1.1",), en=en),),
        facts=(),
        names=(),
        review=(),
    )
    return replace(brief, **changes)


def with_title(brief: Brief, title: Title, en: str | None = "A headline") -> Brief:
    """The same brief under another headline."""
    english = Rendering(title.zh, en, "ok" if en is not None else "untranslated")
    article = replace(brief.article, title=title if title.origin == "source" else None)
    renderings = Translation(brief.translation.renderings | {"t": english})
    return replace(brief, title=title, article=article, translation=renderings)


def related(doc: str) -> Related:
    """A link to a near duplicate."""
    return Related(doc, "near-duplicate")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _paragraphs(lines: list[Line]) -> tuple[Paragraph, ...]:
    found = []
    for n, (kind, pairs) in enumerate(lines, 1):
        ids = [f"p{n}.{m}" for m in range(1, len(pairs) + 1)]
        found.append(Paragraph(f"p{n}", kind, tuple(
            Sentence(i, (n * 2, n * 2), zh, HANT.get(i)) for i, (zh, _) in zip(ids, pairs, strict=True)
        )))  # fmt: skip
    return tuple(found)


def _renderings(paragraphs: tuple[Paragraph, ...]) -> dict[str, Rendering]:
    found = {"t": Rendering(TITLE[0], TITLE[1], "ok")}
    english = [en for _, pairs in LINES for _, en in pairs]
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
    for sentence, en in zip(sentences, english, strict=True):
        found[sentence.id] = Rendering(sentence.zh, en, _state(sentence.id, en), _origin(sentence.id))
    points = ((f"s{n}", point) for n, point in enumerate(POINTS, 1) if point["en"])
    return found | {i: Rendering(point["zh"], point["en"], _point_state(point)) for i, point in points}


def _state(sentence: str, en: str | None) -> SentenceState:
    if en is None:
        return "untranslated"
    return "review" if sentence == "p4.3" else "ok"


def _point_state(point: dict[str, Any]) -> SentenceState:
    return "review" if point.get("state") == "review" else "ok"


def _origin(sentence: str) -> SentenceOrigin:
    return {"p4.2": "repaired", "p6.2": "edited"}.get(sentence, "model")  # type: ignore[return-value]


def _facts(paragraphs: tuple[Paragraph, ...]) -> tuple[Fact, ...]:
    texts = [(s.id, s.zh) for paragraph in paragraphs for s in paragraph.sentences]
    texts += [(f"s{n}", point["zh"]) for n, point in enumerate(POINTS, 1)]
    english = {i: r.en for i, r in _renderings(paragraphs).items() if r.en}
    found = []
    for n, (kind, zh, en, low, high, unit) in enumerate(FACTS, 1):
        places: list[tuple[str, Lang, str, str]] = [(i, "zh", text, zh) for i, text in texts]
        places += [(i, "en", text, en) for i, text in english.items()]
        mentions = tuple(
            Mention(i, lang, (text.index(form), text.index(form) + len(form)), ok=True)
            for i, lang, text, form in places if form in text
        )  # fmt: skip
        wrong = {"f9": Mention("p4.3", "en", (60, 77), ok=False), "f13": Mention("s4", "en", (68, 83), ok=False)}
        approx = "nearly" if zh.startswith("近") else "over" if "余" in zh else None
        mentions += (wrong[f"f{n}"],) if f"f{n}" in wrong else ()
        found.append(Fact(f"f{n}", kind, zh, en, low, high, unit, approx, None, mentions))  # type: ignore[arg-type]
    return tuple(found)
