package org.baoxue.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.UUID;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.store.Passing;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that leaves a resource becomes a problem document; nothing of the inside shows. */
@Priority(Priorities.USER - 1)
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final At TOKEN = new At("header:Authorization", "Bearer <an access token of the suite's realm>");

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return answer(problem);
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    Response unreadable(JsonProcessingException broken) {
        return answer(Bodies.unreadable(broken));
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException invalid) {
        return answer(Bodies.invalid(invalid.getConstraintViolations(), Pointer::of));
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthenticated(SecurityException bad) {
        return Passing.is(bad)
                ? comeAgain(bad)
                : answer(Problems.of(401, "no-valid-token", "Send an access token of the suite's realm.", TOKEN));
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException forbidden) {
        return answer(Problems.of(
                403,
                "role-not-allowed",
                "Your token's roles do not allow this operation: use one that may do it.",
                TOKEN));
    }

    @ServerExceptionMapper
    Response http(WebApplicationException thrown) {
        if (thrown.getCause() instanceof JsonProcessingException broken) {
            return unreadable(broken);
        }
        if (thrown.getCause() instanceof Problem problem) {
            return answer(problem);
        }
        int status = thrown.getResponse().getStatus();
        return status >= 500 ? unexpected(thrown) : answer(refused(status));
    }

    private static Problem refused(int status) {
        return switch (status) {
            case 404 -> Problems.of(404, "not-found", "There is nothing at this address: see /q/swagger-ui.");
            case 405 -> Problems.of(405, "method-not-allowed", "This address knows other methods: see /q/swagger-ui.");
            case 406 ->
                Problems.of(
                        406,
                        "not-acceptable",
                        "This is answered as application/json: accept that.",
                        new At("header:Accept", "application/json"));
            case 413 -> Problems.tooLarge("The body is too large: send it in parts.");
            case 415 ->
                Problems.of(
                        415,
                        "unsupported-media-type",
                        "This content type is not read here: see /q/swagger-ui for the right one.",
                        new At("header:Content-Type", "application/json, unless the operation names another"));
            default ->
                Problems.of(status, "bad-request", "The request cannot be read: see /q/swagger-ui for its form.");
        };
    }

    /** The body did not come, or not in time: its sender is gone, or this machine stood still. No other kind of it passes. */
    @ServerExceptionMapper
    Response unread(IOException broken) {
        boolean cutOff = broken.getClass().equals(IOException.class) || broken instanceof ClosedChannelException;
        if (broken instanceof CharConversionException) {
            return answer(Problems.of(
                    400, "unreadable-body", "The body is not text: send JSON in UTF-8.", new At("", "JSON in UTF-8")));
        }
        return cutOff ? comeAgain(broken) : unexpected(broken);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable thrown) {
        if (Passing.is(thrown)) {
            return comeAgain(thrown);
        }
        if (Unkeepable.is(thrown)) {
            Line.of("request with a value that cannot be kept").warn(LOG, thrown);
            return answer(unkeepable());
        }
        var incident = UUID.randomUUID().toString();
        Line.of("request failed").with("incident", incident).error(LOG, thrown);
        return answer(Problems.of(
                500, "internal-error", "Something failed on our side; tell the operator this incident: " + incident));
    }

    private static Problem unkeepable() {
        return Problems.unprocessable(
                "value-not-keepable",
                "Some value is none that can be kept: a date too far away, a number too large, a character without a sign.",
                new At("", "mend the value that is out of the ordinary"));
    }

    private static Response comeAgain(Throwable passing) {
        Line.of("request turned away for now").warn(LOG, passing);
        return answer(Problems.notAvailable());
    }

    private static Response answer(Problem problem) {
        var document = problem.document();
        var response = Response.status(document.status())
                .type("application/problem+json")
                .entity(document);
        var wait = problem.comeAgainIn();
        return wait == null
                ? response.build()
                : response.header(
                                HttpHeaders.RETRY_AFTER,
                                wait.plusNanos(999_999_999).toSeconds())
                        .build();
    }
}
