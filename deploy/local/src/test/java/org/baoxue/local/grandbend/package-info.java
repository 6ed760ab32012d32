/** What the Ed-Fi sample year must give, reckoned from its files alone: shares nothing with the suite's rules. */
@NullMarked
package org.baoxue.local.grandbend;

import org.jspecify.annotations.NullMarked;
