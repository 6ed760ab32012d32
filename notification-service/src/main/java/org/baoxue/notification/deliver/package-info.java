/** Messages on their way: claimed with a lease, handed to a carrier outside of any transaction, recorded. */
@NullMarked
package org.baoxue.notification.deliver;

import org.jspecify.annotations.NullMarked;
