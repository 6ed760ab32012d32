package org.baoxue.directory.calendar;

import org.jspecify.annotations.Nullable;

/**
 * Whose calendar it is.
 *
 * @param school of a class: its school
 * @param place under which it lies: decides who may write it
 */
record Owner(OwnerKind kind, String code, @Nullable String school, String place) {}
