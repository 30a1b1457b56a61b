"""Words of negation and of direction, as parts of regular expressions; what each list is for stands above it."""

from __future__ import annotations

# Words that hold a Chinese negator and ask for no negation in English.
ZH_PLAIN = (
    r"前所未有|绝无仅有|独一无二|不绝于耳|不绝|不一|不平凡|不平等|不均|视而不见|无神论|无症状|无趣|无处不在|无所不|生生不息|川流不息|驰而不息|奔流不息|足不出|所剩无几|无所谓|了不起|措手不及|猝不及防|"
    r"机不离手|不仅仅|不仅|不但|不只|不光|不单|不断|不停|不久|不少|不乏|不等|不一而足|不管|不论|不妨|不错|不同|不过|不愧|不禁|不由得|不得不|不能不|不可不|不无|不约而同|不懈|不凡|不朽|不遗余力|"
    r"不忘初心|不忘|坚持不懈|坚定不移|毫不动摇|坚贞不屈|源源不断|络绎不绝|持之以恒|自强不息|不可或缺|必不可少|不可分割|密不可分|不折不扣|不动产|不锈|不丹|不列颠|不莱梅|不结盟|不倒翁|不夜|数不胜数|层出不穷|"
    r"永不|从不间断|无时无刻|无不|莫不|无论|无疑|无限|无私|无数|无穷|无锡|无人机|无人|无线|无形|无偿|无愧|无缝|无比|无障碍|无烟|无菌|无产|无党派|无忧|无霜|未来|未必|未婚|未成年|非常|非洲|非法|"
    r"非遗|非物质|非凡|非盟|北非|南非|东非|西非|中非|亚非|除非|莫过于|莫斯科|莫言|莫大|莫桑比克|莫高|没收|出没|没落|淹没|沉没|埋没|是不是|能不能|要不要|有没有|会不会|好不好|对不对|可不可以|是否|"
    r"能否|可否|否则|与否|不容置疑|不可避免|不可或缺|不言而喻|众所周知|不约|不易|不惜|不畏|不负|不辞|不休|不够|不足|不良|不利|不当|不法|不满|不稳|不平衡|不充分|不确定|不明|不幸|不安|不实|不合理|"
    r"不合格|不规范|不正当|不公|不便|不适|不道德|不文明|不敬|不义|不符|无效|无力|无法无天|无家可归|无辜|无视|无端|无理|无罪|无故|无知|无情|无奈|未知|非正式|非正常|非政府|非公|非农|非金融|非接触|"
    r"非标|非现场|非必要|非居民|非营利|非传统|非核|非典|非银|非通用|非学科"
)
# Grammatical negation.
ZH_NEGATORS = r"没有|没|从未|尚未|并未|未|不|无|并非|绝非|而非|勿|禁止|严禁|请勿"
# Any of these allows a negation in the English.
ZH_LICENCE = (
    r"[不没未无非勿莫否禁拒免防缺失少停零空避除废脱弃止绝杜却断反戒限难唯仅只才毫白]|以外|之外|落后|薄弱|"
    r"从来|首次|前所|外行|丧|士官|http|例外|很低|保留|告别|过时|打破|取消|消除|忽视|而是|不再|下线|"
    r"远离|干净"
)
# English words of negative sense, by their beginnings: each answers for a Chinese negator.
EN_NEGATIVE = (
    r"fail|lack|refus|den(?:y|ie|ial)|prevent|avoid|prohibit|ban(?:$|s$|ned|ning)|forbid|forbade|reject|stop|halt|"
    r"ceas|absen|miss|los[est]|exempt|exclu|few|little|hard(?:$|ly|er)|difficult|barely|rarely|seldom|scarce|short|"
    r"only|unless|until|far|instead|rather|beyond|besides|except|free|waive|eliminat|eradicat|remov|"
    r"end(?:$|s$|ed|ing|less)|declin|away|against|insufficien|inadequa|incomplet|inabil|invalid|incorrec|improper|"
    r"illegal|illegitim|irregular|irrespons|irrevers|irrespect|immatur|impossib|impass|impecc|inaccess|inaccur|"
    r"inappropri|incapab|inconven|inconsist|indefinit|indispens|indisput|ineffect|ineligib|inevitab|inexplic|"
    r"inexhaust|infeasib|inflexib|inhuman|insecur|inseparab|instab|intoler|intangib|invisib|involuntar|invariab|"
    r"disagree|disadvantag|disappear|dislik|disobey|disregard|dissatisf|dishonest|discontin|discourag|"
    r"un(?!i[tfovlq]|der|til|cle|less|veil|it|ion|ique|dertak|precedented)[a-z]{3,}|non[a-z]{3,}|[a-z]{3,}less$|"
    r"abandon|abolish|cancel|ignor|neglect|otherwise|too|void|vain|weak|poor|zero|inequal|extraord|barr|asympt|atheis|"
    r"unprecedented|minus|least|less(?:$|er)|curb|contrary|deficien|deficit|suspend|withdraw|withstand|resist|resol|"
    r"unchang|wrong|false|bare|beat|opposite|oppos|object|stranger|ignoran|fruitless|hesitat|terminat|hinder|"
    r"constrain|delay|postpon|pend|remain|yet|regardless|mis[a-z]{4,}|de(?:nuclear|void|priv)"
)
# A rise that the English should not turn round.
ZH_UP = (
    r"增长|增加|增至|增幅|增速|上升|升至|上涨|涨幅|上扬|攀升|飙升|跃升|提升|提高|提速|扩大|回升|走高|大涨|翻番|翻一番|增持|高于|好于|快于|多于|超过|增强|扩张|加快|加速|递增|净增|增产|增收|增资|"
    r"涨"
)
# A fall that the English should not turn round.
ZH_DOWN = (
    r"下降|降至|降低|降幅|下跌|跌至|跌幅|下滑|下调|下挫|回落|减少|减至|减小|缩减|缩小|缩短|收窄|萎缩|走低|锐减|骤降|暴跌|大跌|低于|少于|慢于|减弱|放缓|减缓|递减|减产|减持|减税|减免|削减|亏损|"
    r"衰退|降温|压减|压缩|跌|降"
)
# Any of these allows an English rise.
ZH_UP_LICENCE = (
    r"[增升涨扩加提高超多强大长快翻拓丰繁兴旺改优跃突起抬充补攀"
    r"登上热推促发进壮培深广厚更越育延添新倍累积聚持复兴起生爬]"
)
# Any of these allows an English fall.
ZH_DOWN_LICENCE = (
    r"[降减跌缩少低落退亏损弱慢缓滑窄负薄下淡跳压节省短轻小衰萎失消除控限免"
    r"削破疲冷裁摔倒坠坍塌沉割砍切治截停扣抑堕差雨雪遏放便宜剪灭秋收恶糟放坡]"
)
# English words that say a rise.
EN_UP = (
    r"increas|rise$|rises$|rising|rose$|risen|grow|grew|climb|surge|surging|soar|expand|expans|raised|gained|upward|"
    r"higher|exceed|accelerat|rebound|boost|enlarg|doubl|tripl"
)
# English words that say a fall.
EN_DOWN = (
    r"decreas|declin|fall|fell$|drop(?:s$|p|$)|reduc|shrink|shrank|shrunk|lower|plung|slump|plummet|diminish|downward|"
    r"narrow|slow|dwindl|lessen|weaken|contract(?:ed|ion)|shorten|slid|tumbl|halv"
)
# English words that a Chinese rise may have become.
EN_UP_LICENCE = (
    r"up$|ris|rais|gain|jump|recover|improv|enhanc|strengthen|more|add|great|larg|further|above|over|better|extend|"
    r"promot|faster|high|mount|advanc|upgrad|elevat|ascend|widen|broaden|build|develop|deep|progress|appreciat|bigger|"
    r"stronger|most|top|quick|speed|ris|multipl|intensif|heighten|escalat|hik|than|beat|reach|momentum|optimi|perfect|"
    r"put|wider|broad|ever|accumul|continu|fast|surpass|outpac|uphold|step"
)
# English words that a Chinese fall may have become.
EN_DOWN_LICENCE = (
    r"cut|worse|down|less|low|los[est]|under|below|eas|reliev|alleviat|mitigat|fewer|short|curb|slip|retreat|off|"
    r"small|slash|trim|deficit|weak|minimi|deplet|recede|recess|shed|slow|sav|subtract|negative|minus|eliminat|remov|"
    r"exempt|reliev|limit|compress|depreciat|sank|sink|cool|dip|relax|pull|wan|erode|ban|restrict|control|step|behind|"
    r"discount|cheap|deduct|lighten|soft|shallow"
)
