/** The rules and hours in force for a place from a date on: data, each value with its clause. */
@NullMarked
package org.baoxue.escalation.policy;

import org.jspecify.annotations.NullMarked;
