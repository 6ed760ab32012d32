package org.baoxue.escalation.desk;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.baoxue.escalation.desk.Views.PolicyKey;
import org.baoxue.escalation.desk.Views.PolicyView;
import org.baoxue.escalation.desk.Views.ValueView;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Asked;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The rules and hours in force for a place, each value with its clause. */
@Path("/v1/policies/{place}")
@Tag(name = "policies")
@RunOnVirtualThread
public class PolicyResource {
    private final PolicyStore store;
    private final Transactions transactions;
    private final SuiteClock clock;

    PolicyResource(PolicyStore store, Transactions transactions, SuiteClock clock) {
        this.store = store;
        this.transactions = transactions;
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
        Roles.PROVINCE_OBSERVER,
        Roles.OPERATOR
    })
    @Operation(
            operationId = "readPolicy",
            summary = "The policy in force for a place on a date (today, if none is named)")
    public PolicyView read(@PathParam("place") String place, @QueryParam("on") @Nullable String on) {
        String code = Asked.code("place", place);
        LocalDate date = Asked.date("on", on);
        return transactions.asWorker(() -> {
            Instant now = clock.now();
            Policy policy = store.all()
                    .at(now)
                    .inForce(
                            code,
                            Optional.ofNullable(date)
                                    .orElse(now.atOffset(ZoneOffset.UTC).toLocalDate()));
            Map<String, ValueView> values = new TreeMap<>();
            policy.values().forEach((name, value) -> values.put(name, new ValueView(value.text(), value.clause())));
            Policy.Key key = policy.key();
            return new PolicyView(new PolicyKey(key.place(), key.from(), key.version()), values);
        });
    }
}
