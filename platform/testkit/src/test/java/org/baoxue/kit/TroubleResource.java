package org.baoxue.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Superuser;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A resource in trouble, for the tests of what its callers hear. */
@Path("/test/trouble")
@RunOnVirtualThread
public class TroubleResource {

    private final Jdbi jdbi;
    private final Transactions transactions;

    TroubleResource(Jdbi jdbi, Transactions transactions) {
        this.jdbi = jdbi;
        this.transactions = transactions;
    }

    @POST
    @Path("/lost-connection")
    @RolesAllowed(Roles.OPERATOR)
    public void loseTheConnection() {
        transactions.asWorker(() -> {
            int connection = jdbi.withHandle(handle -> handle.select("select pg_backend_pid()")
                    .mapTo(Integer.class)
                    .one());
            Superuser.jdbi().useHandle(handle -> handle.execute("select pg_terminate_backend(?)", connection));
            return jdbi.withHandle(handle -> handle.select("select count(*) from child")
                    .mapTo(Long.class)
                    .one());
        });
    }

    @POST
    @Path("/broken")
    @RolesAllowed(Roles.OPERATOR)
    public void beBroken() {
        throw new IllegalStateException("secret of the inside");
    }

    /** @param classId a name that JSON has otherwise */
    public record Told(
            @JsonProperty("class") @NotBlank String classId,
            @Nullable String note,
            @Nullable LocalDate on) {}

    @POST
    @Path("/told")
    @RolesAllowed(Roles.OPERATOR)
    public void beTold(@QueryParam("limit") @DefaultValue("1") @Min(1) int limit, @Valid @NotNull Told told) {
        throw new IllegalStateException("nobody gets so far");
    }
}
