package org.baoxue.directory;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;

/** What stands in the directory before a story begins, written by the operator as an operator does. */
public final class Given {

    public static final String SCHOOL = "2153011301";
    public static final String CLASS = "2153011301-0701";
    public static final String TOWNSHIP = "530113001";
    public static final String COUNTY = "530113";

    private Given() {}

    public static RequestSpecification operator() {
        return Tokens.as(Tokens.of("operator")).contentType(ContentType.JSON);
    }

    public static RequestSpecification bureau(String place) {
        return Tokens.as(Tokens.ofPlace("county-bureau", "p-bureau", place)).contentType(ContentType.JSON);
    }

    public static RequestSpecification principal(String school) {
        return Tokens.as(Tokens.ofSchool("principal", "p-principal", school)).contentType(ContentType.JSON);
    }

    public static Map<String, Object> schoolBody(String place) {
        return Map.of(
                "kind",
                "SCHOOL",
                "name",
                "铜都中学",
                "place",
                place,
                "school",
                Map.of(
                        "sessions",
                        List.of(Map.of("code", "AM", "starts", "08:00"), Map.of("code", "PM", "starts", "14:00"))));
    }

    public static void school(String code, String place) {
        written("/v1/organisations/" + code, schoolBody(place));
    }

    public static void government(String township) {
        written(
                "/v1/organisations/" + township + "-gov",
                Map.of("kind", "TOWNSHIP_GOVERNMENT", "name", "街道办事处", "place", township));
    }

    public static void educationBureau(String place) {
        written(
                "/v1/organisations/" + place + "-edu",
                Map.of("kind", "EDUCATION_BUREAU", "name", "教育体育局", "place", place));
    }

    public static Map<String, Object> holder(String person, String from) {
        return Map.of(
                "person",
                person,
                "name",
                "李老师",
                "deputy",
                false,
                "from",
                from,
                "channels",
                List.of(Map.of("kind", "SMS", "address", "+8619900000001")));
    }

    public static Map<String, Object> deputy(String person, String from, String to) {
        var holder = new HashMap<>(holder(person, from));
        holder.put("deputy", true);
        holder.put("to", to);
        return holder;
    }

    @SafeVarargs
    public static void post(String organisation, String post, String scope, Map<String, Object>... holders) {
        written(
                "/v1/organisations/%s/posts/%s/%s".formatted(organisation, post, scope),
                Map.of("holders", listOf(holders)));
    }

    @SafeVarargs
    public static Map<String, Object> calendarBody(Map<String, Object>... days) {
        return Map.of("terms", List.of(), "days", listOf(days));
    }

    public static Map<String, Object> day(String date, boolean school) {
        return Map.of("date", date, "school", school, "occasion", "停课");
    }

    @SafeVarargs
    private static List<Map<String, Object>> listOf(Map<String, Object>... items) {
        var list = new ArrayList<Map<String, Object>>();
        for (var item : items) {
            list.add(item);
        }
        return list;
    }

    public static void written(String address, Object body) {
        int status = operator().body(body).put(address).statusCode();
        if (status != 200 && status != 201) {
            throw new AssertionError(address + " answered " + status);
        }
    }

    /** How many events were ever appended for a key. */
    public static int events(String key) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from outbox where aggregateid = :key")
                        .bind("key", key)
                        .mapTo(Integer.class)
                        .one());
    }
}
