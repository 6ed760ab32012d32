package org.baoxue.kit.web;

import jakarta.ws.rs.container.ContainerRequestContext;
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
        if (!isJson(request.getMediaType())) {
            return;
        }
        if (request.getLength() > maxJsonBytes) {
            throw tooLarge();
        }
        if (request.hasEntity() && request.getLength() < 0) { // it does not say beforehand
            request.setEntityStream(new BoundedStream(request.getEntityStream(), maxJsonBytes, this::tooLarge));
        }
    }

    private static boolean isJson(@Nullable MediaType type) {
        return type == null || type.getSubtype().endsWith("json") || MediaType.WILDCARD_TYPE.equals(type);
    }

    private Problem tooLarge() {
        return Problems.tooLarge(
                "The body is larger than %d bytes: send it in parts.".formatted(maxJsonBytes),
                new Problem.At("", "at most %d bytes of JSON".formatted(maxJsonBytes)));
    }
}
