@NullMarked
package org.baoxue.attendance.clients;

import org.jspecify.annotations.NullMarked;
