/** Copies of the roster and the directory: who holds a post, who a child's guardians are, and where they are reached. */
@NullMarked
package org.baoxue.notification.contact;

import org.jspecify.annotations.NullMarked;
