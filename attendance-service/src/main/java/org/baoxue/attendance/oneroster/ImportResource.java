package org.baoxue.attendance.oneroster;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

@Path("/v1/roster/imports")
@Tag(name = "roster")
@RunOnVirtualThread
public class ImportResource {

    private final ImportingRoster importing;
    private final Caller caller;

    ImportResource(ImportingRoster importing, Caller caller) {
        this.importing = importing;
        this.caller = caller;
    }

    @POST
    @Consumes("application/zip")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Operation(
            operationId = "importRoster",
            summary = "Take a roster from a zip of OneRoster 1.2 CSV files",
            description =
                    "A zip as application/zip, or the files as parts of multipart/form-data: classes.csv (homeroom"
                            + " classes), enrollments.csv, users.csv; users may carry the columns metadata.place and"
                            + " metadata.homePlace (township codes) and metadata.language. Good lines are taken, bad ones"
                            + " reported; the same import again changes nothing. Whom it says to be gone (status tobedeleted,"
                            + " an endDate that has come) is WITHDRAWN, unless already ended or in another class.")
    public ImportReport zip(File body) {
        try (var files = CsvFiles.ofZip(body.toPath())) {
            return importing.run(files, caller.scope());
        }
    }

    @POST
    @Path("/files")
    @Consumes("multipart/form-data")
    @RolesAllowed({Roles.ACADEMIC_OFFICE, Roles.SCHOOL_SYSTEM})
    @Operation(operationId = "importRosterFiles", summary = "The same with the CSV files as parts, one by one")
    public ImportReport files(@RestForm(FileUpload.ALL) List<FileUpload> uploads) {
        Map<String, java.nio.file.Path> byName = uploads.stream()
                .collect(Collectors.toMap(FileUpload::fileName, FileUpload::uploadedFile, (first, second) -> {
                    throw Problems.badRequest(
                            "unreadable-import",
                            "This import cannot be read.",
                            new Problem.At("file:", "each file once"));
                }));
        try (var files = CsvFiles.ofFiles(byName)) {
            return importing.run(files, caller.scope());
        }
    }
}
