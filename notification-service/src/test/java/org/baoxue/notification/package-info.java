@NullMarked
package org.baoxue.notification;

import org.jspecify.annotations.NullMarked;
