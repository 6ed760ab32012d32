package org.baoxue.local.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The demo's story in little: eight school days of sixteen classes in four of its schools, across the National Day break. Small
 * enough for every run, and with day 3, day 7, written reports, leaves, corrections and late roll calls in it.
 */
final class SmallStory {
    private static final int SCHOOL_DAYS = 8;
    private static final List<Integer> SCHOOLS = List.of(0, 1, 2, 9);
    private static final int CLASSES = 4;
    private static final int CHILDREN = 12;

    private SmallStory() {}

    static Script script() {
        return new DongchuanScript(part(Dongchuan.world()), SCHOOL_DAYS, 0);
    }

    /** As many days, with everybody: ten times the marks. */
    static Script inAllSchools() {
        return new DongchuanScript(Dongchuan.world(), SCHOOL_DAYS, 0);
    }

    /** The same townships and officers, fewer schools, classes and children. */
    private static World part(World of) {
        var schools = SCHOOLS.stream().map(of.schools()::get).toList();
        var classes = schools.stream()
                .flatMap(school -> of.classesOf(school).stream().limit(CLASSES))
                .toList();
        var members = of.byClass();
        var children = classes.stream()
                .flatMap(each ->
                        members.getOrDefault(each.id(), List.of()).stream().limit(CHILDREN))
                .toList();
        Set<String> scopes = new HashSet<>();
        schools.forEach(school -> scopes.add(school.code()));
        classes.forEach(each -> scopes.add(each.id()));
        var holders = of.holders().stream()
                .filter(holder -> !holder.place().isEmpty() || scopes.contains(holder.scope()))
                .toList();
        return new World(of.zone(), of.offices(), schools, classes, children, holders);
    }
}
