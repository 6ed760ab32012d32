package org.baoxue.directory.shipped;

import static org.baoxue.directory.Given.operator;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.baoxue.directory.Given;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class ShippedDataIT {

    @Inject
    ShippedData shipped;

    @Test
    void a_second_start_loads_nothing() {
        long before = events();

        shipped.load();

        assertEquals(before, events());
        assertEquals(
                List.of("divisions-cn.csv", "holidays-cn.csv"),
                Superuser.jdbi().withHandle(handle -> handle.createQuery("select name from shipped_file order by name")
                        .mapTo(String.class)
                        .list()));
    }

    @Test
    void a_start_that_was_cut_short_goes_on_and_overwrites_nothing_that_a_person_wrote() {
        Given.written("/v1/places/530502001", Map.of("name", "改过的名字", "level", "TOWNSHIP"));
        long before = events();
        Superuser.jdbi().useHandle(handle -> {
            handle.execute("delete from shipped_file");
            handle.execute("delete from place where code = '530113001011'");
            handle.execute("update place set name = 'half loaded' where code = '530113107'");
        });

        shipped.load();

        assertEquals(before + 2, events());
        operator().get("/v1/places/530113001011").then().body("name", equalTo("腊利社区居民委员会"));
        operator().get("/v1/places/530113107").then().body("name", equalTo("拖布卡镇"));
        operator().get("/v1/places/530502001").then().body("name", equalTo("改过的名字"));
        Given.written("/v1/places/530502001", Map.of("name", "兰城街道", "level", "TOWNSHIP"));
    }

    private static long events() {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery("select count(*) from outbox")
                .mapTo(Long.class)
                .one());
    }
}
