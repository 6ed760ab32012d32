package org.baoxue.escalation.explanation;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Explanations.Because;
import org.baoxue.escalation.duty.Explanations.Standing;
import org.baoxue.escalation.explanation.Basis.CalendarDay;
import org.baoxue.escalation.policy.Counting;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Spell;
import org.jspecify.annotations.Nullable;

/** Says it so that a parent or the head of a school understands: dates, numbers and the clause; times of the school's zone. */
final class Sentences {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final SchoolCalendar calendar;
    private final Basis basis;

    Sentences(SchoolCalendar calendar, Basis basis) {
        this.calendar = calendar;
        this.basis = basis;
    }

    String zh(Standing standing, @Nullable Spell spell) {
        return said(standing, spell, true) + "。依据：" + standing.rule().clause() + "。";
    }

    String en(Standing standing, @Nullable Spell spell) {
        return said(standing, spell, false) + ". Clause: " + standing.rule().clause() + ".";
    }

    private String said(Standing standing, @Nullable Spell spell, boolean chinese) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("rule", Words.name(standing.rule().id(), chinese));
        values.put("date", basis.date().toString());
        values.put("counted", standing.counted() + "");
        values.put("needed", standing.needed() + "");
        values.put("at", standing.at().map(this::time).orElse("-"));
        values.put("level", Words.name(level(), chinese));
        if (!standing.duties().isEmpty()) {
            Duty last = standing.duties().getLast();
            values.put("owner", Words.name(last.owner().post(), chinese));
            values.put("ended", time(last.endedAt(basis.asOf())));
            values.put("reason", Words.name(reason(last), chinese));
        }
        return filled(Words.sentence(standing.because(), chinese), values)
                + month(standing, chinese)
                + together(standing, chinese)
                + ending(standing, spell, chinese);
    }

    /** Days alone are not enough for a rule of a month. */
    private static String month(Standing standing, boolean chinese) {
        if (!(standing.rule().fires() instanceof Rule.OnMonth) || standing.needed() == 0) {
            return "";
        }
        return chinese ? "（并须自缺勤之日起满一个月）" : " (and a month must have passed since the absence began)";
    }

    /** Which days were counted, where those of several absences are. */
    private static String together(Standing standing, boolean chinese) {
        Counting counting = standing.rule().counting();
        if (!counting.isCumulative() || standing.needed() == 0) {
            return "";
        }
        return chinese
                ? "（" + counting.within() + "个上课日之内各次缺勤的天数合并计算）"
                : " (the days of all absences within " + counting.within() + " school days are counted together)";
    }

    /** How an absence ended that was too short for the rule. */
    private static String ending(Standing standing, @Nullable Spell spell, boolean chinese) {
        if (spell == null || standing.because() != Because.ABSENCE_ENDED) {
            return "";
        }
        String how = Words.name(stateOf(spell), chinese);
        return chinese ? "（" + spell.endedOn() + "，" + how + "）" : " (" + spell.endedOn() + ", " + how + ")";
    }

    /** What is to be said of the date itself. */
    String zh(List<Spell> absences, List<Fact> facts) {
        String date = basis.date()
                + (calendar.isSchoolDay(basis.date()) ? "（上课日）" : "（不上课：" + Words.name(level(), true) + "）");
        return absences.isEmpty()
                ? date + "：" + without(facts, true) + "。"
                : date + "：学生自" + absences.getLast().openedOn() + "起无请假未到校，"
                        + (absences.getLast().isOpen()
                                ? "当天仍未到校"
                                : "当天结束：" + Words.name(stateOf(absences.getLast()), true))
                        + "。";
    }

    String en(List<Spell> absences, List<Fact> facts) {
        String date = basis.date()
                + (calendar.isSchoolDay(basis.date())
                        ? " (a school day)"
                        : " (no school: " + Words.name(level(), false) + ")");
        return absences.isEmpty()
                ? date + ": " + without(facts, false) + "."
                : date + ": missing without leave since " + absences.getLast().openedOn()
                        + (absences.getLast().isOpen()
                                ? ", and still on that day."
                                : "; it ended: " + Words.name(stateOf(absences.getLast()), false) + ".");
    }

    private String without(List<Fact> facts, boolean chinese) {
        return switch (new WithoutAbsence(basis, calendar, facts).because()) {
            case NOT_ENROLLED -> chinese ? "学生当天不在本校就读" : "the child was not enrolled";
            case LEAVE -> chinese ? "学生当天已请假" : "the child was on leave";
            case IN_SCHOOL -> chinese ? "学生当天到校" : "the child was in school";
            case NO_SCHOOL_DAY -> chinese ? "当天不上课，也没有缺勤" : "no absence goes on";
            default -> chinese ? "没有缺勤记录" : "no absence is known";
        };
    }

    private String level() {
        return basis.calendar().stream()
                .filter(day -> day.date().equals(basis.date()))
                .map(CalendarDay::level)
                .findFirst()
                .orElse("WEEK");
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(calendar.zone()));
    }

    private static String reason(Duty duty) {
        return duty.state() instanceof Duty.Cancelled cancelled
                ? cancelled.reason().name()
                : "";
    }

    private static String filled(String template, Map<String, String> values) {
        String text = template;
        for (var value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    static String stateOf(Spell spell) {
        return switch (spell.state()) {
            case Spell.Open open -> "OPEN";
            case Spell.Returned returned -> "RETURNED";
            case Spell.Excused excused -> "EXCUSED";
            case Spell.Left left -> "LEFT";
            case Spell.Withdrawn withdrawn -> "WITHDRAWN";
        };
    }
}
