using System.Collections.Frozen;
using System.Globalization;
using Checkpoint.CloudIngest.Registry;
using Checkpoint.Contract;

namespace Checkpoint.CloudIngest.Web.Reports;

/// <summary>The printed pages' words in one language.</summary>
internal sealed class ReportWords(Language language)
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Table = new Dictionary<string, (string Zh, string En)>
    {
        ["title"] = ("体温筛查日报告", "Daily screening report"),
        ["zero_title"] = ("零报告", "Zero report"),
        ["public_title"] = ("体温筛查日报告（公开）", "Daily screening report (public)"),
        ["zero_claimed"] = ("零报告：全部{1}个应报卡口均已报告，未发现发热者。", "Zero: all gates expected ({1}) have reported, and nobody had a fever."),
        ["zero_part"] = ("不能作零报告：应报{1}个卡口中，{0}个报告为零。", "Not a zero report: zero from {0} of {1} gates."),
        ["zero_fever"] = ("本日有发热者，不作零报告。", "There were fevers: this is no zero report."),
        ["zero_none"] = ("本日无应报卡口。", "No gate was expected to report."),
        ["undecided"] = ("尚有{0}人无体温计复测结果。", "{0} persons have no verdict by contact thermometer yet."),
        ["serial"] = ("编号 {0} · 第{1}次签发 · {2}", "No. {0} · issue {1} · {2}"),
        ["by_schedule"] = ("按时自动签发", "issued by schedule"),
        ["by_hand"] = ("由{0}签发", "issued by {0}"),
        ["late"] = ("应于{0}签发，因服务中断或数据库无法查询而延迟。", "It was due at {0}, and is late because the service or its database was not there."),
        ["reason"] = ("修订原因：{0}", "Reason for the revision: {0}"),
        ["superseded"] = ("此后已有第{0}次签发。", "There is a later issue, number {0}."),
        ["known_at"] = ("数据截至 {0}", "as known at {0}"),
        ["now"] = ("尚未签发：以下为目前所知", "Not issued: what is now known"),
        ["day_hours"] = ("统计时段 {0} 至 {1}（{2}）", "from {0} to {1} ({2})"),
        ["counts"] = ("人数", "Counts"),
        ["as_issued"] = ("签发时", "As issued"),
        ["as_now_known"] = ("目前所知", "As now known"),
        ["difference"] = ("相差", "Difference"),
        ["changed"] = ("签发后有数据补报，或有设备故障时段不再计入，目前所知与签发时不同。", "What is now known differs from this issue: data came later, or hours of a faulty thermometer were left out."),
        ["changed_comparison"] = ("签发后仅对比日的数据有变化。", "Since this issue only the days that it is compared with have changed."),
        ["day_before"] = ("前一日 {0}", "Day before, {0}"),
        ["week_before"] = ("上周同日 {0}", "Week before, {0}"),
        ["not_comparable"] = ("不可比", "not comparable"),
        ["that_day_incomplete"] = ("该日报告不全", "that day is incomplete"),
        ["this_day_incomplete"] = ("本日报告不全", "this day is incomplete"),
        ["not_published"] = ("未公开", "not published"),
        ["persons"] = ("通行人数", "People"),
        ["screened"] = ("筛查发热", "Screened fevers"),
        ["confirmed"] = ("复测确认发热", "Confirmed fevers"),
        ["retries"] = ("重测次数", "Retries"),
        ["manual"] = ("转人工", "By hand"),
        ["inward"] = ("进入", "In"),
        ["outward"] = ("离开", "Out"),
        ["coverage"] = ("应报{0}个卡口：全天上报{1}个，部分时段上报{2}个，静默{3}个；已知关闭{4}个，未登记{5}个。", "{0} gates expected: {1} reported the whole day, {2} a part, {3} silent; {4} known closed, {5} not registered."),
        ["public_coverage"] = ("应报{0}个卡口：全天上报{1}个，部分时段上报{2}个，静默{3}个；已知关闭{4}个。", "{0} gates expected: {1} reported the whole day, {2} a part, {3} silent; {4} known closed."),
        ["parts"] = ("分区", "Parts"),
        ["gates"] = ("卡口", "Gates"),
        ["code"] = ("代码", "Code"),
        ["name"] = ("名称", "Name"),
        ["state"] = ("状态", "State"),
        ["remarks"] = ("说明", "Remarks"),
        ["whole"] = ("全天/应报", "Whole / expected"),
        ["reported"] = ("全天上报", "whole day"),
        ["reported_zero"] = ("全天上报，发热为零", "whole day, zero fevers"),
        ["partial"] = ("部分时段上报", "part of the day"),
        ["silent"] = ("静默", "silent"),
        ["known_off"] = ("已知关闭", "known closed"),
        ["unregistered"] = ("未登记", "not registered"),
        ["pending"] = ("未到时", "not due yet"),
        ["silent_hours"] = ("静默：{0}", "silent: {0}"),
        ["down_hours"] = ("停用：{0}", "out of service: {0}"),
        ["excluded_hours"] = ("设备故障，不计入：{0}", "faulty thermometer, not counted: {0}"),
        ["silent_since"] = ("自{0}起静默", "silent since {0}"),
        ["silent_before"] = ("{0}之前已静默", "silent since before {0}"),
        ["closed"] = ("{0}至{1}关闭：{2}（{3}于{4}登记）", "closed from {0} to {1}: {2} ({3}, said at {4})"),
        ["open_end"] = ("再开放", "further notice"),
        ["stood"] = ("{0}至{1}设于此处", "stood here from {0} to {1}"),
        ["waiting"] = ("未登记而有联络的卡口（位置不明）", "Gates that spoke and are not registered (place unknown)"),
        ["waiting_since"] = ("{0}（自{1}起）", "{0} (since {1})"),
        ["signed"] = ("签名：{0}（{1}，{2}）", "Signed: {0} ({1}, {2})"),
        ["signed_zero"] = ("签名人明确确认为零。", "The signer confirmed zero in so many words."),
        ["unsigned"] = ("尚未签名", "Not signed"),
        ["unsigned_zero"] = ("零报告须经签名确认，目前尚未签名。", "A zero report needs a signature, and has none yet."),
        ["sign_name"] = ("姓名", "Name"),
        ["sign_date"] = ("日期", "Date"),
        ["hash"] = ("内容摘要 SHA-256：", "SHA-256 of the contents: "),
        ["is"] = ("：", ": "),
        ["and"] = ("、", ", "),
        ["further"] = ("；", "; "),
        ["none"] = ("—", "—"),
        ["hidden"] = ("＊", "＊"),
        ["hidden_note"] = (
            "＊ 不公开：同组中有小于{0}的数（零亦小于{0}），或由此可推算出其他小数。每日只公开一次，补报数据不计入。",
            "＊ not public: one of the group is below {0} (zero is below {0} too), or it would tell one that is. A day is made public once; what comes late is not added."),
        ["official"] = ("管理人员", "official"),
        ["technician"] = ("技术人员", "technician"),
        ["administrator"] = ("系统管理员", "administrator"),
    }.ToFrozenDictionary();

    public string Code => WireName.Of(language);

    public static IEnumerable<string> Keys => Table.Keys;

    public string this[string key] => language == Language.Zh ? Table[key].Zh : Table[key].En;

    public string Format(string key, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>2026年2月10日, 10 February 2026.</summary>
    public string Day(DateOnly day) => day.ToString(language == Language.Zh ? "yyyy年M月d日" : "d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>What lies in a place, either of which may be empty: 海城社区 东门, East gate, Haicheng.</summary>
    public string Within(string place, string name) =>
        place.Length == 0 || name.Length == 0 ? place + name : language == Language.Zh ? $"{place} {name}" : $"{name}, {place}";

    public string Name(LocalName name) => language == Language.Zh ? name.Zh : name.En;
}
