/** What every REST answer shares: pages, idempotency, limits. */
@NullMarked
package org.baoxue.kit.web;

import org.jspecify.annotations.NullMarked;
