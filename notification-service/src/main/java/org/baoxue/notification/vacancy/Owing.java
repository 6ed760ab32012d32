package org.baoxue.notification.vacancy;

import java.time.Instant;
import org.baoxue.notification.plan.Cause;
import org.baoxue.notification.plan.Matter;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.Subject;

/** What is said of what a post owes. */
public sealed interface Owing {

    String duty();

    /** The post owes it from here on, until it is over or due. */
    record Owed(Cause cause, Subject subject, Matter matter, PostRef owner, Instant dueAt) implements Owing {
        @Override
        public String duty() {
            return cause.id();
        }
    }

    /** Nobody owes it any more: it was done, has lapsed or was taken back. */
    record Over(String duty) implements Owing {}
}
