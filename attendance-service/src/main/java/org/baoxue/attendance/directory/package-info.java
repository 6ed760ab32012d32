/** Our copy of what the directory publishes. */
@NullMarked
package org.baoxue.attendance.directory;

import org.jspecify.annotations.NullMarked;
