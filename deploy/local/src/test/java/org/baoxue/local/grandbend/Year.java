package org.baoxue.local.grandbend;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The sample's attendance events in the order of the file, and the sessions of its calendar file. */
record Year(List<Event> events, List<Session> sessions) {

    /** @param line which event of the file it is, from 1 */
    record Event(int line, String student, String school, LocalDate date, String category) {
        Mark mark() {
            return switch (category) {
                case "Unexcused Absence" -> Mark.ABSENT;
                case "Excused Absence" -> Mark.LEAVE;
                case "Tardy", "Partial" -> Mark.LATE;
                default -> throw new IllegalStateException("the sample has no category " + category);
            };
        }
    }

    record Session(String school, LocalDate from, LocalDate to) {}

    enum Mark {
        ABSENT,
        LEAVE,
        LATE
    }

    static Year read() {
        List<Event> events = new ArrayList<>();
        for (Element event : elements("StudentSchoolAttendance.xml", "StudentSchoolAttendanceEvent")) {
            String category = text(event, "AttendanceEventCategory");
            events.add(new Event(
                    events.size() + 1,
                    text(event, "StudentUniqueId"),
                    text(event, "SchoolId"),
                    LocalDate.parse(text(event, "EventDate")),
                    category.substring(category.indexOf('#') + 1)));
        }
        List<Session> sessions = new ArrayList<>();
        for (Element session : elements("EducationOrgCalendar.xml", "Session")) {
            sessions.add(new Session(
                    text(session, "SchoolId"),
                    LocalDate.parse(text(session, "BeginDate")),
                    LocalDate.parse(text(session, "EndDate"))));
        }
        return new Year(List.copyOf(events), List.copyOf(sessions));
    }

    /** Monday to Friday inside the school's sessions. */
    boolean isSchoolDay(String school, LocalDate date) {
        boolean weekday = date.getDayOfWeek().getValue() <= 5;
        for (Session session : sessions) {
            if (weekday
                    && session.school().equals(school)
                    && !date.isBefore(session.from())
                    && !date.isAfter(session.to())) {
                return true;
            }
        }
        return false;
    }

    private static List<Element> elements(String file, String name) {
        try (InputStream xml = Objects.requireNonNull(Year.class.getResourceAsStream("/grand-bend/" + file), file)) {
            NodeList found = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getElementsByTagName(name);
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                elements.add((Element) found.item(i));
            }
            return elements;
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(String.format(Locale.ROOT, "%s cannot be read", file), e);
        }
    }

    private static String text(Element element, String name) {
        return element.getElementsByTagName(name).item(0).getTextContent().strip();
    }
}
