package org.baoxue.attendance.roster;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A child's name and whom to reach: only ever stored and sent sealed. */
public record Contact(
        @NotBlank @Size(max = 100) String name,
        @NotNull @Size(max = 8) List<@Valid @NotNull Guardian> guardians) {

    /** @param ref the guardian's identity among the child's guardians */
    public record Guardian(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "1 to 64 letters, digits, dots, hyphens") String ref,

            @NotBlank @Size(max = 100) String name,

            @Pattern(regexp = "\\+?[0-9 -]{5,20}", message = "digits, with an optional + in front") @Nullable String phone,

            @Email @Size(max = 200) @Nullable String email,

            @NotNull @Pattern(regexp = "zh|en", message = "zh or en") String language) {}
}
