package io.smartcallcenter.routing.api;

import io.smartcallcenter.routing.rules.document.RulesDocument;
import jakarta.ws.rs.core.MediaType;

/** A document, or a part of one, as it comes and goes. */
public final class DocumentBody {

    public static final String YAML = "application/yaml";
    public static final String JSON = MediaType.APPLICATION_JSON;

    private DocumentBody() {}

    /** @throws io.smartcallcenter.routing.rules.document.InvalidRules when it cannot be read */
    public static RulesDocument read(String body, MediaType type) {
        boolean json = type != null && type.getSubtype().endsWith("json");
        return json ? RulesDocument.parseJson(body) : RulesDocument.parseYaml(body);
    }
}
