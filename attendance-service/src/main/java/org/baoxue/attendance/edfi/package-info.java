/** Attendance events in the shape of the Ed-Fi Data Standard. */
@NullMarked
package org.baoxue.attendance.edfi;

import org.jspecify.annotations.NullMarked;
