/** What every event has: identity, type, time. */
@NullMarked
package org.baoxue.kit.event;

import org.jspecify.annotations.NullMarked;
