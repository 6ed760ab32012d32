/** Where a service stands: what waits, what is overdue, what is parked. */
@NullMarked
package org.baoxue.kit.standing;

import org.jspecify.annotations.NullMarked;
