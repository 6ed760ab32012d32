package org.baoxue.directory.post;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A post that nobody holds.
 *
 * @param place where its organisation is
 * @param since the last day on which somebody held it; null: nobody ever did
 */
public record Vacancy(
        String post,
        String scope,
        String organisation,
        String place,
        LocalDate date,
        @Nullable LocalDate since) {}
