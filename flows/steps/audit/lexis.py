"""Words of negation and of direction, as parts of regular expressions; what each list is for stands above it."""

from __future__ import annotations

# Words that hold a Chinese negator and say nothing negative.
ZH_PLAIN = (
    r"不[到足](?=[约近]?[0-9一二三四五六七八九十百千万两半])|无与伦比|不超过|不低于|不少于|不高于|不多于|不小于|不大于|不失为|不在话下|不计其数|不可胜数|不知不觉|情不自禁|绝无仅有|独一无二|不绝于耳|不绝|"
    r"不一而足|不一定|不一|不平凡|不凡|视而不见|无神论|无症状|无处不在|无所不|生生不息|川流不息|驰而不息|奔流不息|自强不息|了不起|忍不住|"
    r"猝不及防|措手不及|机不离手|不仅仅|不仅|不但|不只|不光|不单|不止|不断|不停|不久|不少|不乏|不等|不管|不论|不妨|不错|不同|不过|不愧|不禁|不由得|"
    r"不得不|不能不|不可不|不无|不约而同|不懈|不朽|坚定不移|坚贞不屈|源源不断|络绎不绝|"
    r"不折不扣|不动产|不锈|不丹|不列颠|不莱梅|不结盟|不倒翁|不夜|数不胜数|层出不穷|从不间断|不容置疑|不言而喻|义不容辞|"
    r"功不可没|一个不落|不外乎|不停步|坚不可摧|牢不可破|供不应求|不起眼|不定期|不完全统计|不冻|两不愁|不明飞行物|不掩|"
    r"是不是|能不能|要不要|有没有|会不会|好不好|对不对|可不可以|无论|无时无刻|无不|莫不|无疑|无限|无私|无数|无穷|无锡|无人机|无人|无线|无形|无偿|无愧|"
    r"无缝|无比|无障碍|无烟|无菌|无产|无忧|无霜|无误|无我|亲密无间|所剩无几|无所谓|未来|未必|未婚|未成年|百年未有|没收|出没|没落|淹没|沉没|埋没|"
    r"要不是|要不然|要不|莫过于|差不多|巴不得|恨不得|说不定|来不及|怪不得|舍不得|不亦|不久前|不已|不甘|不忍|不凑巧|不约|对不起|不好意思"
)
# Set phrases that English tells with or without a negation; EN_IDIOM are the words of the second way.
ZH_IDIOM = (
    r"离不开|不忘|永不|不放松|不松[劲懈]|不失时机|不动摇|不遗余力|不畏|不怕|无党派|不误|足不出|不可或缺|必不可少|不可分割|密不可分|前所未有|不惜|不辞|"
    r"不负|不妥协|不屈"
)
EN_IDIOM = (
    r"unswerv|unwaver|unremit|relentless|firm|steadfast|resolut|tireless|untir|unflag|inseparab|indispens|essential|depend|rely$|relies$|true$|remember|"
    r"mind$|forever|always|eternal|seiz|time|prompt|spar|utmost|effort|every$|full|brav|dare|defy|fearless|undaunt|independent|non|home|unprecedented|"
    r"live[sd]?$|living$|worthy|despite|at$|cost|thanks|support|need|critical|vital|integral|part$|relax|let$|tight|vigilan|perserver|persever|unyield|tenac|strong"
)
# Verbal negation: English says not, no, never, without, or one of EN_INSTEAD.
ZH_VERBAL = (
    r"没有|没|从未|尚未|并未|未|不会|不能|不得|不再|不是|不要|不想|不应|不必|不用|不敢|不愿|不允许|不准|不许|不存在|不构成|不涉及|不属于|不包括|无法|无需|无须|"
    r"不到|并不|绝不|决不|从不|并非|绝非|而非|勿|禁止|严禁|毫无|尚无|暂无|无一|不担心"
)
# A negated quality: English may say it in one word (不足: insufficient).
ZH_QUALITY = (
    r"不够|不足|不及|不利|不良|不当|不法|不满|不稳|不平衡|不平等|不均|不充分|不协调|不确定|不明|不清|不幸|不安|不实|不合理|不合格|不规范|不正当|不公|不便|不适|不易|不佳|不高|"
    r"不道德|不文明|不敬|不义|不符|不寻常|不可估量|不可|不变|不达标|不健全|不完善|不完整|不必要|不透明|不对称|不景气|不理想|不可逆转|不可持续|不正常|不正之风|不当得利|"
    r"不人道|不诚信|不靠谱|不友好|不健康|不愉快|不信任|不作为|不相称|无效|无力|无法无天|无家可归|无辜|无视|无端|无理|无罪|无故|无知|无情|无奈|无趣|无关|无害|无污染|未知|无薪|无证|无牌|无名|无序|无主|无声|无毒|无铅|无损|无痛|无纸化?|无接触|无抵押|无息|无固定|"
    r"无差别|无条件|无资质|无理由|"
    r"来之不易|屡禁不止|居高不下|低迷不振"
)
# Any other negator.
ZH_BARE = r"不|无"
# Any of these allows a negation in the English.
ZH_LICENCE = (
    r"[不没未无非勿莫否禁拒免防缺失少停零空避除废脱弃止绝杜却断反戒限难唯仅只才毫白]|以外|之外|落后|薄弱|"
    r"从来|首次|前所|外行|丧|士官|http|例外|很低|保留|告别|过时|打破|取消|消除|忽视|而是|不再|下线|"
    r"远离|干净"
)
# English words that stand for a verbal negator.
EN_INSTEAD = (
    r"rather$|instead$|unable|fail(?:s|ed|ing)?$|unlikely|impossib|unclear|reluctan|unwilling|ban$|bans$|bann|prohibit|barr(?:ed|ing)|lack|hardly|barely|inabilit|"
    r"ceas|refus|forbid|forbade|un(?!i[tfovlq]|der|til|cle|less|veil|it|ion|ique|dertak|precedented)[a-z]{3,}(?:ed|able|ible|ly|hurt|sure|fit|seen|known|clear|likely|aware|willing|fair|safe|stable|even|real|kind|wise|well|happy|lucky)$|invisib|inaccessib|devoid|den(?:y|ie|ial)|avoid|absen|undocumented|stop|unacceptab|unnecessar|unresolved|unsolved|unaware|unknown|unaffected|"
    r"unprepared|unfinished|unemployed|incomplete|inappropriate|except$|refrain|few$|little$|before$|undecided|unfit|unseen|useless"
)
# English words that stand for a bare negator as well.
EN_NEAR = (
    r"yet$|less$|prevent|exclu|otherwise|beyond|unless|until|rarely|seldom|scarcely|unchanged|insufficien|reject|only$|too$|far$|short$|miss(?:ed|ing)|"
    r"any$|free$|exempt|lost$|lose$|disagree|disappear|disregard|despite|unprecedented|inseparable|indispensable|unswerving|unremitting"
)
# English qualities that are negated in one word.
EN_QUALITY = (
    r"un(?!i[tfovlq]|der|til|cle|less|veil|it|ion|ique|dertak|precedented)[a-z]{3,}|non[a-z]{3,}|[a-z]{3,}less$|mis[a-z]{4,}|"
    r"(?:in|im|ir|il)(?:sufficien|adequa|complet|correc|proper|legal|legit|regular|respons|revers|respect|matur|possib|pass|access|accur|appropri|capab|"
    r"conven|consist|defin|dispens|disput|effect|eligib|evit|explic|exhaust|feas|flexib|human|secur|separab|stab|toler|tangib|visib|volunt|vari|equal|"
    r"rational|replace|action|conclus|coheren|measur|mov|calcul|valid|equit)|dis(?:adv|lik|obey|satisf|honest|contin|courag|respect|trust|proport|order)|"
    r"weak|poor|bad$|wrong|away$|loss|remain|beat|intact|constant|steady|minor|small|low$|asym|extraord|sorry|abnormal|end(?:less|ing$)|suspend|cancel|"
    r"withdraw|elimin|difficult|hard$|different|differ|always|keep|deficit|limit|ignor|neglect|void|regardless|contrary|opposite|resist|immediately|"
    r"instant|continu|never|bare|reckless|persist|hold$|under$|below$|sluggish"
)
# What a negative English word usually translates: where that stands in the Chinese, the word answers for no negator.
EN_OWN = (
    (r"den(?:y|ie|ial)", "否认"),
    (r"refus|reject", "拒|驳"),
    (r"prevent", "防"),
    (r"avoid", "避|防"),
    (r"stop|ceas|halt", "停|止|终"),
    (r"lack|short$|absen", "缺|短|乏|空|匮"),
    (r"fail", "失败|失利|故障|落空|败|流产"),
    (r"hidden|hid$|hide", "隐|藏|暗"),
    (r"los[est]", "失|损|亏|丢|迷|败|输"),
    (r"only$", "只|仅|唯|才|惟"),
    (r"few$|little$|less$", "少|低|几(?!乎)|些"),
    (r"ban|prohibit|forb|barr", "封|禁令"),
    (r"exclu|except$|beyond", "除|超|越|外"),
    (r"exempt|free$", "免|自由|无偿"),
    (r"far$", "远|迄今|至今|目前|截至|尤|最"),
    (r"too$", "太|过|也|亦"),
    (r"any$", "任何|何|各|一切"),
    (r"until$", "直|至|到|才"),
    (r"before$", "前|先"),
    (r"miss", "失踪|错过|下落|缺"),
    (r"difficult|hard$", "难|硬|艰|苦"),
    (r"poor|weak", "贫|穷|困|弱|差|薄"),
    (r"wrong|mis", "错|误|失"),
    (r"remain|keep|hold$", "保持|仍|依|剩|维持|始终|继续"),
    (r"cancel|elimin|suspend|withdraw", "取消|消|撤|暂停|退"),
    (r"limit", "限|有限"),
    (r"differ", "不同|异|各|差"),
    (r"continu|always|constant|persist", "继续|持续|连续|始终|一直|断"),
    (r"steady", "稳"),
    (r"small|minor|low$", "小|低|微|轻"),
    (r"away$", "走|离|远|外|去"),
    (r"deficit", "赤字|逆差"),
    (r"unlikely|impossib", "难"),
    (r"unclear|unknown", "谜"),
    (r"rather$|instead$", "宁|反而|转而|改|相当"),
    (r"unemployed", "失业"),
    (r"yet$", "然而|但|却|又|还"),
    (r"under$|below$", "下|低|在|压力|施压|正|受"),
    (r"despite|regardless", "尽管|虽|无论|不管|不论"),
    (r"non", "非"),
    (r"unprecedented", "空前|前所未有"),
    (r"unswerving|unremitting", "坚定|不懈"),
    (r"uni[a-z]*", "联|统|单"),
    (r"immediately|instant", "立|即|马上"),
    (r"under", "下"),
)
# Chinese words of a rise and of a fall: each answers for one English word of the kind.
ZH_UP = (
    r"增|升|涨|扩|加[快大强深速重剧码息高长班上价]|[更再追]加|提[高升速振质档级前]|[越愈]|超|翻|倍|拓|长[高大势]|成长|生长|壮大|高[于出达企位增涨]|快于|大[幅增涨]|攀|跃|"
    r"日[益渐]|向好|兴起|崛起|反弹|种植|[繁养]殖|爬|推高|上[行扬调浮]|走高|突破|添|培育|走强|更[大多高快强好]|宽"
)
ZH_DOWN = (
    r"减|降|跌|缩|落[后入差下]|[回下]落|慢|缓|衰|萎|弱|"
    r"下[滑行调挫探浮沉]|少于|窄|狭|贬|掉|秋|崩|退|轻|削|裁|压[低缩减]|收紧|坠|走低|腰斩|低|倒|负|失|亏|丢"
)
# A rise or fall that the English should not turn round.
ZH_UP_FIRM = r"增[长加至幅速多产收]|[上提攀飙跃回]升|上涨|涨幅|提高|扩大|走高|大涨|翻[番一]|高出|快于"
ZH_DOWN_FIRM = r"下[降跌滑调挫]|降[至低幅到]|减[少至小弱产]|跌[至幅破]|回落|缩[减小短]|收窄|萎缩|放缓|减缓|锐减|骤降"
# English words that say a rise or a fall of themselves.
EN_UP = (
    r"increas|rise$|rises$|rising$|rose$|risen$|grow|grew$|climb|surge|surging|soar|expand|expans|upward|higher$|exceed|accelerat|rebound|boost|enlarg|"
    r"doubl|tripl|raised$|raise$|raising$|widen"
)
EN_DOWN = (
    r"decreas|declin|fell$|fall$|falls$|falling$|fallen$|drop(?:s|ped|ping)?$|reduc|shrink|shrank|shrunk|lower|plung|slump|plummet|diminish|downward|"
    r"narrow(?:ed|ing|s)?$|slow(?:s|ed|ing|er|down)?$|dwindl|lessen|weaken|slid$|slide$|tumbl|halv"
)
# English words that a Chinese rise or fall may have become.
EN_UP_TOO = (
    r"up$|ris|rais|gain|jump|improv|enhanc|strengthen|more$|great|larg|further|above|over$|better|extend|fast|high|mount|advanc|upgrad|elevat|stronger|"
    r"multipl|intensif|heighten|escalat|hik|than$|beat|surpass|outpac|momentum|added$|adding$|addit|uptrend|time"
)
EN_DOWN_TOO = (
    r"cut|worse|down|less|low|los[est]|under|below|eas|reliev|alleviat|mitigat|fewer|short|curb|slip|retreat|off$|small|slash|trim|weak|minimi|deplet|"
    r"reced|shed|sav|subtract|eliminat|remov|exempt|compress|depreciat|sank|sink|cool|dip|slack|no$|not$"
)
# English words of a rise that translate a Chinese word of another sense.
EN_UP_OWN = (("rais", "提|抬|募|筹|养|凸显|引"), ("grow", "发展|种|长|日益|持续"), ("doubl", "双"), ("ris", "起"))
