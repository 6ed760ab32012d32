package org.baoxue.attendance.code;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A field that holds a national code, or nothing. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Coded.Check.class)
public @interface Coded {

    Codes value();

    String message() default "is no such code";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says what is wrong, and never what stands there. */
    final class Check implements ConstraintValidator<Coded, String> {

        private @Nullable Codes code;

        @Override
        public void initialize(Coded coded) {
            this.code = coded.value();
        }

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null || text.isEmpty() || code == null) {
                return true;
            }
            var fault = code.fault(text);
            fault.ifPresent(mend -> {
                context.disableDefaultConstraintViolation();
                context.buildConstraintViolationWithTemplate(mend).addConstraintViolation();
            });
            return fault.isEmpty();
        }
    }
}
