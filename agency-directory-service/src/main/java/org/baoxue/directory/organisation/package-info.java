/** Schools, governments and bureaus. */
@NullMarked
package org.baoxue.directory.organisation;

import org.jspecify.annotations.NullMarked;
