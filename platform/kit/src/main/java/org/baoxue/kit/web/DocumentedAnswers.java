package org.baoxue.kit.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * Adds to every operation of a service's OpenAPI document what the kit answers for it: the refusals that its form lets
 * happen, and the headers of revisions. A resource says only what it alone knows: 201 beside 200 (without content: that of
 * 200), 409 (without content: a problem document).
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DocumentedAnswers implements OASFilter {

    private static final String IF_MATCH = "If-Match";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String REVISION_CHANGED = "The ETag of the revision that this changes, such as \"3\"";
    private static final String PROBLEM = "#/components/schemas/Problem";

    private static final Map<String, String> REFUSALS = Map.of(
            "400", "The request cannot be read; each entry points to what is to be mended",
            "401", "No valid access token",
            "403", "Not for the roles of this token, or outside of its school, class or place",
            "404", "No such thing, or none that the token lets see",
            "412", "Changed since the revision that If-Match names",
            "413", "More than is taken at once",
            "415", "A content type that is not read here",
            "422", "Well formed, but not true of what is known; each entry points to what is to be mended",
            "428", "A change needs If-Match with the revision that was seen");

    private static final Map<String, String> COME_AGAIN = Map.of(
            "429", "More requests a second than one caller may send: send the same request again",
            "503", "Something that this needs is away for the moment: send the same request again");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = Objects.requireNonNullElseGet(document.getComponents(), OASFactory::createComponents);
        components.addSchema("Problem", problem());
        components.addSchema("ProblemAt", at());
        new TreeMap<>(REFUSALS)
                .forEach((status, description) -> components.addResponse("Problem" + status, refusal(description)));
        new TreeMap<>(COME_AGAIN)
                .forEach((status, description) -> components.addResponse(
                        "Problem" + status, refusal(description).addHeader("Retry-After", seconds())));
        document.setComponents(components);
        var examples = Examples.read();
        document.getPaths().getPathItems().values().forEach(path -> {
            document(path);
            path.getOperations().values().forEach(examples::complete);
        });
    }

    private static void document(PathItem path) {
        boolean revised = path.getOperations().values().stream().anyMatch(one -> hasHeader(one, IF_MATCH));
        path.getOperations().forEach((method, operation) -> {
            describeHeaders(operation);
            if (revised) {
                successes(operation).forEach(answer -> answer.addHeader("ETag", etag()));
            }
            completeSuccesses(operation);
            nameEmptySuccess(operation.getResponses());
            addRefusals(operation);
        });
    }

    private static void describeHeaders(Operation operation) {
        parameters(operation)
                .filter(one -> one.getName().equals(IF_MATCH) && one.getDescription() == null)
                .forEach(one -> one.description(REVISION_CHANGED));
        parameters(operation)
                .filter(one -> one.getName().equals(IDEMPOTENCY_KEY))
                .forEach(one -> one.required(true).description("Of your choice, unique to this write"));
    }

    /** A success without content answers what the other one answers. */
    private static void completeSuccesses(Operation operation) {
        successes(operation)
                .map(APIResponse::getContent)
                .filter(DocumentedAnswers::isThere)
                .findFirst()
                .ifPresent(content -> successes(operation)
                        .filter(answer -> !isThere(answer.getContent()))
                        .forEach(answer -> answer.setContent(content)));
    }

    /** What answers nothing, not even where it is, answers 204, also where the method is POST. */
    private static void nameEmptySuccess(APIResponses answers) {
        var created = answers.getAPIResponse("201");
        if (created != null && !isThere(created.getContent()) && created.getHeaders() == null) {
            answers.removeAPIResponse("201");
            answers.addAPIResponse("204", created.description("No Content"));
        }
    }

    private static void addRefusals(Operation operation) {
        var answers = operation.getResponses();
        answers.getAPIResponses().forEach((status, answer) -> {
            if (status.startsWith("4") && !isThere(answer.getContent())) {
                answer.setContent(problemContent());
            }
        });
        refusals(operation)
                .forEach(status -> answers.addAPIResponse(
                        status, OASFactory.createAPIResponse().ref("#/components/responses/Problem" + status)));
        var sorted = new TreeMap<>(answers.getAPIResponses());
        answers.setAPIResponses(sorted);
    }

    private static Stream<String> refusals(Operation operation) {
        boolean body = operation.getRequestBody() != null;
        boolean guarded =
                operation.getSecurity() != null && !operation.getSecurity().isEmpty();
        return Stream.of(
                        when(true, "401", "503"), // a token that is none is refused where none is needed, too
                        when(guarded, "403", "429"),
                        when(body || parameters(operation).findAny().isPresent(), "400"),
                        when(parameters(operation).anyMatch(one -> one.getIn() == In.PATH), "404"),
                        when(body, "413", "415"),
                        when(body || takesText(operation), "422"),
                        when(hasHeader(operation, IF_MATCH), "412"),
                        when(demandsRevision(operation), "428"))
                .flatMap(statuses -> statuses);
    }

    /** In which a value may stand that nothing can keep. */
    private static boolean takesText(Operation operation) {
        return parameters(operation).anyMatch(one -> one.getIn() == In.PATH || one.getIn() == In.QUERY);
    }

    private static Stream<String> when(boolean so, String... statuses) {
        return so ? Stream.of(statuses) : Stream.empty();
    }

    /** A resource that can do without says itself what the header is for. */
    private static boolean demandsRevision(Operation operation) {
        return parameters(operation)
                .anyMatch(one -> one.getName().equals(IF_MATCH) && REVISION_CHANGED.equals(one.getDescription()));
    }

    private static boolean hasHeader(Operation operation, String name) {
        return parameters(operation).anyMatch(one -> one.getName().equals(name));
    }

    private static Stream<Parameter> parameters(Operation operation) {
        return Stream.ofNullable(operation.getParameters()).flatMap(List::stream);
    }

    private static Stream<APIResponse> successes(Operation operation) {
        return operation.getResponses().getAPIResponses().entrySet().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .map(Map.Entry::getValue);
    }

    private static boolean isThere(@Nullable Content content) {
        return content != null && !content.getMediaTypes().isEmpty();
    }

    private static APIResponse refusal(String description) {
        return OASFactory.createAPIResponse().description(description).content(problemContent());
    }

    private static Content problemContent() {
        return OASFactory.createContent()
                .addMediaType(
                        "application/problem+json",
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(PROBLEM)));
    }

    private static Header etag() {
        return OASFactory.createHeader()
                .description("The revision, to be named in If-Match")
                .schema(type(SchemaType.STRING));
    }

    private static Header seconds() {
        return OASFactory.createHeader().description("How long to wait").schema(type(SchemaType.INTEGER));
    }

    private static Schema problem() {
        return type(SchemaType.OBJECT)
                .description("RFC 9457; the type is stable, clients may rely on it")
                .addProperty("type", type(SchemaType.STRING).addExample("urn:baoxue:problem:not-found"))
                .addProperty("title", type(SchemaType.STRING))
                .addProperty("status", type(SchemaType.INTEGER).format("int32"))
                .addProperty("detail", type(SchemaType.STRING).description("What is wrong and how to mend it"))
                .addProperty(
                        "errors",
                        type(SchemaType.ARRAY).items(OASFactory.createSchema().ref("#/components/schemas/ProblemAt")));
    }

    private static Schema at() {
        return type(SchemaType.OBJECT)
                .addProperty(
                        "pointer",
                        type(SchemaType.STRING)
                                .description("A JSON pointer into the body, or header:X, query:x, path:x"))
                .addProperty("detail", type(SchemaType.STRING));
    }

    private static Schema type(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
