/** Why each rule fired or did not, from data that an answer carries whole. Pure: the same data give the same answer. */
@NullMarked
package org.baoxue.escalation.explanation;

import org.jspecify.annotations.NullMarked;
