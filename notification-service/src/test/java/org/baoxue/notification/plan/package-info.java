@NullMarked
package org.baoxue.notification.plan;

import org.jspecify.annotations.NullMarked;
