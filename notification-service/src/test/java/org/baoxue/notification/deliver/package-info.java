@NullMarked
package org.baoxue.notification.deliver;

import org.jspecify.annotations.NullMarked;
