/** Unbroken unexcused absences, computed from facts. Read SpellRules first. */
@NullMarked
package org.baoxue.escalation.spell;

import org.jspecify.annotations.NullMarked;
