"""The rule for notices: what a site says of its rights and of itself, below or above an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.steps.clean.headline import body_at
from flows.steps.clean.page import Cut, Line, Page
from flows.steps.clean.shape import ends_in_stop, is_numbered

_SELF = re.compile(
    "本(?:网|站|平台|号|公众号|网站|APP|客户端)|凡(?:本|注明|转载)|我们(?:将|会)?(?:及时|立即|尽快)?(?:删除|处理)|转载请"
    "|请(?:注明|与|在|及时|务必|告知|于)|(?:不得|禁止|谢绝|严禁)[^。]{0,12}(?:转载|摘编|复制|使用|链接|转贴)"
    "|未经[^。]{0,20}(?:授权|许可|同意)[^。]{0,20}(?:不得|禁止|谢绝|严禁|均)|敬请|联系(?:我们|邮箱|电话|删除)|(?:仅供|以供)[^。]{0,6}参考|投资(?:有风险|者据此)|入市"
)
_TOPIC = re.compile(
    "版权|著作权|知识产权|授权|转载|转自|摘编|侵权|法律责任|侵犯|免责|声明|赞同其观点|真实性|稿件|作品|删除|下架|网站|媒体|来源|观点|立场|不代表|不构成|"
    "投资建议|更正|举报|投稿|公众号|平台|用户上传|信息存储|有限公司"
)
_HEADLINE = re.compile(
    r"^(?=.{2,40}$)[【\[]?[^，。！？：]*(?:声明|版权(?:说明|所有|与|信息)|免责(?:条款|提示)|特别(?:提示|提醒|声明)"
    r"|温馨提示|风险提示)[^，。！？]{0,8}[】\]]?[：:]?$"
)
_INLINE_HEAD = re.compile(r"^[（(【\[*※]?(?:特别|免责|版权|郑重|重要)?(?:声明|提示|说明)[】\]]?[：:]")
_CERTAIN = re.compile(
    "凡本(?:网站?|站|报|刊|平台)?(?:注明|转载)|未经本(?:网站?|站|报|刊|平台)|本(?:网站?|站|平台)(?:转载|将追究|不承担|保留)"
    "|仅代表(?:作者|嘉宾|发言者)?(?:本人)?(?:个人)?(?:的)?观点|不构成(?:任何)?投资建议|观点仅代表|评论仅供|同意[^，。]{0,6}隐私权?(?:政策|规范|条款)|来源[：:][^。]{2,20}，版权归|本文(?:为|系)[^，。]{2,20}原创|转载请(?:附上|注明|标明|联系)"
)
_APP = re.compile(
    r"(?:下载|打开|关注|扫码|长按)[^。]{0,30}(?:客户端|APP|App|公众号|二维码)|欢迎关注[^，。]{2,20}(?:微信|微博)|用APP(?:看|读)|尽在[^。，]{2,14}(?:APP|App|客户端|公众号)$"
    r"|(?:订阅|追踪|点我|加入)[^。]{0,20}(?:电子报|频道|视频号|粉丝[团页]|LINE好友|YouTube)|点击(?:上方|下方|蓝字|顶部)[^。]{0,20}(?:关注|订阅)",
    re.IGNORECASE,
)
_CALLS = re.compile(
    "^[（(“【]?(?:更多|本文|想|请|欢迎|点击|下载|打开|关注|扫码|扫描|扫一扫|长按|识别|来源)|敬请|[！!]$"
)


def weight(zh: str) -> int:
    """How much a line speaks of rights and of its site: topic words, and twice for the site's own voice."""
    return len(set(_TOPIC.findall(zh))) + 2 * bool(_SELF.search(zh))


def is_strong(zh: str) -> bool:
    """Whether a line is a notice by itself: the site's own voice on at least two topics, or an opening 声明：."""
    topics = len(set(_TOPIC.findall(zh)))
    return (bool(_SELF.search(zh)) and topics >= 2) or (bool(_INLINE_HEAD.match(zh)) and topics >= 2)


def _first(rest: Sequence[Line], strong: int) -> int:
    """How far up a notice reaches above its first strong line: numbered points, then its headline."""
    top = strong
    while top > 0 and is_numbered(rest[top - 1].zh) and weight(rest[top - 1].zh) >= 2:
        top -= 1
    if top > 0 and _HEADLINE.match(rest[top - 1].zh):
        top -= 1
    return top


def _belongs(line: Line, following: Sequence[Line]) -> bool:
    """Whether a line between two strong ones is part of the notice."""
    return weight(line.zh) >= 2 or is_numbered(line.zh) or any(is_strong(near.zh) for near in following)


def _block(rest: Sequence[Line]) -> tuple[int, int] | None:
    """The notice that closes the page: from its first line to the last."""
    end = len(rest)
    top = end
    at = end - 1
    while at >= 0 and (is_strong(rest[at].zh) or (weight(rest[at].zh) >= 2 and top < end) or _gap(rest, at)):
        if is_strong(rest[at].zh):
            top = at
        at -= 1
    return (_first(rest, top), end - 1) if top < end else None


def _gap(rest: Sequence[Line], at: int) -> bool:
    """A weak line under a strong one: in the middle of a notice if short, at its very foot if it has a topic word."""
    if at == 0 or not is_strong(rest[at - 1].zh):
        return False
    if at + 1 >= len(rest):
        return weight(rest[at].zh) >= 1
    return weight(rest[at + 1].zh) >= 2 and (weight(rest[at].zh) >= 1 or len(rest[at].zh) <= 60)


def closing_notice(page: Page) -> Iterator[Cut]:
    """The copyright notice under an article, with or without a headline, unnumbered paragraphs included."""
    rest = page.rest
    block = _block(rest)
    if not block:
        return
    for line in rest[block[0] : block[1] + 1]:
        yield Cut(
            (line.number, line.number), "notice", "a site's notice of its rights, in its own voice, after the article"
        )


def above_headline(page: Page, title: int) -> Iterator[Cut]:
    """What stands above the headline and is no article: a notice, or the name of a channel."""
    rest = page.rest
    place = next((at for at, line in enumerate(rest) if line.number == title), 0)
    for line in rest[: min(place, body_at(rest))]:
        if is_strong(line.zh) or (len(line.zh) <= 12 and not re.search("[。！？]", line.zh)):
            yield Cut(
                (line.number, line.number), "above the headline", "a notice or a channel's name above the headline"
            )


def stray_notice(page: Page) -> Iterator[Cut]:
    """A one-line notice or an invitation to an app, wherever it stands."""
    for line in page.rest:
        if len(line.zh) <= 120 and (_is_stray(line.zh) or _invites(line.zh)):
            yield Cut((line.number, line.number), "notice", "a notice in one line")


def _invites(zh: str) -> bool:
    """Whether a line asks its reader to get an app or to scan a code; one that tells of an app is a sentence."""
    if not _APP.search(zh) or len(zh) > (100 if "二维码" in zh else 50) or "记者" in zh:
        return False
    return not ends_in_stop(zh) or bool(_CALLS.search(zh))


def _is_stray(zh: str) -> bool:
    return (bool(_INLINE_HEAD.match(zh)) and weight(zh) >= 3) or bool(_CERTAIN.search(zh))


def notice_publisher(lines: Sequence[Line]) -> str | None:
    """The site that speaks in a notice: the name in 注明“来源：X”, told apart from （非X）."""
    names = [match for line in lines for match in re.findall(r"来源[：:]([^”“。，（）XＸ]{2,12})”", line.zh)]
    return max(set(names), key=lambda name: (names.count(name), name)) if names else None
