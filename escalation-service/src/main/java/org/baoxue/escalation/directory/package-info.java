/** The service's own copy of what the directory says: schools, calendars, posts. */
@NullMarked
package org.baoxue.escalation.directory;

import org.jspecify.annotations.NullMarked;
