package io.smartcallcenter.defaults.query;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** Answers 400 to parameters that the called method does not declare. */
@Provider
@KnownParametersOnly
public class UnknownParameters implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Set<String> unknown =
                new TreeSet<>(request.getUriInfo().getQueryParameters().keySet());
        Arrays.stream(resource.getResourceMethod().getParameters())
                .flatMap(UnknownParameters::names)
                .forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw Problems.unknown(unknown);
        }
    }

    /** Of a parameter of the method, or of the fields of one that gathers several. */
    private static Stream<String> names(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? fields(parameter.getType())
                        .map(field -> name(field, field.getName()))
                        .filter(Objects::nonNull)
                : Stream.ofNullable(name(parameter, parameter.getName()));
    }

    private static Stream<Field> fields(Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(Arrays.stream(type.getDeclaredFields()), fields(type.getSuperclass()));
    }

    private static String name(AnnotatedElement element, String ownName) {
        RestQuery rest = element.getAnnotation(RestQuery.class);
        if (rest != null) {
            return rest.value().isEmpty() ? ownName : rest.value();
        }
        QueryParam query = element.getAnnotation(QueryParam.class);
        return query == null ? null : query.value();
    }
}
