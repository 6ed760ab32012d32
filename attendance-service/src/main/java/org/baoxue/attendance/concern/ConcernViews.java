package org.baoxue.attendance.concern;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What concerns are asked and what they answer. */
public final class ConcernViews {

    private ConcernViews() {}

    public record ConcernRequest(@NotNull ConcernKind kind) {}

    /**
     * @param acceptedAt when it was raised
     * @param withdrawnAt null while it stands
     */
    public record ConcernView(
            String concern,
            String student,
            ConcernKind kind,
            String raisedBy,
            Instant acceptedAt,
            @Nullable Instant withdrawnAt) {

        static ConcernView of(Concern concern) {
            return new ConcernView(
                    concern.id(),
                    concern.student(),
                    concern.kind(),
                    concern.raisedBy(),
                    concern.acceptedAt(),
                    concern.withdrawnAt());
        }
    }
}
