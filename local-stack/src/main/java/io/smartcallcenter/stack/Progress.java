package io.smartcallcenter.stack;

import java.time.Duration;

/** Is told how the parts come and go. Called by several threads. */
public interface Progress {

    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void starting(Part part) {}

        @Override
        public void ready(Part part, Duration took) {}

        @Override
        public void ended(Part part, String reason) {}
    };

    void starting(Part part);

    /** A part can work now. */
    void ready(Part part, Duration took);

    /** A part has ended though nobody asked it to. */
    void ended(Part part, String reason);
}
