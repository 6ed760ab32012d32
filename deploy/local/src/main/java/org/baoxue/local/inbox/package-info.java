/** Where the suite's mails, text messages and webhooks arrive on this machine. */
@NullMarked
package org.baoxue.local.inbox;

import org.jspecify.annotations.NullMarked;
