package org.baoxue.notification.plan;

/** An audience: a post of an organisation, place or class, or the guardian of a student. */
public record PostRef(String post, String scope) {

    public static final String GUARDIAN = "guardian";

    public boolean isGuardian() {
        return post.equals(GUARDIAN);
    }

    /** As events are keyed: {@code guardian/s-1}. */
    public String key() {
        return post + "/" + scope;
    }
}
