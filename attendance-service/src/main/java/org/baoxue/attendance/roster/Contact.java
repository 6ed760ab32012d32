package org.baoxue.attendance.roster;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.baoxue.attendance.code.Coded;
import org.baoxue.attendance.code.Codes;
import org.baoxue.attendance.code.Phones;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A child's name and whom to reach: only ever stored and sent sealed. */
public record Contact(
        @NotBlank @Size(max = 100) String name,
        @NotNull @Size(max = 8) List<@Valid @NotNull Guardian> guardians) {

    /** @param ref the guardian's identity among the child's guardians */
    public record Guardian(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "1 to 64 letters, digits, dots, hyphens") String ref,

            @NotBlank @Size(max = 100) String name,

            @Size(min = 5, max = 40) @Coded(Codes.PHONE)
            @Schema(description = "Kept as +8613900001111; without + it is of China")
            @Nullable String phone,

            @Email @Size(max = 200) @Nullable String email,

            @NotNull @Pattern(regexp = "zh|en", message = "zh or en") String language) {

        Guardian dialled() {
            var number = phone == null ? null : Phones.e164(phone).orElse(phone);
            return new Guardian(ref, name, number, email, language);
        }
    }

    /** With every telephone number as it is dialled from anywhere. */
    Contact dialled() {
        return new Contact(name, guardians.stream().map(Guardian::dialled).toList());
    }
}
