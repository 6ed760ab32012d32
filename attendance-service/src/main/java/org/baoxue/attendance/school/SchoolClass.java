package org.baoxue.attendance.school;

import org.jspecify.annotations.Nullable;

/** @param name as people say it, such as 七年级1班; null while nobody has said it */
public record SchoolClass(
        String id, String school, @Nullable String name) {

    /** The same class, under its newer name if there is one. */
    public SchoolClass named(@Nullable String newer) {
        return newer == null ? this : new SchoolClass(id, school, newer);
    }
}
