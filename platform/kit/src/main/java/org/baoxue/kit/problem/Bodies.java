package org.baoxue.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import org.baoxue.kit.problem.Problem.At;

/** Reads a line as the body of a request is read: by the same mapper, under the same constraints, with the same refusals. */
@ApplicationScoped
public class Bodies {

    /** Who has mended so many sees the others. */
    private static final int MOST_FAULTS = 100;

    private final ObjectMapper mapper;
    private final Validator validator;

    Bodies(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** @throws Problem 400, with a pointer to each bad field */
    public <T> T read(String text, Class<T> type) {
        try {
            T body = mapper.readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(text);
            if (body == null) {
                throw Problems.badRequest("unreadable-body", "This is no object.", new At("", "a JSON object"));
            }
            return valid(body);
        } catch (JsonProcessingException broken) {
            throw unreadable(broken);
        }
    }

    /** @throws Problem 400, with a pointer to each bad field */
    public <T> T valid(T body) {
        var violations = validator.validate(body);
        if (!violations.isEmpty()) {
            throw invalid(violations, Pointer::intoBean);
        }
        return body;
    }

    static Problem unreadable(JsonProcessingException broken) {
        return Problems.badRequest(
                "unreadable-body",
                "The body is not JSON of the expected form: mend it where the pointer says.",
                new At(pointer(broken), reason(broken)));
    }

    static Problem invalid(
            Collection<? extends ConstraintViolation<?>> violations, Function<ConstraintViolation<?>, String> pointer) {
        var at = violations.stream()
                .map(violation -> new At(pointer.apply(violation), violation.getMessage()))
                .sorted(Comparator.comparing(At::pointer))
                .limit(MOST_FAULTS)
                .toList();
        return Problems.badRequest("invalid-request", "Some fields are not valid: mend each as its entry says.", at);
    }

    private static String pointer(JsonProcessingException broken) {
        if (broken instanceof JsonMappingException mapping) {
            var pointer = new StringBuilder();
            for (var step : mapping.getPath()) {
                pointer.append('/').append(step.getFieldName() != null ? step.getFieldName() : step.getIndex());
            }
            return pointer.toString();
        }
        return "";
    }

    private static String reason(JsonProcessingException broken) {
        var location = broken.getLocation();
        var line = location == null || location.getLineNr() <= 1 ? "" : "line %d, ".formatted(location.getLineNr());
        var where = location == null ? "" : " (%scolumn %d)".formatted(line, location.getColumnNr());
        return (broken instanceof JsonMappingException ? "this value does not fit its field" : "this is not JSON")
                + where;
    }
}
