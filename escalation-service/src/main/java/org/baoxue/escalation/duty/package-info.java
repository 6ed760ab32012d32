/** What somebody owes because of a spell: opened, ended and explained. Read DutyRules first. */
@NullMarked
package org.baoxue.escalation.duty;

import org.jspecify.annotations.NullMarked;
