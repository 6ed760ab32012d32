/** What posts owe that nobody holds any more: the level above hears of it before it lapses. */
@NullMarked
package org.baoxue.notification.vacancy;

import org.jspecify.annotations.NullMarked;
