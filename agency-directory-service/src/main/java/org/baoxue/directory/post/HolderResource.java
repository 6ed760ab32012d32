package org.baoxue.directory.post;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.baoxue.directory.access.DirectoryAccess;
import org.baoxue.directory.organisation.Organisations;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who holds what on a day, and what nobody holds. */
@Path("/v1/posts")
@Tag(name = "posts")
@RunOnVirtualThread
public class HolderResource {

    /** @param holders those first who are no deputies; none: the post is vacant on that day */
    public record HoldersOn(
            String post, String scope, String organisation, LocalDate date, boolean vacant, List<HolderBody> holders) {}

    private final Posts posts;
    private final PostStore store;
    private final PostView view;
    private final Organisations organisations;
    private final DirectoryAccess access;
    private final SuiteClock clock;

    HolderResource(
            Posts posts,
            PostStore store,
            PostView view,
            Organisations organisations,
            DirectoryAccess access,
            SuiteClock clock) {
        this.posts = posts;
        this.store = store;
        this.view = view;
        this.organisations = organisations;
        this.access = access;
        this.clock = clock;
    }

    @GET
    @Path("/{post}/{scope}/holders")
    @RolesAllowed("**")
    @Operation(operationId = "getHolders", summary = "Who holds a post on a date (left out: today, where the post is)")
    public HoldersOn holders(
            @PathParam("post") String post,
            @PathParam("scope") String scope,
            @QueryParam("date") @Nullable String date) {
        var kind = PostView.kind(post);
        var of = Asked.code("scope", scope);
        var on = Asked.date("date", date);
        return access.transaction(() -> {
            var row = posts.find(kind, of)
                    .orElseThrow(
                            () -> Problems.notFound("Nobody has written the post %s of %s yet.".formatted(post, of)));
            var organisation = organisations.get(row.organisation);
            view.mustRead(organisation);
            var day = on != null
                    ? on
                    : clock.now().atZone(ZoneId.of(organisation.zone())).toLocalDate();
            var holders = view.on(day, row, organisation);
            return new HoldersOn(post, of, row.organisation, day, holders.isEmpty(), holders);
        });
    }

    @GET
    @Path("/vacancies")
    @RolesAllowed({
        Roles.OPERATOR,
        Roles.PROVINCE_OBSERVER,
        Roles.PREFECTURE_BUREAU,
        Roles.COUNTY_BUREAU,
        Roles.TOWNSHIP_OFFICER,
        Roles.PRINCIPAL,
        Roles.ACADEMIC_OFFICE
    })
    @Operation(
            operationId = "listVacancies",
            summary =
                    "Posts that nobody holds on a date, below a place; those that every school, township and county must have included")
    public Page<Vacancy> vacancies(
            @QueryParam("date") @Nullable String date,
            @QueryParam("place") @Nullable String place,
            @BeanParam PageRequest page) {
        var on = Asked.date("date", date);
        var under = Asked.prefix("place", place);
        var after = page.after();
        int most = page.length();
        var school = access.isOperator() ? null : ownSchool();
        var prefix = access.isOperator() || school != null ? under : ownPrefix(under);
        var found = access.transaction(() -> store.vacancies(on, prefix, school, after, most + 1));
        return Page.of(found, most, vacancy -> vacancy.post() + "@" + vacancy.scope());
    }

    private @Nullable String ownSchool() {
        return access.scope() instanceof Scope.School(var code) ? code : null;
    }

    private String ownPrefix(String asked) {
        if (access.scope() instanceof Scope.Place(var own)) {
            if (asked.isEmpty()) {
                return own;
            }
            if (asked.startsWith(own)) {
                return asked;
            }
        }
        throw access.outside();
    }
}
