package org.baoxue.escalation.duty;

/**
 * Where a child belongs, so which holder of a post is meant.
 *
 * @param township of the school, which is where reports go
 * @param home the child's own place where the village answers for it; the school's township where it is not known
 */
public record Scopes(String student, String classId, String school, String township, String county, String home) {
    public Post post(String name) {
        return new Post(
                name,
                switch (name) {
                    case Post.GUARDIAN -> student;
                    case Post.CLASS_TEACHER -> classId;
                    case Post.TOWNSHIP_OFFICER -> township;
                    case Post.VILLAGE_CADRE -> home;
                    case Post.COUNTY_BUREAU -> county;
                    default -> school;
                });
    }
}
