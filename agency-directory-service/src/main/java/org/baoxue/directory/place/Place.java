package org.baoxue.directory.place;

import org.jspecify.annotations.Nullable;

/**
 * A place as everybody reads it.
 *
 * @param parent the place it inherits from; null for the root of a tree
 * @param zone IANA; null: that of the nearest ancestor which has one
 */
public record Place(
        String code,
        String name,
        Level level,
        @Nullable String parent,
        @Nullable String zone) {}
