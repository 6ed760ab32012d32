package org.baoxue.kit.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.LocalDateDeserializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Refuses in a body what no database keeps and nobody means, where the pointer can still name its field. */
@Singleton
class OrdinaryValues implements ObjectMapperCustomizer {

    /** After the framework's own modules, since the last to speak of a type reads it. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("ordinary values")
                .addDeserializer(String.class, new Text())
                .addDeserializer(LocalDate.class, new Date())
                .addDeserializer(Instant.class, new Time()));
    }

    private static final class Text extends StringDeserializer {

        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = super.deserialize(parser, context);
            if (text != null && text.indexOf('\0') >= 0) {
                throw InvalidFormatException.from(parser, "a character without a sign", text, String.class);
            }
            return text;
        }
    }

    /** Not derived from the framework's: that one replaces itself by another for every field. */
    private static final class Date extends StdScalarDeserializer<LocalDate> {

        private static final long serialVersionUID = 1L;

        Date() {
            super(LocalDate.class);
        }

        @Override
        public @Nullable LocalDate deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var date = LocalDateDeserializer.INSTANCE.deserialize(parser, context);
            if (date != null && !Asked.isOrdinary(date)) {
                throw InvalidFormatException.from(parser, "a date beyond all use", date, LocalDate.class);
            }
            return date;
        }
    }

    private static final class Time extends StdScalarDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        Time() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var time = InstantDeserializer.INSTANT.deserialize(parser, context);
            if (time != null && !Asked.isOrdinary(time)) {
                throw InvalidFormatException.from(parser, "a time beyond all use", time, Instant.class);
            }
            return time;
        }
    }
}
