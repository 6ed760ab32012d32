/** What this service keeps of the directory: places, schools, class teachers and which days are school days. */
@NullMarked
package org.baoxue.cases.calendar;

import org.jspecify.annotations.NullMarked;
