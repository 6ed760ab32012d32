/** Watches the starts of terms: reads what is known of a school's children, decides by {@code term}, and writes what changes. */
@NullMarked
package org.baoxue.escalation.registration;

import org.jspecify.annotations.NullMarked;
