package io.smartcallcenter.embedded;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The servers in this JVM say what is wrong, not what they do. */
final class QuietLogs {

    /** Held here: java.util.logging forgets the level of a logger that nobody refers to. */
    private static final Map<Logger, Level> LEVELS = Map.of(
            Logger.getLogger("org.apache.kafka"), Level.WARNING,
            // the controller of a broker on a full machine remarks that it is slow now and then
            Logger.getLogger("kafka"), Level.SEVERE,
            Logger.getLogger("state.change.logger"), Level.WARNING,
            // warns of each aggregation whose batch size it ignores
            Logger.getLogger("de.bwaldvogel.mongo"), Level.SEVERE,
            Logger.getLogger("ch.vorburger"), Level.WARNING);

    private QuietLogs() {}

    static void apply() {
        LEVELS.forEach(Logger::setLevel);
    }
}
