package org.baoxue.directory.post;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.baoxue.directory.organisation.Organisation;
import org.baoxue.directory.organisation.OrganisationKind;
import org.baoxue.kit.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PostRulesTest {

    private static final Organisation SCHOOL =
            new Organisation("2153011301", OrganisationKind.SCHOOL, "school", "530113001", "Asia/Shanghai", null);
    private static final Organisation TOWNSHIP = new Organisation(
            "530113001-gov", OrganisationKind.TOWNSHIP_GOVERNMENT, "gov", "530113001", "Asia/Shanghai", null);

    @Test
    void each_post_has_its_scope() {
        assertEquals(List.of(), faults(PostKind.CLASS_TEACHER, "2153011301-0701", SCHOOL));
        assertEquals(List.of(), faults(PostKind.PRINCIPAL, "2153011301", SCHOOL));
        assertEquals(List.of(), faults(PostKind.TOWNSHIP_OFFICER, "530113001", TOWNSHIP));
        assertEquals(List.of(), faults(PostKind.VILLAGE_CADRE, "530113001001", TOWNSHIP));
        assertEquals(List.of("path:scope"), faults(PostKind.PRINCIPAL, "2153011302", SCHOOL));
        assertEquals(List.of("path:scope"), faults(PostKind.VILLAGE_CADRE, "530113002001", TOWNSHIP));
        assertEquals(List.of("path:post"), faults(PostKind.TOWNSHIP_OFFICER, "2153011301", SCHOOL));
    }

    @Test
    void a_person_holds_a_post_once_at_a_time() {
        var first = holder("p-1", "2026-09-01", "2026-12-31");

        assertEquals(
                List.of("/holders/1/person"),
                faults(PostKind.PRINCIPAL, "2153011301", SCHOOL, first, holder("p-1", "2026-12-31", null)));
        assertEquals(
                List.of(), faults(PostKind.PRINCIPAL, "2153011301", SCHOOL, first, holder("p-1", "2027-01-01", null)));
        assertEquals(
                List.of(), faults(PostKind.PRINCIPAL, "2153011301", SCHOOL, first, holder("p-2", "2026-10-01", null)));
    }

    @Test
    void a_tenure_does_not_end_before_it_begins() {
        assertEquals(
                List.of("/holders/0/to"),
                faults(PostKind.PRINCIPAL, "2153011301", SCHOOL, holder("p-1", "2026-09-01", "2026-08-31")));
    }

    @Test
    void channels_are_such_that_a_message_can_be_sent() {
        assertEquals(List.of(), channels(way(Channel.Kind.MAIL, "a@school.example", null)));
        assertEquals(List.of(), channels(way(Channel.Kind.SMS, "+86 199 0000 0001", null)));
        assertEquals(List.of(), channels(way(Channel.Kind.WEBHOOK, "http://localhost:8190/hook", "whsec_x")));
        var wrong = List.of("/holders/0/channels/0/address");
        assertEquals(wrong, channels(way(Channel.Kind.MAIL, "school.example", null)));
        assertEquals(wrong, channels(way(Channel.Kind.SMS, "call me", null)));
        assertEquals(wrong, channels(way(Channel.Kind.WEBHOOK, "https://a.example/hook", null)));
        assertEquals(wrong, channels(way(Channel.Kind.WEBHOOK, "ftp://a.example", "whsec_x")));
    }

    private static List<String> faults(PostKind kind, String scope, Organisation organisation, HolderBody... holders) {
        return PostRules.faults(kind, scope, organisation, List.of(holders)).stream()
                .map(Problem.At::pointer)
                .toList();
    }

    private static List<String> channels(HolderBody.ChannelBody... channels) {
        return faults(
                PostKind.PRINCIPAL,
                "2153011301",
                SCHOOL,
                new HolderBody("p-1", "name", false, LocalDate.EPOCH, null, null, List.of(channels)));
    }

    private static HolderBody.ChannelBody way(Channel.Kind kind, String address, @Nullable String secret) {
        return new HolderBody.ChannelBody(kind, address, secret);
    }

    private static HolderBody holder(String person, String from, @Nullable String to) {
        return new HolderBody(
                person, "name", false, LocalDate.parse(from), to == null ? null : LocalDate.parse(to), null, null);
    }
}
