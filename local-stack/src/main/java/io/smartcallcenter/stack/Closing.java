package io.smartcallcenter.stack;

import java.lang.System.Logger.Level;

/** Ends parts one after the other: one that does not end in order must not keep the others from ending. */
final class Closing {

    private static final System.Logger LOG = System.getLogger(Closing.class.getName());

    private Closing() {}

    /** @param parts null where a part never started */
    static void each(AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                LOG.log(Level.WARNING, part.getClass().getSimpleName() + " does not end in order", e);
            }
        }
    }
}
