package org.baoxue.attendance.comparison;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Where a list of residents came from and what became of it.
 *
 * @param place whose residents it names
 * @param source who keeps it: 县公安局户籍基础信息库
 * @param fileDigest SHA-256 of the file in hexadecimal
 * @param notOfAge lines of whoever is not of school age on {@code asOf}: they are not kept
 * @param refused lines that cannot be taken
 */
public record ResidentRegister(
        String register,
        String place,
        LocalDate asOf,
        String source,
        String fileDigest,
        int accepted,
        int notOfAge,
        int refused,
        String importedBy,
        Instant importedAt) {}
