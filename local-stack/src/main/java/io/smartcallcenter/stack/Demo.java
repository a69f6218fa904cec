package io.smartcallcenter.stack;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** {@code mvn -Pdemo}: the whole suite in the foreground, with test calls, until Ctrl-C or SIGTERM. */
public final class Demo {

    private final Console console = new Console(System.out);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    private Demo() {}

    public static void main(String[] args) throws InterruptedException {
        new Demo().run();
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
