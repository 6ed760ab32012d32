@NullMarked
package org.baoxue.notification.text;

import org.jspecify.annotations.NullMarked;
