package org.baoxue.escalation.explanation;

import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.duty.Explanations.Because;

/** What is said of a rule, in Chinese and English: a sentence for each reason, and names that a parent knows. */
final class Words {
    private Words() {}

    record Both(String zh, String en) {
        String in(boolean chinese) {
            return chinese ? zh : en;
        }
    }

    private static final Map<Because, Both> SENTENCES = Map.ofEntries(
            says(
                    Because.FIRED,
                    "到{date}结束共计缺勤{counted}天（规定为{needed}天），“{rule}”已于{at}启动",
                    "{counted} days of absence were counted by the end of {date}, {needed} are needed: \"{rule}\" began at {at}"),
            says(
                    Because.TOO_FEW_DAYS,
                    "到{date}结束共计缺勤{counted}天，满{needed}天才启动“{rule}”；如学生仍未到校，将在{at}启动",
                    "{counted} days of absence were counted by the end of {date}, \"{rule}\" needs {needed}; if the child stays away it begins at {at}"),
            says(
                    Because.ABSENCE_ENDED,
                    "缺勤已经结束，只计{counted}天，不足{needed}天，不启动“{rule}”",
                    "The absence ended after {counted} counted days, fewer than the {needed} that \"{rule}\" needs"),
            says(
                    Because.NO_ABSENCE,
                    "缺勤标记已更正，这次缺勤不再计算，不启动“{rule}”",
                    "The marks of this absence were corrected, so it does not count and \"{rule}\" does not begin"),
            says(
                    Because.VALID_REASON,
                    "已计{counted}天（规定为{needed}天），但学校核实有正当理由，等待请假手续，“{rule}”暂缓到{at}",
                    "{counted} of {needed} days are counted, but the school found a valid reason and waits for the leave: \"{rule}\" is held until {at}"),
            says(
                    Because.TRANSFER,
                    "已计{counted}天（规定为{needed}天），但学生正在转学，等待接收学校确认，“{rule}”暂缓到{at}",
                    "{counted} of {needed} days are counted, but the child is changing schools and the new school is to confirm: \"{rule}\" is held until {at}"),
            says(
                    Because.ENDED_WHILE_HELD,
                    "“{rule}”原暂缓到{at}，缺勤在此之前已经结束，不再启动",
                    "\"{rule}\" was held until {at}, and the absence ended before"),
            says(
                    Because.AWAITS_LAST_POSTS,
                    "已计{counted}天（规定为{needed}天），等待学校当天最后的考勤，“{rule}”最迟{at}启动",
                    "{counted} of {needed} days are counted; the school's last attendance of the day is awaited, \"{rule}\" begins at {at} at the latest"),
            says(Because.DUE, "条件已经具备，正在处理“{rule}”", "Everything is given for \"{rule}\", it is about to be worked"),
            says(
                    Because.OWED,
                    "“{rule}”由{owner}负责，应在{at}前完成，目前尚未完成",
                    "\"{rule}\" is owed by the {owner} until {at} and is not done yet"),
            says(
                    Because.DONE,
                    "“{rule}”由{owner}负责，期限为{at}，已于{ended}完成",
                    "\"{rule}\" was owed by the {owner} until {at} and was done at {ended}"),
            says(
                    Because.LAPSED,
                    "“{rule}”由{owner}负责，期限为{at}，到期未完成",
                    "\"{rule}\" was owed by the {owner} until {at} and was not done in time"),
            says(
                    Because.LAPSED_UNSEEN,
                    "“{rule}”的期限为{at}，到期之后才得知，当时无人能够处理，没有通知任何人",
                    "\"{rule}\" was due at {at} and became known only later: nobody could have acted, and nobody was told"),
            says(
                    Because.CANCELLED,
                    "“{rule}”原由{owner}负责，期限为{at}，已于{ended}取消：{reason}",
                    "\"{rule}\" was owed by the {owner} until {at} and was cancelled at {ended}: {reason}"),
            says(
                    Because.NO_MARK,
                    "{date}没有缺勤标记，不需要“{rule}”",
                    "No roll call of {date} marked the child absent, so \"{rule}\" is not owed"),
            says(
                    Because.CASE_CARRIES_ON,
                    "已经立案，由个案小组负责，不再每天要求“{rule}”",
                    "A case is open and its team carries on, so \"{rule}\" is not owed each day"),
            says(
                    Because.AWAITS_CONTACT,
                    "“{rule}”的时限从联系家长未果时算起，最迟从{at}算起，目前尚未开始",
                    "The time of \"{rule}\" runs from the attempt that reached nobody, at the latest from {at}: it has not begun yet"),
            says(
                    Because.ABSENCE_OVER,
                    "得知时缺勤已经结束，不需要“{rule}”",
                    "The absence was over when it became known, so \"{rule}\" is not owed"),
            says(
                    Because.NOTHING_FIRED,
                    "还没有达到规定天数的事项，没有需要先核实的内容",
                    "No rule of counted days has begun, so there is nothing to verify first"),
            says(
                    Because.ALL_CONFIRMED,
                    "计入的每一天都有缺勤标记，不需要“{rule}”",
                    "Every counted day has a mark, so \"{rule}\" is not owed"),
            says(
                    Because.NOTHING_MISTAKEN,
                    "没有核实为误标的考勤，不需要“{rule}”",
                    "No mark was found mistaken, so \"{rule}\" is not owed"),
            says(
                    Because.NO_BACKDATED_LEAVE,
                    "立案之后没有补交以前日期的请假，不需要“{rule}”",
                    "No leave was filed backwards over days of an open case, so \"{rule}\" is not owed"),
            says(
                    Because.NOT_ENROLLED,
                    "{date}学生不在本校就读，“{rule}”不适用",
                    "The child was not enrolled on {date}, so \"{rule}\" does not apply"),
            says(
                    Because.LEAVE,
                    "{date}学生已请假，“{rule}”不适用",
                    "The child was on leave on {date}, so \"{rule}\" does not apply"),
            says(
                    Because.NO_SCHOOL_DAY,
                    "{date}不是上课日（{level}），“{rule}”不适用",
                    "{date} was no school day ({level}), so \"{rule}\" does not apply"),
            says(
                    Because.IN_SCHOOL,
                    "{date}学生到校，“{rule}”不适用",
                    "The child was in school on {date}, so \"{rule}\" does not apply"),
            says(
                    Because.NOTHING_POSTED,
                    "{date}没有该学生的缺勤标记，也没有尚未结束的缺勤，“{rule}”不适用",
                    "Nothing of {date} marks the child absent and no earlier absence goes on, so \"{rule}\" does not apply"),
            says(
                    Because.EXCEPTIONS_ONLY,
                    "学校只报缺勤，没有缺勤就不必标注，不需要“{rule}”",
                    "The school reports exceptions only, so \"{rule}\" is not owed"),
            says(
                    Because.ALL_POSTED,
                    "{date}的考勤已经全部标注，不需要“{rule}”",
                    "All attendance of {date} was posted, so nobody had to be reminded of \"{rule}\""),
            says(
                    Because.NO_TERM,
                    "{date}不在学期之内，或者尚未录入学期，“{rule}”不适用",
                    "{date} lies in no term, or no term was entered, so \"{rule}\" does not apply"),
            says(
                    Because.SEEN_BY_THEN,
                    "到{at}学生已经到校，“{rule}”不适用",
                    "The child had come by {at}, so \"{rule}\" is not owed"),
            says(
                    Because.LEAVE_THEN,
                    "到{at}学生在请假，“{rule}”不适用",
                    "The child was on leave at {at}, so \"{rule}\" is not owed"),
            says(
                    Because.GONE_BY_THEN,
                    "到{at}学生已不在本校就读，“{rule}”不适用",
                    "The child was not this school's any more at {at}, so \"{rule}\" is not owed"),
            says(
                    Because.NOT_CALLED,
                    "到{at}学校或班级还没有点名，不能说明谁没有到校，“{rule}”不适用",
                    "Nobody had called the roll by {at}, which says nothing about who came, so \"{rule}\" is not owed"),
            says(
                    Because.CARRIED_BY_ABSENCE,
                    "到{at}学生已有缺勤记录，由缺勤的规定处理，不另作“{rule}”",
                    "The child had an absence of its own at {at}, whose rules report it: \"{rule}\" is not owed a second time"),
            says(
                    Because.NOBODY_TO_NAME,
                    "到{at}，这一周的记录没有需要把学生列入“{rule}”的情况",
                    "By {at} nothing of the week puts the child on \"{rule}\""),
            says(
                    Because.NO_CONCERN,
                    "{date}没有人提出该学生的隐患，不需要“{rule}”",
                    "Nobody raised a concern about the child on {date}, so \"{rule}\" is not owed"),
            says(Because.NOT_YET, "“{rule}”要到{at}才到期", "\"{rule}\" is not due before {at}"));

    private static final Map<String, Both> NAMES = Map.ofEntries(
            Map.entry("submit-attendance", new Both("完成班级考勤标注", "post the class's attendance")),
            Map.entry("contact-guardian", new Both("联系家长", "contact the guardian")),
            Map.entry("report-absence-list", new Both("向教务处报送缺勤名单", "report the absence list")),
            Map.entry("verify-same-day", new Both("当天核实情况", "verify the same day")),
            Map.entry("suspected-dropout", new Both("认定疑似辍学并立案", "suspected dropout: open a case")),
            Map.entry("inform-principal", new Both("向校长汇报", "inform the principal")),
            Map.entry("home-visit", new Both("派出教师家访", "visit the family at home")),
            Map.entry("platform-report", new Both("在政府救助平台反映", "report on the government platform")),
            Map.entry("township-report", new Both("书面报告乡镇（街道）政府", "report to the township in writing")),
            Map.entry("joint-persuasion", new Both("联合劝返", "persuade jointly with the township")),
            Map.entry("formal-report", new Both("满7天书面上报", "formal report in writing")),
            Map.entry("month-report", new Both("满一个月上报平台", "report after a month")),
            Map.entry("verify-presumed", new Both("核实没有标注的日子", "verify the days on which nothing was posted")),
            Map.entry("correct-attendance", new Both("更正误标的考勤", "correct a mistaken mark")),
            Map.entry("approve-leave", new Both("校长审批补交的请假", "decide about a leave filed backwards")),
            Map.entry("contact-about-concern", new Both("就隐患联系家长", "contact the guardian about a concern")),
            Map.entry("unregistered-list", new Both("开学未到校学生名单", "list of who has not come at the term's start")),
            Map.entry("unregistered-report", new Both("开学一周未到校书面报告", "written report a week after the term's start")),
            Map.entry("weekly-list", new Both("每周无故未到校学生名单", "the week's list of unexcused students")),
            Map.entry("watch-list", new Both("每周重点关注学生名单", "the week's list of whom to watch")),
            Map.entry("class-teacher", new Both("班主任", "class teacher")),
            Map.entry("academic-office", new Both("教务处", "academic affairs office")),
            Map.entry("principal", new Both("校长", "principal")),
            Map.entry("assigned-teacher", new Both("责任教师", "assigned teacher")),
            Map.entry("township-officer", new Both("乡镇（街道）", "township")),
            Map.entry("village-cadre", new Both("村（社区）干部", "village cadre")),
            Map.entry("county-bureau", new Both("县（区）教育体育局", "county education bureau")),
            Map.entry("RETURNED", new Both("学生已经到校", "the child is back")),
            Map.entry("EXCUSED", new Both("学生已请假", "the child is on leave")),
            Map.entry("LEFT", new Both("学生已经转出、毕业或休学", "the child has left the school")),
            Map.entry("WITHDRAWN", new Both("缺勤标记已更正", "the marks were corrected")),
            Map.entry("CORRECTED", new Both("记录已更正", "the record was corrected")),
            Map.entry("CALENDAR", new Both("校历已更正", "the calendar was corrected")),
            Map.entry("RELEASED", new Both("学校有理由解除", "released by the school, with a reason")),
            Map.entry("CLASS", new Both("班级校历", "the class's calendar")),
            Map.entry("SCHOOL", new Both("学校校历", "the school's calendar")),
            Map.entry("PLACE", new Both("当地校历", "the calendar of the place")),
            Map.entry("NATION", new Both("国家放假安排", "the national calendar")),
            Map.entry("WEEK", new Both("周末", "weekend")),
            Map.entry("NO_TERM", new Both("假期", "vacation")));

    private static Map.Entry<Because, Both> says(Because because, String zh, String en) {
        return Map.entry(because, new Both(zh, en));
    }

    static String sentence(Because because, boolean chinese) {
        return Optional.ofNullable(SENTENCES.get(because)).orElseThrow().in(chinese);
    }

    /** A rule, post or reason that nobody named stands for itself. */
    static String name(String code, boolean chinese) {
        return NAMES.getOrDefault(code, new Both(code, code)).in(chinese);
    }
}
