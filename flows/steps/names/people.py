"""People, by a family name in the place where a person stands: after a title or a credit, in a list of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import rjieba

from flows.steps.names.pinyin import person
from flows.steps.segment import words
from flows.steps.types import Name, Span

_COMPOUND = (
    "欧阳 司马 上官 诸葛 司徒 东方 皇甫 慕容 公孙 宇文 轩辕 端木 百里 呼延 南宫 闻人 独孤 赫连 拓跋 完颜 钟离 濮阳 申屠 "
    "鲜于 令狐 长孙 夏侯 尉迟 澹台 万俟 公冶 太叔 仲孙 闾丘"
).split()
_SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖萧田董袁潘蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范"
    "汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庞樊兰殷施洪翟安颜倪牛"
    "温芦季俞章鲁葛伍韦申尤毕聂柴翁焦柳包阮纪欧项詹祝左涂谷祁时费蒙鲍辛管岳裴关焦曲成凌舒游阳霍骆单解仇查盖车宁古巩符穆隋"
    "褚闵屈甘景官卫应冷童辜苗宫佟盛柯缪耿卜苟甄晏涂卞喻邢寇封滕桂丛蔺房路计仲明齐冉娄初瞿匡原敖鄢宗简边鞠荆阎栾诸米戚佘"
    "储师连楼蒲麦晁桑商濮麻窦竺班商云花洛鄂席尚井强宣农茅晋衣卓蓝刁池巫楚沙干支宓逄亓冼郗肇庄秘揭 谌牟瞿暴厉雍禹郁邬艾"
).replace(" ", "")
SURNAMES = frozenset(_SINGLE) | frozenset(_COMPOUND)
_TITLES = (
    "书记 副书记 主任 副主任 市长 副市长 县长 副县长 区长 副区长 省长 副省长 镇长 副镇长 乡长 村长 村支书 村书记 党支部书记 "
    "董事长 副董事长 总经理 副总经理 总裁 副总裁 秘书长 副秘书长 部长 副部长 局长 副局长 厅长 副厅长 处长 副处长 科长 副科长 院长 副院长 "
    "校长 副校长 所长 副所长 站长 队长 副队长 大队长 中队长 支队长 组长 副组长 班长 车间主任 厂长 副厂长 会长 副会长 理事长 副理事长 "
    "主席 副主席 委员 常委 专员 组织委员 总工程师 工程师 高级工程师 总设计师 设计师 技师 教授 副教授 研究员 副研究员 院士 博士 专家 "
    "记者 通讯员 编辑 主编 责编 作者 摄影 摄 供图 撰稿 撰文 采写 代表 全国人大代表 人大代表 政协委员 全国政协委员 发言人 新闻发言人 "
    "负责人 相关负责人 主要负责人 创始人 合伙人 经理 主管 总监 首席执行官 首席专家 党员 老党员 村民 居民 市民 职工 员工 工人 教师 老师 学生 "
    "医生 护士 民警 警官 法官 检察官 律师 会计师 农艺师 农户 种粮大户 种植户 养殖户 驾驶员 司机 乘客 游客 家长 志愿者 社员 "
    "先生 女士 同志 师傅 队员 船长 机长 列车长 站务员 值班员 店主 老板 馆长 台长 社长 行长 副行长 总编辑 党委书记 党组书记 纪委书记 "
    "第一书记 驻村第一书记 网格员 网格长 楼长 工程部部长 副巡视员 巡视员 一级调研员 调研员 参赞 大使 总领事 董事 监事 独立董事 "
    "总书记 主持人 领队 教练 主教练 运动员 选手 导演 演员 歌手 画家 作家 诗人 科学家 传承人 非遗传承人 学者 厨师 农民 渔民 牧民 果农 菜农 "
    "大爷 大妈 阿姨 奶奶 爷爷"
).split()
_AFTER_TITLE = re.compile(
    r"(?:" + "|".join(sorted((t for t in _TITLES if t not in ("先生", "女士", "同志", "师傅")), key=len, reverse=True)) + r")(?:[ ：:/]{0,2})(?=[\u4e00-\u9fff])"
)
_SPEECH = "说|表示|指出|强调|介绍|告诉|认为|坦言|透露|回忆|感慨|解释|补充|谈到|称|直言|笑着|坦承|道"
_FOLLOW = re.compile(
    r"(?:$|[，、。；：！？,;:!?）)（(《〈“”’/\s]|等|任|兼|和|与|及|以及|为|在|将|率|出席|主持|参加|宣读|部署|作|代表|带领|前往|来到|先后|一行|"
    r"对|向|从|就|是|的|了|也|还|则|又|都|已|曾|当选|担任|接受|深入|走进|围绕|会见|陪同|分别|致辞|到|同|被|给|把|正|担当|组织|调研|发言|授课|讲|"
    r"有|用|拿|站|看|听|想|开|做|每|今年|一家|种|养|告|去|获|自|通过|摄|文|带|领|宣布|揭牌|签署|出|现场|"
    + _SPEECH
    + r"|先生|女士|同志|师傅)"
)
_STARTS_SENTENCE = re.compile(rf"(?:^|[，。；：！？“”]|\s)(?=[\u4e00-\u9fff]{{2,4}}(?:{_SPEECH}))")
_ELSEWHERE = re.compile(r"香港|台湾|台北|台商|台资|高雄|澳门|港府|特区政府|新加坡|马来西亚|日本|韩国|朝鲜|越南|东京|首尔")
_LIST = re.compile(r"[、和与及 ]")
_NOT_GIVEN = frozenset("的了和与及是在等说从将们着过得地这那哪")
_FUNCTION = frozenset("则已均也并还曾就将都仍又对从在等说称与便却把给被到讲是及于了的着过由")  # close no name of three
_ADVERBS = frozenset("曾于应时向都和全常连齐方单边强解查管成任过支经")  # family names that open a clause as often
_VERBAL = ("v", "d", "p", "t", "r", "m", "a", "c", "f")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_NO_NAMES = frozenset(
    "白皮书 蓝皮书 绿皮书 白皮 蓝皮 高度 高级 高质 高层 高中 高校 高铁 高速 高新 金融 金额 白天 白云 石油 石化 江苏 江西 江南 江北 江山 黄河 黄金 黄山 马上 方面 方向 方案 "
    "于是 于今 余名 余人 余家 万元 万人 万名 成员 成立 成果 成为 时间 时期 时候 文化 文明 文件 文章 安全 安排 安徽 关于 关键 关注 连续 连接 "
    "应当 应急 应对 任务 任何 任职 和平 全体 全国 全省 全市 全区 全县 常务 常委 常态 常见 明确 明显 明年 明天 古代 古城 古镇 古树 解决 解放 解释 解读 "
    "单位 单独 盖章 车辆 车间 查处 查看 宁夏 宁波 宁静 温暖 温度 温州 温馨 武汉 武装 武器 齐全 齐心 原来 原则 原因 宣传 宣布 宣读 宣讲 "
    "商务 商业 商品 强调 强化 强大 管理 管委 向前 向上 向导 平台 平安 平均 易于 农业 农村 农民 支持 支部 支撑 干部 干群 计划 计算 "
    "华为 华东 华北 华南 华中 满意 党员 党委 党组 党支 云南 云计 花园 花钱 花卉 师生 师傅 师范 连日 海南 海外 海关 海洋 房屋 房间 房地 路上 路线 边境 边远 "
    "谷物 景区 景点 景观 项目 包括 包装 包保 左右 时任 时常 房产 广东 广西 广大 广泛 "
    "江西省 江苏省 云南省 安徽省 海南省 广东省 甘肃 甘肃省 陕西 山东 山西 河南 河北 湖南 湖北 浙江 福建 贵州 吉林 辽宁 四川 青海 新疆 西藏 北京 上海 天津 重庆 "
    "白山 白城 通化 通辽 莫斯科 洪水 洪涝 雷雨 雷达 金属 米饭 汤圆 车牌 冷链 冷藏 冷冻 冷水 成都 成绩 成长 成本 成功 尚未 牛羊 牛奶 康养 康复 庄园 庄稼 庄重 庄严 "
    "席位 宗旨 简单 简要 简化 封闭 封面 路面 路段 路口 卫生 卫星 卫健 童年 符合 穆斯林 滕王 桂林 桂花 凌晨 游客 游戏 游泳 阳光 阳台 单元 纪念 纪检 纪律 纪委 毕业 毕竟 "
    "柴油 焦点 焦虑 柳州 包头 欧洲 欧盟 欧美 祝贺 祝福 左边 左侧 涂料 谷雨 费用 蒙古 鲍鱼 辛苦 辛勤 岳阳 关心 关爱 关系 曲线 安装 安置 安家 安心 文艺 文旅 文物 文字 文体 "
    "常年 常规 汤泉 康泰 兰州 施工 施行 施策 洪峰 颜色 牛肉 温室 季度 季节 章程 申请 申报 申办 尤其 毕节 翁婿 管控 管护 管道 管线 车主 车企 车站 车型 车市 车城 高端 高端人 高峰 高温 高原 高兴 "
    "向阳 向东 向西 向南 向北 万亩 万吨 万里 万家 万物 田间 田野 方便 方式 方法 方才 时代 段落 金秋 金牌 金奖 金色 白色 白酒 江水 史上 史料 毛巾 毛利 文创 顾客 顾问 钱塘 严格 严重 严肃 严禁 严密 严守 莫过 孔子 "
    "易地 乔木 赖以 庞大 兰花 殷切 倪瓒 芦苇 商场 商户 商会 商家 商贸 农户 农田 农机 农家 农资 农产 农闲 农科 农艺 支行 支线 支出 支付 支援 干线 干劲 干旱 计量 计生 计时 马路 马力 马拉".split()
)


def find_people(sentences: Iterable[str], known: Iterable[str] = ()) -> dict[str, str]:
    """Chinese names to pinyin, in the order of their first mention; ``known`` are names from the metadata."""
    found: dict[str, str] = {}
    for name in known:
        if is_name(name):
            found.setdefault(name, render(name))
    for zh in sentences:
        for start, end in _people_in(zh, found):
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
    return fits and not set(text[size:]) & _NOT_GIVEN and text not in _NO_NAMES


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


def _people_in(zh: str, found: dict[str, str]) -> Iterator[Span]:
    for match in _AFTER_TITLE.finditer(zh):
        at: int | None = match.end()
        while at is not None:
            span = _name_at(zh, at)
            if span is None:
                break
            yield span
            following = _LIST.match(zh, span[1])
            at = following.end() if following else None
    for match in _STARTS_SENTENCE.finditer(zh):
        span = _name_at(zh, match.end())
        if span is not None and span[1] - span[0] > 2 and _is_one_word(zh[span[0] : span[1]]):
            yield span


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
        if (end - start == size + 2 and name[-1] in _FUNCTION) or (name[0] in _ADVERBS and _is_clause(name)):
            continue
        return start, end
    return None


@lru_cache(maxsize=4096)
def _is_clause(name: str) -> bool:
    """发言人曾表示: an adverb and a verb, no name."""
    tags = rjieba.tag(name[1:])
    return len(tags) == 1 and len(name) > 2 and tags[0][1].startswith(_VERBAL)


@lru_cache(maxsize=4096)
def _is_one_word(name: str) -> bool:
    """Whether the segmenter takes it for a name too, or cuts it so that no other word remains."""
    parts = words(name)
    return len(parts) == 1 or len(parts[-1]) == 1
