package org.baoxue.cases;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.baoxue.testkit.Tokens;

/** Somebody at work in the ledger, with a token of their own. */
record Desk(String token) {

    static Desk of(String token) {
        return new Desk(token);
    }

    int statusOf(String caseId) {
        return opens(caseId).extract().statusCode();
    }

    ValidatableResponse opens(String caseId) {
        return Tokens.as(token).get("/v1/cases/" + caseId).then();
    }

    ValidatableResponse lists(String query) {
        return Tokens.as(token).get("/v1/cases?" + query).then();
    }

    ValidatableResponse listsReports(String query) {
        return Tokens.as(token).get("/v1/reports?" + query).then();
    }

    ValidatableResponse reads(String report) {
        return Tokens.as(token).get("/v1/reports/" + report).then();
    }

    ValidatableResponse signs(String report, Map<String, ?> body) {
        return Tokens.as(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/reports/" + report + "/signature")
                .then();
    }

    ValidatableResponse persuades(String caseId, Map<String, ?> body) {
        return persuades(caseId, UUID.randomUUID().toString(), body);
    }

    ValidatableResponse persuades(String caseId, String key, Map<String, ?> body) {
        return Tokens.as(token)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/cases/" + caseId + "/persuasions")
                .then();
    }

    ValidatableResponse returns(String caseId, String on) {
        return does(caseId, "return", Map.of("returnedOn", on));
    }

    ValidatableResponse proposesClosing(String caseId, String reason) {
        return does(caseId, "closing", Map.of("reason", reason));
    }

    ValidatableResponse approvesClosing(String caseId) {
        return Tokens.as(token)
                .post("/v1/cases/" + caseId + "/closing/approval")
                .then();
    }

    ValidatableResponse withdrawsClosing(String caseId) {
        return Tokens.as(token).delete("/v1/cases/" + caseId + "/closing").then();
    }

    ValidatableResponse reopens(String caseId) {
        return Tokens.as(token).post("/v1/cases/" + caseId + "/reopening").then();
    }

    private ValidatableResponse does(String caseId, String act, Map<String, ?> body) {
        return Tokens.as(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/cases/" + caseId + "/" + act)
                .then();
    }
}
