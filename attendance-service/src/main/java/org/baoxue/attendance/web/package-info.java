/** How requests are read: the values of paths, queries and headers. */
@NullMarked
package org.baoxue.attendance.web;

import org.jspecify.annotations.NullMarked;
