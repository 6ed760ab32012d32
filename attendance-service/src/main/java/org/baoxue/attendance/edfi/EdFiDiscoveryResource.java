package org.baoxue.attendance.edfi;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where an Ed-Fi client that knows one address finds the others. It has no token yet: whoever comes may read this. */
@Path("/ed-fi")
@Tag(name = "Ed-Fi")
public class EdFiDiscoveryResource {

    /** Whose answers the resource is like. */
    private static final String VERSION = "7.0";

    private static final DataModel MODEL = new DataModel("Ed-Fi", "5.2.0", "Data Standard 5.2");

    private final URI tokens;

    EdFiDiscoveryResource(@ConfigProperty(name = "baoxue.ed-fi.token-url") URI tokens) {
        this.tokens = tokens;
    }

    public record DataModel(String name, String version, String informationalVersion) {}

    /**
     * @param dependencies in which order resources are sent
     * @param openApiMetadata what can be asked
     * @param oauth where a client gets its token, with its own credentials
     * @param dataManagementApi what the paths of resources follow
     */
    public record Urls(URI dependencies, URI openApiMetadata, URI oauth, URI dataManagementApi) {}

    public record Discovery(
            String version, String informationalVersion, String suite, List<DataModel> dataModels, Urls urls) {}

    public record Dependency(String resource, int order, List<String> operations) {}

    public record Description(String name, URI endpointUri, String prefix) {}

    @GET
    @PermitAll
    @Operation(operationId = "discoverEdFi", summary = "Where an Ed-Fi client finds what it needs")
    public Discovery discover(@Context UriInfo uri) {
        return new Discovery(
                VERSION,
                "Baoxue, with one resource of ODS/API 7",
                "3",
                List.of(MODEL),
                new Urls(
                        at(uri, "/ed-fi/metadata/data/v3/dependencies"),
                        at(uri, "/ed-fi/metadata"),
                        tokens,
                        at(uri, EdFiResource.DATA)));
    }

    @GET
    @Path("/metadata/data/v3/dependencies")
    @PermitAll
    @Operation(operationId = "listEdFiDependencies", summary = "In which order an Ed-Fi client sends its resources")
    public List<Dependency> dependencies() {
        return List.of(new Dependency("/" + EdFiResource.RESOURCE, 1, List.of("Create", "Update")));
    }

    @GET
    @Path("/metadata")
    @PermitAll
    @Operation(operationId = "listEdFiDescriptions", summary = "Where an Ed-Fi client reads what it may ask")
    public List<Description> descriptions(@Context UriInfo uri) {
        return List.of(new Description("Resources", at(uri, "/q/openapi?format=json"), ""));
    }

    private static URI at(UriInfo uri, String path) {
        return uri.getBaseUri().resolve(path);
    }
}
