"""Rules for what a page offers to press or watch: buttons, counters, players, toolbars, code and advertisements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.steps.clean.page import HEAD_LINES, Cut, Page, whole
from flows.steps.clean.shape import ends_in_stop, ends_sentence, has_han

_BUTTON = (
    "打印|打印本页|关闭|关闭窗口|关闭本页|收藏|加入收藏|收藏本站|推荐|分享|纠错|我要纠错|举报|复制链接|点赞|评论|我要评论|我要分享|发表评论|转发|赞|提交|取消|赞赏|喜欢作者|写留言|精选留言|在看|关注"
    "|设为首页|网站地图|联系我们|登录|注册|更多|搜索|无障碍|手机版|电脑版|导出|下载|朗读|听新闻|放大|缩小|默认|放大字体|缩小字体|字号|字体"
    "|微信|微博|新浪微博|腾讯微博|朋友圈|微信好友|QQ|QQ空间|QQ好友|抖音|脸书|LINE|Facebook|Twitter|版面导航|标题导航|本版新闻|上一版|下一版"
)
_PLAYER = (
    "倍速|高清|超清|标清|蓝光|流畅|自动播放|循环播放|播放|重播|暂停|全屏|静音|弹幕|正在加载|直播回放"
    "|(?:4K|1080P|720P|480P|360P)"
)
_COUNTER = r"(?:阅读|浏览|点赞|评论|转发|收藏|点击|分享|在看|播放)(?:量|数|次数)?[ ：:(（]*\d[\d,.万+]*(?:次|条)?[)）]?"
_TOOL = re.compile(
    r"^[\[【（(—–-]{0,2}(?:Back to Top|回首页|返回(?:顶部|首页|列表|上一页|目录)?|回到?顶部|置顶|TOP"
    rf"|(?:{_BUTTON})(?:[ |/·、](?:{_BUTTON}))*|{_PLAYER}"
    r"|(?:分享(?:到|至)|[【（(]?(?:字号|字级|字体(?:大小)?))[：: ].{0,40}|分享(?:到|至)|(?:小|中|大)(?: ?[中大小]){1,2}"
    r"|A[-+] ?A[-+]?"
    r"|(?:扫一扫|扫描|长按|识别)\S{0,24}(?:二维码|关注|分享|打开|阅读|客户端)\S{0,12}"
    r"|(?:点击|请|欢迎)?(?:下载|打开)\S{0,10}(?:客户端|APP)\S{0,16}"
    r"|(?:点击)?(?:查看|阅读|展开|显示)(?:全文|原文|更多|剩余|评论)\S{0,6}|(?:阅读|查看)(?:原文|全文)"
    rf"|{_COUNTER}(?: {_COUNTER})*|\d+ ?(?:人|次|条)?(?:参与|评论|阅读|跟贴|点赞|喜欢)"
    r"(?: +\d+ ?(?:人|次|条)?(?:参与|评论|跟贴))?"
    r"|暂无(?:评论|数据|内容|更多).{0,10}|您是第 ?\d+ ?位(?:访客|访问者)|请往下阅读"
    r"|[\u3400-\u9fff]{2,8}(?:官方)?(?:微博|微信|抖音号?|视频号|公众号)"
    r"|第?\d{1,2}(?: ?/ ?\d{1,2})?页|[上下]一[张图]"
    r"|(?:首页 ?)?上一[页版].{0,40}下一[页版].{0,12}|\d(?: \d){1,9}(?: 下一页)?"
    r"|(?:\d{1,2}:)?\d{2}:\d{2} ?/ ?(?:\d{1,2}:)?\d{2}:\d{2}"
    r"|(?:已|取消)?收藏(?:成功)?[！!]?|知道了|我有话说.{0,20}|我要反馈|(?:更多|相关)\S{0,10}请关注.{0,20}|\+1"
    r"|\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?|\d{4}年0\d月\d\d日"
    r"|[（(]?完[）)]?|THE END|END|[-—=*_·.。 ▼▲↓]{1,40})[\]】）)—–-]{0,2}$"
    rf"|^(?:[\[【](?:{_BUTTON}|大|中|小)[\]】] ?)+$",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"^(?:今天是|今日是|现在是|当前时间|系统时间|北京时间[：:])[ ：:]?\d{4}.{0,40}$"
    r"|^欢迎(?:访问|光临|您)[^，。]{0,24}[！!]?$"
)
_ITEMS = re.compile(r"[ |｜/·、,，]+")
_PRESSED = re.compile(rf"(?:{_BUTTON}|大|中|小|{_COUNTER})", re.IGNORECASE)
_PRAISE = re.compile(
    "^.{0,16}(?:点个(?:“?在看”?|赞|小星星)|点(?:赞)?[、和+]?“?在看|点亮“?在看|一键三连|求三连|星标我们|设为星标)[^。]{0,16}$"
)
_ATTACHED = re.compile(
    r"^(?:附件|附)?\d{0,2}[：:.、 ]*\S.{0,60}\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|ofd|wps)[）)]?$", re.IGNORECASE
)
_AD = re.compile(
    r"^[\[【（(]?(?:广告|推广|赞助|赞助商|商业推广|广告位招租|Advertisement|Sponsored|AD)[\]】）)]?$"
    r"|^广告[：:丨|].{0,60}$",
    re.IGNORECASE,
)
_BAIT = re.compile(
    r"^点击(?:查看|进入|阅读|了解)? ?[>》»]{1,3}|(?:扫码|扫描\S{0,6}二维码|点击\S{0,6}链接)(?:即可)?"
    r"(?:咨询|购买|抢购|领取|报名|入群|加群|下单|加入|订阅)\S{0,6}$"
    r"|^(?:立即|马上|限时)(?:抢购|购买|领取|咨询|报名|下单)"
    r"|立即(?:加入|订阅|下载|报名)[！!]?$|(?:添加|加)(?:作者|小编|客服|我)?微信|^请?(?:转发|扩散)[^，。]{0,10}[！!]$"
)
_CODE = re.compile(r"[;{}]$|^(?:var|function|window\.|document\.|\$\()|^<!?--|-->$|^[.#][\w-]+ ?\{")


def clock(page: Page) -> Iterator[Cut]:
    """Today's date and a welcome at the head of a page: the reader's day, not the article's."""
    for line in page.rest[:HEAD_LINES]:
        if _NOW.match(line.zh):
            yield whole(line, "page tools", "the day of the visit, or a welcome")


def tools(page: Page) -> Iterator[Cut]:
    """Buttons, counters and players: print, share, font size, back to top, page numbers, (完)."""
    for line in page.rest:
        if len(line.zh) <= 60 and (_TOOL.match(line.zh) or is_toolbar(line.zh)):
            yield whole(line, "page tools", "a button, counter or page number")


def is_toolbar(zh: str) -> bool:
    """Whether three or more items of a line, and two in three of them, are buttons."""
    items = [item for item in _ITEMS.split(zh) if item]
    pressed = sum(bool(_PRESSED.fullmatch(item)) for item in items)
    return pressed >= 3 and 3 * pressed >= 2 * len(items)


def attachments(page: Page) -> Iterator[Cut]:
    """Files to download: 附件：名单.pdf."""
    for line in page.rest:
        if _ATTACHED.match(line.zh):
            yield whole(line, "attachment", "the name of a file to download")


def advertisements(page: Page) -> Iterator[Cut]:
    """Lines that sell: 广告 alone, 点击查看 >>, 扫码咨询; and a request to press 在看."""
    for line in page.rest:
        short = len(line.zh) <= 60 and not ends_in_stop(line.zh)
        if _AD.match(line.zh) or (short and (_BAIT.search(line.zh) or _PRAISE.match(line.zh))):
            yield whole(line, "advertisement", "sells, or asks its reader to press something")


def code(page: Page) -> Iterator[Cut]:
    """Program text that a page left behind."""
    for line in page.rest:
        if (
            not has_han(line.zh)
            and not ends_sentence(line.zh.rstrip(";"))
            and re.search(r"[(={]", line.zh)
            and _CODE.search(line.zh)
        ):
            yield whole(line, "program text", "a piece of a program, not of an article")
