/** Notices as rows: one per cause, audience and occasion, and what became of each. */
@NullMarked
package org.baoxue.notification.notice;

import org.jspecify.annotations.NullMarked;
