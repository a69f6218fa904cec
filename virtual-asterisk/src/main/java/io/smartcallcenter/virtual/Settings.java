package io.smartcallcenter.virtual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The environment of the container: {@code SCC_VIRTUAL_*}. Secrets are read from files. Every fault names its setting. */
record Settings(Map<String, String> environment) {

    private static final String PREFIX = "SCC_VIRTUAL_";

    String text(String name, String otherwise) {
        String value = environment.get(PREFIX + name);
        return value == null || value.isBlank() ? otherwise : value.trim();
    }

    int port(String name, int otherwise) {
        String value = text(name, Integer.toString(otherwise));
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw fault(name, "must be a port, not '" + value + "'");
        }
        return Integer.parseInt(value);
    }

    double speed() {
        String value = text("SPEED", "1");
        if (!value.matches("\\d{1,4}(\\.\\d{1,3})?") || Double.parseDouble(value) <= 0) {
            throw fault("SPEED", "must be a positive number, not '" + value + "'");
        }
        return Double.parseDouble(value);
    }

    List<String> operators() {
        List<String> numbers = List.of(text("OPERATORS", "0001,0002,0003,0004").split("\\s*,\\s*"));
        for (String number : numbers) {
            if (!number.matches("\\d{1,20}")) {
                throw fault("OPERATORS", "'" + number + "' is not a number");
            }
        }
        return numbers;
    }

    /** The content of the file that the setting names; there is no default. */
    String secret(String name) {
        String file = text(name + "_FILE", null);
        if (file == null) {
            throw fault(name + "_FILE", "is missing: the file that holds it");
        }
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (secret.isEmpty()) {
                throw fault(name + "_FILE", file + " is empty");
            }
            return secret;
        } catch (IOException unreadable) {
            throw fault(name + "_FILE", file + " cannot be read");
        }
    }

    /** Null unless there is a file that holds it. */
    String optionalSecret(String name) {
        return text(name + "_FILE", null) == null ? null : secret(name);
    }

    static IllegalArgumentException fault(String name, String what) {
        return new IllegalArgumentException(PREFIX + name + " " + what);
    }
}
