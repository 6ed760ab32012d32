/** Written reports: drafted, then signed, as numbered PDF documents kept with their hash. */
@NullMarked
package org.baoxue.notification.report;

import org.jspecify.annotations.NullMarked;
