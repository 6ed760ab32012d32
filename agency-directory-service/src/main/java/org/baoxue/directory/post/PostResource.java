package org.baoxue.directory.post;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.baoxue.directory.access.DirectoryAccess;
import org.baoxue.directory.organisation.Organisation;
import org.baoxue.directory.organisation.Organisations;
import org.baoxue.kit.access.Roles;
import org.baoxue.kit.web.Asked;
import org.baoxue.kit.web.Page;
import org.baoxue.kit.web.PageRequest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The posts of one organisation. */
@Path("/v1/organisations/{code}/posts")
@Tag(name = "posts")
@RunOnVirtualThread
public class PostResource {

    /** @param holders all of them, past and to come; none: the post is vacant */
    public record PostBody(@NotNull @Size(max = 200) List<@Valid @NotNull HolderBody> holders) {}

    private final Posts posts;
    private final PostRows rows;
    private final PostView view;
    private final Organisations organisations;
    private final DirectoryAccess access;

    PostResource(Posts posts, PostRows rows, PostView view, Organisations organisations, DirectoryAccess access) {
        this.posts = posts;
        this.rows = rows;
        this.view = view;
        this.organisations = organisations;
        this.access = access;
    }

    @GET
    @RolesAllowed("**")
    @Operation(
            operationId = "listPosts",
            summary = "The posts of an organisation and all their holders; channels only for whoever may write them")
    public Page<PostView.Post> list(@PathParam("code") String code, @BeanParam PageRequest page) {
        var asked = Asked.code("code", code);
        var after = page.after();
        int most = page.length();
        return access.transaction(() -> {
            var organisation = organisations.get(asked);
            view.mustRead(organisation);
            var found = rows.page(asked, after, most + 1).stream()
                    .map(row -> view.of(row, organisation))
                    .toList();
            return Page.of(found, most, PostView.Post::key);
        });
    }

    @PUT
    @Path("/{post}/{scope}")
    @RolesAllowed({Roles.OPERATOR, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PRINCIPAL})
    @Operation(
            operationId = "putPost",
            summary = "Write a post with all its holders (201 when new, else 200; the same content changes nothing)")
    @APIResponseSchema(
            value = PostView.Post.class,
            responseCode = "200",
            responseDescription = "Changed, or the same again")
    @APIResponse(responseCode = "201", description = "New")
    @APIResponse(responseCode = "409", description = "Another organisation has this post")
    public RestResponse<PostView.Post> put(
            @PathParam("code") String code,
            @PathParam("post") String post,
            @PathParam("scope") String scope,
            @Valid @NotNull PostBody body) {
        var asked = Asked.code("code", code);
        var kind = PostView.kind(post);
        var of = Asked.code("scope", scope);
        return access.transaction(() -> {
            var organisation = held(asked);
            boolean created = posts.put(kind, of, organisation, body.holders());
            var written = view.of(posts.find(kind, of).orElseThrow(), organisation);
            return RestResponse.status(created ? RestResponse.Status.CREATED : RestResponse.Status.OK, written);
        });
    }

    @DELETE
    @Path("/{post}/{scope}")
    @RolesAllowed({Roles.OPERATOR, Roles.COUNTY_BUREAU, Roles.PREFECTURE_BUREAU, Roles.PRINCIPAL})
    @Operation(operationId = "deletePost", summary = "Remove a post that is no longer to be held at all")
    public void delete(
            @PathParam("code") String code, @PathParam("post") String post, @PathParam("scope") String scope) {
        var asked = Asked.code("code", code);
        var kind = PostView.kind(post);
        var of = Asked.code("scope", scope);
        access.transaction(() -> posts.delete(kind, of, held(asked)));
    }

    private Organisation held(String code) {
        var organisation = organisations.hold(code);
        access.mustWriteOf(code, organisation.place(), organisation.kind().isSchool());
        return organisation;
    }
}
