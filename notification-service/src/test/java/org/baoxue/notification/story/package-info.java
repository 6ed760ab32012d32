@NullMarked
package org.baoxue.notification.story;

import org.jspecify.annotations.NullMarked;
