@NullMarked
package org.baoxue.cases.calendar;

import org.jspecify.annotations.NullMarked;
