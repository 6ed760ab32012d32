/** Watches over children: loads what is known, decides, and writes what changes with its events. */
@NullMarked
package org.baoxue.escalation.watch;

import org.jspecify.annotations.NullMarked;
