package io.smartcallcenter.stack;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** {@code mvn -Pdemo}: the whole suite in the foreground, with test calls, until Ctrl-C or SIGTERM. */
public final class Demo {

    private final Console console = new Console(System.out);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    private Demo() {}

    /** Ends the JVM with 1 and a message for people when something does not start: it may be Maven's, whose answer is a trace. */
    public static void main(String[] args) throws InterruptedException {
        Demo demo = new Demo();
        try {
            demo.run();
        } catch (StackFailure e) {
            demo.console.say("\n" + e.getMessage() + "\n");
            System.exit(1);
        }
    }

    private void run() throws InterruptedException {
        // This is Maven's JVM, full of what building left behind: give that back to the machine before anything starts.
        System.gc();
        long begin = System.nanoTime();
        console.say("\nSmart Call Center: starting the whole suite on this machine\n");
        Options options = Options.demo(console);
        LocalStack stack = LocalStack.prepare(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "demo-stop"));
        try {
            stack.startAll();
            stack.playTestCalls();
            console.welcome(stack, options, Duration.ofNanos(System.nanoTime() - begin));
        } catch (StackFailure e) {
            if (!stopping) {
                throw e;
            }
        }
        stopped.await();
    }

    private void stop(LocalStack stack) {
        stopping = true;
        console.hush();
        console.say("\n  Stopping ...");
        stack.close();
        console.say("  Stopped: no process is left.");
        stopped.countDown();
    }
}
