/** What messages say, in Chinese and English. */
@NullMarked
package org.baoxue.notification.text;

import org.jspecify.annotations.NullMarked;
