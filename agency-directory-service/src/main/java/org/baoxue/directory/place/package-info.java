/** Places by code, each inheriting from the one above. */
@NullMarked
package org.baoxue.directory.place;

import org.jspecify.annotations.NullMarked;
