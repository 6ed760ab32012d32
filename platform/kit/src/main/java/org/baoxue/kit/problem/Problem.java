package org.baoxue.kit.problem;

import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A refusal, thrown where it is known and answered as {@code application/problem+json}. */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * One bad field.
     *
     * @param pointer where: a JSON pointer into the body ({@code /marks/3/student}), or {@code header:X}, {@code query:x}, {@code path:x}
     * @param detail what is wrong and how to mend it
     */
    @Schema(name = "ProblemAt")
    public record At(String pointer, String detail) {}

    /** The document of RFC 9457. */
    @Schema(name = "Problem")
    public record Document(String type, String title, int status, String detail, List<At> errors) {}

    private final transient Document document;
    private final @Nullable Duration comeAgainIn;

    Problem(int status, String slug, String detail, List<At> errors) {
        this(status, slug, detail, errors, null);
    }

    Problem(int status, String slug, String detail, List<At> errors, @Nullable Duration comeAgainIn) {
        super(slug);
        this.comeAgainIn = comeAgainIn;
        this.document =
                new Document("urn:baoxue:problem:" + slug, slug.replace('-', ' '), status, detail, List.copyOf(errors));
    }

    public Document document() {
        return document;
    }

    /** When the same request may be heard; null when it must be mended first. */
    @Nullable Duration comeAgainIn() {
        return comeAgainIn;
    }
}
