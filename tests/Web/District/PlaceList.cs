namespace Checkpoint.Tests.Web.District;

/// <summary>Names of one district: 8 streets and 60 communities, some of them long.</summary>
internal static class PlaceList
{
    public const string District = "230103";

    public static readonly (string Zh, string En)[] Streets =
    [
        ("花园街道", "Huayuan Street"), ("兴建街道", "Xingjian Street"), ("和兴街道", "Hexing Street"), ("松花江街道", "Songhuajiang Street"),
        ("大成街道", "Dacheng Street"), ("文化街道", "Wenhua Street"), ("燎原街道", "Liaoyuan Street"), ("新春街道", "Xinchun Street"),
    ];

    /// <summary>By street.</summary>
    public static readonly (string Zh, string En)[][] Communities =
    [
        [
            ("海城社区", "Haicheng"), ("复华社区", "Fuhua"), ("松明社区", "Songming"), ("河沟社区", "Hegou"),
            ("北秀社区", "Beixiu"), ("花园社区", "Huayuan"), ("联发社区", "Lianfa"), ("马家社区", "Majia"),
        ],
        [
            ("兴建社区", "Xingjian"), ("师大社区", "Shida"), ("铁建社区", "Tiejian"), ("林兴社区", "Linxing"),
            ("三姓社区", "Sanxing"), ("西典社区", "Xidian"), ("学府经典社区", "Xuefu Classic"), ("清滨社区", "Qingbin"),
        ],
        [
            ("和兴社区", "Hexing"), ("沙曼社区", "Shaman"), ("林大社区", "Linda"), ("比乐社区", "Bile"),
            ("建筑艺术社区", "Architecture and Arts"), ("文昌社区", "Wenchang"), ("保健社区", "Baojian"),
        ],
        [
            ("松花江社区", "Songhuajiang"), ("邮政社区", "Youzheng"), ("联草社区", "Liancao"), ("银行社区", "Yinhang"),
            ("交通社区", "Jiaotong"), ("铁岭社区", "Tieling"), ("海关社区", "Haiguan"), ("北宣社区", "Beixuan"),
        ],
        [
            ("大成社区", "Dacheng"), ("人和社区", "Renhe"), ("光芒社区", "Guangmang"), ("春申社区", "Chunshen"),
            ("巴山社区", "Bashan"), ("一曼社区", "Yiman"), ("教化社区", "Jiaohua"),
        ],
        [
            ("文化社区", "Wenhua"), ("文林社区", "Wenlin"), ("文景社区", "Wenjing"), ("宣化社区", "Xuanhua"), ("建文社区", "Jianwen"),
            ("工程大学家属区第三住宅社区", "University of Engineering Staff Housing No. 3"), ("汉阳社区", "Hanyang"), ("科技新村社区", "Science New Village"),
        ],
        [
            ("燎原社区", "Liaoyuan"), ("辽河社区", "Liaohe"), ("新发社区", "Xinfa"), ("木兰社区", "Mulan"),
            ("王岗社区", "Wanggang"), ("保利社区", "Baoli"), ("中兴社区", "Zhongxing"),
        ],
        [
            ("新春社区", "Xinchun"), ("迎春社区", "Yingchun"), ("江南社区", "Jiangnan"), ("富达社区", "Fuda"),
            ("嵩山社区", "Songshan"), ("泰山社区", "Taishan"), ("长江社区", "Changjiang"),
        ],
    ];

    public static readonly (string Zh, string En, string Id)[] Gates = [("东门", "East gate", "east"), ("西门", "West gate", "west")];

    public static string StreetCode(int street) => $"{District}{street + 1:000}";

    public static string CommunityCode(int street, int community) => $"{StreetCode(street)}{community + 1:000}";
}
