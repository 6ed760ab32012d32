package org.baoxue.local.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Eight school days of twelve classes in four schools of the demo's district, across the National Day break: small enough to
 * be played several times, and with day 3, day 7, written reports, leaves, corrections and late roll calls in it.
 */
final class SmallStory implements Script {
    private static final int SCHOOL_DAYS = 8;
    private static final Set<Integer> SCHOOLS = Set.of(0, 1, 2, 9);
    private static final int CLASSES = 3;
    private static final int CHILDREN = 16;

    private final DongchuanScript whole = new DongchuanScript();
    private final World world = part(whole.world());
    private final Days days = new Days(world.zone(), whole.days().dates().subList(0, SCHOOL_DAYS));

    @Override
    public World world() {
        return world;
    }

    @Override
    public Days days() {
        return days;
    }

    @Override
    public LocalDate enrolledFrom() {
        return whole.enrolledFrom();
    }

    @Override
    public Instant begin() {
        return whole.begin();
    }

    @Override
    public Instant end() {
        return days.at(days.last(), "22:00");
    }

    @Override
    public void load(Loading loading) {
        whole.load(loading);
    }

    @Override
    public Cast plan(Desk desk, Timetable timetable) {
        var plan = new Plan();
        var systems = new SchoolSystems(desk, world, days, plan);
        systems.plan(timetable);
        var children = new SmallCast(world, days, plan, systems, timetable);
        var known = children.plan();
        int away = new Background(world, days, plan, children.told()).plan();
        return new Cast(known, children.foundIll(), away + " children of the background are away at some time");
    }

    @Override
    public List<String> faults(Tally tally) {
        return List.of();
    }

    /** The same townships and officers, fewer schools, classes and children. */
    private static World part(World of) {
        var schools = SCHOOLS.stream().sorted().map(of.schools()::get).toList();
        var classes = schools.stream()
                .flatMap(school -> of.classesOf(school).stream().limit(CLASSES))
                .toList();
        var members = of.byClass();
        var children = classes.stream()
                .flatMap(each ->
                        members.getOrDefault(each.id(), List.of()).stream().limit(CHILDREN))
                .toList();
        var scopes = new java.util.HashSet<String>();
        schools.forEach(school -> scopes.add(school.code()));
        classes.forEach(each -> scopes.add(each.id()));
        var holders = of.holders().stream()
                .filter(holder -> !holder.place().isEmpty() || scopes.contains(holder.scope()))
                .toList();
        return new World(of.zone(), of.offices(), schools, classes, children, holders);
    }
}
