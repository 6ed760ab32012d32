/** Who is told what and when, computed from lists alone. Read Planner (what is to be told), then Bundler (what goes out now). */
@NullMarked
package org.baoxue.notification.plan;

import org.jspecify.annotations.NullMarked;
