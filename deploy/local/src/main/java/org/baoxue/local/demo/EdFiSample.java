package org.baoxue.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The Ed-Fi sample year of the Grand Bend district, read as it is. */
final class EdFiSample {
    /** One attendance event, in the words of the file. */
    record Reported(
            LocalDate date,
            String category,
            String reason,
            String duration,
            String arrival,
            String student,
            String school,
            String session,
            String schoolYear) {}

    record Session(String name, LocalDate from, LocalDate to) {}

    private EdFiSample() {}

    static List<Reported> events() {
        var events = new ArrayList<Reported>();
        each(
                "StudentSchoolAttendance.xml",
                "StudentSchoolAttendanceEvent",
                element -> events.add(new Reported(
                        LocalDate.parse(text(element, "EventDate")),
                        text(element, "AttendanceEventCategory"),
                        text(element, "AttendanceEventReason"),
                        text(element, "EventDuration") + text(element, "SchoolAttendanceDuration"),
                        text(element, "ArrivalTime"),
                        text(element, "StudentUniqueId"),
                        text(element, "SchoolId"),
                        text(element, "SessionName"),
                        text(element, "SchoolYear"))));
        return List.copyOf(events);
    }

    /** The sessions of the year; those of the three schools are the same. */
    static List<Session> sessions() {
        var sessions = new TreeSet<Session>(java.util.Comparator.comparing(Session::from));
        each(
                "EducationOrgCalendar.xml",
                "Session",
                element -> sessions.add(new Session(
                        text(element, "SessionName"),
                        LocalDate.parse(text(element, "BeginDate")),
                        LocalDate.parse(text(element, "EndDate")))));
        return List.copyOf(sessions);
    }

    static Map<String, String> names() {
        var names = new HashMap<String, String>();
        each(
                "Student.xml",
                "Student",
                element -> names.put(
                        text(element, "StudentUniqueId"),
                        text(element, "FirstName") + " " + text(element, "LastSurname")));
        return names;
    }

    private static void each(String file, String tag, Consumer<Element> use) {
        try (var stream = EdFiSample.class.getResourceAsStream("/grand-bend/" + file)) {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var found = factory.newDocumentBuilder()
                    .parse(Objects.requireNonNull(stream, file))
                    .getElementsByTagName(tag);
            for (int i = 0; i < found.getLength(); i++) {
                if (found.item(i) instanceof Element element) {
                    use.accept(element);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(file + " is not as it was shipped", e);
        }
    }

    private static String text(Element element, String tag) {
        var found = element.getElementsByTagName(tag).item(0);
        return found == null ? "" : String.valueOf(found.getTextContent()).strip();
    }
}
