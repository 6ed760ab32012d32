package org.baoxue.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.baoxue.kit.event.Json;

/** Fails a test in which the service answers an operation with a status that its OpenAPI document does not name. */
final class Documented implements Filter {

    /** What any address may answer, whatever stands there. */
    private static final Set<Integer> OF_HTTP = Set.of(405, 406);

    private static final Map<Integer, JsonNode> PATHS = new ConcurrentHashMap<>();

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var answer = context.next(request, expected);
        int status = answer.statusCode();
        var operations = operations(request).toList();
        boolean named =
                operations.stream().anyMatch(one -> one.path("responses").has(String.valueOf(status)));
        if (!operations.isEmpty() && !named && !OF_HTTP.contains(status)) {
            throw new AssertionError("%s %s answers %d, which %s does not document: %s"
                    .formatted(request.getMethod(), request.getURI(), status, names(operations), answer.asString()));
        }
        return answer;
    }

    /** The operations that this request may mean. */
    private static Stream<JsonNode> operations(FilterableRequestSpecification request) {
        var path = URI.create(request.getURI()).getRawPath();
        var method = request.getMethod().toLowerCase(Locale.ROOT);
        return PATHS.computeIfAbsent(RestAssured.port, Documented::paths).properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .map(entry -> entry.getValue().path(method))
                .filter(JsonNode::isObject);
    }

    private static JsonNode paths(int port) {
        return Json.tree(RestAssured.get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .path("paths");
    }

    private static List<String> names(List<JsonNode> operations) {
        return operations.stream().map(one -> one.path("operationId").asText()).toList();
    }
}
