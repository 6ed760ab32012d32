package org.baoxue.notification.contact;

import java.util.Set;
import org.baoxue.notification.plan.PostRef;

/** The directory says anew who holds these posts; fired in the transaction that keeps it. */
public record PostsChanged(Set<PostRef> posts) {}
