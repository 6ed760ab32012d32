package org.baoxue.kit.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where in the request a violated constraint stands. */
final class Pointer {

    private Pointer() {}

    /** The path of a violation names the method, its parameter, and then the fields of a body. */
    static String of(ConstraintViolation<?> violation) {
        var nodes = new ArrayList<Path.Node>();
        violation.getPropertyPath().forEach(nodes::add);
        if (nodes.size() == 2 && nodes.getLast().getKind() == ElementKind.PARAMETER) {
            return ofParameter(
                    violation.getRootBeanClass(),
                    nodes.getFirst().as(Path.MethodNode.class),
                    nodes.getLast().as(Path.ParameterNode.class).getParameterIndex());
        }
        return intoBody(nodes.subList(Math.min(2, nodes.size()), nodes.size()));
    }

    /** The path of a violation of a body that was checked by itself: its fields alone. */
    static String intoBean(ConstraintViolation<?> violation) {
        var nodes = new ArrayList<Path.Node>();
        violation.getPropertyPath().forEach(nodes::add);
        return intoBody(nodes);
    }

    private static String intoBody(List<Path.Node> nodes) {
        var pointer = new StringBuilder();
        for (var node : nodes) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(node.getName());
            }
        }
        return pointer.toString();
    }

    /** Empty for a body: the whole of it. The class may be one that was made around the resource and has no annotations. */
    private static String ofParameter(Class<?> resource, Path.MethodNode method, int index) {
        return Stream.<Class<?>>iterate(resource, one -> one != null, Class::getSuperclass)
                .flatMap(one -> Stream.of(one.getDeclaredMethods()))
                .filter(one -> isSame(one, method))
                .flatMap(one -> Stream.of(one.getParameters()[index].getAnnotations()))
                .flatMap(one -> place(one).stream())
                .findFirst()
                .orElse("");
    }

    private static boolean isSame(Method one, Path.MethodNode method) {
        return one.getName().equals(method.getName())
                && List.of(one.getParameterTypes()).equals(method.getParameterTypes());
    }

    private static Optional<String> place(Annotation annotation) {
        return switch (annotation) {
            case QueryParam query -> Optional.of("query:" + query.value());
            case HeaderParam header -> Optional.of("header:" + header.value());
            case PathParam path -> Optional.of("path:" + path.value());
            default -> Optional.empty();
        };
    }
}
