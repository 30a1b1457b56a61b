"""Pinyin as English news writes it: family name first, ü as yu after l and n, an apostrophe where syllables blur."""

from __future__ import annotations

from flows.steps.memo import per_word

# readings that a family name has and the word has not
SURNAME_READINGS = {
    "单": "Shan", "解": "Xie", "曾": "Zeng", "仇": "Qiu", "区": "Ou", "任": "Ren", "查": "Zha", "华": "Hua",
    "盖": "Ge", "朴": "Piao", "翟": "Zhai", "覃": "Qin", "缪": "Miao", "乐": "Yue", "冼": "Xian", "逄": "Pang",
    "瞿": "Qu", "葛": "Ge", "贾": "Jia", "宁": "Ning", "种": "Chong", "繁": "Po", "纪": "Ji", "柏": "Bai", "薄": "Bo",
    "卜": "Bu", "车": "Che", "隗": "Wei", "祭": "Zhai", "燕": "Yan", "应": "Ying", "尉": "Wei", "阚": "Kan",
    "佘": "She", "谌": "Shen", "牟": "Mu", "俞": "Yu", "过": "Guo", "盛": "Sheng", "石": "Shi", "那": "Na",
    "哈": "Ha", "都": "Du", "曲": "Qu", "褚": "Chu", "沈": "Shen", "黄": "Huang", "吕": "Lyu", "郗": "Xi", "宓": "Mi",
    "秘": "Bi", "员": "Yun", "召": "Shao", "折": "She", "万俟": "Moqi", "尉迟": "Yuchi", "澹台": "Tantai",
    "令狐": "Linghu", "长孙": "Zhangsun", "夏侯": "Xiahou", "欧阳": "Ouyang", "司马": "Sima", "上官": "Shangguan",
    "诸葛": "Zhuge", "司徒": "Situ", "东方": "Dongfang", "皇甫": "Huangfu", "慕容": "Murong", "公孙": "Gongsun",
    "宇文": "Yuwen", "轩辕": "Xuanyuan", "端木": "Duanmu", "百里": "Baili", "呼延": "Huyan", "东郭": "Dongguo",
    "南宫": "Nangong", "闻人": "Wenren", "独孤": "Dugu", "赫连": "Helian", "拓跋": "Tuoba", "完颜": "Wanyan",
    "钟离": "Zhongli", "濮阳": "Puyang", "公冶": "Gongye", "太叔": "Taishu", "申屠": "Shentu", "仲孙": "Zhongsun",
    "鲜于": "Xianyu", "闾丘": "Lyuqiu", "第五": "Diwu", "曹": "Cao", "尹": "Yin", "洗": "Xian", "撒": "Sa",
    "适": "Kuo", "乜": "Nie", "占": "Zhan", "相": "Xiang", "黑": "He",
}  # fmt: skip
# readings that a character has inside a name
_IN_NAMES = {
    "长": "chang", "乐": "le", "行": "xing", "重": "chong", "朝": "chao", "传": "chuan", "大": "da", "都": "du",
    "还": "huan", "和": "he", "会": "hui", "兴": "xing", "强": "qiang", "干": "gan", "冠": "guan", "为": "wei",
    "单": "dan", "石": "shi", "茜": "qian", "莎": "sha", "晟": "sheng", "柏": "bai", "调": "tiao", "降": "jiang",
    "参": "shen", "中": "zhong", "少": "shao", "好": "hao", "正": "zheng", "华": "hua", "相": "xiang", "盛": "sheng",
    "曾": "zeng", "解": "jie", "更": "geng", "奇": "qi", "车": "che", "术": "shu", "鲜": "xian", "尽": "jin",
    "济": "ji", "卜": "bo", "吕": "lyu", "地": "di", "得": "de", "了": "liao", "藏": "cang", "阿": "a", "拓": "tuo",
    "沈": "shen", "信": "xin", "广": "guang", "若": "ruo", "隽": "jun", "囡": "nan", "万": "wan",
}  # fmt: skip
# readings that a place name has and its characters have not
_IN_PLACES = {
    "六安": "lu an", "六合": "lu he", "蚌埠": "beng bu", "亳州": "bo zhou", "台州": "tai zhou", "丽水": "li shui",
    "乐清": "yue qing", "乐亭": "lao ting", "铅山": "yan shan", "歙县": "she xian", "涡阳": "guo yang",
    "番禺": "pan yu", "东莞": "dong guan", "大埔": "da bu", "高要": "gao yao", "洪洞": "hong tong",
    "长子": "zhang zi", "解州": "hai zhou", "枞阳": "zong yang", "单县": "shan xian", "莘县": "shen xian",
    "茌平": "chi ping", "牟平": "mu ping", "中牟": "zhong mu", "浚县": "xun xian", "尉氏": "wei shi",
    "泌阳": "bi yang", "大城": "dai cheng", "蔚县": "yu xian", "井陉": "jing xing", "柏乡": "bai xiang",
    "珲春": "hun chun", "桦甸": "hua dian", "洮南": "tao nan", "扶余": "fu yu", "伊通": "yi tong", "大安": "da an",
    "长岭": "chang ling", "重庆": "chong qing", "长治": "chang zhi", "吕梁": "lyu liang", "厦门": "xia men",
    "朝阳": "chao yang", "长春": "chang chun", "长沙": "chang sha", "西藏": "xi zang", "阿城": "a cheng",
    "东阿": "dong e", "会理": "hui li", "会稽": "kuai ji", "盱眙": "xu yi", "邗江": "han jiang", "郫都": "pi du",
    "犍为": "qian wei", "荥经": "ying jing", "荥阳": "xing yang", "黄陂": "huang pi", "监利": "jian li",
    "长沈": "chang shen", "繁昌": "fan chang", "无为": "wu wei", "行唐": "xing tang", "曲阜": "qu fu",
    "曲周": "qu zhou", "济南": "ji nan", "济宁": "ji ning", "漯河": "luo he", "渑池": "mian chi", "栟茶": "ben cha",
    "睢宁": "sui ning", "鄱阳": "po yang", "婺源": "wu yuan", "宝坻": "bao di", "蓟州": "ji zhou", "耒阳": "lei yang",
    "郴州": "chen zhou", "攸县": "you xian", "瓦房店": "wa fang dian", "巴彦淖尔": "ba yan nao er",
    "镇赉": "zhen lai", "通榆": "tong yu", "抚松": "fu song", "靖宇": "jing yu", "辉南": "hui nan",
}  # fmt: skip


def syllables(han: str, readings: dict[str, str] | None = None) -> list[str]:
    """Lower-case syllables, one for each character."""
    table = readings or {}
    return [table.get(c) or _plain(c)[0].replace("v", "yu") for c in han]


def _plain(han: str) -> list[str]:
    """The syllables as the library reads them, v for ü; its tables take a third of a second to load."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(han, style=Style.NORMAL, v_to_u=False)


def join(parts: list[str]) -> str:
    """One capitalised word: jian + an is Jian'an."""
    word = parts[0]
    for part in parts[1:]:
        word += ("'" if part[0] in "aeo" else "") + part
    return word[:1].upper() + word[1:]


@per_word
def person(surname: str, given: str) -> str:
    """Family name first: Li Weishu, Ouyang Na."""
    family = SURNAME_READINGS.get(surname) or join(syllables(surname))
    return f"{family} {join(syllables(given, _IN_NAMES))}" if given else family


@per_word
def place(han: str) -> str:
    """A place without its kind: 西湖 is Xihu, 六安 Lu'an."""
    if han in _IN_PLACES:
        return join(_IN_PLACES[han].split())
    whole = _plain(han)
    for known, reading in _IN_PLACES.items():
        at = han.find(known)
        if at >= 0:
            whole[at : at + len(known)] = reading.split()
    return join([part.replace("v", "yu") for part in whole])
