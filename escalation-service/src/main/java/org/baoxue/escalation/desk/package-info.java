/** What people and machines read and record over REST. */
@NullMarked
package org.baoxue.escalation.desk;

import org.jspecify.annotations.NullMarked;
