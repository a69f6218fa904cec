package io.smartcallcenter.stack;

/**
 * The first class of each service's process: runs the service's own main class, and ends the process when its standard input
 * ends, that is when the launcher dies, however it dies.
 */
public final class PartProcess {

    private static final String SERVICE = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final int LAUNCHER_GONE = 3;

    private PartProcess() {}

    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(PartProcess::exitWithLauncher, "launcher-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(SERVICE).getMethod("main", String[].class).invoke(null, (Object) args);
    }

    private static void exitWithLauncher() {
        try {
            while (System.in.read() >= 0) {
                // nothing is sent: only the end matters
            }
        } catch (java.io.IOException pipeBroken) {
            System.err.println("The launcher is gone: " + pipeBroken.getMessage());
        }
        System.exit(LAUNCHER_GONE);
    }
}
