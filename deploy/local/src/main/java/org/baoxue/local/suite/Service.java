package org.baoxue.local.suite;

/** The five services: the folder each is built in and the name of its database. */
public enum Service {
    DIRECTORY("agency-directory-service", "directory"),
    ATTENDANCE("attendance-service", "attendance"),
    ESCALATION("escalation-service", "escalation"),
    CASES("case-service", "cases"),
    NOTIFICATION("notification-service", "notification");

    private final String folder;
    private final String database;

    Service(String folder, String database) {
        this.folder = folder;
        this.database = database;
    }

    public String folder() {
        return folder;
    }

    public String database() {
        return database;
    }
}
