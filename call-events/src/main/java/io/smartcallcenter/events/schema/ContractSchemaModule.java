package io.smartcallcenter.events.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Module;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaKeyword;
import com.github.victools.jsonschema.generator.TypeScope;
import java.util.ArrayList;
import java.util.List;

/** Build time only: how the schema generator reads the sealed families and their {@code type} discriminator. */
public final class ContractSchemaModule implements Module {

    @Override
    public void applyToConfigBuilder(SchemaGeneratorConfigBuilder builder) {
        builder.forTypesInGeneral()
                .withSubtypeResolver(ContractSchemaModule::members)
                .withTypeAttributeOverride(ContractSchemaModule::discriminator);
        builder.forFields().withPropertyNameOverrideResolver(ContractSchemaModule::jsonName);
    }

    private static List<ResolvedType> members(ResolvedType declared, SchemaGenerationContext context) {
        Class<?>[] permitted = declared.getErasedType().getPermittedSubclasses();
        if (permitted == null) {
            return null;
        }
        List<ResolvedType> members = new ArrayList<>();
        for (Class<?> type : permitted) {
            ResolvedType member = context.getTypeContext().resolveSubtype(declared, type);
            List<ResolvedType> nested = members(member, context);
            members.addAll(nested == null ? List.of(member) : nested);
        }
        return members;
    }

    private static void discriminator(ObjectNode schema, TypeScope scope, SchemaGenerationContext context) {
        JsonTypeName name = scope.getType().getErasedType().getAnnotation(JsonTypeName.class);
        if (name != null) {
            ObjectNode properties = schema.withObjectProperty(context.getKeyword(SchemaKeyword.TAG_PROPERTIES));
            properties.putObject("type").put(context.getKeyword(SchemaKeyword.TAG_CONST), name.value());
            schema.withArrayProperty(context.getKeyword(SchemaKeyword.TAG_REQUIRED))
                    .add("type");
        }
    }

    private static String jsonName(FieldScope field) {
        JsonProperty property = field.getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? null : property.value();
    }
}
