package org.baoxue.notification.story;

import static org.baoxue.notification.story.School.at;
import static org.baoxue.notification.story.TellingIT.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Phones;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** A written report: drafted, then signed and sent. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class ReportIT {

    @Inject
    Sealing sealing;

    @Test
    void aReportIsDraftedThenSignedThenSentWithTheVeryBytesWhoseHashIsKept() throws Exception {
        Hand.puts(at("15:05"));
        var school = School.opens(sealing);
        var township = "township-" + school.number + "@gov.example";
        school.holds(
                "township-officer", "53011300" + school.number, "p-officer-" + school.number, School.mail(township));
        var ana = school.enrols(1, "李𬭼娜");
        school.isKnown(1);
        var number = school.code + "-2026-0007";
        school.saysOfCase("report-drafted", report(school, ana, number));
        var principal = Tokens.ofSchool("principal", school.person("principal"), school.code);
        eventually(() -> Tokens.as(principal)
                .get("/v1/reports/" + number)
                .then()
                .statusCode(200)
                .body("state", equalTo("DRAFTED"))
                .body("bytes", org.hamcrest.Matchers.greaterThan(1000)));
        var draft = document(principal, number);
        assertTrue(text(draft).contains("草稿"), text(draft));

        var signed = report(school, ana, number);
        signed.put("signedBy", school.person("principal"));
        signed.put("signedAt", at("15:30").toString());
        signed.put("persuasions", Map.of("school", 2, "township", 0, "joint", 3));
        signed.put("reasonCategory", "STUDY");
        Hand.puts(at("15:30"));
        school.saysOfCase("report-signed", signed);
        eventually(() -> assertEquals(1, Phones.mailbox(township).size()));

        var kept = document(principal, number);
        var text = text(kept).replaceAll("\\s+", "");
        for (var part :
                List.of(number, "李𬭼娜", "疑似辍学学生情况报告", "未标注（推定未到校）", "未核实", "学校劝返2（不足三次）", "多部门联合劝返3", "厌学", "王校长")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertFalse(text.contains("草稿"));
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(kept));
        Tokens.as(principal)
                .get("/v1/reports/" + number)
                .then()
                .body("state", equalTo("SIGNED"))
                .body("sha256", equalTo(hash));

        var mail = Phones.mailbox(township).getFirst();
        var parts = (Multipart) mail.getContent();
        var attachment = parts.getBodyPart(parts.getCount() - 1);
        assertEquals(number + ".pdf", attachment.getFileName());
        assertArrayEquals(kept, attachment.getInputStream().readAllBytes());
        Files.createDirectories(Path.of("target/reports"));
        Files.write(Path.of("target/reports/signed.pdf"), kept);
        Files.write(Path.of("target/reports/draft.pdf"), draft);
    }

    @Test
    void aReportOfATermsStartSaysThatNoAbsenceWasMarkedAndGoesToTheTownshipSigned() throws Exception {
        Hand.puts(at("15:05"));
        var school = School.opens(sealing);
        var township = "term-" + school.number + "@gov.example";
        school.holds("township-officer", "53011300" + school.number, "p-term-" + school.number, School.mail(township));
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        var number = school.code + "-2026-0009";
        var signed = report(school, ana, number);
        signed.put("kind", "UNREGISTERED");
        signed.put("days", List.of());
        signed.put("unverified", false);
        signed.put("signedBy", school.person("principal"));
        signed.put("signedAt", at("15:05").toString());
        signed.put(
                "facts",
                Map.of(
                        "openedOn",
                        "2026-09-01",
                        "days",
                        List.of(),
                        "observed",
                        List.of("NOT SEEN SINCE 2026-09-01", "NO ABSENCE MARKED"),
                        "rule",
                        "unregistered-report"));
        school.saysOfCase("report-signed", signed);
        eventually(() -> assertEquals(1, Phones.mailbox(township).size()));
        var text = text(document(Tokens.ofSchool("principal", school.person("principal"), school.code), number))
                .replaceAll("\\s+", "");
        for (var part : List.of(number, "开学未到校注册学生情况报告", "该生从未被标注缺勤", "2026-09-01")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        assertFalse(text.contains("计入的上课日"), text);
    }

    private static Map<String, Object> report(School school, String student, String number) {
        var days = List.of(
                Map.of("date", "2026-09-03", "kind", "CONFIRMED"),
                Map.of("date", "2026-09-04", "kind", "PRESUMED"),
                Map.of("date", "2026-09-07", "kind", "CONFIRMED"));
        var counted = Map.of("school", 0, "township", 0, "joint", 0);
        var body = new LinkedHashMap<String, Object>();
        body.put("case", "5b0c7c1a-6a1e-3c5e-9a44-2c1c6f2b7d10");
        body.put("student", student);
        body.put("school", school.code);
        body.put("class", school.classId);
        body.put("place", school.township);
        body.put("at", at("15:05").toString());
        body.put("report", number);
        body.put("kind", "TOWNSHIP");
        body.put("duty", "duty-" + number);
        body.put("spell", "spell-" + student);
        body.put("days", days);
        body.put("dueAt", "2026-09-08T04:00:00Z");
        body.put("recipients", List.of(Map.of("post", "township-officer", "scope", "53011300" + school.number)));
        body.put("unverified", true);
        body.put(
                "facts",
                Map.of(
                        "class",
                        school.classId,
                        "openedOn",
                        "2026-09-03",
                        "day",
                        3,
                        "days",
                        days,
                        "persuasions",
                        counted,
                        "rule",
                        "township-report",
                        "clause",
                        "B 三(三)1 及时联动"));
        return body;
    }

    private static byte[] document(String token, String number) {
        return Tokens.as(token)
                .get("/v1/reports/" + number + "/document")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
    }

    private static String text(byte[] pdf) throws java.io.IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
