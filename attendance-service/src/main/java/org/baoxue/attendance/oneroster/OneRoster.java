package org.baoxue.attendance.oneroster;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.baoxue.attendance.code.Codes;
import org.baoxue.attendance.roster.Contact;
import org.baoxue.attendance.roster.Contact.Guardian;
import org.baoxue.attendance.roster.Numbers;
import org.baoxue.attendance.roster.Stage;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.web.Asked;
import org.jspecify.annotations.Nullable;

/** What the columns of OneRoster 1.2 mean here. Pure: from a line to a value, or to what is wrong with it. */
final class OneRoster {

    private static final Pattern ID = Pattern.compile(Values.ID);
    private static final Pattern PLACE = Pattern.compile(Values.PLACE);
    private static final int LONGEST_NAME = 100;
    private static final int LAST_PRIMARY_GRADE = 6;
    private static final int LAST_JUNIOR_GRADE = 9;

    private OneRoster() {}

    /** A line that is not taken. */
    static final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String field;

        Rejected(String field, String detail) {
            super(detail);
            this.field = field;
        }

        String field() {
            return field;
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    /** @param grade the class's own, for children who bring none */
    record ClassLine(
            String id,
            String school,
            @Nullable String name,
            @Nullable String grade) {}

    /**
     * @param end the first day on which the child is no longer in the class
     * @param active false where the file says that the line is to be deleted
     */
    record EnrollmentLine(
            String student,
            String classId,
            @Nullable LocalDate begin,
            @Nullable LocalDate end,
            boolean active,
            long line) {

        /** An end that lies ahead is taken by the import that comes when it is there. */
        boolean isOver(LocalDate today) {
            return !active || (end != null && !end.isAfter(today));
        }
    }

    /** @param agents the ids of its guardians */
    record StudentLine(
            String id,
            String name,
            @Nullable String grade,
            @Nullable String place,
            @Nullable String homePlace,
            Numbers numbers,
            List<String> agents) {}

    static boolean isActive(NamedCsvRecord row) {
        return !"tobedeleted".equalsIgnoreCase(text(row, "status").orElse("active"));
    }

    /** Only the class that a child belongs to all day; courses are no classes here. */
    static boolean isHomeroom(NamedCsvRecord row) {
        return "homeroom".equalsIgnoreCase(text(row, "classType").orElse("homeroom"));
    }

    static boolean isOfStudent(NamedCsvRecord row) {
        return "student".equalsIgnoreCase(text(row, "role").orElse(""));
    }

    static ClassLine classLine(NamedCsvRecord row) {
        return new ClassLine(
                id(row, "sourcedId"),
                id(row, "schoolSourcedId"),
                className(row),
                text(row, "grades").orElse(null));
    }

    static EnrollmentLine enrollmentLine(NamedCsvRecord row) {
        return new EnrollmentLine(
                id(row, "userSourcedId"),
                id(row, "classSourcedId"),
                date(row, "beginDate"),
                date(row, "endDate"),
                isActive(row),
                row.getStartingLineNumber());
    }

    static StudentLine studentLine(NamedCsvRecord row) {
        return new StudentLine(
                id(row, "sourcedId"),
                name(row),
                text(row, "grades").orElse(null),
                place(row, "metadata.place"),
                place(row, "metadata.homePlace"),
                new Numbers(
                        code(row, "metadata.studentNumber", Codes.STUDENT_NUMBER),
                        code(row, "metadata.identityNumber", Codes.IDENTITY_NUMBER)),
                agents(row));
    }

    static String sourcedId(NamedCsvRecord row) {
        return text(row, "sourcedId").orElse("");
    }

    /** Whom a line of enrollments.csv speaks of, be the rest of it valid or not. */
    static String userSourcedId(NamedCsvRecord row) {
        return text(row, "userSourcedId").orElse("");
    }

    /** The ids of a child's guardians. */
    static List<String> agents(NamedCsvRecord row) {
        return text(row, "agentSourcedIds").map(OneRoster::list).orElse(List.of());
    }

    static Guardian guardian(NamedCsvRecord row) {
        var phone = text(row, "sms").or(() -> text(row, "phone"));
        phone.flatMap(Codes.PHONE::fault).ifPresent(mend -> {
            throw new Rejected("sms", mend);
        });
        var language = text(row, "metadata.language").orElse("zh").toLowerCase(Locale.ROOT);
        return new Guardian(
                id(row, "sourcedId"),
                name(row),
                phone.orElse(null),
                text(row, "email").orElse(null),
                language.startsWith("en") ? "en" : "zh");
    }

    static Contact contact(StudentLine student, List<Guardian> guardians) {
        return new Contact(student.name(), guardians);
    }

    /** Grades 01 to 06 are primary school, 07 to 09 junior secondary: the nine years that oblige. */
    static Stage stage(@Nullable String grade) {
        try {
            int year = grade == null ? 0 : Integer.parseInt(list(grade).getFirst());
            if (year >= 1 && year <= LAST_JUNIOR_GRADE) {
                return year <= LAST_PRIMARY_GRADE ? Stage.PRIMARY : Stage.JUNIOR;
            }
        } catch (NumberFormatException notANumber) {
            throw noGrade();
        }
        throw noGrade();
    }

    private static Rejected noGrade() {
        return new Rejected("grades", "01 to 09, of the user or of its class");
    }

    private static String id(NamedCsvRecord row, String field) {
        return text(row, field)
                .filter(text -> ID.matcher(text).matches())
                .orElseThrow(() -> new Rejected(field, Values.ID_MESSAGE));
    }

    private static @Nullable String place(NamedCsvRecord row, String field) {
        var place = text(row, field);
        place.filter(text -> !PLACE.matcher(text).matches()).ifPresent(bad -> {
            throw new Rejected(field, Values.PLACE_MESSAGE);
        });
        place.flatMap(Codes.PLACE::fault).ifPresent(mend -> {
            throw new Rejected(field, mend);
        });
        return place.orElse(null);
    }

    private static @Nullable String code(NamedCsvRecord row, String field, Codes code) {
        var text = text(row, field);
        text.flatMap(code::fault).ifPresent(mend -> {
            throw new Rejected(field, mend);
        });
        return text.orElse(null);
    }

    private static @Nullable String className(NamedCsvRecord row) {
        var title = text(row, "title");
        title.filter(name -> name.length() > LONGEST_NAME).ifPresent(tooLong -> {
            throw new Rejected("title", "up to %d characters".formatted(LONGEST_NAME));
        });
        return title.orElse(null);
    }

    private static @Nullable LocalDate date(NamedCsvRecord row, String field) {
        try {
            var date = text(row, field).map(LocalDate::parse).orElse(null);
            if (date == null || Asked.isOrdinary(date)) {
                return date;
            }
        } catch (DateTimeParseException bad) {
            throw notADate(field);
        }
        throw notADate(field);
    }

    private static Rejected notADate(String field) {
        return new Rejected(field, "a date such as 2026-09-01");
    }

    /** Family name first for names in Han characters, as they are written. */
    private static String name(NamedCsvRecord row) {
        var family = text(row, "familyName").orElse("");
        var given = text(row, "givenName").orElse("");
        boolean han = family.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        var name = (han ? family + given : given + " " + family).strip();
        if (name.isEmpty()) {
            throw new Rejected("familyName", "a name");
        }
        return name;
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private static Optional<String> text(NamedCsvRecord row, String field) {
        return row.findField(field).map(String::strip).filter(value -> !value.isEmpty());
    }
}
