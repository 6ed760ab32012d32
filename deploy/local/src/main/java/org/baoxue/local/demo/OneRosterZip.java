package org.baoxue.local.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.baoxue.local.demo.World.Child;
import org.baoxue.local.demo.World.School;

/** The roster of one school as its system exports it: OneRoster 1.2 CSV files in a zip. */
final class OneRosterZip {
    private final StringBuilder classes = new StringBuilder("sourcedId,title,classType,schoolSourcedId,grades\n");
    private final StringBuilder enrollments =
            new StringBuilder("sourcedId,userSourcedId,classSourcedId,schoolSourcedId,role,beginDate\n");
    private final StringBuilder users = new StringBuilder(
            "sourcedId,givenName,familyName,sms,agentSourcedIds,metadata.place,metadata.homePlace,metadata.language\n");

    private OneRosterZip() {}

    static byte[] of(World world, School school, LocalDate from) {
        var zip = new OneRosterZip();
        for (var schoolClass : world.classesOf(school)) {
            var grade = schoolClass.stage().equals("PRIMARY") ? "05" : "08";
            line(zip.classes, schoolClass.id(), schoolClass.id(), "homeroom", school.code(), grade);
        }
        world.children().stream()
                .filter(child -> child.school().equals(school.code()))
                .forEach(child -> zip.add(child, school, from));
        return zip.bytes();
    }

    private void add(Child child, School school, LocalDate from) {
        var guardian = "g-" + child.id();
        line(enrollments, "e-" + child.id(), child.id(), child.classId(), school.code(), "student", from.toString());
        user(child.id(), child.name(), "", guardian, school.place(), child.homePlace(), "");
        user(guardian, child.guardian(), child.phone(), "", "", "", child.language());
    }

    /** A Chinese name begins with the family's, an English one ends with it. */
    private void user(String id, String name, String... rest) {
        int space = name.lastIndexOf(' ');
        var given = space < 0 ? name.substring(1) : name.substring(0, space);
        var family = space < 0 ? name.substring(0, 1) : name.substring(space + 1);
        users.append(id).append(',').append(given).append(',').append(family).append(',');
        line(users, rest);
    }

    private static void line(StringBuilder file, String... fields) {
        file.append(String.join(",", fields)).append('\n');
    }

    private byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            put(zip, "classes.csv", classes);
            put(zip, "enrollments.csv", enrollments);
            put(zip, "users.csv", users);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, StringBuilder content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.toString().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
