package org.baoxue.attendance.school;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Finds schools and classes, refuses callers who may not see them, and orders posts before the day's end. */
@ApplicationScoped
public class Schools {

    private final SchoolStore store;
    private final Caller caller;

    Schools(SchoolStore store, Caller caller) {
        this.store = store;
        this.caller = caller;
    }

    public @Nullable School find(String code) {
        return store.find(code);
    }

    public Map<String, School> findAll(Collection<String> codes) {
        return store.findAll(codes);
    }

    /** A school that the caller may see as a whole: 404 when unknown, 403 when foreign. */
    public School whole(String code) {
        var school = known(code);
        mustSeeWhole(school);
        return school;
    }

    /** Those of these schools that the caller may see as a whole. */
    public Map<String, School> visible(Collection<String> codes) {
        var scope = caller.scope();
        return store.findAll(codes).entrySet().stream()
                .filter(one -> scope.sees(one.getValue().place(), null, one.getKey(), null))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public void mustSeeWhole(School school) {
        caller.mustSee(school.place(), null, school.code(), null);
    }

    /** A school of which the caller may see at least some class. */
    public School inPart(String code, Scope scope) {
        var school = known(code);
        if (!(scope instanceof Scope.Classes classes && classes.school().equals(code))) {
            mustSeeWhole(school);
        }
        return school;
    }

    /** The school of a class that the caller may see: 404 when unknown, 403 when foreign. */
    public School ofClass(String classId) {
        var school = store.ofClass(classId);
        if (school == null) {
            throw Problems.notFound(
                    "No class has this id: see GET /v1/schools/{school}/classes.",
                    new Problem.At("path:classId", "the id of a class in the roster"));
        }
        caller.mustSee(school.place(), null, school.code(), classId);
        return school;
    }

    /** The classes of a school that the scope reaches, after {@code after}, in the order of their ids. */
    public List<SchoolClass> classes(String school, Scope scope, String after, int limit) {
        return store.classes(school, scope instanceof Scope.Classes held ? held.ids() : null, after, limit);
    }

    /** The school of each class that exists. */
    public Map<String, String> schoolsOf(Collection<String> classes) {
        return store.schoolsOf(classes);
    }

    /** Each class that exists, by id; none gets another name before this transaction ends. */
    public Map<String, SchoolClass> holdClasses(Collection<String> ids) {
        return store.holdClasses(ids);
    }

    /** Makes classes known that are not yet, and keeps their names; call as worker. */
    public void keepClasses(Collection<SchoolClass> classes) {
        store.keepClasses(List.copyOf(classes));
    }

    /** Every fact of a school is accepted under this lock, taken before the time of acceptance is read. */
    public void lockForPosting(Collection<String> schools) {
        store.lockForPosting(schools);
    }

    /** Waits for every fact being accepted; later ones wait for this transaction. */
    public void lockForClosing(String school) {
        store.lockForClosing(school);
    }

    private School known(String code) {
        var school = store.find(code);
        if (school == null) {
            throw Problems.notFound(
                    "The directory knows no school of this code.",
                    new Problem.At("path:schoolId", "the code of a school in the directory"));
        }
        return school;
    }
}
