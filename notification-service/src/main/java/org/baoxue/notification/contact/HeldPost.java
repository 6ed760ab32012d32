package org.baoxue.notification.contact;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.notification.plan.Holder;
import org.jspecify.annotations.Nullable;

/** A post and its holders, as the directory publishes them. */
record HeldPost(String post, String scope, @Nullable List<Person> holders) {

    record Person(
            String person,
            @Nullable String name,
            boolean deputy,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String sealedChannels) {

        /** Where the holder is reached; nowhere, if the directory says nothing. */
        Reach reach(Sealing sealing) {
            return sealedChannels == null || sealedChannels.isBlank()
                    ? new Reach(null, null, null)
                    : Json.read(sealing.open(sealedChannels), Reach.class);
        }

        Holder holder() {
            return new Holder(person, deputy, from, to);
        }
    }

    /** What {@code sealedChannels} holds. */
    record Reach(
            @Nullable String name,
            @Nullable List<Channel> channels,
            @Nullable String language) {

        record Channel(
                String kind, String address, @Nullable String secret) {}

        List<Address> addresses() {
            return channels == null
                    ? List.of()
                    : channels.stream()
                            .map(Reach::address)
                            .filter(Objects::nonNull)
                            .toList();
        }

        /** Channels of a kind that this version does not know are passed over, not refused. */
        private static @Nullable Address address(Channel channel) {
            return Stream.of(Address.Kind.values())
                    .filter(kind -> kind.name().equals(channel.kind()))
                    .map(kind -> new Address(kind, channel.address(), channel.secret()))
                    .findFirst()
                    .orElse(null);
        }
    }

    List<Person> people() {
        return holders == null ? List.of() : holders;
    }
}
