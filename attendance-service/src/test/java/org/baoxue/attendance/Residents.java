package org.baoxue.attendance;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.baoxue.testkit.Tokens;

/** Registers of residents and comparisons with them, as a county's bureau posts them. */
public final class Residents {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private Residents() {}

    /** The identity number of somebody made up, born in spring 2015; another {@code order}, another number. */
    public static String number(String county, int order) {
        var digits = county + "20150" + (1 + order / 10_000) + "1" + order / 1000 % 10 + "%03d".formatted(order % 1000);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    public static String line(String number, String homePlace) {
        return "%s,小明,%s\n".formatted(number, homePlace);
    }

    public static String csv(List<String> lines) {
        return "identityNumber,name,homePlace\n" + String.join("", lines);
    }

    public static Response imports(RequestSpecification caller, String place, String csv) {
        return caller.contentType("text/csv; charset=UTF-8")
                .body(csv)
                .post("/v1/resident-registers?place=" + place + "&asOf=2026-10-01&source=police");
    }

    public static Response compares(RequestSpecification caller, String key, String place, String from, String date) {
        return caller.header("Idempotency-Key", key)
                .body(Map.of("place", place, "from", from, "date", date))
                .post("/v1/comparisons");
    }

    public static RequestSpecification bureau(String place) {
        return Tokens.as(Tokens.ofPlace("county-bureau", "O-" + place, place)).contentType(ContentType.JSON);
    }

    public static RequestSpecification township(String place) {
        return Tokens.as(Tokens.ofPlace("township-officer", "O-" + place, place))
                .contentType(ContentType.JSON);
    }

    /** The open differences of a place, of one kind. */
    public static ValidatableResponse differences(String place, String kind) {
        return bureau(place)
                .get("/v1/differences?open=true&limit=500&kind=" + kind)
                .then()
                .statusCode(200);
    }
}
