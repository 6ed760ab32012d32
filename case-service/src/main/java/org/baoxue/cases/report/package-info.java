/** Numbered written reports, their drafts and the principal's signature. */
@NullMarked
package org.baoxue.cases.report;

import org.jspecify.annotations.NullMarked;
