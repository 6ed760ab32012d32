package org.baoxue.directory.calendar;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.baoxue.directory.access.DirectoryAccess;
import org.baoxue.directory.organisation.Organisation;
import org.baoxue.directory.organisation.Organisations;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.Asked;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether a date is a school day, and which level said so. */
@Path("/v1/calendars/effective")
@Tag(name = "calendars")
@RunOnVirtualThread
public class EffectiveResource {

    /** @param owner of the calendar that said it */
    public record Level(OwnerKind ownerKind, String owner) {
        static @Nullable Level of(@Nullable Calendar calendar) {
            return calendar == null ? null : new Level(calendar.ownerKind(), calendar.owner());
        }
    }

    /**
     * @param because NAMED_DAY: a level speaks of the date; WEEKDAY and WEEKEND: none does; OUTSIDE_TERMS: none near enough does
     * @param decidedBy the level that names the date
     * @param termsFrom the level whose terms hold; none where nobody has entered any, and then every date is in term
     */
    public record Effective(
            String school,
            @Nullable String classId,
            LocalDate date,
            boolean schoolDay,
            Levels.Because because,
            @Nullable Level decidedBy,
            @Nullable String occasion,
            boolean inTerm,
            @Nullable Term term,
            @Nullable Level termsFrom) {}

    private final Calendars calendars;
    private final Owners owners;
    private final Organisations organisations;
    private final DirectoryAccess access;

    EffectiveResource(Calendars calendars, Owners owners, Organisations organisations, DirectoryAccess access) {
        this.calendars = calendars;
        this.owners = owners;
        this.organisations = organisations;
        this.access = access;
    }

    @GET
    @RolesAllowed("**")
    @Operation(
            operationId = "getEffectiveDay",
            summary = "Whether a date is a school day of a class or a school, and which level said so")
    @APIResponseSchema(
            value = Effective.class,
            responseCode = "200",
            responseDescription = "Whether it is a school day, and why")
    @APIResponse(responseCode = "422", description = "No such class or school is known")
    public Effective effective(
            @QueryParam("class") @Nullable String classId,
            @QueryParam("school") @Nullable String school,
            @QueryParam("date") @Nullable String date) {
        var ofClass = Asked.optionalCode("class", classId);
        var ofSchool = Asked.optionalCode("school", school);
        var on = Asked.date("date", date);
        if (on == null) {
            throw Asked.refused("query:date", "the date that is asked about, such as 2026-10-10");
        }
        return access.transaction(() -> {
            var organisation = school(ofClass, ofSchool);
            var ruling = calendars.levels(ofClass, organisation).ruleOn(on);
            return new Effective(
                    organisation.code(),
                    ofClass,
                    on,
                    ruling.schoolDay(),
                    ruling.because(),
                    Level.of(ruling.decidedBy()),
                    ruling.day() == null ? null : ruling.day().occasion(),
                    ruling.inTerm(),
                    ruling.term(),
                    Level.of(ruling.termsFrom()));
        });
    }

    private Organisation school(@Nullable String classId, @Nullable String named) {
        var known = classId == null ? null : owners.schoolOf(classId).orElse(null);
        if (named != null && known != null && !named.equals(known)) {
            throw notOne("query:class", "a class of that school");
        }
        var code = named != null ? named : known;
        if (code == null) {
            throw notOne("query:school", "the school; a class that has neither calendar nor teacher here needs it too");
        }
        return organisations
                .find(code)
                .filter(found -> found.kind().isSchool())
                .orElseThrow(() -> notOne("query:school", "there is no school " + code));
    }

    private static Problem notOne(String pointer, String wanted) {
        return Problems.unprocessable(
                "no-such-class", "It is not known whose day is asked about.", new Problem.At(pointer, wanted));
    }
}
