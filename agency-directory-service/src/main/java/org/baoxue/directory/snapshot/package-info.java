/** What the other services live from: the whole state of one thing per event. */
@NullMarked
package org.baoxue.directory.snapshot;

import org.jspecify.annotations.NullMarked;
