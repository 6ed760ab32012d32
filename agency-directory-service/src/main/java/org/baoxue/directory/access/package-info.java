/** Who may read and write which part of the directory, and what a request may ask. */
@NullMarked
package org.baoxue.directory.access;

import org.jspecify.annotations.NullMarked;
