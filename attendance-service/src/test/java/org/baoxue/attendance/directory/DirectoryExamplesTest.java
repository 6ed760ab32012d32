package org.baoxue.attendance.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.baoxue.attendance.directory.Published.Calendar;
import org.baoxue.attendance.directory.Published.Organisation;
import org.baoxue.attendance.directory.Published.Post;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

/** Every example of the directory's contract that concerns us is read. */
class DirectoryExamplesTest {

    private static final Map<String, String> EXAMPLES =
            ContractCheck.of(Path.of("../agency-directory-service/contracts")).examples();

    @Test
    void every_organisation_is_read_and_the_schools_are_known_as_such() {
        assertThat(EXAMPLES).containsKey("organisation.v1.school.json");
        EXAMPLES.forEach((name, text) -> {
            if (name.startsWith("organisation.")) {
                var organisation = Json.read(text, Organisation.class);
                assertThat(organisation.school() != null)
                        .as(name)
                        .isEqualTo(organisation.kind().equals("SCHOOL"));
            }
        });
        var school = Json.read(EXAMPLES.getOrDefault("organisation.v1.school.json", ""), Organisation.class);
        assertThat(school.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(school.school()).satisfies(part -> {
            assertThat(part.dayCompleteAt()).isEqualTo(LocalTime.of(15, 0));
            assertThat(part.sessions().getFirst().starts()).isEqualTo(LocalTime.of(8, 0));
        });
    }

    @Test
    void every_calendar_and_every_class_teachers_post_is_read() {
        EXAMPLES.forEach((name, text) -> {
            if (name.startsWith("calendar.")) {
                var calendar = Json.read(text, Calendar.class);
                assertThat(calendar.content().terms().size()
                                + calendar.content().days().size())
                        .as(name)
                        .isPositive();
            }
            if (name.equals("post.v1.class-teacher.json")) {
                assertThat(Json.read(text, Post.class).holders()).isNotEmpty().allSatisfy(holder -> {
                    assertThat(holder.person()).isNotBlank();
                    assertThat(holder.from()).isNotNull();
                });
            }
        });
    }
}
