/**
 * Comparisons one and two of 四查三比对: residents of school age with enrolment, enrolment with attendance. Clause: B 三(二)1-2.
 *
 * <p>A register of residents is imported, a comparison is run, and each difference that it finds is somebody's to explain. Children
 * are matched by their identity numbers alone: who cannot be matched is a difference, never a guess. After a comparison each child is
 * in exactly one {@link org.baoxue.attendance.comparison.ChildState}, and whoever was in the comparison before is in this one.
 */
@NullMarked
package org.baoxue.attendance.comparison;

import org.jspecify.annotations.NullMarked;
