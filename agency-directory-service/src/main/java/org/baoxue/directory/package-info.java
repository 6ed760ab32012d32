/** The agency directory: places, organisations, posts and calendars that the other services live from. */
@NullMarked
package org.baoxue.directory;

import org.jspecify.annotations.NullMarked;
