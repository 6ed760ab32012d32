/** The rows of {@code ./baoxue bench intake}: what the attendance service takes, and how soon the escalation service has decided on it. */
@NullMarked
package org.baoxue.bench.intake;

import org.jspecify.annotations.NullMarked;
