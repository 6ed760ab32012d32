@NullMarked
package org.baoxue.notification.contact;

import org.jspecify.annotations.NullMarked;
