/** JSON over HTTP, as a client. */
@NullMarked
package org.baoxue.local.http;

import org.jspecify.annotations.NullMarked;
