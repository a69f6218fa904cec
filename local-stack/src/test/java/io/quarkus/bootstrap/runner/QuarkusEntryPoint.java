package io.quarkus.bootstrap.runner;

import java.util.concurrent.CountDownLatch;

/** Stands in for a service's main class: says that it runs, and runs for ever. */
public final class QuarkusEntryPoint {

    private QuarkusEntryPoint() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.println("the service runs");
        new CountDownLatch(1).await();
    }
}
