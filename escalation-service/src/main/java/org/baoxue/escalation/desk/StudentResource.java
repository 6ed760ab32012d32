package org.baoxue.escalation.desk;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.baoxue.escalation.desk.Views.DayView;
import org.baoxue.escalation.desk.Views.PolicyKey;
import org.baoxue.escalation.desk.Views.SpellView;
import org.baoxue.escalation.explanation.Explanation;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.watch.Explaining;
import org.baoxue.escalation.watch.KnownSpell;
import org.baoxue.escalation.watch.Watch;
import org.baoxue.escalation.watch.Watch.Told;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A child's spells of absence, and why each rule fired or did not. */
@Path("/v1/students/{student}")
@Tag(name = "students")
@RunOnVirtualThread
public class StudentResource {
    private final DeskStore store;
    private final Watch watch;
    private final Explaining explaining;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;
    private final SuiteClock clock;

    StudentResource(
            DeskStore store,
            Watch watch,
            Explaining explaining,
            Transactions transactions,
            Caller caller,
            Audit audit,
            SuiteClock clock) {
        this.store = store;
        this.watch = watch;
        this.explaining = explaining;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    @Path("/spells")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(
            operationId = "listSpells",
            summary =
                    "A child's spells of absence, with their counted days; where the child was before, those of that time")
    public List<SpellView> spells(@PathParam("student") String student) {
        Predicate<String> visible = visible(student);
        return transactions.asWorker(() -> watch.tell(student, clock.now())).stream()
                .filter(told -> visible.test(told.spell().spell().id()))
                .map(StudentResource::view)
                .toList();
    }

    @GET
    @Path("/explanation")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU
    })
    @Operation(
            operationId = "explain",
            summary = "Why each rule fired or did not on a date, with everything that the answer rests on")
    public Explanation explanation(
            @PathParam("student") String student,
            @QueryParam("date") @Nullable String wanted,
            @QueryParam("asOf")
                    @Parameter(description = "what became known later is left out; asked again, the answer is the same")
                    @Nullable String asOf) {
        LocalDate date = Optional.ofNullable(Asked.date("date", wanted))
                .orElseThrow(() -> Problems.badRequest(
                        "date-missing", "Say which date is to be explained.", new At("query:date", "like 2026-09-07")));
        Instant now = clock.now();
        Instant known = Optional.ofNullable(DutyFilter.instant("asOf", asOf)).orElse(now);
        if (known.isAfter(now)) {
            throw Asked.refused("query:asOf", "not in the future");
        }
        mustSee(student);
        return transactions
                .asWorker(() -> explaining.explain(student, date, known))
                .orElseThrow(StudentResource::noSuchChild);
    }

    /** An explanation carries all that is known of the child: whoever answers for the child now may read it. */
    private void mustSee(String student) {
        Asked.code("student", student);
        transactions.within(caller.scope(), () -> {
            if (!store.sees(student)) {
                throw noSuchChild();
            }
            audit.read("explain", student);
            return true;
        });
    }

    private Predicate<String> visible(String student) {
        Asked.code("student", student);
        return transactions.within(caller.scope(), () -> {
            boolean now = store.sees(student);
            Set<String> then = store.spellsOf(student);
            if (!now && then.isEmpty()) {
                throw noSuchChild();
            }
            audit.read("listSpells", student);
            return now ? spell -> true : then::contains;
        });
    }

    private static SpellView view(Told told) {
        KnownSpell known = told.spell();
        Spell spell = known.spell();
        List<DayView> days = told.days().stream()
                .map(day -> new DayView(day.number(), day.date(), day.kind().name(), day.completeAt()))
                .toList();
        return new SpellView(
                spell.id(),
                spell.openedOn(),
                spell.opened().order(),
                spell.openedAt(),
                stateOf(spell),
                endedOn(spell),
                new PolicyKey(
                        known.policy().place(),
                        known.policy().from(),
                        known.policy().version()),
                days);
    }

    private static String stateOf(Spell spell) {
        return switch (spell.state()) {
            case Spell.Open open -> "OPEN";
            case Spell.Returned returned -> "RETURNED";
            case Spell.Excused excused -> "EXCUSED";
            case Spell.Left left -> "LEFT";
            case Spell.Withdrawn withdrawn -> "WITHDRAWN";
        };
    }

    private static @Nullable LocalDate endedOn(Spell spell) {
        return switch (spell.state()) {
            case Spell.Open open -> null;
            case Spell.Returned returned -> returned.at().date();
            case Spell.Excused excused -> excused.from().date();
            case Spell.Left left -> left.on();
            case Spell.Withdrawn withdrawn -> spell.openedOn();
        };
    }

    private static org.baoxue.kit.problem.Problem noSuchChild() {
        return Problems.notFound("There is no such child, or none that you may see.");
    }
}
