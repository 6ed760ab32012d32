package org.baoxue.attendance.rollcall;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.baoxue.attendance.rollcall.RollCallFileStore.Refusal;
import org.baoxue.attendance.rollcall.RollCallFileViews.FileRequest;
import org.baoxue.attendance.rollcall.RollCallFileViews.FileView;
import org.baoxue.attendance.rollcall.RollCallFileViews.RefusalView;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Idempotency;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Roll calls by the file, however long: sent in parts, gone on with after whatever broke off. */
@Path("/v1/roll-call-files")
@Tag(name = "roll call files")
@RunOnVirtualThread
public class RollCallFileResource {

    private static final String OFFSET = "Upload-Offset";
    private static final String COMPLETE = "Upload-Complete";
    private static final String YES = "?1";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final RollCallFiles files;
    private final RollCallFileStore store;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Caller caller;

    RollCallFileResource(
            RollCallFiles files,
            RollCallFileStore store,
            Idempotency idempotency,
            Transactions transactions,
            Caller caller) {
        this.files = files;
        this.store = store;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.caller = caller;
    }

    @POST
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM, Roles.COUNTY_SYSTEM})
    @Operation(
            operationId = "beginRollCallFile",
            summary = "Begin a file of roll calls",
            description =
                    "NDJSON: one class at one session a line, as in a PUT of it with class, date and session. CSV: one"
                            + " mark a line under the header class,date,session,student,mark; lines of one roll call follow each other.")
    @APIResponse(
            responseCode = "201",
            description = "Begun, now or when the same was asked before",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FileView.class)))
    public RestResponse<FileView> begin(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull FileRequest request) {
        return transactions.within(caller.scope(), () -> {
            var id = idempotency.once(
                    "beginRollCallFile", key, request, String.class, () -> files.begin(request, String.valueOf(key))
                            .id());
            return ResponseBuilder.create(RestResponse.Status.CREATED, FileView.of(files.own(id)))
                    .build();
        });
    }

    @PATCH
    @Path("/{fileId}")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM, Roles.COUNTY_SYSTEM})
    @Operation(
            operationId = "sendRollCallFilePart",
            summary = "Send the next part of the file",
            description =
                    "Upload-Offset says where the part begins: at `position` of the answer before. Upload-Complete: ?1"
                            + " says that nothing follows. Roll calls are taken as they come; one that the part does not end is sent again"
                            + " with the next. After a break, GET says where to go on.")
    @APIResponseSchema(
            value = FileView.class,
            responseCode = "200",
            responseDescription = "Taken up to the last roll call that is whole")
    @APIResponse(responseCode = "409", description = "The file is done with up to another position, or as a whole")
    public FileView send(
            @PathParam("fileId") String fileId,
            @HeaderParam(OFFSET) @Nullable String offset,
            @HeaderParam(COMPLETE) @Nullable String complete,
            InputStream part)
            throws IOException {
        return FileView.of(files.take(fileId, position(offset), isLast(complete), part));
    }

    private static long position(@Nullable String offset) {
        if (offset == null || !NUMBER.matcher(offset).matches()) {
            throw Problems.badRequest(
                    "offset-missing",
                    "Say where in the file this part begins.",
                    new At("header:" + OFFSET, "a number of bytes: 0 for the first part, then the position answered"));
        }
        return Long.parseLong(offset);
    }

    private static boolean isLast(@Nullable String complete) {
        if (complete == null || complete.equals("?0")) {
            return false;
        }
        if (!complete.equals(YES)) {
            throw Problems.badRequest(
                    "bad-upload-complete",
                    "This does not say whether something follows.",
                    new At("header:" + COMPLETE, YES + " with the last part, otherwise left out"));
        }
        return true;
    }

    @GET
    @Path("/{fileId}")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM, Roles.COUNTY_SYSTEM})
    @Operation(
            operationId = "readRollCallFile",
            summary = "How far a file was taken, and what became of its roll calls")
    public FileView read(@PathParam("fileId") String fileId) {
        return transactions.within(caller.scope(), () -> FileView.of(files.own(fileId)));
    }

    @GET
    @Path("/{fileId}/refusals")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM, Roles.COUNTY_SYSTEM})
    @Operation(
            operationId = "listRollCallFileRefusals",
            summary = "Which lines were refused, and why; kept for 30 days")
    public Page<RefusalView> refusals(@PathParam("fileId") String fileId, @BeanParam PageRequest page) {
        int length = page.length();
        return transactions.within(caller.scope(), () -> {
            var file = files.own(fileId);
            var found = Page.of(
                    store.refusals(file.id(), page.afterNumber(0), length + 1),
                    length,
                    refusal -> String.valueOf(refusal.seq()));
            return new Page<>(found.items().stream().map(Refusal::view).toList(), found.next());
        });
    }
}
