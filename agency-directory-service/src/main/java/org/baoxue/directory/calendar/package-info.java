/** Which days are school days, from the nation down to a class. */
@NullMarked
package org.baoxue.directory.calendar;

import org.jspecify.annotations.NullMarked;
