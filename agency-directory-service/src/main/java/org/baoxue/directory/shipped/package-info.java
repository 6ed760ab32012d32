/** The data that travels with the service. */
@NullMarked
package org.baoxue.directory.shipped;

import org.jspecify.annotations.NullMarked;
