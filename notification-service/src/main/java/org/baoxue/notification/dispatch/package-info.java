/** The moment a notice is due: looks around, lets the bundler decide, and orders the messages. */
@NullMarked
package org.baoxue.notification.dispatch;

import org.jspecify.annotations.NullMarked;
