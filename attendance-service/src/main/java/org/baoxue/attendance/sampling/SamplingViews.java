package org.baoxue.attendance.sampling;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.attendance.sampling.Sampling.Unit;
import org.baoxue.attendance.sampling.SamplingStore.OfSchool;
import org.baoxue.attendance.web.Values;
import org.jspecify.annotations.Nullable;

/** What samplings are asked and what they answer. */
public final class SamplingViews {

    private static final String DIGEST = "[0-9a-f]{64}";
    private static final String SEED = "[\\x21-\\x7e]{16,200}";

    private SamplingViews() {}

    /**
     * @param perSchool so many of each school, or else {@code percent} of a hundred, rounded up
     * @param seedDigest SHA-256 of the seed in hexadecimal, where the seed itself is published with the draw
     * @param seed or else the seed itself, published with the announcement
     */
    public record SamplingRequest(
            @NotNull @Pattern(regexp = Values.PLACE, message = Values.PLACE_MESSAGE) String place,

            @NotNull LocalDate date,
            @NotNull Unit unit,
            @Min(1) @Max(1000) @Nullable Integer perSchool,
            @Min(1) @Max(100) @Nullable Integer percent,

            @Pattern(regexp = DIGEST, message = "64 hexadecimal digits, small letters") @Nullable String seedDigest,

            @Pattern(regexp = SEED, message = "16 to 200 printable ASCII characters without blanks") @Nullable String seed) {}

    public record DrawRequest(
            @NotNull @Pattern(regexp = SEED, message = "16 to 200 printable ASCII characters without blanks") String seed) {}

    /**
     * @param seed null until it is published
     * @param drawnAt null until it is drawn
     */
    public record SamplingView(
            String sampling,
            String place,
            LocalDate date,
            Unit unit,
            @Nullable Integer perSchool,
            @Nullable Integer percent,
            String seedDigest,
            @Nullable String seed,
            String announcedBy,
            Instant announcedAt,
            @Nullable Instant drawnAt) {

        static SamplingView of(Sampling sampling) {
            return new SamplingView(
                    sampling.id(),
                    sampling.place(),
                    sampling.date(),
                    sampling.method().unit(),
                    sampling.method().perSchool(),
                    sampling.method().percent(),
                    sampling.seedDigest(),
                    sampling.seed(),
                    sampling.announcedBy(),
                    sampling.announcedAt(),
                    sampling.drawnAt());
        }
    }

    /** @param student null where whole classes are drawn */
    public record UnitView(
            String school,
            @JsonProperty("class") String classId,
            @Nullable String student) {}

    /**
     * @param units drawn, of which {@code taken} have a sampled roll call
     * @param compared marks of one child at one session that both the sample and the daily record have
     * @param differing of them: one says that the child was there, the other that it was not
     * @param rate differing of compared, 0 to 1
     * @param rateFrom lower end of the Wilson score interval of 95 %
     * @param rateTo its upper end
     */
    public record SchoolResult(
            String school,
            long units,
            long taken,
            long compared,
            long differing,
            double rate,
            double rateFrom,
            double rateTo) {

        static SchoolResult of(OfSchool one) {
            var interval = one.difference().interval();
            return new SchoolResult(
                    one.school(),
                    one.units(),
                    one.taken(),
                    one.difference().compared(),
                    one.difference().differing(),
                    interval.rate(),
                    interval.from(),
                    interval.to());
        }
    }

    public record Result(SamplingView sampling, List<SchoolResult> schools) {}
}
