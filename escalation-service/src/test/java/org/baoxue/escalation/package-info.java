/** Tests of the whole service. */
@NullMarked
package org.baoxue.escalation;

import org.jspecify.annotations.NullMarked;
