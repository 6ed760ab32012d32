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

/** Refuses bodies that no honest client sends: of JSON, which is read whole, sooner than of files, which are streamed. */
class BodyLimit {

    private final long maxJsonBytes;
    private final long maxFileBytes;

    BodyLimit(
            @ConfigProperty(name = "baoxue.http.max-json-bytes") long maxJsonBytes,
            @ConfigProperty(name = "baoxue.http.max-file-bytes") long maxFileBytes) {
        this.maxJsonBytes = maxJsonBytes;
        this.maxFileBytes = maxFileBytes;
    }

    @ServerRequestFilter(preMatching = true)
    void refuseTooLarge(ContainerRequestContext request) {
        var type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        mustBeAMediaType(type);
        long most = isJson(type) ? maxJsonBytes : maxFileBytes;
        if (request.getLength() > most) {
            throw tooLarge(most);
        }
        if (request.hasEntity() && request.getLength() < 0) { // it does not say beforehand
            request.setEntityStream(new BoundedStream(request.getEntityStream(), most, () -> tooLarge(most)));
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

    private static Problem tooLarge(long most) {
        return Problems.tooLarge(
                "The body is larger than %d bytes: send it in parts.".formatted(most),
                new Problem.At("", "at most %d bytes".formatted(most)));
    }
}
