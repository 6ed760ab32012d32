/** Tells the state anew from what this service has published, where its database is empty. */
@NullMarked
package org.baoxue.escalation.rebuild;

import org.jspecify.annotations.NullMarked;
