/** Which children live in a household that is watched against a return to poverty (监测对象), as the county's list says. */
@NullMarked
package org.baoxue.attendance.household;

import org.jspecify.annotations.NullMarked;
