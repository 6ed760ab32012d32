package org.baoxue.kit.web;

import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Refuses JSON bodies that no honest client sends; imports stream and have the server's own, larger limit. */
class BodyLimit {

    private final long maxJsonBytes;

    BodyLimit(@ConfigProperty(name = "baoxue.http.max-json-bytes") long maxJsonBytes) {
        this.maxJsonBytes = maxJsonBytes;
    }

    @ServerRequestFilter(preMatching = true)
    void refuseTooLarge(ContainerRequestContext request) {
        var type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        mustBeAMediaType(type);
        if (!isJson(type)) {
            return;
        }
        if (request.getLength() > maxJsonBytes) {
            throw tooLarge();
        }
        if (request.hasEntity() && request.getLength() < 0) { // it does not say beforehand
            request.setEntityStream(new BoundedStream(request.getEntityStream(), maxJsonBytes, this::tooLarge));
        }
    }

    private static void mustBeAMediaType(@Nullable String type) {
        try {
            if (type != null) {
                MediaType.valueOf(type);
            }
        } catch (IllegalArgumentException e) {
            throw new NotSupportedException("no media type", e);
        }
    }

    private static boolean isJson(@Nullable String type) {
        return type == null || type.contains("json") || type.startsWith(MediaType.WILDCARD);
    }

    private Problem tooLarge() {
        return Problems.tooLarge(
                "The body is larger than %d bytes: send it in parts.".formatted(maxJsonBytes),
                new Problem.At("", "at most %d bytes of JSON".formatted(maxJsonBytes)));
    }
}
