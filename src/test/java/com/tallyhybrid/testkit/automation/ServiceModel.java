package com.tallyhybrid.testkit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;

/**
 * What AWS publishes about an API: the names and types of its parameters and of its answer, at every depth.
 *
 * <p>Read from the classes that AWS generates from its own service models for its Java SDK. They know which parameters
 * are required only where these stand in the path of a request.
 */
public final class ServiceModel {

    /** The SDK's packages where they are not named as boto3 or the AWS CLI name the service. */
    private static final Map<String, String> PACKAGES =
            Map.of("events", "eventbridge", "logs", "cloudwatchlogs", "s3api", "s3", "service-quotas", "servicequotas");

    /** What the SDK sends as a stream and therefore knows no member for. */
    private static final Map<String, Set<String>> STREAMS = Map.of("s3:PutObject", Set.of("Body"));

    /** What the SDK calls otherwise than the API does. */
    private static final Map<String, Map<String, String>> RENAMED =
            Map.of("s3:CopyObject", Map.of("Bucket", "DestinationBucket", "Key", "DestinationKey"));

    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private final String name;
    private final Shape request;
    private final Shape answer;

    /**
     * One structure.
     *
     * @param type the class that the SDK has for it; its getters know the values of enumerations
     */
    private record Shape(Class<?> type, List<SdkField<?>> fields) {

        static Shape of(SdkPojo builder) {
            return new Shape(builder.getClass().getEnclosingClass(), builder.sdkFields());
        }

        /** The values that AWS knows for a member, where it is an enumeration. */
        Optional<Set<String>> values(String member) {
            try {
                Class<?> returned = type.getMethod(Character.toLowerCase(member.charAt(0)) + member.substring(1))
                        .getReturnType();
                if (returned.isEnum()) {
                    Set<String> values = new LinkedHashSet<>();
                    ((Set<?>) returned.getMethod("knownValues").invoke(null))
                            .forEach(value -> values.add(value.toString()));
                    return Optional.of(values);
                }
                return Optional.empty();
            } catch (ReflectiveOperationException noGetter) {
                return Optional.empty();
            }
        }
    }

    private ServiceModel(String name, Shape request, Shape answer) {
        this.name = name;
        this.request = request;
        this.answer = answer;
    }

    /** @throws AssertionError where AWS has no such API */
    public static ServiceModel of(String service, String api) {
        String model =
                "software.amazon.awssdk.services.%s.model.%s".formatted(PACKAGES.getOrDefault(service, service), api);
        return new ServiceModel(service + ":" + api, shape(model + "Request"), shape(model + "Response"));
    }

    private static Shape shape(String type) {
        try {
            Method builder = Class.forName(type).getMethod("builder");
            return Shape.of((SdkPojo) builder.invoke(null));
        } catch (ReflectiveOperationException unknown) {
            throw new AssertionError("AWS publishes no such API: " + type, unknown);
        }
    }

    public void checkRequest(JsonNode parameters) {
        check(parameters, request, name + " request", true);
    }

    public void checkAnswer(JsonNode given) {
        check(given, answer, name + " answer", false);
    }

    /** Every member that a JSONPath names must be in the answer. */
    public void checkSelector(String selector) {
        Set<String> known = new LinkedHashSet<>();
        collect(answer.fields(), known, 0);
        MEMBER.matcher(selector.replaceAll("\\[[^]]*]|^\\$", ""))
                .results()
                .map(match -> match.group())
                .filter(member -> !known.contains(member))
                .findFirst()
                .ifPresent(member -> {
                    throw new AssertionError("%s answers no %s: %s".formatted(name, member, selector));
                });
    }

    private static void collect(List<SdkField<?>> fields, Set<String> names, int depth) {
        // Some models contain themselves.
        if (depth > 6) {
            return;
        }
        for (SdkField<?> field : fields) {
            names.add(field.memberName());
            pojo(field).ifPresent(inner -> collect(inner, names, depth + 1));
        }
    }

    private static Optional<List<SdkField<?>>> pojo(SdkField<?> field) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return Optional.of(field.constructor().get().sdkFields());
        }
        if (field.marshallingType() == MarshallingType.LIST) {
            return pojo(field.getTrait(ListTrait.class).memberFieldInfo());
        }
        if (field.marshallingType() == MarshallingType.MAP) {
            return pojo(field.getTrait(MapTrait.class).valueFieldInfo());
        }
        return Optional.empty();
    }

    private void check(JsonNode given, Shape shape, String place, boolean isRequest) {
        require(given.isObject(), place, "is no object: " + given);
        Map<String, SdkField<?>> byName = shape.fields().stream()
                .collect(Collectors.toMap(SdkField::memberName, field -> field, (one, other) -> one));
        Map<String, String> renamed = RENAMED.getOrDefault(name, Map.of());
        given.properties().forEach(member -> {
            String at = place + "." + member.getKey();
            String known = renamed.getOrDefault(member.getKey(), member.getKey());
            boolean streamed = STREAMS.getOrDefault(name, Set.of()).contains(member.getKey());
            require(streamed || byName.containsKey(known), at, "is unknown to AWS; known are " + byName.keySet());
            if (!streamed) {
                checkValue(member.getValue(), byName.get(known), at, isRequest);
                shape.values(known)
                        .ifPresent(values ->
                                require(values.contains(member.getValue().asText()), at, "must be one of " + values));
            }
        });
        if (isRequest) {
            shape.fields().stream()
                    .filter(field -> field.containsTrait(RequiredTrait.class))
                    .forEach(field ->
                            require(given.has(field.memberName()), place + "." + field.memberName(), "is missing"));
        }
    }

    private void checkValue(JsonNode value, SdkField<?> field, String at, boolean isRequest) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            check(value, Shape.of(field.constructor().get()), at, isRequest);
        } else if (type == MarshallingType.LIST) {
            require(value.isArray(), at, "must be a list");
            value.forEach(element ->
                    checkValue(element, field.getTrait(ListTrait.class).memberFieldInfo(), at + "[]", isRequest));
        } else if (type == MarshallingType.MAP) {
            require(value.isObject(), at, "must be a map");
            value.forEach(element ->
                    checkValue(element, field.getTrait(MapTrait.class).valueFieldInfo(), at + "{}", isRequest));
        } else {
            require(fits(value, type), at, "must be of type %s, not %s".formatted(type.getTargetClass(), value));
        }
    }

    private boolean fits(JsonNode value, MarshallingType<?> type) {
        if (type == MarshallingType.STRING) {
            // boto3 takes the source of a copy in parts.
            return value.isTextual() || name.equals("s3:CopyObject") && value.has("VersionId");
        }
        if (type == MarshallingType.BOOLEAN) {
            return value.isBoolean();
        }
        if (type == MarshallingType.INSTANT) {
            return value.isTextual() && MOMENT.matcher(value.asText()).matches();
        }
        return value.isNumber();
    }

    private static void require(boolean holds, String place, String otherwise) {
        if (!holds) {
            throw new AssertionError(place + " " + otherwise);
        }
    }
}
