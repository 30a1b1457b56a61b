"""Rules for what surrounds an article: menus, breadcrumbs, paywalls, links to other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.steps.clean.headline import is_fields
from flows.steps.clean.page import HEAD_LINES, Cut, Line, Page, whole
from flows.steps.clean.shape import ends_sentence, has_han, skeleton

_SEGMENTS = re.compile(r"】 ?【| *[|｜/] *| {2,}|\t+")
_CRUMB = re.compile(
    r"^(?:您?(?:现在|当前)?(?:的)?位置|当前位置|首页)(?: ?[：:>»/→] ?| {1,4}).*|^\S{1,10}(?: ?[>»→] ?\S{1,14}){2,}$"
)
_PAYWALL = re.compile(
    r"(?:剩余|还有|余下)\S{0,6}(?:%|内容|全文)\S{0,4}(?:未读|付费|可读)|(?:开通|成为|加入)\S{0,6}会员\S{0,10}(?:阅读|查看|解锁|畅读)"
    r"|(?:登录|付费|订阅|购买)(?:后|即可|可)\S{0,6}(?:阅读|查看|解锁)\S{0,8}(?:全文|更多|内容)"
    r"|^(?:立即|马上)(?:订阅|开通|充值)|^已(?:是|有)\S{0,4}(?:会员|账号|订阅)[^，。]{0,12}(?:登录|登入)"
)
_NEIGHBOUR = re.compile(
    r"^(?:阅读|查看)?[\[【]?(?:上|下|前|后)一?(?:篇|条|页|则)(?:文章|新闻)?[\]】]? ?[：:»> ].{0,80}$"
    r"|^(?:上一篇|下一篇)$"
)
_RELATED = re.compile(
    r"^[\[【]?(?:相关(?:阅读|新闻|链接|报道|文章|推荐|专题|内容|搜索)|(?:延伸|推荐)阅读|(?:热点|精彩|图片|频道|编辑)推荐|猜你喜欢"
    r"|相关附件|附件下载|热门(?:推荐|新闻|文章|评论|话题)|为[您你]推荐|喜欢此内容的人还喜欢|最新(?:新闻|文章|资讯|评论)|更多\S{0,8}(?:新闻|精彩|阅读|推荐|报导|报道)|往期(?:回顾|精选|推荐)"
    r"|(?:新闻|点击|阅读)?排行榜?|栏目导航|友情链接|(?:网友|最新|全部|发表|热门|精选)评论|大家都在看|今日热点|24小时(?:热文|排行)|查看更多)"
    r"[\]】]?[：:>» ]*(?:[（(]?\d+条?[）)]?|>\S{1,10})?$"
)
_FOOT = re.compile(
    r"(?:Copyright|©|\(c\)|版权所有|All Rights? Reserved|ICP[备证]|公网安备|京公网|互联网新闻信息服务|网络视听许可证"
    r"|增值电信业务|广播电视节目制作|举报(?:电话|邮箱|热线)|客服(?:电话|热线)|(?:投稿|爆料|商务合作|广告|编辑部)(?:邮箱|热线|电话|QQ|微信)|新闻热线[：:]|^地址[：:].*(?:电话|邮编|邮箱)|(?:主办|承办)(?:单位)?[：:]|技术支持[：:]|网站标识码"
    r"|建议使用\S{0,12}(?:浏览器|分辨率))",
    re.IGNORECASE,
)
_BARS = re.compile(r"^[|｜] *| *[|｜]$")
_AROUND = 25


def _is_menu(line: Line) -> bool:
    """Four or more short items side by side, none of them a clause."""
    items = [item for item in _SEGMENTS.split(line.zh) if item]
    short = sum(len(item) <= 8 for item in items)
    return (
        len(items) >= 4 and short == len(items) and not re.search("[，。；！？]", line.zh) and not _is_figures(line.zh)
    )


def _is_figures(zh: str) -> bool:
    return sum(char.isdigit() for char in zh) > len(zh) // 4


def edges(page: Page) -> Iterator[Cut]:
    """A bar or bullet that a table or a list left at the start or end of a line."""
    for line in page.rest:
        for match in _BARS.finditer(line.zh):
            if line.zh.strip("| ") and line.zh.count("|") <= 2:
                yield Cut((line.number, line.number), "marks only", "a bar at the edge of a line", match.span())


def outside(page: Page) -> Iterator[Cut]:
    """Lines of a page that stand outside the element of its article, but for fields right around it."""
    rest = page.rest
    inner = [at for at, line in enumerate(rest) if line.hint not in ("outside", "title", "field")]
    near = range(inner[0] - _AROUND, inner[-1] + _AROUND) if inner else range(0)
    for at, line in enumerate(rest):
        if line.hint == "outside" and not (at in near and is_fields(line.zh)):
            yield whole(line, "outside the article", "stands outside the element that holds the article")


def links(page: Page) -> Iterator[Cut]:
    """Two or more lines in a row that are nothing but links, and one at the end."""
    rest = page.rest
    linked = [line.hint == "link" for line in rest]
    for at, line in enumerate(rest):
        beside = (at > 0 and linked[at - 1]) or at + 1 == len(rest) or linked[at + 1]
        if linked[at] and beside and not ends_sentence(line.zh):
            yield whole(line, "links", "nothing but a link, among or after others")


def menu(page: Page) -> Iterator[Cut]:
    """Rows of links: at the head and the foot of a page only, where the body has not begun or has ended."""
    for line in _edges(page.rest):
        if _is_menu(line):
            yield whole(line, "navigation", "a row of short items without a clause, at the edge of the page")


def _edges(rest: Sequence[Line]) -> list[Line]:
    """The lines before the first and after the last that end a sentence, and the first few in any case."""
    full = [at for at, line in enumerate(rest) if ends_sentence(line.zh) and len(line.zh) > 20]
    if not full:
        return list(rest)
    return [*rest[: full[0]], *rest[full[-1] + 1 :]]


def column(page: Page) -> Iterator[Cut]:
    """A menu with one item to a line: five or more very short lines in a row before the body."""
    run: list[Line] = []
    for line in _edges(page.rest)[:40]:
        if len(line.zh) <= 6 and has_han(line.zh) and not re.search("[，。！？：0-9]", line.zh):
            run.append(line)
            continue
        if len(run) >= 5:
            break
        run = []
    if len(run) >= 5:
        yield from (
            whole(line, "navigation", "one of a column of very short lines at the edge of the page") for line in run
        )


def breadcrumb(page: Page) -> Iterator[Cut]:
    """Where the page stands in its site: 首页 > 新闻 > 正文."""
    for line in page.rest[:HEAD_LINES]:
        if len(line.zh) <= 60 and _CRUMB.match(line.zh) and not ends_sentence(line.zh):
            yield whole(line, "breadcrumb", "a path through the site")


def paywall(page: Page) -> Iterator[Cut]:
    """The line where a page stops for those who don't pay or log in."""
    for line in page.rest:
        if len(line.zh) <= 60 and _PAYWALL.search(line.zh):
            yield whole(line, "paywall", "the page gives no more than a part of the article")


def neighbours(page: Page) -> Iterator[Cut]:
    """上一篇：… and 下一篇：…, and the title that follows where the line holds no more."""
    for line in page.rest:
        if _NEIGHBOUR.match(line.zh):
            yield whole(line, "neighbouring pages", "a link to the page before or after")


def related(page: Page) -> Iterator[Cut]:
    """From 相关阅读 and its like to the end, where only short lines follow."""
    rest = page.rest
    last = next((at for at in range(len(rest) - 1, -1, -1) if not _is_link(rest[at])), -1)
    start = next((at for at in range(max(last, 0) + 1, len(rest)) if _RELATED.match(rest[at].zh)), len(rest))
    for line in rest[start:]:
        yield whole(line, "related links", "a list of other pages after the article")


def _is_link(line: Line) -> bool:
    return len(line.zh) <= 60 and "。" not in line.zh


def footer(page: Page) -> Iterator[Cut]:
    """Copyright, licence numbers and hotlines: the last lines of the page, together with what stands among them."""
    rest = page.rest
    marks = [
        at for at, line in enumerate(rest) if len(line.zh) <= 200 and len(_FOOT.findall(line.zh)) and _is_foot(line.zh)
    ]
    if not marks or marks[0] < len(rest) // 2:
        marks = [at for at in marks if at >= len(rest) - 8]
    for at in marks:
        yield whole(rest[at], "site footer", "copyright, licence number or hotline of a site")


def _is_foot(zh: str) -> bool:
    return len(zh) <= 60 or len(_FOOT.findall(zh)) >= 2


def bare(page: Page) -> Iterator[Cut]:
    """Lines of marks only, and stray web addresses."""
    for line in page.rest:
        if not skeleton(line.zh):
            yield whole(line, "marks only", "no letter or figure in it")
        elif re.fullmatch(r"(?:本文|原文|文章)?(?:链接|网址|地址)?(?:阅读原文)?[：: ]*https?://[!-~]+", line.zh):
            yield whole(line, "web address", "an address and nothing else")
