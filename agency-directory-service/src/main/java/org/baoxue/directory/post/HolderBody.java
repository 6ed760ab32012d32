package org.baoxue.directory.post;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A holder as written and read.
 *
 * @param person the person's id in the directory, as in the access token's claim {@code person}
 * @param deputy stands in for the holder
 * @param to the last day; left out: no end is known
 * @param language in which to write to the person; left out: zh
 * @param channels how to reach the person; shown only to whoever may write the post
 */
public record HolderBody(
        @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "an id of letters, digits, dots, underscores, hyphens") String person,

        @NotBlank @Size(max = 100) String name,
        boolean deputy,
        @NotNull LocalDate from,
        @Nullable LocalDate to,

        @Pattern(regexp = "zh|en", message = "zh or en") @Nullable String language,

        @Nullable @Size(max = 10) List<@Valid @NotNull ChannelBody> channels) {

    /** @param secret of a webhook: what its messages are signed with */
    public record ChannelBody(
            @NotNull Channel.Kind kind,
            @NotBlank @Size(max = 500) String address,
            @Nullable @Size(max = 200) String secret) {

        Channel channel() {
            return new Channel(kind, address, secret);
        }
    }

    Card card() {
        var ways = Objects.requireNonNullElse(channels, List.<ChannelBody>of());
        return new Card(
                name, ways.stream().map(ChannelBody::channel).toList(), Objects.requireNonNullElse(language, "zh"));
    }

    /** @param withChannels whether the reader may know how to reach the person */
    static HolderBody of(Holder holder, Card card, boolean withChannels) {
        return new HolderBody(
                holder.person(),
                card.name(),
                holder.deputy(),
                holder.from(),
                holder.to(),
                card.language(),
                withChannels
                        ? card.channels().stream()
                                .map(way -> new ChannelBody(way.kind(), way.address(), way.secret()))
                                .toList()
                        : null);
    }
}
