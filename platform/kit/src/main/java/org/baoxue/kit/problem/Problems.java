package org.baoxue.kit.problem;

import java.time.Duration;
import java.util.List;
import org.baoxue.kit.problem.Problem.At;

/** The refusals that all services share. A {@code slug} is stable; clients may rely on it. */
public final class Problems {

    private static final Duration UNTIL_BACK = Duration.ofSeconds(5);

    private Problems() {}

    /** 400: the request cannot be read or breaks its own rules. */
    public static Problem badRequest(String slug, String detail, At... at) {
        return new Problem(400, slug, detail, List.of(at));
    }

    /** 400 with every bad field at once. */
    public static Problem badRequest(String slug, String detail, List<At> at) {
        return new Problem(400, slug, detail, at);
    }

    /** 403: known caller, outside of what it may do. */
    public static Problem forbidden(String detail) {
        return new Problem(
                403,
                "outside-your-scope",
                detail,
                List.of(new At("header:Authorization", "a token of the school, class or place concerned")));
    }

    /** 404: there is no such thing, or none that the caller may see. */
    public static Problem notFound(String detail, At... at) {
        return new Problem(404, "not-found", detail, List.of(at));
    }

    /** 409: it stands against what is already there. */
    public static Problem conflict(String slug, String detail, At... at) {
        return new Problem(409, slug, detail, List.of(at));
    }

    /** 412: somebody changed it in between. */
    public static Problem preconditionFailed(String slug, String detail, At... at) {
        return new Problem(412, slug, detail, List.of(at));
    }

    /** 428: a change needs to say what it changes. */
    public static Problem preconditionRequired(String slug, String detail, At... at) {
        return new Problem(428, slug, detail, List.of(at));
    }

    /** 422: well formed, but not true of what we know. */
    public static Problem unprocessable(String slug, String detail, At... at) {
        return new Problem(422, slug, detail, List.of(at));
    }

    /** 422 with every bad field at once. */
    public static Problem unprocessable(String slug, String detail, List<At> at) {
        return new Problem(422, slug, detail, at);
    }

    /** 413: more than this operation takes at once. */
    public static Problem tooLarge(String detail, At... at) {
        return new Problem(413, "body-too-large", detail, List.of(at));
    }

    /** 429: more than one caller may ask of one node. */
    public static Problem tooMany(Duration comeAgainIn, String detail, At... at) {
        return new Problem(429, "too-many-requests", detail, List.of(at), comeAgainIn);
    }

    /** 502: somebody else's server, which this needs, did not do its part. */
    public static Problem badGateway(String slug, String detail, At... at) {
        return new Problem(502, slug, detail, List.of(at));
    }

    /** 503: it will pass. */
    static Problem notAvailable() {
        return new Problem(
                503,
                "not-available",
                "Something that this needs is away for the moment: send the same request again in a while.",
                List.of(),
                UNTIL_BACK);
    }

    static Problem of(int status, String slug, String detail, At... at) {
        return new Problem(status, slug, detail, List.of(at));
    }
}
