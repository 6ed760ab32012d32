package org.baoxue.kit.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.stream.Stream;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.hibernate.validator.spi.nodenameprovider.JavaBeanProperty;
import org.hibernate.validator.spi.nodenameprovider.Property;

/** Lets a violation point to a field by the name that it has in JSON. */
@ApplicationScoped
class JsonNames implements ValidatorFactoryCustomizer {

    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        configuration.propertyNodeNameProvider(JsonNames::inJson);
    }

    private static String inJson(Property property) {
        if (!(property instanceof JavaBeanProperty field)) {
            return property.getName();
        }
        return Arrays.stream(field.getDeclaringClass().getDeclaredFields())
                .filter(one -> one.getName().equals(property.getName()))
                .flatMap(one -> Stream.ofNullable(one.getAnnotation(JsonProperty.class)))
                .map(JsonProperty::value)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(property.getName());
    }
}
