package io.smartcallcenter.notification.contract;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;
import io.smartcallcenter.events.schema.ContractSchemaModule;
import io.smartcallcenter.notification.feed.Json;
import java.lang.reflect.Type;

/** JSON Schemas of records, with the generator of the contract on Kafka. Each record is one named schema. */
final class Schemas {

    static final String PLACE = "components/schemas";

    private final SchemaBuilder builder;

    Schemas() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        Json.MAPPER, SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(Option.EXTRA_OPEN_API_FORMAT_VALUES, Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .without(Option.SCHEMA_VERSION_INDICATOR)
                .with(new ContractSchemaModule());
        config.forTypesInGeneral().withDefinitionNamingStrategy(new Names());
        config.forFields().withRequiredCheck(Schemas::alwaysPresent);
        builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    /** A reference to the type's schema. */
    ObjectNode reference(Type type) {
        return builder.createSchemaReference(type);
    }

    /** Every schema that was referred to, by its name. */
    ObjectNode collected() {
        return builder.collectDefinitions(PLACE);
    }

    private static boolean alwaysPresent(FieldScope field) {
        Class<?> type = field.getDeclaringType().getErasedType();
        return type.isRecord() && Specimens.alwaysPresent(type, field.getDeclaredName());
    }

    /** Of an event with its type: {@code call.queue.joined} gives {@code CallQueueJoined}. */
    static String nameOf(Class<?> type) {
        JsonTypeName event = type.getAnnotation(JsonTypeName.class);
        if (event != null) {
            return capitals(event.value());
        }
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : outer.getSimpleName() + type.getSimpleName();
    }

    static String capitals(String dotted) {
        StringBuilder name = new StringBuilder();
        for (String word : dotted.split("[._]")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    private static final class Names extends DefaultSchemaDefinitionNamingStrategy {

        @Override
        public String getDefinitionNameForKey(
                DefinitionKey key, com.github.victools.jsonschema.generator.SchemaGenerationContext context) {
            ResolvedType type = key.getType();
            return type.getTypeParameters().isEmpty()
                    ? nameOf(type.getErasedType())
                    : super.getDefinitionNameForKey(key, context);
        }
    }
}
