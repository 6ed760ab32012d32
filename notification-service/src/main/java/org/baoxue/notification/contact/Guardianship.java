package org.baoxue.notification.contact;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A child's name and guardians, as the roster seals them. */
public record Guardianship(String name, @Nullable List<Guardian> guardians) {

    public record Guardian(
            @Nullable String ref,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String language) {

        Stream<Address> addresses() {
            var sms = Stream.ofNullable(phone)
                    .filter(value -> !value.isBlank())
                    .map(value -> new Address(Address.Kind.SMS, value, null));
            var mail = Stream.ofNullable(email)
                    .filter(value -> !value.isBlank())
                    .map(value -> new Address(Address.Kind.MAIL, value, null));
            return Stream.concat(sms, mail);
        }
    }

    /** Where the family is told: the first address that takes it, father's before mother's if he is named first. */
    List<Address> addresses() {
        return all().flatMap(Guardian::addresses).toList();
    }

    String language(String fallback) {
        return all().filter(guardian -> guardian.addresses().findAny().isPresent())
                .map(Guardian::language)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(fallback);
    }

    private Stream<Guardian> all() {
        return guardians == null ? Stream.of() : guardians.stream();
    }
}
