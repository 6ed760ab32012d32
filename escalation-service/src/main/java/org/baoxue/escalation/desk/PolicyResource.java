package org.baoxue.escalation.desk;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.baoxue.escalation.desk.Views.CheckView;
import org.baoxue.escalation.desk.Views.OwnPolicyView;
import org.baoxue.escalation.desk.Views.OwnValueView;
import org.baoxue.escalation.desk.Views.PolicyKey;
import org.baoxue.escalation.desk.Views.PolicyRequest;
import org.baoxue.escalation.desk.Views.PolicyView;
import org.baoxue.escalation.desk.Views.ValueView;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Proposal;
import org.baoxue.escalation.watch.PolicyBook;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Revision;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The rules and hours in force for a place, each value with its clause, and how a bureau sets its own. */
@Path("/v1")
@Tag(name = "policies")
@RunOnVirtualThread
public class PolicyResource {
    private static final int VALUES = 300;

    private final PolicyStore store;
    private final PolicyBook book;
    private final DeskStore desk;
    private final Transactions transactions;
    private final Caller caller;
    private final SuiteClock clock;

    PolicyResource(
            PolicyStore store,
            PolicyBook book,
            DeskStore desk,
            Transactions transactions,
            Caller caller,
            SuiteClock clock) {
        this.store = store;
        this.book = book;
        this.desk = desk;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/policies/{place}")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU,
        Roles.PROVINCE_OBSERVER,
        Roles.OPERATOR
    })
    @Operation(
            operationId = "readPolicy",
            summary = "The policy in force for a place on a date (today, if none is named), and who says each value")
    public PolicyView read(@PathParam("place") String place, @QueryParam("on") @Nullable String on) {
        String code = Asked.code("place", place);
        LocalDate date = Asked.date("on", on);
        return transactions.asWorker(() -> inForce(null, code, date));
    }

    @GET
    @Path("/schools/{school}/policy")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU,
        Roles.PROVINCE_OBSERVER,
        Roles.OPERATOR
    })
    @Operation(
            operationId = "readSchoolPolicy",
            summary = "The policy in force for a school on a date (today, if none is named), and who says each value")
    public PolicyView ofSchool(@PathParam("school") String school, @QueryParam("on") @Nullable String on) {
        String code = Asked.code("school", school);
        LocalDate date = Asked.date("on", on);
        return transactions.asWorker(() -> inForce(
                code,
                desk.placeOf(code)
                        .orElseThrow(() -> Problems.notFound(
                                "The directory has told of no such school.", new At("path:school", "a school's code"))),
                date));
    }

    @GET
    @Path("/policies/{place}/{from}")
    @RolesAllowed({
        Roles.CLASS_TEACHER,
        Roles.ACADEMIC_OFFICE,
        Roles.PRINCIPAL,
        Roles.SCHOOL_SYSTEM,
        Roles.TOWNSHIP_OFFICER,
        Roles.COUNTY_BUREAU,
        Roles.PREFECTURE_BUREAU,
        Roles.PROVINCE_OBSERVER,
        Roles.OPERATOR
    })
    @Operation(
            operationId = "readOwnPolicy",
            summary = "What a place itself has set from a date on, in its latest version")
    public RestResponse<OwnPolicyView> own(@PathParam("place") String place, @PathParam("from") String from) {
        String code = Asked.code("place", place);
        LocalDate date = Asked.dateOfPath("from", from);
        return answer(transactions
                .asWorker(() -> store.all().latest(code, date))
                .orElseThrow(() -> Problems.notFound(
                        "The place has set nothing from that date on: it inherits, see the policy in force.",
                        new At("path:from", "the date from which on a policy was set"))));
    }

    @PUT
    @Path("/policies/{place}/{from}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @APIResponseSchema(
            value = OwnPolicyView.class,
            responseCode = "200",
            responseDescription = "What the place has set, or had set before")
    @APIResponse(responseCode = "409", description = "A place below, or a later date, would contradict it")
    @Operation(
            operationId = "setPolicy",
            summary = "Set what holds in a place of one's own from a date on",
            description = "As a whole: what is not named is inherited from the next place above. The same again changes"
                    + " nothing; another content makes a new version and needs If-Match with the one seen (else 428, 412)."
                    + " An absence that runs keeps the policy under which it began.")
    public RestResponse<OwnPolicyView> set(
            @PathParam("place") String place,
            @PathParam("from") String from,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PolicyRequest request) {
        String code = mustBeOfTheCaller(place);
        LocalDate date = Asked.dateOfPath("from", from);
        Integer seen = Revision.of(ifMatch);
        Map<String, Policy.Value> values = values(request);
        PolicyBook.Outcome outcome = transactions.asWorker(() -> {
            mustBeKnown(code);
            return book.set(code, date, values, seen, caller.person());
        });
        return switch (outcome) {
            case PolicyBook.Accepted accepted -> answer(accepted.version());
            case PolicyBook.TooSoon tooSoon -> throw tooSoon(tooSoon.earliest());
            case PolicyBook.Mistaken mistaken -> throw refused(mistaken.mistakes());
            case PolicyBook.Clashing clashing -> throw clashing(clashing.clashes());
            case PolicyBook.Overtaken overtaken -> throw overtaken(seen, overtaken.latest());
            case PolicyBook.Changing changing -> throw new IllegalStateException("looked at, and not set");
        };
    }

    @POST
    @Path("/policies/{place}/{from}/checks")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU})
    @APIResponseSchema(
            value = CheckView.class,
            responseCode = "200",
            responseDescription = "What would be other than it is")
    @APIResponse(responseCode = "409", description = "A place below, or a later date, would contradict it")
    @Operation(
            operationId = "checkPolicy",
            summary = "What would be other than it is, if this were set; nothing is",
            description =
                    "Also what would be dropped: values that the place has set and this does not name. Refused for"
                            + " the same reasons as setting it.")
    public CheckView check(
            @PathParam("place") String place, @PathParam("from") String from, @Valid @NotNull PolicyRequest request) {
        String code = mustBeOfTheCaller(place);
        LocalDate date = Asked.dateOfPath("from", from);
        Map<String, Policy.Value> values = values(request);
        PolicyBook.Outcome outcome = transactions.asWorker(() -> {
            mustBeKnown(code);
            return book.look(code, date, values);
        });
        return switch (outcome) {
            case PolicyBook.Changing changing -> new CheckView(Changes.between(changing.before(), changing.after()));
            case PolicyBook.TooSoon tooSoon -> throw tooSoon(tooSoon.earliest());
            case PolicyBook.Mistaken mistaken -> throw refused(mistaken.mistakes());
            case PolicyBook.Clashing clashing -> throw clashing(clashing.clashes());
            case PolicyBook.Accepted accepted -> throw new IllegalStateException("nothing was to be set");
            case PolicyBook.Overtaken overtaken -> throw new IllegalStateException("nothing was to be set");
        };
    }

    private PolicyView inForce(@Nullable String school, String place, @Nullable LocalDate on) {
        LocalDate date = Optional.ofNullable(on).orElseGet(() -> desk.today(school, place));
        Policies policies = store.all().at(clock.now());
        Policy policy = policies.inForce(place, date);
        Map<String, Policy.Key> sources = policies.sources(place, date);
        Map<String, ValueView> values = new TreeMap<>();
        policy.values()
                .forEach((name, value) -> values.put(
                        name,
                        new ValueView(
                                value.text(),
                                value.clause(),
                                key(Optional.ofNullable(sources.get(name)).orElseThrow()))));
        return new PolicyView(key(policy.key()), values);
    }

    /** A place that lies within the caller's own. */
    private String mustBeOfTheCaller(String place) {
        String code = Asked.code("place", place);
        if (caller.scope() instanceof Scope.Place(var prefix) && code.startsWith(prefix)) {
            return code;
        }
        throw Problems.forbidden("A policy is set by the bureau of the place or of one above it.");
    }

    private void mustBeKnown(String place) {
        if (!desk.knowsPlace(place)) {
            throw Problems.unprocessable(
                    "place-unknown",
                    "The directory has told of no such place.",
                    new At("path:place", "the code of a place"));
        }
    }

    private static org.baoxue.kit.problem.Problem tooSoon(LocalDate earliest) {
        return Problems.unprocessable(
                "policy-of-the-past",
                "What is decided today is decided by the policy of this morning.",
                new At("path:from", "a date from " + earliest + " on"));
    }

    private static Map<String, Policy.Value> values(PolicyRequest request) {
        if (request.values().size() > VALUES) {
            throw Problems.unprocessable(
                    "too-many-values", "No policy has so many values.", new At("/values", "at most " + VALUES));
        }
        Map<String, Policy.Value> values = new TreeMap<>();
        request.values()
                .forEach((name, value) -> values.put(
                        name,
                        new Policy.Value(
                                text(value == null ? null : value.value()),
                                text(value == null ? null : value.clause()))));
        return values;
    }

    private static String text(@Nullable String said) {
        return said == null ? "" : said.strip();
    }

    private static org.baoxue.kit.problem.Problem refused(List<Proposal.Mistake> mistakes) {
        return Problems.unprocessable(
                "policy-mistaken",
                "This cannot be anybody's policy; nothing was set.",
                mistakes.stream()
                        .map(mistake -> new At(pointer(mistake), mistake.mend()))
                        .toList());
    }

    private static org.baoxue.kit.problem.Problem clashing(List<Proposal.Clash> clashes) {
        return Problems.conflict(
                "policy-clashes",
                "Places below it, or later dates, have set what this would contradict; nothing was set.",
                clashes.stream()
                        .map(clash -> new At(
                                pointer(clash.mistake()),
                                "in " + clash.place() + " from " + clash.from() + " on: "
                                        + clash.mistake().mend()))
                        .toArray(At[]::new));
    }

    private static String pointer(Proposal.Mistake mistake) {
        return "/values/" + mistake.name().replace("~", "~0").replace("/", "~1")
                + (mistake.half() == Proposal.Half.VALUE ? "/value" : "/clause");
    }

    private static org.baoxue.kit.problem.Problem overtaken(@Nullable Integer seen, int latest) {
        At at = new At(
                "header:If-Match",
                latest == 0 ? "none: the place has set nothing from this date on" : Revision.etag(latest));
        return seen == null
                ? Problems.preconditionRequired(
                        "if-match-missing", "Another version is in the book: say which one you replace.", at)
                : Problems.preconditionFailed(
                        "policy-overtaken", "Somebody has set another version since: read it first.", at);
    }

    /** Who set it is for those who set policies, and who look after the suite. */
    private RestResponse<OwnPolicyView> answer(PolicyStore.Version version) {
        Map<String, OwnValueView> values = new TreeMap<>();
        version.policy()
                .values()
                .forEach((name, value) -> values.put(name, new OwnValueView(value.text(), value.clause())));
        Policy.Key key = version.policy().key();
        return RestResponse.ResponseBuilder.ok(
                        new OwnPolicyView(key(key), values, version.setAt(), mayKnowWho() ? version.setBy() : null))
                .header("ETag", Revision.etag(key.version()))
                .build();
    }

    private boolean mayKnowWho() {
        return caller.is(Roles.COUNTY_BUREAU) || caller.is(Roles.PREFECTURE_BUREAU) || caller.is(Roles.OPERATOR);
    }

    private static PolicyKey key(Policy.Key key) {
        return new PolicyKey(key.place(), key.from(), key.version());
    }
}
