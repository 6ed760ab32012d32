/** The codes by which China names children and places, and telephone numbers: what is wrong with one, in a sentence. */
@NullMarked
package org.baoxue.attendance.code;

import org.jspecify.annotations.NullMarked;
