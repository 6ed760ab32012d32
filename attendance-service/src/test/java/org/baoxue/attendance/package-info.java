@NullMarked
package org.baoxue.attendance;

import org.jspecify.annotations.NullMarked;
