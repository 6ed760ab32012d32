package org.baoxue.escalation.desk;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.baoxue.escalation.desk.Views.DutyView;
import org.baoxue.escalation.desk.Views.PostView;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Cursor;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Duties: what is owed, by whom, until when, and why. */
@Path("/v1/duties")
@Tag(name = "duties")
@RunOnVirtualThread
public class DutyResource {
    private static final Set<String> OFFICE = Set.of(Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL);
    private static final Set<String> OF_PLACES = Set.of(Roles.TOWNSHIP_OFFICER, Roles.COUNTY_BUREAU);

    private final VisibleDuties visible;
    private final DutyListStore lists;
    private final Transactions transactions;
    private final Caller caller;
    private final Audit audit;
    private final SuiteClock clock;

    DutyResource(
            VisibleDuties visible,
            DutyListStore lists,
            Transactions transactions,
            Caller caller,
            Audit audit,
            SuiteClock clock) {
        this.visible = visible;
        this.lists = lists;
        this.transactions = transactions;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU,
        Roles.PROVINCE_OBSERVER
    })
    @Operation(operationId = "listDuties", summary = "Duties you may see, by due time")
    public Page<DutyView> list(@BeanParam DutyFilter filter, @BeanParam PageRequest page) {
        DutyFilter.Read to = filter.read();
        Optional<DutyListStore.Place> after = place(page.after());
        int length = page.length();
        return transactions.within(caller.scope(), () -> {
            var duties = lists.duties(to, mine(to), caller.scope(), clock.now(), after, length + 1);
            audit.read(
                    "listDuties",
                    duties.stream()
                            .flatMap(duty -> Optional.ofNullable(duty.student()).stream())
                            .toList());
            return Page.of(duties, length, duty -> duty.dueAt() + "|" + duty.duty());
        });
    }

    /** What the directory says the caller holds, and what the token says. */
    private List<PostView> mine(DutyFilter.Read to) {
        if (!to.mine()) {
            return List.of();
        }
        Stream<PostView> ofToken =
                switch (caller.scope()) {
                    case Scope.School(var code) ->
                        OFFICE.stream().filter(caller::is).map(post -> new PostView(post, code));
                    case Scope.Classes(var school, var ids) ->
                        ids.stream().map(id -> new PostView(Roles.CLASS_TEACHER, id));
                    case Scope.Place(var code) ->
                        OF_PLACES.stream().filter(caller::is).map(post -> new PostView(post, code));
                    case Scope.Nothing nothing -> Stream.empty();
                };
        return Stream.concat(lists.postsOf(caller.person()).stream(), ofToken)
                .distinct()
                .toList();
    }

    @GET
    @Path("/{duty}")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU,
        Roles.PROVINCE_OBSERVER
    })
    @Operation(operationId = "readDuty", summary = "One duty, why it is owed, and all evidence of it")
    public DutyView read(@PathParam("duty") String id) {
        String duty = Asked.code("duty", id);
        return transactions.within(caller.scope(), () -> visible.one(duty, "readDuty"));
    }

    /** A cursor holds {@code <due>|<id>}; empty at the start. */
    private static Optional<DutyListStore.Place> place(String key) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            int bar = key.indexOf('|');
            return Optional.of(
                    new DutyListStore.Place(Instant.parse(key.substring(0, Math.max(bar, 0))), key.substring(bar + 1)));
        } catch (DateTimeException forged) {
            throw Cursor.notOurs();
        }
    }
}
