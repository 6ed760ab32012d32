/** What we know of a school, and who may see it. */
@NullMarked
package org.baoxue.attendance.school;

import org.jspecify.annotations.NullMarked;
