@NullMarked
package org.baoxue.notification.report;

import org.jspecify.annotations.NullMarked;
